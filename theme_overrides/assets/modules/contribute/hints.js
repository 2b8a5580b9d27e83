// @ts-check
/** The right value that somebody most likely meant: utm_exchange.records.hints, as far as a form needs it; dates.js has those for dates. */
import { _ } from "./messages.js";

/** @type {Record<string, string>} */
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
/** @type {Record<string, number>} Powers of ten. */
const WORDS_OF_SCALE = { thousand: 3, million: 6, mio: 6, billion: 9, bn: 9, m: 6, k: 3 };

/** Letters of other alphabets, and the Latin ones that they look like: utm_exchange.records.characters. */
const LOOKALIKES = ["АВЕЅІЈКМНОРСТУХԛԝаеѕіјорсухһԁӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXqwaesijopcyxhdlABEZHIKMNOPTYXo"];
const LOOKS_LATIN = new RegExp(`[${LOOKALIKES[0]}]`, "g");

/** Names that no file on Windows can have. */
export const WINDOWS_NAMES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The slug that fits a text, or "". @param {string} text */
export function slugOf(text) {
  const latin = text.replace(LOOKS_LATIN, (letter) => LOOKALIKES[1][LOOKALIKES[0].indexOf(letter)]);
  const plain = latin.toLowerCase().replace(/[łøđðþßæœı]/g, (letter) => LETTERS[letter]).normalize("NFKD");
  // eslint-disable-next-line no-control-regex
  return (plain.replace(/[^\x00-\x7f]/g, "").match(/[a-z0-9]+/g) ?? []).join("-");
}

