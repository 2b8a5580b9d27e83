// @ts-check
/**
 * A list of options below a field that keeps the focus. Pattern:
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection).
 */
import { element } from "../explorer/elements.js";

/** @typedef {{label: string, options: HTMLElement[]}} Group a label of "" is not shown */

export class Listbox {
  /** @param {HTMLInputElement} input @param {HTMLElement} list */
  constructor(input, list) {
    this.input = input;
    this.list = list;
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    // The focus stays in the field, so that a telephone keeps its keyboard and arrows go on working.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** @param {Group[]} groups */
  show(groups) {
    this.list.replaceChildren(...groups.filter(({ options }) => options.length).map(({ label, options }, number) => this.group(label, options, number)));
    this.options = groups.flatMap(({ options }) => options);
    this.options.forEach((option, number) => {
      option.id = `search-option-${number}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(-1);
  }

  /** @param {string} label @param {HTMLElement[]} options @param {number} number */
  group(label, options, number) {
    const id = `search-group-${number}`;
    const named = label ? { "aria-labelledby": id } : { "aria-label": options[0].textContent ?? "" };
    const heading = label ? [element("div", { class: "search-box__group", id, role: "presentation" }, label)] : [];
    return element("div", { role: "group", ...named }, ...heading, ...options);
  }

  /** @param {number} number of an option, -1 for none */
  choose(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Answer a key; tells whether it was one for the list. @param {KeyboardEvent} event */
  key({ key, isComposing }) {
    const count = this.options.length;
    if (isComposing || !count) return false;
    const chosen = this.active >= 0;
    if (key === "ArrowDown") this.choose((this.active + 1) % count);
    else if (key === "ArrowUp") this.choose((this.active > 0 ? this.active : count) - 1);
    else if (key === "Home" && chosen) this.choose(0);
    else if (key === "End" && chosen) this.choose(count - 1);
    else if (key === "Enter" && chosen) this.options[this.active].click();
    else return false;
    return true;
  }
}
