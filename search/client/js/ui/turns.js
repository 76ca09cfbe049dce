// @ts-check
// One thing after the other: long work in one go keeps a reader from typing.

/**
 * Lets the browser do what else there is to do, and goes on.
 * @returns {Promise<void>}
 */
export const pause = () =>
  /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

/**
 * Lets it draw the page too; one that is not seen is not drawn.
 * @returns {Promise<void>}
 */
export const drawn = () =>
  document.hidden ? pause() : new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
