/** Builds the index of documents with stock lunr.js and prints the seconds: `node index_with_node.js LUNR DOCUMENTS`. */
const lunr = require(process.argv[2]);
const documents = JSON.parse(require("fs").readFileSync(process.argv[3], "utf8"));
const started = performance.now();
const index = lunr(function () {
  this.ref("id");
  Object.keys(documents[0].texts).forEach((field) => this.field(field));
  documents.forEach(({ texts }, id) => this.add({ id, ...texts }));
});
JSON.stringify(index);
console.log((performance.now() - started) / 1000);
