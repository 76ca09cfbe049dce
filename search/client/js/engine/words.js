// @ts-check
// What languages make of words: a small module for each, fetched when a word of
// the language is first met.

/** @import { Early } from "./fetch.js" */

import { get } from "./fetch.js";
import { wordsOf } from "./sources.js";

/**
 * A language's module: where its words are given and taken, and what tells of
 * the one there.
 * @typedef {{ here: Uint8Array, word: (language: number, length: number) => number }} Words
 */

/**
 * @param {URL | string} wasm the address of the engine's module, beside which
 *   those of languages are
 * @param {RequestCache} cache
 * @param {Early} [early]
 */
export function openWords(wasm, cache, early) {
  /**
   * Language, as the engine numbers it -> its module; nothing for one that the
   * site does not have, whose words stay as they are.
   * @type {Map<number, Words | undefined>}
   */
  const known = new Map();
  /** @type {Set<number>} */
  const wanted = new Set();

  /** @param {number} language */
  async function load(language) {
    const tag = String.fromCharCode(language & 255, language >> 8);
    const address = new URL(wordsOf(tag), wasm).href;
    try {
      const { bytes } = await get(address, { cache }, undefined, early);
      const { instance } = await WebAssembly.instantiate(bytes);
      const { memory, buffer, word } = /** @type {any} */ (instance.exports);
      known.set(language, { here: new Uint8Array(memory.buffer, buffer(), 256), word });
    } catch (error) {
      if (/** @type {Error} */ (error).cause !== 404) throw error;
      known.set(language, undefined);
    }
    wanted.delete(language);
  }

  return {
    /** Loads the languages whose words were met without; whether there were any. */
    async load() {
      const loading = [...wanted].map(load);
      await Promise.all(loading);
      return loading.length > 0;
    },
    /**
     * Writes what a language makes of a word; returns its length.
     * @param {number} language
     * @param {Uint8Array} memory
     * @param {number} address
     * @param {number} length
     * @param {number} to
     */
    told(language, memory, address, length, to) {
      const words = known.get(language);
      if (!words) {
        if (!known.has(language)) wanted.add(language);
        return 0;
      }
      words.here.set(memory.subarray(address, address + length));
      const told = words.word(language, length);
      memory.set(words.here.subarray(0, told), to);
      return told;
    },
  };
}
