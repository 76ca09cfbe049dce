// @ts-check

let listening = false;

/**
 * Opens the search with `/` outside fields, and with Ctrl or Command and K
 * anywhere; these close its dialog too.
 * @param {() => void} open
 */
export function listen(open) {
  if (listening) return;
  listening = true;
  addEventListener("keydown", (event) => {
    // The document has the focus where nothing in it has.
    const target = /** @type {Partial<Element>} */ (event.target);
    const typing = target.closest?.("input, textarea, select, [contenteditable]");
    const { key, ctrlKey, metaKey, altKey } = event;
    const slash = key === "/" && !typing && !ctrlKey && !metaKey && !altKey;
    if (!slash && !(key?.toLowerCase() === "k" && (ctrlKey || metaKey))) return;
    event.preventDefault();
    /** @type {HTMLDialogElement | null} */
    const dialog = document.querySelector(".casa-search-dialog[open]");
    if (dialog) dialog.close();
    else open();
  });
}
