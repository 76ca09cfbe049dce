// What readers see of the search: suggestions under a field, in the page or in
// a dialog, and the page of results. Loaded when it is first used.
//
// Data become text nodes, never markup; no style is set but by classes.

// --- Words -------------------------------------------------------------------

const STRINGS = {
  it: {
    search: "Cerca",
    label: "Cerca nel sito",
    close: "Chiudi",
    none: "Nessun risultato",
    count: (n) => (n === "1" ? "1 risultato" : `${n} risultati`),
    moreThan: (n) => `Più di ${n} risultati`,
    all: (n, more) => (more ? `Vedi i risultati, più di ${n}` : `Vedi tutti i ${n} risultati`),
    more: "Mostra altri risultati",
    filters: "Filtri",
    clear: "Togli i filtri",
    section: "Nella sezione:",
    also: "Anche nelle sezioni:",
    loading: "Ricerca in corso…",
    help: "Controlla come sono scritte le parole, o prova con altre.",
    unfiltered: "Cerca senza filtri",
    loosened: "Cerca senza virgolette ed esclusioni:",
    with: "per",
    corrected: "Risultati per",
    asTyped: "Cerca invece",
    recent: "Ricerca recente",
    forget: "Cancella le ricerche recenti",
    date: "Data",
    from: "Dal",
    to: "Al",
    sort: "Ordina per",
    relevance: "Pertinenza",
    newest: "Data, dalla più recente",
    without: "Senza i risultati di",
    errors: {
      unsupported: "Questo browser non può eseguire la ricerca, o un’impostazione di sicurezza la blocca.",
      missing: "La ricerca non è raggiungibile. Controlla la connessione e riprova.",
      corrupt: "I dati della ricerca sono danneggiati. Ricarica la pagina o riprova più tardi.",
      version: "La ricerca è stata aggiornata. Ricarica la pagina.",
    },
  },
  en: {
    search: "Search",
    label: "Search this site",
    close: "Close",
    none: "No results",
    count: (n) => (n === "1" ? "1 result" : `${n} results`),
    moreThan: (n) => `More than ${n} results`,
    all: (n, more) => (more ? `See the results, more than ${n}` : `See all ${n} results`),
    more: "Show more results",
    filters: "Filters",
    clear: "Clear the filters",
    section: "In the section:",
    also: "Also in the sections:",
    loading: "Searching…",
    help: "Check how the words are spelt, or try others.",
    unfiltered: "Search without filters",
    loosened: "Search without quotes and exclusions:",
    with: "for",
    corrected: "Results for",
    asTyped: "Search instead for",
    recent: "Recent search",
    forget: "Clear recent searches",
    date: "Date",
    from: "From",
    to: "To",
    sort: "Sort by",
    relevance: "Relevance",
    newest: "Date, newest first",
    without: "Without the results of",
    errors: {
      unsupported: "This browser cannot run the search, or a security setting blocks it.",
      missing: "The search cannot be reached. Check your connection and try again.",
      corrupt: "The search data are damaged. Reload the page or try again later.",
      version: "The search has been updated. Reload the page.",
    },
  },
};

// --- Elements ----------------------------------------------------------------

/** An element with a class, attributes and children; those without are left out. */
function make(tag, name, attributes, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = `casa-search__${name}`;
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  element.append(...children.flat().filter((child) => child !== "" && child !== undefined));
  return element;
}

/** Stretches of text, every second one marked. */
const marked = (stretches) =>
  stretches.map((stretch, at) => (at % 2 && stretch ? make("mark", "", {}, stretch) : stretch));

const quoted = (text) => `«${text}»`;

/** The field of a form. */
const FIELD = 'input:not([type="hidden"])';

/** What is put around a search for it to work in a page. */
class Host {
  constructor(element) {
    const { kind, facets, base, recent } = element.dataset;
    const words = (list) => list?.split(/\s+/).filter(Boolean);
    this.element = element;
    this.language = element.language;
    this.strings = /^it\b/i.test(this.language) ? STRINGS.it : STRINGS.en;
    this.folders = element.folders;
    this.bases = words(base) ?? [];
    this.kind = kind ?? "tipo";
    this.facets = words(facets);
    this.remembers = recent !== "off";
    // Hosts of other portals that cannot be reached.
    this.lost = [];
  }

  engine() {
    return this.element.engine(this.folders);
  }

