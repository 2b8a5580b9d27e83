// @ts-check
/**
 * YAML as records have it: mappings, lists, and scalars that are always text.
 * Written as utm_exchange.records.yaml_writing does; read as far as hand-written records go.
 */
import { _ } from "./messages.js";

/** @typedef {string | Tree[] | {[name: string]: Tree}} Tree */

const PLAIN_SCALAR = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .,;()/'%&+?=-]|:(?=[^\s]))*$/u;
const NO_PLAIN_WORDS = new Set(["null", "true", "false", "yes", "no", "on", "off"]);
const BREAKS = /[\u0085\u2028\u2029\ufeff]/g;

/** @param {string} text */
function scalarText(text) {
  const plain = PLAIN_SCALAR.test(text) && !text.endsWith(" ") && !NO_PLAIN_WORDS.has(text.toLowerCase());
  // What YAML takes for the end of a line is written as its number.
  return plain ? text : JSON.stringify(text).replace(BREAKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {{[name: string]: Tree}} facts @param {string} indent @returns {string[]} */
function mappingLines(facts, indent) {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (typeof value === "string") return value ? [`${indent}${name}: ${scalarText(value)}`] : [];
    if (!Array.isArray(value)) return Object.keys(value).length ? [`${indent}${name}:`, ...mappingLines(value, `${indent}  `)] : [];
    return value.length ? [`${indent}${name}:`, ...value.flatMap((item) => itemLines(item, indent))] : [];
  });
}

/** @param {Tree} item @param {string} indent */
function itemLines(item, indent) {
  if (typeof item === "string") return [`${indent}- ${scalarText(item)}`];
  const [first, ...rest] = mappingLines(/** @type {{[name: string]: Tree}} */ (item), `${indent}  `);
  return first ? [`${indent}- ${first.trimStart()}`, ...rest] : [];
}

/** The YAML of a mapping; what is empty is left out. @param {{[name: string]: Tree}} facts */
export function writeYaml(facts) {
  return mappingLines(facts, "").join("\n") + "\n";
}

/** Why a text cannot be read here; the line counts from 1. */
export class YamlError extends Error {
  /** @param {number} line */
  constructor(line) {
    super(_("line {line} is written in a way that this form cannot read", { line }));
  }
}

/** Lines of a YAML text that say something, with their indentation. */
class YamlLines {
  /** @param {string} text */
  constructor(text) {
    this.lines = text.split("\n");
    this.at = 0;
  }

