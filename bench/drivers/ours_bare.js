/** Asks our engine through its own interface for scripts, on a page with nothing else, as Pagefind is asked. */
(() => {
  globalThis.begin = () => {};

  /** As many as Pagefind's box shows at first. */
  globalThis.type = (query) => find(query, 5);

  globalThis.find = async (query, number = 10) => {
    if (!globalThis.utmSearch) {
      const script = document.createElement("script");
      script.src = "search/engine.js";
      await new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      });
    }
    const found = await utmSearch.ask(query);
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const best = found.hits.slice(0, number);
    const shown = await utmSearch.records(best.map(({ id }) => id));
    if (!shown.ok) throw new Error(JSON.stringify(shown.error));
    document.querySelector("ol").replaceChildren(
      ...shown.rows.map(({ address, title, summary }, place) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = address;
        link.textContent = title;
        const text = document.createElement("p");
        for (const piece of utmSearch.mark(summary, best[place].terms)) {
          const part = document.createElement(piece.hit ? "mark" : "span");
          part.textContent = piece.text;
          text.append(part);
        }
        item.append(link, text);
        return item;
      }),
    );
    return shown.rows.map(({ address }) => address);
  };
})();
