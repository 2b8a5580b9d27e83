// @ts-check
/**
 * The page of the packs: what there is, what is on this device, and to save, update and remove it. What is
 * saved is looked at anew each time, since a browser may have thrown some of it away.
 */
import { element, part } from "../explorer/elements.js";
import { dayOf } from "./days.js";
import { BEGUN, FORMAT, Trouble } from "./store.js";

/** @typedef {import("./store.js").Store} Store @typedef {import("./store.js").Manifest} Manifest @typedef {import("../explorer/phrases.js").Phrases} Phrases */

/** One pack in the list. */
class PackRow {
  /** @param {HTMLElement} root @param {PacksPage} page */
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.id = root.dataset.pack ?? "";
    this.key = `packs/${this.id}.json`;
    this.state = element("p", { class: "pack__state", role: "status" });
    this.bar = /** @type {HTMLProgressElement} */ (element("progress", { class: "pack__bar", max: "1", "aria-label": part(root, ".pack__label").textContent ?? "" }));
    this.ways = element("p", { class: "pack__ways" });
    this.bar.hidden = true;
    root.append(this.ways, this.bar, this.state);
  }

  /** What of this pack is here, and what could be done. @param {Map<string, Manifest>} manifests */
  async look(manifests) {
    const { store, phrases } = this.page;
    const [saved, begun] = [manifests.get(this.key), manifests.get(this.key + BEGUN)];
    this.root.dataset.state = saved ? "saved" : begun ? "begun" : "none";
    if (!saved) {
      if (begun) this.tell("begun", { percent: await this.percent(begun) });
      else this.state.textContent = "";
      return this.offer(begun ? [["go-on", () => this.save()], ["drop", () => this.remove()]] : [["save", () => this.save()]]);
    }
    this.tell("saved", { day: this.page.day(saved.edition) });
    const lost = (await store.missing(saved)).reduce((sum, [, , bytes]) => sum + bytes, 0);
    if (lost) {
      this.root.dataset.state = "torn";
      this.tell("torn", { size: this.page.size(lost) });
    }
    /** @type {[string, () => void][]} */
    const ways = lost ? [["repair", () => this.save()]] : begun ? [["go-on", () => this.save()]] : [];
    this.offer([...ways, ["remove", () => this.remove()]]);
    if (!ways.length) await this.lookForNewer(saved).catch(() => {});
  }

  /** @param {Manifest} saved */
  async lookForNewer(saved) {
    const newer = await this.manifest();
    // A day may have several editions, whose digests have no order; a cache on the way may answer with an older day.
    if (newer.edition === saved.edition || newer.day < saved.day) return;
    const bytes = (await this.page.store.missing(newer)).reduce((sum, [, , size]) => sum + size, 0);
    this.root.dataset.state = "old";
    this.tell("old", { day: this.page.day(saved.edition), newer: this.page.day(newer.edition), size: this.page.size(bytes) });
    this.offer([["update", () => this.save()], ["remove", () => this.remove()]]);
  }

  /** @param {Manifest} begun */
  async percent(begun) {
    const sum = (/** @type {[string, string, number][]} */ files) => files.reduce((all, [, , bytes]) => all + bytes, 0);
    const all = sum(this.page.store.wanted(begun));
    return Math.floor((100 * (all - sum(await this.page.store.missing(begun)))) / all);
  }

  /** What the server has of it now. @returns {Promise<Manifest>} */
  async manifest() {
    const text = new TextDecoder().decode(await this.page.store.fetch(this.key, "no-cache"));
    try {
      const manifest = JSON.parse(text);
      if (manifest.format === FORMAT && manifest.id === this.id) return manifest;
    } catch {
      // Somebody else's words.
    }
    throw new Trouble("foreign", this.key);
  }

  /** Save it, update it, go on with it: what is missing is fetched, and only then the pack counts. */
  async save() {
    const { store, phrases } = this.page;
    const stop = new AbortController();
    this.root.dataset.state = "busy";
    this.offer([["stop", () => stop.abort()]]);
    this.tell("waiting");
    try {
      await navigator.storage?.persist?.();
      // Another window that saves the same pack comes first; then there is little left to do.
      await store.locked(`pack ${this.id}`, "exclusive", () => store.locked("store", "shared", () => this.fetchAll(stop.signal)));
      await store.sweep().catch(() => {});
      this.page.told(phrases.say("done", { pack: part(this.root, ".pack__label").textContent ?? "" }));
      await this.ended();
    } catch (error) {
      const kind = error instanceof Trouble ? error.kind : "offline";
      // Half a pack would only take the room that is missing.
      if (kind === "full") await this.forgetBegun();
      await this.ended();
      this.root.dataset.trouble = kind;
      this.tell(`trouble-${kind}`, await this.page.room());
    }
  }

  ended() {
    this.bar.hidden = true;
    this.root.dataset.state = "none";
    return this.page.look();
  }

  /** @param {AbortSignal} signal */
  async fetchAll(signal) {
    const { store } = this.page;
    delete this.root.dataset.trouble;
    const manifest = await this.manifest();
    await store.put("packs", this.key + BEGUN, new Response(JSON.stringify(manifest)));
    this.bar.hidden = false;
    const told = (/** @type {number} */ done, /** @type {number} */ all) => {
      this.bar.value = all ? done / all : 1;
      this.tell("saving", { done: this.page.size(done), all: this.page.size(all) });
    };
    await store.keepAll(manifest, told, signal);
    await store.put("packs", this.key, new Response(JSON.stringify(manifest)));
    await (await store.cache("packs")).delete(store.root + this.key + BEGUN);
  }

  async forgetBegun() {
    const { store } = this.page;
    await (await store.cache("packs")).delete(store.root + this.key + BEGUN);
    await store.sweep().catch(() => {});
  }

  async remove() {
    const { store } = this.page;
    await (await store.cache("packs")).delete(store.root + this.key);
    await this.forgetBegun();
    await this.page.look();
  }

  /** @param {string} phrase @param {Record<string, string | number>} [filled] */
  tell(phrase, filled) {
    this.state.textContent = this.page.phrases.say(phrase, filled);
  }

  /** @param {[string, () => void][]} ways */
  offer(ways) {
    const label = part(this.root, ".pack__label").textContent ?? "";
    const buttons = ways.map(([phrase, act]) => {
      const made = element("button", { type: "button", class: `note-button pack__${phrase}` }, this.page.phrases.say(phrase), element("span", { class: "unseen" }, `: ${label}`));
      made.addEventListener("click", act);
      return made;
    });
    // Who pressed a button with the keyboard finds the next one in its place.
    const focused = this.ways.contains(document.activeElement);
    this.ways.replaceChildren(...buttons);
    if (focused) buttons[0]?.focus();
  }
}

