// @ts-check
/**
 * Words: folding as `analysis.py` does it, queries from what people type, and marking what was found.
 */

/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", ø: "o", œ: "oe", æ: "ae", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", þ: "th", "’": "'", "‘": "'", ŧ: "t", ŋ: "n" };

const LONGEST = 300; // characters of a question that are looked at
const MOST_WORDS = 12;
const SHORTEST_PREFIX = 3;
export const FARTHEST = 2; // edits; with more, lunr's automaton grows beyond measure

/** How much each kind of clause counts: the word itself, a word that begins so, a concept that it names. */
export const CLAUSES = { word: 10, prefix: 2, concept: 4 };

/** @param {string} text @returns {string} */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[ßøœæđðħıłþ’‘ŧŋ]/g, (letter) => LETTERS[letter]);
}

/** @param {string} word */
function trim(word) {
  return word.replace(/^\W+/, "").replace(/\W+$/, "");
}

/** @param {any} lunr @param {string} word a folded word @returns {string} its term */
export function termOf(lunr, word) {
  return lunr.stemmer(new lunr.Token(trim(word))).toString();
}

/**
 * What was made of a question. `query` is in lunr's language, "" where no word is left.
 * @typedef {{query: string, words: string[], plain: boolean, notices: ("shortened" | "operators" | "no-words" | "go-on")[]}} Prepared
 */

/**
 * Make a query of what somebody typed. With operators of lunr it is taken at its word; if lunr cannot read
 * it, or without operators, it is taken for words.
 * @param {any} lunr @param {import("./partial.js").Head} head @param {string} text @param {{typing?: boolean, isNarrow?: (prefix: string) => boolean}} [options] typing: the last
 * word may go on, if not too many words begin so
 * @returns {Prepared}
 */
export function prepare(lunr, head, text, { typing = false, isNarrow = () => true } = {}) {
  /** @type {Prepared["notices"]} */
  const notices = [];
  let folded = fold(text.slice(0, LONGEST));
  if (text.length > LONGEST) notices.push("shortened");
  if (/(^|\s)[+-][^\s+-]|\w:\S|[~^*]/.test(folded)) {
    const query = folded.replace(/~(\d+)/g, (_, far) => `~${Math.min(Number(far), FARTHEST)}`).trim();
    if (isReadable(lunr, head, query)) return { query, words: [], plain: false, notices };
    notices.push("operators");
  }
  folded = folded.replace(/[*:~^\\+]/g, " ");
  const last = typing && /[a-z0-9_]$/.test(folded);
  let words = folded.split(/[\s-]+/).map(trim).filter(Boolean);
  const ending = last ? words[words.length - 1] : "";
  const telling = words.filter((word) => lunr.stopWordFilter(new lunr.Token(word)));
  const concepts = head.synonyms.namedBy(telling.map((word) => termOf(lunr, word)));
  words = [...new Set(telling.length ? telling : words)].slice(0, MOST_WORDS);
  if (!words.length) notices.push("no-words");
  const clauses = words.map((word) => `${word}^${CLAUSES.word}`);
  if (ending.length >= SHORTEST_PREFIX && words.includes(ending)) {
    if (isNarrow(ending)) clauses.push(`${ending}*^${CLAUSES.prefix}`);
    else notices.push("go-on");
  }
  clauses.push(...concepts.map((concept) => `concept:${concept}^${CLAUSES.concept}`));
  return { query: clauses.join(" "), words, plain: true, notices };
}

/** @param {any} lunr @param {import("./partial.js").Head} head @param {string} query */
function isReadable(lunr, head, query) {
  try {
    new lunr.QueryParser(query, new lunr.Query(head.fields.map(([name]) => name))).parse();
    return true;
  } catch {
    return false;
  }
}

const MOST_KNOWN = 5000;
/** Terms of words as they stand in texts: the same few come again with every answer. @type {Map<string, string>} */
const known = new Map();

/** @param {any} lunr @param {string} word */
function knownTerm(lunr, word) {
  let term = known.get(word);
  if (term === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(word, (term = termOf(lunr, fold(word))));
  }
  return term;
}

/**
 * Divide a text into what matches and what does not.
 * @param {any} lunr @param {import("./partial.js").Head} head @param {string} text @param {string[]} terms of a hit
 * @returns {{text: string, hit: boolean}[]}
 */
export function mark(lunr, head, text, terms) {
  const wanted = new Set(terms);
  for (const term of terms) for (const name of head.synonyms.names.get(term) ?? []) wanted.add(name);
  /** @type {{text: string, hit: boolean}[]} */
  const parts = [];
  for (const piece of text.split(/([\s-]+)/)) {
    const hit = piece.trim() !== "" && wanted.has(knownTerm(lunr, piece));
    const last = parts[parts.length - 1];
    if (last && last.hit === hit) last.text += piece;
    else if (piece) parts.push({ text: piece, hit });
  }
  return parts;
}
