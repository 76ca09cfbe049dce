// @ts-check
// Bytes from the network.

import { SearchError } from "./error.js";

/** A file that takes longer is taken for lost, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Whole files that came instead of a stretch, by their address.
 * @typedef {Map<string, Promise<ArrayBuffer>>} Wholes
 */

/**
 * Replies that are on their way already, by their address: each is used once.
 * @typedef {Map<string, Promise<Response>>} Early
 */

/**
 * The bytes at an address; `part` if they are those that were asked for and
 * not the whole file. A whole file that comes instead is kept in `wholes`.
 * @param {URL | string} address
 * @param {RequestInit} options
 * @param {Wholes} [wholes]
 * @param {Early} [early]
 */
export async function get(address, options, wholes, early) {
  let corrupt;
  try {
    const coming = early?.get(String(address));
    early?.delete(String(address));
    const response = await (coming ?? fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) }));
    corrupt = response.status === 416;
    if (!response.ok) throw response.status;
    const part = response.status === 206;
    const known = part ? undefined : wholes?.get(String(address));
    if (known) response.body?.cancel();
    const body = known || response.arrayBuffer();
    if (!part) wholes?.set(String(address), body);
    return { bytes: new Uint8Array(await body), part };
  } catch (cause) {
    throw new SearchError(corrupt ? "corrupt" : "missing", { cause });
  }
}

/**
 * A document: how many bytes at the end are padding, then raw deflate.
 * @param {Uint8Array<ArrayBuffer>} slice
 */
export async function inflate(slice) {
  const packed = new Response(slice.subarray(1, slice.length - slice[0]));
  const stream = packed.body?.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
