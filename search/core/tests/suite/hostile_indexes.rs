//! A search over indexes that contradict themselves: an answer or an error,
//! and neither a panic nor files asked for without end.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use search_core::format::{
    FacetFile, FacetValue, FileName, Kind, LexiconShard, MOST_RANKED, OrderFile, Places,
    SlicedFile, StoredDocument, StoredSection, Tail, TermBlock, TermEntry, TermPositions,
    positions,
};
use search_core::{Query, Step, search};

use crate::hostile::{self, Listing, Parts, QUERIES, Site};

const WORDS: [&str; 12] = [
    "36",
    "5bis",
    "appalt",
    "appell",
    "band",
    "com",
    "comun",
    "costru",
    "costruzion",
    "ent",
    "entit",
    "è",
];

/// Documents of an index, few so that all meets.
const BOUND: u32 = 12;

fn ids() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::btree_set(0..BOUND, 0..8).prop_map(|ids| ids.into_iter().collect())
}

fn block() -> impl Strategy<Value = TermBlock> {
    let words = prop::sample::select(WORDS.to_vec());
    prop::collection::btree_map(words, (ids(), 0..32_u8), 0..12).prop_map(|words| {
        let entry = |(term, (documents, impact)): (&str, (Vec<u32>, u8))| TermEntry {
            term: term.to_owned(),
            count: documents.len() as u32,
            impacts: vec![impact; documents.len()],
            documents,
            tail: None,
        };
        let entries = words.into_iter().filter(|(_, (ids, _))| !ids.is_empty());
        TermBlock {
            positions: 0..0,
            entries: entries.map(entry).collect(),
        }
    })
}

/// Positions of another index: other terms, other documents, up to the end of
/// what a number holds.
fn strange_positions() -> impl Strategy<Value = Vec<u8>> {
    let document = prop_oneof![
        prop::collection::btree_set(0..9_u32, 1..6),
        prop::collection::btree_set(u32::MAX - 9..u32::MAX - 1, 1..4),
    ];
    prop::collection::vec(document, 0..90).prop_map(|documents| {
        let mut term = TermPositions::default();
        for document in documents {
            term.push(&document.into_iter().collect::<Vec<u32>>());
        }
        positions::encode(&[term])
    })
}

fn texts() -> impl Strategy<Value = StoredDocument> {
    let text = || {
        let word = prop::sample::select(vec![
            "appalto",
            "comune",
            "l’ente",
            "COSTRUZIONI",
            "è",
            "36/2023",
            "¶",
            ". ",
            "\u{301}",
        ]);
        prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
    };
    (text(), text(), text(), text()).prop_map(|(title, summary, heading, text)| StoredDocument {
        url: "/".to_owned(),
        title,
        summary,
        language: "it".to_owned(),
        sections: vec![StoredSection {
            anchor: "qui".to_owned(),
            heading,
            text,
        }],
        ..StoredDocument::default()
    })
}

