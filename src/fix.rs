//! What is wrong and can be mended without asking anybody.
//!
//! In: diagnostics and the files that they are of. Out: what to write instead, by file. Only what
//! has one right answer is changed: the name of a field that was meant, the form of a reference,
//! spaces and characters that nobody sees, the space behind the hashes of a heading.

use crate::diagnostic::{Diagnostic, Problem, Severity, Slip};
use crate::pipeline::shapes_all;
use crate::source::{FileId, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Bytes of a file, and what to write in their place.
pub type Edit = (Range<usize>, String);

/// What to change in each file, with the diagnostic that it mends, in order of place.
pub fn edits<'a>(
    diagnostics: &'a [Diagnostic],
    sources: &Sources,
) -> BTreeMap<FileId, Vec<(&'a Diagnostic, Edit)>> {
    let many = named_on_many(diagnostics);
    // What is wrong with pages may be right once that is mended which says how they are read.
    let is_first = |d: &Diagnostic| shapes_all(&sources.get(d.span.file).path);
    let mut errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let only_first = errors.any(is_first);
    let mut by_file: BTreeMap<FileId, Vec<(&Diagnostic, Edit)>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|d| !only_first || is_first(d)) {
        let file = sources.get(diagnostic.span.file);
        let is_own = match &diagnostic.problem {
            Problem::UnknownField { field, .. } => !many.contains(field.as_str()),
            _ => true,
        };
        if !is_own || !file.path.starts_with("content/") || !is_mendable(&diagnostic.problem) {
            continue;
        }
        if let Some(edit) = edit(diagnostic, file.read().text()) {
            let edits = by_file.entry(diagnostic.span.file).or_default();
            edits.push((diagnostic, edit));
        }
    }
    for edits in by_file.values_mut() {
        edits.sort_by_key(|(_, (range, _))| range.start);
        // Of two for one place the first.
        edits.dedup_by(|(_, later), (_, kept)| later == kept || later.0.start < kept.0.end);
    }
    by_file
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

/// Whether there may be something to change for a problem: only then its file is read.
fn is_mendable(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::UnknownField {
            suggestion: Some(_),
            ..
        } | Problem::NoBreakSpace
            | Problem::ReferenceForm { .. }
            | Problem::Slip {
                slip: Slip::InvisibleSpace { .. } | Slip::HashWithoutSpace { .. }
            }
    )
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

/// A text with all changes, which are in order of place.
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
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
