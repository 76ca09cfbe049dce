//! Which open data there are: the published pages of each content type, and where they are.

use crate::content::{Date, Value as FieldValue};
use crate::schema::{ContentType, Field, Kind, TypeId};
use crate::site::{Page, Route, Site};
use crate::slug::slug;

/// The data of one content type.
pub struct Dataset<'a> {
    pub(super) site: &'a Site,
    pub(super) folder: &'a Route,
    pub(super) content_type: &'a ContentType,
    pub(super) id: TypeId,
    pub(super) pages: Vec<&'a Page>,
    /// The last change of any of its pages.
    pub updated: Option<Date>,
}

/// The repeated groups of one field.
pub struct Groups<'a> {
    /// The field.
    pub field: &'a Field,
    /// How many groups there are.
    pub count: usize,
    /// Where they are.
    pub route: Route,
    pub(super) index: usize,
}

/// The data of all types that have a folder of their own, by the order of the types; nothing where
/// the configuration does not ask for them.
pub fn datasets(site: &Site) -> Vec<Dataset<'_>> {
    let Some(folder) = folder(site) else {
        return Vec::new();
    };
    let mut pages: Vec<Vec<&Page>> = vec![Vec::new(); site.schema.types.len()];
    // A translation is no further record.
    let own = site.pages.iter().filter(|page| page.language == 0);
    for page in own.filter(|page| is_public(page)) {
        pages[page.content_type()].push(page);
    }
    let types = site.schema.types.iter().enumerate().zip(pages);
    types
        .filter(|((_, t), pages)| !pages.is_empty() && (t.section.is_some() || site.schema.open))
        .map(|((id, content_type), pages)| Dataset {
            site,
            folder,
            content_type,
            id,
            updated: pages.iter().filter_map(|page| updated(page)).max(),
            pages,
        })
        .collect()
}

/// Previews show more than is published, and what unknown addresses show is no page to be found.
pub(super) fn is_public(page: &Page) -> bool {
    !page.meta.draft && !page.future && !page.is_not_found()
}

fn updated(page: &Page) -> Option<Date> {
    page.meta.updated.or(page.meta.date)
}

/// The page that presents the data, below whose address they stand.
pub(super) fn presentation(site: &Site) -> Option<&Page> {
    let config = site.config.open_data.as_ref()?;
    Some(site.page(site.find(&config.page.page)?))
}

fn folder(site: &Site) -> Option<&Route> {
    Some(&presentation(site)?.route)
}

/// Whether a page is the one that presents the data.
pub fn is_presentation(site: &Site, page: &Page) -> bool {
    folder(site) == Some(&page.route)
}

/// Where the catalogue is; it can only speak of absolute addresses.
pub fn catalog_route(site: &Site) -> Option<Route> {
    let known = !site.config.base_url.origin.is_empty();
    folder(site)
        .filter(|_| known)
        .map(|folder| folder.child_file("catalog.jsonld"))
}

impl<'a> Dataset<'a> {
    /// Its content type.
    pub fn content_type(&self) -> &'a ContentType {
        self.content_type
    }

    /// How many pages it has.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The address of its file with this extension.
    pub fn route(&self, extension: &str) -> Route {
        let name = slug(&self.content_type.name);
        self.folder.child_file(&format!("{name}.{extension}"))
    }

    /// The fields of repeated groups that any page has.
    pub fn groups(&self) -> Vec<Groups<'a>> {
        let fields = self.content_type.fields.iter().enumerate();
        let repeated = fields.filter(|(_, f)| f.many && matches!(f.kind, Kind::Group(_)));
        let groups = repeated.map(|(index, field)| Groups {
            field,
            count: self
                .pages
                .iter()
                .map(|page| groups_of(page, field).len())
                .sum(),
            route: self.route(&format!("{}.csv", slug(&field.name))),
            index,
        });
        groups.filter(|groups| groups.count > 0).collect()
    }

    pub(super) fn title(&self) -> String {
        format!("{} – {}", self.content_type.plural, self.site.config.title)
    }

    /// What its section says of itself.
    pub(super) fn description(&self) -> Option<&'a str> {
        let section = self.site.section_of_type(0, self.content_type);
        let page = section.map(|id| self.site.page(id));
        page.into_iter()
            .chain(presentation(self.site))
            .find_map(|page| page.meta.summary.as_deref())
    }
}

/// The groups that a page has in a field.
pub(super) fn groups_of<'a>(page: &'a Page, field: &Field) -> &'a [FieldValue] {
    page.parsed
        .fields
        .get(&field.name)
        .map_or(&[], FieldValue::items)
}
