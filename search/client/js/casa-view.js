// Hits as elements: what the suggestions and the results page share. Data
// become text nodes, never markup.

/** An element with a class, attributes and children. */
export function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Stretches of text, every second one marked. */
export function marked(stretches) {
  return stretches
    .map((stretch, at) => (at % 2 ? make("mark", "", {}, stretch) : stretch))
    .filter((stretch) => stretch !== "");
}

/**
 * Where a hit is. `base` is the address of the site's root, for sites that
 * index their pages as if they were at `/` and are served from a folder.
 */
export function address(hit, base) {
  const relative = base ? hit.url.replace(/^\//, "") : hit.url;
  const url = new URL(relative, new URL(base || "", document.baseURI));
  // The index is the site's own, but an address is no place to trust.
  return /^https?:$/.test(url.protocol) ? url.href : document.baseURI;
}

/** What kind of page a hit is and of when, as far as it says. */
export function kind(hit, facet, language) {
  const values = hit.filters.filter(([name]) => name === facet).map(([, value]) => value);
  const date = hit.date && new Date(hit.date);
  if (date && !Number.isNaN(date.valueOf())) {
    const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    values.push(format.format(date));
  }
  return values.join(" · ");
}
