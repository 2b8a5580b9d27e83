// @ts-check
/**
 * A page from its fragment and the shell of its edition: what `plugins/utm_exchange/offline/fragments.py`
 * took apart comes together again, byte for byte.
 */

/** Names of blocks and texts in turn. @typedef {string[]} Fragment */
/** @typedef {{edition: string, blocks: Record<string, string>, files: Record<string, string>}} Shell */

/** What leads from an address below the site's root to the root. @param {string} address @returns {string} */
export function wayToRoot(address) {
  return "../".repeat(address.split("/").length - 1) || "./";
}

/** @param {Fragment} fragment @param {Shell} shell @param {string} address @returns {string} */
export function whole(fragment, shell, address) {
  return fragment
    .map((piece, number) => (number % 2 ? piece : (shell.blocks[piece] ?? "")))
    .join("")
    .replace(/\ue001([^"]+)"/g, (_, path) => `\ue000${path}?v=${shell.files[path]}"`)
    .replaceAll("\ue000", wayToRoot(address))
    .replaceAll("\ue002", shell.edition);
}

/** The edition that a page names, "" for a page that is none of ours. @param {string} html its beginning is enough @returns {string} */
export function editionOf(html) {
  return /<meta name="utm-edition" content="(\d{4}-\d\d-\d\d\.[0-9a-f]{16})">/.exec(html)?.[1] ?? "";
}
