// @ts-check
/**
 * Loading the engine: one script, when somebody first needs it. A failure can be tried again.
 */

/** @typedef {import("../search/engine.js").Engine} Runtime */

/** An error that is told to the reader, with what the engine said of it. */
export class Trouble extends Error {
  /** @param {import("../search/engine.js").Failure} failure */
  constructor(failure) {
    super(`${failure.kind}: ${failure.file} ${failure.detail}`);
    this.failure = failure;
  }
}

/** @type {Promise<Runtime> | undefined} */
let asked;

/** @param {string} address of the script of the engine @returns {Promise<Runtime>} */
export function engineAt(address) {
  asked ??= load(address);
  asked.catch(() => (asked = undefined));
  return asked;
}

/** @param {string} address @returns {Promise<Runtime>} */
async function load(address) {
  // The search box of the header may have brought it.
  // @ts-ignore
  if (!globalThis.utmSearch) await script(address);
  /** @type {Runtime | undefined} */
  // @ts-ignore
  const engine = globalThis.utmSearch;
  if (engine?.head) return engine;
  // Half of an engine is of no use: the next try brings a new one.
  // @ts-ignore
  delete globalThis.utmSearch;
  throw new Trouble({ kind: "damaged", file: "engine.js", detail: "" });
}

/** @param {string} address @returns {Promise<void>} */
function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = () => resolve();
    element.onerror = () => {
      element.remove();
      reject(new Trouble({ kind: location.protocol === "file:" ? "missing" : "offline", file: "engine.js", detail: "" }));
    };
    document.head.append(element);
  });
}

/** What an answer of the engine holds, or the trouble that it tells. @template T @param {Promise<({ok: true} & T) | {ok: false, error: any}>} answer @returns {Promise<T>} */
export async function settled(answer) {
  const found = await answer;
  if (!found.ok) throw new Trouble(found.error);
  return found;
}
