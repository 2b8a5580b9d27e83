// @ts-check
/**
 * What is saved on this device, for the worker and for the page that lists packs alike. Three caches:
 *
 * - `kept`: files named by their content, never changed: parts of packs, and files with `?v=` and a digest;
 * - `packs`: the manifests that say what a pack, or the shell of an edition, consists of. A manifest is put
 *   there when all that it names is kept, so what was cut in the middle leaves the last one whole;
 * - `seen`: pages as they were read, and the files that they asked for.
 */
import { whole } from "./compose.js";

/** @typedef {{format: number, id: string, kind: string, label: string, records: number, edition: string, day: string, start: string, shell: [string, number], parts: [string, number, string[]][], files: [string, string, number][]}} Manifest */
/** `offline`, `foreign` (somebody else's page, as a captive portal sends), `gone`, `damaged`, `full`. */
export class Trouble extends Error {
  /** @param {string} kind @param {string} [file] */
  constructor(kind, file = "") {
    super(`${kind} ${file}`.trim());
    this.kind = kind;
  }
}

export const FORMAT = 1;
const AT_ONCE = 4; // requests side by side: more starve the page that is being read
const PATIENCE = 30000; // milliseconds until a silent server counts as gone
const PARTS = "packs/parts/";
const FEW = 3; // parts that are at hand without reading them again: the shell, the page, the one before
export const BEGUN = "?begun";
const KINDS = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", ics: "text/calendar; charset=utf-8" };

/** @param {ArrayBuffer} data @returns {Promise<string>} the 16 hex digits that name a file */
export async function digestOf(data) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Addresses and digests of the files that a page names with their digest. @param {string} html @param {string} address of the page @returns {[string, string][]} */
export function namesIn(html, address) {
  return Array.from(html.matchAll(/"([^"]+\?v=([0-9a-f]{16}))"/g), ([, name, digest]) => [new URL(name, address).href, digest]);
}

/** @param {string} text @param {string} path @param {Record<string, string>} [headers] */
export function answer(text, path, headers = {}) {
  const ending = /** @type {keyof typeof KINDS} */ (/\.(js|ics)$/.exec(path)?.[1] ?? "html");
  return new Response(text, { headers: { "content-type": KINDS[ending], ...headers } });
}

export class Store {
  /** @param {string} root address of the site's root, with `/` at its end */
  constructor(root) {
    this.root = root;
    this.prefix = `utm ${new URL(root).pathname} `;
    /** @type {Map<string, any>} parts that were read lately; their names give their content */
    this.read = new Map();
  }

  /** @param {"kept" | "packs" | "seen"} name */
  cache(name) {
    return caches.open(this.prefix + name);
  }

  /** Path below the root, without what makes no other page of it. @param {string | URL} address */
  path(address) {
    const url = new URL(address);
    return decodeURI(url.pathname).slice(decodeURI(new URL(this.root).pathname).length).replace(/(^|\/)index\.html$/, "$1");
  }

  /** Do something while nothing is swept away, or, with `exclusive`, while nobody else saves. @template T @param {string} name @param {LockMode} mode @param {() => Promise<T>} act @returns {Promise<T>} */
  locked(name, mode, act) {
    return navigator.locks ? navigator.locks.request(this.prefix + name, { mode }, act) : act();
  }

  /** All that a manifest needs: address below the root, digest, bytes. @param {Manifest} manifest @returns {[string, string, number][]} */
  wanted(manifest) {
    const parts = [manifest.shell, ...manifest.parts].map(([digest, bytes]) => [`${PARTS}${digest}.json`, digest, bytes]);
    const files = manifest.files.map(([path, digest, bytes]) => [`${path}?v=${digest}`, digest, bytes]);
    return /** @type {[string, string, number][]} */ ([...parts, ...files]);
  }

  /** What of it is not kept yet. @param {Manifest} manifest */
  async missing(manifest) {
    const kept = new Set((await (await this.cache("kept")).keys()).map((request) => request.url));
    return this.wanted(manifest).filter(([path]) => !kept.has(this.root + path));
  }

