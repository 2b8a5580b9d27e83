// @ts-check
/**
 * The search engine: what the search box, the search page and the explorer ask. It knows no user interface.
 *
 * Every answer is data: `{ok: true, …}` or `{ok: false, error: {kind, file, detail}}`, see `Trouble`.
 */
import { answerTo } from "./answers.js";
import { Concepts } from "./concepts.js";
import { Files, SearchError } from "./files.js";
import { Hits } from "./hits.js";
import { numbersOf, risingOf } from "./numbers.js";
import { inOrder, partialIndex } from "./partial.js";
import { FEW, clausesOf, expand, shardsFor } from "./query.js";
import { rank } from "./rank.js";
import { Shard, shardsFrom } from "./shards.js";
import { meant } from "./spelling.js";
import { FARTHEST, fold, mark, prepare, termOf } from "./words.js";

/** @typedef {import("./partial.js").Head} Head */
/** @typedef {import("./hits.js").Hit} Hit */
/** @typedef {{id: number, type: string, address: string, title: string, place: string, summary: string, stages: string[]}} Row */
/** @typedef {{kind: import("./files.js").Trouble, file: string, detail: string}} Failure */
/** @typedef {import("./query.js").Clause & import("./query.js").Reach} Reaching */
/** @typedef {{signal?: AbortSignal, maxFiles?: number}} Options */

const MOST_FILES = 24; // shards of one query, unless the caller says otherwise
const CLOSE = 4; // a word that short has too many others near it
const LONG = 40; // and for one that long lunr builds an automaton for minutes

/** @param {SearchError} error @returns {Failure} */
function told({ kind, file, detail }) {
  return { kind, file, detail };
}

/** @param {number} id @param {any} chunk the rows of its file @param {number} size of a file @returns {Row} */
function rowOf(id, chunk, size) {
  const row = chunk[id % size];
  if (!row) throw new SearchError("damaged", `d/${Math.floor(id / size)}`);
  const [type, address, title, place, summary, stages] = row;
  return { id, type, address, title, place, summary, stages: stages ? stages.split(" ") : [] };
}

export class Engine {
  /** @param {any} lunr @param {string} base address of the folder of the search, with `/` at its end */
  constructor(lunr, base) {
    this.lunr = lunr;
    this.files = new Files(base);
    /** @type {Head | undefined} */
    this.head = undefined;
    /** @type {string[]} */
    this.firsts = [];
    /** @type {number[][]} */
    this.lengths = [];
    /** @type {Map<number, Shard>} */
    this.shards = new Map();
  }

  /** What the files call; the head stands in the same file as this engine. @param {any[]} said */
  put(...said) {
    if (said[1] !== "head") return this.files.put(...said);
    try {
      const head = this.files.check(said, "head");
      if (head.format !== 1) return;
      this.files.edition = said[0];
      this.firsts = head.shards.split(" ");
      this.lengths = head.lengths.map(numbersOf);
      this.head = { ...head, synonyms: new Concepts(head.synonyms) };
    } catch {
      // Without a head every question is answered with an error.
    }
  }

  /** @returns {Head} */
  known() {
    if (!this.head) throw new SearchError("damaged", "head");
    return this.head;
  }

  /**
   * @template T @param {() => Promise<T>} work @param {AbortSignal} [signal]
   * @returns {Promise<({ok: true} & T) | {ok: false, error: Failure}>}
   */
  async answer(work, signal) {
    try {
      const found = await work();
      if (signal?.aborted) throw new SearchError("aborted", "");
      return { ok: true, ...found };
    } catch (error) {
      if (!(error instanceof SearchError)) throw error;
      return { ok: false, error: signal?.aborted ? { ...told(error), kind: "aborted" } : told(error) };
    }
  }

  /**
   * Ask a query in lunr's language. Hits, their order and their scores are those of a full stock index.
   * @param {string} query @param {Options} [options]
   */
  search(query, { signal, maxFiles = MOST_FILES } = {}) {
    return this.answer(() => this.hits(query, maxFiles, signal), signal);
  }

  /** @param {string} query @param {number} maxFiles @param {AbortSignal} [signal] @returns {Promise<{query: string, hits: Hits}>} */
  async hits(query, maxFiles, signal) {
    const clauses = clausesOf(this.lunr, this.known(), query);
    return this.hitsOf(query, await Promise.all(clauses.map((clause) => this.reach(clause))), maxFiles, signal);
  }

  /** @param {import("./query.js").Clause} clause @returns {Promise<Reaching>} */
  async reach(clause) {
    return { ...clause, ...(await shardsFor(this.lunr, this.files, this.known(), this.firsts, clause)) };
  }

