//! An index after another one is that of its documents, and only the files of
//! what has changed are made.

mod common;

use std::collections::BTreeMap;

use common::generate::{Random, Vocabulary};
use proptest::prelude::*;
use search_index::{
    Document, File, Left, Memory, Nothing, Options, Page, Section, build, build_after,
};

/// An index with its memory, as a build leaves them.
#[derive(Default)]
struct Kept {
    files: BTreeMap<String, Vec<u8>>,
    /// What of it is gone.
    lost: Vec<String>,
    store: Vec<u8>,
    memory: Vec<u8>,
}

impl Left for Kept {
    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) && !self.lost.iter().any(|lost| lost == path)
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.has(path).then(|| self.files.get(path).cloned())?
    }

    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>> {
        let at = at as usize;
        let bytes = self.store.get(at..at + length as usize)?;
        Some(bytes.to_vec())
    }
}

impl Kept {
    fn memory(&self) -> Memory {
        match self.memory.is_empty() {
            true => Memory::default(),
            false => postcard::from_bytes(&self.memory).expect("a memory"),
        }
    }

    /// Goes on to an index of `documents`, which has to be that of a build from
    /// nothing; says which files were made.
    fn next(&mut self, documents: &[Document], options: &Options) -> Vec<String> {
        let pages = documents.iter().cloned().map(Page::from).collect();
        let built = build_after(&self.memory(), self, pages, options);
        let (files, mut memory) = built.expect("an index");
        let mut made = Vec::new();
        let whole = files.into_iter().map(|(path, file)| {
            let bytes = match file {
                File::Made(bytes) => {
                    made.push(path.clone());
                    bytes
                }
                File::Kept(length) => {
                    assert!(self.has(&path), "{path} is not there to be kept");
                    assert_eq!(self.files[&path].len(), length as usize);
                    self.files[&path].clone()
                }
            };
            (path, bytes)
        });
        let files: BTreeMap<String, Vec<u8>> = whole.collect();
        let expected = build(documents.to_vec(), options).expect("an index").files;
        let differs = |path: &&String| files.get(*path) != expected.get(*path);
        let paths = files.keys().chain(expected.keys());
        assert_eq!(paths.filter(differs).collect::<Vec<_>>(), [""; 0]);
        let store = &mut self.store;
        let stored = memory.store(&mut |bytes| {
            store.extend_from_slice(bytes);
            Ok::<u64, ()>((store.len() - bytes.len()) as u64)
        });
        stored.expect("memory takes what is written");
        assert!(memory.stored() <= self.store.len() as u64);
        self.memory = postcard::to_stdvec(&memory).expect("a memory");
        self.files = files;
        self.lost.clear();
        made
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Append(usize, &'static str),
    Begin(usize, &'static str),
    Replace(usize, String),
    Long(usize),
    Title(usize, &'static str),
    Date(usize, u8),
    Kind(usize, &'static str),
    Weight(usize, f32),
    Remove(usize),
    Add(usize, &'static str),
    Language(usize, &'static str),
    Aliases(bool),
    Labels(&'static str),
    /// Something was done to the published files or to the store.
    Lose(usize),
    Forget(usize),
}

const WORDS: [&str; 6] = [
    "parola nuova",
    "appalto",
    "zzz",
    "C++ getElementById 12/2024",
    "la provincia",
    "SUA",
];

fn edit() -> impl Strategy<Value = Edit> {
    let word = || prop::sample::select(&WORDS[..]);
    let at = || 0..1_000usize;
    prop_oneof![
        4 => (at(), word()).prop_map(|(at, word)| Edit::Append(at, word)),
        3 => (at(), word()).prop_map(|(at, word)| Edit::Begin(at, word)),
        2 => (at(), "[a-zà ]{0,40}").prop_map(|(at, text)| Edit::Replace(at, text)),
        1 => at().prop_map(Edit::Long),
        2 => (at(), word()).prop_map(|(at, word)| Edit::Title(at, word)),
        1 => (at(), any::<u8>()).prop_map(|(at, day)| Edit::Date(at, day)),
        1 => (at(), word()).prop_map(|(at, kind)| Edit::Kind(at, kind)),
        1 => (at(), prop::sample::select(&[0.5_f32, 1.0, 2.0][..]))
            .prop_map(|(at, weight)| Edit::Weight(at, weight)),
        1 => at().prop_map(Edit::Remove),
        1 => (at(), word()).prop_map(|(at, word)| Edit::Add(at, word)),
        1 => (at(), prop::sample::select(&["en", "it", "de"][..]))
            .prop_map(|(at, language)| Edit::Language(at, language)),
        1 => any::<bool>().prop_map(Edit::Aliases),
        1 => word().prop_map(Edit::Labels),
        1 => at().prop_map(Edit::Lose),
        1 => at().prop_map(Edit::Forget),
    ]
}

fn apply(edit: Edit, documents: &mut Vec<Document>, options: &mut Options, kept: &mut Kept) {
    let count = documents.len();
    let of = |at: usize| at % count;
    match edit {
        Edit::Append(at, word) => {
            let sections = &mut documents[of(at)].sections;
            sections
                .last_mut()
                .expect("a section")
                .text
                .push_str(&format!(" {word}"));
        }
        Edit::Begin(at, word) => documents[of(at)].sections[0]
            .text
            .insert_str(0, &format!("{word} ")),
        Edit::Replace(at, text) => documents[of(at)].sections[0].text = text,
        Edit::Long(at) => documents[of(at)].sections.push(Section {
            text: "parola lunga quanto basta ".repeat(3_000),
            ..Section::default()
        }),
        Edit::Title(at, title) => documents[of(at)].title = title.to_owned(),
        Edit::Date(at, day) => {
            let date = format!("2026-01-{:02}", day % 28 + 1);
            let document = &mut documents[of(at)];
            document.sort.insert("data".to_owned(), date.clone());
            document.date = Some(date);
        }
        Edit::Kind(at, kind) => {
            let kinds = vec![kind.to_owned()];
            documents[of(at)].filters.insert("tipo".to_owned(), kinds);
        }
        Edit::Weight(at, weight) => documents[of(at)].weight = weight,
        Edit::Remove(at) if count > 1 => drop(documents.remove(of(at))),
        Edit::Remove(_) => {}
        Edit::Add(at, word) => {
            let url = format!("/altre/{at}/");
            if documents.iter().all(|document| document.url != url) {
                documents.push(common::document(&url, word, word));
            }
        }
        Edit::Language(at, language) => documents[of(at)].lang = language.to_owned(),
        Edit::Aliases(has) => {
            options.aliases = match has {
                true => common::aliases(),
                false => Vec::new(),
            };
        }
        Edit::Labels(label) => drop(options.labels.insert("tipo".to_owned(), label.to_owned())),
        Edit::Lose(at) => {
            let path = kept.files.keys().nth(at % kept.files.len().max(1));
            kept.lost.extend(path.cloned());
        }
        Edit::Forget(at) => {
            let at = at % kept.store.len().max(1);
            if let Some(byte) = kept.store.get_mut(at) {
                *byte ^= 1;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn an_index_after_another_is_as_one_from_nothing(
        seed in 0..1_000_u64,
        steps in prop::collection::vec(prop::collection::vec(edit(), 0..3), 1..8),
    ) {
        let mut documents = common::generate::documents(40, 60, 600, seed);
        let mut options = common::options();
        let mut kept = Kept::default();
        kept.next(&documents, &options);
        for edits in steps {
            for edit in edits {
                apply(edit, &mut documents, &mut options, &mut kept);
            }
            kept.next(&documents, &options);
        }
    }
}

/// So many files of each kind.
fn kinds(paths: &[String]) -> BTreeMap<&str, usize> {
    let mut kinds = BTreeMap::new();
    for path in paths {
        let kind = path
            .strip_prefix("shards/")
            .map_or(path.as_str(), |name| &name[..1]);
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

#[test]
fn an_edited_body_makes_the_files_that_it_touches() {
    let mut documents = common::generate::documents(2_000, 120, 20_000, 7);
    let options = common::options();
    let mut kept = Kept::default();
    let all = kept.next(&documents, &options);
    assert!(
        kinds(&all)["t"] > 50 && kinds(&all)["d"] > 100,
        "{:?}",
        kinds(&all)
    );
    // Nothing but what says what there is.
    let always = [("f", 1), ("files.casa", 1), ("index.casa", 1), ("x", 1)];
    let made = kept.next(&documents, &options);
    assert_eq!(kinds(&made), BTreeMap::from(always));
    // A word that is there already: the file that its block is in; the text.
    let word = documents[0]
        .title
        .split(' ')
        .next()
        .expect("a word")
        .to_owned();
    documents[1_000].sections[0]
        .text
        .push_str(&format!(" {word}"));
    let made = kept.next(&documents, &options);
    let touched = [("t", 1), ("d", 1)];
    assert_eq!(kinds(&made), always.into_iter().chain(touched).collect());
    // A new one: the lexicon too.
    documents[1_000].sections[0].text.push_str(" xilofonista");
    let made = kept.next(&documents, &options);
    let touched = [("t", 1), ("d", 1), ("l", 1)];
    assert_eq!(kinds(&made), always.into_iter().chain(touched).collect());
}

#[test]
fn new_pages_leave_the_texts_of_others_where_they_are() {
    let mut documents = common::generate::documents(2_000, 40, 2_000, 8);
    let options = common::options();
    let mut kept = Kept::default();
    let all = kinds(&kept.next(&documents, &options))["d"];
    documents.push(common::document(
        "/pagine/01000-b/",
        "Altra",
        "Una pagina in mezzo",
    ));
    let made = kept.next(&documents, &options);
    assert!(kinds(&made)["d"] <= 2, "{} of {all}", kinds(&made)["d"]);
}

/// Words that more documents have than rank: what of them is not in the files
/// is worked out again.
#[test]
fn a_frequent_word_is_patched_with_its_tail() {
    let mut random = Random(3);
    let vocabulary = Vocabulary::new(300, &mut random);
    let mut documents: Vec<Document> = (0..16_500)
        .map(|number| {
            let length = 2 + random.below(6);
            let text = vocabulary.text(length, &mut random);
            common::document(&format!("/{number}/"), "Provincia", &text)
        })
        .collect();
    let options = common::options();
    let mut kept = Kept::default();
    let made = kept.next(&documents, &options);
    assert!(kinds(&made)["q"] > 0);
    for (at, text) in [
        (5, "provincia provincia"),
        (16_499, "altro"),
        (8_000, "della provincia"),
    ] {
        documents[at].sections[0].text = text.to_owned();
        documents[at].title = "Altro titolo".to_owned();
        kept.next(&documents, &options);
    }
}

#[test]
fn an_unread_page_is_read_only_if_it_has_changed() {
    let documents = common::generate::documents(30, 60, 600, 9);
    let options = common::options();
    let read = std::sync::Mutex::new(Vec::new());
    let page = |document: &Document, version: u64| {
        let (url, sections) = (document.url.clone(), document.sections.clone());
        let frame = Document {
            sections: Vec::new(),
            ..document.clone()
        };
        let read = &read;
        Page::unread(frame, version, move || {
            read.lock().expect("no test panics").push(url.clone());
            Ok(sections.clone())
        })
    };
    let first: Vec<Page<'_>> = documents.iter().map(|document| page(document, 1)).collect();
    let (_, memory) = build_after(&Memory::default(), &Nothing, first, &options).expect("an index");
    assert_eq!(
        std::mem::take(&mut *read.lock().expect("no test panics")).len(),
        30
    );
    let pages = documents.iter().enumerate();
    let pages = pages.map(|(at, document)| page(document, 1 + u64::from(at == 7)));
    let files: BTreeMap<String, Vec<u8>> =
        build(documents.clone(), &options).expect("an index").files;
    let kept = Kept {
        files,
        ..Kept::default()
    };
    build_after(&memory, &kept, pages.collect(), &options).expect("an index");
    assert_eq!(
        *read.lock().expect("no test panics"),
        [documents[7].url.clone()]
    );
}
