// @ts-check
/** Sets of documents as bits: uniting, cutting and counting ten thousand takes microseconds. */
export class Bits {
  /** @param {number} size how many documents there are @param {Iterable<number>} [ids] */
  constructor(size, ids = []) {
    this.words = new Uint32Array((size + 31) >>> 5);
    for (const id of ids) this.words[id >>> 5] |= 1 << (id & 31);
  }

  /** @param {number} id */
  has(id) {
    return ((this.words[id >>> 5] >>> (id & 31)) & 1) === 1;
  }

  /** @param {Bits} other @returns {this} */
  add(other) {
    for (let at = 0; at < this.words.length; at++) this.words[at] |= other.words[at];
    return this;
  }

  /** @param {Bits} other @returns {this} */
  keep(other) {
    for (let at = 0; at < this.words.length; at++) this.words[at] &= other.words[at];
    return this;
  }

  copy() {
    const made = new Bits(0);
    made.words = this.words.slice();
    return made;
  }

  /** How many documents are in this set, or in this and another. @param {Bits} [other] */
  count(other) {
    let sum = 0;
    for (let at = 0; at < this.words.length; at++) {
      let word = other ? this.words[at] & other.words[at] : this.words[at];
      // Counts the ones of a word; see "Hacker's Delight", 5-1.
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      sum += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return sum;
  }
}
