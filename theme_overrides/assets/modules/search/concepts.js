// @ts-check
/** Concepts: what has several names, such as light rail and tram. Names are terms with a space between. */

/** Every concept with its names, read from the text of a head. */
export class Concepts {
  /** @param {string} text */
  constructor(text) {
    /** The names of a concept, by its word. @type {Map<string, string[]>} */
    this.names = new Map();
    /** Names with the words of their concepts, by the first term of the name. @type {Map<string, [string, string][]>} */
    this.starting = new Map();
    for (const concept of text ? text.split("   ") : []) {
      const [given, ...names] = concept.split("  ");
      this.add(given || `${names[0].replaceAll(" ", "_")}_`, names);
    }
  }

  /** @param {string} word @param {string[]} names */
  add(word, names) {
    this.names.set(word, names);
    for (const name of names) {
      const [first] = name.split(" ", 1);
      const known = this.starting.get(first);
      if (known) known.push([name, word]);
      else this.starting.set(first, [[name, word]]);
    }
  }

  /** The words of the concepts that terms name, in the order of the list. @param {string[]} terms @returns {string[]} */
  namedBy(terms) {
    const asked = ` ${terms.join(" ")} `;
    const near = terms.flatMap((term) => this.starting.get(term) ?? []);
    const found = new Set(near.filter(([name]) => asked.includes(` ${name} `)).map(([, word]) => word));
    return [...this.names.keys()].filter((word) => found.has(word));
  }
}
