/** `casa-search.js`: the search of a page, and `<casa-search>`; see search/README.md. */

import type { Facet, Options, Results } from "./casa-engine.js";

export type { Facet, Hit, Kind, Known, Marked, Named, Options, Passage, Results, SearchError } from "./casa-engine.js";

/**
 * Searches the indexes of the page's first element that names any.
 * @throws {SearchError} after one more try
 */
export function search(text: string, options?: Options): Promise<Results>;

/** Loads what every search needs, to have it at hand. */
export function preload(): Promise<void>;

/** The facets, counted over all pages. */
export function filters(): Promise<Facet[]>;

/** Opens the dialog with a text in its field, or goes to the field of the page. */
export function open(text?: string): Promise<void>;

/** The element; its attributes are in search/README.md. */
export class CasaSearch extends HTMLElement {
  /** `box`, `dialog` or `page`. */
  get mode(): string;
  /** The addresses of its indexes and of their sites, where it says them, and which language's index it is. */
  get sources(): { index: string; base?: string; language?: string }[];
  /** The tag of the language that it stands in, or nothing. */
  get language(): string;
  /** Opens the dialog, or goes to the field if there is one. */
  open(text?: string): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    "casa-search": CasaSearch;
  }
}
