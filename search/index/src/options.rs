//! What an indexer must be told besides the pages.

use std::collections::BTreeMap;

/// What holds for the whole index.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Facet or order name -> label for readers. Those that no document has
    /// are left out; one without a label is labelled with its name.
    pub labels: BTreeMap<String, String>,
    /// Facet name -> value -> what addresses and programs call the value; those
    /// that are not here are called what they are.
    pub keys: BTreeMap<String, BTreeMap<String, String>>,
    /// BCP 47 tag of the site's language: that of queries which name none.
    pub language: String,
    /// Groups of names that mean the same: a page that has one of them in its
    /// text is found by the others too.
    pub aliases: Vec<Vec<String>>,
}
