// @ts-check
/** The form: it checks while one writes, keeps the draft, and loads what was saved or is here already. */
import { _, learnWords } from "./messages.js";
import { addItem, elementAt, fillForm, formFacts, formProse, noteTick, numberItems, removeItem, renewSourceChoices } from "./fields.js";
import { Keeping } from "./keeping.js";
import { groupOf, listOf, ordered, readRecord, suggestedName, textOf } from "./record.js";
import { checkRecord } from "./rules.js";
import { Sending, codeLink, spoken } from "./sending.js";
import { Steps } from "./steps.js";
import { slugText } from "./values.js";

/**
 * @typedef {import("./values.js").FieldSpec} FieldSpec
 * @typedef {import("./record.js").RecordText} RecordText
 * @typedef {{name: string, type: string, label: string, folder: string, ending: string, withCity: boolean, oneOf: string, order: string[],
 *   fields: FieldSpec[], prose: import("./rules.js").ProseSpec[], choices: Record<string, Record<string, string>>,
 *   places: import("./ways.js").Places, words: Record<string, string>, base: string}} FormData
 */

/** The day of now, by the clock that the checks go by (UTC). */
function today() {
  return new Date().toISOString().slice(0, 10);
}

/** A form with all its parts. */
export class ContributionForm {
  /** @param {HTMLElement} form @param {FormData} data @param {import("./rules.js").Names} names */
  constructor(form, data, names) {
    this.form = form;
    this.data = data;
    this.names = names;
    /** @type {RecordText | undefined} What was loaded: facts that the form does not ask for stay as they were. */
    this.loaded = undefined;
    /** File name of a record that exists already, or "". */
    this.existing = "";
    this.touched = new Set();
    this.keeping = new Keeping(data.name);
    this.sending = new Sending(this);
    this.steps = new Steps(form, (step) => step === "send" && this.renew());
    this.makeLists();
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-shape="many"], [data-shape="groups"]'))) numberItems(field);
    this.fillDays();
    renewSourceChoices(form);
    this.listen();
    this.begin();
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.form.querySelector(`[data-part="${name}"]`));
  }

  /** Lists of names and codes from which boxes complete. */
  makeLists() {
    for (const field of this.form.querySelectorAll("[data-list]")) {
      const list = /** @type {HTMLElement} */ (field).dataset.list ?? "";
      const id = `list-${list}`;
      if (!document.getElementById(id)) {
        const made = document.createElement("datalist");
        made.id = id;
        for (const [value, label] of Object.entries(this.choices(list))) made.append(new Option(label, value));
        this.form.append(made);
      }
      for (const box of field.querySelectorAll("input")) box.setAttribute("list", id);
    }
  }

  /** Values and labels that a box may hold. @param {string} list @returns {Record<string, string>} */
  choices(list) {
    if (this.data.choices[list]) return this.data.choices[list];
    const typed = (/** @type {string} */ type) => Object.fromEntries(Object.entries(this.names[type] ?? {}).map(([slug, title]) => [`${type}:${slug}`, title]));
    if (list === "party") return typed("partner");
    if (list === "any") return Object.assign({}, ...Object.keys(this.names).map(typed));
    return this.names[list] ?? {};
  }

  fillDays() {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll('[data-field="sources"] [data-field="accessed"] input'))) box.value ||= today();
  }

  listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest("a[data-goto]")) event.preventDefault();
      this.pressed(target);
    });
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", (event) => {
      const box = /** @type {Element} */ (event.target);
      this.resolve(box);
      noteTick(box);
      this.touch(box);
      if (box.closest('[data-field="sources"]')) renewSourceChoices(this.form);
      this.changed();
    });
    const file = this.part("load");
    file.addEventListener("change", () => this.loadFile(/** @type {HTMLInputElement} */ (file)));
    this.part("choose")?.addEventListener("change", (event) => this.choose(/** @type {HTMLInputElement} */ (event.target)));
    this.part("name").addEventListener("input", () => this.renew());
  }

  /** @param {Element} target */
  pressed(target) {
    const button = target.closest("button[data-do], a[data-goto]");
    if (!(button instanceof HTMLElement)) return;
    const field = /** @type {HTMLElement} */ (button.closest("[data-field]"));
    if (button.dataset.goto !== undefined) return this.goTo(button.dataset.goto);
    switch (button.dataset.do) {
      case "add": {
        const item = addItem(field);
        this.fillDays();
        renewSourceChoices(this.form);
        /** @type {HTMLElement | null} */ (item.querySelector("input, select, textarea"))?.focus();
        break;
      }
      case "remove":
        removeItem(/** @type {HTMLElement} */ (button.closest("[data-item]")));
        /** @type {HTMLElement | null} */ (field.querySelector("[data-do=add]"))?.focus();
        renewSourceChoices(this.form);
        this.fillDays();
        this.changed();
        break;
      case "save":
        this.sending.save();
        break;
      case "copy":
        this.sending.copy();
        break;
      case "again":
        this.startAgain();
        break;
    }
  }

  /** Put the code or the file name where somebody wrote the name. @param {Element} box */
  resolve(box) {
    const list = box.closest("[data-list]");
    if (!(box instanceof HTMLInputElement) || !(list instanceof HTMLElement)) return;
    const wanted = box.value.trim().toLowerCase();
    const choices = this.choices(list.dataset.list ?? "");
    if (!wanted || box.value.trim() in choices) return;
    const found = Object.entries(choices).filter(([value, label]) => [value.toLowerCase(), label.toLowerCase(), (value.split("/").at(-1) ?? "").toLowerCase().replaceAll("_", " ")].includes(wanted));
    if (found.length === 1) box.value = found[0][0];
  }

  /** @param {Element} box */
  touch(box) {
    for (let field = box.closest("[data-field], [data-prose], [data-item]"); field; field = field.parentElement?.closest("[data-field], [data-prose], [data-item]") ?? null) this.touched.add(field);
  }

  /** The record that the form holds now. @returns {RecordText} */
  record() {
    const asked = new Set(this.data.fields.map(({ name }) => name));
    let facts = formFacts(this.form);
    if (this.data.oneOf) facts = this.withOneMore(facts);
    const kept = Object.fromEntries(Object.entries(this.loaded?.facts ?? {}).filter(([name]) => name in facts || !asked.has(name)));
    const whole = this.loaded ? { ...kept, ...facts } : ordered(facts, this.data.order);
    return { facts: whole, sections: this.sections() };
  }

  /** Facts of the record that was chosen, with the entry and its sources added. @param {import("./record.js").Facts} facts */
  withOneMore(facts) {
    const old = this.loaded?.facts ?? {};
    const ids = new Set(listOf(old.sources).map((source) => textOf(groupOf(source).id)));
    /** @type {Record<string, string>} */
    const renamed = {};
    const sources = listOf(facts.sources).map((item) => {
      const source = groupOf(item);
      const id = textOf(source.id);
      let free = id;
      for (let number = 2; ids.has(free); number += 1) free = `${id}-${number}`;
      renamed[id] = free;
      ids.add(free);
      return { ...source, id: free };
    });
    const entries = listOf(facts[this.data.oneOf]).map((item) => {
      const entry = groupOf(item);
      return { ...entry, ...(entry.source ? { source: renamed[textOf(entry.source)] ?? entry.source } : {}) };
    });
    return { [this.data.oneOf]: [...listOf(old[this.data.oneOf]), ...entries], sources: [...listOf(old.sources), ...sources] };
  }

  sections() {
    const old = this.loaded?.sections ?? [];
    if (this.data.oneOf) return old;
    const prose = formProse(this.form);
    const asked = this.data.prose.map(({ id, heading }) => ({ id, heading: id === "body" ? "" : heading, text: prose[id] ?? "" }));
    if (asked.length === 1 && asked[0].id === "body") return [{ heading: "", text: asked[0].text }];
    const others = old.filter(({ heading }) => !asked.some((part) => part.heading === heading));
    return [...others.filter(({ heading }) => !heading), ...asked, ...others.filter(({ heading }) => heading)].filter(({ text }) => text);
  }

  /** Everything that is wrong now. */
  problems() {
    const spec = this.data.oneOf ? { ...this.data, fields: this.data.fields.map((field) => ({ ...field, required: field.required && Boolean(this.loaded) })) } : this.data;
    const facts = this.data.oneOf ? formFacts(this.form) : this.record().facts;
    const sections = this.data.oneOf ? [] : this.record().sections;
    const prose = this.data.oneOf ? [] : this.data.prose;
    const found = checkRecord({ facts, sections }, { ...spec, prose, type: this.data.oneOf ? "" : this.data.type }, this.names, today());
    if (this.data.oneOf && !this.loaded) found.unshift({ code: "UTM403", message: _("no practice is chosen yet"), hint: _("choose it in the first step"), field: "practice", severity: "error" });
    const name = this.fileName();
    const wrong = name ? slugText(name) : undefined;
    if (wrong) found.push({ ...wrong, code: "UTM109", message: _("the file name '{slug}' does not fit into an address", { slug: name }), field: "name" });
    if (!this.existing && name && name in (this.names[this.data.type] ?? {})) {
      found.push({ code: "UTM411", message: _("{first} has the same name", { first: this.names[this.data.type][name] }), hint: _("open that record with this form if it is the same, or write another file name"), field: "name", severity: "error" });
    }
    return found;
  }

  fileName() {
    const box = /** @type {HTMLInputElement} */ (this.part("name"));
    return this.existing || box.value.trim() || suggestedName(formFacts(this.form), this.data.withCity);
  }

  changed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.renew(), 250);
  }

  /** Check, count, keep and show again. */
  renew() {
    clearTimeout(this.waiting);
    const problems = this.problems();
    this.mark(problems);
    this.count();
    if (this.begun) this.keep();
    if (!this.form.querySelector("#send")?.hasAttribute("hidden")) this.sending.show(problems);
  }

  keep() {
    const kept = this.keeping.keep({ facts: formFacts(this.form), prose: formProse(this.form), name: /** @type {HTMLInputElement} */ (this.part("name")).value, existing: this.existing, loaded: this.loaded });
    this.part("kept").textContent = kept ? _("Your draft is kept on this device.") : _("This browser does not let the page keep your draft. Save the file before you leave.");
  }

  /** Say beside each box what is wrong with it, once somebody was there. @param {import("./messages.js").Problem[]} problems */
  mark(problems) {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-problem]"))) {
      place.hidden = true;
      place.replaceChildren();
    }
    for (const box of this.form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
    for (const found of problems) {
      const element = found.severity === "error" ? elementAt(this.form, found.field) : null;
      if (!element || !this.touched.has(element)) continue;
      const place = problemPlace(element);
      if (!place || !place.hidden) continue;
      place.hidden = false;
      place.append(`${spoken(found)} `, codeLink(this.data.base, found.code));
      if (found.hint) place.append(" ", found.hint);
      element.querySelector("input, select, textarea")?.setAttribute("aria-invalid", "true");
    }
  }

  /** Count characters and words where there is a limit or a habit. */
  count() {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-count]"))) {
      const box = place.parentElement?.querySelector("input, textarea");
      const text = box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement ? box.value.trim() : "";
      const limit = Number(place.dataset.count);
      const words = text.split(/\s+/).filter(Boolean).length;
      place.textContent = limit ? _("{count} of {limit} characters", { count: [...text].length, limit }) : words === 1 ? _("1 word") : _("{count} words", { count: words });
      place.toggleAttribute("data-over", limit > 0 && [...text].length > limit);
    }
  }

  /** @param {string} path */
  goTo(path) {
    const element = path === "name" ? this.part("name") : path === "practice" ? this.part("choose") : elementAt(this.form, path);
    if (!element) return;
    this.steps.reveal(element);
    this.touch(element);
    this.mark(this.problems());
    const box = element.matches("input, select, textarea") ? element : (element.querySelector("input, select, textarea") ?? element.querySelector("button"));
    /** @type {HTMLElement | null} */ (box)?.focus();
  }

  startAgain() {
    this.keeping.forget();
    location.assign(location.pathname + location.hash);
    location.reload();
  }

  /** @param {HTMLInputElement} box */
  async loadFile(box) {
    const file = box.files?.[0];
    if (!file) return;
    const slug = file.name.replace(/(?: ?\(\d+\))?\.\w+$/, "");
    if (this.load(await file.text(), slug)) this.part("said-load").textContent = _("{name} is loaded.", { name: file.name });
  }

  /** Load the text of a record; say why where it cannot be. @param {string} text @param {string} slug */
  load(text, slug) {
    try {
      const record = readRecord(text);
      const known = this.data.fields.map(({ name }) => name);
      if (!Object.keys(record.facts).some((name) => known.includes(name))) throw new Error(_("this file does not hold a record of this kind"));
      this.show(record, slug);
      return true;
    } catch (error) {
      this.part("said-load").textContent = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  /** @param {RecordText} record @param {string} slug */
  show(record, slug) {
    this.loaded = record;
    this.existing = slug in (this.names[this.data.type] ?? {}) ? slug : "";
    /** @type {HTMLInputElement} */ (this.part("name")).value = slug;
    if (!this.data.oneOf) {
      const prose = Object.fromEntries(this.data.prose.map(({ id, heading }) => [id, id === "body" ? bodyAsOne(record) : (record.sections.find((section) => section.heading === heading)?.text ?? "")]));
      fillForm(this.form, record.facts, prose);
    }
    const editing = this.part("editing");
    editing.hidden = !this.existing;
    editing.textContent = _("You are changing a record that is here already: {title}.", { title: textOf(record.facts.title) });
    this.begun = true;
    this.fillDays();
    this.renew();
  }

  /** @param {HTMLInputElement} box */
  choose(box) {
    this.resolve(box);
    const slug = box.value.trim();
    if (slug in (this.names[this.data.type] ?? {})) this.fetchRecord(slug);
  }

  /** Load a record of this site: its text stands in a small script, which also loads from a folder. @param {string} slug */
  fetchRecord(slug) {
    const script = document.createElement("script");
    script.src = `${this.data.base}/contribute/source/${this.data.type}/${slug}.js`;
    /** @type {any} */ (window).utmRecord = (/** @type {string} */ _identity, /** @type {string} */ text) => this.load(text, slug);
    script.addEventListener("error", () => (this.part("said-load").textContent = _("the record could not be loaded")));
    document.head.append(script);
  }

  begin() {
    const [type, slug] = (new URLSearchParams(location.search).get("record") ?? "").split(":");
    const asked = type === this.data.type && slug in (this.names[type] ?? {}) ? slug : "";
    const kept = this.keeping.kept();
    if (kept && (!asked || kept.existing === asked)) {
      this.loaded = kept.loaded;
      this.existing = kept.existing;
      fillForm(this.form, kept.facts, kept.prose);
      /** @type {HTMLInputElement} */ (this.part("name")).value = kept.name;
      this.fillDays();
      this.part("said-load").textContent = _("Your draft is here again.");
    } else if (asked) {
      this.fetchRecord(asked);
    }
    const chosen = /** @type {HTMLInputElement | null} */ (this.form.querySelector('[data-part="choose"]'));
    if (chosen) chosen.value = asked || this.existing;
    this.form.addEventListener("input", () => (this.begun = true), { once: true });
    this.renew();
  }
}

/** Where a problem of an element is told: in it, or in the field whose list it belongs to. @param {Element} element */
function problemPlace(element) {
  const inside = ":scope > [data-problem], :scope > fieldset > [data-problem]";
  const place = element.querySelector(inside) ?? element.closest("[data-field]")?.querySelector(inside);
  return /** @type {HTMLElement | null | undefined} */ (place);
}

/** @param {RecordText} record */
function bodyAsOne({ sections }) {
  return sections.map(({ heading, text }) => (heading ? `## ${heading}\n\n${text}` : text)).join("\n\n");
}

const holder = document.querySelector("[data-form]");
const told = document.getElementById("form-data");
if (holder instanceof HTMLElement && told) {
  /** @type {FormData} */
  const formData = JSON.parse(told.textContent ?? "{}");
  learnWords(formData.words);
  holder.classList.add("form--live");
  new ContributionForm(holder, formData, /** @type {any} */ (window).utmNames ?? {});
}
