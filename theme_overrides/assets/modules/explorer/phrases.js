// @ts-check
/** Phrases: what the pages say, in their language. See `plugins/utm_exchange/search/wording.py`. */
export class Phrases {
  /** @param {Record<string, any>} wording */
  constructor(wording) {
    this.wording = wording;
    this.numbers = new Intl.NumberFormat(wording.language);
    this.plurals = new Intl.PluralRules(wording.language);
  }

  /** A phrase with what is filled in. @param {string} name @param {Record<string, string | number>} [filled] */
  say(name, filled = {}) {
    return String(this.wording[name]).replace(/\{(\w+)\}/g, (_, key) => this.text(filled[key]));
  }

  /** A number of things: "1 practice", "12 practices". @param {string} type @param {number} number */
  count(type, number) {
    const forms = this.wording[`count-${type || "all"}`];
    return String(forms[this.plurals.select(number)] ?? forms.other).replace("{n}", this.text(number));
  }

  /** @param {string | number} value */
  text(value) {
    return typeof value === "number" ? this.numbers.format(value) : String(value);
  }
}
