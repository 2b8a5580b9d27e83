// @ts-check
/**
 * Copies a digest for a mail: with its links as whole addresses, or as plain text. Without this script one
 * selects the text by hand; browsers make whole addresses of links then too.
 */
{
  const plain = document.querySelector("pre[data-root]");
  if (plain instanceof HTMLElement && location.protocol.startsWith("http")) {
    const root = new URL(plain.dataset.root ?? "", document.baseURI).href;
    plain.textContent = (plain.textContent ?? "").replace(/^ {2}((?:news|events|funding|training)\/\S+\/)$/gm, `  ${root}$1`);
  }

  /** @param {HTMLElement} source */
  const wholeLinks = (source) => {
    const copy = /** @type {HTMLElement} */ (source.cloneNode(true));
    for (const link of copy.querySelectorAll("a")) link.setAttribute("href", link.href);
    return copy.innerHTML;
  };

  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!(button instanceof HTMLButtonElement) || !navigator.clipboard?.write) continue;
    const source = document.getElementById(button.dataset.copy ?? "");
    if (!source) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const forms = { "text/plain": new Blob([source.innerText], { type: "text/plain" }) };
      if (source.tagName !== "PRE") {
        Object.assign(forms, { "text/html": new Blob([wholeLinks(source)], { type: "text/html" }) });
      }
      await navigator.clipboard.write([new ClipboardItem(forms)]);
      button.textContent = button.dataset.done ?? "";
    });
  }
}
