// @ts-check
/** What somebody looked for lately, and wishes: kept on this device only, where the browser allows it. */

const KEPT = "utm-search-recent";
const SLASH = "utm-search-slash"; // `site.js` reads it
const MOST = 6;

export const recent = {
  /** @returns {string[]} the latest first */
  list() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, MOST) : [];
    } catch {
      return [];
    }
  },

  /** @param {string} text */
  add(text) {
    write(KEPT, JSON.stringify([text, ...recent.list().filter((other) => other !== text)].slice(0, MOST)));
  },

  forget() {
    write(KEPT, "[]");
  },
};

export const slash = {
  get on() {
    try {
      return localStorage.getItem(SLASH) !== "off";
    } catch {
      return true;
    }
  },
  set on(wanted) {
    write(SLASH, wanted ? "on" : "off");
  },
};

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage that is full or forbidden keeps nothing, and nothing depends on it.
  }
}
