/**
 * All that the interface says: what `casa-en.js` and its like have for a
 * language, and what the file of `data-strings` may have for any other.
 */
export interface Strings {
  search: string;
  label: string;
  close: string;
  none: string;
  /** By the plural's category in the language; `{n}` is the number. */
  count: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
  moreThan: string;
  /** Of several words; `{count}` is what `count` says, or `none`. */
  allWords: string;
  /** Where nothing has all the words; `{count}` is what `allWords` says. */
  someWords: string;
  /** Where nothing has the one word that is sought; `{count}` is `none`. */
  nearWords?: string;
  /** Of results below those that have all the words. */
  rest: Strings["count"];
  /** The same of those of one word. */
  similar: Strings["count"];
  /** The way to the page of results. */
  all: string;
  more: string;
  filters: string;
  clear: string;
  section: string;
  also: string;
  loading: string;
  help: string;
  unfiltered: string;
  loosened: string;
  /** Between the number of results and what was searched. */
  with: string;
  corrected: string;
  asTyped: string;
  recent: string;
  forget: string;
  period: string;
  from: string;
  to: string;
  sort: string;
  relevance: string;
  newest: string;
  without: string;
  /** What the arrows, Enter and Esc do in the dialog. */
  keys: [choose: string, open: string, close: string];
  errors: { unsupported: string; missing: string; corrupt: string; version: string };
  /** What addresses of results pages say; facets go by their own names. */
  address: { from: string; to: string; sort: string; exact: string; page: string };
  /** The facet that a hit shows as its kind, and the order by date. */
  kind: string;
  date: string;
}
