// @ts-check
/**
 * A partial index: a stock `lunr.Index` that knows only the terms of one query, and answers that query
 * as the full index would. Why that is so: `plugins/utm_exchange/search/README.md`.
 */

/** @typedef {import("./shards.js").Posting} Posting */
/**
 * @typedef {object} Head what there is, and the settings of the index
 * @property {number} format @property {number} documents @property {[string, number][]} fields name and boost
 * @property {number} k1 in thousandths @property {number} b in thousandths
 * @property {number[]} totals terms in each field of all documents @property {string[]} lengths
 * @property {string} shards @property {number[]} lexicon @property {number} rows @property {number} cards documents in one file of either
 * @property {[string, string][]} facets @property {string[][]} synonyms
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

/** @param {Map<string, Posting>} postings @returns {[string, Posting][]} */
function inOrder(postings) {
  return [...postings]
    .map((entry) => /** @type {const} */ ([firstSeen(entry[1]), entry]))
    .sort(([a], [b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .map(([, entry]) => entry);
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

/** How rare a term is: `lunr.idf`, which counts a document once for each field. @param {Posting} posting @param {number} documents */
function rarity(posting, documents) {
  const held = posting.ordinals.reduce((sum, ordinals) => sum + ordinals.length, 0);
  return Math.log(1 + Math.abs((documents - held + 0.5) / (held + 0.5)));
}

/**
 * What lunr's index holds of a term, made once: its entry in the inverted index, and the places of its
 * weights in the field vectors.
 * @typedef {{entry: any, references: string[], weights: number[]}} Made
 */

/** @type {WeakMap<Posting, Made>} */
const made = new WeakMap();

/** @param {Head} head @param {number[][]} lengths @param {Posting} posting @returns {Made} */
function make(head, lengths, posting) {
  const known = made.get(posting);
  if (known) return known;
  const idf = rarity(posting, head.documents);
  /** @type {Made} */
  const fresh = { entry: Object.create(null), references: [], weights: [] };
  fresh.entry._index = 0;
  head.fields.forEach(([name], field) => {
    const matches = (fresh.entry[name] = Object.create(null));
    posting.ordinals[field].forEach((ordinal, at) => {
      matches[ordinal] = NOTHING;
      fresh.references.push(`${name}/${ordinal}`);
      fresh.weights.push(weight(head, lengths, idf, field, ordinal, posting.frequencies[field][at]));
    });
  });
  made.set(posting, fresh);
  return fresh;
}

/**
 * @param {any} lunr @param {Head} head @param {number[][]} lengths per field, empty where b is 0
 * @param {Map<string, Posting>} postings of every term that the query's clauses expand to
 * @param {boolean} all the query only prohibits, so that lunr will list every document
 */
export function partialIndex(lunr, head, lengths, postings, all) {
  const names = head.fields.map(([name]) => name);
  /** @type {Map<string, number[]>} */
  const vectors = new Map();
  if (all) for (let ordinal = 0; ordinal < head.documents; ordinal++) for (const name of names) vectors.set(`${name}/${ordinal}`, []);
  /** @type {[string, any][]} */
  const inverted = [];
  inOrder(postings).forEach(([term, posting], number) => {
    const { entry, references, weights } = make(head, lengths, posting);
    entry._index = number;
    references.forEach((reference, at) => {
      const vector = vectors.get(reference);
      if (vector) vector.push(number, weights[at]);
      else vectors.set(reference, [number, weights[at]]);
    });
    inverted.push([term, entry]);
  });
  // By UTF-16 units, as lunr wants it; `<` on strings compares so.
  inverted.sort(([a], [b]) => (a < b ? -1 : 1));
  return lunr.Index.load({ version: lunr.version, fields: names, fieldVectors: [...vectors], invertedIndex: inverted, pipeline: ["stemmer"] });
}
