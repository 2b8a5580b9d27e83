// @ts-check
/** The finder: which documents fit a state, in which order, and how many more choices would give. */
import { Bits } from "./bits.js";
import { Facets } from "./facets.js";
import { Trouble, settled } from "./loading.js";

/** @typedef {import("./address.js").State} State */
/**
 * What was found: `within` fits the words, `result` the facets too; `ranked` are the hits of the words, best
 * first; `trouble` tells of a facet that could not be counted.
 * @typedef {object} Found
 * @property {Bits} within @property {Bits} result @property {import("./facets.js").Chosen} chosen @property {number[]} ranked @property {Map<number, import("../search/engine.js").Hit>} hits
 * @property {string} slip what was typed where other words were found @property {string} meant and what may have been meant
 * @property {string[]} notices @property {import("../search/engine.js").Failure} [trouble]
 */

const NEAR = 8; // rows in which the right spelling is looked for

export class Finder {
  /** @param {import("./loading.js").Runtime} engine @param {Set<string>} every @param {string} type of the documents, "" for all */
  constructor(engine, every, type) {
    this.engine = engine;
    this.type = type;
    this.facets = new Facets(engine, every);
    /** @type {Map<string, number[]>} */
    this.orders = new Map();
  }

  /**
   * @param {State} state @param {{typing: boolean, open: string[], signal: AbortSignal}} how `open` are facets to count
   * @returns {Promise<Found>}
   */
  async find(state, { typing, open, signal }) {
    // What only counts is not needed to find.
    const counted = this.facets.load(open).catch((error) => error);
    await this.facets.load(["type", ...state.chosen.keys()]);
    const found = { ...this.everything(), ...(state.q.trim() ? await this.words(state.q, typing, signal) : {}) };
    const trouble = await counted;
    if (trouble instanceof Trouble) found.trouble = trouble.failure;
    return { ...found, chosen: state.chosen, result: this.facets.all(found.within, state.chosen) };
  }

  /** @returns {Found} */
  everything() {
    const all = this.facets.values("type");
    const within = new Bits(this.facets.size);
    for (const [type, { bits }] of all) if (!this.type || type === this.type) within.add(bits);
    return { within, result: within, chosen: new Map(), ranked: [], hits: new Map(), slip: "", meant: "", notices: [] };
  }

  /** @param {string} text @param {boolean} typing @param {AbortSignal} signal */
  async words(text, typing, signal) {
    let answer = await settled(this.engine.ask(text, { typing, signal }));
    if (!typing && (answer.corrected || !answer.hits.length)) {
      // A beginning of a word that was entered is rather that than a slip.
      const longer = await settled(this.engine.ask(text, { typing: true, signal }));
      if (longer.hits.length && !longer.corrected) answer = longer;
    }
    const { within } = this.everything();
    const hits = new Map(answer.hits.map((hit) => [hit.id, hit]));
    const ranked = [...hits.keys()].filter((id) => within.has(id));
    const corrected = answer.corrected && ranked.length > 0;
    return {
      within: new Bits(this.facets.size, ranked),
      ranked,
      hits,
      slip: corrected ? text : "",
      meant: corrected ? await this.spelling(text, answer.words, ranked.slice(0, NEAR), hits) : "",
      notices: answer.notices,
    };
  }

  /** @param {string} text @param {string[]} words @param {number[]} ids @param {Map<number, import("../search/engine.js").Hit>} hits */
  async spelling(text, words, ids, hits) {
    const { rows } = await settled(this.engine.records(ids));
    return this.engine.meant(text, words, rows, [...new Set(ids.flatMap((id) => hits.get(id)?.terms ?? []))]);
  }

  /** How many documents each value of a facet would give. @param {string} facet @param {Found} found */
  counts(facet, found) {
    return this.facets.counts(facet, found.within, found.chosen);
  }

  /** What was found in the order asked for. @param {Found} found @param {State} state @param {string} usual the order without words */
  async ordered(found, state, usual) {
    if (state.q.trim() && !state.sort) return found.ranked.filter((id) => found.result.has(id));
    const order = [this.type, state.sort || usual].filter(Boolean).join("-");
    let ids = this.orders.get(order);
    if (!ids) {
      ({ ids } = await settled(this.engine.order(order)));
      this.orders.set(order, ids);
    }
    return ids.filter((id) => found.result.has(id));
  }
}
