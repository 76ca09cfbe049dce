// @ts-check
// The WebAssembly module with what was fetched for it.

/** @import { Query, Results } from "../../types/casa-engine.js" */
/** @import { Early, Wholes } from "./fetch.js" */
/** @import { Piece, Run } from "./pieces.js" */
/** @import { Placed } from "./sources.js" */
/** @import { Clause } from "../casa-filters.js" */
/** @import { Failed, Found, Needing } from "./wire.js" */

import { SearchError } from "./error.js";
import { get, inflate } from "./fetch.js";
import { ROOT, isTexts, runsOf } from "./pieces.js";
import { openWords } from "./words.js";
import { isFormula, read, write } from "./wire.js";

/** Version of the module's functions and replies, as in `boundary.rs`. */
const BOUNDARY = 5;

/** More rounds than any query takes: a sign of an index that makes no sense. */
const MAX_ROUNDS = 12;

/**
 * What the module exports; bytes are given as address and length.
 * @typedef {object} Module
 * @property {WebAssembly.Memory} memory
 * @property {() => number} [boundary]
 * @property {(indexes: number) => void} hold
 * @property {(length: number) => number} alloc
 * @property {(...given: number[]) => number} insert
 * @property {(address: number, length: number) => number} ask
 * @property {() => number} reply_address
 */

/**
 * A module with a cache for each index.
 * @param {Placed[]} sources
 * @param {URL | string} wasm
 * @param {RequestCache} cache
 * @param {Early} [early]
 */
export async function openSession(sources, wasm, cache, early) {
  const words = openWords(wasm, cache, early);
  const module = await openModule(wasm, cache, words, early);
  module.hold(sources.length);
  /**
   * Piece -> when it is here.
   * @type {Map<string, Promise<void>>}
   */
  const coming = new Map();

  /**
   * Fetches pieces into the module, each once however many ask for it.
   * @param {Piece[]} need
   */
  function fetchAll(need) {
    const wholes = new Map();
    for (const run of runsOf(need.filter((piece) => !coming.has(String(piece))))) {
      const { index, file, pieces } = run;
      const done = load(module, sources[index].folder, run, cache, wholes, early).catch((cause) => {
        for (const piece of pieces) coming.delete(String(piece));
        throw new SearchError(cause.kind ?? "corrupt", { index, file, cause });
      });
      for (const piece of pieces) coming.set(String(piece), done);
    }
    return Promise.all(need.map((piece) => coming.get(String(piece))));
  }

  /**
   * @param {Query} query
   * @param {Clause[]} clauses
   * @returns {Promise<Results>}
   */
  async function ask(query, clauses) {
    const request = new TextEncoder().encode(write(query, sources, clauses));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const length = module.ask(...give(module, request));
      // Whatever is called next may write over it.
      const reply = new TextDecoder().decode(new Uint8Array(module.memory.buffer, module.reply_address(), length));
      // What was asked without the words of a language is asked again with them.
      if (await words.load()) continue;
      /** @type {Failed | Needing | Found} */
      const answer = JSON.parse(reply);
      if (answer.error) throw new SearchError(answer.error, { file: answer.file });
      if (!answer.need) return read(answer, sources);
      await fetchAll(answer.need);
    }
    throw new SearchError("corrupt");
  }

  return async (/** @type {Query} */ query) => {
    // Few ask so, and those who do not need not load it.
    if (!isFormula(query.filters, sources)) return ask(query, []);
    const { clauses, countGiven, parted } = await import("../casa-filters.js");
    const formulas = (/** @type {Query} */ query) => {
      const [lists, others] = parted(query.filters, sources);
      return ask({ ...query, filters: lists }, clauses(others, sources));
    };
    const found = await formulas(query);
    if (query.facets) await countGiven(found.facets, sources, query, formulas);
    return found;
  };
}

/**
 * @param {URL | string} wasm
 * @param {RequestCache} cache
 * @param {ReturnType<typeof openWords>} words
 * @param {Early} [early]
 */
async function openModule(wasm, cache, words, early) {
  if (!globalThis.WebAssembly || !globalThis.DecompressionStream) {
    throw new SearchError("unsupported");
  }
  const { bytes } = await get(wasm, { cache }, undefined, early);
  /** @type {Module} */
  let module;
  try {
    const { instance } = await WebAssembly.instantiate(bytes, { host: host(() => module.memory, words) });
    module = /** @type {Module} */ (/** @type {unknown} */ (instance.exports));
  } catch (cause) {
    throw new SearchError("unsupported", { cause });
  }
  if (module.boundary?.() !== BOUNDARY) throw new SearchError("version");
  return module;
}

/**
 * What the module asks of us: Unicode's tables, which it does without, and what
 * languages make of words.
 * @param {() => WebAssembly.Memory} memory
 * @param {ReturnType<typeof openWords>} words
 */
function host(memory, words) {
  let kept = new Uint8Array();
  return {
    /** @type {(language: number, address: number, length: number, to: number) => number} */
    word: (language, address, length, to) =>
      words.told(language, new Uint8Array(memory().buffer), address, length, to),
    decompose(/** @type {number} */ address, /** @type {number} */ length) {
      const text = new TextDecoder().decode(new Uint8Array(memory().buffer, address, length));
      kept = new TextEncoder().encode(text.normalize("NFKD").toLowerCase());
      return kept.length;
    },
    decomposed(/** @type {number} */ address) {
      new Uint8Array(memory().buffer).set(kept, address);
    },
  };
}

/**
 * Fetches a file, or the stretch of one that has some slices.
 * @param {Module} module
 * @param {URL} folder
 * @param {Run} run
 * @param {RequestCache} cache
 * @param {Wholes} wholes
 * @param {Early} [early]
 */
async function load(module, folder, { index, file, from, to, pieces }, cache, wholes, early) {
  // All but the root are named by their content and never change.
  const mode = cache === "reload" ? cache : file === ROOT ? "no-cache" : "default";
  /** @type {HeadersInit} */
  const headers = to ? { Range: `bytes=${from}-${to - 1}` } : {};
  const { bytes, part } = await get(new URL(file, folder), { cache: mode, headers }, wholes, early);
  const start = part ? from : 0;
  for (const [, , first, end] of pieces) {
    const own = end ? bytes.subarray(first - start, end - start) : bytes;
    const payload = isTexts(file) ? await inflate(own) : own;
    const path = give(module, new TextEncoder().encode(file));
    const status = module.insert(index, ...path, first, end, ...give(module, payload));
    if (status) throw new SearchError(status === 2 ? "version" : "corrupt");
  }
}

/**
 * Copies bytes into the module's memory, which may move by it.
 * @param {Module} module
 * @param {Uint8Array} bytes
 * @returns {[address: number, length: number]}
 */
function give(module, bytes) {
  const address = module.alloc(bytes.length);
  new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
  return [address, bytes.length];
}
