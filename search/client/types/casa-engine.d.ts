/** `casa-engine.js`: the search engine alone, which knows nothing of the page. */

/** How to search. */
export interface Options {
  /** The language of the words, a tag such as `it`; by default that of the index. */
  language?: string;
  /** Facet -> values: any of a facet's, and something of each facet. */
  filters?: Record<string, string[]>;
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

/** What to search for, and how; without a text, everything. */
export interface Query extends Options {
  text?: string;
}

/** A text in stretches, every second one marked. */
export type Marked = string[];

/** A section of a page that matches. */
export interface Passage {
  heading: string;
  /** Where it is on the page; empty without an anchor. */
  anchor: string;
  excerpt: Marked;
}

/** A page that was found, with its best section. */
export interface Hit extends Passage {
  /** Which of the indexes it is from. */
  index: number;
  url: string;
  title: Marked;
  /** Other sections that match. */
  passages: Passage[];
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
  values: { value: string; count: number }[];
}

/** What the indexes have. */
export interface Known {
  facets: Named[];
  orders: Named[];
}

export interface Results {
  /** How many pages there are; at least so many if `more`. */
  total: number;
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

/**
 * An engine for the index in a folder (an address ending in `/`), or for
 * several that are searched as if they were one.
 * @param wasm address of the module, by default beside the script
 */
export function createEngine(index: string | URL | (string | URL)[], wasm?: string | URL): Engine;
