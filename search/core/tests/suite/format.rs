//! The format: what is encoded is decoded, and no bytes make it panic.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index as At;
use search_core::format::{
    BLOCK_UNIT, Directory, DirectoryEntry, FacetFile, FacetValue, FileName, Kind, LexiconShard,
    MOST_RANKED, NamedFile, OrderFile, Places, Root, RootError, SlicedFile, Split, StoredDocument,
    StoredSection, Tail, TermBlock, TermEntry, TermPositions, UNIT, VERSION, encode_terms, number,
    positions, sum,
};
use search_core::impact::LEVELS;
use search_core::{Cache, Error, Facets, Piece, Query, Step, search};

use crate::hostile;

/// Documents in the indexes below.
const BOUND: u32 = 1_000;

const KINDS: [Kind; 8] = [
    Kind::Directory,
    Kind::Terms,
    Kind::Tail,
    Kind::Lexicon,
    Kind::Places,
    Kind::Documents,
    Kind::Facet,
    Kind::Order,
];

fn documents_of(most: usize) -> impl Strategy<Value = Vec<u32>> {
    // Far apart, in clusters, all of them.
    let apart = prop::collection::btree_set(0..BOUND, 0..most);
    let cluster = (
        0..BOUND - 50,
        prop::collection::btree_set(0..50_u32, 0..most),
    )
        .prop_map(|(from, set)| {
            set.into_iter()
                .map(|id| from + id)
                .collect::<BTreeSet<u32>>()
        });
    prop_oneof![apart, cluster].prop_map(|set| set.into_iter().collect())
}

fn file(kind: Kind) -> impl Strategy<Value = FileName> {
    any::<u32>().prop_map(move |number| FileName::new(kind, number))
}

fn term_block() -> impl Strategy<Value = TermBlock> {
    let entry = (documents_of(40), any::<[u8; 8]>());
    let terms = prop::collection::btree_map("[a-zà-ù0-9/]{1,9}|\\PC{1,40}", entry, 0..30);
    (0..1_000_000_u32, 0..9_000_u32, terms).prop_map(|(start, length, terms)| {
        let entry = |(term, (documents, seed)): (String, (Vec<u32>, [u8; 8]))| TermEntry {
            term,
            count: documents.len() as u32,
            impacts: (0..documents.len())
                .map(|at| seed[at % 8] % LEVELS as u8)
                .collect(),
            documents,
            tail: None,
        };
        let there = |entry: &TermEntry| entry.count > 0;
        TermBlock {
            positions: start..start + length,
            entries: terms.into_iter().map(entry).filter(there).collect(),
        }
    })
}

fn term_positions() -> impl Strategy<Value = Vec<TermPositions>> {
    let near = prop::collection::btree_set(0..300_u32, 1..12);
    let far = prop::collection::btree_set(0..u32::MAX - 1, 1..4);
    let document = prop_oneof![9 => near, 1 => far];
    let term = prop::collection::vec(document, 1..6);
    prop::collection::vec(term, 1..8).prop_map(|terms| {
        let term = |documents: Vec<BTreeSet<u32>>| {
            let mut positions = TermPositions::default();
            for document in documents {
                positions.push(&document.into_iter().collect::<Vec<u32>>());
            }
            positions
        };
        terms.into_iter().map(term).collect()
    })
}

fn directory(kind: Kind) -> impl Strategy<Value = Directory> {
    let first = prop::collection::vec(any::<u8>(), 0..9);
    let listed = prop::collection::btree_map(first, (file(kind), 1..5_000_u32), 0..12);
    listed.prop_map(move |listed| {
        let listed: Vec<(Vec<u8>, (FileName, u32))> = listed.into_iter().collect();
        // Of terms up to three blocks a file.
        let files = listed.chunks(if kind == Kind::Terms { 3 } else { 1 });
        let entries = files.flat_map(|listed| {
            let (first, (file, _)) = &listed[0];
            let blocks = listed
                .iter()
                .map(|(first, (_, units))| (first.clone(), *units));
            match kind {
                Kind::Terms => DirectoryEntry::blocks(*file, &blocks.collect::<Vec<_>>()),
                _ => vec![DirectoryEntry::whole(first.clone(), *file)],
            }
        });
        Directory {
            entries: entries.collect(),
        }
    })
}

