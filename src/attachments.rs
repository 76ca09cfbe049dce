//! The text inside the files that readers download, for the search.
//!
//! In: the name of a file and its bytes, which anybody may have made. Out: its text in passages, each
//! with its page or the heading above it, or why there is none. Every size is bounded before memory
//! is asked for, and XML is read without document types and without entities of its own.

mod archive;
mod opendocument;
mod passages;
mod table;
mod word;
mod xml;

use crate::diagnostic::{AttachmentCause, Diagnostic, Problem};
use crate::source::{FileId, SourceFile, Sources};
pub use passages::Passage;
use passages::Pieces;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// Largest file read.
const MAX_FILE: u64 = 32 << 20;

/// What was found in the files of a site: passages, or why there are none.
pub type Texts = BTreeMap<FileId, Arc<Result<Vec<Passage>, AttachmentCause>>>;

/// Reads the text of files; those in `known` have been read before and are as they were. Files of
/// formats that are not read are left out.
pub fn read_all(sources: &Sources, files: &[FileId], known: &Texts) -> Texts {
    let read = files.par_iter().filter_map(|&id| {
        let read_now = || Some(Arc::new(read_file(sources.get(id))?));
        let text = known.get(&id).cloned().or_else(read_now)?;
        Some((id, text))
    });
    read.collect()
}

/// What readers cannot search, and why.
pub fn check(texts: &Texts) -> Vec<Diagnostic> {
    let problem = |(file, text): (&FileId, &Arc<Result<_, AttachmentCause>>)| {
        let cause = text.as_ref().as_ref().err()?.clone();
        let problem = Problem::AttachmentNotRead { cause };
        Some(Diagnostic::of_file(problem, *file))
    };
    texts.iter().filter_map(problem).collect()
}

fn read_file(file: &SourceFile) -> Option<Result<Vec<Passage>, AttachmentCause>> {
    let format = Format::of(file.name())?;
    let mut bytes = Vec::new();
    let opened = File::open(&file.disk);
    match opened.and_then(|opened| opened.take(MAX_FILE + 1).read_to_end(&mut bytes)) {
        Ok(_) => Some(format.read(&bytes)),
        Err(error) => Some(Err(AttachmentCause::Unreadable(error.to_string()))),
    }
}

/// The passages of a file; `None` if its format is not read.
pub fn read(name: &str, bytes: &[u8]) -> Option<Result<Vec<Passage>, AttachmentCause>> {
    Some(Format::of(name)?.read(bytes))
}

/// The formats that are read.
#[derive(Clone, Copy)]
enum Format {
    OpenDocument,
    Word,
    Table,
    Text,
}

impl Format {
    fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "odt" | "ott" => Some(Self::OpenDocument),
            "docx" => Some(Self::Word),
            "csv" => Some(Self::Table),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }

    fn read(self, bytes: &[u8]) -> Result<Vec<Passage>, AttachmentCause> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(AttachmentCause::TooLarge);
        }
        let pieces = match self {
            Self::OpenDocument => opendocument::read(bytes)?,
            Self::Word => word::read(bytes)?,
            Self::Table => table::read(text(bytes)?)?,
            Self::Text => {
                let mut pieces = Pieces::default();
                pieces.text(text(bytes)?)?;
                pieces
            }
        };
        Ok(pieces.passages())
    }
}

/// Bytes as text, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, AttachmentCause> {
    let text = std::str::from_utf8(bytes).map_err(|_| AttachmentCause::NotUtf8)?;
    Ok(text.trim_start_matches('\u{feff}'))
}
