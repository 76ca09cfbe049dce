//! One file of content becomes one parsed page.
//!
//! In: the text of a Markdown file (and, for pages made from data, a row), and the schema. Out: a
//! [`ParsedPage`] that depends on nothing else, with diagnostics. It does not know other pages:
//! links, references and files are only collected here, and resolved by [`site`](crate::site).

mod blanks;
mod body;
mod builder;
mod component_line;
mod components;
mod dates;
mod discover;
mod fields;
mod foreign;
mod formula;
mod front_matter;
mod html_policy;
mod inline;
mod markdown;
mod mdx;
mod page;
mod parse;
mod plain_text;
mod prepared;
mod rows;
mod scalar_places;
mod scalars;
mod several;
mod signs;
mod spill;
mod strangers;
mod structure;
mod values;
mod web_address;
mod well_formed;

pub use blanks::Blank;
pub use body::{Body, Component, Image, PlaceholderKind};
pub use dates::{Time, bad_date, guess_date, instant, iso, moment};
pub use discover::{page_path, type_of};
pub use foreign::{GONE, in_own_form};
pub use front_matter::{front_bounds, front_node, in_normal_form};
pub use inline::{escape, first_words, inline_html};
pub use markdown::{broken, template};
pub use mdx::markdown as markdown_of_mdx;
pub use page::{Heading, Hold, Included, Link, ParsedPage, Reference, is_note_anchor};
pub use parse::{Keep, parse};
pub use rows::Rows;
pub use spill::{PackedIn, SpillFile, Spilled};
pub use values::{Entry, Fields, Value};
pub use web_address::{bad_address, encoded as encoded_address, host, is_host, is_of_computer};

/// A calendar date.
pub type Date = chrono::NaiveDate;
