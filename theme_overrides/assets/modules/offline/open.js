// @ts-check
/** The beginning on the two pages about being offline: the list of packs, and what is at hand. */
import { Phrases } from "../explorer/phrases.js";
import { listAtHand } from "./at_hand.js";
import { PacksPage } from "./packs.js";
import { Store } from "./store.js";

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;
const store = new Store(new URL("../../", script).href);
// `wording` stands around the modules in the file that `scripts.py` puts together.
// @ts-ignore
const phrases = new Phrases(wording);

const packs = document.querySelector("[data-packs]");
const atHand = document.querySelector("[data-at-hand]");
// Without a worker nobody would read what is saved: under `file:`, and where the line is not encrypted.
if (navigator.serviceWorker && globalThis.caches && location.protocol !== "file:") {
  if (packs instanceof HTMLElement) new PacksPage(packs, store, phrases).start();
  if (atHand instanceof HTMLElement) listAtHand(atHand, store, phrases);
}
