//! Searches over many files of a kind: words in more documents than rank,
//! dictionaries of many blocks, and directories that list them.

use std::collections::BTreeMap;

use search_core::format::{
    Directory, DirectoryEntry, FacetFile, FacetValue, FileName, Kind, LexiconShard, MOST_RANKED,
    NamedFile, OrderFile, Places, Root, SlicedFile, StoredDocument, Tail, TermEntry, TermPositions,
    UNIT, encode_terms, sum,
};
use search_core::{Facets, LastWord, Query, Results, Sort, Spelling};

use crate::memory::{Files, Memory};
use crate::ranking::files as small;

/// Blocks of a file of terms.
const BLOCKS: usize = 3;

/// An index to be written, of words that stand as they are.
struct Writer {
    files: BTreeMap<String, Vec<u8>>,
    documents: u32,
    /// Terms of each block, and of each file of terms backwards.
    shard: usize,
    /// Files of each directory, if there are any.
    listed: Option<usize>,
}

/// The index of `words`, which are in order, with their documents; each stands
/// in each of these in the same place, after the word before it.
fn write(
    documents: u32,
    words: &[(String, Vec<u32>)],
    shard: usize,
    listed: Option<usize>,
) -> Files {
    let mut writer = Writer {
        files: BTreeMap::new(),
        documents,
        shard,
        listed,
    };
    let root = Root {
        language: "und".to_owned(),
        documents,
        split: Vec::new(),
        terms: writer.terms(words),
        lexicon: writer.lexicon(words),
        placed: documents,
        places: vec![writer.texts()],
        facets: vec![writer.facet()],
        orders: vec![writer.order()],
    };
    writer.files.insert(FileName::ROOT.path(), root.encode());
    Files(writer.files)
}

impl Writer {
    fn place(&mut self, kind: Kind, payload: Vec<u8>) -> FileName {
        let name = FileName::new(kind, sum(&payload));
        self.files.insert(name.path(), payload);
        name
    }

    fn list(&mut self, files: Vec<Vec<DirectoryEntry>>) -> Directory {
        let Some(listed) = self.listed else {
            let entries = files.concat();
            return Directory { entries };
        };
        let entries = files.chunks(listed).map(|files| {
            let entries = files.concat();
            let first = entries[0].first.clone();
            let payload = Directory { entries }.encode();
            DirectoryEntry::whole(first, self.place(Kind::Directory, payload))
        });
        Directory {
            entries: entries.collect(),
        }
    }

    fn terms(&mut self, words: &[(String, Vec<u32>)]) -> Directory {
        let place = |(at, (_, documents)): (u32, &(String, Vec<u32>))| {
            let mut term = TermPositions::default();
            documents.iter().for_each(|_| term.push(&[at]));
            term
        };
        let mut files = Vec::new();
        for (number, words) in words.chunks(self.shard * BLOCKS).enumerate() {
            let mut next = (number * self.shard * BLOCKS) as u32;
            let (mut blocks, mut firsts) = (Vec::new(), Vec::new());
            for words in words.chunks(self.shard) {
                firsts.push(match next {
                    0 => Vec::new(),
                    _ => words[0].0.clone().into_bytes(),
                });
                let entries = words.iter().map(|word| self.entry(word)).collect();
                blocks.push((entries, (next..).zip(words).map(place).collect()));
                next += words.len() as u32;
            }
            let (payload, units) = encode_terms(blocks, self.documents);
            let file = self.place(Kind::Terms, payload);
            let blocks: Vec<(Vec<u8>, u32)> = firsts.into_iter().zip(units).collect();
            files.push(DirectoryEntry::blocks(file, &blocks));
        }
        self.list(files)
    }

    /// The first of its documents rank, the others are in its tail.
    fn entry(&mut self, (term, documents): &(String, Vec<u32>)) -> TermEntry {
        let (ranked, rest) = documents.split_at(documents.len().min(MOST_RANKED));
        let tail = Tail {
            documents: rest.to_vec(),
        };
        TermEntry {
            term: term.clone(),
            count: documents.len() as u32,
            documents: ranked.to_vec(),
            impacts: vec![9; ranked.len()],
            tail: (!rest.is_empty()).then(|| self.place(Kind::Tail, tail.encode(self.documents))),
        }
    }

    fn lexicon(&mut self, words: &[(String, Vec<u32>)]) -> Directory {
        let reversed = words.iter().map(|(word, _)| word.bytes().rev().collect());
        let mut reversed: Vec<Vec<u8>> = reversed.collect();
        reversed.sort();
        let mut entries = Vec::new();
        for reversed in reversed.chunks(self.shard) {
            let reversed = reversed.to_vec();
            let first = reversed[0].clone();
            let file = self.place(Kind::Lexicon, LexiconShard { reversed }.encode());
            entries.push(vec![DirectoryEntry::whole(first, file)]);
        }
        self.list(entries)
    }

