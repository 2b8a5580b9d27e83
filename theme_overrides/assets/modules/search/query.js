// @ts-check
/**
 * Queries: which terms a query can reach, and in which files these stand. lunr's own parser reads the
 * query and lunr's own token sets expand it; here is only decided what has to be there when they do.
 */
import { SearchError } from "./files.js";
import { lowerBound, wordsOf } from "./numbers.js";
import { shardOf, shardsFrom } from "./shards.js";

/** @typedef {{term: string, kind: "exact" | "prefix" | "pattern", edits?: number, presence: number, fields: number[], boost: number}} Clause */

export const FEW = 2; // shards that are rather loaded whole than looked up in the lexicon

/** @param {any} lunr @param {import("./partial.js").Head} head @param {string} text @returns {Clause[]} */
export function clausesOf(lunr, head, text) {
  const query = new lunr.Query(head.fields.map(([name]) => name));
  try {
    new lunr.QueryParser(text, query).parse();
  } catch (error) {
    throw new SearchError("query", "", error instanceof lunr.QueryParseError ? error.message : String(error));
  }
  const pipeline = lunr.Pipeline.load(["stemmer"]);
  return query.clauses.map((/** @type {any} */ clause) => {
    const term = clause.usePipeline ? pipeline.runString(clause.term)[0] : clause.term;
    const edits = clause.editDistance;
    const star = term.indexOf("*");
    const kind = edits === undefined && star < 0 ? "exact" : edits === undefined && star === term.length - 1 ? "prefix" : "pattern";
    const fields = clause.fields.map((/** @type {string} */ name) => head.fields.findIndex((field) => field[0] === name));
    return { term, kind, edits, presence: clause.presence, fields, boost: clause.boost };
  });
}

/** Terms of sorted lists that a clause expands to. @param {any} lunr @param {Clause} clause @param {string[][]} lists @returns {string[]} */
export function expand(lunr, clause, lists) {
  const pattern = clause.edits === undefined ? lunr.TokenSet.fromString(clause.term) : lunr.TokenSet.fromFuzzyString(clause.term, clause.edits);
  // lunr decides; to make its set of thousands of terms would only take long.
  const terms = lists.flatMap(clause.edits === undefined ? beginning(clause.term) : alike(clause.term, clause.edits));
  return lunr.TokenSet.fromArray(terms.sort()).intersect(pattern).toArray();
}

/** Terms of a sorted list that begin and end as a pattern with stars does. @param {string} pattern @returns {(list: string[]) => string[]} */
function beginning(pattern) {
  const [first, ...others] = pattern.split("*");
  const last = others[others.length - 1] ?? "";
  return (list) => {
    const found = [];
    for (let at = lowerBound(list, first); at < list.length && list[at].startsWith(first); at++) if (list[at].endsWith(last)) found.push(list[at]);
    return found;
  };
}

/** Terms of a list that pass a quick test, as all do that are as alike as wanted. @param {string} wanted @param {number} edits @returns {(list: string[]) => string[]} */
function alike(wanted, edits) {
  // Each edit and each star brings at most one unit that the other does not have; turning two round brings none.
  const most = edits + wanted.split("*").length - 1;
  // How often each unit is wanted; units that share a place only let a term pass that lunr then refuses.
  const left = new Int16Array(256);
  for (let at = 0; at < wanted.length; at++) left[wanted.charCodeAt(at) & 255]++;
  const shares = edits === 1 && !wanted.includes("*") ? onEitherSide(wanted) : () => true;
  const passes = (/** @type {string} */ term) => {
    if (!shares(term)) return false;
    let common = 0;
    for (let at = 0; at < term.length; at++) if (left[term.charCodeAt(at) & 255]-- > 0) common++;
    for (let at = 0; at < term.length; at++) left[term.charCodeAt(at) & 255]++;
    return Math.max(wanted.length, term.length) - common <= most;
  };
  return (list) => list.filter(passes);
}

/** A single edit, be it two units turned round, leaves the units on one side of the middle as they are. @param {string} wanted @returns {(term: string) => boolean} */
function onEitherSide(wanted) {
  const half = (wanted.length - 1) >> 1;
  const first = wanted.slice(0, half);
  const last = wanted.slice(wanted.length - half);
  return (term) => term.startsWith(first) || term.endsWith(last);
}

/** @typedef {{shards: number[], terms?: string[]}} Reach numbers of shards, and the terms where the lexicon has told them already */

/**
 * The shards that hold every term a clause can expand to.
 * @param {any} lunr @param {import("./files.js").Files} files @param {import("./partial.js").Head} head @param {string[]} firsts @param {Clause} clause
 * @returns {Promise<Reach>}
 */
export async function shardsFor(lunr, files, head, firsts, clause) {
  if (clause.kind === "exact") return { shards: [shardOf(firsts, clause.term)] };
  if (clause.kind === "prefix") return { shards: shardsFrom(firsts, clause.term.slice(0, -1)) };
  if (clause.edits === undefined) {
    const near = shardsFrom(firsts, clause.term.slice(0, clause.term.indexOf("*")));
    if (near.length <= FEW) return { shards: near };
  }
  const terms = expand(lunr, clause, await lexiconFor(files, head, clause));
  return { shards: [...new Set(terms.map((term) => shardOf(firsts, term)))], terms };
}

/** Terms of the lengths that a clause can match. @param {import("./files.js").Files} files @param {import("./partial.js").Head} head @param {Clause} clause @returns {Promise<string[][]>} */
async function lexiconFor(files, head, clause) {
  const longest = head.lexicon[head.lexicon.length - 1]; // and all that are longer
  // An edit adds or takes one unit; a star stands for one beside edits, and for any number without.
  const stars = clause.edits === undefined ? clause.term.split("*").length - 1 : 0;
  const low = clause.term.length - stars - (clause.edits ?? 0);
  const high = stars ? Infinity : clause.term.length + (clause.edits ?? 0);
  const lengths = head.lexicon.filter((length) => (length >= low || length === longest) && length <= high);
  const lists = await Promise.all(lengths.map((length) => files.get(`l/${length}`)));
  return lists.map(wordsIn);
}

/** Words of lists that were read. @type {Map<string, string[]>} */
const read = new Map();

/** @param {string} list of the lexicon */
function wordsIn(list) {
  const words = read.get(list) ?? wordsOf(list);
  read.set(list, words);
  return words;
}
