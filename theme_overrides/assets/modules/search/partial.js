// @ts-check
/**
 * A partial index: a stock `lunr.Index` that knows only the terms of one query and some documents, and answers
 * that query for these as the full index would. Why that is so: `plugins/utm_exchange/search/README.md`.
 */

import { lowerBound } from "./numbers.js";

/** @typedef {import("./shards.js").Posting} Posting */
/**
 * @typedef {object} Head what there is, and the settings of the index
 * @property {number} format @property {number} documents @property {[string, number][]} fields name and boost
 * @property {number} k1 in thousandths @property {number} b in thousandths
 * @property {number[]} totals terms in each field of all documents @property {string[]} lengths
 * @property {string} shards @property {number[]} lexicon @property {number} rows @property {number} cards documents in one file of either
 * @property {[string, string][]} facets @property {import("./concepts.js").Concepts} synonyms
 */

const NOTHING = Object.freeze(Object.create(null)); // lunr keeps metadata per match; this index has none

/** First document, field and place of a term: sorting by these gives the order in which lunr numbered terms. @param {Posting} posting */
function firstSeen(posting) {
  let document = Infinity;
  let field = 0;
  posting.ordinals.forEach((ordinals, number) => {
    if (ordinals.length && ordinals[0] < document) {
      document = ordinals[0];
      field = number;
    }
  });
  return [document, field, posting.position];
}

/** @param {Map<string, Posting>} postings @returns {Map<string, import("./rank.js").Numbered>} */
export function inOrder(postings) {
  const entries = [...postings].map(([term, posting]) => ({ term, posting, seen: firstSeen(posting) }));
  entries.sort(({ seen: a }, { seen: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return new Map(entries.map(({ term, posting }, number) => [term, { number, posting }]));
}

/** How rare a term is: `lunr.idf`, which counts a document once for each field. @param {Posting} posting @param {number} documents */
function rarity(posting, documents) {
  const held = posting.ordinals.reduce((sum, ordinals) => sum + ordinals.length, 0);
  return Math.log(1 + Math.abs((documents - held + 0.5) / (held + 0.5)));
}

/** @type {WeakMap<Posting, Float64Array[]>} */
const made = new WeakMap();

/**
 * The weights of a term in the documents that have it in a field, made once.
 * @param {Head} head @param {number[][]} lengths per field, empty where b is 0 @param {Posting} posting @param {number} field @returns {Float64Array}
 */
export function weights(head, lengths, posting, field) {
  const known = made.get(posting) ?? [];
  made.set(posting, known);
  if (!known[field]) {
    const idf = rarity(posting, head.documents);
    const ordinals = posting.ordinals[field];
    known[field] = new Float64Array(ordinals.length);
    for (let at = 0; at < ordinals.length; at++) known[field][at] = weight(head, lengths, idf, field, ordinals[at], posting.frequencies[field][at]);
  }
  return known[field];
}

/**
 * The weight of a term in a field of a document: the expression of `lunr.Builder`, in its order of operations.
 * @param {Head} head @param {number[][]} lengths @param {number} idf @param {number} field @param {number} ordinal @param {number} tf
 */
function weight(head, lengths, idf, field, ordinal, tf) {
  const k1 = head.k1 / 1000;
  const b = head.b / 1000;
  // With b = 0 the quotient counts for nothing, whatever it is, and no lengths are shipped.
  const share = b ? lengths[field][ordinal] / (head.totals[field] / head.documents) : 0;
  let score = (idf * ((k1 + 1) * tf)) / (k1 * (1 - b + b * share) + tf);
  score *= head.fields[field][1] || 1;
  return Math.round(score * 1000) / 1000;
}

/**
 * @param {any} lunr @param {Head} head @param {number[][]} lengths @param {Map<string, import("./rank.js").Numbered>} known every term that
 * the query's clauses expand to @param {number[]} ids of the documents that it holds
 */
export function partialIndex(lunr, head, lengths, known, ids) {
  const names = head.fields.map(([name]) => name);
  const rising = [...ids].sort((a, b) => a - b);
  // A query that only prohibits lists every field that has a vector.
  /** @type {Map<string, number[]>} */
  const vectors = new Map(rising.flatMap((id) => names.map((name) => [`${name}/${id}`, /** @type {number[]} */ ([])])));
  /** @type {[string, any][]} */
  const inverted = [];
  for (const [term, { number, posting }] of known) {
    const entry = Object.create(null);
    entry._index = number;
    names.forEach((name, field) => {
      const matches = (entry[name] = Object.create(null));
      const values = weights(head, lengths, posting, field);
      for (const id of rising) {
        const at = lowerBound(posting.ordinals[field], id);
        if (posting.ordinals[field][at] !== id) continue;
        matches[id] = NOTHING;
        vectors.get(`${name}/${id}`)?.push(number, values[at]);
      }
    });
    inverted.push([term, entry]);
  }
  // By UTF-16 units, as lunr wants it; `<` on strings compares so.
  inverted.sort(([a], [b]) => (a < b ? -1 : 1));
  return lunr.Index.load({ version: lunr.version, fields: names, fieldVectors: [...vectors], invertedIndex: inverted, pipeline: ["stemmer"] });
}
