//! For which other program a folder was written, where its files say so.

use crate::source::Sources;

/// The programs whose signs mean something only in folders that were written for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Programs {
    /// mdBook or GitBook: there is a `SUMMARY.md`.
    pub book: bool,
    /// Docsify: there is a `_sidebar.md`.
    pub docsify: bool,
    /// A wiki of GitHub or GitLab, of Gollum: there is a `_Sidebar.md` or a `_Footer.md`.
    pub wiki: bool,
}

impl Programs {
    /// By the names of files.
    pub fn of(sources: &Sources) -> Self {
        let mut programs = Self::default();
        for (_, file) in sources.under("content/") {
            match file.name() {
                "SUMMARY.md" => programs.book = true,
                "_sidebar.md" => programs.docsify = true,
                "_Sidebar.md" | "_Footer.md" => programs.wiki = true,
                _ => {}
            }
        }
        programs
    }

    /// Stands for what is known.
    pub fn bits(self) -> u8 {
        u8::from(self.book) | u8::from(self.docsify) << 1 | u8::from(self.wiki) << 2
    }
}
