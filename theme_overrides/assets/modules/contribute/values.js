// @ts-check
/** What the checks say of one value: utm_exchange.records.values, with the same codes and words. */
import { _, mark, problem } from "./messages.js";
import { dateHint, isDay } from "./dates.js";
import { countHint, degreeHint, numberHint, plainText, slugHint, urlHint, WINDOWS_NAMES, yearHint } from "./hints.js";

/**
 * @typedef {{name: string, label: string, kind: string, required: boolean, many: boolean, limit: number, refers: string,
 *    example: string, help: string, choices: string[], noun: string, fields: FieldSpec[]}} FieldSpec
 */

const NUMBER_TEXT = /^[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?$/;
const SLUG_TEXT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const IDENTITY_TEXT = /^[a-z]+:[a-z0-9]+(?:-[a-z0-9]+)*$/;
const WHEN_TEXT = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::00)?)?)?)?$/;
const MARKED = /^[“”„«‘‚]|<[A-Za-z/!]|&#?\w+;|\*\*|\]\(|\{\{|`/;
const LONGEST_URL = 2000;
const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

/** @param {string} text @param {number} limit */
function boundedText(text, limit) {
  // Python counts characters, JavaScript halves of some of them.
  const length = [...text].length;
  if (length <= limit) return MARKED.test(text) ? markedText(text) : undefined;
  return problem("UTM205", _("this has {length} characters, at most {limit} fit", { length, limit }), _("shorten it; long text belongs in the body of the page"));
}

