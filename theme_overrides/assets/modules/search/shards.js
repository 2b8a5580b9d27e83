// @ts-check
/**
 * Shards: which of them hold a term, and what they say of it. Format: `plugins/utm_exchange/search/README.md`.
 */
import { NumberReader, wordsOf } from "./numbers.js";

/**
 * What the index holds of a term. Per field: ordinals of documents, rising, and how often each has the term.
 * @typedef {{position: number, ordinals: number[][], frequencies: number[][]}} Posting
 */

/** @param {string[]} firsts what separates each shard from the one before @param {string} term @returns {number} */
export function shardOf(firsts, term) {
  let low = 0;
  let high = firsts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle] <= term) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers of the shards that may hold terms with a beginning. @param {string[]} firsts @param {string} prefix @returns {number[]} */
export function shardsFrom(firsts, prefix) {
  const found = [shardOf(firsts, prefix)];
  while (found[found.length - 1] + 1 < firsts.length && firsts[found[found.length - 1] + 1].startsWith(prefix)) found.push(found[found.length - 1] + 1);
  return found;
}

/** @param {[string, string]} data @param {number} fields how many fields the index has @returns {Map<string, Posting>} */
export function postingsOf([terms, text], fields) {
  const reader = new NumberReader(text);
  /** @type {Map<string, Posting>} */
  const found = new Map();
  for (const term of wordsOf(terms)) {
    const position = reader.next();
    const ordinals = [];
    const frequencies = [];
    for (let field = 0; field < fields; field++) {
      const count = reader.next();
      ordinals.push(reader.rising(count));
      frequencies.push(reader.many(count));
    }
    found.set(term, { position, ordinals, frequencies });
  }
  if (!reader.done) throw new RangeError("more postings than terms");
  return found;
}
