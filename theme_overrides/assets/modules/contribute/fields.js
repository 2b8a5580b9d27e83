// @ts-check
/**
 * Between the boxes on the page and the facts of a record.
 *
 * In the HTML each field has `data-field` (its name) and `data-shape`: `one`, `terms` (tick boxes), `group`,
 * and `many` or `groups`, whose items are `data-item`. A section of the text has `data-prose`.
 */
import { _ } from "./messages.js";
import { groupOf, listOf, sourceId, textOf } from "./record.js";

/**
 * @typedef {import("./record.js").Facts} Facts
 * @typedef {import("./yaml.js").Tree} Tree
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Box
 */

const BOXES = "input, select, textarea";
let clones = 0;

/** Elements inside a root that belong to no other such element between. @param {Element} root @param {string} attribute */
function ownParts(root, attribute) {
  return [...root.querySelectorAll(`[${attribute}]`)].filter((part) => {
    const holder = part.parentElement?.closest("[data-field], [data-item], [data-form]");
    return holder === root;
  });
}

/** @param {Element} field @returns {Box} */
function boxOf(field) {
  return /** @type {Box} */ (field.querySelector(BOXES));
}

/** @param {Element} field */
function tickBoxes(field) {
  return /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll('input[type="checkbox"]')]);
}

/** Remember that a box was ticked last: what is ticked first is the most important. @param {Element} box */
export function noteTick(box) {
  const field = box.closest('[data-shape="terms"]');
  if (field && box instanceof HTMLInputElement) box.dataset.at = String(Math.max(...tickBoxes(field).map((other) => Number(other.dataset.at ?? 0))) + 1);
}

/** @param {Element} field */
function itemsOf(field) {
  return [...field.querySelectorAll("[data-item]")].filter((item) => item.parentElement?.closest("[data-field]") === field);
}

/** Ids of the sources by the key of their item, so that figures can point at them. @param {Element} form */
export function sourceIds(form) {
  const ids = new Map();
  const field = form.querySelector('[data-field="sources"]');
  const items = field ? itemsOf(field) : [];
  const taken = new Set(items.map((item) => /** @type {HTMLElement} */ (item).dataset.id ?? "").filter(Boolean));
  for (const item of /** @type {HTMLElement[]} */ (items)) {
    const facts = groupFacts(item, ids);
    if (!Object.keys(withoutDay(facts)).length) continue;
    ids.set(item.dataset.key, item.dataset.id ?? sourceId(facts, taken));
  }
  return ids;
}

/** The day on which a source was read is filled in for everybody, and says nothing alone. @param {Facts} facts */
function withoutDay(facts) {
  const { accessed, ...rest } = facts;
  return rest;
}

/** @param {Element} root @param {Map<string, string>} ids @returns {Facts} */
function groupFacts(root, ids) {
  /** @type {Facts} */
  const facts = {};
  for (const field of /** @type {HTMLElement[]} */ (ownParts(root, "data-field"))) {
    const value = fieldValue(field, ids);
    if (value !== "" && Object.keys(value).length) facts[field.dataset.field ?? ""] = value;
  }
  return facts;
}

/** @param {HTMLElement} field @param {Map<string, string>} ids @returns {Tree} */
function fieldValue(field, ids) {
  switch (field.dataset.shape) {
    case "terms":
      return tickBoxes(field)
        .filter((box) => box.checked)
        .sort((one, other) => Number(one.dataset.at ?? 0) - Number(other.dataset.at ?? 0))
        .map((box) => box.value);
    case "group":
      return groupFacts(field, ids);
    case "many":
      return itemsOf(field).map((item) => boxOf(item).value.trim()).filter(Boolean);
    case "groups":
      return itemsOf(field)
        .map((item) => sourceWithId(/** @type {HTMLElement} */ (item), groupFacts(item, ids), ids, field.dataset.field === "sources"))
        .filter((group) => Object.keys(group).length);
    default:
      return field.dataset.refers === "source" ? (ids.get(boxOf(field).value) ?? boxOf(field).value) : boxOf(field).value.trim();
  }
}

