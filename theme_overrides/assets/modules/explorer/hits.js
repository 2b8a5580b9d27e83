// @ts-check
/** Hits: how something found is shown, and which word somebody may have meant. */
import { element } from "./elements.js";

/** @typedef {import("../search/engine.js").Row} Row */
/** @typedef {import("./loading.js").Runtime} Engine */

/** A text with what was found in it marked. @param {Engine} engine @param {string} text @param {string[]} terms @returns {(Node | string)[]} */
export function marked(engine, text, terms) {
  return terms.length ? engine.mark(text, terms).map((piece) => (piece.hit ? element("mark", {}, piece.text) : piece.text)) : [text];
}

/**
 * One thing found, as a row: what it is and where, its title, its summary, its stages.
 * @param {Engine} engine @param {Row} row @param {string[]} terms that were found in it
 * @param {{root: string, kind: string, stages: string[]}} said the way to the site's root, the words for type and stages
 */
export function hitRow(engine, row, terms, { root, kind, stages }) {
  const text = element(
    "div",
    { class: "card__text" },
    element("p", { class: "card__kicker" }, [kind, row.place].filter(Boolean).join(" · ")),
    element("h3", { class: "card__title" }, element("a", { href: root + row.address }, ...marked(engine, row.title, terms))),
    element("p", { class: "card__summary" }, ...marked(engine, row.summary, terms)),
  );
  if (stages.length) text.append(element("p", { class: "card__stage" }, stages.join(", ")));
  return element("li", { class: `card card--${row.type}` }, text);
}

/**
 * The words of rows that come nearest to those typed, where these were found only with other letters.
 * @param {Engine} engine @param {string} typed @param {string[]} words of it that nothing holds @param {Row[]} rows @param {string[]} terms
 * @returns {string} the text with words that are there, or ""
 */
export function meant(engine, typed, words, rows, terms) {
  const there = rows
    .flatMap((row) => [...engine.mark(row.title, terms), ...engine.mark(row.summary, terms)])
    .filter((piece) => piece.hit)
    .flatMap((piece) => engine.fold(piece.text).match(/[a-z0-9']+/g) ?? []);
  let text = engine.fold(typed);
  for (const word of words) {
    const nearest = there.reduce((best, other) => (distance(word, other) < distance(word, best) ? other : best), "");
    // Of several words, one may have nothing near it.
    if (distance(word, nearest) <= word.length / 2) text = text.replace(word, nearest);
  }
  return text === engine.fold(typed) ? "" : text;
}

/** How many letters differ (Levenshtein 1965). @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
