//! The format: what is encoded is decoded, and no bytes make it panic.

use proptest::prelude::*;
use search_core::format::{
    DocumentShard, DocumentShardEntry, FIELDS, FacetEntry, FacetFile, FacetValue, FileName,
    HeaderError, Kind, Posting, Root, StoredDocument, StoredSection, TermEntry, TermShard,
    TermShardEntry, WeightFile,
};
use search_core::{Cache, Error, Facets, LastWord, Query, Step, search};

/// Documents in the indexes below.
const BOUND: u32 = 1_000;

fn postings() -> impl Strategy<Value = Vec<Posting>> {
    prop::collection::btree_map(0..BOUND, (1..=u32::MAX, any::<u8>()), 0..20).prop_map(|map| {
        let posting = |(document, (frequency, length_id))| Posting {
            document,
            frequency,
            length_id,
        };
        map.into_iter().map(posting).collect()
    })
}

fn entries() -> impl Strategy<Value = Vec<TermEntry>> {
    let fields = [postings(), postings(), postings()];
    prop::collection::btree_map("[a-zà-ù0-9/]{1,9}", fields, 0..30).prop_map(|map| {
        let there = |(_, fields): &(String, [Vec<Posting>; FIELDS])| {
            fields.iter().any(|postings| !postings.is_empty())
        };
        let entry = |(term, fields)| TermEntry { term, fields };
        map.into_iter().filter(there).map(entry).collect()
    })
}

fn document() -> impl Strategy<Value = StoredDocument> {
    let pairs = prop::collection::vec((any::<String>(), any::<String>()), 0..4);
    let sections = prop::collection::vec((any::<String>(), any::<String>(), any::<String>()), 0..4);
    (any::<[String; 5]>(), pairs, sections).prop_map(
        |([url, title, summary, language, date], filters, sections)| StoredDocument {
            url,
            title,
            summary,
            language,
            date,
            filters,
            sections: sections
                .into_iter()
                .map(|(anchor, heading, text)| StoredSection {
                    anchor,
                    heading,
                    text,
                })
                .collect(),
        },
    )
}

/// A payload of `kind` with the bytes given and the name it asks for.
fn named(kind: Kind, body: &[u8]) -> (FileName, Vec<u8>) {
    let mut payload = b"casa\x01".to_vec();
    payload.push(kind.letter());
    payload.extend(body);
    (FileName::of(kind, &payload), payload)
}

fn root_of(terms: FileName, documents: FileName, facet: FileName, weights: FileName) -> Root {
    Root {
        language: "it".to_owned(),
        documents: BOUND,
        lengths: [1, 2, 3],
        terms: vec![TermShardEntry {
            first: "a".to_owned(),
            file: terms,
        }],
        document_shards: vec![DocumentShardEntry {
            documents: BOUND,
            file: documents,
        }],
        facets: vec![FacetEntry {
            name: "tipo".to_owned(),
            label: "Tipo".to_owned(),
            file: facet,
        }],
        weights: Some(weights),
    }
}

