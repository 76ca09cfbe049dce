//! `editing`: the form in which pages are written in a browser, and where it keeps them.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// Where the form keeps what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A repository on GitHub.
    GitHub,
    /// A repository on a GitLab, that of the maker or one of one's own.
    GitLab,
    /// The browser: to try it, and for tests.
    Browser,
}

impl Backend {
    /// Backends with the names that they have in the configuration, and in that of the form.
    pub const NAMES: [(&'static str, Backend); 3] = [
        ("github", Backend::GitHub),
        ("gitlab", Backend::GitLab),
        ("test-repo", Backend::Browser),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Browser => "test-repo",
        }
    }
}

/// The form of a site.
#[derive(Clone, Debug)]
pub struct Editing {
    /// Where it keeps what is written.
    pub backend: Backend,
    /// Owner and name of the repository.
    pub repo: Option<String>,
    /// The branch that is published; that of the repository where missing.
    pub branch: Option<String>,
    /// The folder of the site in the repository.
    pub folder: String,
    /// Whether what is saved waits for somebody to read it: draft, review, ready.
    pub review: bool,
    /// Scheme and host of the GitLab, or of the service that signs people in to GitHub.
    pub host: Option<String>,
    /// The application by which people sign in to GitLab.
    pub app_id: Option<String>,
    /// Where the section stands.
    pub span: Span,
}

impl Editing {
    /// A path below the site's folder as one below the top of the repository.
    pub fn path(&self, path: &str) -> String {
        match self.folder.as_str() {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }
}

/// Reads the section; `None` if it does not say where to keep what is written.
pub(super) fn editing(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Editing> {
    let mut reader = MapReader::new(node, "editing", diagnostics);
    let backend = match reader.node("backend") {
        Some(_) => reader.one_of("backend", &Backend::NAMES),
        None => {
            // Reported as missing.
            reader.required_text("backend");
            None
        }
    };
    let repo = match backend {
        Some(Backend::GitHub | Backend::GitLab) => {
            reader.required_form("repo", "provincia/portale", |text| {
                is_repository(text).then(|| text.to_owned())
            })
        }
        _ => reader.text("repo"),
    };
    let branch = reader.text("branch");
    let folder = reader.text("folder").unwrap_or_default();
    let review = [("review", true), ("direct", false)];
    let review = reader.one_of("workflow", &review).unwrap_or(true);
    let host = reader.node("host").and_then(|_| {
        reader.required_form("host", "https://gitlab.example.org", |text| {
            let host = text.strip_prefix("https://")?.trim_end_matches('/');
            let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
            let is_host = !host.is_empty() && host.chars().all(is_plain);
            is_host.then(|| format!("https://{host}"))
        })
    });
    let app_id = reader.text("app_id");
    reader.finish();
    let backend = backend?;
    (backend == Backend::Browser || repo.is_some()).then(|| Editing {
        backend,
        repo,
        branch,
        folder: folder.trim_matches('/').to_owned(),
        review: review && backend != Backend::Browser,
        host,
        app_id,
        span: node.span,
    })
}

/// Whether a text has the form `owner/name`, with groups between them on GitLab.
fn is_repository(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let mut parts = text.split('/');
    text.contains('/') && parts.all(|part| !part.is_empty() && part.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    fn read(text: &str) -> (Option<Editing>, Vec<&'static str>) {
        let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
        let mut problems = Vec::new();
        let found = editing(&node, &mut problems);
        (found, problems.iter().map(|p| p.problem.code()).collect())
    }

    #[test]
    fn a_form_knows_where_it_keeps_what_is_written() {
        let (found, said) = read("backend: github\nrepo: upi/portale\nfolder: /sito/\n");
        let found = found.unwrap();
        assert_eq!(found.backend, Backend::GitHub);
        assert_eq!((found.folder.as_str(), found.review), ("sito", true));
        assert!(said.is_empty(), "{said:?}");
        let (found, said) = read("backend: test-repo\nworkflow: review\n");
        assert!(!found.unwrap().review, "there is nobody who could read it");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        let table = [
            ("repo: upi/portale", "missing-field"),
            ("backend: svn", "unknown-kind"),
            ("backend: github", "missing-field"),
            ("backend: github\nrepo: portale", "pattern-mismatch"),
            ("backend: github\nrepo: 'a/b c'", "pattern-mismatch"),
            (
                "backend: gitlab\nrepo: a/b\nhost: gitlab.it",
                "pattern-mismatch",
            ),
            (
                "backend: gitlab\nrepo: a/b\nhost: \"https://a.it;x\"",
                "pattern-mismatch",
            ),
            (
                "backend: gitlab\nrepo: a/b\nworkflow: forse",
                "unknown-kind",
            ),
            ("backend: gitlab\nrepo: a/b\nramo: main", "unknown-field"),
        ];
        for (text, code) in table {
            assert_eq!(read(text).1, [code], "{text}");
        }
    }
}
