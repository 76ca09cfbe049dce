//! Versions of a documentation as folders: the same page in each.

use super::ids::PageId;
use super::model::Site;
use super::page::Page;
use crate::config::{Age, Edition};

/// A version of the documentation as a page leads to it.
pub struct InEdition<'a> {
    /// The version.
    pub edition: &'a Edition,
    /// The page in it, or its home.
    pub page: PageId,
    /// Whether the page is there in it.
    pub is_same: bool,
    /// Whether it is the version that the page belongs to.
    pub is_here: bool,
}

impl Site {
    /// The versions of the documentation that a page is part of; none if it is part of no version.
    pub fn editions(&self, page: &Page) -> Vec<InEdition<'_>> {
        let documentation = &self.config.documentation;
        let Some(own) = self.config.edition_of(&page.path) else {
            return Vec::new();
        };
        let (_, path) = self.config.language_of(&page.path);
        let rest = documentation.editions[own].below(path).unwrap_or("");
        let all = documentation.editions.iter().enumerate();
        let all = all.filter_map(|(i, edition)| {
            let folder = &edition.folder.page;
            let same = match (folder.as_str(), rest) {
                ("", rest) => rest.to_owned(),
                (folder, "") => folder.to_owned(),
                (folder, rest) => format!("{folder}/{rest}"),
            };
            // At the top the folder of another version may be called so.
            let is_its = documentation.edition_of(&same) == Some(i);
            let same = self.at(page, &same).filter(|_| is_its);
            Some(InEdition {
                edition,
                page: same.or_else(|| self.at(page, folder))?,
                is_same: same.is_some(),
                is_here: i == own,
            })
        });
        all.collect()
    }

    /// The page in the language of another, or else in the site's own.
    fn at(&self, page: &Page, path: &str) -> Option<PageId> {
        let translated = self.config.path_in(page.language, path);
        let found = self.by_path.get(&translated);
        found.or_else(|| self.by_path.get(path)).copied()
    }

    /// The page that readers want instead of one of another version: the same in the current one.
    pub fn current(&self, page: &Page) -> Option<PageId> {
        let editions = self.editions(page).into_iter();
        let mut current = editions.filter(|version| version.edition.age == Age::Current);
        let current = current.find(|version| version.is_same && !version.is_here)?;
        (self.page(current.page).language == page.language).then_some(current.page)
    }

    /// Whether a page belongs to a version that is not the current one.
    pub fn is_of_other_edition(&self, page: &Page) -> bool {
        let edition = self.config.edition_of(&page.path);
        edition.is_some_and(|i| self.config.documentation.editions[i].age != Age::Current)
    }

    /// Whether a newer version has taken the place of that of a page.
    pub fn is_of_old_edition(&self, page: &Page) -> bool {
        let edition = self.config.edition_of(&page.path);
        edition.is_some_and(|i| self.config.documentation.editions[i].age == Age::Old)
    }
}
