//! A folder of HTML in, documents of the search index out, whichever generator wrote it.
//!
//! [`page()`] reads one page and is pure; [`read()`] goes through a folder and applies the rules
//! that need all its pages; [`document()`] is the one place that knows what an index wants.

mod anchors;
mod document;
mod encoding;
mod folder;
mod languages;
mod marks;
mod page;
mod reader;
mod reason;
mod survey;
mod text;
mod tree;

pub use document::document;
pub use folder::{Folder, LeftOut, address, read};
pub use languages::{Group, Languages, language_folder};
pub use page::{Page, page};
pub use reason::Reason;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
