// @ts-check
// The engines of a page, loaded when they are first used and shared by all
// elements with the same indexes.

/** @import { Engine } from "../../types/casa-engine.js" */

import { ahead, wordsOfPage } from "../engine/early.js";
import { folderOf, languages, spoken } from "../engine/languages.js";
import { ROOT } from "../engine/pieces.js";
import { MODULE } from "../engine/sources.js";

/**
 * An index of an element, as addresses.
 * @typedef {{ index: string, base?: string, language?: string }} Named
 */

/** @type {Map<string, Promise<Engine>>} */
const engines = new Map();

/**
 * The engine of some indexes, made once.
 * @param {Named[]} sources
 */
export function engineOf(sources) {
  const key = JSON.stringify(sources);
  let engine = engines.get(key);
  if (!engine) {
    const wasm = new URL(MODULE, import.meta.url).href;
    const roots = sources.map(({ index }) => new URL(ROOT, index).href);
    const early = ahead([wasm, ...wordsOfPage(wasm)], roots);
    engine = import("../casa-engine.js").then(({ createEngine }) => createEngine(sources, wasm, early));
    // A script that could not be loaded may be the next time.
    engine.catch(() => engines.delete(key));
    engines.set(key, engine);
  }
  return engine;
}

/** @param {string} [list] */
const addresses = (list) => list?.split(/\s+/).filter(Boolean).map((one) => new URL(one, document.baseURI).href) ?? [];

/**
 * The indexes that an element names, or the first that does; of the script's
 * own folder those of its languages.
 * @param {HTMLElement} [element]
 * @returns {Named[]}
 */
export function sourcesOf(element) {
  const names = ({ dataset } = /** @type {HTMLElement} */ ({ dataset: {} })) => dataset.index ?? dataset.base ?? dataset.languages;
  const named = names(element) === undefined ? [...document.querySelectorAll("casa-search")].find(names) : element;
  const folders = addresses(named?.dataset.index);
  const bases = addresses(named?.dataset.base);
  // Bundled, this is the address of `casa-search.js`.
  const script = new URL("./", import.meta.url).href;
  if (!folders.length) folders.push(script);
  return folders.flatMap((index, at) => {
    const base = bases[at];
    if (index !== script) return { index, base };
    const tags = languagesOf(named?.dataset.languages, element ?? named);
    return tags.map((language) => ({ index: index + folderOf(language), base, language }));
  });
}

/**
 * The languages that a list names, or the one where an element stands.
 * @param {string} [list] of tags, or `all`, the element's own first
 * @param {HTMLElement} [element]
 */
function languagesOf(list = "", element = undefined) {
  const place = /** @type {HTMLElement | null | undefined} */ (element?.closest("[lang]")) ?? document.documentElement;
  const named = list.split(/\s+/).filter(Boolean);
  const all = named.includes("all") ? [place.lang, ...languages] : named.length ? named : [place.lang];
  return [...new Set(all.map(spoken))];
}
