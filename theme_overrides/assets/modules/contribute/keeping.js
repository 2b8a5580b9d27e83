// @ts-check
/** Keeping a draft on this device, until it was sent. Nothing leaves the device. */

/** A draft under one name; every use tells whether the browser let it happen. */
export class Keeping {
  /** @param {string} name */
  constructor(name) {
    this.name = `utm-draft:${name}`;
  }

  /** @param {unknown} draft */
  keep(draft) {
    try {
      localStorage.setItem(this.name, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /** The draft that was kept, or undefined. @returns {any} */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // What could not be kept need not be forgotten.
    }
  }
}
