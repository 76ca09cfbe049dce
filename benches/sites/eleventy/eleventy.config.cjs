// The corpus with Eleventy: what Eleventy has no notion of (sections, lists, neighbours) is made here.
const PAGE_SIZE = 20;
const SECTIONS = `servizi procedure normativa faq glossario sportelli notizie bandi concorsi modulistica
  tributi anagrafe scuola ambiente edilizia commercio cultura sociale mobilita trasparenza`.split(/\s+/);
const MENU = SECTIONS.map(name => ({ name: name[0].toUpperCase() + name.slice(1), url: `/${name}/` }));

const slugify = text => text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
const card = item => item && { url: item.url, title: item.data.title };
const newestFirst = api => api.getAll().filter(item => item.data.codice).sort((a, b) => b.date - a.date);

module.exports = function (config) {
  const neighbours = new Map();
  config.addGlobalData("menu", MENU);
  config.addGlobalData("site", { title: "Portale", url: "https://www.example.org" });
  config.addPassthroughCopy({ static: "." });
  config.ignores.add("content/**/_index.md");

  config.addCollection("posts", api => {
    const all = newestFirst(api);
    for (const section of SECTIONS) {
      const items = all.filter(item => item.data.section === section);
      items.forEach((item, i) => neighbours.set(item.url, { prev: card(items[i + 1]), next: card(items[i - 1]) }));
    }
    return all;
  });

  // Every page of every list.
  config.addCollection("lists", api => {
    const lists = new Map(MENU.map(({ name, url }) => [url, { title: name, items: [] }]));
    const put = (url, title, item) => {
      if (!lists.has(url)) lists.set(url, { title, items: [] });
      lists.get(url).items.push(item);
    };
    for (const item of newestFirst(api)) {
      put(`/${item.data.section}/`, item.data.section, item);
      for (const taxonomy of ["tags", "categories"]) {
        for (const term of item.data[taxonomy]) put(`/${taxonomy}/${term}/`, term, item);
      }
    }
    return [...lists].flatMap(([base, { title, items }]) => {
      const count = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
      const address = number => (number === 1 ? base : `${base}page/${number}/`);
      return Array.from({ length: count }, (_, i) => ({
        title,
        count,
        number: i + 1,
        url: address(i + 1),
        prev: i > 0 ? address(i) : "",
        next: i + 1 < count ? address(i + 2) : "",
        items: items.slice(i * PAGE_SIZE, (i + 1) * PAGE_SIZE),
      }));
    });
  });

  config.addCollection("taxonomies", api => {
    const counts = { tags: {}, categories: {} };
    for (const item of newestFirst(api)) {
      for (const taxonomy in counts) {
        for (const term of item.data[taxonomy]) counts[taxonomy][term] = (counts[taxonomy][term] || 0) + 1;
      }
    }
    return Object.entries(counts).map(([name, terms]) => ({
      name,
      terms: Object.keys(terms).sort().map(term => ({ name: term, count: terms[term] })),
    }));
  });

  config.addFilter("iso", date => new Date(date).toISOString().slice(0, 10));
  config.addFilter("itdate", date => new Date(date).toISOString().slice(0, 10).split("-").reverse().join("/"));
  config.addFilter("rfc822", date => new Date(date).toUTCString());
  config.addFilter("first20", items => items.slice(0, PAGE_SIZE));
  config.addFilter("neighbours", url => neighbours.get(url) || {});
  config.addFilter("toc", html => {
    const toc = [];
    for (const [, level, id, title] of html.matchAll(/<h([23]) id="([^"]*)">(.*?)<\/h[23]>/g)) {
      if (level === "2" || !toc.length) toc.push({ id, title, children: [] });
      else toc.at(-1).children.push({ id, title });
    }
    return toc;
  });

  config.amendLibrary("md", md => {
    md.set({ html: true, linkify: false });
    md.core.ruler.push("ids", ({ tokens }) => {
      const taken = {};
      tokens.forEach((token, i) => {
        if (token.type !== "heading_open") return;
        let id = slugify(tokens[i + 1].content);
        if (taken[id] === undefined) taken[id] = 0;
        else id += `-${++taken[id]}`;
        token.attrSet("id", id);
      });
    });
  });

  return {
    dir: { input: "content", includes: "../_includes" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
};
