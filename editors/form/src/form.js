// The form: Sveltia CMS, with files read and written as `formats.js` does.

import CMS from "@sveltia/cms";
import { page, table, text } from "./formats.js";

/** Where it keeps what its user has chosen. */
const CHOSEN = "sveltia-cms.prefs";

// The interface speaks the language of the site until somebody chooses another.
const { lang } = document.documentElement;
if (lang === "it" && localStorage.getItem(CHOSEN) === null) {
  localStorage.setItem(CHOSEN, JSON.stringify({ locale: lang }));
}

CMS.registerCustomFormat("yaml-frontmatter", "md", page);
CMS.registerCustomFormat("csv", "csv", table);
CMS.registerCustomFormat("text", "yaml", text);
CMS.init();
