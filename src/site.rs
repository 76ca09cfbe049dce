//! The whole site as one immutable value.
//!
//! In: the parsed pages, configuration and schema. Out: a [`Site`]: routes, sections, taxonomies,
//! references between pages in both directions, related pages; and, once all that will be published
//! is planned, where its links lead. It knows nothing of HTML pages, themes or files to write.

mod address;
mod anchors;
mod attachments;
mod catalogue_config;
mod catalogues;
mod checks;
mod copies;
mod days;
mod documents;
mod early;
mod editions;
mod elsewhere;
mod empty;
mod facet_way;
mod files;
mod foreign;
mod freshness;
mod glossary;
mod hidden;
mod ids;
mod links;
mod meant;
mod mentions;
mod meta;
mod model;
mod names;
mod navigation;
mod page;
mod place;
mod reference_meant;
mod references;
mod related;
mod sections;
mod similar;
mod taxonomies;
mod versions;

/// Sections of the configuration that are read here.
pub const SECTIONS: &[&str] = &[catalogue_config::SECTION, navigation::SECTION];

pub use address::{
    Route, join_path, last_segment, parts, percent_decode, relative, route_of_asset,
};
pub use attachments::Attachment;
pub use catalogues::Catalogue;
pub use early::leads_of;
pub use files::is_picture;
pub use glossary::Glossary;
pub use hidden::{HiddenPage, Reason};
pub use ids::{FacetRef, PageId, Target, TermRef};
pub use links::{Found, link};
pub use model::Site;
pub use navigation::{EntryId, Goal, targets_of_book};
pub use page::{Page, PageKind};
pub use place::{Input, Visibility};
pub use taxonomies::Taxonomy;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Language};
use crate::schema::Schema;
use crate::source::Sources;
use catalogues::Catalogues;
use std::collections::HashMap;
use std::sync::Arc;

/// Builds the site from its pages; where their links lead is for [`link`] to find out.
pub fn build(
    sources: Arc<Sources>,
    mut config: Config,
    schema: Arc<Schema>,
    mut inputs: Vec<Input>,
    visibility: &Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let written = navigation::read(&sources, &config, &mut inputs, diagnostics);
    let (mut pages, mut hidden) = place::place(inputs, &schema, &sources, &config, visibility);
    place::check_collisions(&mut pages, &sources, diagnostics);
    place::find_parents(&mut pages);
    place::find_translations(&mut pages, &config);
    let by_path = by_path(&pages);
    let home = by_path.get("").copied().unwrap_or(PageId(0));
    name_after_home(&mut config, pages.get(home.0 as usize), &sources);
    navigation::name(&mut pages, &written, &by_path, (&config, &schema));
    let known = (&by_path, &config, &*schema);
    references::resolve(&mut pages, &mut hidden, known, diagnostics);
    files::resolve(&mut pages, &hidden, &sources, &schema, diagnostics);
    let taxonomies = taxonomies::build(&mut pages, &schema, diagnostics);
    names::check(&pages, &hidden, &schema, &sources, diagnostics);
    copies::check(&pages, (&schema, &config), &sources, diagnostics);
    empty::check(&pages, &schema, &sources, diagnostics);
    days::check(&pages, &hidden, &schema, visibility.today, diagnostics);
    checks::check_config(&config, &by_path, &hidden, &sources, diagnostics);
    checks::check_search(&config, &schema, diagnostics);
    versions::check(&pages, &schema, diagnostics);
    sections::arrange(&mut pages, &schema, home);
    let known = (&by_path, &hidden);
    let navigation =
        navigation::arrange(&mut pages, &written, known, (&config, &schema), diagnostics);
    let catalogues = Catalogues {
        pages: &pages,
        by_path: &by_path,
        hidden: &hidden,
        schema: &schema,
        taxonomies: &taxonomies,
        language: Language::from_tag(&config.language),
    };
    let configured = catalogue_config::read(&config, diagnostics);
    let catalogues = catalogues.build(&configured, diagnostics);
    related::compute(&mut pages, (&config, &schema));
    let glossary = Glossary::new(&pages, (&schema, &sources), diagnostics);
    Site {
        sources,
        config: Arc::new(config),
        schema,
        pages: shared(pages),
        taxonomies: Arc::new(taxonomies),
        catalogues: Arc::new(catalogues),
        glossary: Arc::new(glossary),
        navigation: Arc::new(navigation),
        home,
        by_path: Arc::new(by_path),
        hidden: Arc::new(hidden),
        foreign: Arc::default(),
        today: visibility.today,
    }
}

/// A site without configuration is called what its home is called.
fn name_after_home(config: &mut Config, home: Option<&Page>, sources: &Sources) {
    if let Some(home) = home.filter(|_| config::find(sources).is_none()) {
        config.title.clone_from(&home.meta.title);
    }
}

/// The ids of pages by their paths.
fn by_path(pages: &[Page]) -> HashMap<String, PageId> {
    let paths = pages.iter().map(|page| page.path.clone());
    paths.zip((0..).map(PageId)).collect()
}

/// Pages to be shared.
fn shared(pages: Vec<Page>) -> Vec<Arc<Page>> {
    let mut shared: Vec<Arc<Page>> = pages.into_iter().map(Arc::new).collect();
    // They stand where the pages stood, which takes a hundred times the room.
    shared.shrink_to_fit();
    shared
}
