// @ts-check
// What the rows under a field show.

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Child } from "../ui/dom.js" */
/** @import { Host } from "../ui/host.js" */
/** @import { Row } from "./listbox.js" */

import { make, marked, quoted } from "../casa-ui.js";

/** @param {Child | Child[]} content */
const title = (content) => make("span", "title", {}, content);

/**
 * @param {string} text
 * @param {() => void} action
 * @param {string} [href]
 * @returns {Row}
 */
const last = (text, action, href) => ({ content: [make("span", "all", {}, text)], action, href });

/**
 * Suggestions: those that have all the words, and the others after a line.
 * @param {Host} host
 * @param {Results} found
 * @param {string} text
 * @param {() => void} chosen what is done when one is
 */
export function suggestions(host, found, text, chosen) {
  const rest = host.rest(found, text);
  /** @type {Row[]} */
  const rows = found.hits.map((hit) => {
    const section = hit.anchor && hit.heading ? make("span", "section", {}, hit.heading) : "";
    const excerpt = make("span", "excerpt", {}, marked(hit.excerpt));
    const content = [host.picture(hit), title(marked(hit.title)), host.about("span", hit), section, excerpt];
    return { content, href: host.to(hit), action: chosen, group: hit.all ? "" : rest };
  });
  return rows;
}

/**
 * The way to all results: to their page, or here.
 * @param {Host} host
 * @param {Results} found
 * @param {() => void} chosen what is done when it is gone
 * @param {string | (() => void)} all the address of all results, or what shows more of them
 */
export function others({ strings }, { corrected }, chosen, all) {
  const page = typeof all === "string";
  const text = page ? strings.all : strings.more;
  return last(corrected ? `${text} ${strings.with} ${quoted(corrected)}` : text, page ? chosen : all, page ? all : undefined);
}

/**
 * Recent searches, and the way to forget them.
 * @param {Host} host
 * @param {(text: string) => void} search
 * @param {() => void} forget
 */
export function reminders({ recent, strings }, search, forget) {
  /** @type {Row[]} */
  const rows = recent.texts.map((text) => ({
    content: [title(text), make("span", "kind", {}, strings.recent)],
    action: () => search(text),
  }));
  if (rows.length) rows.push(last(strings.forget, forget));
  return rows;
}
