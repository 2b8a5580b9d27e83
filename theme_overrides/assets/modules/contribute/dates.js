// @ts-check
/** The ISO date that somebody most likely meant: utm_exchange.records.date_hints. */
import { _ } from "./messages.js";

/** Languages whose names of months are understood; where two differ, the later in this list counts. */
const LANGUAGES = ["de", "es", "fr", "it", "nl", "pl", "pt", "en"];
const YEAR = /(?<!\d)((?:18|19|20|21)\d\d)(?!\d)/;
const CLOCK = /(?:^|[ T,])(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? ?(am|pm|a\.m\.|p\.m\.|h|uhr|z|utc)?$/i;

/** @param {string} date */
export function isDay(date) {
  const [year, month, day] = date.split("-").map(Number);
  const made = new Date(Date.UTC(year, month - 1, day));
  made.setUTCFullYear(year);
  return year > 0 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** @param {string} written @param {boolean} [whole] Whether a month or a year is not enough. */
export function dateHint(written, whole = false) {
  const [date, hour] = parted([...written].slice(0, 60).join("").split(/\s+/).filter(Boolean).join(" "));
  const meant = packed(date) ?? numbers(date) ?? named(date) ?? partOfYear(date);
  if (!meant) {
    if (!/\p{Nd}/u.test(written)) return _("write year-month-day, for example 2026-03-14; leave the line out where no date is known");
    return _("write year-month-day, for example {date}", { date: `2026-03-14${hour}` });
  }
  const [found, sure] = meant;
  if (!isDay(`${found}-01-01`.slice(0, 10))) return _("the day {date} does not exist; look at the source again", { date: found });
  if (whole && found.length < 10) return _("write year-month-day, for example {date}", { date: `${found}-01-01`.slice(0, 10) });
  return sure ? _("write year-month-day: {date}", { date: found + hour }) : _("write year-month-day, here perhaps {date}", { date: found + hour });
}

/** The day of a text and its hour, which is "" or begins with a space. @param {string} text @returns {[string, string]} */
function parted(text) {
  const clock = CLOCK.exec(text);
  if (!clock || !(clock[2] || (clock[3] && clock.index))) return [text, ""];
  const half = (clock[3] ?? "").replaceAll(".", "").toLowerCase();
  let hour = Number(clock[1]);
  if (half === "pm" && hour < 12) hour += 12;
  else if (half === "am" && hour === 12) hour = 0;
  if (hour > 23 || Number(clock[2] ?? 0) > 59) return [text, ""];
  return [text.slice(0, clock.index).replace(/[ ,]+$/, ""), ` ${two(hour)}:${clock[2] ?? "00"}`];
}

/** @param {number | string} number */
function two(number) {
  return String(Number(number)).padStart(2, "0");
}

/** @typedef {[string, boolean] | undefined} Meant Year, year-month or year-month-day, and whether it can mean no other. */

/** @param {string} text @returns {Meant} */
function packed(text) {
  if (/^(?:19|20)\d{6}$/.test(text)) return [`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`, true];
  // Day 0 of the numbers by which spreadsheets count days.
  if (/^[34]\d{4}$/.test(text)) return [new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10), false];
  return undefined;
}

/** @param {string} text @returns {Meant} */
function numbers(text) {
  const ordered = /^([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})$/.exec(text);
  if (ordered) return [`${ordered[1]}-${two(ordered[2])}-${two(ordered[3])}`, true];
  const turned = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2}|[0-9]{4})$/.exec(text);
  if (turned) {
    const [day, month] = Number(turned[2]) > 12 ? [turned[2], turned[1]] : [turned[1], turned[2]];
    return [`${turned[3].length === 4 ? turned[3] : `20${turned[3]}`}-${two(month)}-${two(day)}`, false];
  }
  const short = /^([0-9]{1,2})[./-]([0-9]{4})$/.exec(text);
  return short ? [`${short[2]}-${two(short[1])}`, true] : undefined;
}

/** A month in words, with a year and perhaps days: the first of several. @param {string} text @returns {Meant} */
function named(text) {
  const year = YEAR.exec(text);
  const words = (text.match(/\p{L}{3,}/gu) ?? []).map(plainLetters);
  const month = words.map((word) => months().get(word)).find(Boolean);
  if (!year || !month) return undefined;
  const days = (text.slice(0, year.index) + text.slice(year.index + 4)).match(/(?<!\d)\d{1,2}(?!\d)/g) ?? [];
  if (!days.length) return [`${year[1]}-${two(month)}`, true];
  return [`${year[1]}-${two(month)}-${two(days[0])}`, days.length === 1];
}

/** @param {string} text @returns {Meant} */
function partOfYear(text) {
  const year = YEAR.exec(text);
  if (!year) return undefined;
  const quarter = /\b[QT]([1-4])\b/i.exec(text);
  if (quarter) return [`${year[1]}-${two(Number(quarter[1]) * 3 - 2)}`, false];
  return /\p{Nd}/u.test(text.slice(0, year.index) + text.slice(year.index + 4)) ? undefined : [year[1], false];
}

/** @param {string} word */
function plainLetters(word) {
  return word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/** @type {Map<string, number> | undefined} */
let known;

/** The numbers of the months by their names, whole and shortened, as the browser knows them (CLDR). */
function months() {
  if (known) return known;
  known = new Map();
  for (const language of LANGUAGES) {
    for (const width of /** @type {const} */ (["short", "long"])) {
      for (const options of [{ month: width }, { month: width, day: /** @type {const} */ ("numeric") }]) {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
        for (let month = 0; month < 12; month += 1) {
          const part = format.formatToParts(Date.UTC(2024, month, 15)).find(({ type }) => type === "month");
          const word = plainLetters(part?.value ?? "").replace(/^\.+|\.+$/g, "");
          known.set(word, month + 1);
          if (language === "en") known.set(word.slice(0, 3), month + 1);
        }
      }
    }
  }
  return known;
}
