// @ts-check
/** Words that people see. The page publishes translations; English is written where it is said. */

/** @type {Record<string, string>} */
const translations = {};

/** @param {Record<string, string>} words */
export function learnWords(words) {
  Object.assign(translations, words);
}

/**
 * Translate a message and fill in its places, written {so}, as Python does.
 * @param {string} message @param {Record<string, unknown>} [values]
 */
export function _(message, values) {
  const text = translations[message] ?? message;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

/** Mark a string for translators; it is translated where it is shown. @param {string} message */
export function mark(message) {
  return message;
}

/**
 * @typedef {{code: string, message: string, hint: string, field: string, severity: "error" | "advice"}} Problem
 */

/**
 * @param {string} code @param {string} message @param {string} hint
 * @returns {Problem}
 */
export function problem(code, message, hint, field = "", severity = /** @type {"error" | "advice"} */ ("error")) {
  return { code, message, hint, field, severity };
}
