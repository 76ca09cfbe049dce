//! `catalogues` of the configuration: lists that readers narrow down.

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// A page whose list readers narrow down by facets.
#[derive(Clone, Debug)]
pub struct CatalogueConfig {
    /// Path of the page below `content/`, without `.md`.
    pub page: Named,
    /// Names of the content types it lists; the pages directly below it where there are none.
    pub types: Vec<Named>,
    /// What it is narrowed down by.
    pub facets: Vec<FacetConfig>,
}

/// One thing that a catalogue is narrowed down by.
#[derive(Clone, Debug)]
pub struct FacetConfig {
    /// What it is called; by default what the field is called.
    pub label: Option<String>,
    /// Where a page has its values: fields, `type`, `status`, `year`, or a field of a page
    /// referred to, after a dot.
    pub by: Vec<Named>,
}

impl FacetConfig {
    /// The names that it goes by.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.by.iter().map(|by| by.name.as_str()).collect();
        names.join(", ")
    }
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// The name of the section.
pub(super) const SECTION: &str = "catalogues";

/// The catalogues of the configuration.
pub(super) fn read(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<CatalogueConfig> {
    let list = config.section(SECTION).map_or(&[][..], Node::items);
    let catalogues = list.iter();
    catalogues
        .filter_map(|node| catalogue(node, diagnostics))
        .collect()
}

fn catalogue(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<CatalogueConfig> {
    let mut reader = MapReader::new(node, "catalogues", diagnostics);
    reader.required_text("page");
    let page = named(&mut reader, "page").pop();
    let types = named(&mut reader, "types");
    let mut facets = Vec::new();
    for node in reader.list("facets") {
        facets.push(facet(node, reader.diagnostics()));
    }
    reader.finish();
    Some(CatalogueConfig {
        page: page?,
        types,
        facets,
    })
}

fn facet(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> FacetConfig {
    if let Some(name) = node.as_text() {
        let name = name.to_owned();
        let span = node.span;
        return FacetConfig {
            label: None,
            by: vec![Named { name, span }],
        };
    }
    let mut reader = MapReader::new(node, "facets", diagnostics);
    let label = reader.text("label");
    if reader.node("by").is_none() {
        reader.required_text("by");
    }
    reader.texts("by");
    let by = named(&mut reader, "by");
    reader.finish();
    FacetConfig { label, by }
}

/// The texts of a key with their places.
fn named(reader: &mut MapReader<'_>, key: &'static str) -> Vec<Named> {
    let texts = reader.list(key).iter();
    texts
        .filter_map(|node| {
            Some(Named {
                name: node.as_text()?.to_owned(),
                span: node.span,
            })
        })
        .collect()
}
