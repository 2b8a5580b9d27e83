// @ts-check
/** Hits: how something found is shown. */
import { element, marks } from "./elements.js";

/** @typedef {import("../search/engine.js").Row} Row */
/** @typedef {import("./loading.js").Runtime} Engine */

/** A text with what was found in it marked. @param {Engine} engine @param {string} text @param {string[]} terms @returns {(Node | string)[]} */
export function marked(engine, text, terms) {
  return terms.length ? marks(engine.mark(text, terms)) : [text];
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