  /** The next line that is not empty and no comment, or undefined. */
  peek() {
    while (this.at < this.lines.length && /^\s*(?:#.*)?$/.test(this.lines[this.at])) this.at += 1;
    const line = this.lines[this.at];
    return line === undefined ? undefined : { text: line.trim(), indent: line.length - line.trimStart().length };
  }

  fail() {
    return new YamlError(this.at + 1);
  }
}

const YAML_KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#&*!|>%@`{}\[\],][^:]*?))\s*:(?:\s+(.*))?$/;

/** @param {YamlLines} lines @param {number} indent @returns {Tree} */
function readBlock(lines, indent) {
  const first = lines.peek();
  if (!first || first.indent < indent) return "";
  return first.text === "-" || first.text.startsWith("- ") ? readList(lines, first.indent) : readMapping(lines, first.indent);
}

/** @param {YamlLines} lines @param {number} indent */
function readList(lines, indent) {
  /** @type {Tree[]} */
  const found = [];
  for (let line = lines.peek(); line && line.indent === indent && (line.text === "-" || line.text.startsWith("- ")); line = lines.peek()) {
    const rest = line.text.slice(1).trimStart();
    const inner = indent + line.text.length - rest.length;
    if (!rest || rest.startsWith("#")) {
      lines.at += 1;
      found.push(readBlock(lines, indent + 1));
    } else if (YAML_KEY.test(rest) && !/^["'].*["']$/.test(rest)) {
      lines.lines[lines.at] = " ".repeat(inner) + rest;
      found.push(readMapping(lines, inner));
    } else {
      found.push(readScalar(lines, rest, indent));
    }
  }
  return found;
}

/** @param {YamlLines} lines @param {number} indent */
function readMapping(lines, indent) {
  /** @type {{[name: string]: Tree}} */
  const found = {};
  for (let line = lines.peek(); line && line.indent === indent; line = lines.peek()) {
    const match = YAML_KEY.exec(line.text);
    if (!match || line.text.startsWith("- ")) throw lines.fail();
    const name = match[1] ?? match[2] ?? match[3];
    const value = match[4] ?? "";
    if (Object.hasOwn(found, name)) throw lines.fail();
    if (value && !value.startsWith("#")) {
      found[name] = readScalar(lines, value, indent);
      continue;
    }
    lines.at += 1;
    const next = lines.peek();
    // A list may begin in the column of the name that it belongs to.
    const deeper = next && (next.indent > indent || (next.indent === indent && /^-(?: |$)/.test(next.text)));
    found[name] = deeper ? readBlock(lines, next.indent) : "";
  }
  const next = lines.peek();
  if (next && next.indent > indent) throw lines.fail();
  return found;
}

/** Read a value that begins on this line and may go on below, further in. @param {YamlLines} lines @param {string} text @param {number} indent @returns {Tree} */
function readScalar(lines, text, indent) {
  if (/^[|>&*!%@`{]/.test(text)) throw lines.fail();
  const quote = text[0] === '"' || text[0] === "'" ? text[0] : "";
  let whole = text;
  while (!isWhole(whole, quote)) {
    lines.at += 1;
    const next = lines.lines[lines.at];
    if (next === undefined) throw lines.fail();
    whole += next.trim() ? ` ${next.trim()}` : "\n";
  }
  lines.at += 1;
  if (!quote && text[0] !== "[") {
    for (let next = lines.peek(); next && next.indent > indent; next = lines.peek()) {
      if (YAML_KEY.test(next.text) || /^- /.test(next.text)) throw lines.fail();
      whole += ` ${next.text}`;
      lines.at += 1;
    }
    const plain = whole.replace(/\s+#.*$/, "");
    return ["~", "null", "Null", "NULL"].includes(plain) ? "" : plain;
  }
  return text[0] === "[" ? flowItems(whole, lines) : unquoted(whole, lines);
}

/** @param {string} text @param {string} quote */
function isWhole(text, quote) {
  if (quote === '"') return /^"(?:[^"\\]|\\[^])*"\s*(?:#.*)?$/.test(text);
  if (quote === "'") return /^'(?:[^']|'')*'\s*(?:#.*)?$/.test(text);
  return text[0] !== "[" || /\]\s*(?:#.*)?$/.test(text);
}

/** @param {string} text @param {YamlLines} lines */
function unquoted(text, lines) {
  const bare = text.replace(/\s*#[^"']*$/, "").trim();
  if (bare[0] === "'") return bare.slice(1, -1).replaceAll("''", "'");
  try {
    return String(JSON.parse(bare.replaceAll("\n", "\\n").replace(/\\([^])/g, (whole, mark) => ('"\\/bfnrtu'.includes(mark) ? whole : mark === "x" ? "\\u00" : "\\?"))));
  } catch {
    throw lines.fail();
  }
}

/** @param {string} text @param {YamlLines} lines */
function flowItems(text, lines) {
  const inside = text.replace(/\s*#[^\]]*$/, "").slice(1, -1).trim();
  const items = inside.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\s][^,]*/g) ?? [];
  return items.map((item) => (/^["']/.test(item) ? unquoted(item.trim(), lines) : item.trim()));
}

/** The mapping that a YAML text holds. Throws YamlError. @param {string} text */
export function readYaml(text) {
  const lines = new YamlLines(text.replace(/\r\n?/g, "\n").replace(/^\ufeff/, ""));
  const tree = readBlock(lines, 0);
  if (lines.peek() || typeof tree === "string" || Array.isArray(tree)) throw lines.fail();
  return tree;
}