  /** Searches; goes on without other portals that cannot be. */
  async ask(query) {
    for (;;) {
      try {
        return await (await this.engine()).search({ language: this.language, ...query });
      } catch (error) {
        if (!(error.index > 0)) throw error;
        this.lost.push(new URL(this.folders[error.index]).host);
        this.folders = this.folders.filter((_, at) => at !== error.index);
        this.bases = this.bases.filter((_, at) => at !== error.index);
      }
    }
  }

  /** Loads what every search needs; what fails will fail when it is used. */
  preload() {
    this.engine().then((engine) => engine.preload()).catch(() => {});
  }

  count({ total, more }) {
    const { strings } = this;
    const number = total.toLocaleString(this.language);
    return !total ? strings.none : more ? strings.moreThan(number) : strings.count(number);
  }

  /** Where a hit is: the pages of an index are as if its site were at `/`. */
  address(hit) {
    const base = this.bases[hit.index];
    const from = new URL(base ?? this.folders[hit.index], document.baseURI);
    const url = new URL(base ? hit.url.replace(/^\//, "") : hit.url, from);
    // An index is no place to trust with addresses.
    return /^https?:$/.test(url.protocol) ? url : new URL(document.baseURI);
  }

  /** Of which kind, when and on which other site a hit is, as far as it says, and its status. */
  about(hit) {
    const { kind, status, superseded } = hit.meta;
    const parts = hit.filters.filter(([name]) => name === this.kind).map(([, value]) => value);
    if (kind) parts.push(kind);
    const date = new Date(hit.date ?? NaN);
    if (!Number.isNaN(+date)) {
      parts.push(date.toLocaleDateString(this.language, { dateStyle: "long", timeZone: "UTC" }));
    }
    const { host } = this.address(hit);
    if (host !== location.host) parts.push(host);
    const about = parts.join(" · ");
    return status ? [about, " ", make("span", superseded ? "superseded" : "badge", {}, status)] : about;
  }

  /** Shows or hides what the page provides for a case. */
  part(name, shown) {
    for (const part of this.element.querySelectorAll(`[data-part="${name}"]`)) part.hidden = !shown;
  }

  /** Says what went wrong under a form, above the page's own links for the case. */
  fail(error, form) {
    let note = form.parentNode.querySelector(".casa-search__error");
    if (error && !note) form.after((note = make("p", "error", { role: "alert" })));
    if (note) {
      note.textContent = error ? (this.strings.errors[error.kind] ?? this.strings.errors.missing) : "";
      note.hidden = !error;
    }
    this.part("error", !!error);
  }

  // Recent searches stay in the browser.

  get recent() {
    try {
      const known = this.remembers && JSON.parse(localStorage.getItem("casa-search"));
      return Array.isArray(known) ? known.filter((text) => typeof text === "string") : [];
    } catch {
      return [];
    }
  }

  set recent(texts) {
    try {
      if (!this.remembers) return;
      if (texts.length) localStorage.setItem("casa-search", JSON.stringify(texts.slice(0, 8)));
      else localStorage.removeItem("casa-search");
    } catch {
      // Without storage nothing is remembered.
    }
  }

  remember(text) {
    if (text) this.recent = [text, ...this.recent.filter((known) => known !== text)];
  }

  form() {
    const { strings } = this;
    const input = make("input", "", { type: "search", name: "q", placeholder: strings.search });
    const { page } = this.element.dataset;
    const label = make("label", "", {}, make("span", "hidden", {}, strings.label), input);
    const form = make("form", "", { role: "search" }, label);
    if (page) form.action = page;
    // Without a page there is nothing that a button could do.
    if (page || this.element.mode === "page") form.append(make("button", "go", {}, strings.search));
    return form;
  }
}

// --- Suggestions -------------------------------------------------------------

let lists = 0;

/**
 * Suggestions while the reader types: the combobox pattern of the ARIA
 * Authoring Practices. Focus stays in the field; only the number of results
 * is announced. `page` is where all results are; without it the list grows.
 */
function suggest(host, form, input, page, step) {
  const { strings } = host;
  const id = `casa-search-list-${++lists}`;
  // A list that scrolls would be a stop of the Tab key, on which nothing can be done.
  const list = make("ul", "list", { role: "listbox", id, tabindex: "-1", "aria-label": strings.label });
  const status = make("p", "hidden", { role: "status" });
  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  })) {
    input.setAttribute(name, value);
  }
  form.append(list, status);
  // What each row does.
  let actions = [];
  let active = -1;
  let running = false;
  let shown;
  let limit = step;

  function expand(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) select(-1);
  }

  function select(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const row = list.children[active];
    if (!row) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  /** Shows rows: what is in each and what it does. */
  function fill(rows) {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    actions = rows.map(([, action]) => action);
    list.replaceChildren(
      ...rows.map(([content], at) =>
        make("li", "option", { role: "option", id: `${id}-${at}`, "aria-selected": "false" }, content),
      ),
    );
    expand(rows.length > 0);
  }

  function go(href) {
    host.remember(input.value.trim());
    location.assign(href);
  }

  function show(found, text) {
    const rows = found.hits.map((hit) => {
      const about = host.about(hit);
      const content = [
        make("span", "title", {}, marked(hit.title)),
        about ? make("span", "kind", {}, about) : "",
        make("span", "excerpt", {}, marked(hit.excerpt)),
      ];
      return [content, () => go(host.address(hit))];
    });
    if (found.more || found.total > found.hits.length) {
      const { corrected, total, more } = found;
      let all = page ? strings.all(total.toLocaleString(host.language), more) : strings.more;
      if (corrected) all += ` ${strings.with} ${quoted(corrected)}`;
      rows.push([make("span", "all", {}, all), () => (page ? go(page(text)) : grow())]);
    }
    fill(rows);
    status.textContent = host.count(found);
    note.textContent = host.lost.length ? `${strings.without} ${host.lost.join(", ")}` : "";
    note.hidden = !note.textContent;
  }

  const note = make("p", "note");
  note.hidden = true;
  form.append(note);

  async function grow() {
    const before = limit;
    limit += step;
    shown = undefined;
    await update();
    select(before);
  }

  function remind() {
    const rows = host.recent.map((text) => [
      [make("span", "title", {}, text), make("span", "kind", {}, strings.recent)],
      () => {
        input.value = text;
        update();
      },
    ]);
    const forget = () => {
      host.recent = [];
      fill([]);
    };
    if (rows.length) rows.push([make("span", "all", {}, strings.forget), forget]);
    fill(rows);
    status.textContent = "";
  }

  /** Searches for what is typed; what is typed meanwhile comes next. */
  async function update() {
    if (running) return;
    running = true;
    try {
      for (let text = input.value.trim(); text !== shown; text = input.value.trim()) {
        if (!text) {
          shown = text;
          remind();
          break;
        }
        const found = await host.ask({ text, limit, growing: true });
        shown = text;
        host.fail(null, form);
        if (form.contains(document.activeElement)) show(found, text);
      }
    } catch (error) {
      shown = undefined;
      fill([]);
      host.fail(error, form);
    } finally {
      running = false;
    }
  }

  input.addEventListener("input", () => {
    limit = step;
    update();
  });
  input.addEventListener("focus", () => {
    host.preload();
    if (!input.value.trim() && list.hidden) remind();
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!count) return;
      event.preventDefault();
      if (list.hidden) expand(true);
      // One place more than there are rows: the field itself.
      const by = key === "ArrowDown" ? 1 : -1;
      select(((active + 1 + by + count + 1) % (count + 1)) - 1);
    } else if (key === "Enter" && !list.hidden && (active >= 0 || (!page && count))) {
      event.preventDefault();
      actions[Math.max(active, 0)]();
    } else if (key === "Escape" && !list.hidden && !form.closest("dialog")) {
      event.preventDefault();
      event.stopPropagation();
      expand(false);
    }
  });
  form.addEventListener("submit", (event) => {
    if (!page) event.preventDefault();
    host.remember(input.value.trim());
  });
  // A click must not take the focus away before it arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) actions[[...list.children].indexOf(option)]();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) expand(false);
  });
  // On a slow network a reader is there before this script.
  if (document.activeElement === input) {
    host.preload();
    if (input.value.trim()) update();
    else remind();
  }
}

