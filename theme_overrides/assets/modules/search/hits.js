// @ts-check
/** Hits: what a query found, of which no more is put in order than somebody looks at. */
import { best, byScore } from "./rank.js";

/** @typedef {{id: number, score: number, terms: string[]}} Hit `id` is the ordinal of a document */

const PAGE = 10; // hits that lunr is asked for at once

/** A hit behind the first page: in which terms it matches is looked up when somebody asks. */
class LaterHit {
  /** @param {number} id @param {number} score @param {() => Hit[]} page */
  constructor(id, score, page) {
    this.id = id;
    this.score = score;
    this.page = page;
  }

  get terms() {
    return this.page().find(({ id }) => id === this.id)?.terms ?? [];
  }
}

/** The hits of a query, best first; it is read as an array is. */
export class Hits {
  static none = new Hits({ ids: [], scores: new Float64Array() }, () => []);

  /** @param {import("./rank.js").Ranking} ranking @param {(ids: number[]) => Hit[]} asLunr what lunr itself says of these documents */
  constructor(ranking, asLunr) {
    this.ranking = ranking;
    this.asLunr = asLunr;
    /** @type {Map<number, Hit[]>} */
    this.pages = new Map();
    /** All in order, once somebody has looked behind the first page. @type {number[] | undefined} */
    this.ordered = undefined;
  }

  get length() {
    return this.ranking.ids.length;
  }

  /** @param {number} [from] @param {number} [to] @returns {Hit[]} */
  slice(from = 0, to = this.length) {
    if (to <= PAGE) return this.page(0).slice(from, to);
    const later = this.inOrder().slice(PAGE, to);
    return [...this.page(0), ...later.map((id, at) => new LaterHit(id, this.ranking.scores[id], () => this.page(Math.floor(at / PAGE) + 1)))].slice(from);
  }

  /** @template T @param {(hit: Hit, at: number) => T} made @returns {T[]} */
  map(made) {
    return this.slice().map(made);
  }

  inOrder() {
    return (this.ordered ??= byScore(this.ranking));
  }

  /** @param {number} number @returns {Hit[]} */
  page(number) {
    let page = this.pages.get(number);
    if (!page) {
      const ids = number ? this.inOrder().slice(number * PAGE, (number + 1) * PAGE) : best(this.ranking, PAGE);
      this.pages.set(number, (page = ids.length ? this.asLunr(ids) : []));
    }
    return page;
  }
}
