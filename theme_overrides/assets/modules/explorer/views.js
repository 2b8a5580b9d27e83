// @ts-check
/** Views: the same results as cards, as a table, on the map, or as hits with what was found marked. */
import { drawn, element } from "./elements.js";
import { hitRow } from "./hits.js";
import { settled } from "./loading.js";
import { mapOf } from "./map.js";
import { linesOf, tableOf } from "./table.js";

/**
 * What is to be shown. `hits` are those of a text query by document; in which terms a late one matches is looked up when asked.
 * @typedef {{ids: number[], result: import("./bits.js").Bits, hits: Map<number, import("../search/engine.js").Hit>}} Shown
 */

export class Views {
  /**
   * @param {import("./loading.js").Runtime} engine @param {import("./facets.js").Facets} facets
   * @param {import("./phrases.js").Phrases} phrases
   * @param {{type: string, root: string, columns: string[], labels: Map<string, string>, title: string}} page `columns` are facets, `labels` name them
   */
  constructor(engine, facets, phrases, page) {
    this.engine = engine;
    this.facets = facets;
    this.phrases = phrases;
    this.page = page;
    /** @type {Map<number, Element>} */
    this.made = new Map();
  }

  /** @param {string} view @param {Shown} shown @returns {Promise<Node[]>} */
  async draw(view, shown) {
    if (view === "table") return [await this.table(shown.ids)];
    if (view === "map") return [...(await this.map(shown)), await this.cards(shown.ids)];
    return [view === "hits" ? await this.hits(shown) : await this.cards(shown.ids)];
  }

  /** @param {number[]} ids */
  async cards(ids) {
    const missing = ids.filter((id) => !this.made.has(id));
    const { cards } = await settled(this.engine.cards(missing));
    cards.forEach((html, at) => this.made.set(missing[at], drawn(html)));
    return element("ul", { class: "cards" }, ...ids.map((id) => /** @type {Element} */ (this.made.get(id))));
  }

  /** @param {Shown} shown */
  async hits({ ids, hits }) {
    const [{ rows }] = await Promise.all([settled(this.engine.records(ids)), this.facets.load(["stage"])]);
    const made = rows.map((row) =>
      hitRow(this.engine, row, hits.get(row.id)?.terms ?? [], {
        root: this.page.root,
        kind: this.phrases.say(`type-${row.type}`),
        stages: this.facets.labels("stage", row.id),
      }),
    );
    return element("ul", { class: "cards cards--rows hits" }, ...made);
  }

  /** @param {number[]} ids */
  async table(ids) {
    const [{ rows }] = await Promise.all([settled(this.engine.records(ids)), this.facets.load(this.page.columns)]);
    const said = { title: this.page.title, table: this.phrases.say("table"), root: this.page.root };
    return tableOf(rows, [this.place(), ...this.page.columns.map((facet) => this.column(facet))], said);
  }

  /** @param {Shown} shown */
  async map({ result }) {
    const [{ html }] = await Promise.all([settled(this.engine.map()), this.facets.load(["city"])]);
    const counted = (/** @type {number} */ number) => this.phrases.count(this.page.type, number);
    const { figure, placed } = mapOf(html, this.facets, result, counted);
    const said = this.phrases.say("mapped", { count: counted(placed) });
    const rest = result.count() - placed;
    const note = rest ? `${said} ${this.phrases.say("unmapped", { n: rest })}` : said;
    const description = figure.querySelector("desc");
    if (description) description.textContent = note;
    return [figure, element("p", { class: "note" }, note)];
  }

  /** Everything of some documents as lines of a file. @param {number[]} ids @param {string[]} facets @returns {Promise<string[][]>} */
  async lines(ids, facets) {
    const [{ rows }] = await Promise.all([settled(this.engine.records(ids)), this.facets.load(facets)]);
    const columns = [
      { label: this.page.title, of: (/** @type {import("./table.js").Row} */ row) => row.title },
      { label: this.phrases.say("address"), of: (/** @type {import("./table.js").Row} */ row) => new URL(this.page.root + row.address, location.href).href },
      this.place(),
      { label: this.phrases.say("summary"), of: (/** @type {import("./table.js").Row} */ row) => row.summary },
      ...facets.map((facet) => this.column(facet)),
    ];
    return linesOf(rows, columns);
  }

  /** @returns {import("./table.js").Column} */
  place() {
    return { label: this.phrases.say("place"), of: (row) => row.place };
  }

  /** @param {string} facet @returns {import("./table.js").Column} */
  column(facet) {
    return { label: this.page.labels.get(facet) ?? facet, of: (row) => this.facets.labels(facet, row.id).join("; ") };
  }
}
