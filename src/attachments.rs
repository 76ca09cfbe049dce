//! What is in the files that readers download: their text for the search, and what a reader needs to
//! know of them.
//!
//! In: files, which anybody may have made. Out: what `extract` finds in each, or why there is nothing.
//! A program `casa` reads each in a process of its own ([`child`]), with limits of time and memory;
//! without one they are read here.

mod child;
mod report;

use crate::diagnostic::{AttachmentCause, Diagnostic, Problem};
use crate::fingerprint::Digest;
use crate::source::{FileId, Sources};
pub use child::TOO_SLOW;
pub use extract::Passage;
use extract::{Cause, Extract, Finding, FindingKind, Format, MAX_FILE};
use rayon::prelude::*;
pub use report::Report;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Stands for its bytes.
    pub digest: Digest,
    /// What it holds, or why there is nothing.
    pub found: Result<Extract, Cause>,
}

/// What was found in the files of a site.
pub type Texts = BTreeMap<FileId, Arc<Text>>;

/// The same by what stands for their bytes: what a later build need not read again.
pub type Known = BTreeMap<Digest, Arc<Text>>;

/// Reads files; those in `known` have been read before, whatever they were called. Files of formats
/// that are not read are left out. Beside the texts: how many files were read now.
pub fn read_all(
    sources: &Sources,
    files: &[FileId],
    extractor: Option<&Path>,
    known: &Known,
) -> (Texts, usize) {
    let now = AtomicUsize::new(0);
    let read = files.par_iter().filter_map(|&id| {
        let file = sources.get(id);
        let format = Format::of(file.name())?;
        let digest = file.digest();
        let read_now = || {
            now.fetch_add(1, Ordering::Relaxed);
            let found = read_file(&file.disk, format, extractor);
            Arc::new(Text { digest, found })
        };
        let text = known.get(&digest).cloned().unwrap_or_else(read_now);
        Some((id, text))
    });
    let texts = read.collect();
    (texts, now.into_inner())
}

/// What may be kept of texts for a later build: not what depends on the moment.
pub fn known(texts: &Texts) -> Known {
    let lasting = texts.values().filter(|text| {
        let passes = matches!(text.found, Err(Cause::Unreadable(_) | Cause::TooSlow));
        text.digest != Digest::UNREAD && !passes
    });
    lasting
        .map(|text| (text.digest, Arc::clone(text)))
        .collect()
}

/// What readers cannot search and why, and what may not have been meant to be published.
pub fn check(texts: &Texts) -> Vec<Diagnostic> {
    let problems = texts.iter().flat_map(|(file, text)| {
        let found = problems(text).into_iter();
        found.map(|problem| Diagnostic::of_file(problem, *file))
    });
    problems.collect()
}

fn problems(text: &Text) -> Vec<Problem> {
    let facts = match &text.found {
        Ok(found) => &found.facts,
        Err(cause) => {
            let cause: AttachmentCause = cause.clone();
            return vec![Problem::AttachmentNotRead { cause }];
        }
    };
    let mut problems = Vec::new();
    if facts.scan {
        problems.push(Problem::AttachmentScan);
    }
    let found = |kind: FindingKind| {
        let findings = facts.findings.iter().filter(|found| found.kind == kind);
        let named = |Finding { field, value, .. }: &Finding| format!("{value} – {field}");
        let found: Vec<String> = findings.map(named).collect();
        (!found.is_empty()).then(|| found.join("; "))
    };
    let kinds = [
        found(FindingKind::Person).map(|found| Problem::AttachmentPersons { found }),
        found(FindingKind::Changes).map(|found| Problem::AttachmentChanges { found }),
        found(FindingKind::Comments).map(|found| Problem::AttachmentComments { found }),
    ];
    problems.extend(kinds.into_iter().flatten());
    problems
}

/// What is in a file on disk.
///
/// # Errors
/// If it cannot be read, or there is nothing to read.
pub fn read_file(path: &Path, format: Format, extractor: Option<&Path>) -> Result<Extract, Cause> {
    match extractor.filter(|_| !format.is_plain()) {
        Some(program) => child::read(path, program).unwrap_or_else(|_| read_here(path, format)),
        None => read_here(path, format),
    }
}

/// The same in this process.
///
/// # Errors
/// As above.
pub fn read_here(path: &Path, format: Format) -> Result<Extract, Cause> {
    let mut bytes = Vec::new();
    let opened = File::open(path);
    let read = opened.and_then(|opened| opened.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|error| Cause::Unreadable(error.to_string()))?;
    // What panics is no document that any program can be asked to read.
    catch_unwind(|| extract::read_as(format, &bytes)).unwrap_or(Err(Cause::NotDocument))
}