/** The whole page. */
export class PacksPage {
  /** @param {HTMLElement} root @param {Store} store @param {Phrases} phrases */
  constructor(root, store, phrases) {
    this.root = root;
    this.store = store;
    this.phrases = phrases;
    this.rows = Array.from(root.querySelectorAll("[data-pack]"), (row) => new PackRow(/** @type {HTMLElement} */ (row), this));
  }

  async start() {
    part(this.root, "[data-part=device]").hidden = false;
    part(this.root, "[data-part=plain]").hidden = true;
    await this.look();
  }

  /** Look at all that is on this device. */
  async look() {
    const manifests = await this.store.manifests();
    const idle = this.rows.filter((row) => row.root.dataset.state !== "busy");
    await Promise.all(idle.map((row) => row.look(manifests)));
    const { used, free } = await this.room();
    const number = [...manifests.keys()].filter((key) => key.startsWith("packs/") && !key.endsWith(BEGUN)).length;
    part(this.root, "[data-part=room]").textContent = `${this.phrases.count("packs", number)} ${this.phrases.say("room", { used, free })}`;
    for (const group of this.root.querySelectorAll("details")) if (group.querySelector("[data-state]:not([data-state=none])")) group.open = true;
  }

  /** What is taken and what is free, in words. */
  async room() {
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return { used: this.size(usage), free: this.size(Math.max(quota - usage, 0)) };
  }

  /** @param {string} text for those who do not see the list */
  told(text) {
    part(this.root, "[data-part=told]").textContent = text;
  }

  /** @param {number} bytes */
  size(bytes) {
    const units = ["kilobyte", "megabyte", "gigabyte"];
    const step = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2;
    const number = bytes / 1000 ** (step + 1);
    return new Intl.NumberFormat(this.phrases.wording.language, { style: "unit", unit: units[step], maximumFractionDigits: number < 10 && step ? 1 : 0 }).format(number);
  }

  /** @param {string} edition */
  day(edition) {
    return dayOf(edition, this.phrases.wording.language);
  }
}
