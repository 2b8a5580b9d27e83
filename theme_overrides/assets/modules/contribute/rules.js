// @ts-check
/** What the checks say of a whole record, as far as a browser can know it: utm_exchange.records.rules and validation. */
import { _, problem } from "./messages.js";
import { nearest } from "./near.js";
import { groupOf, listOf, textOf } from "./record.js";
import { checkValue, whenOf } from "./values.js";

/**
 * @typedef {import("./messages.js").Problem} Problem
 * @typedef {import("./values.js").FieldSpec} FieldSpec
 * @typedef {import("./record.js").Facts} Facts
 * @typedef {import("./record.js").RecordText} RecordText
 * @typedef {{id: string, heading: string, help: string, required: boolean}} ProseSpec
 * @typedef {Record<string, Record<string, string>>} Names Titles by type and slug.
 */

const HAPPENED = new Set(["reported", "published", "independent"]);
const ALIKE = 0.6; // as catalogue.checks proposes names
const UNKNOWN_RECORD = /** @type {Record<string, string>} */ ({ city: "UTM401", partner: "UTM402", need: "UTM404" });

/** Everything wrong with a record. @param {RecordText} record @param {{fields: FieldSpec[], prose: ProseSpec[], type: string}} spec @param {Names} names @param {string} today */
export function checkRecord(record, spec, names, today) {
  const found = [...inGroup(record.facts, spec.fields, "", names)];
  const wrong = new Set(found.map(({ field }) => field));
  // A rule that compares what is wrong already would only repeat it.
  const rules = [...ofSources(record.facts), ...ofYears(record.facts, today), ...ofOrder(record.facts, spec.type), ...ofText(record, spec)];
  return [...found, ...rules.filter(({ field }) => !wrong.has(field))];
}

/** @param {Facts} facts @param {FieldSpec[]} fields @param {string} path @param {Names} names @returns {Generator<Problem>} */
function* inGroup(facts, fields, path, names) {
  for (const field of fields) {
    const here = path ? `${path}.${field.name}` : field.name;
    const value = facts[field.name];
    const empty = value === undefined || value === "" || (typeof value === "object" && !Object.keys(value).length);
    if (empty) {
      if (field.required) yield missing(field, here);
    } else if (field.many) {
      for (const [number, item] of listOf(value).entries()) yield* inItem(item, field, `${here}[${number + 1}]`, names);
    } else {
      yield* inItem(value, field, here, names);
    }
  }
}

/** @param {import("./yaml.js").Tree} value @param {FieldSpec} field @param {string} path @param {Names} names @returns {Generator<Problem>} */
function* inItem(value, field, path, names) {
  if (field.kind === "group") {
    yield* inGroup(groupOf(value), field.fields, path, names);
    return;
  }
  const text = textOf(value);
  const wrong = checkValue(field, text) ?? unknownRecord(field, text, names);
  if (wrong) yield { ...wrong, field: path, message: `${path}: ${wrong.message}` };
}

/** @param {FieldSpec} field @param {string} path */
function missing(field, path) {
  const hint = field.example ? `${field.help} ${_("For example: {example}", { example: field.example })}` : field.help;
  if (field.name === "source" && path.startsWith("membership")) return problem("UTM503", `${path}: ${_("a membership needs the source that says so")}`, hint, path);
  if (field.name === "source" && /^(?:results|cost|population|inventories|indicators)\b/.test(path)) return problem("UTM502", `${path}: ${_("a figure needs its source")}`, hint, path);
  return problem("UTM201", `${path}: ${_("this field is missing")}`, hint, path);
}

/** @param {FieldSpec} field @param {string} text @param {Names} names */
function unknownRecord(field, text, names) {
  if (field.kind !== "reference") return undefined;
  const [type, slug] = ["any", "party"].includes(field.refers) ? text.split(":", 2) : [field.refers, text];
  if (slug === undefined || (field.refers === "party" && type !== "partner")) return undefined;
  const known = names[type] ?? {};
  if (slug in known) return undefined;
  const likely = nearest(slug, Object.keys(known), ALIKE);
  const hint = likely ? _("write '{term}'", { term: field.refers === type ? likely : `${type}:${likely}` }) : type === "city" ? _("correct the name, or add the city first, with the form for cities") : _("correct the name, or choose one from the list");
  return problem(UNKNOWN_RECORD[type] ?? "UTM403", _("there is no {identity}", { identity: `${type}:${slug}` }), hint);
}

/** @param {Facts} facts @returns {Generator<Problem>} */
function* ofSources(facts) {
  const sources = listOf(facts.sources).map(groupOf);
  if (!sources.length) yield problem("UTM506", `sources: ${_("this record names no source")}`, _("add the public page or document that says what you tell"), "sources");
  const ids = sources.map((source) => textOf(source.id));
  for (const [number, id] of ids.entries()) {
    const path = `sources[${number + 1}].id`;
    if (id && ids.indexOf(id) < number) yield problem("UTM504", `${path}: ${_("two sources have the id '{id}'", { id })}`, _("give one of them another id"), path);
  }
  for (const [path, group] of groupsIn(facts, "")) {
    const named = textOf(group.source);
    if (named && !ids.includes(named)) yield problem("UTM501", `${path}.source: ${_("no source here has the id '{id}'", { id: named })}`, _("choose one of your sources"), `${path}.source`);
  }
}

