// @ts-check
/** The panel: the controls of an explorer, and what they say. The template wrote them; here they are read and set. */
import { element, part } from "./elements.js";

/** @typedef {import("./address.js").State} State */

const FLOATING = matchMedia("(min-width: 48rem)"); // there the choices lie above the page; see explorer.css

/** @typedef {{box: HTMLInputElement, label: HTMLElement, name: string, count: HTMLElement, number: number}} Choice `number` is -1 before it was counted */

/** @param {HTMLInputElement} box @returns {Choice} */
function choiceOf(box) {
  const label = /** @type {HTMLElement} */ (box.closest("label"));
  return { box, label, name: part(label, "[data-part=label]").textContent ?? "", count: part(label, ".count"), number: -1 };
}

export class Panel {
  /** @param {HTMLFormElement} form @param {import("./phrases.js").Phrases} phrases */
  constructor(form, phrases) {
    this.form = form;
    this.phrases = phrases;
    this.words = /** @type {HTMLInputElement} */ (part(form, "[name=q]"));
    this.sort = /** @type {HTMLSelectElement} */ (part(form, "[name=sort]"));
    /** @type {HTMLDetailsElement[]} */
    this.groups = [...form.querySelectorAll("details")];
    this.choices = [...form.querySelectorAll("input[type=checkbox]")].map((box) => choiceOf(/** @type {HTMLInputElement} */ (box)));
    this.boxes = this.choices.map(({ box }) => box);
    /** @type {HTMLInputElement[]} */
    this.views = [...form.querySelectorAll("[name=view]")].map((view) => /** @type {HTMLInputElement} */ (view));
    this.shownSort = this.sort.value;
    this.askedSort = "";
    this.chips = part(form, "[data-part=chosen]");
  }

  /** Let a list of choices stay within the window, and go as a menu does: by Escape, or by a press elsewhere. */
  listen() {
    for (const group of this.groups)
      group.addEventListener("toggle", () => {
        group.classList.remove("is-turned");
        const { left, right } = part(group, "fieldset").getBoundingClientRect();
        group.classList.toggle("is-turned", left < 0 || right > document.documentElement.clientWidth);
      });
    document.addEventListener("click", ({ target }) => {
      if (!FLOATING.matches) return;
      for (const group of this.groups) if (!(target instanceof Node && group.contains(target))) group.open = false;
    });
    this.form.addEventListener("keydown", (event) => {
      const group = this.groups.find(({ open }) => open);
      if (event.key !== "Escape" || !group) return;
      group.open = false;
      part(group, "summary").focus();
    });
  }

  /** What an address can ask for here. @returns {import("./address.js").Known} */
  known() {
    /** @type {Map<string, Set<string>>} */
    const facets = new Map(this.groups.map((group) => [this.facet(group), new Set()]));
    for (const box of this.boxes) facets.get(box.name)?.add(box.value);
    const sorts = [...this.sort.options].map((option) => option.value).filter(Boolean);
    return { facets, sorts: new Set(sorts), views: new Set(this.views.map((view) => view.value)) };
  }

  /** The names of the facets. @returns {Map<string, string>} */
  labels() {
    return new Map(this.groups.map((group) => [this.facet(group), part(group, "[data-part=label]").textContent ?? ""]));
  }

  /** What a title is called here. */
  titleLabel() {
    return [...this.sort.options].find(({ value }) => value === "title")?.textContent ?? "";
  }

  /** Facets of which all that is chosen must hold. */
  every() {
    return new Set(this.groups.filter((group) => "every" in group.dataset).map((group) => this.facet(group)));
  }

  /** Facets whose values are seen. */
  open() {
    return this.groups.filter((group) => group.open).map((group) => this.facet(group));
  }

  /** @param {HTMLDetailsElement} group */
  facet(group) {
    return group.dataset.facet ?? "";
  }

  /** What the controls say. @returns {State} */
  state() {
    /** @type {State["chosen"]} */
    const chosen = new Map();
    for (const box of this.boxes) if (box.checked) chosen.set(box.name, (chosen.get(box.name) ?? new Set()).add(box.value));
    const q = this.words.value;
    const view = this.views.find(({ checked }) => checked)?.value ?? "";
    // The usual need not be said. With words it becomes another, and nobody chose the one that stands there.
    const asked = this.sort.value === this.shownSort ? this.askedSort : this.sort.value;
    const sort = asked === this.usualSort(q) ? "" : asked;
    return { q, chosen, sort, view: view === this.views[0]?.value ? "" : view };
  }

  /** The order when none is chosen: the best match for words, else the first one. @param {string} q */
  usualSort(q) {
    return q.trim() ? "" : (this.sort.options[1]?.value ?? "");
  }

  /** Set the controls. @param {State} state */
  show(state) {
    if (this.words.value !== state.q) this.words.value = state.q;
    for (const box of this.boxes) box.checked = state.chosen.get(box.name)?.has(box.value) ?? false;
    this.views.forEach((view, at) => (view.checked = state.view ? view.value === state.view : at === 0));
    const relevance = this.sort.options[0];
    relevance.hidden = relevance.disabled = !state.q.trim();
    this.sort.value = state.sort || this.usualSort(state.q);
    this.shownSort = this.sort.value;
    this.askedSort = state.sort;
    for (const group of this.groups) {
      const number = state.chosen.get(this.facet(group))?.size ?? 0;
      part(group, "[data-part=number]").textContent = number ? this.phrases.text(number) : "";
      group.classList.toggle("is-chosen", number > 0);
    }
    this.showChips(state);
  }

  /** @param {State} state */
  showChips(state) {
    const labels = this.labels();
    const chips = this.choices
      .filter(({ box }) => box.checked)
      .map(({ box, name }) => this.chip(name, `${labels.get(box.name)}: ${name}`, () => (box.checked = false)));
    if (state.q.trim()) chips.unshift(this.chip(`“${state.q.trim()}”`, this.phrases.say("words", { text: state.q.trim() }), () => (this.words.value = "")));
    if (chips.length) chips.push(this.clear());
    this.chips.replaceChildren(...chips.map((chip) => element("li", {}, chip)));
    this.chips.hidden = !chips.length;
  }

  /** A button that takes something away again. @param {string} text @param {string} name @param {() => void} remove */
  chip(text, name, remove) {
    const cross = element("span", { "aria-hidden": "true" }, " ×");
    const button = element("button", { type: "button", class: "tag chip", "aria-label": this.phrases.say("remove", { name }) }, text, cross);
    button.addEventListener("click", () => this.take(button, remove));
    return button;
  }

  clear() {
    const button = element("button", { type: "button", class: "chip-clear" }, this.phrases.say("clear"));
    button.addEventListener("click", () =>
      this.take(button, () => {
        this.words.value = "";
        for (const box of this.boxes) box.checked = false;
      }),
    );
    return button;
  }

  /** Change the controls and keep the focus near, as the button that had it goes. @param {HTMLElement} button @param {() => void} change */
  take(button, change) {
    const at = [...this.chips.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (button));
    change();
    this.form.dispatchEvent(new Event("change"));
    const left = [...this.chips.querySelectorAll("button")];
    (left[Math.min(at, left.length - 1)] ?? this.words).focus();
  }

  /** Show how many each value of a facet would give. @param {string} facet @param {Map<string, number>} counts */
  count(facet, counts) {
    for (const choice of this.choices) {
      const number = counts.get(choice.box.value) ?? 0;
      if (choice.box.name !== facet || choice.number === number) continue;
      choice.number = number;
      choice.count.textContent = this.phrases.text(number);
      choice.label.classList.toggle("is-empty", number === 0);
    }
  }
}
