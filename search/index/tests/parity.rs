//! The search does what its definition says: impacts are tantivy's, documents
//! match as tantivy's boolean query has them, and leaving out what cannot rank
//! leaves out nothing that does.

mod common;
#[path = "common/reference.rs"]
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use common::{Memory, dictionary, index};
use proptest::prelude::*;
use reference::{Reference, Sense, fields, frequencies};
use search_core::format::{Field, Root};
use search_core::impact::{self, BOOSTS, PIVOTS};
use search_core::tokens::{Language, is_low, query_terms};
use search_core::{Facets, Filter, Query, Spelling};
use search_index::{Aliases, Document, Index, analyse};
use tantivy::collector::DocSetCollector;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{
    Field as SchemaField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{DocSet, Searcher, TERMINATED, TantivyDocument, Term, postings::Postings};

/// tantivy's own index of the three fields; documents in order of address.
struct Tantivy {
    searcher: Searcher,
    fields: [SchemaField; 3],
}

impl Tantivy {
    fn new(documents: &[Document]) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("analysed")
            .set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let names = ["title", "headings", "body"];
        let fields_of = names.map(|name| schema.add_text_field(name, text.clone()));
        let index = tantivy::Index::create_in_ram(schema.build());
        index
            .tokenizers()
            .register("analysed", WhitespaceTokenizer::default());
        let mut writer = index
            .writer_with_num_threads(1, 64 << 20)
            .expect("a writer");
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by(|a, b| a.url.cmp(&b.url));
        for document in sorted {
            let analysed = analyse(document, &Aliases::default());
            let mut row = TantivyDocument::default();
            for (field, terms) in fields_of.into_iter().zip(fields(&analysed)) {
                let terms: Vec<&str> = terms.into_iter().map(|(term, _)| term).collect();
                row.add_text(field, terms.join(" "));
            }
            writer.add_document(row).expect("a document is added");
        }
        writer.commit().expect("a commit");
        let searcher = index.reader().expect("a reader").searcher();
        assert_eq!(searcher.segment_readers().len(), 1, "ids need one segment");
        Self {
            searcher,
            fields: fields_of,
        }
    }

    /// By document, the frequency of a term in a field and the field's length
    /// as tantivy keeps it.
    fn postings(&self, field: Field, term: &str) -> BTreeMap<u32, (u32, u8)> {
        let field = self.fields[field as usize];
        let segment = self.searcher.segment_reader(0);
        let lengths = segment.get_fieldnorms_reader(field).expect("lengths");
        let term = Term::from_field_text(field, term);
        let inverted = segment.inverted_index(field).expect("postings");
        let found = inverted
            .read_postings(&term, IndexRecordOption::WithFreqs)
            .expect("postings");
        let mut having = BTreeMap::new();
        if let Some(mut postings) = found {
            let mut document = postings.doc();
            while document != TERMINATED {
                let length = lengths.fieldnorm_id(document);
                having.insert(document, (postings.term_freq(), length));
                document = postings.advance();
            }
        }
        having
    }

    /// How many documents have any of the terms.
    fn any_of(&self, terms: &[&str]) -> usize {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for term in terms {
            for field in self.fields {
                let term = Term::from_field_text(field, term);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                clauses.push((Occur::Should, Box::new(query)));
            }
        }
        let query = BooleanQuery::new(clauses);
        let found = self.searcher.search(&query, &DocSetCollector);
        found.expect("a search").len()
    }
}

/// In how many blocks of an index terms with a beginning are.
fn files_of(index: &Index) -> impl Fn(&str) -> usize + use<> {
    let root = Root::decode(&index.files["index.casa"]).expect("the root is sound");
    move |beginning| root.terms.of_beginning(beginning.as_bytes()).count()
}

fn ask(text: &str) -> Query {
    let mut query = Query::new(text);
    query.spelling = Spelling::AsTyped;
    query
}

