// @ts-check
// Addresses that lead to the words of an excerpt: the section's anchor, and a
// text fragment (wicg.github.io/scroll-to-text-fragment) for each stretch that
// is marked. Browsers go to the first that they find, and to the anchor if
// they find none; so each has words around it that tell it from others.

/** @import { Marked, Passage } from "../../types/casa-engine.js" */

import { fragment, isPage } from "./fragment.js";

/** Most stretches that an address marks. */
const MOST = 4;

/** Words before and after a stretch that are given with it. */
const AROUND = 4;

/** With fewer words around it a stretch may well be elsewhere before. */
const FEW = 2;

/** Where a sentence ends, and with it maybe the paragraph, past which no text reaches. */
const END = /[.!?:;…]\s/;

/**
 * The address of a section, with the words that are marked in its excerpt.
 * @param {URL} page
 * @param {Passage} passage
 */
export function leading({ href, hash }, { anchor, excerpt }) {
  const to = anchor ? `#${fragment(anchor)}` : hash;
  // What follows the number of a page would be taken for part of it.
  if (isPage(anchor)) return href.replace(/#.*/, "") + to;
  const words = fragments(excerpt, !!anchor).join("&");
  return href.replace(/#.*/, "") + (words ? `${to || "#"}:~:${words}` : to);
}

/**
 * Those that are told from others best come first.
 * @param {Marked} excerpt
 * @param {boolean} anchored
 */
function fragments(excerpt, anchored) {
  const stretches = together(excerpt.map((stretch) => stretch.replace(/\s+/g, " ")));
  const found = [];
  for (let at = 1; at < stretches.length; at += 2) {
    const before = words(stretches.slice(0, at).join("").split(END).at(-1)).slice(-AROUND);
    const after = words(`${stretches.slice(at + 1).join("")} `.split(END)[0]).slice(0, AROUND);
    const parts = [`${escape(before)}-`, escape([stretches[at].trim()]), `-${escape(after)}`];
    found.push({ around: before.length + after.length, text: parts.filter((part) => part !== "-").join() });
  }
  found.sort((a, b) => b.around - a.around);
  const least = anchored || found[0]?.around >= FEW ? FEW : 0;
  return found.filter(({ around }) => around >= least).slice(0, MOST).map(({ text }) => `text=${text}`);
}

/**
 * Marked stretches with nothing but a space between them as one.
 * @param {Marked} stretches
 */
function together([first = "", ...others]) {
  const all = [first];
  for (let at = 0; at < others.length; at += 2) {
    const [marked, next = ""] = others.slice(at);
    if (all.length > 1 && !all.at(-1)?.trim()) all.splice(-2, 2, `${all.at(-2)} ${marked}`, next);
    else if (marked) all.push(marked, next);
    else all.push(`${all.pop()}${next}`);
  }
  return all;
}

/** @param {string} [text] */
const words = (text = "") => text.split(" ").filter((word) => word && word !== "…");

/** @param {string[]} words */
const escape = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
