// @ts-check
/** What the page will say, in short. Contributed text is set as text, never as HTML. */
import { _ } from "./messages.js";
import { groupOf, listOf, textOf } from "./record.js";

/** @param {string} name @param {string} className @param {(Node | string)[]} children */
function made(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** Paragraphs, lists, bold and links of Markdown; all else stays as it was written. @param {string} text @returns {HTMLElement[]} */
function proseParts(text) {
  return text.split(/\n{2,}/).map((block) => {
    const lines = block.split("\n");
    const numbered = lines.every((line) => /^\d+\. /.test(line));
    if (numbered || lines.every((line) => /^[-*] /.test(line))) {
      return made(numbered ? "ol" : "ul", "", ...lines.map((line) => made("li", "", ...inlineParts(line.replace(/^(?:\d+\.|[-*]) /, "")))));
    }
    const heading = /^###+ (.*)$/.exec(block);
    return heading ? made("h4", "", heading[1]) : made("p", "", ...inlineParts(block));
  });
}

/** @param {string} text @returns {(Node | string)[]} */
function inlineParts(text) {
  return text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    if (part.startsWith("**") && part.endsWith("**") && part.length > 4) return made("strong", "", part.slice(2, -2));
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    // Only the look of a link: nothing that is not published yet is followed from here.
    return link ? made("u", "", link[1]) : part;
  });
}

/** @param {import("./record.js").Facts} figure @param {(id: string) => string} publisher @param {(value: string) => string} word */
function figurePart(figure, publisher, word) {
  const grade = textOf(figure.grade);
  const kind = ["target", "estimate"].includes(grade) ? grade : "result";
  return made(
    "div",
    `figure figure--${kind}`,
    made("dt", "", textOf(figure.label)),
    made("dd", "figure__value", textOf(figure.value), " ", made("span", "figure__unit", textOf(figure.unit))),
    made("dd", "figure__facts", made("span", "", textOf(figure.year) || _("year not reported")), " ", made("span", `grade grade--${kind}`, word(grade)), " ", made("span", "", publisher(textOf(figure.source)))),
  );
}

/**
 * Show a record as its page will begin.
 * @param {HTMLElement} place @param {import("./record.js").RecordText} record
 * @param {{fields: import("./values.js").FieldSpec[], label: string}} spec @param {(value: string) => string} word Label of a term or a record.
 */
export function showPreview(place, { facts, sections }, spec, word) {
  const sources = listOf(facts.sources).map(groupOf);
  const publisher = (/** @type {string} */ id) => textOf(sources.find((source) => source.id === id)?.publisher);
  const parts = [made("p", "masthead__kind", spec.label), made("h3", "preview__title", textOf(facts.title) || _("No title yet")), made("p", "masthead__summary", textOf(facts.summary))];
  const shown = spec.fields.filter(({ name, kind }) => !["title", "summary", "sources"].includes(name) && kind !== "group" && facts[name]);
  parts.push(
    made(
      "dl",
      "facts",
      ...shown.map(({ name, label }) => {
        const value = facts[name];
        const words = (Array.isArray(value) ? value.map(textOf) : [textOf(value)]).map(word);
        return made("div", "fact", made("dt", "", label), made("dd", "", words.join(", ")));
      }),
    ),
  );
  const figures = [...listOf(facts.results), ...listOf(facts.indicators)].map(groupOf);
  if (figures.length) parts.push(made("dl", "figures", ...figures.map((figure) => figurePart(figure, publisher, word))));
  for (const { heading, text } of sections.filter((section) => section.text)) {
    if (heading) parts.push(made("h4", "preview__heading", heading));
    parts.push(...proseParts(text));
  }
  if (sources.length) {
    parts.push(made("h4", "preview__heading", _("Sources")));
    parts.push(made("ol", "preview__sources", ...sources.map((source) => made("li", "", `${textOf(source.publisher)}: ${textOf(source.title)}`))));
  }
  place.replaceChildren(...parts);
}
