// @ts-check
/// <reference lib="webworker" />
/**
 * The service worker. Pages: the network first, for a short while; then what is saved; then the page that
 * says what is at hand. Files whose name holds their digest: what is kept first, and nothing that is not
 * what its name says. Whatever comes is looked at before it is kept, so that the page of a captive portal
 * never takes the place of ours.
 *
 * A new edition is fetched beside the old one and waits until a reader accepts it, or has closed all pages.
 */
import { editionOf } from "./compose.js";
import { answer, digestOf, namesIn, Store, Trouble } from "./store.js";

// `config` stands around the modules in the file that `scripts.py` puts together.
// @ts-ignore
const { manifest, offlinePage, lost } = /** @type {{manifest: import("./store.js").Manifest, offlinePage: string, lost: string}} */ (config);
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const store = new Store(worker.registration.scope);

const LIMIT = 3000; // milliseconds for the network, where there is a saved copy
const MOST = 200; // pages and files that were read, the oldest give way
const MOST_BYTES = 20_000_000; // of them all
const LARGEST = 2_000_000; // of one of them

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "accept") worker.skipWaiting();
  if (event.data === "mend") event.waitUntil(mend());
  // The page that brought this worker came without it.
  if (event.data === "read" && event.source instanceof WindowClient) event.waitUntil(readAgain(event.source.url));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(store.root)) return;
  const path = store.path(request.url);
  const { searchParams } = new URL(request.url);
  if (request.mode === "navigate") {
    if (!searchParams.has("utm-network")) event.respondWith(page(event, path));
  } else if (/^[0-9a-f]{16}$/.test(searchParams.get("v") ?? "")) {
    event.respondWith(named(event, path, searchParams.get("v") ?? ""));
  } else if (!path.startsWith("packs/") && path !== "sw.js" && !path.endsWith("manifest.json")) {
    event.respondWith(file(event, path));
  }
});

async function install() {
  await store.locked("store", "shared", async () => {
    await store.put("packs", `shell/${manifest.edition}`, new Response(JSON.stringify(manifest)));
    await store.keepAll(manifest);
  });
}

/** Fetch again what the browser has thrown away of the shell. */
async function mend() {
  if ((await store.missing(manifest)).length) await install();
}

