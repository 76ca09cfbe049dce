//! The site as one value.

use super::address::Route;
use super::catalogues::{Catalogue, FacetValue};
use super::foreign::Foreign;
use super::glossary::Glossary;
use super::hidden::Hidden;
use super::ids::{FacetRef, PageId};
use super::navigation::Navigation;
use super::page::{Page, path_of};
use super::place::Input;
use super::taxonomies::Taxonomy;
use crate::config::{Config, LanguageId, Locale};
use crate::content::Date;
use crate::schema::{ContentType, Role, Schema};
use crate::source::{SourceFile, Sources, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// Everything known about a site. Its parts are shared with the versions of the site in which they
/// are the same.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its files.
    pub sources: Arc<Sources>,
    /// Its configuration.
    pub config: Arc<Config>,
    /// Its content types.
    pub schema: Arc<Schema>,
    /// Its pages, in order of path.
    pub pages: Vec<Arc<Page>>,
    /// Taxonomies in order of address.
    pub taxonomies: Arc<Vec<Taxonomy>>,
    /// Lists that readers narrow down by facets, in the order of the configuration.
    pub catalogues: Arc<Vec<Catalogue>>,
    /// Acronyms that its pages explain.
    pub glossary: Arc<Glossary>,
    /// The order in which it is read.
    pub navigation: Arc<Navigation>,
    /// The home.
    pub home: PageId,
    /// Pages by their path.
    pub(super) by_path: Arc<HashMap<String, PageId>>,
    /// Pages that are not to be published.
    pub hidden: Arc<Hidden>,
    /// How its links may be written besides.
    pub(super) foreign: Arc<Foreign>,
    /// The day that it is built for.
    pub(super) today: Date,
}

impl Site {
    /// The page with this id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The site after changes to these pages that no other page can see; `None` if others can.
    pub fn with_texts(&self, sources: &Arc<Sources>, changed: &[Input]) -> Option<Self> {
        let mut site = Self {
            sources: Arc::clone(sources),
            ..self.clone()
        };
        for input in changed {
            let id = self.by_path.get(path_of(&input.path).0)?;
            let page = &mut site.pages[id.0 as usize];
            if !page.parsed.differs_only_in_text(&input.parsed) {
                return None;
            }
            *page = Arc::new(Page {
                parsed: Arc::clone(&input.parsed),
                ..Page::clone(page)
            });
        }
        Some(site)
    }

    /// A value of a catalogue's facet.
    pub fn facet_value(&self, value: FacetRef) -> &FacetValue {
        &self.catalogues[value.catalogue].facets[value.facet].values[value.value]
    }

    /// The page at this path below `content/`, without `.md`.
    pub fn find(&self, path: &str) -> Option<PageId> {
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        let path = self.config.localised(path);
        self.by_path.get(path_of(&path).0).copied()
    }

    /// The translation of the page at this path into a language, or the page itself.
    pub fn find_in(&self, language: LanguageId, path: &str) -> Option<PageId> {
        let by_path = |path: &str| self.by_path.get(path).copied();
        let translated = || by_path(&self.config.path_in(language, path.trim_matches('/')));
        let translated = (language > 0).then(translated);
        translated.flatten().or_else(|| self.find(path))
    }

    /// Whether the page at this path is not published, or not any more.
    pub fn is_hidden(&self, path: &str) -> bool {
        let path = path.trim_matches('/');
        self.hidden.contains(path, path)
    }

    /// The home of a language, if it has pages.
    pub fn home_of(&self, language: LanguageId) -> Option<PageId> {
        match language {
            0 => Some(self.home),
            _ => {
                let path = self.config.path_in(language, "");
                self.by_path.get(&path).copied()
            }
        }
    }

    /// What a page sees of the configuration.
    pub fn locale(&self, page: &Page) -> Locale<'_> {
        self.config.locale(page.language)
    }

    /// Ids of all pages, in order of path.
    pub fn ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.pages.len() as u32).map(PageId)
    }

    /// The address of a route on this site, with the path of the base address.
    pub fn url(&self, route: &Route) -> String {
        format!("{}{}", self.config.base_url.path, route.encoded())
    }

    /// The same with scheme and host.
    pub fn permalink(&self, route: &Route) -> String {
        format!("{}{}", self.config.base_url.origin, self.url(route))
    }

    /// The section that the pages of a type belong to, if they are all in one, in a language.
    pub fn section_of_type(
        &self,
        language: LanguageId,
        content_type: &ContentType,
    ) -> Option<PageId> {
        self.find_in(language, content_type.section.as_deref()?)
    }

    /// Where a page says what has a role; its beginning if it does not.
    pub fn span_of_role(&self, page: &Page, role: Role) -> Span {
        page.span_of_role(&self.schema, role)
    }

    /// A page and all above it.
    pub fn above(&self, page: Option<PageId>) -> impl Iterator<Item = PageId> {
        std::iter::successors(page, |id| self.page(*id).parent)
    }

    /// The pages of a section and of those below it, section by section, in the order of their
    /// lists.
    pub fn below(&self, section: PageId) -> Vec<PageId> {
        let mut found = Vec::new();
        let mut sections = vec![section];
        while let Some(section) = sections.pop() {
            let page = self.page(section);
            found.extend(&page.children);
            sections.extend(page.sections.iter().rev());
        }
        found
    }

    /// The file of a page, unless it is the page of a folder that has none of its own.
    pub fn own_file(&self, page: &Page) -> Option<&SourceFile> {
        let file = page.parsed.file;
        page.parsed.front.map(|_| self.sources.get(file))
    }

    /// The page in all its languages, and for readers of any other in that of the site: language
    /// and absolute address. Without a base address nothing absolute can be said.
    pub fn alternates<'a>(
        &'a self,
        page: &'a Page,
    ) -> impl Iterator<Item = (&'a str, String)> + 'a {
        let known = !self.config.base_url.origin.is_empty();
        let translations = page.translations.iter().filter(move |_| known);
        let translations = translations.map(|id| self.page(*id));
        let all = translations
            .clone()
            .map(|page| (self.locale(page).language, page));
        let own = translations.filter(|page| page.language == 0);
        all.chain(own.map(|page| ("x-default", page)))
            .map(|(language, page)| (language, self.permalink(&page.route)))
    }
}
