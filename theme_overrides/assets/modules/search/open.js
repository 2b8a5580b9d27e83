// @ts-check
/** The beginning: where the script came from is where the files of the search are. In a worker the engine answers the search box. */
import { Engine } from "./engine.js";
import { serve } from "./serve.js";

const inWorker = typeof document === "undefined";
const from = inWorker ? location.href : document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;

// `lunr` stands around the modules in the file that `bundle.py` puts together.
// @ts-ignore
const engine = new Engine(lunr, new URL(".", from).href);
// The head of the index, which comes at the end of this file, calls it.
// @ts-ignore
globalThis.utmSearch = engine;
if (inWorker) serve(engine);
