// @ts-check
/** What every page needs at once: links that work from a folder, the opening of the search box, and later the worker. */

/**
 * From a USB stick there is no server that turns `practices/` into `practices/index.html`,
 * so under `file:` every such address is completed when it is followed.
 */
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) && !(link instanceof SVGAElement)) return;
    const address = new URL(link.getAttribute("href") ?? "", document.baseURI);
    if (address.protocol !== "file:" || !address.pathname.endsWith("/")) return;
    event.preventDefault();
    address.pathname += "index.html";
    location.assign(address.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const address = new URL(form.getAttribute("action") ?? "", document.baseURI);
    if (address.pathname.endsWith("/")) address.pathname += "index.html";
    new FormData(form).forEach((value, name) => address.searchParams.append(name, String(value)));
    location.assign(address.href);
  });
}

/**
 * The search box is opened here and now, so that a telephone shows its keyboard; the script that brings it
 * to life is loaded then, and not before. It says `data-ready` when it is there. Beside it the engine starts in a
 * worker; from a folder there are none, and the script brings the engine into the page.
 * @param {HTMLDialogElement & {worker?: Worker}} box
 */
function searchBox(box) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("#search-input"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[data-part=status]"));
  const again = /** @type {HTMLButtonElement} */ (box.querySelector("[data-part=load]"));

  function load() {
    if ("ready" in box.dataset) return;
    again.hidden = true;
    status.textContent = box.dataset.loading ?? "";
    if (!box.worker && location.protocol !== "file:") work();
    const script = document.createElement("script");
    const ended = () => {
      if ("ready" in box.dataset) return;
      script.remove();
      status.textContent = box.dataset.failed ?? "";
      again.hidden = false;
    };
    script.src = box.dataset.script ?? "";
    script.onload = ended;
    script.onerror = ended;
    document.head.append(script);
  }

  function work() {
    const worker = (box.worker = new Worker(box.dataset.engine ?? ""));
    worker.addEventListener("error", (event) => {
      // The engine is brought into the page then, and says there what is wrong.
      event.preventDefault();
      worker.terminate();
      delete box.worker;
    });
  }

  /** @param {string} text what was typed elsewhere */
  function open(text) {
    if (box.open) return;
    // First of all: the script comes while the browser draws the page anew with a box before it.
    load();
    box.showModal();
    if (text) input.value = text;
    input.focus();
    if (text) input.dispatchEvent(new Event("input"));
    else input.select();
  }

  /** Go on in the box with what was typed in a field of the page. @param {HTMLInputElement} field */
  function move(field) {
    open(field.value);
    field.value = "";
  }

  again.addEventListener("click", load);
  document.querySelectorAll("[data-search-open]").forEach((opener) => {
    opener.addEventListener("click", (event) => {
      if (opener instanceof HTMLInputElement) return move(opener);
      event.preventDefault();
      open("");
    });
    if (!(opener instanceof HTMLInputElement)) return;
    // What an input method is still making of keys stays until it is done.
    opener.addEventListener("input", (event) => !(/** @type {InputEvent} */ (event).isComposing) && opener.value && move(opener));
    opener.addEventListener("compositionend", () => move(opener));
  });
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const writing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (box.open || writing || !(letter || (slash && allowed()))) return;
    event.preventDefault();
    open("");
  });
}

/** Whether the key `/` may open the search: who speaks to the computer can switch it off. See WCAG 2.2, 2.1.4. */
function allowed() {
  try {
    return localStorage.getItem("utm-search-slash") !== "off";
  } catch {
    return true;
  }
}

const box = document.querySelector("#search-box");
if (box instanceof HTMLDialogElement) searchBox(box);

// What makes the site work without a connection comes last: a first visit is not to wait for it.
const { offline } = document.currentScript instanceof HTMLScriptElement ? document.currentScript.dataset : {};
if (offline && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
  addEventListener("load", () => {
    const script = document.createElement("script");
    script.src = offline;
    document.head.append(script);
  });
}
