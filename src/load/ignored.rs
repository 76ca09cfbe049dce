//! Files that are left out by patterns in the form of gitignore: `ignore` of a site's configuration, and
//! those of other programs.

use crate::config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Sources};
use crate::yaml;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Which files are left out.
pub struct Ignored(Option<Gitignore>);

impl Ignored {
    /// What a configuration leaves out, as far as it can be read.
    pub(super) fn read(configuration: &str) -> Self {
        Self(matcher(configuration, FileId(0), &mut Vec::new()))
    }

    /// What lines of patterns leave out; one that cannot be read leaves out nothing.
    pub fn by(lines: &str) -> Self {
        let mut builder = GitignoreBuilder::new("");
        for line in lines.lines() {
            // The program whose patterns they are is no judge of them here.
            let _ = builder.add_line(None, line);
        }
        Self(builder.build().ok())
    }

    /// Whether a file is left out, by its path below the folder that the patterns are of.
    pub fn has(&self, path: &str) -> bool {
        let ignored = self.0.as_ref();
        ignored.is_some_and(|ignored| ignored.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// Whether the configuration leaves a file out, by its path below the root.
    pub(super) fn contains(&self, path: &str) -> bool {
        path.strip_prefix("content/")
            .is_some_and(|path| self.has(path))
    }
}

/// The patterns of the configuration that cannot be read.
pub(super) fn check(sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(file) = config::PATHS.iter().find_map(|path| sources.find(path)) {
        matcher(sources.get(file).text(), file, &mut diagnostics);
    }
    diagnostics
}

fn matcher(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Gitignore> {
    if !text.contains("ignore") {
        return None;
    }
    // What else is wrong with it is told where all of it is read.
    let node = yaml::parse(text, 0, text.len(), file).ok()?;
    let mut builder = GitignoreBuilder::new("");
    for item in node.get("ignore")?.items() {
        let Some(pattern) = item.as_text() else {
            continue;
        };
        if let Err(error) = builder.add_line(None, pattern) {
            let reason = error.to_string();
            diagnostics.push(Diagnostic::new(Problem::BadPattern { reason }, item.span));
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
}
