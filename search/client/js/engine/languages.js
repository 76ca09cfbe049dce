// @ts-check
// The languages that the folder of this script has indexes for.

/**
 * Tags in small letters. The index of the first is in the folder itself, those
 * of the others in folders of their names below it. `casa index` writes them
 * here (`files_for` in `lib.rs`), so that nobody has to ask which there are.
 */
export const languages = /* @__PURE__ */ "und".split(" ");

/** Whether they are written here: there is no language that begins so. */
export const areTold = () => !languages[0].startsWith("un");

/**
 * The language there is for a reader of another: its tag with less and less of
 * it (RFC 4647, 3.4), or another country's, or that of most pages.
 * @param {string} language
 */
export function spoken(language) {
  let tag = language.toLowerCase().replaceAll("_", "-");
  const primary = tag.split("-")[0];
  while (tag && !languages.includes(tag)) tag = tag.replace(/-?[^-]*$/, "");
  return tag || (languages.find((one) => one.split("-")[0] === primary) ?? languages[0]);
}

/**
 * The folder of the index for a language, below that of the script.
 * @param {string} language
 */
export function folderOf(language) {
  const tag = spoken(language);
  return tag === languages[0] ? "" : `${tag}/`;
}
