// @ts-check
// Fragments of addresses.

/** What opens a PDF at a page. */
const PAGE = /^page=\d+$/;

/** @param {string} anchor */
export const isPage = (anchor) => PAGE.test(anchor);

/**
 * An anchor as it stands in an address. That of a page of a PDF is read as it
 * is.
 * @param {string} anchor
 */
export const fragment = (anchor) => (isPage(anchor) ? anchor : encodeURIComponent(anchor));
