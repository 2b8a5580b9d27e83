/** Asks our engine as the search page does and lists the first ten. */
(() => {
  const base = new URL(".", location.href).href;
  const list = document.createElement("ol");
  let loaded;

  globalThis.begin = () => {
    loaded = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${base}search/engine.js`;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
      document.body.append(list);
    });
  };

  globalThis.find = async (query) => {
    await loaded;
    const found = await utmSearch.ask(query);
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const shown = await utmSearch.records(found.hits.slice(0, 10).map((hit) => hit.id));
    if (!shown.ok) throw new Error(JSON.stringify(shown.error));
    list.replaceChildren(
      ...shown.rows.map((row, at) => {
        const item = document.createElement("li");
        item.append(row.title, ...utmSearch.mark(row.summary, found.hits[at].terms).map(({ text }) => text));
        return item;
      }),
    );
    return shown.rows.map((row) => row.address);
  };
})();