/** @param {HTMLElement} item @param {Facts} facts @param {Map<string, string>} ids @param {boolean} isSource @returns {Facts} */
function sourceWithId(item, facts, ids, isSource) {
  if (!isSource) return facts;
  const id = ids.get(item.dataset.key ?? "");
  return id ? { id, ...facts } : {};
}

/** The facts that the form holds. @param {Element} form */
export function formFacts(form) {
  return groupFacts(form, sourceIds(form));
}

/** Text of each section by id. @param {Element} form */
export function formProse(form) {
  return Object.fromEntries([...form.querySelectorAll("[data-prose]")].map((part) => [/** @type {HTMLElement} */ (part).dataset.prose ?? "", boxOf(part).value.trim()]));
}

/** Put facts into the form; what is in it already goes. @param {Element} form @param {Facts} facts @param {Record<string, string>} prose */
export function fillForm(form, facts, prose) {
  // Sources first: figures choose among them.
  const fields = /** @type {HTMLElement[]} */ (ownParts(form, "data-field"));
  for (const field of fields.filter((part) => part.dataset.field === "sources")) setField(field, facts.sources ?? "");
  renewSourceChoices(form);
  for (const field of fields.filter((part) => part.dataset.field !== "sources")) setField(field, facts[field.dataset.field ?? ""] ?? "");
  for (const part of /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-prose]")])) boxOf(part).value = prose[part.dataset.prose ?? ""] ?? "";
}

/** @param {HTMLElement} field @param {Tree} value */
function setField(field, value) {
  switch (field.dataset.shape) {
    case "terms":
      for (const box of tickBoxes(field)) {
        box.checked = listOf(value).includes(box.value);
        box.dataset.at = String(listOf(value).indexOf(box.value));
      }
      break;
    case "group":
      setGroup(field, groupOf(value));
      break;
    case "many":
    case "groups":
      setItems(field, listOf(value));
      break;
    default:
      setBox(boxOf(field), textOf(value), field);
  }
}

/** @param {Element} root @param {Facts} facts */
function setGroup(root, facts) {
  for (const field of /** @type {HTMLElement[]} */ (ownParts(root, "data-field"))) setField(field, facts[field.dataset.field ?? ""] ?? "");
}

/** @param {HTMLElement} field @param {Tree[]} values */
function setItems(field, values) {
  while (itemsOf(field).length > Math.max(values.length, 1)) itemsOf(field).at(-1)?.remove();
  while (itemsOf(field).length < values.length) addItem(field);
  for (const [number, item] of /** @type {HTMLElement[]} */ (itemsOf(field)).entries()) {
    const value = values[number] ?? "";
    delete item.dataset.id;
    if (field.dataset.shape === "many") {
      setBox(boxOf(item), textOf(value), field);
      continue;
    }
    const group = groupOf(value);
    if (field.dataset.field === "sources" && textOf(group.id)) item.dataset.id = textOf(group.id);
    setGroup(item, group);
  }
  numberItems(field);
}

/** @param {Box} box @param {string} value @param {HTMLElement} field */
function setBox(box, value, field) {
  if (box instanceof HTMLSelectElement) {
    const key = field.dataset.refers === "source" ? keyOfSource(field, value) : value;
    // A word that the list lacks is kept, for the checks to speak of.
    if (key && ![...box.options].some((option) => option.value === key)) box.add(new Option(value, key));
    box.value = key;
  } else {
    box.value = value;
  }
}

/** @param {HTMLElement} field @param {string} id */
function keyOfSource(field, id) {
  const item = field.closest("[data-form]")?.querySelector(`[data-field="sources"] [data-item][data-id="${CSS.escape(id)}"]`);
  return (item instanceof HTMLElement && item.dataset.key) || id;
}

