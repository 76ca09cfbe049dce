//! What terms look like.

/// Longest term in bytes. What is longer is no word (encoded data, addresses
/// run together) and is left out, of texts and of queries alike.
pub const MAX_TERM: usize = 48;

/// What the terms of stop words begin with, and no others: they stand together
/// in the dictionary, apart from all that is read for other words. They have
/// postings, read only where there is nothing else to look for.
pub const STOP: u8 = b'_';

/// What the stop words of titles begin with once more: there they may tell one
/// page from another (`while`), and beside other words they are looked for
/// there alone.
pub const TITLE_STOP: u8 = b'^';

/// Whether a term is a stop word of titles.
pub fn is_title_stop(term: &str) -> bool {
    term.as_bytes().starts_with(&[TITLE_STOP])
}
