// @ts-check
/** Notes: what the reader should know of an answer, and what went wrong with a way on. */
import { element } from "./elements.js";

/** @typedef {import("../search/engine.js").Failure} Failure */

export class Notes {
  /** @param {HTMLElement} place a live region @param {import("./phrases.js").Phrases} phrases */
  constructor(place, phrases) {
    this.place = place;
    this.phrases = phrases;
    /** @type {Node[]} */
    this.ignored = [];
  }

  clear() {
    this.place.replaceChildren(...this.ignored);
  }

  /** Name what an address asked for in vain. @param {string[]} unknown */
  ignore(unknown) {
    this.ignored = unknown.length ? [element("p", {}, this.phrases.say("ignored", { names: unknown.join(", ") }))] : [];
    this.clear();
  }

  /** @param {import("./finder.js").Found} found @param {(text: string) => void} correct @param {() => void} again */
  show({ slip, meant, notices, trouble }, correct, again) {
    const notes = notices.map((notice) => element("p", {}, this.phrases.say(`notice-${notice}`)));
    if (slip) notes.push(element("p", {}, this.phrases.say("slip", { text: slip }), " ", ...(meant ? [this.button(this.phrases.say("meant", { text: meant }), () => correct(meant))] : [])));
    if (trouble) notes.push(this.told(trouble, again));
    this.place.replaceChildren(...this.ignored, ...notes);
  }

  /** @param {Failure} failure @param {() => void} again */
  trouble(failure, again) {
    this.place.replaceChildren(...this.ignored, this.told(failure, again));
  }

  /** @param {Failure} failure @param {() => void} again */
  told({ kind, detail }, again) {
    const way = kind === "edition" ? this.button(this.phrases.say("reload"), () => location.reload()) : this.button(this.phrases.say("again"), again);
    const ways = kind === "broad" || kind === "query" ? [] : [" ", way];
    return element("p", { class: "trouble" }, this.phrases.say(`trouble-${kind}`, { detail }), ...ways);
  }

  nothing() {
    return element("p", { class: "empty" }, element("strong", {}, this.phrases.say("none")), " ", this.phrases.say("none-hint"));
  }

  /** @param {string} text @param {() => void} act */
  button(text, act) {
    const made = element("button", { type: "button", class: "note-button" }, text);
    made.addEventListener("click", act);
    return made;
  }
}
