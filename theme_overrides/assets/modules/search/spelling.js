// @ts-check
/** Spelling: which word somebody may have meant. */

/**
 * The words of rows that come nearest to those typed, where these were found only with other letters.
 * @param {import("./engine.js").Engine} engine @param {string} typed @param {string[]} words of it that nothing holds @param {import("./engine.js").Row[]} rows @param {string[]} terms
 * @returns {string} the text with words that are there, or ""
 */
export function meant(engine, typed, words, rows, terms) {
  const there = rows
    .flatMap((row) => [...engine.mark(row.title, terms), ...engine.mark(row.summary, terms)])
    .filter((piece) => piece.hit)
    .flatMap((piece) => engine.fold(piece.text).match(/[a-z0-9']+/g) ?? []);
  let text = engine.fold(typed);
  for (const word of words) {
    const nearest = there.reduce((best, other) => (distance(word, other) < distance(word, best) ? other : best), "");
    // Of several words, one may have nothing near it.
    if (distance(word, nearest) <= word.length / 2) text = text.replace(word, nearest);
  }
  return text === engine.fold(typed) ? "" : text;
}

/** How many letters differ (Levenshtein 1965). @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
