/** Asks Material's own search box, in its own page; what it lists is what a reader sees. */
(() => {
  const input = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  const meta = result.querySelector(".md-search-result__meta");
  const base = new URL(".", location.href).pathname;

  globalThis.begin = () => {
    document.querySelector("[data-md-toggle=search]").click();
    input.focus();
  };

  // Every answer fills the list anew and tells above it how many there are; before, it says to wait or to type.
  globalThis.find = globalThis.type = (query) =>
    new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (!/matching document/.test(meta.textContent)) return;
        observer.disconnect();
        // The list follows in the same turn as the count.
        setTimeout(() => resolve([...result.querySelectorAll(".md-search-result__item > a:first-child")].slice(0, 10).map((link) => link.pathname.slice(base.length))));
      }).observe(meta, { childList: true, characterData: true, subtree: true });
      input.value = query;
      input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
})();
