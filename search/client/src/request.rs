//! What JavaScript asks, as lines of tab-separated words: a key, its values.
//!
//! JavaScript replaces tabs and line breaks in what readers type by spaces.
//! Unknown keys are skipped; a missing or unreadable value leaves the default.

use search_core::text::take;
use search_core::{Condition, Facets, Filter, LastWord, Query, Range, Sort, Spelling};

/// The query that these lines are.
pub fn query(request: &str) -> Query {
    let mut query = Query::new("");
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
            "any" => query.clauses.push(clause(words)),
            "weight" => query.weights.push(number(&text(), 100) as u32),
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
            _ => {}
        }
    }
    query
}

/// The conditions of a clause, each a sign and what it is about.
fn clause(mut words: &str) -> Vec<Condition> {
    let mut conditions = Vec::new();
    while !words.is_empty() {
        let sign = take(&mut words, b'\t');
        let name = take(&mut words, b'\t');
        // A number that is none is of no index.
        let index = || number(name, usize::MAX);
        if sign == "@" || sign == "#" {
            conditions.push(match sign {
                "@" => Condition::Within(index()),
                _ => Condition::Elsewhere(index()),
            });
            continue;
        }
        let filter = Filter {
            facet: name.to_owned(),
            value: take(&mut words, b'\t').to_owned(),
        };
        conditions.push(match sign {
            "-" => Condition::Lacks(filter),
            _ => Condition::Has(filter),
        });
    }
    conditions
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
