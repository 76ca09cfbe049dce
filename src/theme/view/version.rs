//! The versions of a page, and what differs between two of them.

use super::{Html, View, views};
use tera::{Map, Value};

views! {
    /// A version of a page.
    pub struct VersionView {
        /// Its card.
        page: Option<Value>,
        /// It is the page that shows this.
        here: bool,
        /// What it replaces.
        replaces: Vec<ReplacedView>,
    }

    /// A version of the documentation.
    pub struct EditionView {
        /// What it is called.
        label: String,
        /// The page in this version, or where it is not there the home of the version.
        url: String,
        /// Whether the page is there in it.
        same: bool,
        /// Whether it is that of the page.
        here: bool,
        /// `next, current, old`.
        age: &'static str,
    }

    /// A page of a section that is shown as one.
    pub struct PrintPartView {
        /// Anchor.
        id: String,
        /// Title.
        title: String,
        /// Absolute address of the page.
        url: String,
        /// Level of its heading; that of the section is 1.
        level: usize,
        /// Its text, with the links and headings of its place.
        body: Html,
    }

    /// A version that another one replaces.
    pub struct ReplacedView {
        /// Its card.
        page: Option<Value>,
        /// Address of what differs.
        url: Option<String>,
    }

    /// What differs between two versions.
    pub struct DifferenceView {
        /// The card of the old one.
        old: Option<Value>,
        /// The card of the new one.
        new: Option<Value>,
        /// They say the same.
        empty: bool,
        /// How many sections are what.
        counts: DifferenceCountsView,
        /// All of the text.
        groups: Vec<DifferenceGroupView>,
    }

    /// How many sections are what.
    pub struct DifferenceCountsView {
        /// They say something else.
        changed: usize,
        /// Only in the new version.
        added: usize,
        /// Only in the old version.
        removed: usize,
        /// The same, elsewhere or with another number.
        shifted: usize,
        /// The same.
        same: usize,
        /// Most of them are articles.
        articles: bool,
    }

    /// A section, or several that are the same.
    pub struct DifferenceGroupView {
        /// They are the same.
        folded: bool,
        /// The sections.
        sections: Vec<DifferenceSectionView>,
    }

    /// A section.
    pub struct DifferenceSectionView {
        /// Anchor.
        id: String,
        /// `same, changed, added, removed`.
        change: &'static str,
        /// It stands elsewhere.
        moved: bool,
        /// Its old number, if it has another now.
        renumbered: Option<String>,
        /// Its heading as text, of the new version if it has one; missing before the first.
        name: Option<String>,
        /// The same with what has changed.
        title: Option<Html>,
        /// The section on its page, in the new version if it has one.
        url: Option<String>,
        /// Its text.
        parts: Vec<DifferencePartView>,
    }

    /// A part of a section.
    pub struct DifferencePartView {
        /// It is the same, and far from any change.
        folded: bool,
        /// How many blocks it has.
        count: usize,
        /// Its text with what has changed.
        body: Html,
    }
}
