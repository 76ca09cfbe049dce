//! The documents for Quickwit, a search engine on servers built on tantivy as our index is.
//!
//! In: the site. Out: its documents as NDJSON, the configuration of an index for them, and
//! queries that rank as our own search does. Quickwit has no stemmer for Italian, no stop words
//! and no exceptions; so each document carries the terms of our analyser, which Quickwit has only
//! to cut at spaces, and queries are analysed here.

use super::{Filters, Material, documents, is_searchable, names, weight};
use crate::attachments::Texts;
use crate::site::Site;
use rayon::prelude::*;
use search_core::impact::BOOSTS;
use search_core::tokens::{Language, is_title_stop, query_terms};
use search_index::{Aliases, Document, analyse};
use serde::Serialize;
use std::collections::BTreeMap;

/// Name of the documents' file.
pub const DOCUMENTS: &str = "documents.ndjson";
/// Name of the index configuration.
pub const CONFIGURATION: &str = "index.yaml";

/// The configuration; the documents' fields are listed in it one by one.
const TEMPLATE: &str = include_str!("quickwit.yaml");
/// What stands for the name of the index in [`TEMPLATE`].
const INDEX_ID: &str = "INDEX_ID";

/// Fields of our analyser's terms, in the order of [`BOOSTS`].
const TERMS: [&str; BOOSTS.len()] = ["title_terms", "headings_terms", "body_terms"];

/// What an export consists of.
pub struct Export {
    /// How many documents it has.
    pub documents: usize,
    /// Name -> bytes.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

/// The files for an index of the site in its own language called `index`, which has to be a [name](is_index_id).
///
/// # Errors
/// If the text of a page cannot be read.
pub fn export(
    site: &Site,
    attachments: &Texts,
    index: &str,
) -> Result<Export, search_index::Error> {
    let material = Material {
        attachments,
        thumbnail: &|_| None,
    };
    let mut documents = documents(site, material, &Filters::new(site, 0))?;
    // A server does not know in which folder of its host the site is.
    for document in &mut documents {
        document.url.insert_str(0, &site.config.base_url.path);
    }
    // The order of our own index, in which equals are shown.
    documents.sort_by(|a, b| a.url.cmp(&b.url));
    let aliases = Aliases::new(&names(site, 0), &site.config.language);
    let lines: String = documents
        .par_iter()
        .map(|document| line(document, &aliases))
        .collect();
    let configuration = TEMPLATE.replace(INDEX_ID, index);
    Ok(Export {
        documents: documents.len(),
        files: vec![
            (DOCUMENTS, lines.into_bytes()),
            (CONFIGURATION, configuration.into_bytes()),
        ],
    })
}

/// Whether Quickwit takes a text as the name of an index.
pub fn is_index_id(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && (3..=255).contains(&text.len())
        && text.chars().all(inside)
}

/// A document as Quickwit gets it. `headings`, `anchors` and `body` have one entry a section, since
/// it takes no lists of objects.
#[derive(Serialize)]
struct Line<'a> {
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    synonyms: &'a [String],
    headings: Vec<&'a str>,
    anchors: Vec<&'a str>,
    body: Vec<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    weight: f32,
    filters: &'a BTreeMap<String, Vec<String>>,
    title_terms: &'a str,
    headings_terms: &'a str,
    body_terms: &'a str,
}

fn line(document: &Document, aliases: &Aliases) -> String {
    let [title, headings, body] = analyse(document, aliases).fields();
    let sections = || document.sections.iter();
    let line = Line {
        url: &document.url,
        title: &document.title,
        summary: &document.summary,
        synonyms: &document.synonyms,
        headings: sections().map(|s| s.heading.as_str()).collect(),
        anchors: sections()
            .map(|s| s.anchor.as_deref().unwrap_or(""))
            .collect(),
        body: sections().map(|s| s.text.as_str()).collect(),
        language: &document.lang,
        // Days are what pages have; RFC 3339 wants an hour too.
        date: document.date.as_ref().map(|day| format!("{day}T00:00:00Z")),
        weight: document.weight,
        filters: &document.filters,
        title_terms: &title,
        headings_terms: &headings,
        body_terms: &body,
    };
    let line = serde_json::to_string(&line);
    let mut line = line.expect("texts, numbers and lists of them always become JSON");
    line.push('\n');
    line
}

