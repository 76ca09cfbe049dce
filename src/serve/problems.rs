//! What is wrong with a version, as the panel over its pages shows it.

use crate::diagnostic::{self, Language, Severity};
use crate::report::{self, Place};
use crate::source::Sources;
use serde::Serialize;

/// Most problems that a panel shows: a page has to stay light, and nobody reads more at once.
const MOST: usize = 100;

/// One thing that is wrong, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    severity: Severity,
    code: Option<&'static str>,
    message: String,
    help: Option<String>,
    place: Option<Place>,
    /// The line where it is.
    source: Option<String>,
}

impl Problem {
    /// What keeps the preview from showing the site as it is, and has no place in a file.
    pub fn of_site(message: String) -> Self {
        Self {
            severity: Severity::Error,
            code: None,
            message,
            help: None,
            place: None,
            source: None,
        }
    }

    fn file(&self) -> &str {
        self.place.as_ref().map_or("", |place| &place.file)
    }
}

/// What is wrong with a site, for a version of it.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// The problems of a build, the errors first.
    pub fn of(
        diagnostics: &[diagnostic::Diagnostic],
        sources: &Sources,
        language: Language,
    ) -> Self {
        let mut sorted: Vec<_> = diagnostics.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.severity);
        let list = sorted.into_iter().map(|diagnostic| {
            let in_words = report::in_words(diagnostic, sources, language);
            let file = sources.get(diagnostic.span.file);
            let source = report::line_at(file.text(), diagnostic.span);
            Problem {
                severity: in_words.severity,
                code: Some(in_words.code),
                message: in_words.message,
                help: in_words.help,
                place: Some(in_words.place),
                source: Some(source.to_owned()).filter(|line| !line.trim().is_empty()),
            }
        });
        let list = list.collect();
        Self { list }
    }

    /// The same with one more, before all others.
    pub fn with(mut self, problem: Problem) -> Self {
        self.list.insert(0, problem);
        self
    }

    /// The panel over the page of a file, as JSON; empty if nothing is wrong.
    pub(super) fn panel(&self, page: Option<&str>, language: Language) -> String {
        if self.list.is_empty() {
            return String::new();
        }
        let panel = Panel {
            words: Words::of(language),
            title: self.title(language),
            has_errors: self.count(Severity::Error) > 0,
            files: self.files(page),
            more: self.more(language),
        };
        serde_json::to_string(&panel).expect("lists of texts and numbers are JSON")
    }

    /// The problems by file: first those of the site, then those of the page on show, then the
    /// files with errors, each in the order of their paths.
    fn files<'a>(&'a self, page: Option<&'a str>) -> Vec<File<'a>> {
        let mut files: Vec<File<'a>> = Vec::new();
        let rank = |problem: &Problem| {
            let name = problem.file();
            (!name.is_empty(), Some(name) != page)
        };
        let mut list: Vec<&Problem> = self.list.iter().collect();
        // Stable: errors stay before warnings.
        list.sort_by_key(|problem| rank(problem));
        for problem in list.into_iter().take(MOST) {
            let name = problem.file();
            match files.iter_mut().find(|file| file.name == name) {
                Some(file) => file.problems.push(problem),
                None => files.push(File {
                    name,
                    is_here: Some(name) == page,
                    problems: vec![problem],
                }),
            }
        }
        files
    }

    fn count(&self, severity: Severity) -> usize {
        let of_it = self.list.iter().filter(|p| p.severity == severity);
        of_it.count()
    }

    /// "2 errori, 1 avviso".
    fn title(&self, language: Language) -> String {
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let counts = severities.map(|severity| (self.count(severity), severity));
        let parts = counts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, severity)| report::counted(count, severity, language))
            .collect();
        parts.join(", ")
    }

    fn more(&self, language: Language) -> Option<String> {
        let more = self.list.len().saturating_sub(MOST);
        (more > 0).then(|| match language {
            Language::Italian => format!("Altri {more} con `casa check`."),
            Language::English => format!("{more} more with `casa check`."),
        })
    }
}

/// What the script draws.
#[derive(Serialize)]
struct Panel<'a> {
    #[serde(flatten)]
    words: Words,
    title: String,
    has_errors: bool,
    files: Vec<File<'a>>,
    more: Option<String>,
}

#[derive(Serialize)]
struct File<'a> {
    /// Its path; empty for the site as a whole.
    name: &'a str,
    /// Whether it is that of the page on show.
    is_here: bool,
    problems: Vec<&'a Problem>,
}

/// The words of the panel.
#[derive(Serialize)]
struct Words {
    lang: &'static str,
    close: &'static str,
    here: &'static str,
    site: &'static str,
    error: &'static str,
    warning: &'static str,
    note: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        let one = |severity| report::words_of(severity, language)[0];
        let (lang, close, here, site) = match language {
            Language::Italian => ("it", "Chiudi", "questa pagina", "Il sito"),
            Language::English => ("en", "Close", "this page", "The site"),
        };
        Self {
            lang,
            close,
            here,
            site,
            error: one(Severity::Error),
            warning: one(Severity::Warning),
            note: one(Severity::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourceFile, Span, Stamp};
    use std::path::PathBuf;
    use std::sync::Arc;

    #[test]
    fn the_page_on_show_comes_first_and_errors_before_warnings() {
        let files = ["a.md", "b.md", "c.md"].map(|path| {
            let text = Content::Text("uno\ndue\n".to_owned());
            SourceFile::new(path.to_owned(), PathBuf::new(), text, Stamp::default())
        });
        let sources = Arc::new(Sources::default().with_all(files.into()));
        let at = |path: &str, problem| {
            let (id, _) = sources.iter().find(|(_, file)| file.path == path).unwrap();
            diagnostic::Diagnostic::new(problem, Span::new(id, 4, 7))
        };
        use crate::diagnostic::Problem as P;
        let found = [
            at("a.md", P::SecondTitle),
            at("b.md", P::MergeConflict),
            at("c.md", P::SecondTitle),
            at("c.md", P::MergeConflict),
        ];
        let problems = Problems::of(&found, &sources, Language::Italian);
        let names = |page| -> Vec<String> {
            let files = problems.files(page).into_iter();
            let listed = files.map(|file| {
                let codes = file.problems.iter().filter_map(|problem| problem.code);
                format!("{} {}", file.name, codes.collect::<Vec<_>>().join(" "))
            });
            listed.collect()
        };
        let [a, b, c] = [
            "a.md second-title",
            "b.md merge-conflict",
            "c.md merge-conflict second-title",
        ];
        assert_eq!(names(None), [b, c, a]);
        assert_eq!(names(Some("a.md")), [a, b, c]);
        assert_eq!(problems.title(Language::Italian), "2 errori, 2 avvisi");
        assert_eq!(problems.list[0].source.as_deref(), Some("due"));
        let with = problems.with(Problem::of_site("manca".to_owned()));
        let panel = with.panel(Some("c.md"), Language::Italian);
        assert!(panel.contains("\"files\":[{\"name\":\"\""), "{panel}");
        assert_eq!(with.title(Language::Italian), "3 errori, 2 avvisi");
        assert_eq!(Problems::default().panel(None, Language::Italian), "");
    }
}