/** The marks of a text processor, of HTML or of Markdown in a field that is plain text. @param {string} text */
function markedText(text) {
  const quoted = /^[“”„«‘‚]([^“”„«»‘’‚]*)[”“»’‘"]$/.exec(text);
  if (quoted) return problem("UTM208", _("the curly quotation marks around the value become part of it"), _("write {text} without them, or with straight ones where a mark is needed", { text: quoted[1] }));
  const plain = plainText(text);
  if (plain === text) return undefined;
  const hint = plain ? _("write it plainly: {text}", { text: plain }) : _("write the name itself in place of what stands between the marks");
  return problem("UTM209", _("HTML and Markdown are not read in this field"), hint);
}

/** @param {string} text */
function plainNumber(text, hint = numberHint) {
  return NUMBER_TEXT.test(text) ? undefined : problem("UTM301", _("'{text}' is not a plain number", { text }), hint(text));
}

/** @param {string} text @param {number} limit */
function degrees(text, limit) {
  const wrong = plainNumber(text, degreeHint);
  if (wrong || Math.abs(Number(text)) <= limit) return wrong;
  return problem("UTM306", _("{number} is not between -{limit} and {limit}", { number: text.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1"), limit }), _("write degrees with a point, for example lat: 59.91 and lon: 10.75; perhaps exchange the two"));
}

/** @param {string} text @param {number} low @param {number} high @param {string} code @param {string} example @param {(text: string) => string} hint */
function wholeNumber(text, low, high, code, example, hint) {
  if (!/^[0-9]+$/.test(text)) return problem("UTM301", _("'{text}' is not a whole number", { text }), hint(text) || example);
  if (text.length <= 20 && Number(text) >= low && Number(text) <= high) return undefined;
  return problem(code, _("{number} is not between {low} and {high}", { number: text, low, high }), example);
}

/**
 * A date of any precision, or undefined: the days that it may mean as 2026-03-14, and the hour or "".
 * @param {string} text
 */
export function whenOf(text) {
  const match = WHEN_TEXT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute] = match;
  if (!isDay(`${year}-${month ?? "01"}-${day ?? "01"}`)) return undefined;
  if (hour && (Number(hour) > 23 || Number(minute) > 59)) return undefined;
  const lastMonth = month ?? "12";
  const last = day ?? String(new Date(Date.UTC(2000 + (Number(year) % 400), Number(lastMonth), 0)).getUTCDate());
  return { first: `${year}-${month ?? "01"}-${day ?? "01"}`, last: `${year}-${lastMonth}-${last}`, time: hour ? `${hour}:${minute}` : "", precision: hour ? "minute" : day ? "day" : month ? "month" : "year" };
}

/** @param {string} text */
function partialDate(text, whole = false) {
  const when = whenOf(text);
  if (!when) return problem("UTM303", _("'{text}' is not a date", { text }), dateHint(text, whole));
  const year = Number(when.first.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return undefined;
  return problem("UTM305", _("{number} is not between {low} and {high}", { number: year, low: FIRST_YEAR, high: LAST_YEAR }), _("write the year with four digits, for example 2024"));
}

/** @param {string} text */
function wholeDay(text) {
  const wrong = partialDate(text, true);
  const when = whenOf(text);
  if (wrong || !when || when.precision === "day") return wrong;
  return problem("UTM303", _("'{text}' is not a whole date with year, month and day", { text: text.replace("T", " ").slice(0, 16) }), _("write year-month-day, for example {date}", { date: when.first }));
}

/** A day, or an hour with its zone; whether the zone exists only the checks know. @param {string} text */
function moment(text) {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)\s*(Z|UTC|[+-]\d{2}:\d{2}|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+)?)?$/.exec(text);
  if (match && match[2] && !match[3]) return problem("UTM512", _("an hour needs a time zone"), _("write for example {moment} Europe/Brussels", { moment: text.replace("T", " ") }));
  if (!match || !isDay(match[1])) return problem("UTM303", _("'{text}' is not a date", { text }), dateHint(text));
  return partialDate(match[1]);
}

/** @param {string} text */
function webAddress(text) {
  const parts = /^https?:\/\/(\[[^\]]*\]|[^/?#:@]*)(?::\d*)?(?:[/?#].*)?$/i.exec(text);
  const length = [...text].length;
  if (parts && parts[1].includes(".") && !/[\s<>"{}|\\^`]/.test(text) && length <= LONGEST_URL) return undefined;
  return problem("UTM304", _("'{text}' is not a web address", { text: [...text].slice(0, 80).join("") }), urlHint([...text].slice(0, LONGEST_URL).join("")));
}

/** @param {string} text */
function mailAddress(text) {
  if (/^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+$/.test(text)) return undefined;
  return problem("UTM304", _("'{text}' is not an e-mail address", { text }), _("write one address, for example {address}", { address: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0] ?? "climate@city.example" }));
}

/** @param {string} text */
export function slugText(text) {
  return SLUG_TEXT.test(text) && !WINDOWS_NAMES.test(text) ? undefined : problem("UTM206", _("'{text}' is not a file name that addresses can use", { text }), slugHint(text));
}

/** @param {string} text @param {string} refers */
function referenceText(text, refers) {
  if (refers === "party") {
    const partner = /^partner\s*:/i.exec(text);
    const wrong = boundedText(text, 300);
    if (wrong || !partner || IDENTITY_TEXT.test(text)) return wrong;
    return problem("UTM207", _("'{text}' does not name a partner", { text }), slugHint(text.slice(partner[0].length).trim()).replace("'", "'partner:"));
  }
  if (refers !== "any") return slugText(text);
  if (IDENTITY_TEXT.test(text)) return undefined;
  const example = SLUG_TEXT.test(text) ? `practice:${text}` : "practice:oslo-climate-budget";
  return problem("UTM207", _("'{text}' does not name a record", { text }), _("write the type, a colon and the file name, for example '{example}'", { example }));
}

/** @type {Record<string, {code: string, message: string, hint: string}>} */
const OPEN_LISTS = {
  zone: { code: "UTM308", message: mark("'{text}' is not a time zone"), hint: mark("write region and city as in the time zone database, for example Europe/Brussels") },
  country: { code: "UTM309", message: mark("'{text}' is not a country code"), hint: mark("write the two letters of ISO 3166, for example UA for Ukraine") },
  language: { code: "UTM310", message: mark("'{text}' is not a language code"), hint: mark("write the code of the language, for example en, fr or uk") },
  currency: { code: "UTM311", message: mark("'{text}' is not a currency code"), hint: mark("write the three letters of ISO 4217, for example EUR or USD") },
};

/** @param {FieldSpec} field @param {string} text */
function choiceText(field, text) {
  if (!field.choices.length || field.choices.includes(text)) return undefined;
  const list = OPEN_LISTS[field.kind];
  if (list) return problem(list.code, _(list.message, { text }), _(list.hint));
  return problem("UTM302", _("'{text}' is not a known {name}", { text, name: field.noun }), _("choose one of: {terms}", { terms: field.choices.join(", ") }));
}

/** What is wrong with one value of a field, or undefined. @param {FieldSpec} field @param {string} value */
export function checkValue(field, value) {
  const text = value.trim();
  switch (field.kind) {
    case "title":
    case "line":
    case "text":
      return boundedText(text, field.limit);
    case "number":
      return plainNumber(text);
    case "latitude":
      return degrees(text, 90);
    case "longitude":
      return degrees(text, 180);
    case "count":
      return wholeNumber(text, 0, 10 ** 15, "UTM301", _("write digits only, for example 12500"), countHint);
    case "year":
      return wholeNumber(text, FIRST_YEAR, LAST_YEAR, "UTM305", _("write the year with four digits, for example 2024"), yearHint);
    case "when":
      return partialDate(text);
    case "day":
      return wholeDay(text);
    case "moment":
      return moment(text);
    case "url":
      return webAddress(text);
    case "email":
      return mailAddress(text);
    case "slug":
      return slugText(text);
    case "reference":
      return referenceText(text, field.refers);
    default:
      return choiceText(field, text);
  }
}
