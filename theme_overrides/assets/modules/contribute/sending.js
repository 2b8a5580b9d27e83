// @ts-check
/** The last step: what is still to do, the page to come, and the ways out. */
import { _ } from "./messages.js";
import { elementAt } from "./fields.js";
import { showPreview } from "./preview.js";
import { fileText, textOf } from "./record.js";
import { copyText, mailAddressFor, proposalAddress, saveFile } from "./ways.js";

/** @typedef {import("./record.js").RecordText} RecordText */

/** What is wrong, without the field's path before it: the form says it beside the field. @param {import("./messages.js").Problem} found */
export function spoken({ message, field }) {
  const plain = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  return plain.charAt(0).toUpperCase() + plain.slice(1) + (plain.endsWith(".") ? "" : ".");
}

/** The code of a problem, as a link to its entry. @param {string} base @param {string} code */
export function codeLink(base, code) {
  const link = document.createElement("a");
  link.href = `${base}/about/problems/#${code}`;
  link.textContent = code;
  return link;
}

/** Shows the last step of a form. */
export class Sending {
  /** @param {import("./form.js").ContributionForm} contribution */
  constructor(contribution) {
    this.contribution = contribution;
  }

  /** @param {import("./messages.js").Problem[]} problems */
  show(problems) {
    const record = this.contribution.record();
    const errors = problems.filter(({ severity }) => severity === "error");
    const name = /** @type {HTMLInputElement} */ (this.contribution.part("name"));
    name.placeholder = this.contribution.fileName();
    name.disabled = Boolean(this.contribution.existing);
    this.contribution.part("verdict").textContent = !errors.length ? _("Everything that is needed is here.") : errors.length === 1 ? _("One thing is still to do. You can send it all the same, and an editor will ask.") : _("{count} things are still to do. You can send it all the same, and an editor will ask.", { count: errors.length });
    this.contribution.part("problems").replaceChildren(...problems.map((found) => this.problemRow(found)));
    showPreview(this.contribution.part("preview"), record, this.contribution.data, (value) => this.word(value));
    /** @type {HTMLTextAreaElement} */ (this.contribution.part("text")).value = this.text(record);
    this.showWays(record);
  }

  /** @param {import("./messages.js").Problem} found */
  problemRow(found) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#";
    link.dataset.goto = found.field;
    link.textContent = this.placeName(found.field);
    row.append(link, `: ${spoken(found)} `, codeLink(this.contribution.data.base, found.code), ` ${found.hint}`);
    if (found.severity === "advice") row.append(` (${_("advice")})`);
    return row;
  }

  /** @param {string} path */
  placeName(path) {
    const element = elementAt(this.contribution.form, path);
    const named = /** @type {HTMLElement | undefined} */ (element?.closest("[data-label]") ?? undefined);
    return named?.dataset.label ?? { name: _("File name"), practice: _("Practice") }[path] ?? path;
  }

  /** Label of a term or a record. @param {string} value */
  word(value) {
    const option = this.contribution.form.querySelector(`option[value="${CSS.escape(value)}"]`);
    const box = this.contribution.form.querySelector(`input[type="checkbox"][value="${CSS.escape(value)}"]`);
    return box?.closest("label")?.querySelector("[data-word]")?.textContent ?? option?.textContent ?? value;
  }

  /** @param {RecordText} record */
  text(record) {
    return fileText(record, { prose: this.contribution.data.ending === ".md", order: this.contribution.data.order });
  }

  /** @param {RecordText} record */
  sent(record) {
    const slug = this.contribution.fileName() || "draft";
    return { path: `${this.contribution.data.folder}/${slug}${this.contribution.data.ending}`, text: this.text(record), title: textOf(record.facts.title) || slug, isNew: !this.contribution.existing };
  }

  /** @param {RecordText} record */
  showWays(record) {
    const sent = this.sent(record);
    const mail = /** @type {HTMLAnchorElement | null} */ (this.contribution.form.querySelector('[data-part="mail"]'));
    if (mail) {
      const { address, whole } = mailAddressFor(this.contribution.data.places, sent);
      mail.href = address;
      this.contribution.part("mail-note").textContent = whole ? _("Your mail program opens with the text in the message.") : _("The text is too long for an e-mail's address: save the file first, then attach it to the message that opens.");
    }
    const propose = /** @type {HTMLAnchorElement | null} */ (this.contribution.form.querySelector('[data-part="propose"]'));
    if (!propose) return;
    const { address, whole } = proposalAddress(this.contribution.data.places, sent);
    propose.href = address;
    this.contribution.part("propose-note").textContent = whole ? _("The website opens with the file filled in. Press 'Commit changes', then 'Propose changes'.") : _("Copy the text first: the website opens, and you paste it there in place of what is in the box.");
  }

  save() {
    const sent = this.sent(this.contribution.record());
    saveFile(sent.path.split("/").at(-1) ?? sent.path, sent.text);
    this.contribution.part("said").textContent = _("Saved as {name}.", { name: sent.path.split("/").at(-1) });
  }

  async copy() {
    const box = /** @type {HTMLTextAreaElement} */ (this.contribution.part("text"));
    this.contribution.part("said").textContent = (await copyText(box)) ? _("The text is copied.") : _("The browser did not copy it. The text is marked: copy it by hand.");
  }
}
