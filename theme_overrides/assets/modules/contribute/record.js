// @ts-check
/** A record as the form holds it: its facts and its text, and the file that both make. */
import { slugOf } from "./hints.js";
import { readYaml, writeYaml } from "./yaml.js";

/**
 * @typedef {import("./yaml.js").Tree} Tree
 * @typedef {{[name: string]: Tree}} Facts
 * @typedef {{heading: string, text: string}} Section Text before the first heading has the heading "".
 * @typedef {{facts: Facts, sections: Section[]}} RecordText
 */

const LONGEST_NAME = 60;

/** @param {Tree | undefined} value */
export function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {Tree | undefined} value */
export function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** @param {Tree | undefined} value @returns {Facts} */
export function groupOf(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? value : {};
}

/** Divide a text at its second-level headings, code left alone. @param {string} body @returns {Section[]} */
export function sectionsOf(body) {
  /** @type {{heading: string, lines: string[]}[]} */
  const found = [{ heading: "", lines: [] }];
  let fence = "";
  for (const line of body.split("\n")) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line);
    if (mark && !fence) fence = mark[1];
    else if (mark && mark[1].startsWith(fence)) fence = "";
    const heading = fence ? null : /^ {0,3}##[ \t]+(.*?)[ \t]*#*$/.exec(line);
    if (heading) found.push({ heading: heading[1], lines: [] });
    else found[found.length - 1].lines.push(line);
  }
  return found.map(({ heading, lines }) => ({ heading, text: lines.join("\n").trim() })).filter(({ heading, text }) => heading || text);
}

/** Read the text of a record's file; a file without front matter is all facts. Throws YamlError. @param {string} text @returns {RecordText} */
export function readRecord(text) {
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const front = /^---[ \t]*\n([^]*?\n)(?:---|\.\.\.)[ \t]*(?:\n([^]*))?$/.exec(plain);
  return front ? { facts: readYaml(front[1]), sections: sectionsOf(front[2] ?? "") } : { facts: readYaml(plain), sections: [] };
}

/** @param {Section[]} sections */
export function bodyOf(sections) {
  return sections
    .filter(({ text }) => text.trim())
    .map(({ heading, text }) => (heading ? `## ${heading}\n\n${text.trim()}` : text.trim()))
    .join("\n\n");
}

/** The text of a record's file. @param {RecordText} record @param {{prose: boolean, order: string[]}} type */
export function fileText({ facts, sections }, { prose, order }) {
  // A record that was there keeps the order of its facts, so that a change shows nothing but what changed.
  const names = [...new Set([...Object.keys(facts), ...order])].filter((name) => name in facts);
  const yaml = writeYaml(Object.fromEntries(names.map((name) => [name, facts[name]])));
  if (!prose) return yaml;
  const body = bodyOf(sections);
  return `---\n${yaml}---\n${body ? `\n${body}\n` : ""}`;
}

/** Facts in the order of files. @param {Facts} facts @param {string[]} order @returns {Facts} */
export function ordered(facts, order) {
  const names = [...order.filter((name) => name in facts), ...Object.keys(facts).filter((name) => !order.includes(name))];
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}

/** A file name made of the title, and of the first city where the type always has one. @param {Facts} facts @param {boolean} withCity */
export function suggestedName(facts, withCity) {
  const words = slugOf(textOf(facts.title));
  const city = withCity ? slugOf(textOf(listOf(facts.cities)[0])) : "";
  const name = !words || !city || words.startsWith(city) ? words : `${city}-${words}`;
  if (name.length <= LONGEST_NAME) return name;
  return name.slice(0, name.slice(0, LONGEST_NAME + 1).lastIndexOf("-"));
}

/** An id for a source, made of its publisher, that no other has. @param {Facts} source @param {Set<string>} taken */
export function sourceId(source, taken) {
  const name = slugOf(textOf(source.publisher) || textOf(source.title)).slice(0, 30).replace(/^-+|-+$/g, "") || "source";
  let id = name;
  for (let number = 2; taken.has(id); number += 1) id = `${name}-${number}`;
  taken.add(id);
  return id;
}
