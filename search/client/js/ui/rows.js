// @ts-check
// What the rows under a field show.

/** @import { Hit, Results } from "../../types/casa-engine.js" */
/** @import { Child } from "./dom.js" */
/** @import { Host } from "./host.js" */
/** @import { Row } from "./listbox.js" */

import { make, marked, quoted } from "./dom.js";

/** @param {Child | Child[]} content */
const title = (content) => make("span", "title", {}, content);

/**
 * @param {string} text
 * @param {() => void} action
 * @returns {Row}
 */
const last = (text, action) => [[make("span", "all", {}, text)], action];

/**
 * Suggestions, and the way to all results: to their page, or here.
 * @param {Host} host
 * @param {Results} found
 * @param {boolean} here
 * @param {(hit?: Hit) => void} go
 */
export function suggestions(host, { hits, total, more, corrected }, here, go) {
  const { strings } = host;
  /** @type {Row[]} */
  const rows = hits.map((hit) => {
    const excerpt = make("span", "excerpt", {}, marked(hit.excerpt));
    return [[title(marked(hit.title)), host.about("span", hit), excerpt], () => go(hit)];
  });
  if (more || total > hits.length) {
    const all = here ? strings.more : strings.all(host.digits(total), more);
    rows.push(last(corrected ? `${all} ${strings.with} ${quoted(corrected)}` : all, () => go()));
  }
  return rows;
}

/**
 * Recent searches, and the way to forget them.
 * @param {Host} host
 * @param {(text: string) => void} search
 * @param {() => void} forget
 */
export function reminders({ recent, strings }, search, forget) {
  /** @type {Row[]} */
  const rows = recent.texts.map((text) => [[title(text), make("span", "kind", {}, strings.recent)], () => search(text)]);
  if (rows.length) rows.push(last(strings.forget, forget));
  return rows;
}