/// Every posting of `documents` is what tantivy makes of it.
fn check_impacts(documents: &[Document]) {
    let tantivy = Tantivy::new(documents);
    let mut sorted: Vec<&Document> = documents.iter().collect();
    sorted.sort_by(|a, b| a.url.cmp(&b.url));
    let analysed: Vec<_> = sorted
        .iter()
        .map(|document| {
            let analysed = analyse(document, &Aliases::default());
            (frequencies(&analysed), analysed.lengths)
        })
        .collect();
    let (root, entries) = dictionary(&index(documents.to_vec()));
    let count = u64::from(root.documents);
    let half_step = 1.156_f32.ln() / 2.0 + 1e-3;
    for entry in entries.iter().filter(|entry| !entry.term.starts_with('^')) {
        let by_field = Field::ALL.map(|field| tantivy.postings(field, &entry.term));
        let having: BTreeSet<u32> = by_field.iter().flat_map(|by| by.keys().copied()).collect();
        assert!(entry.documents.iter().eq(&having), "{}", entry.term);
        assert_eq!(entry.count as usize, having.len());
        let ours = impact::idf(entry.count, root.documents);
        let without = (count - u64::from(entry.count)) as f32;
        let theirs = (1.0 + (without + 0.5) / (entry.count as f32 + 0.5)).ln();
        assert!((ours - theirs).abs() <= theirs * 1e-6, "{ours} {theirs}");
        for (&document, &level) in entry.documents.iter().zip(&entry.impacts) {
            let mut impact = 0.0;
            for field in Field::ALL {
                let at = field as usize;
                let Some(&(frequency, _)) = by_field[at].get(&document) else {
                    continue;
                };
                // Of what stands at one position only one makes a field longer.
                let (frequencies, lengths) = &analysed[document as usize];
                let length = FieldNormReader::fieldnorm_to_id(lengths[at]);
                let (ours, early) = &frequencies[&entry.term];
                assert_eq!(ours[at], frequency, "{}", entry.term);
                let early = if field == Field::Body { *early } else { 0 };
                let weight =
                    Bm25Weight::for_one_term(u64::from(entry.count), count, PIVOTS[at] as f32)
                        .boost_by(BOOSTS[at]);
                impact += weight.score(length, frequency + early) / theirs;
            }
            let off = (impact / impact::value(level)).ln();
            let lowest = level == 0 && off < 0.0;
            assert!(
                lowest || off.abs() <= half_step,
                "{} {impact} {level}",
                entry.term
            );
        }
    }
    assert!(!entries.is_empty());
}

#[test]
fn impacts_are_those_of_tantivy() {
    check_impacts(&common::corpus());
    check_impacts(&common::generate::documents(300, 120, 2_000, 3));
}

/// The terms and the documents of each query: as tantivy's `should` has them.
#[test]
fn any_word_is_enough() {
    let documents = common::generate::documents(400, 60, 1_500, 8);
    let tantivy = Tantivy::new(&documents);
    let reference = Reference::new(documents.clone());
    let index = index(documents.clone());
    let files = files_of(&index);
    let mut memory = Memory::new(index);
    for text in common::drawn_queries(&documents, 200, 2) {
        let senses = reference.senses(&text, &files);
        let terms = senses.iter().map(|sense| sense.term.as_str());
        // Stop words of titles only rank.
        let terms: Vec<&str> = terms.filter(|term| !term.starts_with('^')).collect();
        assert_eq!(
            memory.search(&ask(&text)).total,
            tantivy.any_of(&terms),
            "{text}"
        );
    }
}

/// Checks the first page of every query against the reference, and all pages
/// of some.
fn check(documents: Vec<Document>, queries: &[String]) {
    let reference = Reference::new(documents.clone());
    let index = index(documents);
    let files = files_of(&index);
    let mut memory = Memory::new(index);
    let mut hits = 0;
    for (number, text) in queries.iter().enumerate() {
        if text.trim().is_empty() || text.contains(['"', ':']) {
            continue;
        }
        let mut query = ask(text);
        if number % 10 == 0 {
            query.limit = 1_000;
        }
        let senses: Vec<Sense> = reference.senses(text, &files);
        let expected = reference.search(&query, &senses);
        let found = memory.search(&query);
        let found: Vec<(String, f32)> = found
            .hits
            .into_iter()
            .map(|hit| (hit.url, hit.score))
            .collect();
        assert_eq!(found.len(), expected.len(), "{text}");
        for ((url, score), (expected_url, expected_score)) in found.iter().zip(&expected) {
            let same = (score - expected_score).abs() <= expected_score * 1e-5;
            assert!(
                same,
                "{text}: {url} {score}, {expected_url} {expected_score}"
            );
        }
        // Scores that are equal but for rounding may change places.
        let named = |hits: &[(String, f32)]| -> BTreeSet<String> {
            hits.iter().map(|(url, _)| url.clone()).collect()
        };
        assert_eq!(named(&found), named(&expected), "{text}");
        hits += found.len();
    }
    assert!(hits > 0, "the queries find something");
}

#[test]
fn written_corpus_and_queries() {
    let documents: Vec<Document> = common::corpus();
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

#[test]
fn weighed_corpus() {
    let mut documents = common::generate::documents(300, 80, 1_000, 21);
    for (number, document) in documents.iter_mut().enumerate() {
        document.weight = [0.2, 0.9, 1.0, 1.3, 5.0][number % 5];
    }
    let queries = common::drawn_queries(&documents, 80, 3);
    check(documents, &queries);
}

/// Terms with tails: the first page is that of scoring everything that ranks.
#[test]
fn corpus_with_tails() {
    let mut documents = common::generate::documents(19_000, 7, 300, 4);
    let mut queries = common::drawn_queries(&documents, 12, 3);
    for (number, document) in documents.iter_mut().enumerate() {
        let times = usize::from(number % 20 != 0) + number % 3;
        document.sections[0].text.push_str(&" comune".repeat(times));
        document
            .title
            .push_str(&" provincia".repeat(number % 7 / 6));
    }
    let some: Vec<String> = queries
        .iter()
        .map(|text| format!("comune {text}"))
        .collect();
    queries.extend(some);
    queries.extend(["comune", "comuni provincia", "comune provincia comunale"].map(str::to_owned));
    let (_, entries) = dictionary(&index(documents.clone()));
    assert!(entries.iter().any(|entry| entry.tail.is_some()));
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
    let mut queries = common::drawn_queries(&documents, 200, 11);
    // Signs that mean something in a query.
    queries.retain(|text| !text.contains(['-', '«', '“', '”', '»', '„', '|']));
    check(documents, &queries);
}

#[test]
fn filters_intersect() {
    let documents = common::generate::documents(300, 40, 800, 9);
    let mut memory = Memory::new(index(documents.clone()));
    for text in common::drawn_queries(&documents, 20, 6) {
        let mut query = ask(&text);
        query.limit = 1_000;
        let all = common::urls(&memory.search(&query));
        query.facets = Facets::All;
        for kind in ["notizia", "provincia", "ignoto"] {
            let has = |url: &String| {
                let mut documents = documents.iter();
                documents
                    .any(|document| document.url == *url && document.filters["tipo"][0] == kind)
            };
            let expected: BTreeSet<&String> = all.iter().filter(|url| has(url)).collect();
            query.filters = vec![Filter {
                facet: "tipo".to_owned(),
                value: kind.to_owned(),
            }];
            let found = common::urls(&memory.search(&query));
            assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected, "{text}");
        }
        query.filters.clear();
    }
}