  /**
   * Keep all that a manifest needs and tell how far it is. What is there already is not asked for again.
   * @param {Manifest} manifest @param {(done: number, all: number) => void} [told] @param {AbortSignal} [signal]
   */
  async keepAll(manifest, told = () => {}, signal) {
    const missing = await this.missing(manifest);
    const all = missing.reduce((sum, [, , bytes]) => sum + bytes, 0);
    let done = 0;
    told(done, all);
    /** @type {unknown} */
    let failed;
    const worker = async () => {
      for (let next = missing.shift(); next && !failed; next = missing.shift()) {
        await this.keep(next[0], next[1], signal).catch((error) => (failed ??= error));
        if (!failed) told((done += next[2]), all);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (failed) throw failed;
  }

  /** Fetch a file and keep it, if its content is what its name says. @param {string} path @param {string} digest @param {AbortSignal} [signal] */
  async keep(path, digest, signal) {
    let data = await this.fetch(path, "default", signal);
    // What a cache on the way has damaged may be right at the source.
    if ((await digestOf(data)) !== digest) data = await this.fetch(path, "reload", signal);
    if ((await digestOf(data)) !== digest) throw new Trouble("damaged", path);
    const type = /\.(css|js|svg|json|woff2|png)(?:$|\?)/.exec(path)?.[1] ?? "";
    const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json", woff2: "font/woff2", png: "image/png" };
    const response = new Response(data, { headers: type ? { "content-type": types[/** @type {keyof typeof types} */ (type)] } : {} });
    await this.put("kept", path, response);
  }

  /** @param {string} path @param {RequestCache} cache @param {AbortSignal} [signal] @returns {Promise<ArrayBuffer>} */
  async fetch(path, cache, signal) {
    const limit = AbortSignal.timeout(PATIENCE);
    try {
      const response = await fetch(this.root + path, { cache, signal: signal ? AbortSignal.any([signal, limit]) : limit });
      if (response.status >= 500) throw new Trouble("offline", path);
      if (!response.ok) throw new Trouble("gone", path);
      if (response.redirected || response.headers.get("content-type")?.startsWith("text/html")) throw new Trouble("foreign", path);
      return await response.arrayBuffer();
    } catch (error) {
      if (error instanceof Trouble) throw error;
      throw new Trouble(signal?.aborted ? "stopped" : "offline", path);
    }
  }

  /** @param {"kept" | "packs" | "seen"} name @param {string} path @param {Response} response */
  async put(name, path, response) {
    try {
      await (await this.cache(name)).put(this.root + path, response);
    } catch {
      // Browsers name it differently; nothing else keeps an answer of our own from being kept.
      throw new Trouble("full", path);
    }
  }

  /** Manifests by key, in the order in which they came; `begun` are those whose saving has not ended. @returns {Promise<Map<string, Manifest>>} */
  async manifests() {
    const cache = await this.cache("packs");
    /** @type {Map<string, Manifest>} */
    const found = new Map();
    for (const request of await cache.keys()) {
      const manifest = await (await cache.match(request))?.json().catch(() => undefined);
      if (manifest?.format === FORMAT) found.set(request.url.slice(this.root.length), manifest);
    }
    return found;
  }

  /** What is saved whole, the packs and the shells that workers bring: the newest day first, within a day what came last. */
  async saved() {
    /** @type {Manifest[]} */
    const packs = [];
    /** @type {Manifest[]} */
    const shells = [];
    for (const [key, manifest] of await this.manifests()) if (!key.endsWith(BEGUN)) (key.startsWith("shell/") ? shells : packs).push(manifest);
    const newest = (/** @type {Manifest[]} */ found) => found.reverse().sort((one, other) => other.day.localeCompare(one.day));
    return { packs: newest(packs), shells: newest(shells) };
  }

  /** @param {string} digest of a part @returns {Promise<any>} */
  async part(digest) {
    const found = this.read.get(digest) ?? (await (await this.cache("kept")).match(`${this.root}${PARTS}${digest}.json`))?.json();
    this.read.delete(digest);
    if (found) this.read.set(digest, found);
    for (const oldest of [...this.read.keys()].slice(0, -FEW)) this.read.delete(oldest);
    return found;
  }

  /**
   * What a manifest holds at a path, undefined for nothing. `at` is where a page will stand, if elsewhere.
   * @param {Manifest} manifest @param {string} path @param {string} [at] @returns {Promise<Response | undefined>}
   */
  async held(manifest, path, at = path) {
    const part = manifest.parts.find(([, , keys]) => keys.includes(path));
    if (part) {
      const [entries, shell] = await Promise.all([this.part(part[0]), this.part(manifest.shell[0])]);
      const entry = entries?.[path];
      if (typeof entry === "string") return answer(entry, path);
      if (entry && shell) return answer(whole(entry, shell, at), path, { "utm-edition": manifest.edition });
    }
    const file = manifest.files.find(([name]) => name === path);
    return file && (await this.cache("kept")).match(`${this.root}${file[0]}?v=${file[1]}`);
  }

  /** Let go of what neither a manifest nor a page that was read names. Not while anything is being saved. */
  async sweep() {
    if (!navigator.locks) return this.sweepNow();
    await navigator.locks.request(`${this.prefix}store`, { ifAvailable: true }, (lock) => (lock ? this.sweepNow() : undefined));
  }

  async sweepNow() {
    const wanted = new Set();
    for (const manifest of (await this.manifests()).values()) for (const [path] of this.wanted(manifest)) wanted.add(this.root + path);
    const seen = await this.cache("seen");
    for (const request of await seen.keys()) {
      const response = await seen.match(request);
      if (!response?.headers.get("utm-edition")) continue;
      for (const [name] of namesIn(await response.text(), request.url)) wanted.add(name);
    }
    const kept = await this.cache("kept");
    for (const request of await kept.keys()) if (!wanted.has(request.url)) await kept.delete(request);
  }
}
