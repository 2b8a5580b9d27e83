// @ts-check
/** The page that is shown in the place of one that is not on the device: it lists what is. */
import { element, part } from "../explorer/elements.js";

const MOST = 40; // pages that were read, the newest first

/** @param {HTMLElement} root @param {import("./store.js").Store} store @param {import("../explorer/phrases.js").Phrases} phrases */
export async function listAtHand(root, store, phrases) {
  const asked = store.path(location.href);
  if (asked !== "offline/") {
    const what = part(root, "[data-part=asked]");
    what.textContent = phrases.say("asked", { address: asked || "/" });
    what.hidden = false;
    const again = part(root, "[data-part=again]");
    again.hidden = false;
    again.addEventListener("click", () => location.reload());
  }
  const { packs } = await store.saved();
  show(part(root, "[data-part=packs]"), packs.map((pack) => link(store.root + pack.start, pack.label)));
  const pages = [];
  const seen = await store.cache("seen");
  for (const request of [...(await seen.keys())].reverse()) {
    const title = (await seen.match(request))?.headers.get("utm-title");
    if (title && pages.length < MOST) pages.push(link(request.url, plain(decodeURIComponent(title))));
  }
  show(part(root, "[data-part=pages]"), pages);
  part(root, "[data-part=nothing]").hidden = Boolean(packs.length || pages.length);
}

/** What a page is called, from its title: without the name of the site, and `&` for `&amp;`. @param {string} title */
function plain(title) {
  const text = new DOMParser().parseFromString(title, "text/html").body.textContent ?? "";
  return text.replace(/ · [^·]*$/, "");
}

/** @param {string} address @param {string} text */
function link(address, text) {
  return element("li", {}, element("a", { href: address }, text));
}

/** @param {HTMLElement} part @param {HTMLElement[]} items */
function show(part, items) {
  part.hidden = !items.length;
  part.querySelector("ul")?.replaceChildren(...items);
}
