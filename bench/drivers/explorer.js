/** Presses the choices of an explorer and tells when their counts and their results were there, in milliseconds. */
(() => {
  const part = (name) => document.querySelector(`[data-explorer] [data-part=${name}]`);
  const changed = (name) =>
    new Promise((resolve) => new MutationObserver((_, observer) => (observer.disconnect(), resolve(performance.now()))).observe(part(name), { childList: true }));

  /** Ids of the choices of a facet, as many as are asked for. */
  globalThis.choices = (facet, number) => {
    const group = document.querySelector(`[data-explorer] details[data-facet="${facet}"]`);
    group.open = true;
    return [...group.querySelectorAll("input")].slice(0, number).map(({ value }) => value);
  };

  /** Take all choices away again, after which the page stands as it was written. */
  globalThis.clear = async () => {
    const written = changed("status");
    for (const box of document.querySelectorAll("[data-explorer] details input:checked")) box.click();
    await written;
    await new Promise((resolve) => setTimeout(resolve, 500));
  };

  globalThis.press = async (facet, value) => {
    const waiting = [changed("status"), changed("list")];
    const started = performance.now();
    document.querySelector(`[data-explorer] input[name="${facet}"][value="${value}"]`).click();
    return (await Promise.all(waiting)).map((at) => at - started);
  };
})();
