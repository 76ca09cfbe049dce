// The page of results: everything it shows follows from its address
// (`?q=…&tipo=…&tipo=…`), so links, reloading and the back button work.

import { address, kind, make, marked } from "./casa-view.js";

/** Results at first and with each "show more". */
const STEP = 10;

/**
 * Fills `host` (a `casa-search` element) around its `form` and `input`.
 * `options` is as for suggestions; `facets` may list the facets to show.
 */
export function attachPage(host, form, input, options) {
  const { strings } = options;
  const status = make("p", "casa-search__status", { role: "status" });
  const filters = make("form", "casa-search__filters", { "aria-label": strings.filters });
  const clear = make("button", "casa-search__clear", { type: "button" }, strings.clear);
  const hits = make("ol", "casa-search__hits");
  const more = make("button", "casa-search__more", { type: "button" }, strings.more);
  const help = make("p", "casa-search__help", {}, strings.help);
  const title = document.title;
  // Facet name -> value -> its checkbox, label and count.
  const boxes = new Map();
  let asked = 0;
  filters.hidden = clear.hidden = more.hidden = help.hidden = true;
  form.after(status, filters, help, hits, more);

  /** What the address asks for. */
  function fromAddress() {
    const parameters = new URLSearchParams(location.search);
    const chosen = {};
    for (const name of boxes.keys()) {
      const values = parameters.getAll(name);
      if (values.length) chosen[name] = values;
    }
    return { text: parameters.get(input.name)?.trim() ?? "", filters: chosen };
  }

  /** What the fields ask for. */
  function fromFields() {
    const chosen = {};
    for (const [name, values] of boxes) {
      const checked = [...values].filter(([, box]) => box.input.checked).map(([value]) => value);
      if (checked.length) chosen[name] = checked;
    }
    return { text: input.value.trim(), filters: chosen };
  }

  function toFields(query) {
    input.value = query.text;
    for (const [name, values] of boxes) {
      for (const [value, box] of values) box.input.checked = !!query.filters[name]?.includes(value);
    }
  }

  /** Puts a query into the address, as a step that "back" undoes. */
  function visit(query) {
    const url = new URL(location.href);
    url.search = "";
    if (query.text) url.searchParams.set(input.name, query.text);
    for (const [name, values] of Object.entries(query.filters)) {
      for (const value of values) url.searchParams.append(name, value);
    }
    if (url.href !== location.href) history.pushState(null, "", url);
    return run(query, STEP);
  }

  const isEmpty = (query) => !query.text && !Object.keys(query.filters).length;

  /** Shows `count` results of `query`, unless another one comes after it. */
  async function run(query, count, growing = false) {
    const turn = ++asked;
    host.setAttribute("aria-busy", "true");
    try {
      const engine = await options.engine();
      const { language } = options;
      const asking = { ...query, language, limit: count, facets: true };
      let found = await engine.search({ ...asking, growing });
      // A word sent off unfinished, as suggestions invite to.
      if (!found.total && !growing) found = await engine.search({ ...asking, growing: true });
      if (turn !== asked) return;
      show(query, found);
    } catch (error) {
      if (turn === asked) fail(error);
    } finally {
      if (turn === asked) host.removeAttribute("aria-busy");
    }
  }

  function show(query, found) {
    const empty = isEmpty(query);
    options.onError(null);
    status.textContent = empty
      ? ""
      : found.total
        ? strings.countFor(found.total, query.text)
        : strings.none;
    document.title = query.text ? `${query.text} – ${title}` : title;
    hits.replaceChildren(...(empty ? [] : found.hits.map(item)));
    more.hidden = empty || found.hits.length >= found.total;
    showCounts(found.facets);
    clear.hidden = !Object.keys(query.filters).length;
    const nothing = !empty && found.total === 0;
    help.hidden = !nothing;
    options.part("empty", nothing);
    options.part("start", empty);
  }

  function fail(error) {
    status.textContent = "";
    hits.replaceChildren();
    filters.hidden = more.hidden = help.hidden = true;
    options.part("empty", false);
    options.part("start", false);
    options.onError(error);
  }

  function item(hit) {
    const href = address(hit, options.base);
    const about = kind(hit, options.kindFacet, options.language);
    const parts = [];
    if (about) parts.push(make("p", "casa-search__kind", {}, about));
    parts.push(
      make("h2", "casa-search__title", {}, make("a", "", { href }, ...marked(hit.title))),
      make("p", "casa-search__excerpt", {}, ...marked(hit.excerpt)),
    );
    if (hit.anchor && hit.heading) {
      const link = make("a", "", { href: `${href}#${encodeURIComponent(hit.anchor)}` }, hit.heading);
      parts.push(make("p", "casa-search__section", {}, `${strings.section} `, link));
    }
    return make("li", "casa-search__hit", {}, ...parts);
  }

  /** Builds the checkboxes once; afterwards only what they say changes. */
  function build(facets) {
    const order = options.facets;
    const wanted = order
      ? order.map((name) => facets.find((facet) => facet.name === name)).filter(Boolean)
      : facets;
    for (const facet of wanted) {
      const group = make("fieldset", "casa-search__facet", {}, make("legend", "", {}, facet.label));
      const values = new Map();
      for (const { value } of facet.values) {
        const box = make("input", "", { type: "checkbox", name: facet.name, value });
        const count = make("span", "casa-search__count");
        const label = make("label", "casa-search__value", {}, box, ` ${value} `, count);
        group.append(label);
        values.set(value, { input: box, label, count });
      }
      boxes.set(facet.name, values);
      filters.append(group);
    }
    filters.append(clear);
  }

  function showCounts(facets) {
    for (const { name, values } of facets) {
      for (const { value, count } of values) {
        const box = boxes.get(name)?.get(value);
        if (!box) continue;
        box.count.textContent = `(${count})`;
        box.label.hidden = count === 0 && !box.input.checked;
      }
    }
    const groups = [...filters.querySelectorAll("fieldset")];
    for (const group of groups) group.hidden = !group.querySelector("label:not([hidden])");
    filters.hidden = groups.every((group) => group.hidden);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    visit(fromFields());
  });
  input.addEventListener("input", () => run(fromFields(), STEP, true));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", () => visit(fromFields()));
  clear.addEventListener("click", () => {
    for (const values of boxes.values()) for (const box of values.values()) box.input.checked = false;
    input.focus();
    visit(fromFields());
  });
  more.addEventListener("click", async () => {
    const before = hits.children.length;
    await run(fromFields(), before + STEP);
    // Remembered with the visit, not in the address.
    history.replaceState({ shown: hits.children.length }, "");
    hits.children[before]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", (event) => {
    const query = fromAddress();
    toFields(query);
    run(query, event.state?.shown ?? STEP);
  });

  (async () => {
    input.value = new URLSearchParams(location.search).get(input.name) ?? "";
    if (input.value) status.textContent = strings.loading;
    try {
      build(await (await options.engine()).filters());
    } catch (error) {
      fail(error);
      return;
    }
    const query = fromAddress();
    toFields(query);
    await run(query, history.state?.shown ?? STEP);
  })();
}
