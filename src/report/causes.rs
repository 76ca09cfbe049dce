//! Many diagnostics of one cause in one line: how many there are, and where for example.

use super::words::{counted, in_brief, words_of};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::{FileId, Sources};
use std::collections::HashMap;

/// The most lines: whoever mends the first causes sees the others then.
const MOST: usize = 32;
/// Of how many diagnostics the words are compared.
const COMPARED: usize = 50;
/// How many places are named.
const PLACES: usize = 3;

/// Diagnostics that are told apart by nothing but their places.
pub(super) struct Cause<'a> {
    pub diagnostics: Vec<&'a Diagnostic>,
}

/// What diagnostics have in common: severity, code, and what is meant where that is a cause of its
/// own, such as the name of a component.
type Key<'a> = (Severity, &'static str, Option<&'a str>);

/// The causes of diagnostics, the most frequent first.
pub(super) fn causes<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Vec<Cause<'a>> {
    let mut places: HashMap<Key<'_>, usize> = HashMap::new();
    let mut causes: Vec<Cause<'_>> = Vec::new();
    for diagnostic in diagnostics {
        let problem = &diagnostic.problem;
        let key = (diagnostic.severity, problem.code(), problem.subject());
        let place = *places.entry(key).or_insert(causes.len());
        if place == causes.len() {
            causes.push(Cause {
                diagnostics: Vec::new(),
            });
        }
        causes[place].diagnostics.push(diagnostic);
    }
    // Those that are as frequent stay in the order of their first places.
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.count()));
    causes
}

impl Cause<'_> {
    /// How often it is there: one diagnostic may speak of several places of a page.
    pub fn count(&self) -> usize {
        let times = self.diagnostics.iter().map(|d| d.problem.times());
        times.sum()
    }

    fn line(&self, sources: &Sources, language: Language, more: bool) -> String {
        let first = self.diagnostics[0];
        let code = first.problem.code();
        let [severity, _] = words_of(first.severity, language);
        let count = thousands(self.count(), language);
        let label = self.label(language);
        let places = self.places(sources);
        let (word, example) = match (language, more) {
            (Language::Italian, false) => ("", "per esempio"),
            (Language::Italian, true) => ("ancora ", "per esempio"),
            (Language::English, false) => ("", "for example"),
            (Language::English, true) => ("more ", "for example"),
        };
        format!("{severity}[{code}]: {word}{count} × {label}, {example} {places}\n")
    }

    /// Its message, without the names that are not the same everywhere.
    fn label(&self, language: Language) -> String {
        let compared = self.diagnostics.iter().take(COMPARED);
        let texts: Vec<String> = compared
            .map(|d| in_brief(d.problem.once().text(language)).message)
            .collect();
        let Some(shortest) = texts.iter().min_by_key(|text| text.len()) else {
            return String::new();
        };
        // What is quoted may be a quotation mark.
        if texts.iter().all(|text| text == shortest) {
            return shortest.clone();
        }
        let mut pieces: Vec<&str> = pieces(shortest);
        for text in &texts {
            let other = self::pieces(text);
            for (piece, other) in pieces.iter_mut().zip(other).skip(1).step_by(2) {
                if *piece != other {
                    *piece = "…";
                }
            }
        }
        let marks = match language {
            Language::Italian => ["«", "»"],
            Language::English => ["`", "`"],
        };
        let joined = pieces.iter().enumerate().map(|(i, piece)| match i % 2 {
            0 => (*piece).to_owned(),
            _ => format!("{}{piece}{}", marks[0], marks[1]),
        });
        joined.collect()
    }

    /// Three of its places, in different files if it is in several.
    fn places(&self, sources: &Sources) -> String {
        let mut files: Vec<FileId> = Vec::new();
        let mut chosen: Vec<&Diagnostic> = Vec::new();
        for diagnostic in &self.diagnostics {
            if chosen.len() < PLACES && !files.contains(&diagnostic.span.file) {
                files.push(diagnostic.span.file);
                chosen.push(diagnostic);
            }
        }
        for diagnostic in self.diagnostics.iter().take(PLACES) {
            if chosen.len() < PLACES && !chosen.iter().any(|d| std::ptr::eq(*d, *diagnostic)) {
                chosen.push(diagnostic);
            }
        }
        let place = |diagnostic: &&Diagnostic| {
            let path = &sources.get(diagnostic.span.file).path;
            let path = path.strip_prefix("content/").unwrap_or(path);
            let line = sources.position(diagnostic.span.file, diagnostic.span.start);
            format!("{path}:{}", line.line)
        };
        chosen.iter().map(place).collect::<Vec<_>>().join(", ")
    }
}

/// A text cut where something is quoted: every second piece is what stands between the marks.
fn pieces(text: &str) -> Vec<&str> {
    text.split(['`', '«', '»']).collect()
}

/// A line for each cause; `more` where some of its diagnostics have been shown before.
pub(super) fn lines(causes: &[(Cause<'_>, bool)], sources: &Sources, language: Language) -> String {
    let shown = causes.iter().take(MOST);
    let mut out: String = shown
        .map(|(cause, more)| cause.line(sources, language, *more))
        .collect();
    let others = causes.get(MOST..).unwrap_or(&[]);
    if !others.is_empty() {
        let count: usize = others.iter().map(|(cause, _)| cause.count()).sum();
        let count = counted(count, Severity::Warning, language);
        let causes = others.len();
        out += &match language {
            Language::Italian => format!("… e {count} per altre {causes} cause, più rare\n"),
            Language::English => format!("… and {count} of {causes} other causes, less frequent\n"),
        };
    }
    out += match language {
        Language::Italian => {
            "Uno per uno: `casa check --all`, di un solo tipo: `casa check --all=CODICE`.\n\n"
        }
        Language::English => {
            "One by one: `casa check --all`, of one kind: `casa check --all=CODE`.\n\n"
        }
    };
    out
}

/// A number as people write it.
fn thousands(number: usize, language: Language) -> String {
    let mark = match language {
        Language::Italian => '.',
        Language::English => ',',
    };
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_threes() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (9559120, "9,559,120"),
        ] {
            assert_eq!(thousands(number, Language::English), expected);
        }
        assert_eq!(thousands(12345, Language::Italian), "12.345");
    }
}