fn named(kind: Kind) -> impl Strategy<Value = Vec<NamedFile>> {
    let named = ("\\PC{0,12}", "\\PC{0,12}", file(kind));
    let named = named.prop_map(|(name, label, file)| NamedFile { name, label, file });
    prop::collection::vec(named, 0..5)
}

fn root() -> impl Strategy<Value = Root> {
    let listings = prop::sample::select(vec![Kind::Terms, Kind::Directory])
        .prop_flat_map(|kind| (directory(kind), directory(Kind::Lexicon)));
    let places = prop::collection::vec(file(Kind::Places), 1..9);
    (
        "[a-z]{0,3}(-[A-Z]{2})?",
        listings,
        1..1_000_u32,
        places,
        named(Kind::Facet),
        named(Kind::Order),
    )
        .prop_map(
            |(language, (terms, lexicon), placed, places, facets, orders)| Root {
                documents: placed * places.len() as u32 - placed / 2,
                split: (0..placed / 16)
                    .map(|at| Split {
                        first: at * 5 + at % 2,
                        more: 1 + at % 3,
                    })
                    .collect(),
                language,
                terms,
                lexicon,
                placed,
                places,
                facets,
                orders,
            },
        )
}

fn places() -> impl Strategy<Value = Places> {
    let slices = prop::collection::vec(prop_oneof![9 => 0..90_u32, 1 => 0..1_u32 << 20], 0..20);
    let files = prop::collection::vec((file(Kind::Documents), slices), 0..8);
    files.prop_map(|files| Places {
        files: files
            .into_iter()
            .map(|(file, slices)| SlicedFile { file, slices })
            .collect(),
    })
}

fn facet() -> impl Strategy<Value = FacetFile> {
    prop::collection::btree_map("\\PC{0,20}", documents_of(60), 0..8).prop_map(|values| FacetFile {
        values: values
            .into_iter()
            .map(|(value, documents)| FacetValue {
                key: value.chars().rev().collect(),
                value,
                documents,
            })
            .collect(),
    })
}

fn order() -> impl Strategy<Value = OrderFile> {
    let values = prop::collection::btree_set("[0-9]{4}-[0-9]{2}-[0-9]{2}|\\PC{0,9}", 0..40);
    (values, prop::collection::vec(any::<At>(), BOUND as usize)).prop_map(|(values, places)| {
        let places = places.iter().map(|at| at.index(values.len() + 1) as u32);
        OrderFile {
            places: places.collect(),
            values: values.into_iter().collect(),
        }
    })
}

