// @ts-check
/** The right value that somebody most likely meant: utm_exchange.records.hints, as far as a form needs it. */
import { _ } from "./messages.js";

const MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/** @type {Record<string, string>} */
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
/** @type {Record<string, number>} Powers of ten. */
const WORDS_OF_SCALE = { thousand: 3, million: 6, mio: 6, billion: 9, bn: 9, m: 6, k: 3 };

/** The slug that fits a text, or "". @param {string} text */
export function slugOf(text) {
  const plain = text.toLowerCase().replace(/[łøđðþßæœı]/g, (letter) => LETTERS[letter]).normalize("NFKD");
  // eslint-disable-next-line no-control-regex
  return (plain.replace(/[^\x00-\x7f]/g, "").match(/[a-z0-9]+/g) ?? []).join("-");
}

/** @param {string} text */
export function slugHint(text) {
  return _("use small letters a to z, digits and hyphens, for example '{slug}'", { slug: slugOf(text) || "a-short-name" });
}

/** Digits of every script as 0 to 9, as Python reads them. @param {string} text */
export function plainScript(text) {
  return text.replace(/[^\x00-\x7f]/gu, (mark) => {
    if (!/\p{Nd}/u.test(mark)) return mark;
    const code = mark.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

/** 1,250 and 1 250 become 1250, 12,5 becomes 12.5. @param {string} text */
function plainDigits(text) {
  const plain = text.replace(/[^\d,.+-]/g, "").replace(/[,.]+$/, "");
  const marks = plain.match(/[,.]/g) ?? [];
  const grouped = /^[+-]?\d{1,3}(?:([,.])\d{3})(?:\1\d{3})*$/.exec(plain);
  if (grouped && (grouped[1] === "," || marks.length > 1)) return plain.replace(/[,.]/g, "");
  if (marks.length && (new Set(marks).size > 1 || (marks.length === 1 && marks[0] === ","))) {
    const last = plain.lastIndexOf(marks[marks.length - 1]);
    return `${plain.slice(0, last).replace(/[,.]/g, "")}.${plain.slice(last + 1)}`;
  }
  return plain;
}

/** A plain number times a power of ten, digit by digit. @param {string} digits @param {number} power */
function timesTen(digits, power) {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(digits);
  if (!match || !(match[2] || match[3])) return undefined;
  const sign = match[1] === "-" ? "-" : "";
  const fraction = match[3] ?? "";
  const all = match[2] + fraction;
  const point = match[2].length + power;
  const padded = point <= 0 ? "0".repeat(1 - point) + all : all.padEnd(point, "0");
  const at = Math.max(point, 1);
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(at);
  return sign + (rest ? `${whole}.${rest}` : whole);
}

/** @param {string} written */
export function numberHint(written) {
  const text = plainScript(written);
  const found = /([+-]?\d[\d,.'’_ \u00a0\u202f]*)(?:[eE]([+-]?\d{1,2})(?!\d))?\s*([a-zA-Z]*)/.exec(text.slice(0, 200));
  if (!found) return _("write digits only, for example 12.5; leave the line out where nothing is known");
  const [all, digits, power, word] = found;
  const scaled = Object.hasOwn(WORDS_OF_SCALE, word.toLowerCase());
  let meant = timesTen(plainDigits(digits), (scaled ? WORDS_OF_SCALE[word.toLowerCase()] : 0) + Number(power ?? 0));
  if (meant === undefined) return _("write digits only, with a point for decimals, for example 12.5");
  if ((scaled || power) && /^-?\d+\.0*$/.test(meant)) meant = meant.replace(/\.0*$/, "");
  if (all.trim() === text.trim() && (scaled || !word)) return _("write digits only, with a point for decimals: {number}", { number: meant });
  return _("write digits only, here perhaps {number}; the unit has a field of its own", { number: meant });
}

/** @param {string} date */
export function isDay(date) {
  const [year, month, day] = date.split("-").map(Number);
  const made = new Date(Date.UTC(year, month - 1, day));
  made.setUTCFullYear(year);
  return year > 0 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** @param {string} text */
export function dateHint(text) {
  const clock = /(?:^|[ T,])(\d{1,2})[:.h](\d{2})(?: ?h)?$/.exec(text.slice(0, 60));
  const hour = clock && Number(clock[1]) < 24 && Number(clock[2]) < 60 ? ` ${clock[1].padStart(2, "0")}:${clock[2]}` : "";
  const found = meantDay(clock && hour ? text.slice(0, clock.index).replace(/[ ,]+$/, "") : text);
  if (!found) return _("write year-month-day, for example {date}", { date: `2026-03-14${hour}` });
  const [date, sure] = found;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isDay(date)) return _("the day {date} does not exist; look at the source again", { date });
  return sure ? _("write year-month-day: {date}", { date: date + hour }) : _("write year-month-day, here perhaps {date}", { date: date + hour });
}

/** @param {string} text @returns {[string, boolean] | undefined} */
function meantDay(text) {
  let parts;
  const named = /([0-9]{1,2})\.?(?:st|nd|rd|th)?\s+([A-Za-z]{3,})\.?,?\s+([0-9]{4})/.exec(text);
  const american = /([A-Za-z]{3,})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})/.exec(text);
  const plain = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})$/.exec(text);
  const loose = /^([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})$/.exec(text);
  if (named) parts = [named[3], named[2], named[1]];
  else if (american) parts = [american[3], american[1], american[2]];
  else if (plain) parts = Number(plain[2]) > 12 ? [plain[3], plain[1], plain[2]] : [plain[3], plain[2], plain[1]];
  else if (loose) parts = [loose[1], loose[2], loose[3]];
  else return undefined;
  const month = /^\d+$/.test(parts[1]) ? Number(parts[1]) : MONTH_NAMES.findIndex((name) => name.startsWith(parts[1].toLowerCase().slice(0, 3))) + 1;
  if (!month) return undefined;
  return [`${parts[0]}-${String(month).padStart(2, "0")}-${parts[2].padStart(2, "0")}`, !/^[0-9]{1,2}[./-]/.test(text)];
}
