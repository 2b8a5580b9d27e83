// @ts-check
/**
 * Ranking: which documents a query finds, in which order, with which scores. It does what `lunr.Index.query`
 * does, sums in the same order, and keeps no object per match: broad words are in thousands of documents.
 */
import { lowerBound } from "./numbers.js";
import { weights } from "./partial.js";

/**
 * A clause of a query with the terms of the index that it expands to, in lunr's order.
 * @typedef {{terms: string[], fields: number[], boost: number, presence: number}} Reached
 */
/** @typedef {import("./shards.js").Posting} Posting */
/** @typedef {{number: number, posting: Posting}} Numbered `number` tells the order in which lunr met the terms */
/** @typedef {{ids: number[], scores: Float64Array}} Ranking `ids` in the order in which lunr meets them; `scores` by id */

/**
 * @param {{REQUIRED: number, PROHIBITED: number}} presence of lunr @param {import("./partial.js").Head} head @param {number[][]} lengths
 * @param {Reached[]} clauses @param {Map<string, Numbered>} known @returns {Ranking}
 */
export function rank({ REQUIRED, PROHIBITED }, head, lengths, clauses, known) {
  const allowed = new Uint8Array(head.documents).fill(1);
  /** What the query asks of each field: how much each term counts. @type {Map<Numbered, number>[]} */
  const asked = head.fields.map(() => new Map());
  /** Where documents are met, in lunr's order. @type {{field: number, posting: Posting}[]} */
  const met = [];
  for (const { terms, fields, boost, presence } of clauses) {
    if (presence === REQUIRED) keep(allowed, documentsOf(terms, fields, known, head.documents), 1);
    if (presence === PROHIBITED) keep(allowed, documentsOf(terms, fields, known, head.documents), 0);
    if (presence === PROHIBITED) continue;
    for (const term of terms) {
      const held = /** @type {Numbered} */ (known.get(term));
      for (const field of fields) {
        const before = asked[field].get(held);
        asked[field].set(held, (before ?? 0) + boost);
        if (before === undefined && held.posting.ordinals[field].length) met.push({ field, posting: held.posting });
      }
    }
  }
  const similar = asked.map((terms, field) => similarity(head, lengths, terms, field));
  if (clauses.every((clause) => clause.presence === PROHIBITED)) met.push({ field: 0, posting: everything(head.documents) });
  return gather(head, allowed, similar, met);
}

/** @param {string[]} terms @param {number[]} fields @param {Map<string, Numbered>} known @param {number} size */
function documentsOf(terms, fields, known, size) {
  const found = new Uint8Array(size);
  for (const term of terms) {
    const ordinals = known.get(term)?.posting.ordinals ?? [];
    for (const field of fields) for (const ordinal of ordinals[field]) found[ordinal] = 1;
  }
  return found;
}

/** @param {Uint8Array} allowed @param {Uint8Array} found @param {0 | 1} wanted */
function keep(allowed, found, wanted) {
  for (let id = 0; id < allowed.length; id++) if (found[id] !== wanted) allowed[id] = 0;
}

/**
 * What makes a document's field and the query alike: the dot products by document, and the length of the query's vector,
 * by which `lunr.Vector.similarity` divides.
 * @typedef {{dots: Float64Array, magnitude: number}} Similarity
 */

/** Room for the sums of each field, used again by every query: new room of that size would have to be cleared away. @type {Float64Array[]} */
const room = [];

/** @param {number} field @param {number} documents */
function emptied(field, documents) {
  if (room[field]?.length !== documents) room[field] = new Float64Array(documents);
  return room[field].fill(0);
}

/** @param {import("./partial.js").Head} head @param {number[][]} lengths @param {Map<Numbered, number>} asked @param {number} field @returns {Similarity} */
function similarity(head, lengths, asked, field) {
  const dots = emptied(field, head.documents);
  let squares = 0;
  for (const [{ posting }, boost] of [...asked].sort(([a], [b]) => a.number - b.number)) {
    squares += boost * boost;
    const ordinals = posting.ordinals[field];
    if (!ordinals.length) continue;
    const values = weights(head, lengths, posting, field);
    for (let at = 0; at < ordinals.length; at++) dots[ordinals[at]] += boost * values[at];
  }
  return { dots, magnitude: Math.sqrt(squares) };
}

/** A posting that stands for a query which only prohibits: lunr then lists all documents. @param {number} size @returns {Posting} */
function everything(size) {
  return { position: 0, ordinals: [Array.from({ length: size }, (_, id) => id)], frequencies: [] };
}

/**
 * Add up the fields of each document in the order in which lunr meets them.
 * @param {import("./partial.js").Head} head @param {Uint8Array} allowed @param {Similarity[]} similar @param {Iterable<{field: number, posting: Posting}>} met @returns {Ranking}
 */
function gather(head, allowed, similar, met) {
  const scores = new Float64Array(head.documents);
  const fieldsOf = new Uint32Array(head.documents); // a bit for each field that was added
  const ids = [];
  for (const { field, posting } of met) {
    const { dots, magnitude } = similar[field];
    const ordinals = posting.ordinals[field];
    for (let at = 0; at < ordinals.length; at++) {
      const id = ordinals[at];
      if (!allowed[id] || (fieldsOf[id] >>> field) & 1) continue;
      if (!fieldsOf[id]) ids.push(id);
      fieldsOf[id] |= 1 << field;
      scores[id] += dots[id] / magnitude || 0;
    }
  }
  return { ids, scores };
}

/** The first of the order of `byScore`, without putting all others in order too. @param {Ranking} ranking @param {number} number */
export function best({ ids, scores }, number) {
  /** @type {number[]} */
  const found = [];
  for (const id of ids) {
    const score = scores[id];
    if (found.length === number && score <= scores[found[number - 1]]) continue;
    let at = Math.min(found.length, number - 1);
    for (; at > 0 && scores[found[at - 1]] < score; at--) found[at] = found[at - 1];
    found[at] = id;
  }
  return found;
}

/** The highest score first; equal ones stay in their order. Arrays of numbers are sorted many times faster than by a function. @param {Ranking} ranking */
export function byScore({ ids, scores }) {
  const rising = new Float64Array(ids.length);
  for (let at = 0; at < ids.length; at++) rising[at] = -scores[ids[at]];
  rising.sort();
  const taken = new Uint32Array(ids.length);
  /** @type {number[]} */
  const ordered = new Array(ids.length);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at];
    const place = lowerBound(rising, -scores[id]);
    ordered[place + taken[place]++] = id;
  }
  return ordered;
}
