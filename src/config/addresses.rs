//! `base_url` and `repository`: where the site is published, and where its sources are.

use crate::diagnostic::{Diagnostic, Expected, Problem, SiteSlip};
use crate::yaml::Node;

/// The address under which a site is published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// Scheme and host, without a final slash; empty when unknown.
    pub origin: String,
    /// Path with a first and without a final slash; empty for the root of the host.
    pub path: String,
}

impl BaseUrl {
    /// Nowhere in particular: addresses begin with a slash.
    pub(super) fn unknown() -> Self {
        Self {
            origin: String::new(),
            path: String::new(),
        }
    }

    /// Reads `https://host/path/`.
    ///
    /// # Errors
    /// `None` if the address is not an absolute http or https address.
    pub fn parse(text: &str) -> Option<Self> {
        let host_start = text
            .find("://")
            .filter(|i| matches!(&text[..*i], "http" | "https"))?
            + 3;
        let rest = &text[host_start..];
        let host_len = rest.find('/').unwrap_or(rest.len());
        // Three dots in one stand for what is to be filled in.
        let bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '…');
        let has_no_host = host_len == 0 || rest[..host_len].ends_with(':');
        if has_no_host || rest.contains(bad) {
            return None;
        }
        Some(Self {
            origin: text[..host_start + host_len].to_owned(),
            path: rest[host_len..].trim_end_matches('/').to_owned(),
        })
    }
}

/// Where the sources of a site are published, by the form of addresses that GitHub and GitLab share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Address of the project, without a final slash.
    project: String,
    /// The branch and the folder of the site in it.
    tree: String,
}

impl Repository {
    /// Reads the address at which a browser shows the folder of the site: `…/tree/main/site`.
    ///
    /// # Errors
    /// `None` if it is not an http or https address, or names no branch.
    pub fn parse(text: &str) -> Option<Self> {
        BaseUrl::parse(text)?;
        let (project, tree) = text.split_once("/tree/")?;
        let tree = tree.trim_matches('/');
        (!tree.is_empty()).then(|| Self {
            project: project.to_owned(),
            tree: tree.to_owned(),
        })
    }

    /// Where the file at a path below the site's folder, percent-encoded, can be edited.
    pub fn edit(&self, path: &str) -> String {
        self.of_file("edit", path)
    }

    /// Where all changes to the file are listed.
    pub fn history(&self, path: &str) -> String {
        self.of_file("commits", path)
    }

    /// Where a commit is shown.
    pub fn commit(&self, id: &str) -> String {
        format!("{}/commit/{id}", self.project)
    }

    fn of_file(&self, what: &str, path: &str) -> String {
        format!("{}/{what}/{}/{}", self.project, self.tree, path)
    }
}

/// Reads where the site will be published.
pub(super) fn base_url(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<BaseUrl> {
    let text = node.as_text().unwrap_or("");
    if let Some(meant) = folder_of_page(text) {
        let (value, meant) = (text.to_owned(), meant.to_owned());
        let problem = SiteSlip::PageOfSite { value, meant };
        diagnostics.push(Diagnostic::new(problem.into(), node.span));
        return None;
    }
    let base_url = BaseUrl::parse(text);
    if base_url.is_none() {
        let problem = Problem::WrongType {
            field: "base_url".to_owned(),
            expected: Expected::Url,
        };
        diagnostics.push(Diagnostic::new(problem, node.span));
    }
    base_url
}

/// The folder of a page, where its address stands for that of the site.
fn folder_of_page(text: &str) -> Option<&str> {
    const ENDINGS: [&str; 5] = [".html", ".htm", ".php", ".asp", ".aspx"];
    let BaseUrl { path, .. } = BaseUrl::parse(text)?;
    let name = path.rsplit('/').next()?;
    let is_page = ENDINGS.iter().any(|end| name.ends_with(end));
    let (folder, _) = text.trim_end_matches('/').rsplit_once('/')?;
    is_page.then_some(folder)
}

/// Reads where the sources are published.
pub(super) fn repository(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Repository> {
    let text = node.as_text().unwrap_or("");
    let repository = Repository::parse(text);
    if repository.is_none() {
        let value = text.to_owned();
        let problem = Problem::RepositoryAddress { value };
        diagnostics.push(Diagnostic::new(problem, node.span));
    }
    repository
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forges_are_understood() {
        let at = |url| Repository::parse(url).map(|found| found.edit("content/a.md"));
        let github = at("https://github.com/o/r/tree/main/");
        let expected = "https://github.com/o/r/edit/main/content/a.md";
        assert_eq!(github.as_deref(), Some(expected));
        let gitlab = Repository::parse("https://git.a.it/g/r/-/tree/main/sito").unwrap();
        let history = "https://git.a.it/g/r/-/commits/main/sito/content/a.md";
        assert_eq!(gitlab.history("content/a.md"), history);
        assert_eq!(gitlab.commit("1a"), "https://git.a.it/g/r/-/commit/1a");
        for bad in [
            "https://github.com/o/r",
            "https://a.it/o/tree/",
            "git@a.it:o/tree/main",
        ] {
            assert_eq!(Repository::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_are_split_into_origin_and_path() {
        let url = BaseUrl::parse("https://a.it/portale/").unwrap();
        assert_eq!(
            (url.origin.as_str(), url.path.as_str()),
            ("https://a.it", "/portale")
        );
        assert_eq!(BaseUrl::parse("https://a.it").unwrap().path, "");
        let folder = folder_of_page("https://a.it/portale/index.html");
        assert_eq!(folder, Some("https://a.it/portale"));
        assert_eq!(folder_of_page("https://a.php/portale.it/"), None);
        for bad in ["", "a.it", "ftp://a.it", "https://", "https://a.it/?x"] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}
