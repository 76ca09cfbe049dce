// @ts-check
// What the interface says, in a file for each language, so that a reader loads
// one.

/** @import { Strings } from "../../types/casa-strings.js" */

/** What the button says that opens a dialog, before the strings are loaded. */
const SEARCH = { de: "Suchen", en: "Search", es: "Buscar", fr: "Rechercher", it: "Cerca" };

/** @param {string} language a tag, or nothing */
const known = (language) => {
  const primary = language.toLowerCase().split("-")[0];
  return /** @type {keyof typeof SEARCH} */ (primary in SEARCH ? primary : "en");
};

/** @param {string} language */
export const searchIn = (language) => SEARCH[known(language)];

/**
 * What is said where a language is spoken, English for those that are not
 * known, and over it what the page gives in a file.
 * @param {string} language
 * @param {string} [file] address of JSON like that of the languages here
 * @returns {Promise<Strings>}
 */
export async function stringsOf(language, file) {
  const given = file && fetch(new URL(file, document.baseURI)).then((response) => response.json());
  const { href } = new URL(`casa-${known(language)}.js`, import.meta.url);
  const { default: strings } = await import(href);
  const own = await given;
  const over = (/** @type {"errors" | "address"} */ part) => ({ ...strings[part], ...own?.[part] });
  return { ...strings, ...own, errors: over("errors"), address: over("address") };
}