/** Add an empty item to a list, and return it. @param {HTMLElement} field */
export function addItem(field) {
  const items = /** @type {HTMLElement[]} */ (itemsOf(field));
  const item = /** @type {HTMLElement} */ (items[0].cloneNode(true));
  clones += 1;
  for (const inner of item.querySelectorAll("[data-field]")) {
    for (const surplus of itemsOf(inner).slice(1)) surplus.remove();
  }
  for (const node of item.querySelectorAll("*")) {
    for (const name of ["id", "for", "aria-describedby", "aria-labelledby", "name"]) {
      const value = node.getAttribute(name);
      if (value) node.setAttribute(name, value.split(" ").map((part) => `${part}--${clones}`).join(" "));
    }
    node.removeAttribute("aria-invalid");
    if (node instanceof HTMLInputElement && ["checkbox", "radio"].includes(node.type)) node.checked = false;
    else if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement) node.value = "";
    if (node instanceof HTMLElement && "problem" in node.dataset) node.hidden = true;
  }
  delete item.dataset.id;
  item.dataset.key = `new-${clones}`;
  items.at(-1)?.after(item);
  numberItems(field);
  return item;
}

/** Take an item away; the last one is emptied. @param {HTMLElement} item */
export function removeItem(item) {
  const field = /** @type {HTMLElement} */ (item.closest("[data-field]"));
  if (itemsOf(field).length > 1) item.remove();
  else setItems(field, []);
  numberItems(field);
}

/** Say which of how many an item is. @param {HTMLElement} field */
export function numberItems(field) {
  const items = /** @type {HTMLElement[]} */ (itemsOf(field));
  for (const [number, item] of items.entries()) {
    item.dataset.key ??= `first-${field.dataset.field}-${number}`;
    const name = item.querySelector("[data-number]");
    if (name) name.textContent = String(number + 1);
    const box = field.dataset.shape === "many" ? boxOf(item) : undefined;
    box?.setAttribute("aria-label", _("{label}, {number} of {count}", { label: field.dataset.label, number: number + 1, count: items.length }));
  }
}

/** Let every choice of a source show the sources of now. @param {Element} form */
export function renewSourceChoices(form) {
  const field = form.querySelector('[data-field="sources"]');
  const sources = (field ? itemsOf(field) : []).map((item) => {
    const facts = groupFacts(item, new Map());
    return { key: /** @type {HTMLElement} */ (item).dataset.key ?? "", name: [textOf(facts.title), textOf(facts.publisher)].filter(Boolean).join(", ") };
  });
  for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll('[data-refers="source"] select'))) {
    const chosen = select.value;
    const shown = sources.filter(({ name, key }) => name || key === chosen);
    const first = new Option(shown.length ? _("Choose a source") : _("Add a source first, in its step"), "");
    select.replaceChildren(first, ...shown.map(({ name, key }) => new Option(name || _("A source without a title"), key)));
    select.value = chosen;
  }
}

/** The element of a problem's field, such as results[2].year, or of what is around it. @param {Element} form @param {string} path */
export function elementAt(form, path) {
  let here = form;
  for (const [, name, number] of path.matchAll(/([\w-]+)(?:\[(\d+)\])?/g)) {
    const field = ownParts(here, "data-field").find((part) => /** @type {HTMLElement} */ (part).dataset.field === name);
    if (!field) break;
    here = field;
    // Items that are empty have no number in the facts.
    const item = number ? filledItems(/** @type {HTMLElement} */ (field))[Number(number) - 1] : undefined;
    if (!item) continue;
    here = item;
  }
  return here === form ? form.querySelector(`[data-prose="${CSS.escape(path)}"]`) : here;
}

/** @param {HTMLElement} field */
function filledItems(field) {
  const ids = new Map([["", ""]]);
  return itemsOf(field).filter((item) => {
    if (field.dataset.shape === "many") return boxOf(item).value.trim();
    const facts = groupFacts(item, ids);
    return Object.keys(field.dataset.field === "sources" ? withoutDay(facts) : facts).length;
  });
}