    /// All documents have one text, in a slice that is stored, not deflated.
    fn texts(&mut self) -> FileName {
        let text = StoredDocument {
            url: "/".to_owned(),
            ..StoredDocument::default()
        };
        let text = text.encode();
        let length = (text.len() as u16).to_le_bytes();
        let mut slice = vec![(UNIT as usize - 6 - text.len()) as u8, 1];
        slice.extend(length);
        slice.extend(length.map(|byte| !byte));
        slice.extend(text);
        slice.resize(UNIT as usize, 0);
        let file = self.place(Kind::Documents, slice.repeat(self.documents as usize));
        let slices = vec![1; self.documents as usize];
        let files = vec![SlicedFile { file, slices }];
        self.place(Kind::Places, Places { files }.encode())
    }

    fn facet(&mut self) -> NamedFile {
        let values = ["mitte", "ungerade"].into_iter().zip([0, 1]);
        let values = values.map(|(value, odd)| FacetValue {
            key: String::new(),
            value: value.to_owned(),
            documents: (0..self.documents).filter(|id| id % 2 == odd).collect(),
        });
        let facet = FacetFile {
            values: values.collect(),
        };
        NamedFile {
            name: "tipo".to_owned(),
            label: "Art".to_owned(),
            file: self.place(Kind::Facet, facet.encode(self.documents)),
        }
    }

    /// The last documents come first.
    fn order(&mut self) -> NamedFile {
        let order = OrderFile {
            values: (0..5).map(|year| (2020 + year).to_string()).collect(),
            places: (0..self.documents)
                .map(|id| 5 - id * 5 / self.documents)
                .collect(),
        };
        NamedFile {
            name: "jahr".to_owned(),
            label: "Jahr".to_owned(),
            file: self.place(Kind::Order, order.encode()),
        }
    }
}

fn documents(results: &Results) -> Vec<u32> {
    results.hits.iter().map(|hit| hit.document).collect()
}

const ALL: u32 = 20_000;

/// Words in all documents, in a third, and in five.
fn frequent() -> Memory {
    let thirds = (0..ALL).filter(|id| id % 3 == 0).collect();
    let rare = (0..5).map(|number| number * 4_900 + 7).collect();
    let words = [
        ("alle", (0..ALL).collect()),
        ("drei", thirds),
        ("rara", rare),
    ];
    let words = words.map(|(word, documents)| (word.to_owned(), documents));
    Memory::new(write(ALL, &words, 10, None))
}

#[test]
fn words_of_more_documents_than_rank() {
    let mut memory = frequent();
    let ranked = MOST_RANKED;
    for (text, total, more) in [
        ("alle", ranked, true),
        // One of the five is beyond those where the other ranks.
        ("alle rara", ranked + 1, true),
        ("rara", 5, false),
        ("drei", 6_667, false),
        ("", 20_000, false),
        // Whatever narrows makes the count exact.
        ("alle tipo:mitte", 10_000, false),
        ("alle -rara", 19_995, false),
        ("alle -drei", 13_333, false),
        ("-alle", 0, false),
        ("rara -alle", 0, false),
        ("rara \"alle\"", 20_000, false),
        ("\"alle drei\"", 6_667, false),
        ("\"drei alle\"", 0, false),
        ("\"drei rara\"", 1, false),
        ("alle jahr:2024", 4_000, false),
        ("alle jahr:2021", 4_000, false),
    ] {
        let results = memory.search(&Query::new(text));
        assert_eq!((results.total, results.more), (total, more), "{text}");
        assert_eq!(results.hits.len(), total.min(10), "{text}");
    }
    let found = memory.search(&Query::new("alle rara"));
    // Of the others 6 is the first beside one of the five.
    assert_eq!(documents(&found)[..6], [7, 4_907, 9_807, 14_707, 19_607, 6]);
}

#[test]
fn all_pages_of_a_frequent_word_can_be_turned() {
    let mut memory = frequent();
    let mut query = Query::new("alle");
    query.offset = MOST_RANKED - 10;
    let last = memory.search(&query);
    assert_eq!((last.total, last.more), (MOST_RANKED, true));
    query.offset = MOST_RANKED - 5;
    let beyond = memory.search(&query);
    assert_eq!((beyond.total, beyond.more), (ALL as usize, false));
    let expected: Vec<u32> = (16_379..16_389).collect();
    assert_eq!(documents(&beyond), expected);
    query.offset = ALL as usize - 4;
    assert_eq!(
        documents(&memory.search(&query)),
        [19_996, 19_997, 19_998, 19_999]
    );
    query.offset = 0;
    query.sort = Sort::Ascending("jahr".to_owned());
    let sorted = memory.search(&query);
    assert_eq!((sorted.total, sorted.more), (ALL as usize, false));
    // Those that rank come first among the equals.
    assert_eq!(documents(&sorted)[..2], [16_000, 16_001]);
}

