/** Asks our engine through its own interface for scripts, on a page with nothing else, as Pagefind is asked. */
(() => {
  const inPage = location.search === "?in-page";
  let worker;

  globalThis.begin = () => {};

  /** As many as Pagefind's box shows at first. */
  globalThis.type = (query) => find(query, 5);

  /** As the search box does: the engine works in a worker. */
  const besides = (text, wishes) => {
    worker ??= new Worker("search/engine.js");
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data.answer);
      worker.onerror = reject;
      worker.postMessage({ number: 1, text, ...wishes });
    });
  };

  /** As explorers do, and as the box does from a folder. */
  const here = async (text, wishes) => {
    if (!globalThis.utmSearch) {
      const script = document.createElement("script");
      script.src = "search/engine.js";
      await new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      });
    }
    return utmSearch.best(text, wishes);
  };

  globalThis.find = async (query, most = 10) => {
    const { rows, failure } = await (inPage ? here : besides)(query, { typing: false, thrifty: false, most });
    if (failure) throw new Error(JSON.stringify(failure));
    document.querySelector("ol").replaceChildren(
      ...rows.map(({ address, title, summary }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = address;
        link.textContent = title.map((piece) => piece.text).join("");
        const text = document.createElement("p");
        for (const piece of summary) {
          const part = document.createElement(piece.hit ? "mark" : "span");
          part.textContent = piece.text;
          text.append(part);
        }
        item.append(link, text);
        return item;
      }),
    );
    return rows.map(({ address }) => address);
  };
})();
