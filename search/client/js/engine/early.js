// @ts-check
// What every search needs, asked for before anything says so: on a slow
// network the one after the other is a second.

/** @import { Early } from "./fetch.js" */

import { areTold, spoken } from "./languages.js";
import { wordsOf } from "./sources.js";

/** Languages that have a module, of which the page's will be needed. */
const LANGUAGES =
  "bg ca cs da de el en es et eu fi fr ga hr hu it lt lv nl no pl pt ro ru sk sl sv tr uk".split(" ");

/**
 * The address of the module of the page's language, if there are a page and one.
 * @param {string | URL} wasm the address of the engine's
 */
export function wordsOfPage(wasm) {
  const lang = globalThis.document?.documentElement.lang ?? "";
  const tag = (areTold() ? spoken(lang) : lang).slice(0, 2);
  return LANGUAGES.includes(tag) ? [new URL(wordsOf(tag), wasm).href] : [];
}

/**
 * A reply that has arrived in full: one that nobody takes would never end.
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function whole(address, options) {
  const reply = await fetch(address, options);
  return new Response(await reply.arrayBuffer(), reply);
}

/**
 * Asks for modules and roots of indexes.
 * @param {string[]} modules
 * @param {string[]} [roots]
 * @returns {Early}
 */
export function ahead(modules, roots = []) {
  const early = new Map(modules.map((module) => [module, whole(module)]));
  for (const root of roots) early.set(root, whole(root, { cache: "no-cache" }));
  // What fails is told when it is taken.
  for (const reply of early.values()) reply.catch(() => {});
  return early;
}