fn stored() -> impl Strategy<Value = StoredDocument> {
    let text = || "\\PC{0,30}|[ -~à-ÿ]{0,90}";
    let pairs = || prop::collection::vec(("[ -~à-ÿ]{1,9}", text()), 0..4);
    let sections = prop::collection::vec((text(), text(), text()), 0..4);
    (
        [text(), text(), text(), text(), text()],
        pairs(),
        pairs(),
        sections,
    )
        .prop_map(
            |([url, title, summary, language, date], filters, meta, sections)| StoredDocument {
                url,
                title,
                summary,
                language,
                date,
                filters,
                meta,
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn terms(block in term_block()) {
        let payload = block.encode(BOUND);
        let decoded = TermBlock::decode(&payload, BOUND).unwrap();
        prop_assert_eq!(&decoded, &block);
        for (place, entry) in block.entries.iter().enumerate() {
            prop_assert_eq!(decoded.find(&entry.term), Some(place));
        }
        prop_assert_eq!(decoded.find("non c'è"), None);
        // Fewer documents than it was written for.
        let _ = TermBlock::decode(&payload, 3);
    }

    #[test]
    fn files_of_terms(blocks in prop::collection::vec(term_block(), 1..4)) {
        let blocks: Vec<_> = blocks
            .into_iter()
            .map(|block| {
                let standing = block.entries.iter().map(|entry| {
                    let mut term = TermPositions::default();
                    (0..entry.count).for_each(|document| term.push(&[document, document + 9]));
                    term
                });
                let standing: Vec<TermPositions> = standing.collect();
                (block.entries, standing)
            })
            .collect();
        let (file, units) = encode_terms(blocks.clone(), BOUND);
        let listed: Vec<(Vec<u8>, u32)> = (0..).zip(&units).map(|(at, &units)| (vec![at], units)).collect();
        let entries = DirectoryEntry::blocks(FileName::new(Kind::Terms, sum(&file)), &listed);
        for (entry, (entries, standing)) in entries.iter().zip(blocks) {
            let bytes = entry.piece.of(&file).unwrap();
            prop_assert_eq!(bytes.len() % BLOCK_UNIT as usize, 0);
            let block = TermBlock::decode(bytes, BOUND).unwrap();
            let rest = entry.positions().of(&file).unwrap();
            let range = block.positions.start as usize..block.positions.end as usize;
            let counts: Vec<u32> = entries.iter().map(|entry| entry.count).collect();
            prop_assert_eq!(positions::decode_all(&rest[range], &counts).unwrap(), standing);
            prop_assert_eq!(block.entries, entries);
        }
    }

    /// A block or positions of which a bit is another are none.
    #[test]
    fn damage_shows_in_a_block(block in term_block(), terms in term_positions(), at: At, bit in 0..8) {
        let mut damaged = block.encode(BOUND);
        let place = at.index(damaged.len());
        damaged[place] ^= 1_u8 << bit;
        prop_assert!(TermBlock::decode(&damaged, BOUND).is_err());
        let mut damaged = positions::encode(&terms);
        let place = at.index(damaged.len());
        damaged[place] ^= 1_u8 << bit;
        let counts: Vec<u32> = terms.iter().map(|term| term.ends.len() as u32).collect();
        prop_assert!(positions::decode_all(&damaged, &counts).is_err());
    }

    #[test]
    fn positions_of_each_term(terms in term_positions()) {
        let payload = positions::encode(&terms);
        let counts: Vec<u32> = terms.iter().map(|term| term.ends.len() as u32).collect();
        for (wanted, term) in terms.iter().enumerate() {
            let found = positions::decode(&payload, &counts, wanted).unwrap();
            prop_assert_eq!(&found, term);
            prop_assert_eq!(found.of(counts[wanted] as usize), &[] as &[u32]);
        }
    }

    #[test]
    fn tails(documents in documents_of(200)) {
        let tail = Tail { documents };
        prop_assert_eq!(Tail::decode(&tail.encode(BOUND), BOUND).unwrap(), tail);
    }

    #[test]
    fn lexicons(words in prop::collection::btree_set("[a-z]{1,20}", 0..60)) {
        let shard = LexiconShard { reversed: words.into_iter().map(String::into_bytes).collect() };
        prop_assert_eq!(LexiconShard::decode(&shard.encode()).unwrap(), shard);
    }

    #[test]
    fn directories(directory in prop::sample::select(KINDS.to_vec()).prop_flat_map(directory), text: Vec<u8>) {
        let decoded = Directory::decode(&directory.encode()).unwrap();
        prop_assert_eq!(&decoded, &directory);
        let expected = directory.entries.iter().rfind(|entry| entry.first <= text);
        prop_assert_eq!(decoded.entry_of(&text), expected);
        // All pieces where something that begins so could be.
        let of_beginning: Vec<Piece> = decoded.of_beginning(&text).collect();
        let may_have = directory.entries.iter().enumerate().filter(|(at, entry)| {
            let next = directory.entries.get(at + 1);
            let before = entry.first <= text || entry.first.starts_with(&text);
            before && next.is_none_or(|next| next.first > text)
        });
        prop_assert_eq!(of_beginning, may_have.map(|(_, entry)| entry.piece).collect::<Vec<_>>());
    }

    #[test]
    fn roots(root in root()) {
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
    fn places_of_documents(places in places()) {
        let decoded = Places::decode(&places.encode()).unwrap();
        prop_assert_eq!(&decoded, &places);
        let mut at = 0;
        for file in &places.files {
            let mut from = 0;
            for length in &file.slices {
                let slice = decoded.slice(at).unwrap();
                prop_assert_eq!((slice.file, slice.from), (file.file, from));
                from += length * UNIT;
                prop_assert_eq!(slice.to, from);
                at += 1;
            }
        }
        prop_assert_eq!(decoded.slice(at), None);
    }

    #[test]
    fn facets(facet in facet()) {
        prop_assert_eq!(FacetFile::decode(&facet.encode(BOUND), BOUND).unwrap(), facet);
    }

    #[test]
    fn orders(mut order in order()) {
        if order.values.is_empty() {
            order.places.fill(0);
        }
        prop_assert_eq!(OrderFile::decode(&order.encode(), BOUND).unwrap(), order);
    }

    #[test]
    fn documents(document in stored()) {
        let contents = document.encode();
        prop_assert_eq!(StoredDocument::decode(&contents).unwrap(), document);
        for at in 0..contents.len() {
            let mut damaged = contents.clone();
            damaged[at] ^= 1 << (at % 8);
            prop_assert!(StoredDocument::decode(&damaged).is_err());
            prop_assert!(StoredDocument::decode(&contents[..at]).is_err());
        }
    }

    #[test]
    fn controls_in_documents_are_spaces(title in any::<String>(), text in any::<String>()) {
        let plain = |text: &str| text.replace(|c: char| c < ' ', " ");
        let document = StoredDocument {
            title: title.clone(),
            sections: vec![StoredSection { text: text.clone(), ..StoredSection::default() }],
            ..StoredDocument::default()
        };
        let decoded = StoredDocument::decode(&document.encode()).unwrap();
        prop_assert_eq!(decoded.title, plain(&title));
        prop_assert_eq!(&decoded.sections[0].text, &plain(&text));
    }

    #[test]
    fn names(number: u32, kind in prop::sample::select(KINDS.to_vec()), path in "\\PC{0,40}|shards/[a-z][0-9a-fA-F+-]{7,9}\\.casa") {
        let name = FileName::new(kind, number);
        prop_assert_eq!(FileName::parse(&name.path()), Some(name));
        prop_assert_eq!(name.path(), format!("shards/{}{number:08x}.casa", char::from(kind.letter())));
        if let Some(parsed) = FileName::parse(&path) {
            prop_assert_eq!(parsed.path(), path);
        }
    }

    #[test]
    fn numbers(value in -1e12_f64..1e12, text in "[-0-9.]{0,6}|\\PC{0,6}") {
        for number_of in [format!("{value:.3}"), format!("{value:.0}")] {
            let expected: f64 = number_of.parse().unwrap();
            let found = number(&number_of).unwrap();
            prop_assert!((found - expected).abs() <= expected.abs() * 1e-12);
        }
        if number(&text).is_some() {
            prop_assert!(text.parse::<f64>().is_ok(), "{}", text);
        }
    }

    /// Damaged and made-up bytes: an answer or none, soon and small.
    #[test]
    fn any_bytes(
        block in term_block(),
        sound in (root(), places(), facet(), order(), directory(Kind::Terms)),
        noise: Vec<u8>,
        cut: At,
        flip: At,
        bound in prop::sample::select(vec![0, 1, 7, BOUND, 1 << 24]),
    ) {
        let (root, places, facet, order, directory) = sound;
        let payloads = [
            // Without its sum, which would stop all of it.
            block.encode(BOUND)[3..].to_vec(),
            root.encode(),
            places.encode(),
            facet.encode(BOUND),
            order.encode(),
            directory.encode(),
            noise.clone(),
        ];
        for payload in payloads {
            let mut flipped = payload.clone();
            if !flipped.is_empty() {
                let at = flip.index(flipped.len());
                flipped[at] ^= 0x55;
            }
            let truncated = payload[..cut.index(payload.len() + 1)].to_vec();
            let mut noisy = payload;
            let at = cut.index(noisy.len() + 1);
            noisy.splice(at.., noise.iter().copied());
            for bytes in [flipped, truncated, noisy] {
                hostile::decode(&bytes, bound);
            }
        }
    }
}

#[test]
fn a_tail_has_what_does_not_rank() {
    let bound = 40_000;
    let mut block = TermBlock::default();
    for (term, count) in [
        ("a", MOST_RANKED),
        ("b", MOST_RANKED + 1),
        ("c", 20_000),
        ("d", 1),
    ] {
        let ranked = count.min(MOST_RANKED) as u32;
        block.entries.push(TermEntry {
            term: term.to_owned(),
            count: count as u32,
            documents: (0..ranked).map(|id| id * 2).collect(),
            impacts: (0..ranked).map(|id| (id % LEVELS as u32) as u8).collect(),
            tail: (count > MOST_RANKED).then(|| FileName::new(Kind::Tail, count as u32)),
        });
    }
    let payload = block.encode(bound);
    assert_eq!(TermBlock::decode(&payload, bound), Ok(block));
    let tail = Tail {
        documents: (0..bound).filter(|id| id % 3 > 0).collect(),
    };
    assert_eq!(Tail::decode(&tail.encode(bound), bound), Ok(tail));
}

/// A few bytes that claim a great deal are refused before it is made.
#[test]
fn forged_numbers_are_refused() {
    let clock = Instant::now();
    let many = 100_000;
    let lexicon = LexiconShard {
        reversed: vec![b"a".to_vec(); many],
    };
    assert!(LexiconShard::decode(&lexicon.encode()).is_err());
    let facet = FacetFile {
        values: vec![FacetValue::default(); many],
    };
    assert!(FacetFile::decode(&facet.encode(BOUND), BOUND).is_err());
    let order = OrderFile {
        values: vec![String::new(); many],
        places: vec![0; BOUND as usize],
    };
    assert!(OrderFile::decode(&order.encode(), BOUND).is_err());
    // So many postings that no block has them.
    let entry = |at: u32| TermEntry {
        term: format!("{at:05}"),
        count: MOST_RANKED as u32,
        documents: (0..MOST_RANKED as u32).collect(),
        impacts: vec![0; MOST_RANKED],
        tail: None,
    };
    let terms = TermBlock {
        positions: 0..0,
        entries: (0..300).map(entry).collect(),
    };
    assert!(TermBlock::decode(&terms.encode(1 << 24), 1 << 24).is_err());
    assert!(clock.elapsed() < Duration::from_secs(30));
}

/// An empty name would end the list that it is in.
#[test]
fn what_has_no_name_is_not_kept() {
    let pair = |name: &str| (name.to_owned(), "valore".to_owned());
    let mut document = StoredDocument {
        filters: vec![pair(""), pair("tipo")],
        meta: vec![pair("fonte"), pair("")],
        ..StoredDocument::default()
    };
    let decoded = StoredDocument::decode(&document.encode()).unwrap();
    document.filters.remove(0);
    document.meta.pop();
    assert_eq!(decoded, document);
}

#[test]
fn slices_beyond_what_a_number_holds_are_nowhere() {
    let places = Places {
        files: vec![SlicedFile {
            file: FileName::new(Kind::Documents, 1),
            slices: vec![1 << 20; 5_000],
        }],
    };
    let places = Places::decode(&places.encode()).unwrap();
    // Of 2^20 units of 128 bytes, 32 slices measure 2^32 bytes.
    assert!(places.slice(30).is_some());
    assert_eq!(places.slice(32), None);
    assert_eq!(places.slice(4_999), None);
}

#[test]
fn wrong_files_are_refused() {
    let mut cache = Cache::default();
    let root = hostile::root(BOUND);
    let name = |payload: &[u8]| FileName::new(Kind::Facet, sum(payload));
    let facet = FacetFile::default().encode(BOUND);
    let file = name(&facet);
    // The number of documents is not known before the root; without any there
    // are none.
    assert_eq!(
        cache.insert(Piece::whole(FileName::ROOT), root.encode()),
        Ok(())
    );
    for wrong in [b"other".as_slice(), b"", b"f", &facet[..facet.len() - 1]] {
        let found = cache.insert(Piece::whole(file), wrong.to_vec());
        let same = sum(wrong) == file.number();
        assert!(same || found == Err(Error::Corrupt(file)));
    }
    let foreign = FileName::new(Kind::Lexicon, sum(&facet));
    let found = cache.insert(Piece::whole(foreign), facet.clone());
    assert_eq!(found, Err(Error::Corrupt(foreign)));
    assert_eq!(cache.insert(Piece::whole(file), facet.clone()), Ok(()));
    // Of these only parts are asked for.
    for kind in [Kind::Documents, Kind::Terms] {
        let whole = FileName::new(kind, sum(&facet));
        assert!(cache.insert(Piece::whole(whole), facet.clone()).is_err());
    }
    let mut newer = root.encode();
    newer[4] = VERSION + 1;
    let piece = Piece::whole(FileName::ROOT);
    assert_eq!(cache.insert(piece, newer), Err(Error::Version(VERSION + 1)));
    assert_eq!(cache.root(), Some(&root));
    assert_eq!(Root::decode(b"casa\x01r"), Err(RootError::Version(1)));
    for wrong in [b"<!doctype html>".as_slice(), b"", b"casa", b"casa\x04r"] {
        assert_eq!(Root::decode(wrong), Err(RootError::Malformed));
    }
}

#[test]
fn another_edition_takes_the_place_of_the_first() {
    let mut cache = Cache::default();
    let piece = Piece::whole(FileName::ROOT);
    let mut root = hostile::root(BOUND);
    assert_eq!(cache.insert(piece, root.encode()), Ok(()));
    root.documents -= 1;
    assert_eq!(cache.insert(piece, root.encode()), Ok(()));
    assert_eq!(cache.root(), Some(&root));
}

#[test]
fn a_search_begins_with_the_roots_and_names_all_it_needs_at_once() {
    let (mut a, b) = (Cache::default(), Cache::default());
    let mut query = Query::new("appalto \"gara comune\" tipo:voce");
    query.facets = Facets::All;
    let piece = Piece::whole(FileName::ROOT);
    let roots = vec![(0, piece), (1, piece)];
    assert_eq!(search(&query, &[&a, &b]), Ok(Step::Need(roots)));
    let root = hostile::root(BOUND);
    a.insert(piece, root.encode()).unwrap();
    assert_eq!(search(&query, &[&a, &b]), Ok(Step::Need(vec![(1, piece)])));
    let Ok(Step::Need(needed)) = search(&query, &[&a]) else {
        panic!("it needs files");
    };
    let kinds: BTreeMap<u8, usize> =
        needed
            .iter()
            .fold(BTreeMap::new(), |mut kinds, (_, piece)| {
                *kinds.entry(piece.file.kind().letter()).or_default() += 1;
                kinds
            });
    // One block of terms has all words, and what follows it their positions;
    // one facet filters and counts.
    assert_eq!(kinds, [(b't', 2), (b'f', 1), (b'x', 1)].into());
    let Ok(Step::Done(nothing)) = search(&query, &[]) else {
        panic!("no index has nothing");
    };
    assert_eq!(nothing.total, 0);
}
