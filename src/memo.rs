//! What a build leaves for the next one, in another process.
//!
//! In: a build and what was published. Out: the same as far as it still holds. Files in a
//! folder of its own, which says what it is: `manifest` says what the build was made from and what came of it, and where in
//! `pages` each parsed page stands. A manifest is written whole or not at all; pages are added behind
//! those that there are. Whatever cannot be read, belongs to another program or fails its checksum
//! is as if it were not there, so the folder can be deleted at any time.

mod files;
mod index;
mod own;

pub use index::IndexMemo;
pub use own::may_be_cache;

use crate::attachments::{Known, Text};
use crate::content::{PackedIn, ParsedPage, Spilled};
use crate::emit::{Files, Published};
use crate::fingerprint::{self, Digest};
use crate::folder;
use crate::history::History;
use crate::pipeline::{Build, Options, Pages, Parsed};
use crate::site::Input;
use crate::source::{FileId, FileMemory, Sources, Stamp, read_at};
use files::{HISTORY, MANIFEST, PAGES, TEXTS, is_wasteful, read_checked, write_checked};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many pages are encoded before they are written.
const PAGES_AT_ONCE: usize = 512;

/// The memory of an earlier build.
pub struct Memo {
    folder: PathBuf,
    manifest: Manifest,
    /// What it was made from; only to be followed by a next version.
    pub sources: Arc<Sources>,
}

/// What a build was made from and what came of it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// The program that wrote it: another one may do anything differently.
    program: Stamp,
    files: Vec<FileMemory>,
    setup: Digest,
    pages: Vec<Place>,
    /// Stands for the options.
    options: u64,
    out: PathBuf,
    outputs: Files,
    /// By file, what other pages show of a page.
    cards: Vec<(FileId, u64)>,
    outcome: Outcome,
}

/// Where a parsed page stands in the pages' file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Place {
    file: FileId,
    at: u64,
    length: u32,
    checksum: u64,
}

/// What there was to say when a build ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How many pages the site has.
    pub pages: usize,
    /// Its problems, as they were shown.
    pub problems: String,
    /// Whether there is something to say to who checks the site.
    pub has_notes: bool,
    /// What is said of pages that are not published; empty if all are.
    pub hidden: String,
    /// Language of the site.
    pub language: String,
    /// In which form the problems were shown.
    pub form: String,
}

/// What a memo is asked about: a build with these options for this folder, by this program.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Stands for the program.
    pub program: Stamp,
    /// Options of the build.
    pub options: &'a Options,
    /// Folder to publish to.
    pub out: &'a Path,
}

impl Memo {
    /// Opens what an earlier build by the same program left in a folder.
    pub fn open(folder: &Path, program: Stamp) -> Option<Self> {
        let mut manifest: Manifest = read_checked(&folder.join(MANIFEST))?;
        (manifest.program == program).then(|| Self {
            folder: folder.to_owned(),
            sources: Arc::new(Sources::remembered(std::mem::take(&mut manifest.files))),
            manifest,
        })
    }

    /// The files that the earlier build published, if it was to the same folder.
    pub fn outputs(&self, request: Request<'_>) -> Option<&Files> {
        (self.manifest.out == request.out).then_some(&self.manifest.outputs)
    }

    /// The files that the earlier build published, wherever that was.
    pub fn published(&self) -> &Files {
        &self.manifest.outputs
    }

    /// How the earlier build ended and what it published, if the same would come of the same.
    pub fn outcome(&self, request: Request<'_>, sources: &Sources) -> Option<(&Outcome, &Files)> {
        let same_options = self.manifest.options == request.options.fingerprint();
        let outputs = self.outputs(request).filter(|_| same_options)?;
        let same_sources = sources.changed_since(&self.sources).is_empty();
        same_sources.then_some((&self.manifest.outcome, outputs))
    }

    /// What other pages showed of the pages of files.
    pub fn cards(&self) -> &[(FileId, u64)] {
        &self.manifest.cards
    }

    /// The pages as the earlier build parsed them. Some may be missing.
    pub fn pages(&self) -> Pages {
        let file = File::open(self.folder.join(PAGES)).ok().map(Arc::new);
        let places = self.manifest.pages.par_iter();
        let read = |buffer: &mut Vec<u8>, place: &Place| place.read(file.as_ref()?, buffer);
        Pages {
            sources: Arc::clone(&self.sources),
            setup: self.manifest.setup,
            list: places.map_init(Vec::new, read).flatten().collect(),
            texts: texts(&self.folder),
        }
    }
}

/// A page as it is written: its path, what it says, and what of that is spilled.
type Written<'a> = (&'a str, ParsedPage, PackedIn<'a>, PackedIn<'a>);

impl Place {
    fn read(&self, pages: &Arc<File>, buffer: &mut Vec<u8>) -> Option<Arc<Parsed>> {
        let length = self.length as usize;
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        let bytes = &mut buffer[..length];
        read_at(pages, bytes, self.at).ok()?;
        if fingerprint::of(bytes) != self.checksum {
            return None;
        }
        let (path, mut parsed, body, text): Written<'_> = postcard::from_bytes(bytes).ok()?;
        // They stay where they are: few are needed again.
        parsed.body = Spilled::in_file(pages, self.at, bytes, body);
        parsed.text = Spilled::in_file(pages, self.at, bytes, text);
        let input = Input {
            path: path.into(),
            parsed: Arc::new(parsed),
        };
        let diagnostics = Vec::new();
        Some(Arc::new(Parsed { input, diagnostics }))
    }
}