/// Writes queries for the documents of one site.
pub struct Queries {
    language: Language,
    /// The weights that documents have, largest first.
    weights: Vec<f32>,
}

impl Queries {
    /// For an export of this site.
    pub fn new(site: &Site) -> Self {
        let pages = site.ids().map(|id| site.page(id));
        let mut weights: Vec<f32> = pages
            .filter(|p| is_searchable(p))
            .map(|page| weight(site, page))
            .collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        weights.dedup();
        Self {
            language: Language::of_tag(&site.config.language),
            weights,
        }
    }

    /// Words as typed, in Quickwit's query language: sorted by `_score`, the ranking is ours.
    pub fn query(&self, words: &str) -> String {
        if words.trim().is_empty() {
            return "*".to_owned();
        }
        let clauses: Vec<String> = query_terms(words, self.language)
            .iter()
            .filter(|term| !is_title_stop(&term.term))
            .flat_map(|term| {
                let fields = TERMS.iter().zip(BOOSTS);
                let term = &term.term;
                fields.map(move |(field, boost)| boosted(&format!("{field}:\"{term}\""), boost))
            })
            .collect();
        match (clauses.is_empty(), self.weights.as_slice()) {
            // Words without a term find nothing, and no page is without an address.
            (true, _) => "url:\"\"".to_owned(),
            (false, [] | [1.0]) => clauses.join(" OR "),
            (false, weights) => weighted(&clauses.join(" OR "), weights),
        }
    }
}

/// Multiplies the score of a query's hits by their weights. The query language has no function for
/// it; but a clause of boost 0 selects without adding to the score.
fn weighted(query: &str, weights: &[f32]) -> String {
    let parts: Vec<String> = weights
        .iter()
        .map(|&weight| boosted(&format!("(({query}) AND weight:{weight}^0)"), weight))
        .collect();
    parts.join(" OR ")
}

fn boosted(query: &str, boost: f32) -> String {
    if boost == 1.0 {
        query.to_owned()
    } else {
        format!("{query}^{boost}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries(weights: &[f32]) -> Queries {
        Queries {
            language: Language::ITALIAN,
            weights: weights.to_owned(),
        }
    }

    #[test]
    fn every_term_is_looked_for_in_every_field() {
        assert_eq!(
            queries(&[1.0]).query("le gare d'appalto"),
            "title_terms:\"gar\"^2.5 OR headings_terms:\"gar\"^1.5 OR body_terms:\"gar\" OR \
             title_terms:\"appalt\"^2.5 OR headings_terms:\"appalt\"^1.5 OR body_terms:\"appalt\""
        );
    }

    #[test]
    fn weights_multiply() {
        assert_eq!(
            weighted("a OR b", &[1.0, 0.5]),
            "((a OR b) AND weight:1^0) OR ((a OR b) AND weight:0.5^0)^0.5"
        );
    }

    #[test]
    fn no_words_find_everything_and_no_terms_nothing() {
        assert_eq!(queries(&[1.0]).query(" \t"), "*");
        assert_eq!(queries(&[1.0]).query("…?"), "url:\"\"");
        assert_eq!(queries(&[]).query("…?"), "url:\"\"");
    }

    #[test]
    fn names_of_indexes_are_those_that_quickwit_takes() {
        for good in ["casa", "a-1", "Portal_2"] {
            assert!(is_index_id(good), "{good}");
        }
        for bad in ["", "ab", "1ab", "a b", "città", "a.b", &"a".repeat(256)] {
            assert!(!is_index_id(bad), "{bad}");
        }
    }
}
