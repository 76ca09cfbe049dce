// Suggestions under a search field while the reader types: the combobox
// pattern of the ARIA Authoring Practices, with a listbox.
//
// Focus stays in the field; only the number of results is announced.

import { address, kind, make, marked } from "./casa-view.js";

let suggestions = 0;

/**
 * Attaches suggestions to `form`, whose search field is `input`. `options`
 * has `engine` (called when first needed), `strings`, `language`, `base`,
 * `kindFacet`, `limit` and `onError`. Returns a function that closes the list.
 */
export function attachSuggestions(form, input, options) {
  const { strings } = options;
  const id = `casa-search-list-${++suggestions}`;
  // A list that scrolls would be a stop of the Tab key, on which nothing can be done.
  const list = make("ul", "casa-search__list", {
    role: "listbox",
    id,
    tabindex: "-1",
    "aria-label": strings.label,
  });
  const status = make("p", "casa-search__hidden", { role: "status" });
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
  let active = -1;
  let running = false;
  let shown = "";

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  }

  function select(at) {
    const rows = list.children;
    rows[active]?.setAttribute("aria-selected", "false");
    active = at;
    const row = rows[active];
    if (!row) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  function row(at, href, ...content) {
    const attributes = { role: "option", id: `${id}-${at}`, "aria-selected": "false" };
    const option = make("li", "casa-search__option", attributes, ...content);
    option.dataset.href = href;
    return option;
  }

  function show({ total, hits }, text) {
    const rows = hits.map((hit, at) => {
      const about = kind(hit, options.kindFacet, options.language);
      return row(
        at,
        address(hit, options.base),
        make("span", "casa-search__title", {}, ...marked(hit.title)),
        ...(about ? [make("span", "casa-search__kind", {}, about)] : []),
        make("span", "casa-search__excerpt", {}, ...marked(hit.excerpt)),
      );
    });
    if (total > hits.length) {
      const all = new URL(form.action);
      all.searchParams.set(input.name, text);
      rows.push(row(rows.length, all.href, make("span", "casa-search__all", {}, strings.all(total))));
    }
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    status.textContent = total ? strings.count(total) : strings.none;
  }

  /** Searches for what is typed; what is typed meanwhile comes next. */
  async function update() {
    if (running) return;
    running = true;
    try {
      for (let text = input.value.trim(); text !== shown; text = input.value.trim()) {
        if (!text) {
          shown = "";
          list.replaceChildren();
          status.textContent = "";
          close();
          break;
        }
        const engine = await options.engine();
        const { language, limit } = options;
        const found = await engine.search({ text, language, limit, growing: true });
        shown = text;
        if (form.contains(document.activeElement)) show(found, text);
      }
    } catch (error) {
      shown = "";
      close();
      options.onError(error);
    } finally {
      running = false;
    }
  }

  input.addEventListener("input", update);
  input.addEventListener(
    "focus",
    () => options.engine().then((engine) => engine.preload()).catch(() => {}),
    { once: true },
  );
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) return;
      event.preventDefault();
      if (list.hidden) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      // One place more than there are rows: the field itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      select(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(list.children[active].dataset.href);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  // A click must not take the focus away before it arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  // On a slow network a reader types before this script is there.
  if (document.activeElement === input && input.value) update();
  return close;
}
