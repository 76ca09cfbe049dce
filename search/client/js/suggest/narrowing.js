// @ts-check

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Facets } from "../casa-facets.js" */
/** @import { Host } from "../ui/host.js" */

import { make } from "../casa-ui.js";

/**
 * The facets of a dialog, which come when a reader asks for them.
 * @param {Host} host
 * @param {() => void} changed
 */
export function narrowing(host, changed) {
  const { strings } = host;
  const summary = make("summary", "", {}, strings.filters);
  const end = make("span");
  const panel = make("details", "narrow", {}, summary, make("div", "facets", {}, end));
  let boxes = /** @type {Facets | undefined} */ (undefined);
  const read = () => boxes?.read();
  let asked = "";
  panel.hidden = true;

  /** Counts the facets; their files are as large as all the rest. */
  async function count() {
    if (!panel.open) return;
    const text = asked;
    const filters = read();
    const query = { text, filters, facets: true, limit: 0, growing: true };
    const [found, { facets }] = await Promise.all([host.ask(query), import("../casa-facets.js")]);
    boxes ??= facets(host, end);
    if (text === asked) boxes.show(found.facets, { filters: read() ?? {} });
  }
  /** Without counts the hits are still right. */
  const recount = () => void count().catch(() => {});

  panel.addEventListener("toggle", recount);
  panel.addEventListener("change", () => {
    const chosen = Object.values(read() ?? {}).flat().length;
    summary.textContent = strings.filters + (chosen ? ` (${chosen})` : "");
    changed();
  });

  return {
    panel,
    read,
    show(/** @type {string} */ text, /** @type {Results} */ { known }) {
      asked = text;
      panel.hidden = !known.facets.some(({ name }) => host.facets?.includes(name) ?? true);
      recount();
    },
  };
}
