// @ts-check
/** The search box: a field in a dialog, with answers as one types. `site.js` opens it. */
import { element, part } from "../explorer/elements.js";
import { Listbox } from "./listbox.js";
import { optionsOf } from "./options.js";
import { recent, slash } from "./recent.js";

const PAUSE = 150; // milliseconds without a key until the question is asked
const SHORTEST = 3;

export class SearchBox {
  /** @param {HTMLDialogElement} dialog @param {import("./asker.js").Asker} asker @param {import("../explorer/phrases.js").Phrases} phrases */
  constructor(dialog, asker, phrases) {
    this.dialog = dialog;
    this.asker = asker;
    this.phrases = phrases;
    this.root = dialog.dataset.root ?? "";
    this.input = /** @type {HTMLInputElement} */ (part(dialog, "#search-input"));
    this.status = part(dialog, "[data-part=status]");
    this.notes = part(dialog, "[data-part=notes]");
    this.forget = part(dialog, "[data-part=forget]");
    this.list = new Listbox(this.input, part(dialog, "[data-part=results]"));
    this.stop = new AbortController();
    this.listen();
    dialog.dataset.ready = "";
    this.ask(0);
  }

  get text() {
    return this.input.value.trim();
  }

  listen() {
    this.input.addEventListener("input", () => this.ask(PAUSE));
    this.input.addEventListener("keydown", (event) => this.list.key(event) && event.preventDefault());
    part(this.dialog, "form").addEventListener("submit", () => this.remember());
    part(this.dialog, "[data-part=close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => (this.text ? this.list.choose(-1) : this.offer()));
    // Only the ground behind the dialog is the dialog itself.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.list.list.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && this.remember());
    this.forget.addEventListener("click", () => {
      recent.forget();
      this.input.focus();
      this.ask(0);
    });
    const box = /** @type {HTMLInputElement} */ (part(this.dialog, "[data-part=slash]"));
    // The box may have been pressed before this script was there.
    if (box.checked !== box.defaultChecked) slash.on = box.checked;
    box.checked = slash.on;
    box.addEventListener("change", () => (slash.on = box.checked));
  }

  remember() {
    if (this.text) recent.add(this.text.slice(0, 100));
  }

  /** Ask what stands in the field; what was asked before is dropped. @param {number} pause */
  async ask(pause) {
    this.stop.abort();
    const { signal } = (this.stop = new AbortController());
    const { text } = this;
    if (text.length < SHORTEST) return this.offer();
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    const slow = setTimeout(() => !signal.aborted && (this.status.textContent = this.phrases.say("loading")), 2 * PAUSE);
    const answer = await this.asker.best(text, signal).finally(() => clearTimeout(slow));
    if (!signal.aborted) this.show(answer);
  }

  /** What can be done before there is a question. */
  offer() {
    const texts = this.text ? [] : recent.list();
    const options = texts.map((text) => {
      const option = element("button", { type: "button", class: "search-box__recent" }, text);
      option.addEventListener("click", () => this.put(text));
      return option;
    });
    this.notes.replaceChildren();
    this.status.textContent = this.phrases.say("begin");
    this.forget.hidden = !texts.length;
    this.list.show([{ label: this.phrases.say("recent"), options }]);
  }

  /** Put a text into the field and ask it. @param {string} text */
  put(text) {
    this.input.value = text;
    this.input.focus();
    this.ask(0);
  }

  /** @param {import("./answers.js").Answer} answer */
  show(answer) {
    const { count, notices, slip, meant: better, failure, text } = answer;
    const letters = /[\p{L}\p{N}]/u.test(text);
    const notes = (letters ? notices : ["no-letters"]).map((notice) => element("p", {}, this.phrases.say(`notice-${notice}`)));
    if (slip) notes.push(element("p", {}, this.phrases.say("slip", { text }), " ", ...(better ? [this.button("meant", { text: better }, () => this.put(better))] : [])));
    if (failure) notes.push(this.told(failure));
    if (!count && !failure && !notes.length) notes.push(element("p", {}, this.phrases.say("none-hint")));
    this.notes.replaceChildren(...notes);
    this.forget.hidden = true;
    this.status.textContent = failure && !count ? "" : this.phrases.count("all", count);
    this.list.show(optionsOf(this.phrases, this.root, answer));
  }

  /** What went wrong, with a way on. @param {import("./engine.js").Failure} failure */
  told({ kind, detail }) {
    const ways = { broad: [], query: [], edition: [this.button("reload", {}, () => location.reload())] };
    // @ts-ignore the other kinds share one way
    const way = ways[kind] ?? [this.button("again", {}, () => this.put(this.input.value))];
    return element("p", { class: "trouble", role: "alert" }, this.phrases.say(`trouble-${kind}`, { detail }), " ", ...way);
  }

  /** @param {string} phrase @param {Record<string, string>} filled @param {() => void} act */
  button(phrase, filled, act) {
    const made = element("button", { type: "button", class: "note-button" }, this.phrases.say(phrase, filled));
    made.addEventListener("click", act);
    return made;
  }
}
