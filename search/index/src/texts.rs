//! The texts of documents, which hits show, to files.

use std::cell::RefCell;
use std::sync::OnceLock;

use flate2::{Compress, Compression, FlushCompress, Status};
use search_core::format::{
    FileName, Kind, Places, SlicedFile, StoredDocument, StoredSection, UNIT, sum,
};

use crate::document::Document;
use crate::error::Error;
use crate::facets::fit;
use crate::files::{Files, Left};
use crate::memory::{KnownTexts, Memory};
use crate::partition::{borders, ranges, starts};

/// How many files of texts an index has at most before they grow.
const MOST_TEXT_FILES: usize = 400;

/// About how many bytes a file of texts has, at least and at most.
const TEXT_FILE: (usize, usize) = (4 << 10, 64 << 10);

/// Documents up to which one file says where all of them are: it is fetched
/// along with the terms of the first query.
const PLACED_TOGETHER: usize = 1 << 15;

/// Documents that each such file is about in a larger index: it is fetched for
/// the hits.
const PLACED: usize = 1 << 10;

/// How hard to deflate, of 9.
const LEVEL: u32 = 6;

thread_local! {
    // Its tables are larger than most slices, so they are made once a thread.
    static DEFLATER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// The text of a document.
pub(crate) enum Slice {
    /// It is that of this document of the index before.
    Same(usize),
    /// Its bytes.
    Made(Vec<u8>),
}

/// The texts of the index before, read back as far as they are needed.
pub(crate) struct TextsBefore<'a> {
    files: &'a [KnownTexts],
    left: &'a dyn Left,
    /// The first document of each file.
    starts: Vec<usize>,
    /// How many units each document's slice has.
    units: Vec<u32>,
    read: Vec<OnceLock<Option<Vec<u8>>>>,
}

