export function make(tag, name, attributes = {}, ...children) {
const element = document.createElement(tag);
if (name) element.className = name;
for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
element.append(...children);
return element;
}
export function marked(stretches) {
return stretches
.map((stretch, at) => (at % 2 ? make("mark", "", {}, stretch) : stretch))
.filter((stretch) => stretch !== "");
}
export function address(hit, base) {
const relative = base ? hit.url.replace(/^\//, "") : hit.url;
const url = new URL(relative, new URL(base || "", document.baseURI));
return /^https?:$/.test(url.protocol) ? url.href : document.baseURI;
}
export function kind(hit, facet, language) {
const values = hit.filters.filter(([name]) => name === facet).map(([, value]) => value);
const date = hit.date && new Date(hit.date);
if (date && !Number.isNaN(date.valueOf())) {
const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
values.push(format.format(date));
}
return values.join(" · ");
}
