// @ts-check
/**
 * The explorer: from what is chosen to what is shown, with an address for each step.
 *
 * Without anything chosen the page stays as the build wrote it, and nothing is loaded. The search page
 * is an explorer of everything (its type is "").
 */
import { isUsual, nothing, read, write } from "./address.js";
import { part } from "./elements.js";
import { Finder } from "./finder.js";
import { Trouble, engineAt } from "./loading.js";
import { Notes } from "./notes.js";
import { Panel } from "./panel.js";
import { csv, save } from "./saving.js";
import { Views } from "./views.js";

/** @typedef {import("./address.js").State} State */

const BATCH = 12; // results shown at once
const PATIENCE = 180; // milliseconds without a key until typed words are looked for
const SHORTEST = 3; // letters typed from which on they are looked for; any number counts when entered
const SLOW = 400; // milliseconds after which is said that something is loading

export class Explorer {
  /** @param {HTMLElement} root @param {import("./phrases.js").Phrases} phrases */
  constructor(root, phrases) {
    this.root = root;
    this.phrases = phrases;
    this.type = root.dataset.explorer ?? "";
    this.panel = new Panel(/** @type {HTMLFormElement} */ (part(root, "form")), phrases);
    this.notes = new Notes(part(root, "[data-part=notes]"), phrases);
    this.status = part(root, "[data-part=status]");
    this.results = part(root, "[data-part=results]");
    this.list = part(root, "[data-part=list]");
    this.more = part(root, "[data-part=more]");
    /** What the build wrote, which stands as long as nothing is asked for. */
    this.written = [...document.querySelectorAll("[data-part=written]")].map((one) => /** @type {HTMLElement} */ (one));
    this.writtenStatus = this.status.textContent ?? "";
    this.writtenTitle = document.title;
    this.state = nothing();
    this.shown = BATCH;
    this.typing = false;
    this.turn = 0;
    this.timer = 0;
    this.slow = 0;
    this.stop = new AbortController();
    /** @type {Finder | undefined} */
    this.finder = undefined;
    /** @type {import("./finder.js").Found | undefined} */
    this.found = undefined;
    /** @type {Views | undefined} */
    this.views = undefined;
  }

