const site = require("../_data/metadata.json");

module.exports = {
  layout: "base.njk",
  permalink: "/spoken/{{ page.fileSlug }}/",
};
