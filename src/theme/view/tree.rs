//! The tree beside a page, as its template sees it.

use super::{View, views};
use tera::{Map, Value};

views! {
    /// The order of a section, or of the whole site.
    pub struct TreeView {
        /// The section that it is of; missing where it is of the whole site.
        title: Option<String>,
        /// Where that is.
        url: Option<String>,
        /// Its entries.
        entries: Vec<TreeEntryView>,
        /// How many entries there is no room for.
        hidden: usize,
    }

    /// An entry.
    pub struct TreeEntryView {
        /// What it says.
        title: String,
        /// Where it leads, unless it only holds others.
        url: Option<String>,
        /// Whether that is another site.
        external: bool,
        /// Whether the page stands below it, or is it.
        open: bool,
        /// Whether there is something below it that is not shown here.
        more: bool,
        /// Entries below it.
        children: Vec<TreeEntryView>,
        /// How many of these there is no room for.
        hidden: usize,
    }
}
