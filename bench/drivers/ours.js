/** Types into our search box. */
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
})();
