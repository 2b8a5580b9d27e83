// @ts-check
/** The beginning of the search box. */
import { Asker } from "./asker.js";
import { SearchBox } from "./box.js";
import { Phrases } from "../explorer/phrases.js";

const dialog = document.querySelector("#search-box");
// Who opens the box again while this script is on its way asks for it twice.
const waits = dialog instanceof HTMLDialogElement && !("ready" in dialog.dataset);
// `wording` stands around the modules in the file that `bundle.py` puts together.
// @ts-ignore
if (waits) new SearchBox(dialog, new Asker(dialog), new Phrases(wording));
