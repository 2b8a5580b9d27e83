// @ts-check
/**
 * Facets: which documents fit all that is chosen, and how many a further choice would leave.
 *
 * Of one facet any chosen value is enough, where `every` is not said; of several facets each must be met.
 */
import { Bits } from "./bits.js";
import { Trouble } from "./loading.js";

/** @typedef {Map<string, Set<string>>} Chosen values by facet */
/** @typedef {{label: string, bits: Bits, lat?: number, lon?: number}} Value */

export class Facets {
  /** @param {import("./loading.js").Runtime} engine @param {Set<string>} every facets of which all chosen values must hold */
  constructor(engine, every) {
    this.engine = engine;
    this.every = every;
    this.size = engine.known().documents;
    /** @type {Map<string, Map<string, Value>>} */
    this.held = new Map();
  }

  /** Load facets that are not there yet. @param {Iterable<string>} ids */
  async load(ids) {
    const missing = [...new Set(ids)].filter((id) => !this.held.has(id));
    const answers = await Promise.all(missing.map((id) => this.engine.facet(id)));
    answers.forEach((answer, at) => {
      if (answer.ok) this.held.set(missing[at], new Map(answer.values.map((value) => [value.id, { ...value, bits: new Bits(this.size, value.ids) }])));
    });
    const failed = answers.find((answer) => !answer.ok);
    if (failed && !failed.ok) throw new Trouble(failed.error);
  }

  /** The values of a facet that was loaded. @param {string} facet */
  values(facet) {
    return this.held.get(facet) ?? /** @type {Map<string, Value>} */ (new Map());
  }

  /** What fits the chosen values of one facet. @param {string} facet @param {Set<string>} values */
  one(facet, values) {
    const found = [...values].map((value) => this.values(facet).get(value)?.bits ?? new Bits(this.size));
    if (this.every.has(facet)) return found.slice(1).reduce((all, bits) => all.keep(bits), found[0].copy());
    return found.reduce((any, bits) => any.add(bits), new Bits(this.size));
  }

  /** What of a set fits everything chosen, but for one facet. @param {Bits} within @param {Chosen} chosen @param {string} [but] */
  all(within, chosen, but = "") {
    const found = within.copy();
    for (const [facet, values] of chosen) if (facet !== but && values.size) found.keep(this.one(facet, values));
    return found;
  }

  /**
   * How many documents have each value of a facet beside what is chosen elsewhere: what a further choice gives.
   * @param {string} facet @param {Bits} within @param {Chosen} chosen @returns {Map<string, number>}
   */
  counts(facet, within, chosen) {
    const near = this.all(within, chosen, this.every.has(facet) ? "" : facet);
    return new Map([...this.values(facet)].map(([value, { bits }]) => [value, near.count(bits)]));
  }

  /** The words for the values that a document has. @param {string} facet @param {number} id */
  labels(facet, id) {
    return [...this.values(facet).values()].filter(({ bits }) => bits.has(id)).map(({ label }) => label);
  }
}
