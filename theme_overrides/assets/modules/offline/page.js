// @ts-check
/**
 * What every page does about being offline, once it has loaded: it registers the worker, tells when it is
 * itself a saved copy and why, shows which links lead to what is not on the device, and offers new editions.
 */
import { element } from "../explorer/elements.js";
import { Phrases } from "../explorer/phrases.js";
import { dayOf } from "./days.js";
import { Store } from "./store.js";

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;
const store = new Store(new URL("../../", script).href);
// `wording` stands around the modules in the file that `scripts.py` puts together.
// @ts-ignore
const phrases = new Phrases(wording);

/** A line at the foot of the window. @param {string} text @param {[string, () => void][]} ways */
function banner(text, ways) {
  document.querySelector(".edition-banner")?.remove();
  const buttons = ways.map(([phrase, act]) => {
    const made = element("button", { type: "button", class: "button" }, phrases.say(phrase));
    made.addEventListener("click", act);
    return made;
  });
  const made = element("aside", { class: "edition-banner", role: "status" }, element("p", {}, text), ...buttons);
  document.body.append(made);
  return made;
}

/** @param {ServiceWorkerRegistration} registration */
function offerNewEdition(registration) {
  const waiting = registration.waiting;
  if (!waiting || !navigator.serviceWorker.controller) return;
  const made = banner(phrases.say("new-edition"), [
    ["use-it", () => accept(waiting)],
    ["later", () => made.remove()],
  ]);
}

let accepted = false;

/** @param {ServiceWorker} waiting */
function accept(waiting) {
  accepted = true;
  waiting.postMessage("accept");
}

async function register() {
  const before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    // What is being written in another window is not lost: its reader decides when.
    else if (before) banner(phrases.say("switched"), [["reload", () => location.reload()]]);
  });
  const registration = await navigator.serviceWorker.register(`${store.root}sw.js`, { scope: store.root, updateViaCache: "none" });
  offerNewEdition(registration);
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found?.addEventListener("statechange", () => found.state === "installed" && offerNewEdition(registration));
  });
  (await navigator.serviceWorker.ready).active?.postMessage(before ? "mend" : "read");
}

/** Tell that this page is a saved copy, of when, and why; or why there is none. @param {string} edition @param {string} why */
function tellWhy(edition, why) {
  const instead = document.querySelector("[data-at-hand] [data-part=why]");
  const note = instead ?? element("p", { class: "saved-note", role: "status" });
  note.append(phrases.say(`why-${why}`), " ");
  if (!instead) note.append(phrases.say("copy", { day: dayOf(edition, phrases.wording.language) }), " ");
  if (why === "foreign" || why === "redirect") {
    const address = new URL(location.href);
    address.searchParams.set("utm-network", "");
    note.append(element("a", { href: address.href, rel: "nofollow" }, phrases.say("see-answer")));
  }
  if (!instead) document.querySelector("main")?.before(note);
}

/** Show which links lead to pages that are not on this device, also those that search brings later. */
async function markLinks() {
  const { packs, shells } = await store.saved();
  const here = new Set([...packs, ...shells].flatMap((held) => held.parts.flatMap(([, , keys]) => keys)));
  for (const request of await (await store.cache("seen")).keys()) here.add(store.path(request.url));
  const mark = () => {
    for (const link of document.querySelectorAll("a[href]:not([data-here])")) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      const path = link.href.startsWith(store.root) ? store.path(link.href) : undefined;
      link.dataset.here = path === undefined ? "elsewhere" : String(here.has(path));
      if (link.dataset.here === "false") link.title ||= phrases.say("not-here");
    }
  };
  mark();
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
}

const { saved, why } = document.documentElement.dataset;
if (saved && why) {
  tellWhy(saved, why);
  markLinks().catch(() => {});
}
// Whoever asked for little data gets no worker unasked; one that is there goes on.
// @ts-ignore browsers that know nothing of this have nothing to say
const sparing = navigator.connection?.saveData && !navigator.serviceWorker?.controller && !document.querySelector("[data-packs]");
if (navigator.serviceWorker && !sparing) register().catch(() => {});
