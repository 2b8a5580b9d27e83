// @ts-check
/** The beginning: the explorer of this page comes to life. */
import { Explorer } from "./explorer.js";
import { Phrases } from "./phrases.js";

const root = document.querySelector("[data-explorer]");
// `wording` stands around the modules in the file that `bundle.py` puts together.
// @ts-ignore
if (root instanceof HTMLElement) new Explorer(root, new Phrases(wording)).start();
