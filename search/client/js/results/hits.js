// @ts-check

/** @import { Hit, Passage } from "../../types/casa-engine.js" */
/** @import { Host } from "../ui/host.js" */

import { make, marked } from "../casa-ui.js";

/**
 * A hit in the list of results: a link to its best section, and links to others
 * that match. What is found in a file that a page offers has a link of its own,
 * at the page of the file.
 * @param {Host} host
 * @param {Hit} hit
 */
export function item(host, hit) {
  const { strings } = host;
  const excerpt = (/** @type {Passage} */ { excerpt }) => make("span", "excerpt", {}, marked(excerpt));
  const passage = (/** @type {Passage} */ passage) =>
    make("li", "", {}, make("a", "", { href: host.to(hit, passage) }, passage.heading), " ", excerpt(passage));
  const { passages } = hit;
  return make(
    "li",
    "hit",
    {},
    host.picture(hit),
    host.about("p", hit),
    make("h2", "title", {}, make("a", "", { href: hit.file ? host.address(hit).href : host.to(hit) }, marked(hit.title))),
    make("p", "excerpt", {}, marked(hit.excerpt)),
    section(host, hit),
    passages.length ? make("ul", "passages", { "aria-label": strings.also }, passages.map(passage)) : "",
  );
}

/**
 * Where on the page, or in which file, the best section is.
 * @param {Host} host
 * @param {Hit} hit
 */
function section(host, hit) {
  if (!hit.anchor || !hit.heading) return "";
  if (hit.file) return make("p", "section", {}, make("a", "", { href: host.to(hit) }, hit.heading));
  return make("p", "section", {}, `${host.strings.section} ${hit.heading}`);
}
