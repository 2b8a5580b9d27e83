// @ts-check
/**
 * Saving as CSV (RFC 4180): lines end in CR LF, a field with a comma, a quote or a line end stands in
 * quotes, and a quote in it is doubled.
 */

// Control characters before it are passed over by some.
// eslint-disable-next-line no-control-regex
const BEGINS_FORMULA = /^[\s\x00-\x1f\x7f-\x9f]*[=+\-@＝＋－＠]|^[\t\r\n]/; // the broad signs too, which East Asian spreadsheets read alike
const NEEDS_QUOTES = /[",\r\n]/;
const MARK = "\ufeff"; // by which spreadsheets know UTF-8

/** @param {string} text */
function field(text) {
  // A spreadsheet runs what begins so; after an apostrophe it is text (OWASP, "CSV Injection").
  const safe = BEGINS_FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string[][]} rows the first one names the columns */
export function csv(rows) {
  return MARK + rows.map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** Hand a text to the reader as a file. @param {string} name @param {string} text */
export function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
