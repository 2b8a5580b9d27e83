// @ts-check
/**
 * Asking: the engine works in a worker beside the page, so that nobody's typing waits for it. Where there is no worker,
 * as under `file:`, or where it fails, the engine works in the page.
 */
import { Trouble, engineAt } from "../explorer/loading.js";

/** @typedef {import("./answers.js").Answer} Answer */

export class Asker {
  /** @param {HTMLDialogElement & {worker?: Worker}} dialog which `site.js` has given a worker, where there can be one */
  constructor(dialog) {
    this.address = dialog.dataset.engine ?? "";
    this.worker = dialog.worker;
    this.number = 0;
    /** @type {Map<number, (answer?: Answer) => void>} */
    this.waiting = new Map();
    this.worker?.addEventListener("message", ({ data: { number, answer } }) => this.settle(number, answer));
    this.worker?.addEventListener("error", () => this.leave());
  }

  /** Go on without the worker. */
  leave() {
    this.worker?.terminate();
    this.worker = undefined;
    for (const number of [...this.waiting.keys()]) this.settle(number);
  }

  /** @param {number} number @param {Answer} [answer] */
  settle(number, answer) {
    this.waiting.get(number)?.(answer);
    this.waiting.delete(number);
  }

  /** What is shown of a question. @param {string} text @param {AbortSignal} signal @returns {Promise<Answer>} */
  async best(text, signal) {
    const answer = this.worker && (await this.besides(this.worker, text));
    // An engine without a head never answers: the next one is another.
    if (answer?.failure?.file === "head") this.leave();
    else if (answer) return answer;
    try {
      return await (await engineAt(this.address)).best(text, { signal });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      return { ...NOTHING, text, failure: error.failure };
    }
  }

  /** What the worker answers; nothing if it fails. @param {Worker} worker @param {string} text @returns {Promise<Answer | undefined>} */
  besides(worker, text) {
    const number = ++this.number;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      worker.postMessage({ number, text });
    });
  }
}

/** @type {Answer} */
const NOTHING = { text: "", count: 0, rows: [], notices: [], slip: false, meant: "" };
