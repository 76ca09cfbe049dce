//! What is known of a site's outputs before its links are: the theme, and the addresses of lists,
//! feeds and pictures.

use super::printed::Printed;
use super::versions::Versions;
use crate::diagnostic::Diagnostic;
use crate::export::feed::Feeds;
use crate::export::table_config::{self, TableConfig};
use crate::site::{PageId, Route, Site};
use crate::theme::{Ingredients, Lists, Manifest, Pictures, Previews, StaticFiles, Strings};
use std::sync::Arc;

/// What the outputs of a site are laid out by.
pub struct Layout {
    /// Static files of the theme.
    pub statics: StaticFiles,
    /// Strings of the theme.
    pub strings: Strings,
    /// Lists of sections, terms and catalogues.
    pub lists: Lists,
    /// Tables of the configuration.
    pub tables: Arc<Vec<TableConfig>>,
    /// Feeds of sections.
    pub feeds: Feeds,
    /// Pictures that are published in several sizes.
    pub pictures: Arc<Pictures>,
    /// Pages that replace others, and where their differences are.
    pub versions: Versions,
    /// Sections that are published as one page.
    pub printed: Printed,
    /// Pictures that other sites show beside links, if the theme draws any.
    pub previews: Option<Previews>,
}

impl Layout {
    /// Lays out a site; problems of the theme are reported.
    pub fn new(site: &Site, manifest: &Manifest, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let strings = Strings::read(site, diagnostics);
        // Without a base address nothing can point to them from elsewhere.
        let previews = match site.config.base_url.origin.is_empty() {
            true => None,
            false => Previews::new(site, manifest, diagnostics),
        };
        Self {
            statics: StaticFiles::new(site, diagnostics),
            lists: Lists::new(site, &strings),
            tables: Arc::new(table_config::read(site, diagnostics)),
            feeds: Feeds::new(site),
            pictures: Arc::new(Pictures::new(site, manifest, diagnostics)),
            previews,
            versions: Versions::new(site, &strings),
            printed: Printed::new(site, &strings),
            strings,
        }
    }

    /// Where the preview of a page is, if the theme draws any and the page has no picture.
    pub fn preview(&self, site: &Site, id: PageId) -> Option<Route> {
        let page = site.page(id);
        let previews = self.previews.as_ref().filter(|_| page.image.is_none())?;
        Some(previews.route(site, page))
    }

    /// What templates are made of.
    pub fn ingredients(&self) -> Ingredients<'_> {
        Ingredients {
            statics: &self.statics,
            strings: &self.strings,
            feeds: &self.feeds,
            tables: &self.tables,
        }
    }
}