/// `count` words of a beginning, each in the document of its number.
fn family(beginning: &str, count: u32, from: u32) -> Vec<(String, Vec<u32>)> {
    let letter = |number: u32| char::from(b'a' + (number % 26) as u8);
    let word = |number: u32| {
        let word = format!("{beginning}{}{}", letter(number / 26), letter(number));
        (word, vec![from + number])
    };
    (0..count).map(word).collect()
}

/// A dictionary of several families.
fn words() -> Vec<(String, Vec<u32>)> {
    [
        family("blume", 3, 0),
        family("garten", 40, 10),
        family("wasser", 6, 60),
        vec![("xylophonschlaegelkasten".to_owned() + "s", vec![90])],
        vec![("zaun".to_owned(), vec![3, 80])],
    ]
    .concat()
}

fn sharded(shard: usize, listed: Option<usize>) -> Memory {
    Memory::new(write(100, &words(), shard, listed))
}

#[test]
fn shards_and_directories_change_nothing() {
    let mut whole = sharded(1_000, None);
    for (shard, listed) in [
        (1, None),
        (3, None),
        (7, Some(1)),
        (3, Some(4)),
        (1, Some(9)),
    ] {
        let mut parts = sharded(shard, listed);
        for (word, documents) in words() {
            let mut query = Query::new(format!("\"{word}\""));
            query.limit = 100;
            let results = parts.search(&query);
            assert_eq!(self::documents(&results), documents, "{word} {shard}");
        }
        for text in ["\"blumeaa blumeab\"", "zaun -blumeaa", "zauns", "zuan"] {
            let query = Query::new(text);
            let (expected, found) = (whole.search(&query), parts.search(&query));
            assert_eq!(documents(&found), documents(&expected), "{text} {shard}");
        }
    }
}

fn growing(text: &str) -> Query {
    Query {
        last_word: LastWord::Growing,
        spelling: Spelling::AsTyped,
        limit: 100,
        ..Query::new(text)
    }
}

#[test]
fn a_beginning_is_looked_for_in_four_blocks_and_means_24_words() {
    let grown = |shard, text: &str| documents(&sharded(shard, None).search(&growing(text)));
    assert_eq!(grown(1_000, "garten"), (10..34).collect::<Vec<_>>());
    assert_eq!(grown(1_000, "wass"), (60..66).collect::<Vec<_>>());
    assert_eq!(grown(1_000, "z"), [3, 80]);
    // The first block may end in a word that begins so; it does not.
    assert_eq!(grown(5, "garten"), (10..27).collect::<Vec<_>>());
}

#[test]
fn neighbours_are_in_two_blocks_at_most() {
    let near = |shard: usize, text: &str| {
        let mut query = Query::new(text);
        query.limit = 100;
        documents(&sharded(shard, None).search(&query))
    };
    // The word, then the eight nearest, the first in the alphabet.
    assert_eq!(near(1_000, "wasseraa"), [60, 61, 62, 63, 64, 65]);
    assert_eq!(
        near(1_000, "gartenab"),
        [11, 10, 12, 13, 14, 15, 16, 17, 18]
    );
    assert_eq!(near(2, "gartenab"), [11]);
}

/// Mistakes after the first half of a word are found by its beginning alone,
/// where the blocks of its end are others; so are two in the longest words.
#[test]
fn two_mistakes_in_the_end_of_a_word() {
    let mut memory = sharded(1, None);
    for (text, document) in [("wasserxaxb", 61), ("xylophonschlaegelkazzens", 90)] {
        assert_eq!(
            documents(&memory.search(&Query::new(text))),
            [document],
            "{text}"
        );
    }
}

/// Values that one index has and another has not are counted apart.
#[test]
fn facets_of_several_indexes_are_counted_together() {
    let mut memory = Memory::of([small(), write(100, &words(), 1_000, None)]);
    let mut query = Query::new("");
    query.facets = Facets::All;
    let results = memory.search(&query);
    let tipo = results.facets.iter().find(|facet| facet.name == "tipo");
    let values = &tipo.expect("both have it").values;
    let counts = values
        .iter()
        .map(|known| (known.value.as_str(), known.count));
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [
            ("guida", 7),
            ("mitte", 50),
            ("norma", 3),
            ("notizia", 4),
            ("progetto", 3),
            ("racconto", 4),
            ("servizio", 9),
            ("ungerade", 50),
        ]
    );
}
