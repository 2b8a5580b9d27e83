// @ts-check
/**
 * The beginning: where the script came from is where the files of the search are.
 */
import { Engine } from "./engine.js";

const from = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;

// `lunr` stands around the modules in the file that `bundle.py` puts together.
// @ts-ignore
globalThis.utmSearch = new Engine(lunr, new URL(".", from).href);
