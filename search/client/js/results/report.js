// @ts-check

/** @import { Hit, Results } from "../../types/casa-engine.js" */
/** @import { Asked } from "./address.js" */
/** @import { Controls } from "./controls.js" */
/** @import { Host } from "../ui/host.js" */
/** @import { Link } from "./ways.js" */

import { make } from "../casa-ui.js";
import { item } from "./hits.js";
import { correction, ways } from "./ways.js";

/**
 * What a results page says and lists, and its controls, below a form.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {Controls} controls
 * @param {Link} link
 */
export function report(host, form, controls, link) {
  const { strings } = host;
  const { title } = document;
  const status = make("p", "status", { role: "status" });
  const instead = make("p", "correction");
  const help = make("div", "help");
  const hits = make("ol", "hits");
  const line = make("p", "line");
  const others = make("ol", "hits");
  const more = make("button", "more", { type: "button" }, strings.more);
  form.after(status, instead, controls.panel, controls.tools, help, hits, line, others, more);

  const list = (/** @type {HTMLElement} */ list, /** @type {Hit[]} */ hits = []) =>
    list.replaceChildren(...hits.map((hit) => item(host, hit)));

  return {
    status,
    more,
    /** The hits that are shown. */
    get items() {
      return [...hits.children, ...others.children];
    },
    /**
     * @param {Asked} asked
     * @param {Results} [found]
     */
    show(asked, found) {
      const corrected = found?.corrected;
      const nothing = found?.total === 0;
      host.fail(form);
      status.textContent = found ? host.count(found, asked.text) : "";
      if (host.lost.length) status.append(` · ${host.missing()}`);
      document.title = asked.text ? `${asked.text} – ${title}` : title;
      line.textContent = found ? host.rest(found, asked.text) : "";
      const rest = found?.hits.filter(({ all }) => !all && line.textContent) ?? [];
      list(hits, found?.hits.filter((hit) => !rest.includes(hit)));
      list(others, rest);
      line.hidden = others.hidden = !rest.length;
      others.ariaLabel = line.textContent;
      more.hidden = !found || (!found.more && found.hits.length >= found.total);
      controls.show(asked, found);
      instead.hidden = !corrected;
      if (corrected) instead.replaceChildren(...correction(asked, corrected, strings, link));
      help.hidden = !nothing;
      if (nothing) help.replaceChildren(...ways(asked, strings, link));
      host.part("empty", nothing);
      host.part("start", !found);
    },
  };
}
