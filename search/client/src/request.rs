//! What JavaScript asks, as lines of tab-separated words: a key, its values.
//!
//! JavaScript replaces tabs and line breaks in what readers type by spaces.
//! Unknown keys are skipped; a missing or unreadable value leaves the default.

use search_core::text::take;
use search_core::{Facets, Filter, LastWord, Query, Range, Sort, Spelling};

/// Most indexes that can be searched together.
const MOST_INDEXES: usize = 64;

/// A query and how many indexes it is for.
pub struct Request {
    /// The query.
    pub query: Query,
    /// How many indexes it is for: those with the first numbers.
    pub indexes: usize,
}

impl Request {
    /// The request that these lines are.
    pub fn parse(request: &str) -> Self {
        let mut query = Query::new("");
        let mut indexes = 1;
        let mut lines = request;
        while !lines.is_empty() {
            let mut words = take(&mut lines, b'\n');
            let key = take(&mut words, b'\t');
            let mut text = || take(&mut words, b'\t').to_owned();
            match key {
                "text" => query.text = text(),
                "language" => query.language = text(),
                "limit" => query.limit = number(&text(), query.limit),
                "offset" => query.offset = number(&text(), 0),
                "growing" => query.last_word = LastWord::Growing,
                "astyped" => query.spelling = Spelling::AsTyped,
                "facets" => query.facets = Facets::All,
                "filter" => query.filters.push(Filter {
                    facet: text(),
                    value: text(),
                }),
                "range" => query.ranges.push(Range {
                    order: text(),
                    from: text(),
                    to: text(),
                }),
                "sort" => {
                    let name = text();
                    query.sort = match text().as_str() {
                        "desc" => Sort::Descending(name),
                        _ => Sort::Ascending(name),
                    };
                }
                "indexes" => indexes = number(&text(), 1).clamp(1, MOST_INDEXES),
                _ => {}
            }
        }
        Self { query, indexes }
    }
}

fn number(text: &str, default: usize) -> usize {
    let mut number: usize = 0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return default;
        }
        number = number.saturating_mul(10);
        number = number.saturating_add(usize::from(byte - b'0'));
    }
    if text.is_empty() { default } else { number }
}
