// @ts-check
// Where indexes are, and where the pages that they name.

/** @import { Filters, Source } from "../../types/casa-engine.js" */

import { folderOf } from "./languages.js";

/** The module, beside the script. */
export const MODULE = "casa_search.wasm";

/**
 * The module of a language, beside that.
 * @param {string} tag its two letters
 */
export const wordsOf = (tag) => `casa-words-${tag}.wasm`;

/**
 * An index in its place.
 * @typedef {object} Placed
 * @property {URL} folder
 * @property {URL} base the folder of the site whose pages it has
 * @property {Filters} [filters]
 * @property {Record<string, string | string[]>} [values]
 * @property {number} [weight]
 */

/** The page that asks, if one does. */
const page = () => globalThis.document?.baseURI ?? import.meta.url;

/**
 * Puts an index in its place. A site is the folder that its search is in:
 * above this script for an index in or below the script's folder, above the
 * index itself for any other, or above its parent where it is called by the
 * page's language: that of a language stands in the one of the site. In the
 * script's folder each language has its own.
 * @param {Source} source
 * @returns {Placed}
 */
export function placed(source) {
  const { index, base, language, ...own } =
    typeof source === "string" || source instanceof URL
      ? { index: source, base: undefined, language: undefined }
      : source;
  const script = new URL("./", import.meta.url);
  const lang = globalThis.document?.documentElement.lang;
  let folder = new URL(index, page());
  if (folder.href === script.href) folder = new URL(folderOf(language ?? lang ?? ""), folder);
  let search = folder;
  if (folder.href.startsWith(script.href)) search = script;
  else if (folder.pathname.endsWith(`/${lang || " "}/`)) search = new URL("../", folder);
  return { ...own, folder, base: base === undefined ? new URL("../", search) : new URL(base, page()) };
}

/**
 * The address of a page of an index: a path on the host that asks, whole for
 * another host's.
 * @param {string} url as the index has it
 * @param {URL} base
 */
export function addressed(url, { protocol, host, pathname, href }) {
  // It has a scheme or a host of its own.
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return url;
  const here = new URL(page());
  const site = host === here.host && protocol === here.protocol ? pathname : href;
  return site + url.replace(/^\/+/, "");
}
