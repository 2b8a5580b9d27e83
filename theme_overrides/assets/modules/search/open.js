// @ts-check
/**
 * The beginning: where the script came from is where the files of the search are.
 */
import { SearchBox } from "./box.js";
import { Engine } from "./engine.js";
import { Phrases } from "../explorer/phrases.js";

const from = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;

// `lunr` and `wording` stand around the modules in the file that `bundle.py` puts together.
// @ts-ignore
const engine = new Engine(lunr, new URL(".", from).href);
// @ts-ignore
globalThis.utmSearch = engine;

// The head of the index comes at the end of this file: without it there is nothing to ask.
queueMicrotask(() => {
  const dialog = document.querySelector("#search-box");
  // @ts-ignore
  if (engine.head && dialog instanceof HTMLDialogElement && !("ready" in dialog.dataset)) new SearchBox(dialog, engine, new Phrases(wording));
});
