const site = require("../../_data/metadata.js");

module.exports = {
  layout: "base.njk",
  permalink: "/spoken/{{ page.fileSlug }}/",
};
