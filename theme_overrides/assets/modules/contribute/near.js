// @ts-check
/** The word nearest to a wrong one, found as Python's difflib finds it for the checks. */

/**
 * Characters in common, by the longest shared run and those on its two sides (Ratcliff and Metzener,
 * "Pattern Matching: the Gestalt Approach", Dr. Dobb's Journal, July 1988).
 * @param {string} one @param {string} other @returns {number}
 */
function shared(one, other) {
  let [from, at, size] = [0, 0, 0];
  for (let i = 0; i < one.length - size; i++) {
    for (let j = 0; j < other.length - size; j++) {
      let run = 0;
      while (i + run < one.length && j + run < other.length && one[i + run] === other[j + run]) run += 1;
      if (run > size) [from, at, size] = [i, j, run];
    }
  }
  return size && size + shared(one.slice(0, from), other.slice(0, at)) + shared(one.slice(from + size), other.slice(at + size));
}

/**
 * The most similar of the candidates, the last in order of those alike; undefined where none is similar enough.
 * @param {string} word @param {Iterable<string>} candidates @param {number} least from 0, nothing in common, to 1, the same
 */
export function nearest(word, candidates, least) {
  let [best, found] = [least, /** @type {string | undefined} */ (undefined)];
  for (const candidate of candidates) {
    const all = candidate.length + word.length;
    const alike = all ? (2 * shared(candidate, word)) / all : 1;
    if (alike > best || (alike === best && (found === undefined || candidate > found))) [best, found] = [alike, candidate];
  }
  return found;
}
