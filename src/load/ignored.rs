//! Files that are left out by patterns in the form of gitignore: `ignore` of a site's configuration, and
//! those of other programs.

use super::names::SCHEMA;
use crate::config;
use crate::diagnostic::{Diagnostic, Problem, SiteSlip, nearest_name};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Node};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeSet;
use std::path::Path;

/// Which files are left out.
pub struct Ignored(Option<Gitignore>);

impl Ignored {
    /// What a configuration leaves out, as far as it can be read.
    pub(super) fn read(configuration: &str) -> Self {
        let node = node(configuration, FileId(0));
        Self(matcher(node.as_ref(), &mut Vec::new()))
    }

    /// What lines of patterns leave out, and the lines that cannot be read, which leave out nothing.
    pub fn by(lines: &str) -> (Self, Vec<String>) {
        let mut builder = GitignoreBuilder::new("");
        let unread = lines
            .lines()
            .filter(|line| builder.add_line(None, line).is_err());
        let unread = unread.map(str::to_owned).collect();
        let read = builder.build().expect("each line was read by itself");
        (Self(Some(read)), unread)
    }

    /// Whether a file is left out, by its path below the folder that the patterns are of.
    pub fn has(&self, path: &str) -> bool {
        let ignored = self.0.as_ref();
        ignored.is_some_and(|ignored| ignored.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// Whether the configuration leaves a file out, by its path below the root; never itself.
    pub(super) fn contains(&self, path: &str) -> bool {
        let below = path.strip_prefix("content/");
        !config::is_configuration(path) && below.is_some_and(|path| self.has(path))
    }
}

/// What is wrong with the patterns of the configuration: those that cannot be read, and those of no
/// file that mean one under another name.
pub(super) fn check(sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let Some(file) = config::PATHS.iter().find_map(|path| sources.find(path)) else {
        return diagnostics;
    };
    let node = node(sources.get(file).text(), file);
    matcher(node.as_ref(), &mut diagnostics);
    for (pattern, span) in patterns(node.as_ref()) {
        if let Some(path) = too_much(pattern, &sources.get(file).path, sources) {
            let pattern = pattern.to_owned();
            let problem = SiteSlip::IgnoresSite { pattern, path };
            diagnostics.push(Diagnostic::new(problem.into(), span));
        } else if let Some(meant) = meant(pattern, sources) {
            let pattern = pattern.to_owned();
            let problem = SiteSlip::UnusedPattern { pattern, meant };
            diagnostics.push(Diagnostic::new(problem.into(), span));
        }
    }
    diagnostics
}

/// What a pattern leaves out without which there is no site: its configuration, a file of its schema,
/// or the last of its pages.
fn too_much(pattern: &str, configuration: &str, sources: &Sources) -> Option<String> {
    let own = only(pattern);
    let is_configured = |path: &str| {
        path.strip_prefix("content/")
            .is_some_and(|path| own.has(path))
    };
    if is_configured(configuration) {
        return Some(configuration.to_owned());
    }
    let mut ignored = sources.ignored().iter().filter(|path| own.contains(path));
    let is_page = |path: &str| path.ends_with(".md");
    let has_pages = sources
        .under("content/")
        .any(|(_, file)| is_page(&file.path));
    let found =
        ignored.find(|path| Path::new(path).starts_with(SCHEMA) || !has_pages && is_page(path));
    found.cloned()
}

/// The pattern of the configuration that leaves a file out, and where it stands.
pub fn ignoring(sources: &Sources, path: &str) -> Option<(String, Span)> {
    let file = config::PATHS.iter().find_map(|path| sources.find(path))?;
    let node = node(sources.get(file).text(), file);
    let mut patterns = patterns(node.as_ref());
    let found = patterns.find(|(pattern, _)| only(pattern).contains(path));
    found.map(|(pattern, span)| (pattern.to_owned(), span))
}

/// What one pattern leaves out.
fn only(pattern: &str) -> Ignored {
    let mut builder = GitignoreBuilder::new("");
    let read = builder.add_line(None, pattern).is_ok();
    Ignored(read.then(|| builder.build().ok()).flatten())
}

/// For a path that no file has, the one that was meant: without the folder that it counts from, or
/// but for a slip of the pen. What is not like any other may be there at times.
fn meant(pattern: &str, sources: &Sources) -> Option<String> {
    let path = pattern.trim_start_matches(['/', '!']);
    let own = only(pattern.trim_start_matches('!'));
    let there = || {
        let files = sources.under("content/").map(|(_, file)| &*file.path);
        files.chain(sources.ignored().iter().map(String::as_str))
    };
    if there().any(|path| own.contains(path)) {
        return None;
    }
    let below = path.trim_start_matches("./");
    if let Some(below) = below.strip_prefix("content/") {
        let below = below.trim_start_matches('/');
        return (!below.is_empty()).then(|| below.to_owned());
    }
    if below.contains(['*', '?', '[', '#']) {
        return None;
    }
    let is_folder = path.ends_with(['/', '\\']);
    let mut names = BTreeSet::new();
    for path in there().filter_map(|path| path.strip_prefix("content/")) {
        match is_folder {
            true => names.extend(path.match_indices('/').map(|(end, _)| &path[..end])),
            false => drop(names.insert(path)),
        }
    }
    let wanted = below.trim_end_matches(['/', '\\']);
    let found = nearest_name(wanted, names)?;
    Some(match is_folder {
        true => format!("{found}/"),
        false => found,
    })
}

/// The configuration, as far as it can be read.
fn node(text: &str, file: FileId) -> Option<Node> {
    if !text.contains("ignore") {
        return None;
    }
    // What else is wrong with it is told where all of it is read.
    yaml::parse(text, 0, text.len(), file).ok()
}

/// The patterns of the configuration.
fn patterns(node: Option<&Node>) -> impl Iterator<Item = (&str, Span)> {
    let items = node.and_then(|node| node.get("ignore"));
    let items = items.map_or(&[][..], Node::items).iter();
    items.filter_map(|item| Some((item.as_text()?, item.span)))
}

fn matcher(node: Option<&Node>, diagnostics: &mut Vec<Diagnostic>) -> Option<Gitignore> {
    node?.get("ignore")?;
    let mut builder = GitignoreBuilder::new("");
    for (pattern, span) in patterns(node) {
        if let Err(error) = builder.add_line(None, pattern) {
            let reason = error.to_string();
            diagnostics.push(Diagnostic::new(Problem::BadPattern { reason }, span));
        }
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let ignored = Ignored::read("ignore: [\"*.psd\", /bozze/, a/b.md, \"!buono.psd\"]\n");
        for (path, expected) in [
            ("content/x.psd", true),
            ("content/s/x.psd", true),
            ("content/s/buono.psd", false),
            ("content/bozze/s/a.md", true),
            ("content/s/bozze/a.md", false),
            ("content/a/b.md", true),
            ("content/c/a/b.md", false),
            ("themes/x.psd", false),
        ] {
            assert_eq!(ignored.contains(path), expected, "{path}");
        }
        assert!(!Ignored::read("title: A\n").contains("content/a.md"));
    }

    #[test]
    fn a_pattern_of_no_file_means_another() {
        let sources = Sources::from_texts([("content/bozze/a.md", ""), ("content/b.md", "")]);
        let sources = sources.without(vec!["content/note/x.md".to_owned()]);
        for (pattern, expected) in [
            ("content/bozze/", Some("bozze/")),
            ("/content/bozze/*.md", Some("bozze/*.md")),
            ("bozzze/", Some("bozze/")),
            ("bozze\\", Some("bozze/")),
            ("bozze", None),
            ("/note/", None),
            ("vecchie/", None),
            ("*.psd", None),
            ("node_modules/", None),
        ] {
            assert_eq!(meant(pattern, &sources).as_deref(), expected, "{pattern}");
        }
    }
}