async function activate() {
  const packs = await store.cache("packs");
  const shells = (await packs.keys()).filter((request) => request.url.startsWith(`${store.root}shell/`));
  const own = shells.findIndex((request) => request.url.endsWith(`/${manifest.edition}`));
  for (const older of shells.slice(0, Math.max(own, 0))) await packs.delete(older);
  await store.sweep().catch(() => {});
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
async function page(event, path) {
  const network = fromNetwork(event, path);
  const late = new Promise((resolve) => setTimeout(resolve, LIMIT, { why: "slow" }));
  const first = await Promise.race([network, late]);
  if (first.response && !first.why) return first.response;
  const copy = await savedPage(path, first.why);
  if (copy) return copy;
  // A server would have led from an address without its last slash to the one with it.
  if (/(^|\/)[^./]+$/.test(path) && (await savedPage(`${path}/`))) return Response.redirect(`${store.root}${path}/`);
  const { response, why } = first.why === "slow" ? await network : first;
  // A server in trouble, and a redirection, speak for themselves where nothing is saved.
  if (response && why !== "foreign") return response;
  // The last resort is for a device whose browser has thrown away the shell.
  return (await lead(path, why ?? "offline")) ?? response ?? new Response(lost, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

/**
 * What the network says, and why it is not what was asked for: `offline`, `server`, `foreign`, `redirect`.
 * @param {FetchEvent} event @param {string} path @returns {Promise<{response?: Response, why?: string}>}
 */
async function fromNetwork(event, path) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (response.type === "opaqueredirect") return { response, why: "redirect" };
    if (response.status >= 500) return { response, why: "server" };
    if (!/^text\/html/.test(response.headers.get("content-type") ?? "")) return { response };
    if (!editionOf(await beginning(response.clone()))) return { response, why: response.ok ? "foreign" : "server" };
    if (response.ok) event.waitUntil(rememberPage(path, response.clone()).catch(() => {}));
    return { response };
  } catch {
    return { why: "offline" };
  }
}

/** As much of a page as tells whose it is; the rest may still be on its way. @param {Response} response */
async function beginning(response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && text.length < 4096 && !editionOf(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  reader?.cancel().catch(() => {});
  return text;
}

/** @param {string} path @param {Response} response */
async function rememberPage(path, response) {
  const html = await response.text();
  // A line that broke leaves a page without its end.
  if (!html.trimEnd().endsWith("</html>") || html.length > LARGEST) return;
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? path;
  await remember(path, answer(html, "", { "utm-edition": editionOf(html), "utm-title": encodeURIComponent(title), "utm-size": String(html.length) }));
}

/** Remember what was read, the newest last, and forget the oldest. @param {string} path @param {Response} response */
async function remember(path, response) {
  const seen = await store.cache("seen");
  await seen.delete(store.root + path);
  await store.put("seen", path, response);
  const keys = await seen.keys();
  let bytes = 0;
  for (let number = keys.length - 1; number >= 0; number--) {
    bytes += Number((await seen.match(keys[number]))?.headers.get("utm-size"));
    if (keys.length - number > MOST || bytes > MOST_BYTES) await seen.delete(keys[number]);
  }
}

/** @param {string} address of the page that brought this worker */
async function readAgain(address) {
  const path = store.path(address);
  const response = await fetch(store.root + path);
  if (!response.ok || !editionOf(await beginning(response.clone()))) return;
  const kept = await store.cache("kept");
  for (const [name, digest] of namesIn(await response.clone().text(), store.root + path)) {
    if (!(await kept.match(name))) await store.keep(`${store.path(name)}?v=${digest}`, digest);
  }
  await rememberPage(path, response);
}

/**
 * The saved copy of a page, which says that it is one: of a pack, where one page leads to the next and search
 * finds them; else as it was read; else of the shell. @param {string} path @param {string} [why] @returns {Promise<Response | undefined>}
 */
async function savedPage(path, why) {
  const { packs, shells } = await store.saved();
  const seen = async () => (await store.cache("seen")).match(store.root + path);
  for (const look of [...packs.map((pack) => () => store.held(pack, path)), seen, ...shells.map((shell) => () => store.held(shell, path))]) {
    const copy = await look().catch(() => undefined);
    if (copy?.headers.get("utm-edition")) return told(copy, why);
  }
  return undefined;
}

/** The page that says what is at hand, in the place of one that is not. @param {string} path @param {string} why */
async function lead(path, why) {
  const { packs, shells } = await store.saved();
  for (const held of [...shells, ...packs]) {
    const copy = await store.held(held, offlinePage, path).catch(() => undefined);
    if (copy) return told(copy, why, 503);
  }
  return undefined;
}

/** A saved page with a note for `page.js`, which tells the reader. @param {Response} copy @param {string} [why] @param {number} [status] */
async function told(copy, why = "offline", status = 200) {
  const note = `<html data-saved="${copy.headers.get("utm-edition")}" data-why="${why}"`;
  return new Response((await copy.text()).replace("<html", note), { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A file whose name holds its digest. @param {FetchEvent} event @param {string} path @param {string} digest @returns {Promise<Response>} */
async function named(event, path, digest) {
  const kept = await (await store.cache("kept")).match(event.request.url);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (!response.ok) return response;
  const data = await response.clone().arrayBuffer();
  // Of another edition, damaged, or somebody else's: a page is better without it than with it.
  if ((await digestOf(data)) !== digest) throw new Trouble("damaged", path);
  event.waitUntil(store.put("kept", `${path}?v=${digest}`, response.clone()).catch(() => {}));
  return response;
}

/** Any other file: those of the search never change, all others are asked for anew. @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
async function file(event, path) {
  const fixed = /^search\/[0-9a-f]{16}\//.test(path);
  const saved = async () => {
    const { packs, shells } = await store.saved();
    for (const held of [...packs, ...shells]) {
      const copy = await store.held(held, path).catch(() => undefined);
      if (copy) return copy;
    }
    return (await store.cache("seen")).match(store.root + path);
  };
  const copy = fixed ? await saved().catch(() => undefined) : undefined;
  if (copy) return copy;
  let response;
  try {
    response = await fetch(event.request);
  } catch {
    return (await saved()) ?? Response.error();
  }
  if (response.ok && response.type === "basic" && !response.redirected) event.waitUntil(rememberFile(path, response.clone()).catch(() => {}));
  return response;
}

/** Files that pages ask for while they are read; a page is none of them. @param {string} path @param {Response} response */
async function rememberFile(path, response) {
  const type = response.headers.get("content-type") ?? "";
  if (!/\.(js|ics|png|jpe?g|webp|avif|gif|svg|woff2)$/.test(path) || type.startsWith("text/html")) return;
  const data = await response.arrayBuffer();
  if (data.byteLength > LARGEST) return;
  await remember(path, new Response(data, { headers: { "content-type": type, "utm-size": String(data.byteLength) } }));
}
