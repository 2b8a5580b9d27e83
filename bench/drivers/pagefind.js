/** Asks Pagefind through its own interface for scripts: its stock box is large, and waits longer before it asks. */
(() => {
  const base = new URL(".", location.href).pathname;
  let pagefind;

  globalThis.begin = () => {};

  /** As many as the stock box shows at first. */
  globalThis.type = (query) => find(query, 5);

  globalThis.find = async (query, number = 10) => {
    if (!pagefind) {
      pagefind = await import(`${base}pagefind/pagefind.js`);
      // Browsers can slow a page, not its workers: Pagefind works in the page where that is its own second choice.
      if (location.search === "?in-page") await pagefind.options({ noWorker: true });
    }
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, number).map((result) => result.data()));
    document.querySelector("ol").replaceChildren(
      ...shown.map(({ url, meta, excerpt }) => {
        const item = document.createElement("li");
        item.innerHTML = `<a href="${url}">${meta.title}</a><p>${excerpt}</p>`;
        return item;
      }),
    );
    return shown.map(({ url }) => new URL(url, location.href).pathname.slice(base.length));
  };
})();
