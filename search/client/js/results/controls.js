// @ts-check

/** @import { Facet, Results } from "../../types/casa-engine.js" */
/** @import { Facets } from "../casa-facets.js" */
/** @import { Asked } from "./address.js" */
/** @import { Host } from "../ui/host.js" */
/** @import { Strings } from "../../types/casa-strings.js" */

import { make } from "../casa-ui.js";
import { filtered } from "./address.js";

/** @typedef {ReturnType<typeof controls>} Controls */

/**
 * Where filters stand beside the hits; below, the hits come first. Asking for
 * the width itself would have the page laid out at once.
 */
const WIDE = "(min-width: 992px)";

/**
 * The fields of dates and of the order, with what is around them.
 * @param {Strings} strings
 */
function fields(strings) {
  const { address } = strings;
  const from = make("input", "", { type: "date", name: address.from });
  const to = make("input", "", { type: "date", name: address.to });
  const options = [new Option(strings.relevance, ""), new Option(strings.newest, strings.date)];
  const sort = make("select", "", { name: address.sort }, options);
  const tools = make("p", "sort", {}, make("label", "", {}, strings.sort, " ", sort));
  const legend = make("legend", "", {}, strings.period);
  const since = make("label", "date", {}, strings.from, " ", from);
  const until = make("label", "date", {}, strings.to, " ", to);
  const period = make("fieldset", "facet", {}, legend, since, until);
  return /** @type {const} */ ([from, to, legend, period, sort, tools]);
}

/**
 * What narrows and orders the results: facets, a span of time, the order.
 * @param {Host} host
 */
export function controls(host) {
  const { strings } = host;
  const [from, to, legend, period, sort, tools] = fields(strings);
  const clear = make("button", "clear", { type: "button" }, strings.clear);
  const filters = make("form", "filters", {}, period, clear);
  const summary = make("summary");
  const panel = make("details", "panel", matchMedia(WIDE).matches ? { open: "" } : {}, summary, filters);
  let boxes = /** @type {Facets | undefined} */ (undefined);
  filters.addEventListener("submit", (event) => event.preventDefault());

  return {
    panel,
    filters,
    tools,
    clear,

    /** What the fields ask for; facets are not among it before they are here. */
    read: () => ({ filters: boxes?.read(), from: from.value, to: to.value, newest: !!sort.value }),

    write(/** @type {Asked} */ asked) {
      // A year alone is its first or last day to a field.
      from.value = asked.from.replace(/^\d{4}$/, "$&-01-01");
      to.value = asked.to.replace(/^\d{4}$/, "$&-12-31");
      sort.value = asked.newest ? strings.date : "";
      boxes?.write(asked);
    },

    /**
     * @param {Asked} asked
     * @param {Results} [found]
     */
    show(asked, found) {
      const chosen = filtered(asked);
      const { order } = host;
      clear.hidden = !chosen;
      summary.textContent = strings.filters + (chosen ? ` (${chosen})` : "");
      panel.hidden = !found || !(order || boxes?.groups.size);
      if (order && order.label !== order.name) legend.textContent = order.label;
      period.hidden = !found || !order;
      tools.hidden = !found?.total || !order;
    },

    /** Brings the boxes of facets. */
    async load() {
      const { facets } = await import("../casa-facets.js");
      boxes ??= facets(host, period);
    },

    count(/** @type {Facet[]} */ counted, /** @type {Asked} */ asked) {
      boxes?.show(counted, asked);
      panel.hidden = !filters.querySelector("fieldset:not([hidden])");
    },
  };
}
