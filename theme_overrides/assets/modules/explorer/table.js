// @ts-check
/** The table: the same records in rows, and what is saved of them. */
import { element } from "./elements.js";

/** @typedef {import("../search/engine.js").Row} Row */
/** @typedef {{label: string, of: (row: Row) => string}} Column */

/** @param {Row[]} rows @param {Column[]} columns what stands beside the title @param {{title: string, table: string, root: string}} said */
export function tableOf(rows, columns, { title, table, root }) {
  const heads = [title, ...columns.map(({ label }) => label)].map((label) => element("th", { scope: "col" }, label));
  const lines = rows.map((row) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: root + row.address }, row.title)),
      ...columns.map((column) => element("td", { "data-label": column.label }, column.of(row))),
    ),
  );
  const made = element("table", { class: "stack" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines));
  return element("div", { class: "table-wrap", role: "region", "aria-label": table, tabindex: "0" }, made);
}

/** The rows of a file: a line that names the columns, then one for each record. @param {Row[]} rows @param {Column[]} columns @returns {string[][]} */
export function linesOf(rows, columns) {
  return [columns.map(({ label }) => label), ...rows.map((row) => columns.map((column) => column.of(row)))];
}