/// Several indexes are searched as one, wherever each document is: where the
/// family of a word is not too large for any of them.
#[test]
fn parts_of_an_index_are_the_index() {
    let mut random = common::generate::Random(17);
    for (count, parts) in [(200, 2), (120, 5), (40, 3)] {
        let documents = common::generate::documents(count, 60, 1_200, count as u64);
        let mut dealt = vec![Vec::new(); parts];
        for document in &documents {
            dealt[random.below(parts)].push(document.clone());
        }
        let whole = index(documents.clone());
        let dealt: Vec<Index> = dealt.into_iter().map(index).collect();
        let limits: Vec<_> = dealt.iter().chain([&whole]).map(files_of).collect();
        let mut whole = Memory::new(whole);
        let mut dealt = Memory::of(dealt);
        let mut compared = 0;
        for text in common::drawn_queries(&documents, 240, 5) {
            let terms = query_terms(&text, Language::ITALIAN);
            // How many titles have a stop word depends on the index, and what is
            // beside a page that lacks a weak word.
            let depends = terms.iter().any(|typed| {
                typed.term.starts_with('^') || is_low(Language::ITALIAN, &typed.surface)
            });
            let fits = !depends
                && terms.iter().all(|typed| {
                    let half = typed.term.len().div_ceil(2).max(3).min(typed.term.len());
                    let beginning = typed.term.get(..half).unwrap_or(&typed.term);
                    limits.iter().all(|files| files(beginning) <= 2)
                });
            if !fits {
                continue;
            }
            compared += 1;
            let mut query = ask(&text);
            query.limit = 1_000;
            query.facets = Facets::All;
            let (a, b) = (whole.search(&query), dealt.search(&query));
            assert_eq!(a.total, b.total, "{text}");
            assert_eq!(a.facets, b.facets, "{text}");
            // What lacks a word has others beside it in another index.
            let multiset = |results: &search_core::Results| {
                let hits = results.hits.iter();
                let score = |hit: &search_core::Hit| hit.all.then_some(hit.score.to_bits());
                let mut pairs: Vec<(String, Option<u32>)> =
                    hits.map(|hit| (hit.url.clone(), score(hit))).collect();
                pairs.sort();
                pairs
            };
            assert_eq!(multiset(&a), multiset(&b), "{text}");
        }
        println!("{compared} of 240 queries compared over {parts} indexes");
        assert!(compared > 60, "{compared}");
    }
}

/// How many files, and what share of the bytes, an edit renews.
fn renewed(before: &Index, after: &Index) -> (usize, f64) {
    let new = after
        .files
        .iter()
        .filter(|(path, bytes)| before.files.get(*path) != Some(bytes));
    let sizes: Vec<usize> = new.map(|(_, bytes)| bytes.len()).collect();
    let all: usize = after.files.values().map(Vec::len).sum();
    (sizes.len(), sizes.iter().sum::<usize>() as f64 / all as f64)
}

#[test]
fn one_edit_renews_little() {
    let documents = common::generate::documents(300, 120, 4_000, 5);
    let before = index(documents.clone());
    let edit = |what: &str, change: &dyn Fn(&mut Document)| {
        let mut documents = documents.clone();
        change(&mut documents[150]);
        let after = index(documents);
        let (files, share) = renewed(&before, &after);
        println!(
            "{what}: {files} of {} files, {:.1} % of the bytes",
            after.files.len(),
            share * 100.0
        );
        share
    };
    let word = edit("a word at the end", &|document| {
        document.sections[0].text.push_str(" provincia");
    });
    let number = edit("a number for another", &|document| {
        document.summary = "1".to_owned();
    });
    let date = edit("a date", &|document| {
        document.date = Some("2025-01-01".to_owned());
    });
    assert!(date <= 0.05, "{date}");
    assert!(word <= 0.10, "{word}");
    let _ = number;
}