/** Every group inside the facts with its path. @param {import("./yaml.js").Tree} value @param {string} path @returns {Generator<[string, Facts]>} */
function* groupsIn(value, path) {
  if (Array.isArray(value)) {
    for (const [number, item] of value.entries()) yield* groupsIn(item, `${path}[${number + 1}]`);
  } else if (typeof value === "object") {
    if (path) yield [path, value];
    for (const [name, item] of Object.entries(value)) yield* groupsIn(item, path ? `${path}.${name}` : name);
  }
}

/** @param {Facts} facts @param {string} today @returns {Generator<Problem>} */
function* ofYears(facts, today) {
  for (const [path, group] of groupsIn(facts, "")) {
    const year = textOf(group.year);
    if (Number(year) > Number(today.slice(0, 4)) && HAPPENED.has(textOf(group.grade))) {
      yield problem("UTM505", `${path}.year: ${_("a result cannot be from {year}", { year })}`, _("correct the year, or write 'grade: target' or 'grade: estimate'"), `${path}.year`);
    }
  }
  /** @type {[string, string][]} */
  const days = listOf(facts.sources).map((source, number) => [`sources[${number + 1}].accessed`, textOf(groupOf(source).accessed)]);
  days.push(["membership.date", textOf(groupOf(facts.membership).date)]);
  for (const [path, day] of days) {
    if (whenOf(day) && day > today) yield problem("UTM518", `${path}: ${_("{day} is still to come", { day })}`, _("write the day on which it was done, at the latest {today}", { today }), path);
  }
}

/** @param {Facts} facts @param {string} type @returns {Generator<Problem>} */
function* ofOrder(facts, type) {
  const start = textOf(facts.start);
  const end = textOf(facts.end);
  if (type === "practice") {
    if (start && end && Number(end) < Number(start)) yield problem("UTM511", `end: ${_("it ends in {end}, before it starts in {start}", { end, start })}`, _("exchange the two years, or correct one"), "end");
    if (!listOf(facts.results).length) yield problem("UTM701", `title: ${_("no result is reported yet")}`, _("add 'results:' when there is something to count"), "results", "advice");
  }
  if (type === "event") yield* ofTimes(facts, start, end);
  for (const [number, item] of listOf(facts.targets).entries()) yield* ofTarget(groupOf(item), `targets[${number + 1}]`);
}

/** @param {Facts} facts @param {string} start @param {string} end @returns {Generator<Problem>} */
function* ofTimes(facts, start, end) {
  const [from, to] = [whenOf(start), whenOf(end)];
  if (from && to && (to.last < from.first || (to.first === from.first && to.time && from.time && to.time < from.time))) {
    yield problem("UTM511", `end: ${_("it ends on {end}, before it starts on {start}", { end, start })}`, _("exchange the two, or correct one"), "end");
  }
  for (const [name, when] of /** @type {[string, ReturnType<typeof whenOf>][]} */ ([["start", from], ["end", to]])) {
    if (when?.time && !facts.time_zone) yield problem("UTM512", `${name}: ${_("an hour needs a time zone")}`, _("add a line such as 'time_zone: Europe/Brussels'"), name);
  }
}

/** @param {Facts} target @param {string} path @returns {Generator<Problem>} */
function* ofTarget(target, path) {
  const [year, base] = [textOf(target.target_year), textOf(target.base_year)];
  if (year && base && Number(year) <= Number(base)) {
    yield problem("UTM516", `${path}.target_year: ${_("{year} is not after the base year {base}", { year, base })}`, _("exchange the two years, or correct one"), `${path}.target_year`);
  }
  if (["reduction", "renewable"].includes(textOf(target.kind)) && !(target.value && target.unit)) {
    yield problem("UTM517", `${path}.kind: ${_("a target of this kind needs a value and a unit")}`, _("add 'value: 55' and 'unit: \"%\"'"), `${path}.kind`);
  }
}

/** Problems of the text name its sections by their ids. @param {RecordText} record @param {{prose: ProseSpec[]}} spec @returns {Generator<Problem>} */
function* ofText({ sections }, { prose }) {
  const known = prose.filter(({ heading }) => heading);
  const present = new Set(sections.map(({ heading }) => heading.toLowerCase()));
  for (const { heading, text } of sections) {
    const field = prose.find((part) => part.heading === heading)?.id ?? "text";
    for (const [, title] of text.replace(/^(```|~~~)[^]*?^\1/gm, "").matchAll(/^ {0,3}#[ \t]+(.*?)[ \t]*#*$/gm)) {
      present.add(title.toLowerCase());
      yield problem("UTM603", _("'{heading}' is a first-level heading", { heading: title }), _("write '## {heading}'; the title of the page comes from 'title:'", { heading: title }), field);
    }
    if (!known.length || !heading) continue;
    if (!known.some((part) => part.heading.toLowerCase() === heading.toLowerCase())) {
      const meant = known.find((part) => heading.toLowerCase().includes(part.heading.toLowerCase()) || part.heading.toLowerCase().includes(heading.toLowerCase()));
      if (meant) present.add(meant.heading.toLowerCase());
      yield problem("UTM602", _("there is no section '{heading}'", { heading }), meant ? _("write '## {heading}'", { heading: meant.heading }) : _("the sections are: {headings}; inside them use '###'", { headings: known.map((part) => part.heading).join(", ") }), field);
    } else if (!text) {
      yield problem("UTM604", _("the section '{heading}' is empty", { heading }), _("write something, or delete the heading"), field);
    }
  }
  for (const { id, heading, help, required } of known) {
    if (required && !present.has(heading.toLowerCase())) {
      yield problem("UTM601", _("the section '{heading}' is missing", { heading }), help, id);
    }
  }
}
