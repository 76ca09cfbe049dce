// @ts-check
// The engines of a page, loaded when they are first used and shared by all
// elements with the same indexes.

/** @import { Engine } from "../../types/casa-engine.js" */

/** @type {Map<string, Promise<Engine>>} */
const engines = new Map();

/**
 * The engine of some folders, made once.
 * @param {string[]} folders
 */
export function engineOf(folders) {
  const key = folders.join(" ");
  let engine = engines.get(key);
  if (!engine) {
    engine = import("../casa-engine.js").then(({ createEngine }) => createEngine(folders));
    // A script that could not be loaded may be the next time.
    engine.catch(() => engines.delete(key));
    engines.set(key, engine);
  }
  return engine;
}

/**
 * The folders of the indexes that an element names, or the first that does.
 * @param {HTMLElement} [element]
 */
export function foldersOf(element) {
  /** @type {HTMLElement | null} */
  const named = element?.dataset.index ? element : document.querySelector("casa-search[data-index]");
  const folders = named?.dataset.index?.split(/\s+/).filter(Boolean);
  // Bundled, this is the address of `casa-search.js`.
  if (!folders?.length) return [new URL("./", import.meta.url).href];
  return folders.map((folder) => new URL(folder, document.baseURI).href);
}
