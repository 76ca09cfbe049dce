//! The search ranks as tantivy does: same documents, same order.
//!
//! The reference is tantivy's own boolean query over the same analysed fields:
//! a `should` clause for each term and field, boosted by field. It counts the
//! hits beside collecting the best ones, so that it scores every document in
//! order of clauses; alone, its pruning adds up floats in an order that
//! depends on what it skipped, and equals may change places.

mod common;

use proptest::prelude::*;
use search_core::format::Field;
use search_core::tokens::{Language, query_terms};
use search_core::{BOOSTS, Query};
use search_index::{Document, analyse, build};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{
    Field as SchemaField, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// Hits that are compared.
const TOP: usize = 10;

struct Reference {
    searcher: Searcher,
    url: SchemaField,
    fields: [SchemaField; 3],
}

impl Reference {
    fn new(documents: &[Document]) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("analysed")
            .set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let fields =
            ["title", "headings", "body"].map(|name| schema.add_text_field(name, text.clone()));
        let url = schema.add_text_field("url", STRING | STORED);
        let index = Index::create_in_ram(schema.build());
        index
            .tokenizers()
            .register("analysed", WhitespaceTokenizer::default());
        let mut writer = index
            .writer_with_num_threads(1, 64 << 20)
            .expect("a writer");
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by(|a, b| a.url.cmp(&b.url));
        for document in sorted {
            let mut row = TantivyDocument::default();
            row.add_text(url, &document.url);
            let analysed = analyse(document);
            for (field, terms) in fields.into_iter().zip(analysed.fields()) {
                row.add_text(field, terms);
            }
            writer.add_document(row).expect("a document is added");
        }
        writer.commit().expect("a commit");
        let searcher = index.reader().expect("a reader").searcher();
        assert_eq!(searcher.segment_readers().len(), 1, "ties need one segment");
        Self {
            searcher,
            url,
            fields,
        }
    }

    fn search(&self, text: &str) -> (usize, Vec<(String, f32)>) {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for term in query_terms(text, Language::Italian) {
            for field in Field::ALL {
                let term = Term::from_field_text(self.fields[field as usize], &term);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                let boosted = BoostQuery::new(Box::new(query), BOOSTS[field as usize]);
                clauses.push((Occur::Should, Box::new(boosted)));
            }
        }
        let query = BooleanQuery::new(clauses);
        let collector = (TopDocs::with_limit(TOP).order_by_score(), Count);
        let (best, count) = self.searcher.search(&query, &collector).expect("a search");
        let best = best.into_iter().map(|(score, address)| {
            let row: TantivyDocument = self.searcher.doc(address).expect("a document");
            let url = row
                .get_first(self.url)
                .and_then(|url| url.as_str())
                .expect("its url");
            (url.to_owned(), score)
        });
        (count, best.collect())
    }
}

fn check(documents: Vec<Document>, queries: &[String]) {
    let reference = Reference::new(&documents);
    let mut ours = common::Memory::new(build(documents, &common::options()).expect("an index"));
    let mut hits = 0;
    for text in queries.iter().filter(|text| !text.trim().is_empty()) {
        let (total, expected) = reference.search(text);
        let found = ours.search(&Query::new(text));
        let urls: Vec<&str> = found.hits.iter().map(|hit| hit.url.as_str()).collect();
        let expected_urls: Vec<&str> = expected.iter().map(|(url, _)| url.as_str()).collect();
        assert_eq!(urls, expected_urls, "{text}");
        assert_eq!(found.total, total, "{text}");
        for (hit, (_, score)) in found.hits.iter().zip(&expected) {
            // Only the logarithm may differ, by its last bit.
            assert!(
                (hit.score - score).abs() <= score * 1e-6,
                "{text}: {} {score}",
                hit.score
            );
        }
        hits += urls.len();
    }
    assert!(hits > 0, "the queries find something");
}

#[test]
fn written_corpus_and_queries() {
    let documents = common::corpus();
    let mut queries = common::queries();
    queries.extend(common::drawn_queries(&documents, 200, 7));
    check(documents, &queries);
}

#[test]
fn generated_corpus() {
    let documents = common::generate::documents(700, 120, 4_000, 3);
    let queries = common::drawn_queries(&documents, 150, 3);
    check(documents, &queries);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_corpus(count in 1..60_usize, words in 2..60_usize, vocabulary in 30..900_usize, seed: u64) {
        let documents = common::generate::documents(count, words, vocabulary, seed);
        let queries = common::drawn_queries(&documents, 20, seed);
        check(documents, &queries);
    }
}

#[test]
fn portal() {
    let documents = common::portal();
    if documents.is_empty() {
        return;
    }
    let mut queries = common::queries();
    queries.extend(common::drawn_queries(&documents, 300, 11));
    check(documents, &queries);
}
