/** `casa-engine.js`: the search engine alone, which knows nothing of the page. */

/** How to search. */
export interface Options {
  /** The language of the words, a tag such as `it`; by default that of the index. */
  language?: string;
  filters?: Filters;
  /** Order -> its least and greatest value; a date may be cut, as in `2024`. */
  ranges?: Record<string, { from?: string; to?: string }>;
  /** By `"relevance"` unless it names an order. */
  sort?: "relevance" | { by: string; descending?: boolean };
  /** Whether to count the facets, which takes a file for each. */
  facets?: boolean;
  /** How many hits to give, 10 by default. */
  limit?: number;
  /** How many hits to skip. */
  offset?: number;
  /** Whether the last word is still being typed. */
  growing?: boolean;
  /** Whether to correct nothing. */
  asTyped?: boolean;
}

/** Values of a facet: the one, any of some, or as a formula says. */
export type Values = string | string[] | { any?: Values[]; all?: Values[]; none?: Values[]; not?: Values };

/**
 * What pages must have: facet -> values, named by their labels or keys; and
 * formulas of such filters. All that stand beside each other have to hold.
 */
export interface Filters {
  any?: Filters[];
  all?: Filters[];
  none?: Filters[];
  not?: Filters | Filters[];
  [facet: string]: Values | Filters | Filters[] | undefined;
}

/** What to search for, and how; without a text, everything. */
export interface Query extends Options {
  text?: string;
}

/** A text in stretches, every second one marked. */
export type Marked = string[];

/** A section of a page that matches. */
export interface Passage {
  /** Its address. */
  url: string;
  heading: string;
  /** Where it is on the page, or in a file by the file's address; empty without an anchor. */
  anchor: string;
  /** The address of a file that the page offers, at its page, if that is where it is; else empty. */
  file: string;
  excerpt: Marked;
}

/** A page that was found, with its best section. */
export interface Hit extends Passage {
  /** Which of the indexes it is from. */
  index: number;
  /** The address of the page: a path on the host that asks, whole on another. */
  url: string;
  title: Marked;
  /** Other sections that match. */
  passages: Passage[];
  /** Whether it has all the words. */
  all: boolean;
  /** The tag of its language. */
  language: string;
  /** A date as in ISO 8601, or nothing. */
  date: string;
  /** Facets and values, as many pairs as there are. */
  filters: [facet: string, value: string][];
  meta: Record<string, string>;
  score: number;
}

/** A facet or an order of the indexes. */
export interface Named {
  name: string;
  label: string;
}

/** A facet with its values, and how many of the pages found have each. */
export interface Facet extends Named {
  values: { value: string; count: number; /** What addresses call it. */ key: string }[];
}

/** What the indexes have. */
export interface Known {
  facets: Named[];
  orders: Named[];
}

export interface Results {
  /** How many pages there are; at least so many if `more`. */
  total: number;
  /** How many of these have all the words; they come first, and facets count only them if there are any. */
  all: number;
  more: boolean;
  /** What was searched instead of a mistyped text. */
  corrected: string | null;
  hits: Hit[];
  /** Empty unless they were to be counted. */
  facets: Facet[];
  known: Known;
}

export interface Engine {
  /**
   * Searches.
   * @throws {SearchError} after one more try
   */
  search(query: Query): Promise<Results>;
  /** Loads what every search needs. */
  preload(): Promise<void>;
  /** What the indexes have. */
  describe(): Promise<Known>;
  /** The facets, counted over all pages. */
  filters(): Promise<Facet[]>;
}

/**
 * Why a search fails: `unsupported` (the browser cannot, or a policy forbids),
 * `missing` (a file cannot be fetched), `corrupt`, or `version` (index and
 * client are of different editions).
 */
export type Kind = "unsupported" | "missing" | "corrupt" | "version";

/** Why there are no results. */
export class SearchError extends Error {
  constructor(kind: Kind, details?: { index?: number; file?: string; cause?: unknown });
  kind: Kind;
  /** Which of the indexes, if it is one. */
  index?: number;
  /** Which file, if it is one. */
  file?: string;
}

/** An index: its folder, an address ending in `/`, or that and more about it. */
export type Source =
  | string
  | URL
  | {
      index: string | URL;
      /**
       * The folder of the site whose pages it has; by default the one that the
       * search is in: above the script's folder for an index in or below that,
       * above the index for any other, or above its parent where it is called
       * by the page's language.
       */
      base?: string | URL;
      /**
       * Of the folder of this script, where each language has its own index:
       * the language, by default the page's. A tag that there is none for gets
       * that of its language, or else that of most pages.
       */
      language?: string;
      /** What its pages must have. */
      filters?: Filters;
      /** Facet -> values that all its pages are given, to tell the indexes apart. */
      values?: Record<string, string | string[]>;
      /** What its scores are multiplied by, in hundredths; 1 by default. */
      weight?: number;
    };

/** The tags of the languages that the folder of this script has indexes for, that of most pages first. */
export const languages: string[];

/**
 * An engine for an index, or for several that are searched as if they were one.
 * @param wasm address of the module, by default beside the script
 */
export function createEngine(index: Source | Source[], wasm?: string | URL): Engine;
