//! What a search of the committed index costs, and that damage is noticed.

use std::path::PathBuf;

use search_core::format::{DirectoryEntry, FileName, Root, TermBlock};
use search_core::native::{self, Folder, Start};
use search_core::{Error, Facets, Piece, Query, Range, Sort};

use crate::memory::{Files, Memory};
use crate::ranking::{exact, files, small};

/// The blocks of terms of an index without directories.
fn blocks(files: &Files) -> Vec<(DirectoryEntry, TermBlock)> {
    let root = Root::decode(&files.0["index.casa"]).expect("a sound root");
    let entries = root.terms.entries.into_iter();
    let decoded = entries.map(|entry| {
        let file = &files.0[&entry.piece.file.path()];
        let bytes = entry.piece.of(file).expect("a block");
        let block = TermBlock::decode(bytes, root.documents).expect("a sound block");
        (entry, block)
    });
    decoded.collect()
}

/// An index with a bit of a file changed.
fn damaged(path: &str, at: usize) -> Memory {
    let mut damaged = files();
    damaged.0.get_mut(path).expect("the file")[at] ^= 8;
    Memory::new(damaged)
}

/// What a file is named for is not checked where only a part of it is fetched:
/// blocks and the positions of each have sums of their own.
#[test]
fn damaged_positions_are_noticed() {
    for (entry, block) in blocks(&files()) {
        // No phrase is looked for where stop words of titles are.
        if block.entries[0].term.starts_with('^') {
            continue;
        }
        let file = entry.piece.file;
        let last = (entry.end + block.positions.end - 1) as usize;
        let mut memory = damaged(&file.path(), last);
        // A word of each block, beside itself.
        let noticed = block.entries.iter().any(|entry| {
            let phrase = exact(&format!("\"{0} {0}\"", entry.term.trim_start_matches('_')));
            memory.try_search(&phrase) == Err(Error::Corrupt(file))
        });
        assert!(noticed, "{file} {:?}", block.entries[0].term);
        // Words need none.
        assert!(memory.search(&exact("stazione unica")).total > 0);
    }
}

#[test]
fn damaged_blocks_are_noticed() {
    for (entry, block) in blocks(&files()) {
        let Piece { file, from, to } = entry.piece;
        let mut memory = damaged(&file.path(), (from + to) as usize / 2);
        let noticed = block.entries.iter().any(|entry| {
            // Stop words are looked for in titles beside others.
            let words = format!("stazione {}", entry.term.trim_start_matches(['_', '^']));
            memory.try_search(&exact(&words)) == Err(Error::Corrupt(file))
        });
        assert!(noticed, "{file} {:?}", block.entries[0].term);
    }
}

#[test]
fn damaged_files_are_noticed() {
    for path in files().0.keys() {
        let kind = path.strip_prefix("shards/").map_or("r", |name| &name[..1]);
        // Lists are not read, and what is fetched in parts has other sums.
        if path == "files.casa" || kind == "d" || kind == "t" {
            continue;
        }
        let mut memory = damaged(path, files().0[path].len() / 2);
        let mut query = Query::new("zelefono 36/2023");
        query.facets = Facets::All;
        query.sort = Sort::Ascending("data".to_owned());
        query.ranges = vec![Range {
            order: "importo".to_owned(),
            from: String::new(),
            to: String::new(),
        }];
        let file = FileName::parse(path).expect("a name");
        assert_eq!(
            memory.try_search(&query),
            Err(Error::Corrupt(file)),
            "{path}"
        );
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
        "the index has version 7 of the format, and this program reads 4"
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
