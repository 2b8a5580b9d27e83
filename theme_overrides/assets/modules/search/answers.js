// @ts-check
/** Answers: what is shown of a question, as data, so that it can cross from a worker to the page. */

/** @typedef {import("./engine.js").Row} Row */
/** A row whose title and summary are in pieces, with what was found in them. @typedef {Omit<Row, "title" | "summary"> & Record<"title" | "summary", {text: string, hit: boolean}[]>} MarkedRow */
/**
 * What is shown. `count` tells how many there are in all, `meant` is a better spelling of what was typed, `failure` tells what is lacking.
 * @typedef {{text: string, count: number, rows: MarkedRow[], notices: string[], slip: boolean, meant: string, failure?: import("./engine.js").Failure}} Answer
 */
/** @typedef {{signal?: AbortSignal, typing?: boolean, most?: number, thrifty?: boolean}} Wishes `most` rows; thrifty: with few files */

const MOST_SHOWN = 8;
// Files: a first question makes eight requests with the two scripts, a later one seven. Of those with display records:
const FILES_FIRST = 6;
const FILES_LATER = 7;
const FEWEST_FILES = 2;
const MOST_FILES_FIRST = 4;
const MOST_FILES_LATER = 5;

/**
 * Ask, and get what is to be shown of the best hits. A first question gets by with few files.
 * @param {import("./engine.js").Engine} engine @param {string} text @param {Wishes} wishes @returns {Promise<Answer>}
 */
export async function answerTo(engine, text, { signal, typing = true, most = MOST_SHOWN, thrifty = true }) {
  const before = engine.files.asked.size;
  /** @type {Answer} */
  const answer = { text, count: 0, rows: [], notices: [], slip: false, meant: "" };
  const found = await engine.ask(text, { signal, typing });
  if (!found.ok) return { ...answer, failure: found.error };
  const best = found.hits.slice(0, most);
  const left = (before ? FILES_LATER : FILES_FIRST) - (engine.files.asked.size - before);
  const maxFiles = thrifty ? Math.min(before ? MOST_FILES_LATER : MOST_FILES_FIRST, Math.max(FEWEST_FILES, left)) : Infinity;
  const shown = await engine.records(
    best.map(({ id }) => id),
    { signal, maxFiles, some: true },
  );
  const { rows, failure } = shown.ok ? shown : { rows: [], failure: shown.error };
  const terms = new Map(best.map((hit) => [hit.id, hit.terms]));
  const marked = rows.map((row) => markedRow(engine, row, terms.get(row.id) ?? []));
  const slip = found.corrected && found.hits.length > 0;
  const all = [...new Set([...terms.values()].flat())];
  return { ...answer, count: found.hits.length, rows: marked, notices: found.notices, slip, meant: slip ? engine.meant(text, found.words, rows, all) : "", failure };
}

/** @param {import("./engine.js").Engine} engine @param {Row} row @param {string[]} terms @returns {MarkedRow} */
function markedRow(engine, row, terms) {
  return { ...row, title: engine.mark(row.title, terms), summary: engine.mark(row.summary, terms) };
}
