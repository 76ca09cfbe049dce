//! What holds for the whole site: configuration, schema, theme and tables of pages.

use super::options::Options;
use crate::config::{self, Config};
use crate::content::{Rows, is_of_computer, type_of};
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, SiteSlip};
use crate::fingerprint::{Digest, Digester};
use crate::outputs;
use crate::schema::{self, Programs, Schema, TypeId};
use crate::site;
use crate::source::Sources;
use crate::theme::Manifest;
use crate::yaml;
use std::sync::Arc;

/// What holds for the whole site.
pub struct Setup {
    pub(super) options: Options,
    pub(super) config: Config,
    pub(super) schema: Arc<Schema>,
    pub(super) manifest: Manifest,
    pub(super) rows: Rows,
    /// See [`Pages::setup`].
    pub(super) digest: Digest,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Setup {
    pub(super) fn read(sources: &Sources, options: &Options) -> Self {
        let mut diagnostics = Vec::new();
        let sections: Vec<_> = site::SECTIONS
            .iter()
            .copied()
            .chain(outputs::sections())
            .chain([schema::TAXONOMIES])
            .collect();
        let mut config = config::read(sources, &options.name, &sections, &mut diagnostics);
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        } else {
            diagnostics.extend(local_site(&config, sources));
        }
        config.search = options.search;
        let mut schema = schema::read_types(sources, &mut diagnostics);
        let language = config.language.split('-').next().unwrap_or_default();
        schema.points_part_thousands = matches!(language, "it" | "de" | "es" | "nl" | "pt");
        schema.shortcodes.clone_from(&config.shortcodes);
        schema.programs = Programs::of(sources);
        schema.speak(language);
        if let Some(node) = config.section(schema::TAXONOMIES) {
            schema.read_taxonomies(node, &mut diagnostics);
        }
        if !schema.open {
            diagnostics.extend(own_folder(&config, sources));
        }
        let theme = config.theme.as_ref().map(|(name, _)| name.as_str());
        let manifest = Manifest::read(sources, theme, &mut schema, &mut diagnostics);
        let rows = Rows::read(sources, &schema, &mut diagnostics);
        Self {
            options: options.clone(),
            digest: digest_of_setup(sources, &schema, options.search, &config.language),
            config,
            schema: Arc::new(schema),
            manifest,
            rows,
            diagnostics,
        }
    }
}

impl Setup {
    /// The type of the page in a file, and its row; `path` is the file's below `content/`, without
    /// extension, as the site calls it.
    pub(super) fn kind_of(&self, path: &str) -> (TypeId, Option<&Row>) {
        let (_, own) = self.config.language_of(path);
        match self.rows.get(own) {
            Some((content_type, row)) => (*content_type, Some(row)),
            None => (type_of(own, &self.schema), None),
        }
    }
}

/// A site that is to be published at an address which is there only for whoever writes it. The
/// preview has an address of its own.
fn local_site(config: &Config, sources: &Sources) -> Option<Diagnostic> {
    let value = config.base_url.origin.clone();
    let file = config::find(sources).filter(|_| is_of_computer(&value))?;
    let node = yaml::parse_file(sources, file, &mut Vec::new())?;
    let span = node.get("base_url")?.span;
    Some(Diagnostic::new(SiteSlip::LocalSite { value }.into(), span))
}

/// A folder of the site's own language, beside those of others: its pages have the language in
/// their addresses, and nothing says that they are the same as those of translations.
fn own_folder(config: &Config, sources: &Sources) -> Option<Diagnostic> {
    let language = config.language.clone();
    let folder = format!("content/{language}/");
    let mut pages = sources.under(&folder);
    let asked = !config.languages.is_empty();
    let (file, _) = pages.find(|(_, file)| asked && file.path.ends_with(".md"))?;
    let problem = SiteSlip::OwnFolder { language };
    Some(Diagnostic::of_file(problem.into(), file))
}

/// Stands for what pages depend on besides their own files.
fn digest_of_setup(sources: &Sources, schema: &Schema, search: bool, language: &str) -> Digest {
    let shapes_pages = |path: &str| {
        config::is_configuration(path)
            || path.ends_with("/theme.yaml")
            || path.starts_with("content/_schema/")
            || path.starts_with("content/_data/")
    };
    let mut digester = Digester::default();
    digester
        .update(&[u8::from(search), schema.programs.bits()])
        .update(language.as_bytes());
    let files = sources.iter().filter(|(_, file)| shapes_pages(&file.path));
    for (id, file) in files {
        // Pages made from data know the number of the file.
        digester.update(&id.0.to_le_bytes());
        digester.update(file.path.as_bytes());
        digester.update(&file.digest().0);
    }
    for id in &schema.taken_ids {
        digester.update(id.as_bytes()).update(b" ");
    }
    digester.finish()
}