impl<'a> TextsBefore<'a> {
    pub(crate) fn new(memory: &'a Memory, left: &'a dyn Left) -> Self {
        let documents = memory.pages.iter().flat_map(|page| &page.documents);
        Self {
            files: &memory.texts,
            left,
            starts: starts(memory.texts.iter().map(|file| file.documents)),
            units: documents.map(|document| document.slice).collect(),
            read: memory.texts.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn length(&self, slice: &Slice) -> usize {
        match slice {
            Slice::Same(id) => (self.units[*id] * UNIT) as usize,
            Slice::Made(bytes) => bytes.len(),
        }
    }

    /// The file that holds these texts and no others, if it is still there.
    fn file_with(&self, texts: &[(&str, Slice)]) -> Option<&'a KnownTexts> {
        let Slice::Same(first) = texts.first()?.1 else {
            return None;
        };
        let at = self.starts.binary_search(&first).ok()?;
        let mut places = (first..).zip(texts);
        let same =
            places.all(|(place, (_, slice))| matches!(slice, Slice::Same(id) if *id == place));
        let file = &self.files[at];
        let whole = same && file.documents as usize == texts.len();
        (whole && self.left.has(&name(file).path())).then_some(file)
    }

    /// The bytes of a document's slice; nothing if its file is not what it was.
    fn slice(&self, id: usize) -> Option<&[u8]> {
        let at = self.starts.partition_point(|&start| start <= id) - 1;
        let file = self.read[at].get_or_init(|| {
            let bytes = self.left.file(&name(&self.files[at]).path())?;
            (sum(&bytes) == self.files[at].number).then_some(bytes)
        });
        let units = |ids: &[u32]| ids.iter().sum::<u32>() as usize * UNIT as usize;
        let from = units(&self.units[self.starts[at]..id]);
        file.as_ref()?.get(from..from + units(&self.units[id..=id]))
    }
}

fn name(file: &KnownTexts) -> FileName {
    FileName::new(Kind::Documents, file.number)
}

/// Where the texts are.
pub(crate) struct Placed {
    /// How many documents each file of places is about.
    pub(crate) placed: u32,
    /// These files.
    pub(crate) places: Vec<FileName>,
    /// How many units each document's slice has.
    pub(crate) units: Vec<u32>,
    pub(crate) known: Vec<KnownTexts>,
}

/// The documents' texts, each with the address of its page, as files, of which
/// those are kept that hold what they held `before`. Where a text is no longer
/// there, `again` makes it, by the place of its document.
///
/// # Errors
///
/// Those of `again`.
pub(crate) fn texts(
    mut slices: Vec<(&str, Slice)>,
    before: &TextsBefore<'_>,
    files: &mut Files<'_>,
    again: &dyn Fn(usize) -> Result<Vec<u8>, Error>,
) -> Result<Placed, Error> {
    let placed = if slices.len() <= PLACED_TOGETHER {
        PLACED_TOGETHER
    } else {
        PLACED
    };
    let length = |(_, slice): &(&str, Slice)| before.length(slice);
    let total: usize = slices.iter().map(length).sum();
    let size = (total / MOST_TEXT_FILES).clamp(TEXT_FILE.0, TEXT_FILE.1);
    let units = slices.iter().map(|slice| length(slice) as u32 / UNIT);
    let units: Vec<u32> = units.collect();
    let mut known = Vec::new();
    let mut names = Vec::new();
    for (group, first) in slices.chunks_mut(placed).zip((0..).step_by(placed)) {
        let borders = borders(group, |(url, _)| url.as_bytes(), length, size);
        let mut places = Places::default();
        for part in ranges(group.len(), &borders) {
            let first = first + part.start;
            let part = &mut group[part];
            let file = match before.file_with(part) {
                Some(same) => {
                    files.keep(name(same), same.length);
                    same.clone()
                }
                None => {
                    let length = part.iter().map(length).sum();
                    let bytes = concatenated(part, length, first, before, again)?;
                    let file = files.place(Kind::Documents, bytes);
                    KnownTexts {
                        documents: part.len() as u32,
                        number: file.number(),
                        length: files.length(file),
                    }
                }
            };
            places.files.push(SlicedFile {
                file: name(&file),
                slices: units[first..first + part.len()].to_vec(),
            });
            known.push(file);
        }
        names.push(files.place(Kind::Places, places.encode()));
    }
    Ok(Placed {
        placed: placed as u32,
        places: names,
        units,
        known,
    })
}

/// Texts of documents from the `first` on, one after the other, so many bytes; those
/// that were made are let go of.
fn concatenated(
    texts: &mut [(&str, Slice)],
    length: usize,
    first: usize,
    before: &TextsBefore<'_>,
    again: &dyn Fn(usize) -> Result<Vec<u8>, Error>,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(length);
    for (at, (_, slice)) in texts.iter_mut().enumerate() {
        match slice {
            Slice::Made(made) => bytes.extend(std::mem::take(made)),
            Slice::Same(id) => match before.slice(*id) {
                Some(same) => bytes.extend_from_slice(same),
                None => bytes.extend(again(first + at)?),
            },
        }
    }
    Ok(bytes)
}

/// A slice: how many bytes at its end are padding, then raw deflate.
pub(crate) fn slice(document: &Document) -> Vec<u8> {
    let contents = stored(document).encode();
    let mut slice = vec![0];
    deflate(&contents, &mut slice);
    let padded = slice.len().next_multiple_of(UNIT as usize);
    slice[0] = (padded - slice.len()) as u8;
    slice.resize(padded, 0);
    slice.shrink_to_fit();
    slice
}

fn deflate(contents: &[u8], out: &mut Vec<u8>) {
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        out.reserve(contents.len() / 2 + 64);
        loop {
            let done = deflater.total_in() as usize;
            match deflater.compress_vec(&contents[done..], out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return,
                // The only other outcome of finishing is that `out` is full.
                _ => out.reserve(out.capacity()),
            }
        }
    });
}

fn stored(document: &Document) -> StoredDocument {
    let filters = document.filters.iter();
    let sections = document.sections.iter();
    let meta = document.meta.iter();
    StoredDocument {
        url: document.url.clone(),
        title: document.title.clone(),
        summary: document.summary.clone(),
        language: document.lang.clone(),
        date: document.date.clone().unwrap_or_default(),
        filters: filters
            .flat_map(|(name, values)| {
                values
                    .iter()
                    .map(|value| (fit(name).to_owned(), fit(value).to_owned()))
            })
            .collect(),
        meta: meta
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect(),
        sections: sections
            .map(|section| StoredSection {
                anchor: section.anchor.clone().unwrap_or_default(),
                heading: section.heading.clone(),
                text: section.text.clone(),
            })
            .collect(),
    }
}
