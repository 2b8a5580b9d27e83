/** Asks Pagefind through its own interface for scripts and lists the first ten; its stock box waits longer before it asks. */
(() => {
  const base = new URL(".", location.href).pathname;
  let pagefind;

  globalThis.begin = () => {};

  globalThis.find = async (query) => {
    pagefind ??= await import(`${base}pagefind/pagefind.js`);
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
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
