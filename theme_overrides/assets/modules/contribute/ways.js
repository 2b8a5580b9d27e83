// @ts-check
/** The ways out: a pull request on the repository's website, a saved file, an e-mail. */
import { _ } from "./messages.js";

/** Characters of an address that GitHub and its servers take; longer ones are refused. */
const LONGEST_ADDRESS = 7000;
/** Characters of a mailto: address that mail programs take: Windows hands over some 2,000. */
const LONGEST_MAIL = 1900;

/**
 * @typedef {{path: string, text: string, title: string, isNew: boolean}} Sent
 * @typedef {{repository: string, branch: string, email: string}} Places
 */

/** The address at which the repository's website proposes the file, and whether the text is in it. @param {Places} places @param {Sent} sent */
export function proposalAddress({ repository, branch }, { path, text, title, isNew }) {
  if (!isNew) return { address: `${repository}/edit/${branch}/${path}`, whole: false };
  const address = `${repository}/new/${branch}?filename=${encodeURIComponent(path)}`;
  const whole = `${address}&message=${encodeURIComponent(_("Add {title}", { title }))}&value=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST_ADDRESS ? { address: whole, whole: true } : { address, whole: false };
}

/** The address of an e-mail with the text, and whether the text is in it. @param {Places} places @param {Sent} sent */
export function mailAddressFor({ email }, { path, text, title }) {
  const subject = encodeURIComponent(_("For the knowledge exchange: {title}", { title }));
  const name = path.split("/").at(-1) ?? path;
  const whole = `mailto:${email}?subject=${subject}&body=${encodeURIComponent(`${_("File name: {name}", { name })}\n\n${text}`)}`;
  if (whole.length <= LONGEST_MAIL) return { address: whole, whole: true };
  const body = encodeURIComponent(_("The file {name} is attached.", { name }));
  return { address: `mailto:${email}?subject=${subject}&body=${body}`, whole: false };
}

/** Save a text as a file of the device. @param {string} name @param {string} text */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Copy a text; where the browser refuses, select it for copying by hand. @param {HTMLTextAreaElement} box */
export async function copyText(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    box.closest("details")?.setAttribute("open", "");
    box.focus();
    box.select();
    return false;
  }
}
