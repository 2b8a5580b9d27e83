// @ts-check
/** Make an element; text is text, never HTML. @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The first element that a selector finds; the template has it. @template {Element} [T=HTMLElement] @param {ParentNode} root @param {string} selector @returns {T} */
export function part(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return /** @type {T} */ (found);
}

/** A text in pieces, with what was found in it marked. @param {{text: string, hit: boolean}[]} pieces @returns {(Node | string)[]} */
export function marks(pieces) {
  return pieces.map((piece) => (piece.hit ? element("mark", {}, piece.text) : piece.text));
}

/** What a file of this edition holds as HTML; the build wrote it, and its checksum was right. @param {string} html @returns {Element} */
export function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return /** @type {Element} */ (template.content.firstElementChild);
}
