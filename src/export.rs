//! Formats that programs read: feeds, calendars, open data, maps of the site. No templates here.
//!
//! In: a [`Site`](crate::site::Site). Out: the bytes of a file, and where it is.

pub mod atom;
pub mod dataset;
pub mod dcat;
pub mod feed;
pub mod form;
pub mod ics;
pub mod jsonfeed;
pub mod llms;
pub mod open_data;
mod records;
pub mod redirects;
pub mod robots;
pub mod sitemap;
pub mod table;
pub mod table_config;

use crate::site::join_path;

/// The path below the top that a text asks for; `None` if there can be no such address.
fn plain_path(text: &str) -> Option<String> {
    let path = join_path("", text)?;
    let is_odd = |c: char| c.is_control() || "<>:\"|?*\\# ".contains(c);
    (!path.is_empty() && !path.contains(is_odd)).then_some(path)
}

/// JSON as a file that people can read too.
fn json_file(value: &serde_json::Value) -> Vec<u8> {
    let text = serde_json::to_string_pretty(value);
    let mut text = text.expect("a JSON value has only text keys and finite numbers");
    text.push('\n');
    text.into_bytes()
}
