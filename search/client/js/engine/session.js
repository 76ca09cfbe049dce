// @ts-check
// The WebAssembly module with what was fetched for it.

/** @import { Query, Results } from "../../types/casa-engine.js" */
/** @import { Wholes } from "./fetch.js" */
/** @import { Piece, Run } from "./pieces.js" */
/** @import { Failed, Found, Needing } from "./wire.js" */

import { SearchError } from "./error.js";
import { get, inflate } from "./fetch.js";
import { runsOf } from "./pieces.js";
import { read, write } from "./wire.js";

/** Version of the module's functions and replies, as in `boundary.rs`. */
const BOUNDARY = 2;

/** More rounds than any query takes: a sign of an index that makes no sense. */
const MAX_ROUNDS = 12;

/**
 * What the module exports; bytes are given as address and length.
 * @typedef {object} Module
 * @property {WebAssembly.Memory} memory
 * @property {() => number} [boundary]
 * @property {(length: number) => number} alloc
 * @property {(...given: number[]) => number} insert
 * @property {(address: number, length: number) => number} ask
 * @property {() => number} reply_address
 */

/**
 * A module with a cache for each index.
 * @param {URL[]} folders
 * @param {URL | string} wasm
 * @param {RequestCache} cache
 */
export async function openSession(folders, wasm, cache) {
  const module = await openModule(wasm, cache);
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
      const done = load(module, folders[index], run, cache, wholes).catch((cause) => {
        for (const piece of pieces) coming.delete(String(piece));
        throw new SearchError(cause.kind ?? "corrupt", { index, file, cause });
      });
      for (const piece of pieces) coming.set(String(piece), done);
    }
    return Promise.all(need.map((piece) => coming.get(String(piece))));
  }

  /**
   * @param {Query} query
   * @returns {Promise<Results>}
   */
  return async (query) => {
    const request = new TextEncoder().encode(write(query, folders.length));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const length = module.ask(...give(module, request));
      const reply = new Uint8Array(module.memory.buffer, module.reply_address(), length);
      /** @type {Failed | Needing | Found} */
      const answer = JSON.parse(new TextDecoder().decode(reply));
      if (answer.error) throw new SearchError(answer.error, { file: answer.file });
      if (!answer.need) return read(answer);
      await fetchAll(answer.need);
    }
    throw new SearchError("corrupt");
  };
}

/**
 * @param {URL | string} wasm
 * @param {RequestCache} cache
 */
async function openModule(wasm, cache) {
  if (!globalThis.WebAssembly || !globalThis.DecompressionStream) {
    throw new SearchError("unsupported");
  }
  const { bytes } = await get(wasm, { cache });
  let module;
  try {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    module = /** @type {Module} */ (/** @type {unknown} */ (instance.exports));
  } catch (cause) {
    throw new SearchError("unsupported", { cause });
  }
  if (module.boundary?.() !== BOUNDARY) throw new SearchError("version");
  return module;
}

/**
 * Fetches a file, or the stretch of one that has some slices.
 * @param {Module} module
 * @param {URL} folder
 * @param {Run} run
 * @param {RequestCache} cache
 * @param {Wholes} wholes
 */
async function load(module, folder, { index, file, from, to, pieces }, cache, wholes) {
  // All but the root are named by their content and never change.
  const mode = cache === "reload" ? cache : file.includes("/") ? "default" : "no-cache";
  /** @type {HeadersInit} */
  const headers = to ? { Range: `bytes=${from}-${to - 1}` } : {};
  const { bytes, part } = await get(new URL(file, folder), { cache: mode, headers }, wholes);
  const start = part ? from : 0;
  for (const [, , first, end] of pieces) {
    const payload = end ? await inflate(bytes.subarray(first - start, end - start)) : bytes;
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
