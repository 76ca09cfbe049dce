//! `casa check --fix`: writes what can be mended without asking anybody, and says what it was.

use super::{messages, output};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Sources;
use crate::{fix, folder};
use std::io::Write;
use std::path::Path;

/// What was mended.
#[derive(Default)]
pub(super) struct Fixed {
    /// Lines as they were and as they are, for people.
    pub(super) changes: String,
    /// How many places were changed.
    pub(super) places: usize,
}

/// Mends what can be mended in the files of the site in `root`; with `dry_run`, only says what
/// would be. A file that is not on disk as it was read stays as it is.
///
/// # Errors
/// If a file cannot be written; it then is as it was.
pub(super) fn fix(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    root: &Path,
    dry_run: bool,
) -> std::io::Result<Fixed> {
    let mut fixed = Fixed::default();
    for (id, edits) in fix::edits(diagnostics, sources) {
        let path = &sources.get(id).path;
        let content = sources.get(id).read();
        let before = content.text();
        let disk = root.join(path);
        // What is read is not always what is on disk: byte order marks, line ends.
        let same = std::fs::read(&disk).is_ok_and(|bytes| bytes == before.as_bytes());
        if !same {
            continue;
        }
        let after = fix::apply(before, edits.iter().map(|(_, edit)| edit));
        fixed.places += edits.len();
        fixed.changes += &changed_lines(path, before, &after);
        if !dry_run {
            folder::replace(&disk, |file| file.write_all(after.as_bytes()))?;
        }
    }
    Ok(fixed)
}

/// The lines that differ; no change adds or takes away a line.
fn changed_lines(path: &str, before: &str, after: &str) -> String {
    let lines = before.lines().zip(after.lines()).enumerate();
    let changed = lines.filter(|(_, (before, after))| before != after);
    changed
        .map(|(i, (before, after))| format!("{path}:{}\n- {before}\n+ {after}\n", i + 1))
        .collect()
}

/// Says what was mended.
pub(super) fn say(fixed: &Fixed, dry_run: bool, language: Language) {
    output::text(&fixed.changes);
    let (italian, english) = match (fixed.places, dry_run) {
        (0, _) => (
            "nulla da correggere da solo".to_owned(),
            "nothing to mend by itself".to_owned(),
        ),
        (1, false) => ("1 correzione fatta".to_owned(), "1 place mended".to_owned()),
        (n, false) => (
            format!("{n} correzioni fatte"),
            format!("{n} places mended"),
        ),
        (1, true) => (
            "1 correzione da fare".to_owned(),
            "1 place to mend".to_owned(),
        ),
        (n, true) => (
            format!("{n} correzioni da fare"),
            format!("{n} places to mend"),
        ),
    };
    output::line(messages::say(language, &italian, &english));
}