  /**
   * What finds the words that are spelled as nearly as any is: with one edit, or else, for a long word, with two.
   * @param {string} word @param {number} [edits] @returns {Promise<Reaching & {query: string}>}
   */
  async nearest(word, edits = 1) {
    const query = `${word}~${edits}`;
    const [clause] = clausesOf(this.lunr, this.known(), query);
    const reaching = await this.reach(clause);
    return reaching.terms?.length || edits === FARTHEST || word.length < 2 * CLOSE ? { query, ...reaching } : this.nearest(word, edits + 1);
  }

  /** @param {string} query @param {Reaching[]} clauses of it @param {number} maxFiles @param {AbortSignal} [signal] @returns {Promise<{query: string, hits: Hits}>} */
  async hitsOf(query, clauses, maxFiles, signal) {
    const numbers = [...new Set(clauses.flatMap(({ shards }) => shards))];
    if (numbers.length > maxFiles) throw new SearchError("broad", "", String(numbers.length));
    if (signal?.aborted) throw new SearchError("aborted", "");
    // All are waited for, so that whoever tries again after a failure meets none that is still on its way.
    const failed = (await Promise.allSettled(numbers.map((number) => this.shard(number)))).find((one) => one.status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    if (signal?.aborted) throw new SearchError("aborted", "");
    /** @type {Map<string, import("./shards.js").Posting>} */
    const postings = new Map();
    const reached = clauses.map((clause) => ({ ...clause, terms: this.collect(clause, postings) }));
    const known = inOrder(postings);
    const ranking = rank(this.lunr.Query.presence, this.known(), this.lengths, reached, known);
    return { query, hits: new Hits(ranking, (ids) => this.asLunr(query, known, ids)) };
  }

  /** What lunr itself answers, were there only these documents. @param {string} query @param {Map<string, import("./rank.js").Numbered>} known @param {number[]} ids @returns {Hit[]} */
  asLunr(query, known, ids) {
    const found = partialIndex(this.lunr, this.known(), this.lengths, known, ids).search(query);
    return found.map((/** @type {any} */ hit) => ({ id: Number(hit.ref), score: hit.score, terms: Object.keys(hit.matchData.metadata) }));
  }

  /** @param {number} number */
  async shard(number) {
    if (this.shards.has(number)) return;
    const data = await this.files.get(`t/${number}`);
    try {
      this.shards.set(number, new Shard(data, this.known().fields.length));
    } catch {
      throw new SearchError("damaged", `t/${number}`);
    }
  }

  /** Take what a clause can reach out of the shards; return its terms. @param {Reaching} clause @param {Map<string, import("./shards.js").Posting>} postings */
  collect(clause, postings) {
    const near = clause.shards.map((number) => /** @type {Shard} */ (this.shards.get(number)));
    // Punctuation alone is the term "", which lunr keeps and never finds.
    const exact = clause.term ? [clause.term] : [];
    const reached = clause.terms ?? (clause.kind === "exact" ? exact : expand(this.lunr, clause, near.map((shard) => shard.terms)));
    return reached.filter((term) => {
      const posting = near.find((shard) => shard.has(term))?.get(term);
      if (posting) postings.set(term, posting);
      return posting;
    });
  }

  /**
   * Ask in plain words; on no result look for words that are spelled nearly so.
   * `corrected` tells the words that were found in place of those typed, `unknown` the words that the index lacks.
   * @param {string} text @param {Options & {typing?: boolean}} [options]
   */
  ask(text, { signal, typing, maxFiles = MOST_FILES } = {}) {
    return this.answer(async () => {
      const prepared = prepare(this.lunr, this.known(), text, { typing, isNarrow: (prefix) => shardsFrom(this.firsts, prefix).length <= FEW });
      /** @type {string[]} */
      const unknown = [];
      if (!prepared.query) return { ...prepared, hits: Hits.none, unknown, corrected: false };
      const found = await this.hits(prepared.query, maxFiles, signal);
      unknown.push(...prepared.words.filter((word) => !this.has(word)));
      if (found.hits.length || !prepared.plain || prepared.notices.includes("go-on")) return { ...prepared, ...found, unknown, corrected: false };
      const slips = prepared.words.filter((word) => word.length >= CLOSE && word.length <= LONG);
      if (!slips.length) return { ...prepared, ...found, unknown, corrected: false };
      const near = await Promise.all(slips.map((word) => this.nearest(word)));
      const query = near.map((one) => one.query).join(" ");
      return { ...prepared, ...(await this.hitsOf(query, near, maxFiles, signal)), unknown, corrected: true };
    }, signal);
  }

  /** Tell whether a word is in the index, as far as that was looked up. @param {string} word */
  has(word) {
    const term = termOf(this.lunr, word);
    for (const shard of this.shards.values()) if (shard.has(term)) return true;
    return false;
  }

  /**
   * What is shown of documents, in the order asked for. At most `maxFiles` files are loaded: before the first document that
   * would need another one, the rows end. With `some`, what could not be loaded is left out and `failure` says why.
   * @param {number[]} ids @param {Options & {some?: boolean}} [options]
   */
  records(ids, { signal, maxFiles = Infinity, some = false } = {}) {
    return this.answer(async () => {
      const { rows: size } = this.known();
      const chunkOf = (/** @type {number} */ id) => Math.floor(id / size);
      /** @type {Set<number>} */
      const numbers = new Set();
      const last = ids.findIndex((id) => !this.files.asked.has(`d/${chunkOf(id)}`) && numbers.add(chunkOf(id)).size > maxFiles);
      const wanted = last < 0 ? ids : ids.slice(0, last);
      const chunks = new Map(await Promise.all([...new Set(wanted.map(chunkOf))].map(async (number) => /** @type {const} */ ([number, await this.chunk(number)]))));
      const failure = [...chunks.values()].find((chunk) => chunk instanceof SearchError);
      if (failure instanceof SearchError && !some) throw failure;
      const rows = wanted.filter((id) => !(chunks.get(chunkOf(id)) instanceof SearchError)).map((id) => rowOf(id, chunks.get(chunkOf(id)), size));
      return { rows, failure: failure instanceof SearchError ? told(failure) : undefined };
    }, signal);
  }

  /** A file of display records, or why it is not there. @param {number} number @returns {Promise<any[] | SearchError>} */
  async chunk(number) {
    return this.files.get(`d/${number}`).catch((error) => error);
  }

  /** A facet: its values with the documents that have them, rising; cities also with degrees north and east. @param {string} id */
  facet(id) {
    return this.answer(async () => {
      const found = this.known().facets.find(([name]) => name === id);
      if (!found) throw new SearchError("missing", `f/${id}`);
      const rows = await this.files.get(`f/${id}`);
      const values = rows.map((/** @type {string[]} */ [value, label, ordinals, lat, lon]) => ({
        id: value,
        label,
        ids: risingOf(ordinals),
        ...(lat === undefined ? {} : { lat: Number(lat), lon: Number(lon) }),
      }));
      return { id, label: found[1], values: /** @type {{id: string, label: string, ids: number[], lat?: number, lon?: number}[]} */ (values) };
    });
  }

  /** Ids of documents in an order: `title`, `newest`; of one type, `practice-title` and others. @param {string} id */
  order(id) {
    return this.answer(async () => ({ ids: numbersOf(await this.files.get(`o/${id}`)) }));
  }

  /** The cards of documents as HTML, for a page one step below the root; "" for what has none. @param {number[]} ids */
  cards(ids) {
    return this.answer(async () => {
      const { cards: size } = this.known();
      const numbers = [...new Set(ids.map((id) => Math.floor(id / size)))];
      const chunks = new Map(await Promise.all(numbers.map(async (number) => /** @type {const} */ ([number, await this.files.get(`c/${number}`)]))));
      return { cards: ids.map((id) => /** @type {string} */ (chunks.get(Math.floor(id / size))[id % size])) };
    });
  }

  /** The map of the cities as HTML, for a page one step below the root. */
  map() {
    return this.answer(async () => ({ html: /** @type {string} */ (await this.files.get("map")) }));
  }

  /** Ask in plain words as somebody types, and get what a list of the best shows. @param {string} text @param {import("./answers.js").Wishes} [wishes] */
  best(text, wishes = {}) {
    return answerTo(this, text, wishes);
  }

  /** Divide a text into what a hit's terms match and what not. @param {string} text @param {string[]} terms */
  mark(text, terms) {
    return mark(this.lunr, this.known(), text, terms);
  }

  /** @param {string} text @param {{typing?: boolean}} [options] */
  prepare(text, options) {
    return prepare(this.lunr, this.known(), text, options);
  }

  /** @param {string} text */
  fold(text) {
    return fold(text);
  }

  /** A text with the words that were found in place of those typed. @param {string} typed @param {string[]} words of it that nothing holds @param {Row[]} rows that were found @param {string[]} terms in them */
  meant(typed, words, rows, terms) {
    return meant(this, typed, words, rows, terms);
  }
}
