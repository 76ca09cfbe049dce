// @ts-check

/** @import { Asked } from "./address.js" */
/** @import { Child } from "../ui/dom.js" */
/** @import { Strings } from "../../types/casa-strings.js" */

import { make, quoted } from "../casa-ui.js";
import { filtered, unfiltered } from "./address.js";

/**
 * Makes a link to what is asked of this page.
 * @typedef {(asked: Asked, ...content: Child[]) => Node} Link
 */

/** Words that are not to be found, each after a sign. */
const EXCLUSIONS = /(^|\s)-(?:["“„«][^"”“»]*["”“»]?|[^\s"“„«]+)/g;

/**
 * Ways on where nothing was found.
 * @param {Asked} asked
 * @param {Strings} strings
 * @param {Link} link
 */
export function ways(asked, strings, link) {
  const ways = [];
  if (filtered(asked)) ways.push(make("li", "", {}, link(unfiltered(asked), strings.unfiltered)));
  const bare = asked.text.replace(EXCLUSIONS, " ").replace(/["“”„«»]/g, " ");
  const text = bare.replace(/\s+/g, " ").trim();
  if (text && text !== asked.text) {
    ways.push(make("li", "", {}, `${strings.loosened} `, link({ ...asked, text, pages: 1 }, text)));
  }
  return [make("p", "", {}, strings.help), ways.length ? make("ul", "", {}, ways) : ""];
}

/**
 * What was searched instead, and the way to what was typed.
 * @param {Asked} asked
 * @param {string} corrected
 * @param {Strings} strings
 * @param {Link} link
 */
export const correction = (asked, corrected, strings, link) => [
  `${strings.corrected} `,
  make("strong", "", {}, quoted(corrected)),
  `. ${strings.asTyped} `,
  link({ ...asked, asTyped: true, pages: 1 }, quoted(asked.text)),
];
