// @ts-check
/** Steps: one part of a long form at a time. Without scripts all parts stand below each other. */
import { _ } from "./messages.js";

/** Shows one step at a time and says which. */
export class Steps {
  /** @param {HTMLElement} form @param {(step: string) => void} [entered] Told when another step is shown. */
  constructor(form, entered) {
    this.parts = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-step]")]);
    this.links = /** @type {HTMLAnchorElement[]} */ ([...form.querySelectorAll("[data-steps] a")]);
    this.entered = entered;
    for (const [number, part] of this.parts.entries()) part.append(this.buttons(number));
    for (const link of this.links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(link.hash.slice(1), true);
      });
    }
    this.show(this.parts[0].id);
  }

  /** @param {number} number */
  buttons(number) {
    const row = document.createElement("p");
    row.className = "form__turn";
    const turn = (/** @type {number} */ to, /** @type {string} */ text, /** @type {string} */ look) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = look;
      button.textContent = text;
      button.addEventListener("click", () => this.show(this.parts[to].id, true));
      row.append(button);
    };
    const name = (/** @type {number} */ to) => this.parts[to].querySelector("h2")?.textContent ?? "";
    if (number > 0) turn(number - 1, _("Back"), "button button--quiet");
    if (number < this.parts.length - 1) turn(number + 1, _("Go on: {step}", { step: name(number + 1) }), "button");
    return row;
  }

  /** @param {string} id @param {boolean} [focus] */
  show(id, focus = false) {
    for (const part of this.parts) part.hidden = part.id !== id;
    for (const link of this.links) {
      if (link.hash === `#${id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    this.entered?.(id);
    if (!focus) return;
    const heading = this.parts.find((part) => part.id === id)?.querySelector("h2");
    heading?.focus();
    heading?.scrollIntoView({ block: "start" });
  }

  /** Show the step that holds an element. @param {Element} element */
  reveal(element) {
    const part = element.closest("[data-step]");
    if (part instanceof HTMLElement && part.hidden) this.show(part.id);
    for (let around = element.closest("details"); around; around = around.parentElement?.closest("details") ?? null) around.open = true;
  }
}
