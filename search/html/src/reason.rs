//! Why a file of the folder is left out.

/// Why a file is not in the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Other pages mark their text with `data-pagefind-body`; this one does not.
    Unmarked,
    /// Its text is in something that is not to be indexed.
    Ignored,
    /// It asks search engines to leave it out, and does not mark its text.
    NoIndex,
    /// It leads elsewhere at once.
    Redirect,
    /// It has the canonical address and the title, or the address, of the page at this path.
    Copy(String),
    /// It is what is shown at unknown addresses.
    NotFound,
    /// It is a piece of HTML, neither with a doctype nor with `<html>`.
    Fragment,
    /// It has neither title nor text.
    Empty,
    /// Its name is not UTF-8, so that no address leads to it.
    Name,
    /// It cannot be read, for this reason.
    Unreadable(String),
}
