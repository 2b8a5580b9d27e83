/** Types into our search box, and asks the engine behind it as the search page does. */
(() => {
  const input = document.querySelector("#search-input");
  const list = document.querySelector("#search-results");

  globalThis.begin = () => document.querySelector("button[data-search-open]").click();

  /** What stands in the box as soon as an answer does. */
  globalThis.type = (query) =>
    new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        const hits = [...list.querySelectorAll("a.search-box__hit")];
        if (!hits.length) return;
        observer.disconnect();
        resolve(hits.map(({ href }) => href));
      }).observe(list, { childList: true });
      input.value = query;
      input.dispatchEvent(new InputEvent("input"));
    });

  /** The first ten, without the pause that the box makes while somebody types. */
  globalThis.find = async (query) => {
    while (!globalThis.utmSearch?.head) await new Promise((resolve) => setTimeout(resolve, 10));
    const found = await utmSearch.ask(query);
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const shown = await utmSearch.records(found.hits.slice(0, 10).map(({ id }) => id));
    if (!shown.ok) throw new Error(JSON.stringify(shown.error));
    const terms = new Map(found.hits.slice(0, 10).map((hit) => [hit.id, hit.terms]));
    for (const row of shown.rows) utmSearch.mark(row.summary, terms.get(row.id));
    return shown.rows.map(({ address }) => address);
  };
})();
