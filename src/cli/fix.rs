//! `casa check --fix`: what can be mended without asking anybody.
//!
//! Only what has one right answer is changed: the name of a field that was meant, the form of a
//! reference, spaces and characters that nobody sees, the space behind the hashes of a heading.

use super::{messages, output};
use crate::diagnostic::{Diagnostic, Language, Problem, Severity, Slip};
use crate::folder;
use crate::pipeline::shapes_all;
use crate::source::{FileId, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;
use std::path::Path;

/// Bytes of a file, and what to write in their place.
type Edit = (Range<usize>, String);

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
    let mut by_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    let many = named_on_many(diagnostics);
    // What is wrong with pages may be right once that is mended which says how they are read.
    let is_first = |d: &Diagnostic| shapes_all(&sources.get(d.span.file).path);
    let mut errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let only_first = errors.any(is_first);
    for diagnostic in diagnostics.iter().filter(|d| !only_first || is_first(d)) {
        let file = diagnostic.span.file;
        by_file.entry(file).or_default().push(diagnostic);
    }
    let mut fixed = Fixed::default();
    for (id, found) in by_file {
        let path = &sources.get(id).path;
        let content = sources.get(id).read();
        let before = content.text();
        let own = found.into_iter().filter(|found| match &found.problem {
            Problem::UnknownField { field, .. } => !many.contains(field.as_str()),
            _ => true,
        });
        let edits = own.filter_map(|found| edit(found, before));
        let mut edits: Vec<Edit> = edits.collect();
        if edits.is_empty() {
            continue;
        }
        let disk = root.join(path);
        // What is read is not always what is on disk: byte order marks, line ends.
        let same = std::fs::read(&disk).is_ok_and(|bytes| bytes == before.as_bytes());
        if !same || !path.starts_with("content/") {
            continue;
        }
        edits.sort_by_key(|(range, _)| range.start);
        edits.dedup();
        let after = apply(before, &edits);
        fixed.places += edits.len();
        fixed.changes += &changed_lines(path, before, &after);
        if !dry_run {
            folder::replace(&disk, |file| file.write_all(after.as_bytes()))?;
        }
    }
    Ok(fixed)
}

/// The names of fields that are unknown in so many files that they may be right, and what says which
/// there are may be wrong.
fn named_on_many(diagnostics: &[Diagnostic]) -> BTreeSet<&str> {
    const MANY: usize = 3;
    let mut files: BTreeMap<&str, BTreeSet<FileId>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let Problem::UnknownField { field, .. } = &diagnostic.problem {
            files.entry(field).or_default().insert(diagnostic.span.file);
        }
    }
    let many = files.into_iter().filter(|(_, files)| files.len() >= MANY);
    many.map(|(field, _)| field).collect()
}

/// What to change for a problem, if that is certain.
fn edit(diagnostic: &Diagnostic, text: &str) -> Option<Edit> {
    let range = diagnostic.span.start as usize..diagnostic.span.end as usize;
    let written = text.get(range.clone())?;
    match &diagnostic.problem {
        Problem::UnknownField {
            field,
            suggestion: Some(meant),
            ..
        } => {
            // Where the field is there too, somebody has to choose.
            let outermost = text[..range.start].ends_with('\n');
            let is_there = text.lines().any(|line| {
                let key = match outermost {
                    true => line,
                    false => line.trim_start_matches([' ', '-']),
                };
                let rest = key.strip_prefix(meant.as_str());
                rest.is_some_and(|rest| rest.starts_with(':'))
            });
            (written == field && !is_there).then(|| (range, meant.clone()))
        }
        Problem::NoBreakSpace => (written == "\u{a0}").then(|| (range, " ".to_owned())),
        Problem::ReferenceForm { value, wanted } => {
            let at = written.find(value.as_str())?;
            let start = range.start + at;
            Some((start..start + value.len(), wanted.clone()))
        }
        Problem::Slip {
            slip: Slip::InvisibleSpace { .. },
        } => {
            // The other lines of the list have it too.
            let rest = &text[range.start..];
            let end = rest.find("\n\n").map_or(text.len(), |at| range.start + at);
            let lines = text[range.start..end].split_inclusive('\n').map(visible);
            Some((range.start..end, lines.collect()))
        }
        Problem::Slip {
            slip: Slip::HashWithoutSpace { level },
        } => {
            let start = range.start + written.find('#')?;
            let hashes = text[start..].bytes().take_while(|&b| b == b'#').count();
            let end = start + hashes;
            (hashes == *level).then(|| (end..end, " ".to_owned()))
        }
        _ => None,
    }
}

/// A line with ordinary spaces beside the sign that it begins with.
fn visible(line: &str) -> String {
    let is_sign = |c: char| {
        c.is_ascii_digit() || c.is_whitespace() || "-*+#.)[]x\u{200b}\u{2060}\u{feff}".contains(c)
    };
    let end = line.find(|c| !is_sign(c)).unwrap_or(line.len());
    let mut sign = line[..end].replace(['\u{a0}', '\u{202f}'], " ");
    sign.retain(|c| !['\u{200b}', '\u{2060}', '\u{feff}'].contains(&c));
    sign + &line[end..]
}

/// A text with all changes; of two for one place the first.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits.iter().filter(|(range, _)| range.end >= range.start) {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn only_what_is_certain_is_changed() {
        let text = "---\ntitle: A\ntag:\u{a0}x\n---\n##Uno\n";
        let of = |problem, start, end| {
            let span = Span::new(FileId(0), start, end);
            edit(&Diagnostic::new(problem, span), text)
        };
        let unknown = |meant: &str| Problem::UnknownField {
            field: "title".to_owned(),
            owner: "Pagina".to_owned(),
            suggestion: Some(meant.to_owned()),
            known: Vec::new(),
        };
        let heading = Problem::Slip {
            slip: Slip::HashWithoutSpace { level: 2 },
        };
        let edits = [
            of(unknown("titolo"), 4, 9),
            of(Problem::NoBreakSpace, 17, 19),
            of(heading, 25, 30),
        ];
        let edits: Vec<Edit> = edits.into_iter().flatten().collect();
        assert_eq!(apply(text, &edits), "---\ntitolo: A\ntag: x\n---\n## Uno\n");
        assert_eq!(of(unknown("tag"), 4, 9), None);
    }

    #[test]
    fn the_spaces_of_a_whole_list_are_mended_and_no_others() {
        let cases = [
            (
                "-\u{a0}uno\u{a0}x\n- [\u{a0}] due\n",
                "- uno\u{a0}x\n- [ ] due\n",
            ),
            ("\u{200b}## Uno\n", "## Uno\n"),
            ("10.\u{a0}uno\n", "10. uno\n"),
            ("Uno\u{a0}x\n", "Uno\u{a0}x\n"),
        ];
        for (text, expected) in cases {
            let mended: String = text.split_inclusive('\n').map(visible).collect();
            assert_eq!(mended, expected);
        }
    }
}
