//! What a build is told.

use crate::config::BaseUrl;
use crate::content::SpillFile;
use crate::fingerprint;
use crate::history::History;
use crate::site::Visibility;
use std::path::PathBuf;
use std::sync::Arc;

/// What a build is told besides the sources.
#[derive(Clone)]
pub struct Options {
    /// Title of a site that has no configuration.
    pub name: String,
    /// Address of the site, instead of the configured one.
    pub base_url: Option<BaseUrl>,
    /// Which pages to show.
    pub visibility: Visibility,
    /// Whether to make the site searchable.
    pub search: bool,
    /// Whether to look for what was meant where a link leads nowhere, also in a site without a
    /// schema, which may have very many of these.
    pub suggestions: bool,
    /// Where parsed pages wait until they are rendered.
    pub spill: SpillFile,
    /// Program `casa` that reads the files which pages offer, each in a process of its own; without
    /// one they are read in this process.
    pub extractor: Option<PathBuf>,
    /// What git knows of the changes to the pages, where there is a git that knows.
    pub history: Option<Arc<History>>,
}

impl Options {
    /// Stands for all that makes a difference to what is built.
    pub fn fingerprint(&self) -> u64 {
        // Every option is named, so that a new one cannot be forgotten here.
        let Self {
            name,
            base_url,
            visibility,
            search,
            // What is told of mistakes is no part of what is built.
            suggestions: _,
            // Where values wait makes no difference to them.
            spill: _,
            // What is found in files is the same, whoever reads them.
            extractor: _,
            history,
        } = self;
        // All of a history follows from its commit.
        let commit = history.as_ref().map(|history| history.commit());
        fingerprint::of(&(name, base_url, visibility, search, commit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Date;

    #[test]
    fn options_that_build_another_site_are_told_apart() {
        let date = |text: &str| text.parse::<Date>().expect("a day");
        let options = Options {
            suggestions: true,
            name: "Prova".to_owned(),
            base_url: None,
            visibility: Visibility {
                drafts: false,
                today: date("2026-01-15"),
            },
            search: true,
            spill: SpillFile::default(),
            extractor: None,
            history: None,
        };
        let differ = |change: &dyn Fn(&mut Options)| {
            let mut other = options.clone();
            change(&mut other);
            other.fingerprint() != options.fingerprint()
        };
        assert!(!differ(
            &|o| o.spill = SpillFile::in_folder(&std::env::temp_dir())
        ));
        assert!(differ(&|o| o.name = "Altro".to_owned()));
        assert!(differ(
            &|o| o.base_url = BaseUrl::parse("https://example.org/")
        ));
        assert!(differ(&|o| o.visibility.drafts = true));
        assert!(differ(&|o| o.visibility.today = date("2026-01-16")));
        assert!(differ(&|o| o.search = false));
    }
}
