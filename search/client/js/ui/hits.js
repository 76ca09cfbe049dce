// @ts-check

/** @import { Hit, Passage } from "../../types/casa-engine.js" */
/** @import { Host } from "./host.js" */

import { make, marked } from "./dom.js";

/**
 * A hit in the list of results, with links to the sections that match.
 * @param {Host} host
 * @param {Hit} hit
 */
export function item(host, hit) {
  const { strings } = host;
  const { href } = host.address(hit);
  const at = (/** @type {Passage} */ { anchor, heading }) =>
    make("a", "", { href: `${href.replace(/#.*/, "")}#${encodeURIComponent(anchor)}` }, heading);
  const passage = (/** @type {Passage} */ passage) =>
    make("li", "", {}, at(passage), " ", make("span", "excerpt", {}, marked(passage.excerpt)));
  const { passages } = hit;
  return make(
    "li",
    "hit",
    {},
    host.about("p", hit),
    make("h2", "title", {}, make("a", "", { href }, marked(hit.title))),
    make("p", "excerpt", {}, marked(hit.excerpt)),
    hit.anchor && hit.heading ? make("p", "section", {}, `${strings.section} `, at(hit)) : "",
    passages.length ? make("ul", "passages", { "aria-label": strings.also }, passages.map(passage)) : "",
  );
}