fn parts() -> impl Strategy<Value = Parts> {
    let listing = prop::sample::select(vec![
        Listing::Plain,
        Listing::Plain,
        Listing::Plain,
        Listing::Directory,
        Listing::Nested,
        Listing::Foreign,
    ]);
    // Words that no document has among them.
    let lexicon =
        prop::collection::btree_set("(otlap|numoc|noizurtsoc|hgfedcb|tn)[a-z]{1,4}", 0..6)
            .prop_map(|words| LexiconShard {
                reversed: words.into_iter().map(String::into_bytes).collect(),
            });
    let slices = prop::collection::vec(prop_oneof![0..4_u32, Just(1 << 20)], 0..14);
    let places = prop::collection::vec(slices, 0..3).prop_map(|files| Places {
        files: (1..)
            .zip(files)
            .map(|(number, slices)| SlicedFile {
                file: FileName::new(Kind::Documents, number),
                slices,
            })
            .collect(),
    });
    let facet = prop::collection::btree_map("voce|notizia|", ids(), 0..3).prop_map(|values| {
        let value = |(value, documents)| FacetValue {
            value,
            key: String::new(),
            documents,
        };
        FacetFile {
            values: values.into_iter().map(value).collect(),
        }
    });
    // Values in any order, dates and numbers and neither.
    let values = prop::collection::vec("202[45]-0[1-9]|[0-9]{1,3}|[a-z]", 1..9);
    let order = (values, prop::collection::vec(0..9_u32, BOUND as usize)).prop_map(
        |(values, mut places)| {
            for place in &mut places {
                *place %= values.len() as u32 + 1;
            }
            OrderFile { values, places }
        },
    );
    (
        listing,
        block(),
        strange_positions(),
        lexicon,
        places,
        facet,
        order,
        texts(),
    )
        .prop_map(
            |(listing, block, positions, lexicon, places, facet, order, document)| Parts {
                documents: BOUND,
                listing,
                block,
                positions,
                tail: Tail::default().encode(BOUND),
                lexicon: lexicon.encode(),
                places: places.encode(),
                facet: facet.encode(BOUND),
                order: order.encode(),
                document,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn well_formed_and_wrong(indexes in prop::collection::vec(parts(), 1..4), more in "\\PC{0,20}") {
        let mut sites: Vec<Site> = indexes.into_iter().map(Site::new).collect();
        for text in QUERIES {
            hostile::run_all(&mut sites, text);
        }
        hostile::run_all(&mut sites, &more);
    }
}

/// A tail that has more or fewer documents than are left, those that rank
/// among them, and positions for none of them.
#[test]
fn tails_that_do_not_fit() {
    let bound = 20_000;
    let count = MOST_RANKED as u32 + 100;
    let entry = |term: &str| TermEntry {
        term: term.to_owned(),
        count,
        documents: (0..MOST_RANKED as u32).collect(),
        impacts: vec![3; MOST_RANKED],
        tail: Some(FileName::new(Kind::Tail, 0)),
    };
    let one = |documents: u32| {
        let mut term = TermPositions::default();
        (0..documents).for_each(|_| term.push(&[0, 1, u32::MAX - 2]));
        term
    };
    let tails: [Vec<u32>; 5] = [
        Vec::new(),
        (0..bound).collect(),
        vec![0, 1, 16_383],
        (bound - 100..bound).collect(),
        (bound - 3_000..bound).collect(),
    ];
    for (tail, placed) in tails.into_iter().zip([0, 10, count, count, 2 * count]) {
        let parts = Parts {
            documents: bound,
            listing: Listing::Plain,
            block: TermBlock {
                positions: 0..0,
                entries: vec![entry("appalt"), entry("comun")],
            },
            positions: positions::encode(&[one(placed), one(placed)]),
            tail: Tail { documents: tail }.encode(bound),
            lexicon: LexiconShard::default().encode(),
            places: Places {
                files: vec![SlicedFile {
                    file: FileName::new(Kind::Documents, 1),
                    slices: vec![1; bound as usize],
                }],
            }
            .encode(),
            facet: FacetFile::default().encode(bound),
            order: OrderFile {
                values: Vec::new(),
                places: vec![0; bound as usize],
            }
            .encode(),
            document: StoredDocument::default(),
        };
        let mut sites = [Site::new(parts)];
        for text in [
            "appalto",
            "\"appalto comune\"",
            "comune -appalto",
            "tipo:x comune",
        ] {
            hostile::run(&mut sites, &Query::new(text));
        }
    }
}

/// A lexicon that has what no dictionary has does not correct to it.
#[test]
fn corrections_are_words_of_the_index() {
    let words = BTreeSet::from(["bcdefghi", "otlappa"]);
    let parts = Parts {
        documents: 1,
        listing: Listing::Plain,
        block: TermBlock {
            positions: 0..0,
            entries: vec![TermEntry {
                term: "appalt".to_owned(),
                count: 1,
                documents: vec![0],
                impacts: vec![9],
                tail: None,
            }],
        },
        positions: positions::encode(&[]),
        tail: Tail::default().encode(1),
        lexicon: LexiconShard {
            reversed: words.iter().map(|word| word.as_bytes().to_vec()).collect(),
        }
        .encode(),
        places: Places {
            files: vec![SlicedFile {
                file: FileName::new(Kind::Documents, 1),
                slices: vec![1],
            }],
        }
        .encode(),
        facet: FacetFile::default().encode(1),
        order: OrderFile {
            values: Vec::new(),
            places: vec![0],
        }
        .encode(),
        document: StoredDocument {
            title: "Un Appalto".to_owned(),
            language: "it".to_owned(),
            ..StoredDocument::default()
        },
    };
    let corrected: BTreeMap<&str, Option<String>> = ["ihgfedcbx", "apalto"]
        .into_iter()
        .map(|text| {
            let mut sites = [Site::new(parts.clone())];
            let found = hostile::run(&mut sites, &Query::new(text));
            (text, found.and_then(|found| found.corrected))
        })
        .collect();
    assert_eq!(corrected["ihgfedcbx"], None);
    assert_eq!(corrected["apalto"].as_deref(), Some("Appalto"));
}

#[test]
fn no_indexes_no_hits() {
    for text in QUERIES {
        let found = search(&Query::new(text), &[]).expect("nothing is sound");
        assert!(matches!(found, Step::Done(results) if results.total == 0));
    }
}
