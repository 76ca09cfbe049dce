//! One file of content becomes one parsed page.
//!
//! In: the text of a Markdown file (and, for pages made from data, a row), and the schema. Out: a
//! [`ParsedPage`] that depends on nothing else, with diagnostics. It does not know other pages:
//! links, references and files are only collected here, and resolved by [`site`](crate::site).

mod body;
mod components;
mod fields;
mod front_matter;
mod html_policy;
mod inline;
mod markdown;
mod parse;
mod shelf;
mod slug;

pub use crate::csv::{Row, read_rows};
pub use body::{Body, Component, Hole, HoleKind};
pub use fields::{Entry, Fields, Value};
pub use inline::{escape, first_words, inline_html};
pub use parse::{FileReference, Heading, Keep, Link, ParsedPage, Reference, TextSection, parse};
pub use shelf::{Shelf, Shelved};
pub use slug::{fold, slug};

/// A calendar date.
pub type Date = chrono::NaiveDate;