/** @param {string} text */
export function slugHint(text) {
  if (WINDOWS_NAMES.test(text)) return _("Windows keeps this name for itself; write a longer one, for example '{slug}-1'", { slug: text });
  const bare = text.replace(/^(?:city|need|partner|practice):|\.(?:ya?ml|md)$/g, "");
  return _("use small letters a to z, digits and hyphens, for example '{slug}'", { slug: slugOf(bare) || "a-short-name" });
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
  const text = plainScript([...written].slice(0, 200).join("")).replaceAll("−", "-").replace(/(?<=\d)[oO]+(?![a-zA-Z])/g, (letters) => "0".repeat(letters.length));
  const span = /^\s*(\d[\d.,]*)\s*(?:-|–|—|to)\s*(\d[\d.,]*)\D*$/.exec(text);
  if (span) return _("write one number, or make two figures of the two, {low} and {high}; what lies between belongs in 'note:'", { low: plainDigits(span[1]), high: plainDigits(span[2]) });
  const found = /([+-]?\d[\d,.'’_ \u00a0\u202f]*)(?:[eE]([+-]?\d{1,2})(?!\d))?\s*([a-zA-Z]*)/.exec(text);
  if (!found) return _("write digits only, for example 12.5; leave the line out where nothing is known");
  const [all, digits, power, word] = found;
  const scaled = Object.hasOwn(WORDS_OF_SCALE, word.toLowerCase());
  let meant = timesTen(plainDigits(digits), (scaled ? WORDS_OF_SCALE[word.toLowerCase()] : 0) + Number(power ?? 0));
  if (meant === undefined) return _("write digits only, with a point for decimals, for example 12.5");
  if ((scaled || power) && /^-?\d+\.0*$/.test(meant)) meant = meant.replace(/\.0*$/, "");
  if (all.trim() === text.trim() && (scaled || !word)) return _("write digits only, with a point for decimals: {number}", { number: meant });
  return _("write digits only, here perhaps {number}; the unit has a field of its own", { number: meant });
}

/** Decimal degrees. @param {string} text */
export function degreeHint(text) {
  const both = /^\s*([+-]?\d+\.\d+)\s*[,; ]\s*([+-]?\d+\.\d+)\s*$/.exec(text);
  if (both) return _("write the two numbers in two fields, lat: {north} and lon: {east}", { north: both[1], east: both[2] });
  const found = /^(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)?\s*['’′]?\s*(\d{1,2}(?:[.,]\d+)?)?\s*(?:"|”|″|'')?\s*([NSEWO])?$/i.exec(text);
  if (!found) return numberHint(text);
  const [degrees, minutes, seconds] = found.slice(1, 4).map((part) => Number((part ?? "0").replace(",", ".")));
  const sign = /^[SWO]$/i.test(found[4] ?? "") ? -1 : 1;
  return _("write degrees with a point: {number}", { number: Number((sign * (degrees + minutes / 60 + seconds / 3600)).toFixed(4).replace(/^(.{7}).*/, "$1")) });
}

/** "" where an example says more. @param {string} text */
export function yearHint(text) {
  const years = text.match(/(?<!\d)(?:18|19|20|21)\d\d(?!\d)/g) ?? [];
  const digits = (text.match(/\p{Nd}/gu) ?? []).length;
  if (years.length === 1 && digits === years[0].length) return _("write the year with four digits: {year}", { year: years[0] });
  if (years.length) return _("write one year with four digits, here perhaps {year}", { year: years[years.length - 1] });
  return digits ? "" : _("write a year such as 2024; leave the line out where none is known");
}

/** "" where an example says more. @param {string} text */
export function countHint(text) {
  return /\p{Nd}/u.test(text) ? numberHint(text) : "";
}

/** @param {string} text */
export function urlHint(text) {
  const bare = text.replace(/^[<>]+|[<>]+$/g, "").replace(/[.,;]+$/, "");
  const inner = /[<(](https?:\/\/[^\s<>()]+)[>)]/.exec(text);
  if (inner) return _("write the address alone: {text}", { text: inner[1] });
  const addresses = text.match(/https?:\/\/[^\s<>(),;"\]]+/g) ?? [];
  if (addresses.length > 1) return _("write one address, for example the first: {text}; the other is a source of its own", { text: addresses[0] });
  if (bare.includes("//") && bare.slice(bare.indexOf("//") + 2).split("/")[0].includes("@")) return _("write the address without what stands before the @, which would hide where it leads");
  if (/^(?:doi:\s*)?10\.\d{4,9}\/\S+$/i.test(bare)) return _("write the whole address: https://doi.org/{text}", { text: bare.slice(bare.indexOf("10.")) });
  if (/^(?:file:|[a-zA-Z]:[\\/]|\\\\|https?:\/\/[^./]+(?:\/|$))/.test(bare)) return _("write the address of a public page, which everybody can open; this one is on your own computer or network");
  const slip = /^(?:h?t*t+p?s?[:;]?\/{1,3}((?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?)|[a-z]{3,6}:\/{1,3}((?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?))$/.exec(bare);
  if (slip) return _("write the whole address: https://{text}", { text: slip[1] ?? slip[2] });
  if (/^(?:[\p{L}\p{N}_-]+\.)+[a-z]{2,}(?:\/\S*)?$/u.test(bare)) return _("write the whole address: https://{text}", { text: bare });
  if (text.includes(" ") && text.startsWith("http")) return _("write each space as %20: {text}", { text: text.replaceAll(" ", "%20") });
  return _("write the whole address as the browser shows it, for example https://www.example.org/report");
}

/** A text without the marks of HTML and of Markdown, its words as a reader would see them. @param {string} text */
export function plainText(text) {
  const bare = text.replace(/<\/?[A-Za-z!][^<>]*>/g, "").replace(/!?\[([^[\]]*)\]\([^()]*\)|\{\{[^{}]*\}\}|\*\*|`/g, "$1");
  // Only what is an entity is read as HTML, one at a time; nothing else of the text ever is.
  const read = (/** @type {string} */ entity) => new DOMParser().parseFromString(entity, "text/html").body.textContent ?? entity;
  return bare.replace(/&#?\w+;/g, read).split(/\s+/).filter(Boolean).join(" ");
}
