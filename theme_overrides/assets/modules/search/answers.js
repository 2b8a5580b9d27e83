// @ts-check
/** Answers: what the search box shows of a question, as data first, then as options of its list. */
import { element } from "../explorer/elements.js";
import { marked, meant } from "../explorer/hits.js";

/** @typedef {import("./engine.js").Row} Row @typedef {import("./engine.js").Failure} Failure */
/**
 * What is shown. `meant` is a better spelling of what was typed, `failure` tells what is lacking.
 * @typedef {{text: string, count: number, rows: Row[], terms: Map<number, string[]>, notices: string[], slip: boolean, meant: string, failure?: Failure}} Answer
 */

const MOST_SHOWN = 8;
// Files: a first question makes eight requests with the script, a later one seven. Of those with display records:
const FILES = 7;
const FEWEST_FILES = 3;
const MOST_FILES_FIRST = 4;
const MOST_FILES_LATER = 5;
const FAR = 80; // characters before the first match, from which on a summary is cut
const NEAR_ENOUGH = 40; // and how many of them stay

/**
 * Ask, and get what is to be shown of the best hits. A first question gets by with few files.
 * @param {import("./engine.js").Engine} engine @param {string} text @param {AbortSignal} signal @returns {Promise<Answer>}
 */
export async function answerTo(engine, text, signal) {
  const before = engine.files.asked.size;
  /** @type {Answer} */
  const answer = { text, count: 0, rows: [], terms: new Map(), notices: [], slip: false, meant: "" };
  const found = await engine.ask(text, { signal, typing: true });
  if (!found.ok) return { ...answer, failure: found.error };
  const best = found.hits.slice(0, MOST_SHOWN);
  const left = FILES - (engine.files.asked.size - before);
  const maxFiles = Math.min(before ? MOST_FILES_LATER : MOST_FILES_FIRST, Math.max(FEWEST_FILES, left));
  const shown = await engine.records(
    best.map(({ id }) => id),
    { signal, maxFiles, some: true },
  );
  const { rows, failure } = shown.ok ? shown : { rows: [], failure: shown.error };
  const terms = new Map(best.map((hit) => [hit.id, hit.terms]));
  const slip = found.corrected && found.hits.length > 0;
  const all = [...new Set([...terms.values()].flat())];
  return { ...answer, count: found.hits.length, rows, terms, notices: found.notices, slip, meant: slip ? meant(engine, text, found.words, rows, all) : "", failure };
}

/**
 * Options in groups by type, groups and options by rank; last the way to all results.
 * @param {import("./engine.js").Engine} engine @param {import("../explorer/phrases.js").Phrases} phrases @param {string} root @param {Answer} answer @returns {import("./listbox.js").Group[]}
 */
export function optionsOf(engine, phrases, root, { text, count, rows, terms }) {
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map();
  for (const row of rows) groups.set(row.type, [...(groups.get(row.type) ?? []), optionOf(engine, phrases, root, row, terms.get(row.id) ?? [])]);
  const all = element("a", { class: "search-box__all", href: `${root}search/?q=${encodeURIComponent(text)}` }, phrases.say("all", { count: phrases.count("all", count) }));
  return [...[...groups].map(([type, options]) => ({ label: phrases.say(`group-${type}`), options })), { label: "", options: count ? [all] : [] }];
}

/** @param {import("./engine.js").Engine} engine @param {import("../explorer/phrases.js").Phrases} phrases @param {string} root @param {Row} row @param {string[]} terms */
function optionOf(engine, phrases, root, row, terms) {
  const where = [row.place, ...row.stages.map((stage) => phrases.say(`stage-${stage}`))].filter(Boolean).join(" · ");
  return element(
    "a",
    { class: "search-box__hit", href: root + row.address },
    element("span", { class: "search-box__title" }, ...marked(engine, row.title, terms)),
    ...(where ? [element("span", { class: "search-box__where" }, where)] : []),
    element("span", { class: "search-box__summary" }, ...snippet(marked(engine, row.summary, terms))),
  );
}

/** A text that begins shortly before what was found in it. @param {(Node | string)[]} pieces */
function snippet([before, ...others]) {
  if (typeof before !== "string" || !others.length || before.length <= FAR) return [before, ...others];
  const cut = before.indexOf(" ", before.length - NEAR_ENOUGH);
  return cut < 0 ? [before, ...others] : [`…${before.slice(cut)}`, ...others];
}
