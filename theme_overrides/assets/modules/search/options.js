// @ts-check
/** Options: how the list of the search box shows an answer. */
import { element, marks } from "../explorer/elements.js";

const FAR = 80; // characters before the first match, from which on a summary is cut
const NEAR_ENOUGH = 40; // and how many of them stay

/**
 * Options in groups by type, groups and options by rank; last the way to all results.
 * @param {import("../explorer/phrases.js").Phrases} phrases @param {string} root @param {import("./answers.js").Answer} answer @returns {import("./listbox.js").Group[]}
 */
export function optionsOf(phrases, root, { text, count, rows }) {
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map();
  for (const row of rows) groups.set(row.type, [...(groups.get(row.type) ?? []), optionOf(phrases, root, row)]);
  const all = element("a", { class: "search-box__all", href: `${root}search/?q=${encodeURIComponent(text)}` }, phrases.say("all", { count: phrases.count("all", count) }));
  return [...[...groups].map(([type, options]) => ({ label: phrases.say(`group-${type}`), options })), { label: "", options: count ? [all] : [] }];
}

/** @param {import("../explorer/phrases.js").Phrases} phrases @param {string} root @param {import("./answers.js").MarkedRow} row */
function optionOf(phrases, root, row) {
  const where = [row.place, ...row.stages.map((stage) => phrases.say(`stage-${stage}`))].filter(Boolean).join(" · ");
  return element(
    "a",
    { class: "search-box__hit", href: root + row.address },
    element("span", { class: "search-box__title" }, ...marks(row.title)),
    ...(where ? [element("span", { class: "search-box__where" }, where)] : []),
    element("span", { class: "search-box__summary" }, ...snippet(marks(row.summary))),
  );
}

/** A text that begins shortly before what was found in it. @param {(Node | string)[]} pieces */
function snippet([before, ...others]) {
  if (typeof before !== "string" || !others.length || before.length <= FAR) return [before, ...others];
  const cut = before.indexOf(" ", before.length - NEAR_ENOUGH);
  return cut < 0 ? [before, ...others] : [`…${before.slice(cut)}`, ...others];
}
