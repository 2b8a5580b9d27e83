// @ts-check
/** Serving: in a worker, the engine answers what the page asks. A newer question takes the place of the one before. */

/** @param {import("./engine.js").Engine} engine */
export function serve(engine) {
  let stop = new AbortController();
  addEventListener("message", async ({ data: { number, text, ...wishes } }) => {
    stop.abort();
    const { signal } = (stop = new AbortController());
    try {
      postMessage({ number, answer: await engine.best(text, { ...wishes, signal }) });
    } catch (error) {
      // Within a promise it would stay here, and the page would wait for ever.
      setTimeout(() => {
        throw error;
      });
    }
  });
}