  start() {
    const { form, words, groups } = this.panel;
    const press = (/** @type {string} */ name, /** @type {() => void} */ act) => part(this.root, `[data-part=${name}]`).addEventListener("click", act);
    this.root.classList.add("is-live");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change();
    });
    // Leaving the field is no wish: a list that changed under the pointer would take a click on a result away.
    form.addEventListener("change", (event) => event.target !== words && this.change());
    words.addEventListener("input", () => this.wait());
    for (const group of groups) group.addEventListener("toggle", () => group.open && this.countMore(group));
    this.panel.listen();
    press("open", () => this.fold());
    press("done", () => this.fold());
    press("save", () => this.save());
    press("more", () => this.showMore());
    addEventListener("popstate", () => this.arrive());
    this.arrive(this.panel.state());
  }

  /** Take the state from the address; what was pressed before this script was there counts too. @param {State} [pressed] */
  arrive(pressed = nothing()) {
    const { state, unknown } = read(location.search, this.panel.known());
    this.typing = false;
    this.state = isUsual(state) ? pressed : state;
    this.shown = history.state?.shown ?? BATCH;
    this.panel.show(this.state);
    this.notes.ignore(unknown);
    this.update();
  }

  wait() {
    clearTimeout(this.timer);
    const { length } = this.panel.words.value.trim();
    if (!length || length >= SHORTEST) this.timer = setTimeout(() => this.change(true), PATIENCE);
  }

  /** Take the state from the controls. @param {boolean} [typing] whether somebody may go on typing: then the address changes in place */
  change(typing = false) {
    clearTimeout(this.timer);
    this.state = this.panel.state();
    this.shown = BATCH;
    this.panel.show(this.state);
    this.notes.ignore([]);
    const inPlace = this.typing;
    this.typing = typing;
    this.update();
    // Afterwards, as a browser takes its time for the history.
    const state = this.state;
    setTimeout(() => this.remember(state, inPlace, null));
  }

  /** Put a state into the address. @param {State} state @param {boolean} inPlace whether the last step of the history is changed @param {object | null} more */
  remember(state, inPlace, more) {
    const query = write(state);
    try {
      if (inPlace || query === location.search) history.replaceState(more, "", query || location.pathname);
      else history.pushState(more, "", query || location.pathname);
    } catch {
      // A browser may refuse this in a folder; all but the address works.
    }
  }

  async update() {
    const turn = ++this.turn;
    this.stop.abort();
    this.stop = new AbortController();
    this.root.classList.remove("is-troubled");
    document.title = this.state.q.trim() && !this.type ? `${this.state.q.trim()} · ${this.writtenTitle}` : this.writtenTitle;
    const usual = isUsual(this.state);
    this.root.classList.toggle("is-asked", !usual);
    if (usual) this.showWritten();
    if (usual && !this.finder && !this.panel.open().length) return;
    this.results.setAttribute("aria-busy", "true");
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.say(this.phrases.say("loading")), SLOW);
    try {
      await this.find(turn, usual);
    } catch (error) {
      if (turn === this.turn) this.fail(error, usual);
    }
    if (turn === this.turn) this.results.removeAttribute("aria-busy");
  }

  /** @param {number} turn @param {boolean} usual */
  async find(turn, usual) {
    const { finder, views } = await this.ready();
    const found = await finder.find(this.state, { typing: this.typing, open: this.panel.open(), signal: this.stop.signal });
    if (turn !== this.turn) return;
    this.found = found;
    this.count(finder);
    this.notes.show(found, (text) => this.correct(text), () => this.update());
    if (usual) {
      this.say(this.writtenStatus);
      return;
    }
    const number = found.result.count();
    this.say(this.phrases.count(this.type, number));
    part(this.root, "[data-part=done]").textContent = this.phrases.say("show", { count: this.phrases.count(this.type, number) });
    const order = await finder.ordered(found, this.state, this.panel.usualSort(""));
    const ids = order.slice(0, this.shown);
    const view = this.state.view || this.panel.views[0]?.value || "hits";
    const drawn = number ? await views.draw(view, { ...found, ids }) : [this.notes.nothing()];
    if (turn !== this.turn) return;
    this.list.replaceChildren(...drawn);
    this.more.hidden = order.length <= ids.length;
    this.more.textContent = this.phrases.say("more", { n: Math.min(BATCH, order.length - ids.length) });
    this.showResults();
  }

  /** Show what further choices give, where choices are seen. @param {Finder} finder */
  count(finder) {
    if (!this.found) return;
    for (const facet of this.panel.open()) this.panel.count(facet, finder.counts(facet, this.found));
  }

  /** Count a facet that was just opened. @param {HTMLElement} group of its choices */
  async countMore(group) {
    group.setAttribute("aria-busy", "true");
    try {
      if (this.finder && this.found) {
        await this.finder.facets.load(this.panel.open());
        this.count(this.finder);
      } else await this.update();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.notes.trouble(error.failure, () => this.countMore(group));
    } finally {
      group.removeAttribute("aria-busy");
    }
  }

  /** The engine and what stands on it, loaded when first needed. */
  async ready() {
    if (!this.finder || !this.views) {
      const engine = await engineAt(this.root.dataset.engine ?? "");
      this.finder = new Finder(engine, this.panel.every(), this.type);
      const { columns = "", root = "" } = this.root.dataset;
      const page = { type: this.type, root, columns: columns.split(" ").filter(Boolean), labels: this.panel.labels(), title: this.panel.titleLabel() };
      this.views = new Views(engine, this.finder.facets, this.phrases, page);
    }
    return { finder: this.finder, views: this.views };
  }

  /** Say how many results there are, or that they are looked for. @param {string} text */
  say(text) {
    clearTimeout(this.slow);
    // A reader hears the same number only once.
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  showWritten() {
    this.say(this.writtenStatus);
    this.results.hidden = true;
    for (const one of this.written) one.hidden = false;
    this.notes.clear();
  }

  showResults() {
    this.results.hidden = false;
    for (const one of this.written) one.hidden = true;
  }

  /** Say what went wrong; of results that may be wrong nothing is left. @param {unknown} error @param {boolean} usual */
  fail(error, usual) {
    if (!(error instanceof Trouble)) throw error;
    if (error.failure.kind === "aborted") return;
    this.notes.trouble(error.failure, () => this.update());
    this.say(usual ? this.writtenStatus : "");
    if (usual) return;
    this.list.replaceChildren();
    this.more.hidden = true;
    this.showResults();
    this.root.classList.add("is-troubled");
  }

  /** Ask with other words. @param {string} text */
  correct(text) {
    this.panel.words.value = text;
    this.change();
    this.panel.words.focus();
  }

  async showMore() {
    const before = this.shown;
    this.shown += BATCH;
    this.remember(this.state, true, { shown: this.shown });
    await this.update();
    const links = this.list.querySelectorAll(".card__title a, tbody th a");
    /** @type {HTMLElement | undefined} */ (links[before])?.focus();
  }

  /** Open or close the filters on a narrow screen. */
  fold() {
    const open = this.root.classList.toggle("is-open");
    const button = part(this.root, "[data-part=open]");
    button.setAttribute("aria-expanded", String(open));
    if (!open) button.focus();
  }

  async save() {
    try {
      const { finder, views } = await this.ready();
      const found = await finder.find(this.state, { typing: this.typing, open: [], signal: this.stop.signal });
      const ids = await finder.ordered(found, this.state, this.panel.usualSort(""));
      const lines = await views.lines(ids, [...this.panel.labels().keys()]);
      save(this.root.dataset.file ?? "", csv(lines));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.notes.trouble(error.failure, () => this.save());
    }
  }
}
