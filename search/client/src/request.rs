//! What JavaScript asks, as lines of tab-separated words: a key, its values.
//!
//! JavaScript replaces tabs and line breaks in what readers type by spaces.
//! Unknown keys are skipped; a missing or unreadable value leaves the default.

use search_core::{Facets, Filter, LastWord, Query};

/// The query of a request.
pub(crate) fn parse(request: &str) -> Query {
    let mut query = Query::new("");
    for line in request.split('\n') {
        let mut words = line.split('\t');
        match (words.next(), words.next(), words.next()) {
            (Some("text"), Some(text), _) => query.text = text.to_owned(),
            (Some("language"), Some(tag), _) => query.language = tag.to_owned(),
            (Some("limit"), Some(limit), _) => query.limit = limit.parse().unwrap_or(query.limit),
            (Some("offset"), Some(offset), _) => query.offset = offset.parse().unwrap_or(0),
            (Some("growing"), ..) => query.last_word = LastWord::Growing,
            (Some("facets"), ..) => query.facets = Facets::All,
            (Some("filter"), Some(facet), Some(value)) => query.filters.push(Filter {
                facet: facet.to_owned(),
                value: value.to_owned(),
            }),
            _ => {}
        }
    }
    query
}
