// @ts-check
/**
 * Files of the index: fetched over HTTP, loaded as scripts from `file:`, and never trusted unseen.
 *
 * A file is one line: `utmSearch.put("<edition>","<key>",<crc>,<data>)`. A script runs it; `fetch` reads
 * what stands between the brackets as JSON. Either way the edition, the key and the CRC-32 must fit.
 */

/**
 * What can go wrong.
 * - `offline`: no answer from the server;  - `missing`: there is no such file;
 * - `damaged`: the file is not what was written;  - `edition`: the site has a newer edition, load the page again;
 * - `broad`: more files would be needed than `maxFiles` allows;  - `query`: lunr cannot read the query;
 * - `aborted`: a newer question took its place.
 * @typedef {"offline" | "missing" | "damaged" | "edition" | "broad" | "query" | "aborted"} Trouble
 */

export class SearchError extends Error {
  /** @param {Trouble} kind @param {string} file @param {string} [detail] */
  constructor(kind, file, detail = "") {
    super(`${kind}: ${file} ${detail}`.trim());
    this.kind = kind;
    this.file = file;
    this.detail = detail;
  }
}

const PATIENCE = 15000; // milliseconds until a silent server counts as offline
const BEGIN = "utmSearch.put(";

/** What a byte does to the sum, then the same with one, two and three bytes behind it: 256 numbers each. @type {Uint32Array | undefined} */
let table;

function tableOfBytes() {
  const made = new Uint32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at++) made[at] = made[made[at - 256] & 255] ^ (made[at - 256] >>> 8);
  return made;
}

/** @param {string} text @returns {number} CRC-32 of its UTF-8 bytes, as zlib has it, four bytes at once (Kounavis and Berry 2005) */
export function crc32(text) {
  table ??= tableOfBytes();
  let crc = ~0;
  const bytes = new TextEncoder().encode(text);
  const whole = bytes.length & ~3;
  // Such loops run once, before the browser makes them quick: going by number takes a fraction of going by iterator.
  let at = 0;
  for (; at < whole; at += 4) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc = table[768 + (crc & 255)] ^ table[512 + ((crc >>> 8) & 255)] ^ table[256 + ((crc >>> 16) & 255)] ^ table[crc >>> 24];
  }
  for (; at < bytes.length; at++) crc = table[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** @typedef {{resolve: (data: any) => void, reject: (error: SearchError) => void}} Waiting */

export class Files {
  /** @param {string} base address of the folder of the search, with `/` at its end */
  constructor(base) {
    this.base = base;
    this.edition = "";
    /** @type {Map<string, Promise<any>>} */
    this.asked = new Map();
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
  }

  /**
   * Check what a file says of itself and return its data.
   * @param {any[]} said edition, key, CRC, data @param {string} key
   */
  check(said, key) {
    const [edition, its, crc, data] = said;
    if (said.length !== 4 || its !== key) throw new SearchError("damaged", key);
    if (this.edition && edition !== this.edition) throw new SearchError("edition", key, edition);
    if (crc32(JSON.stringify(data)) !== crc) throw new SearchError("damaged", key);
    return data;
  }

  /** What a script calls. @param {any[]} said */
  put(...said) {
    const waiting = this.waiting.get(String(said[1]));
    if (!waiting) return;
    try {
      waiting.resolve(this.check(said, said[1]));
    } catch (error) {
      waiting.reject(/** @type {SearchError} */ (error));
    }
  }

  /** Return the data of a file, loaded once. A failure is not kept, so that one can try again. @param {string} key @returns {Promise<any>} */
  get(key) {
    let asked = this.asked.get(key);
    if (!asked) {
      asked = location.protocol === "file:" ? this.script(key) : this.fetch(key);
      this.asked.set(key, asked);
      asked.catch(() => this.asked.delete(key));
    }
    return asked;
  }

  /** @param {string} key @returns {Promise<any>} */
  async fetch(key) {
    const response = await this.ask(`${this.edition}/${key}.js`, key);
    if (!response.ok) throw await this.missing(key, response.status);
    let text;
    try {
      text = (await response.text()).trimEnd();
    } catch {
      throw new SearchError("offline", key);
    }
    if (!text.startsWith(BEGIN) || !text.endsWith(")")) throw new SearchError("damaged", key);
    let said;
    try {
      said = JSON.parse(`[${text.slice(BEGIN.length, -1)}]`);
    } catch {
      throw new SearchError("damaged", key);
    }
    return this.check(said, key);
  }

  /** @param {string} path @param {string} key @param {RequestInit} [options] */
  async ask(path, key, options = {}) {
    try {
      return await fetch(this.base + path, { signal: AbortSignal.timeout(PATIENCE), ...options });
    } catch {
      throw new SearchError("offline", key);
    }
  }

  /** Say why a file is not there: this page is of an earlier edition, the server is in trouble, or it is lost. @param {string} key @param {number} status */
  async missing(key, status) {
    if (status >= 500 || status === 429) return new SearchError("offline", key, String(status));
    try {
      const manifest = await (await this.ask("manifest.json", key, { cache: "no-store" })).json();
      if (manifest.edition !== this.edition) return new SearchError("edition", key, manifest.edition);
    } catch {
      // Without a manifest nothing more is known.
    }
    return new SearchError("missing", key, String(status));
  }

  /** @param {string} key @returns {Promise<any>} */
  script(key) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      this.waiting.set(key, { resolve, reject });
      element.src = `${this.base}${this.edition}/${key}.js`;
      element.onerror = () => reject(new SearchError("missing", key));
      // A file that was right has called `put` by now; settling a promise twice does nothing.
      element.onload = () => reject(new SearchError("damaged", key));
      document.head.append(element);
    }).finally(() => this.waiting.delete(key));
  }
}
