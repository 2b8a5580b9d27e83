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

/** The postings of terms that follow each other. A query needs few of them: each is read when it is asked for. */
export class Shard {
  /** @param {[string, string]} data @param {number} fields how many fields the index has */
  constructor([terms, text], fields) {
    this.text = text;
    this.fields = fields;
    this.terms = wordsOf(terms);
    /** Where the postings of a term begin. @type {Map<string, number>} */
    this.starts = new Map();
    /** @type {Map<string, Posting>} */
    this.read = new Map();
    const reader = new NumberReader(text);
    for (const term of this.terms) {
      this.starts.set(term, reader.at);
      reader.next();
      for (let field = 0; field < fields; field++) reader.skip(2 * reader.next());
    }
    if (!reader.done) throw new RangeError("more postings than terms");
  }

  /** @param {string} term */
  has(term) {
    return this.starts.has(term);
  }

  /** @param {string} term @returns {Posting | undefined} */
  get(term) {
    const start = this.starts.get(term);
    if (start === undefined) return undefined;
    const posting = this.read.get(term) ?? this.postingAt(start);
    this.read.set(term, posting);
    return posting;
  }

  /** @param {number} start @returns {Posting} */
  postingAt(start) {
    const reader = new NumberReader(this.text, start);
    /** @type {Posting} */
    const posting = { position: reader.next(), ordinals: [], frequencies: [] };
    for (let field = 0; field < this.fields; field++) {
      const count = reader.next();
      posting.ordinals.push(reader.rising(count));
      posting.frequencies.push(reader.many(count));
    }
    return posting;
  }
}