// --- Dialog ------------------------------------------------------------------

const dialogs = new WeakMap();

/** Opens the dialog of an element, with `text` in its field. */
export function openDialog(element, text) {
  if (!dialogs.has(element)) dialogs.set(element, buildDialog(new Host(element)));
  const dialog = dialogs.get(element);
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  if (text) input.value = text;
  input.select();
  input.dispatchEvent(new Event(input.value ? "input" : "focus"));
}

function buildDialog(host) {
  const { strings, element } = host;
  const form = host.form();
  const close = make("button", "close", { type: "button" }, strings.close);
  const dialog = make("dialog", "", { "aria-label": strings.label }, form);
  dialog.className = "casa-search-dialog";
  form.append(close);
  close.addEventListener("click", () => dialog.close());
  // Search fields clear themselves on Escape first; here it closes at once.
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close(), true);
  document.body.append(dialog);
  suggest(host, form, form.querySelector("input"), element.dataset.page && pageOf(form), 8);
  return dialog;
}

/** Where the page of a form has all the results for a text. */
function pageOf(form) {
  const { name } = form.querySelector(FIELD);
  return (text) => {
    const url = new URL(form.action);
    url.searchParams.set(name, text);
    return url;
  };
}

/** Brings an element to life that has a field, or gets one. */
export function attach(element) {
  const host = new Host(element);
  const known = element.querySelector("form");
  const form = known ?? host.form();
  const input = form.querySelector(FIELD);
  if (!known) element.prepend(form);
  if (element.mode === "page") results(host, form, input);
  else suggest(host, form, input, (known ?? element.dataset.page) && pageOf(form), 6);
}