/// Writes down what a build leaves. `before` is the memo that it was made after, and `kept` the
/// pages that it gave.
///
/// # Errors
/// If the folder cannot be written; what is in it then is no memo, or the one before.
pub fn write(
    folder: &Path,
    request: Request<'_>,
    build: &Build,
    published: &Published,
    outcome: Outcome,
    before: Option<(&Memo, &Pages)>,
) -> io::Result<()> {
    own::make(folder)?;
    let manifest = Manifest {
        program: request.program,
        files: build.pages.sources.memory(),
        setup: build.pages.setup,
        pages: write_pages(folder, &build.pages, before)?,
        options: request.options.fingerprint(),
        out: request.out.to_owned(),
        outputs: published.files.clone(),
        cards: build.renderer.cards(),
        outcome,
    };
    write_texts(
        folder,
        &build.pages.texts,
        before.map(|(_, pages)| &pages.texts),
    )?;
    write_checked(&folder.join(MANIFEST), &manifest)
}

/// What was found in the files that pages offer.
fn texts(folder: &Path) -> Known {
    let texts: Vec<Text> = read_checked(&folder.join(TEXTS)).unwrap_or_default();
    let texts = texts.into_iter().map(|text| (text.digest, Arc::new(text)));
    texts.collect()
}

/// Writes it down, unless the same stands there.
fn write_texts(folder: &Path, texts: &Known, before: Option<&Known>) -> io::Result<()> {
    if before.is_some_and(|before| before.keys().eq(texts.keys())) {
        return Ok(());
    }
    let texts: Vec<&Text> = texts.values().map(Arc::as_ref).collect();
    write_checked(&folder.join(TEXTS), &texts)
}

/// The history up to a commit, if a build by the same program left it.
pub fn history(folder: &Path, program: Stamp, commit: &str) -> Option<History> {
    let (by, history): (Stamp, History) = read_checked(&folder.join(HISTORY))?;
    (by == program && history.commit() == commit).then_some(history)
}

/// Writes down what git knows, which takes it long to find out.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_history(folder: &Path, program: Stamp, history: &History) -> io::Result<()> {
    own::make(folder)?;
    write_checked(&folder.join(HISTORY), &(program, history))
}

/// Writes the pages that are not in the file yet behind the others; all of them where there is no
/// file, or much of it is not needed any more.
fn write_pages(
    folder: &Path,
    pages: &Pages,
    before: Option<(&Memo, &Pages)>,
) -> io::Result<Vec<Place>> {
    let known: HashMap<FileId, Place> = before.map_or_else(HashMap::new, |(memo, given)| {
        let places = memo.manifest.pages.iter().map(|place| (place.file, *place));
        let places: HashMap<FileId, Place> = places.collect();
        let by_file = given.list.iter().map(|page| (page.input.parsed.file, page));
        let given: HashMap<FileId, &Arc<Parsed>> = by_file.collect();
        let still = pages.list.iter().filter_map(|page| {
            let file = page.input.parsed.file;
            let same = given
                .get(&file)
                .is_some_and(|given| Arc::ptr_eq(given, page));
            same.then(|| Some((file, *places.get(&file)?))).flatten()
        });
        still.collect()
    });
    let path = folder.join(PAGES);
    let size = fs::metadata(&path).map_or(0, |file| file.len());
    let needed: u64 = known.values().map(|place| u64::from(place.length)).sum();
    let known = if is_wasteful(size, needed) {
        HashMap::new()
    } else {
        known
    };
    let start = match known.is_empty() {
        true => 0,
        false => size,
    };
    let added: Vec<&Arc<Parsed>> = pages
        .list
        .iter()
        // What is wrong with a page is found again by parsing it; rows have no file of their own.
        .filter(|page| page.diagnostics.is_empty() && pages.is_of_file(page))
        .filter(|page| !known.contains_key(&page.input.parsed.file))
        .collect();
    let mut places: Vec<Place> = known.into_values().collect();
    match start {
        0 => folder::replace(&path, |file| append(file, start, &added, &mut places))?,
        _ if added.is_empty() => {}
        _ => {
            let mut file = File::options().write(true).open(&path)?;
            append(&mut file, start, &added, &mut places)?;
        }
    }
    places.sort_by_key(|place| place.file);
    Ok(places)
}

/// Writes pages from a place in the file on, some at a time.
fn append(
    file: &mut File,
    start: u64,
    pages: &[&Arc<Parsed>],
    places: &mut Vec<Place>,
) -> io::Result<()> {
    file.seek(SeekFrom::Start(start))?;
    let mut at = start;
    for pages in pages.chunks(PAGES_AT_ONCE) {
        let encoded: Vec<Vec<u8>> = pages
            .par_iter()
            .map(|page| {
                let parsed = &*page.input.parsed;
                let (body, text) = (parsed.body.packed()?, parsed.text.packed()?);
                let written = (&*page.input.path, parsed, body, text);
                postcard::to_stdvec(&written).map_err(io::Error::other)
            })
            .collect::<io::Result<_>>()?;
        for (page, bytes) in pages.iter().zip(&encoded) {
            places.push(Place {
                file: page.input.parsed.file,
                at,
                length: bytes.len() as u32,
                checksum: fingerprint::of(&bytes[..]),
            });
            at += bytes.len() as u64;
        }
        file.write_all(&encoded.concat())?;
    }
    Ok(())
}
