// @ts-check
/**
 * Whole numbers as printable text: what `plugins/utm_exchange/search/encoding.py` writes is read here.
 */

const LAST = 61;
const MORE = 32;
const LAST_CODE = 0x5e; // the character of the digit before `LAST`

/** Reads numbers one after the other. */
export class NumberReader {
  /** @param {string} text @param {number} [at] where to begin */
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** @returns {boolean} */
  get done() {
    return this.at >= this.text.length;
  }

  /** The digits are the characters from space to `~` without `"` and `\`. @returns {number} */
  next() {
    for (let more = 0; ; ) {
      const code = this.text.charCodeAt(this.at++);
      if (!(code >= 0x20 && code < 0x7f)) throw new RangeError("no digit");
      const digit = code - 0x20 - (code > 0x22 ? 1 : 0) - (code > 0x5c ? 1 : 0);
      if (digit < LAST) return more * LAST + digit;
      more = more * MORE + (digit - LAST) + 1;
    }
  }

  /** Pass over numbers: each ends with a digit below the last ones. @param {number} count */
  skip(count) {
    for (; count > 0; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (!(code >= 0x20 && code < 0x7f)) throw new RangeError("no digit");
      if (code <= LAST_CODE) count--;
    }
  }

  /** @param {number} count @returns {number[]} */
  many(count) {
    const found = new Array(count);
    for (let i = 0; i < count; i++) found[i] = this.next();
    return found;
  }

  /** Numbers of which each is written as how much more it is than the one before. @param {number} count @returns {number[]} */
  rising(count) {
    const found = new Array(count);
    for (let i = 0, last = 0; i < count; i++) found[i] = last += this.next();
    return found;
  }
}

/** @param {string} text @returns {number[]} */
export function numbersOf(text) {
  const reader = new NumberReader(text);
  const found = [];
  while (!reader.done) found.push(reader.next());
  return found;
}

/** @param {string} text @returns {number[]} */
export function risingOf(text) {
  let last = 0;
  return numbersOf(text).map((step) => (last += step));
}

/**
 * Undo front coding: each word begins with how many UTF-16 units it shares with the one before.
 * @param {string} text @returns {string[]}
 */
export function wordsOf(text) {
  let last = "";
  // The digit may be a space itself, so the text is not simply divided at spaces.
  const found = [];
  for (let at = 0; at < text.length; ) {
    const shared = new NumberReader(text[at]).next();
    let end = text.indexOf(" ", at + 1);
    if (end < 0) end = text.length;
    last = last.slice(0, shared) + text.slice(at + 1, end);
    found.push(last);
    at = end + 1;
  }
  return found;
}

/** How many of some rising numbers, or sorted words, are smaller than another. @template {number | string} T @param {ArrayLike<T>} rising @param {T} wanted */
export function lowerBound(rising, wanted) {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
