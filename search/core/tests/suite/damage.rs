//! What a search of the committed index costs, and that damage is noticed.

use std::path::PathBuf;

use search_core::format::{FileName, Root, TermShard};
use search_core::native::{self, Folder, Start};
use search_core::{Error, Facets, Query, Range, Sort};

use crate::memory::Memory;
use crate::ranking::{exact, files, small};

/// Positions are not checked against their name, but against the sum in the
/// file of their terms: the only guard that they have.
#[test]
fn damaged_positions_are_noticed() {
    let sound = files();
    let is_positions = |path: &&String| path.starts_with("shards/p");
    let root = Root::decode(&sound.0["index.casa"]).expect("a sound root");
    // No phrase is looked for where stop words of titles are.
    let of_titles = |path: &&String| {
        let twin = path.replace("/p", "/t");
        let shard = TermShard::decode(&sound.0[&twin], root.documents).expect("a sound file");
        shard
            .entries
            .iter()
            .all(|entry| entry.term.starts_with('^'))
    };
    let paths: Vec<&String> = sound
        .0
        .keys()
        .filter(is_positions)
        .filter(|path| !of_titles(path))
        .collect();
    assert!(!paths.is_empty());
    for path in paths {
        let mut damaged = files();
        let bytes = damaged.0.get_mut(path).expect("the file");
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let file = FileName::parse(path).expect("a name");
        let mut memory = Memory::new(damaged);
        // Of numbers, which come first, and of words.
        let answers = ["\"art. 5-bis\"", "\"stazione unica\""];
        let answers = answers.map(|text| memory.try_search(&exact(text)));
        assert!(answers.contains(&Err(Error::Corrupt(file))), "{path}");
        // Words need none.
        assert!(memory.search(&exact("stazione unica")).total > 0);
    }
}

#[test]
fn damaged_files_are_noticed() {
    for path in files().0.keys() {
        let kind = path.strip_prefix("shards/").map_or("r", |name| &name[..1]);
        // Lists are not read, and slices have sums of their own.
        if path == "files.casa" || kind == "d" || kind == "p" {
            continue;
        }
        let mut damaged = files();
        let bytes = damaged.0.get_mut(path).expect("the file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 8;
        let mut query = Query::new("zelefono 36/2023");
        query.facets = Facets::All;
        query.sort = Sort::Ascending("data".to_owned());
        query.ranges = vec![Range {
            order: "importo".to_owned(),
            from: String::new(),
            to: String::new(),
        }];
        let file = FileName::parse(path).expect("a name");
        let mut memory = Memory::new(damaged);
        // Of numbers and of words, of titles, and of nothing else.
        let answers = ["zelefono 36/2023", "zelefono di", "di"].map(|text| {
            query.text = text.to_owned();
            memory.try_search(&query)
        });
        assert!(answers.contains(&Err(Error::Corrupt(file))), "{path}");
    }
}

#[test]
fn a_folder_says_what_a_query_costs() {
    let mut folder = Folder::open(&small()).expect("the index opens");
    let ask = |folder: &mut Folder, start| {
        let answer = folder.search(&exact("neve"), start);
        answer.expect("the search works")
    };
    let cold = ask(&mut folder, Start::Cold);
    assert_eq!((cold.query.as_str(), cold.total), ("neve", 1));
    let hit = &cold.hits[0];
    assert_eq!(
        (hit.url.as_str(), hit.title.as_str()),
        ("/strade/", "Strade provinciali")
    );
    assert!(hit.score > 1.0);
    // The root; terms and places; the text.
    assert_eq!((cold.requests, cold.rounds), (4, 3));
    let size = |path: &str| files().0[path].len() as u64;
    let most = files().0.keys().map(|path| size(path)).sum();
    assert!((size("index.casa")..most).contains(&cold.bytes));
    let warm = ask(&mut folder, Start::Warm);
    assert_eq!((warm.requests, warm.rounds, warm.bytes), (0, 0, 0));
    assert_eq!(warm.hits, cold.hits);
    let again = ask(&mut folder, Start::Cold);
    assert_eq!(
        (again.requests, again.rounds, again.bytes),
        (4, 3, cold.bytes)
    );
}

#[test]
fn a_folder_that_cannot_be_searched_says_why() {
    let nowhere = small().join("nowhere");
    let error = Folder::open(&nowhere).err().expect("there is no index");
    let said = error.to_string();
    assert!(matches!(error, native::Error::Read(..)), "{said}");
    assert!(said.starts_with("cannot read "), "{said}");
    assert!(said.contains("index.casa: "), "{said}");
    assert!(std::error::Error::source(&error).is_some());
    let error = native::Error::from(Error::Version(7));
    assert_eq!(
        error.to_string(),
        "the index has version 7 of the format, and this program reads 3"
    );
    let error = native::Error::from(Error::Corrupt(FileName::ROOT));
    assert_eq!(error.to_string(), "index.casa is damaged");
    assert!(std::error::Error::source(&error).is_some());
    let error = native::Error::Inflate(PathBuf::from("x"));
    assert_eq!(error.to_string(), "x is damaged");
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn slices_inflate_without_their_padding() {
    assert_eq!(native::inflate(&[]), None);
    assert_eq!(native::inflate(&[1]), None);
    // Stored, three bytes of them; then two of padding.
    let slice = [2, 1, 3, 0, 0xfc, 0xff, b'a', b'b', b'c', 0, 0];
    assert_eq!(native::inflate(&slice).as_deref(), Some(&b"abc"[..]));
    assert_eq!(native::inflate(&slice[..6]), None);
}