// --- The page of results -----------------------------------------------------

/** What an address says that is no facet. */
const OWN = ["dal", "al", "ordine", "esatto", "pagina"];

/** Results at first and with each "show more". */
const STEP = 10;

/**
 * The page of results: all that it shows follows from its address
 * (`?q=…&tipo=…&dal=…&ordine=data&pagina=2`), so links, reloading and the back
 * button work.
 */
function results(host, form, input) {
  const { strings, element } = host;
  const status = make("p", "status", { role: "status" });
  const correction = make("p", "correction");
  const filters = make("form", "filters");
  const summary = make("summary");
  // On a narrow screen the hits come first.
  const panel = make("details", "panel", innerWidth < 992 ? {} : { open: "" }, summary, filters);
  const clear = make("button", "clear", { type: "button" }, strings.clear);
  const hits = make("ol", "hits");
  const more = make("button", "more", { type: "button" }, strings.more);
  const help = make("div", "help");
  const dates = ["dal", "al"].map((name) => make("input", "", { type: "date", name }));
  const sort = make(
    "select",
    "",
    { name: "ordine" },
    new Option(strings.relevance, ""),
    new Option(strings.newest, "data"),
  );
  const tools = make("p", "sort", {}, make("label", "", {}, strings.sort, " ", sort));
  const period = make(
    "fieldset",
    "facet",
    {},
    make("legend", "", {}, strings.date),
    make("label", "date", {}, strings.from, " ", dates[0]),
    make("label", "date", {}, strings.to, " ", dates[1]),
  );
  const title = document.title;
  // Facet -> value -> its checkbox, label and count.
  const boxes = new Map();
  let known;
  let order;
  let asked = 0;
  let typing = false;
  filters.append(period, clear);
  form.after(status, correction, panel, tools, help, hits, more);

  /** What the index has; the first time this takes its root. */
  async function learn() {
    if (known) return;
    known = (await host.ask({ text: " ", limit: 0 })).known;
    const names = element.dataset.dates?.split(/\s+/) ?? ["data", "date"];
    order = names.find((name) => known.orders.some((order) => order.name === name));
    const label = known.orders.find(({ name }) => name === order)?.label;
    if (label && label !== order) period.firstChild.textContent = label;
  }

  /** Those that are facets, once that is known. */
  const facetsOf = (filters) =>
    Object.fromEntries(
      Object.entries(filters).filter(([name]) => known?.facets.some((facet) => facet.name === name) ?? true),
    );

  /** What the address asks for. */
  function fromAddress() {
    const parameters = new URLSearchParams(location.search);
    const get = (name) => parameters.get(name)?.trim() ?? "";
    const filters = {};
    for (const name of parameters.keys()) {
      if (!OWN.includes(name) && name !== input.name) filters[name] = parameters.getAll(name);
    }
    return {
      text: get(input.name),
      filters: facetsOf(filters),
      from: get("dal"),
      to: get("al"),
      newest: !!get("ordine"),
      asTyped: !!get("esatto"),
      pages: Math.min(Math.max(Number.parseInt(get("pagina"), 10) || 1, 1), 100),
    };
  }

  /** What the fields ask for. */
  function fromFields() {
    const chosen = {};
    for (const [name, values] of boxes) {
      const checked = [...values].filter(([, { box }]) => box.checked).map(([value]) => value);
      if (checked.length) chosen[name] = checked;
    }
    const text = input.value.trim();
    // Before the facets are here the address alone knows what was chosen.
    const before = fromAddress();
    return {
      text,
      filters: boxes.size ? chosen : before.filters,
      from: dates[0].value,
      to: dates[1].value,
      newest: !!sort.value,
      asTyped: before.asTyped && before.text === text,
      pages: 1,
    };
  }

  function toFields(query) {
    input.value = query.text;
    // A year alone is its first or last day to a field.
    dates[0].value = query.from.replace(/^\d{4}$/, "$&-01-01");
    dates[1].value = query.to.replace(/^\d{4}$/, "$&-12-31");
    sort.value = query.newest ? "data" : "";
    toBoxes(query);
  }

  function toBoxes(query) {
    for (const [name, values] of boxes) {
      for (const [value, { box }] of values) box.checked = !!query.filters[name]?.includes(value);
    }
  }

  function href(query) {
    const url = new URL(location.href);
    const { searchParams } = url;
    url.search = "";
    if (query.text) searchParams.set(input.name, query.text);
    for (const [name, values] of Object.entries(query.filters)) {
      for (const value of values) searchParams.append(name, value);
    }
    if (query.from) searchParams.set("dal", query.from);
    if (query.to) searchParams.set("al", query.to);
    if (query.newest) searchParams.set("ordine", "data");
    if (query.asTyped) searchParams.set("esatto", "1");
    if (query.pages > 1) searchParams.set("pagina", query.pages);
    return url.href;
  }

  /** How many filters a query has. */
  const filtered = ({ filters, from, to }) => Object.values(filters).flat().length + !!from + !!to;
  const isEmpty = (query) => !query.text && !filtered(query);

  /** Puts a query into the address and shows it; "back" undoes `push`. */
  function visit(query, push = true) {
    const url = href(query);
    if (url !== location.href) history[push ? "pushState" : "replaceState"](null, "", url);
    return run(query);
  }

  /** A link to a query of this page. */
  function link(query, ...content) {
    const anchor = make("a", "", { href: href(query) }, ...content);
    anchor.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      toFields(query);
      input.focus();
      visit(query);
    });
    return anchor;
  }

  /** Shows a query, unless another one comes after it. */
  async function run(query, growing = false) {
    const turn = ++asked;
    const late = () => turn !== asked;
    if (isEmpty(query) && !location.search) return show(query);
    element.setAttribute("aria-busy", "true");
    try {
      await learn();
      if (late()) return;
      query = { ...query, filters: facetsOf(query.filters) };
      if (isEmpty(query)) return show(query);
      const asking = {
        text: query.text,
        filters: query.filters,
        ranges: order && (query.from || query.to) ? { [order]: query } : {},
        sort: order && query.newest ? { by: order, descending: true } : "relevance",
        asTyped: query.asTyped,
        limit: STEP * query.pages,
        growing,
      };
      let found = await host.ask(asking);
      // A word sent off unfinished, as suggestions invite to.
      if (!found.total && !growing) {
        asking.growing = true;
        found = await host.ask(asking);
      }
      if (late()) return;
      show(query, found);
      if (!growing && found.total) host.remember(found.corrected ?? query.text);
      // Their files are as large as all the rest, and not what a reader waits for.
      if (known.facets.length) {
        const { facets } = await host.ask({ ...asking, facets: true });
        if (late()) return;
        showFacets(facets, query);
      }
    } catch (error) {
      if (late()) return;
      show(query);
      host.part("start", false);
      host.fail(error, form);
    } finally {
      if (!late()) element.removeAttribute("aria-busy");
    }
  }

  function show(query, found) {
    host.fail(null, form);
    const total = found?.total;
    status.textContent = found ? host.count(found) : "";
    if (host.lost.length) status.append(` · ${strings.without} ${host.lost.join(", ")}`);
    document.title = query.text ? `${query.text} – ${title}` : title;
    hits.replaceChildren(...(found?.hits ?? []).map(item));
    more.hidden = !found || (!found.more && found.hits.length >= total);
    const chosen = filtered(query);
    clear.hidden = !chosen;
    summary.textContent = strings.filters + (chosen ? ` (${chosen})` : "");
    panel.hidden = !found || !(order || boxes.size);
    period.hidden = !found || !order;
    tools.hidden = !total || !order;
    correction.hidden = !found?.corrected;
    if (found?.corrected) {
      correction.replaceChildren(
        `${strings.corrected} `,
        make("strong", "", {}, quoted(found.corrected)),
        `. ${strings.asTyped} `,
        link({ ...query, asTyped: true, pages: 1 }, quoted(query.text)),
      );
    }
    help.hidden = total !== 0;
    if (total === 0) help.replaceChildren(...ways(query));
    host.part("empty", total === 0);
    host.part("start", !found);
  }

  /** Ways on where nothing was found. */
  function ways(query) {
    const links = [];
    if (filtered(query)) {
      links.push([link({ ...query, filters: {}, from: "", to: "", pages: 1 }, strings.unfiltered)]);
    }
    const exclusions = /(^|\s)-(?:["“„«][^"”“»]*["”“»]?|[^\s"“„«]+)/g;
    const text = query.text.replace(exclusions, " ").replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();
    if (text && text !== query.text) {
      links.push([`${strings.loosened} `, link({ ...query, text, pages: 1 }, text)]);
    }
    const items = links.map((content) => make("li", "", {}, ...content));
    return [make("p", "", {}, strings.help), items.length ? make("ul", "", {}, items) : ""];
  }

  function item(hit) {
    const url = host.address(hit);
    const at = ({ anchor, heading }) =>
      make("a", "", { href: `${url.href.replace(/#.*/, "")}#${encodeURIComponent(anchor)}` }, heading);
    const about = host.about(hit);
    const place = hit.anchor && hit.heading;
    return make(
      "li",
      "hit",
      {},
      about ? make("p", "kind", {}, about) : "",
      make("h2", "title", {}, make("a", "", { href: url.href }, marked(hit.title))),
      make("p", "excerpt", {}, marked(hit.excerpt)),
      place ? make("p", "section", {}, `${strings.section} `, at(hit)) : "",
      hit.passages.length
        ? make(
            "ul",
            "passages",
            { "aria-label": strings.also },
            hit.passages.map((passage) =>
              make("li", "", {}, at(passage), " ", make("span", "excerpt", {}, marked(passage.excerpt))),
            ),
          )
        : "",
    );
  }

  /** Builds the checkboxes once; afterwards only what they say changes. */
  function build(facets) {
    const wanted = host.facets
      ? host.facets.map((name) => facets.find((facet) => facet.name === name)).filter(Boolean)
      : facets;
    for (const facet of wanted) {
      const group = make("fieldset", "facet", {}, make("legend", "", {}, facet.label));
      boxes.set(facet.name, new Map());
      filters.insertBefore(group, period);
    }
  }

  function showFacets(facets, query) {
    if (!boxes.size) build(facets);
    const groups = filters.querySelectorAll("fieldset");
    for (const [at, [facet, values]] of [...boxes].entries()) {
      const { values: counts } = facets.find(({ name }) => name === facet) ?? { values: [] };
      for (const { value, count } of counts) {
        let row = values.get(value);
        if (!row) {
          const box = make("input", "", { type: "checkbox", name: facet, value });
          const number = make("span", "count");
          row = { box, number, label: make("label", "value", {}, box, ` ${value} `, number) };
          values.set(value, row);
          groups[at].append(row.label);
        }
        row.number.textContent = `(${count.toLocaleString(host.language)})`;
        row.box.checked = !!query.filters[facet]?.includes(value);
        row.label.hidden = count === 0 && !row.box.checked;
      }
      groups[at].hidden = !groups[at].querySelector("label:not([hidden])");
    }
    panel.hidden = [...groups].every((group) => group.hidden);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typing = false;
    visit(fromFields());
  });
  input.addEventListener("focus", host.preload.bind(host), { once: true });
  input.addEventListener("input", () => {
    const query = fromFields();
    const url = href(query);
    // One step back for all that is typed at a time.
    history[typing ? "replaceState" : "pushState"](null, "", url);
    typing = true;
    run(query, true);
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  for (const part of [filters, tools]) {
    part.addEventListener("change", () => {
      typing = false;
      visit(fromFields());
    });
  }
  clear.addEventListener("click", () => {
    const query = { ...fromFields(), filters: {}, from: "", to: "" };
    toFields(query);
    input.focus();
    visit(query);
  });
  more.addEventListener("click", async () => {
    const before = hits.children.length;
    await visit({ ...fromAddress(), pages: Math.ceil(before / STEP) + 1 }, false);
    hits.children[before]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    typing = false;
    const query = fromAddress();
    toFields(query);
    run(query);
  });

  const query = fromAddress();
  const typed = document.activeElement === input && input.value;
  toFields(query);
  if (typed) input.value = typed;
  show(query);
  if (location.search) {
    if (query.text) status.textContent = strings.loading;
    host.part("start", isEmpty(query));
    run(query);
  }
}
