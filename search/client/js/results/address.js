// @ts-check
// What a results page shows follows from its address, so links, reloading and
// the back button work: `?q=…&tipo=…&dal=…&ordine=data&pagina=2` in Italian.

/** @import { Strings } from "../../types/casa-strings.js" */

/**
 * What a reader asks of a results page.
 * @typedef {object} Asked
 * @property {string} text
 * @property {Record<string, string[]>} filters facet -> values
 * @property {string} from a date or a year
 * @property {string} to
 * @property {boolean} newest whether the newest come first
 * @property {boolean} asTyped whether nothing is corrected
 * @property {number} pages how many steps of hits
 */

/** No address asks for more steps of hits. */
const MOST_PAGES = 100;

/**
 * How many filters there are.
 * @param {Asked} asked
 */
export const filtered = ({ filters, from, to }) =>
  Object.values(filters).flat().length + +!!from + +!!to;

/** @param {Asked} asked */
export const isEmpty = (asked) => !asked.text && !filtered(asked);

/**
 * The same without filters.
 * @param {Asked} asked
 * @returns {Asked}
 */
export const unfiltered = (asked) => ({ ...asked, filters: {}, from: "", to: "", pages: 1 });

/**
 * The words of the path of an address that leads nowhere.
 * @param {string} path
 */
export function wordsOf(path) {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // It stays as it is written.
  }
  return text.replace(/\.\w+$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * How addresses of the page are read and written.
 * @param {Strings} strings
 * @param {string} field name of the field
 */
export function addresses({ address, date }, field) {
  const own = [field, ...Object.values(address)];

  /** @returns {Asked} */
  function read() {
    const parameters = new URLSearchParams(location.search);
    const get = (/** @type {string} */ name) => parameters.get(name)?.trim() ?? "";
    /** @type {Asked["filters"]} */
    const filters = {};
    for (const name of parameters.keys()) {
      if (!own.includes(name)) filters[name] = parameters.getAll(name);
    }
    return {
      text: get(field),
      filters,
      from: get(address.from),
      to: get(address.to),
      newest: !!get(address.sort),
      asTyped: !!get(address.exact),
      pages: Math.min(Math.max(Number.parseInt(get(address.page), 10) || 1, 1), MOST_PAGES),
    };
  }

  function write(/** @type {Asked} */ { text, filters, from, to, newest, asTyped, pages }) {
    const url = new URL(location.href);
    url.search = "";
    const put = (/** @type {string} */ name, /** @type {string | false} */ value) => {
      if (value) url.searchParams.append(name, value);
    };
    put(field, text);
    for (const [name, values] of Object.entries(filters)) {
      for (const value of values) put(name, value);
    }
    put(address.from, from);
    put(address.to, to);
    put(address.sort, newest && date);
    put(address.exact, asTyped && "1");
    put(address.page, pages > 1 && `${pages}`);
    return url.href;
  }
  return { read, write };
}
