// @ts-check
/**
 * The state of an explorer and the address that holds it: `?q=trees&sector=water&sector=food&sort=newest&view=table`.
 */

/** @typedef {{q: string, chosen: import("./facets.js").Chosen, sort: string, view: string}} State `sort` and `view` are "" for the usual */
/** @typedef {{facets: Map<string, Set<string>>, sorts: Set<string>, views: Set<string>}} Known what the page offers */

const LONGEST_NAMED = 40; // characters of something unknown that are repeated

/** @returns {State} */
export function nothing() {
  return { q: "", chosen: new Map(), sort: "", view: "" };
}

/** Tell whether nothing is asked for. @param {State} state */
export function isUsual(state) {
  return write(state) === "";
}

/** Read an address; what the page does not know is left out and named. @param {string} query @param {Known} known */
export function read(query, known) {
  const state = nothing();
  /** @type {string[]} */
  const unknown = [];
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === "q") state.q = value;
    else if (name === "sort" && known.sorts.has(value)) state.sort = value;
    else if (name === "view" && known.views.has(value)) state.view = value;
    else if (known.facets.get(name)?.has(value)) state.chosen.set(name, (state.chosen.get(name) ?? new Set()).add(value));
    // An empty field of a form that was sent is nothing to speak of.
    else if (value || !known.facets.has(name)) unknown.push(`${name}=${value}`.slice(0, LONGEST_NAMED));
  }
  return { state, unknown };
}

/** @param {State} state @returns {string} the query of its address with `?`, or "" */
export function write({ q, chosen, sort, view }) {
  const query = new URLSearchParams();
  if (q.trim()) query.append("q", q);
  for (const [facet, values] of chosen) for (const value of values) query.append(facet, value);
  if (sort) query.append("sort", sort);
  if (view) query.append("view", view);
  return query.size ? `?${query}` : "";
}
