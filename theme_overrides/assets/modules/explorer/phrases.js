// @ts-check
/** Phrases: what the pages say, in their language. See `plugins/utm_exchange/search/wording.py`. */
export class Phrases {
  // Made when asked for: most pages say nothing, and a browser takes long to learn how a language counts.
  /** @type {Intl.NumberFormat | undefined} */
  #numbers;
  /** @type {Intl.PluralRules | undefined} */
  #plurals;

  /** @param {Record<string, any>} wording */
  constructor(wording) {
    this.wording = wording;
  }

  /** A phrase with what is filled in. @param {string} name @param {Record<string, string | number>} [filled] */
  say(name, filled = {}) {
    return String(this.wording[name]).replace(/\{(\w+)\}/g, (_, key) => this.text(filled[key]));
  }

  /** A number of things: "1 practice", "12 practices". @param {string} type @param {number} number */
  count(type, number) {
    this.#plurals ??= new Intl.PluralRules(this.wording.language);
    const forms = this.wording[`count-${type || "all"}`];
    return String(forms[this.#plurals.select(number)] ?? forms.other).replace("{n}", this.text(number));
  }

  /** @param {string | number} value */
  text(value) {
    if (typeof value !== "number") return value;
    this.#numbers ??= new Intl.NumberFormat(this.wording.language);
    return this.#numbers.format(value);
  }
}