proptest! {
    #[test]
    fn terms(entries in entries()) {
        let payload = TermShard::encode(&entries);
        let decoded = TermShard::open(&payload).unwrap().entries(BOUND, &|_| true).unwrap();
        prop_assert_eq!(&decoded, &entries);
        for entry in &entries {
            let found = TermShard::open(&payload).unwrap().entries(BOUND, &|term| term == entry.term);
            prop_assert_eq!(&found.unwrap(), std::slice::from_ref(entry));
        }
    }

    #[test]
    fn documents(documents in prop::collection::vec(document(), 0..5)) {
        let payload = DocumentShard::encode(&documents);
        prop_assert_eq!(DocumentShard::decode(&payload).unwrap().documents, documents);
    }

    #[test]
    fn facets(values in prop::collection::btree_map(any::<String>(), prop::collection::btree_set(0..BOUND, 0..20), 0..6)) {
        let value = |(value, documents): (String, std::collections::BTreeSet<u32>)| FacetValue {
            value,
            documents: documents.into_iter().collect(),
        };
        let facet = FacetFile { values: values.into_iter().map(value).collect() };
        prop_assert_eq!(FacetFile::decode(&facet.encode(), BOUND).unwrap(), facet);
    }

    #[test]
    fn weights(weights in prop::collection::btree_map(0..BOUND, 0.01_f32..100.0, 0..20)) {
        let file = WeightFile { weights: weights.into_iter().collect() };
        prop_assert_eq!(WeightFile::decode(&file.encode(), BOUND).unwrap(), file);
    }

    #[test]
    fn root(firsts in prop::collection::btree_set("[a-z]{1,5}", 0..9), lengths: [u64; 3], hash: [u8; 4]) {
        let file = |kind| named(kind, &hash).0;
        let mut root = root_of(file(Kind::Terms), file(Kind::Documents), file(Kind::Facet), file(Kind::Weights));
        root.lengths = lengths;
        root.terms = firsts.into_iter().map(|first| TermShardEntry { first, file: file(Kind::Terms) }).collect();
        let payload = root.encode();
        prop_assert_eq!(Root::decode(&payload).unwrap(), root);
        for at in 0..payload.len() {
            let mut damaged = payload.clone();
            damaged[at] ^= 1 << (at % 8);
            prop_assert!(Root::decode(&damaged).is_err());
            prop_assert!(Root::decode(&payload[..at]).is_err());
        }
    }

    #[test]
    fn names(hash: [u8; 8], path in "\\PC{0,40}|shards/[a-z][0-9a-fA-F+-]{15,17}\\.casa") {
        let (name, _) = named(Kind::Terms, &hash);
        prop_assert_eq!(FileName::parse(&name.path()), Some(name));
        if let Some(parsed) = FileName::parse(&path) {
            prop_assert_eq!(parsed.path(), path);
        }
    }

    /// Sound names around unsound contents, as only a bad writer makes them:
    /// the search refuses or answers, and does not panic.
    #[test]
    fn any_bytes(
        bodies: [Vec<u8>; 4],
        sound in prop::collection::vec(entries(), 1),
        cut in any::<prop::sample::Index>(),
        flip in any::<prop::sample::Index>(),
        text in "[a-z]{1,3}( [a-z]{1,5})?",
    ) {
        // Half of them are random, half nearly sound.
        let mut nearly = TermShard::encode(&sound[0])[6..].to_vec();
        if let Some(byte) = (!nearly.is_empty()).then(|| flip.index(nearly.len())) {
            nearly[byte] ^= 0x55;
        }
        nearly.truncate(cut.index(nearly.len() + 1));
        for terms in [&bodies[0], &nearly] {
            let (terms_name, terms) = named(Kind::Terms, terms);
            let (documents_name, documents) = named(Kind::Documents, &bodies[1]);
            let (facet_name, facet) = named(Kind::Facet, &bodies[2]);
            let (weights_name, weights) = named(Kind::Weights, &bodies[3]);
            let _ = TermShard::open(&terms).and_then(|shard| shard.entries(BOUND, &|_| true));
            let _ = DocumentShard::decode(&documents);
            let _ = FacetFile::decode(&facet, BOUND);
            let _ = WeightFile::decode(&weights, BOUND);
            let mut cache = Cache::default();
            let mut root = root_of(terms_name, documents_name, facet_name, weights_name);
            root.weights = None;
            root.facets.clear();
            cache.insert(FileName::ROOT, root.encode()).unwrap();
            for (name, payload) in [(terms_name, terms), (documents_name, documents), (facet_name, facet)] {
                cache.insert(name, payload).unwrap();
            }
            let mut query = Query::new(text.as_str());
            query.last_word = LastWord::Growing;
            query.facets = Facets::All;
            let _ = search(&query, &cache);
        }
    }
}

#[test]
fn wrong_files_are_refused() {
    let mut cache = Cache::default();
    let (name, payload) = named(Kind::Terms, b"body");
    let (_, other) = named(Kind::Terms, b"other body");
    let (_, foreign) = named(Kind::Facet, b"body");
    assert_eq!(cache.insert(name, other), Err(Error::Corrupt(name)));
    assert_eq!(cache.insert(name, foreign), Err(Error::Corrupt(name)));
    assert_eq!(cache.insert(name, Vec::new()), Err(Error::Corrupt(name)));
    let mut newer = payload.clone();
    newer[4] = 2;
    assert_eq!(cache.insert(name, newer), Err(Error::Version(2)));
    assert_eq!(cache.insert(name, payload), Ok(()));
    assert_eq!(Root::decode(b"casa\x09r"), Err(HeaderError::Version(9)));
    assert_eq!(
        Root::decode(b"<!doctype html>"),
        Err(HeaderError::Malformed)
    );
    assert_eq!(Root::decode(b""), Err(HeaderError::Malformed));
}

#[test]
fn a_search_begins_with_the_root_and_names_all_it_needs_at_once() {
    let mut cache = Cache::default();
    let mut query = Query::new("appalto");
    query.facets = Facets::All;
    assert_eq!(search(&query, &cache), Ok(Step::Need(vec![FileName::ROOT])));
    let file = |kind| named(kind, b"").0;
    let root = root_of(
        file(Kind::Terms),
        file(Kind::Documents),
        file(Kind::Facet),
        file(Kind::Weights),
    );
    cache.insert(FileName::ROOT, root.encode()).unwrap();
    let needed = vec![file(Kind::Terms), file(Kind::Facet), file(Kind::Weights)];
    assert_eq!(search(&query, &cache), Ok(Step::Need(needed)));
}

#[test]
fn the_example_of_the_specification() {
    let entry = |term: &str, postings: [Vec<Posting>; FIELDS]| TermEntry {
        term: term.to_owned(),
        fields: postings,
    };
    let posting = |document, frequency, length_id| Posting {
        document,
        frequency,
        length_id,
    };
    let payload = TermShard::encode(&[
        entry(
            "appalt",
            [
                vec![posting(3, 1, 4)],
                vec![],
                vec![posting(3, 2, 58), posting(7, 1, 61)],
            ],
        ),
        entry("appell", [vec![], vec![], vec![posting(7, 1, 61)]]),
    ]);
    let expected = b"casa\x01t\
        \x12\x00\x06appalt\x05\x01\x02\x03\x03ell\x04\x01\
        \x04\x03\x03\x03\x07\
        \x04\x00\x01\x00\x00\
        \x04\x04\x3a\x3d\x3d";
    assert_eq!(payload, expected);
}
