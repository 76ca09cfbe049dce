//! Catalogues: lists that readers narrow down by facets, and the lists of what has one value.

use super::address::{Route, last_segment};
use super::catalogue_config::{CatalogueConfig, FacetConfig, Named};
use super::checks::unknown_page;
use super::facet_way::{self, Way};
use super::hidden::Hidden;
use super::ids::{FacetRef, PageId};
use super::page::{Page, PageKind};
use super::sections;
use super::taxonomies::Taxonomy;
use crate::content::Value;
use crate::diagnostic::{Diagnostic, FieldSlip, Language, Problem, SiteSlip, nearest};
use crate::schema::{Field, Kind, Role, Schema, TypeId};
use crate::slug::{fold, slug, term_slug};
use chrono::Datelike;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A list that readers narrow down by facets.
#[derive(Debug)]
pub struct Catalogue {
    /// The page that shows it.
    pub page: PageId,
    /// What it lists, in order.
    pub pages: Vec<PageId>,
    /// What it is narrowed down by.
    pub facets: Vec<Facet>,
    /// By each page its values, as `facet:value` with spaces between.
    pub facet_values: HashMap<PageId, String>,
}

impl Catalogue {
    /// All values of its facets; `index` is its own among the catalogues.
    pub fn values(&self, index: usize) -> impl Iterator<Item = FacetRef> {
        let facets = self.facets.iter().enumerate();
        facets.flat_map(move |(facet, found)| {
            (0..found.values.len()).map(move |value| FacetRef {
                catalogue: index,
                facet,
                value,
            })
        })
    }
}

/// One thing that a catalogue is narrowed down by.
#[derive(Debug)]
pub struct Facet {
    /// Its segment in addresses.
    pub name: String,
    /// Name for people.
    pub label: String,
    /// Its values, in order.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug)]
pub struct FacetValue {
    /// Its segment in addresses.
    pub value: String,
    /// As shown.
    pub label: String,
    /// The page that lists what has it.
    pub route: Route,
    /// Pages that have it, in the order of the catalogue.
    pub pages: Vec<PageId>,
    /// Another list holds the same pages.
    pub repeats: bool,
}

/// A value as a page has it.
struct Found {
    /// What tells it from others.
    key: String,
    label: String,
    /// Its place among the values.
    rank: i64,
}

/// What catalogues are made from.
pub(super) struct Catalogues<'a> {
    pub pages: &'a [Page],
    pub by_path: &'a HashMap<String, PageId>,
    /// Those that are not published.
    pub hidden: &'a Hidden,
    pub schema: &'a Schema,
    pub taxonomies: &'a [Taxonomy],
    pub language: Language,
}

impl Catalogues<'_> {
    /// Every catalogue of the configuration; what it names and is not there is reported.
    pub fn build(
        &self,
        configured: &[CatalogueConfig],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Catalogue> {
        let mut catalogues: Vec<Catalogue> = Vec::new();
        if configured.is_empty() {
            return catalogues;
        }
        let mut known = self.other_lists();
        for config in configured {
            let Some(page) = self.place(&config.page, &catalogues, diagnostics) else {
                continue;
            };
            let pages = self.listed(page, &config.types, diagnostics);
            known.insert(as_set(&pages));
            let facets = self.facets(config, page, &pages, &mut known, diagnostics);
            catalogues.push(Catalogue {
                page,
                pages,
                facet_values: facet_values(&facets),
                facets,
            });
        }
        catalogues
    }

    /// What sections and terms list, whatever their order.
    fn other_lists(&self) -> HashSet<Vec<PageId>> {
        let sections = self.pages.iter().map(|page| &page.children[..]);
        let terms = self.taxonomies.iter().flat_map(|t| &t.terms);
        let lists = sections.chain(terms.map(|term| &term.pages[..]));
        lists.map(as_set).collect()
    }

    /// The page that shows a catalogue; `None`, with a report, if there is none or it has one.
    fn place(
        &self,
        named: &Named,
        catalogues: &[Catalogue],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<PageId> {
        let path = named.name.trim_matches('/');
        let Some(&page) = self.by_path.get(path) else {
            diagnostics.push(unknown_page(path, named.span, self.by_path, self.hidden));
            return None;
        };
        if catalogues.iter().any(|other| other.page == page) {
            let page = named.name.clone();
            let problem = SiteSlip::CatalogueTwice { page };
            diagnostics.push(Diagnostic::new(problem.into(), named.span));
            return None;
        }
        Some(page)
    }

    /// The facets of a catalogue; of two with one address, the second is reported and left out.
    fn facets(
        &self,
        config: &CatalogueConfig,
        page: PageId,
        pages: &[PageId],
        known: &mut HashSet<Vec<PageId>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Facet> {
        let mut facets: Vec<Facet> = Vec::new();
        let all = &config.facets;
        let types = self.types(config, page, pages);
        for (i, config) in all.iter().enumerate() {
            self.check_names(config, &types, diagnostics);
            let Some(facet) = self.facet(config, page, pages, known) else {
                continue;
            };
            let value = config.names();
            if all[..i].iter().any(|other| other.names() == value) {
                let field = "facets".to_owned();
                let problem = Problem::FieldSlip(FieldSlip::Repeated { field, value });
                diagnostics.push(Diagnostic::new(problem, config.by[0].span));
            } else if let Some(other) = facets.iter().find(|other| other.name == facet.name) {
                let route = self.pages[page.0 as usize].route.child(&facet.name);
                let problem = Problem::AddressTaken {
                    address: route.as_str().to_owned(),
                    other: other.label.clone(),
                };
                diagnostics.push(Diagnostic::new(problem, config.by[0].span));
            } else {
                facets.push(facet);
            }
        }
        facets
    }

    /// The pages of some types, in the order of the only one or newest first; without types those
    /// directly below a section.
    fn listed(
        &self,
        section: PageId,
        types: &[Named],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<PageId> {
        if types.is_empty() {
            return self.pages[section.0 as usize].children.clone();
        }
        let mut wanted = Vec::new();
        for Named { name, span } in types {
            if let Some(found) = self.schema.find(name) {
                wanted.push(found);
                continue;
            }
            let problem = self.schema.unknown_type(name);
            diagnostics.push(Diagnostic::new(problem, *span));
        }
        let ids = (0..self.pages.len() as u32).map(PageId);
        let mut pages: Vec<PageId> = ids
            .filter(|id| {
                let page = &self.pages[id.0 as usize];
                page.kind == PageKind::Page
                    && page.language == self.pages[section.0 as usize].language
                    && wanted.contains(&page.content_type())
            })
            .collect();
        let sort = match wanted[..] {
            [only] => self.schema.types[only].sort.as_ref(),
            _ => None,
        };
        pages.sort_by(|a, b| {
            let (a, b) = (&self.pages[a.0 as usize], &self.pages[b.0 as usize]);
            match sort {
                Some(_) => sections::compare(a, b, sort),
                None => sections::newest_first(a, b),
            }
        });
        pages
    }

    /// The types of the pages that a catalogue lists, or will: those that it names, or else those of
    /// its folder; none where one that it names is unknown, since any other may have been meant.
    fn types(&self, config: &CatalogueConfig, page: PageId, pages: &[PageId]) -> BTreeSet<TypeId> {
        let named = config.types.iter().map(|t| self.schema.find(&t.name));
        let mut types: BTreeSet<TypeId> = named.collect::<Option<_>>().unwrap_or_default();
        if config.types.is_empty() {
            let of = |id: &PageId| &self.pages[id.0 as usize];
            types.extend(pages.iter().map(|id| of(id).content_type()));
            types.insert(self.schema.of_folder(&of(&page).path));
        }
        types
    }

    /// Reports names that are no field, and one that no page of the catalogue can have.
    fn check_names(
        &self,
        config: &FacetConfig,
        types: &BTreeSet<TypeId>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for Named { name, span } in &config.by {
            if self.named(&Way::new(name)).is_none() {
                let names = self.names();
                let problem = Problem::UnknownKind {
                    value: name.clone(),
                    suggestion: nearest(name, names.iter().map(String::as_str)),
                    known: names,
                };
                diagnostics.push(Diagnostic::new(problem, *span));
            }
        }
        diagnostics.extend(facet_way::check(config, types, self.schema));
    }

    /// A facet with the values that pages have; `None` if it tells none of them apart.
    fn facet(
        &self,
        config: &FacetConfig,
        page: PageId,
        pages: &[PageId],
        known: &mut HashSet<Vec<PageId>>,
    ) -> Option<Facet> {
        let (name, label) = self.named(&Way::new(&config.by.first()?.name))?;
        let (name, label) = match &config.label {
            Some(label) => (slug(label), label.clone()),
            None => (slug(&name), label),
        };
        if name.is_empty() {
            return None;
        }
        let found = self.found(config, pages);
        if found.values().all(|(_, all)| all.len() == pages.len()) {
            return None;
        }
        let mut uses: HashMap<String, usize> = HashMap::new();
        for key in found.keys() {
            *uses.entry(last(key)).or_default() += 1;
        }
        let mut found: Vec<(Found, Vec<PageId>)> = found.into_values().collect();
        found.sort_by_cached_key(|(value, _)| (value.rank, fold(&value.label)));
        let route = self.pages[page.0 as usize].route.child(&name);
        let values = found.into_iter().map(|(found, pages)| {
            let short = last(&found.key);
            // Pages of one name in different folders.
            let value = match uses[&short] {
                1 => short,
                _ => slug(&found.key),
            };
            FacetValue {
                route: route.child(&value),
                repeats: !known.insert(as_set(&pages)),
                label: found.label,
                value,
                pages,
            }
        });
        Some(Facet {
            values: values.collect(),
            name,
            label,
        })
    }

    /// The values that pages have, by key, and what has them.
    fn found(
        &self,
        config: &FacetConfig,
        pages: &[PageId],
    ) -> BTreeMap<String, (Found, Vec<PageId>)> {
        let mut found: BTreeMap<String, (Found, Vec<PageId>)> = BTreeMap::new();
        for id in pages {
            let ways = config.by.iter().map(|by| Way::new(&by.name));
            for value in ways.flat_map(|way| self.values(&self.pages[id.0 as usize], &way)) {
                if last(&value.key).is_empty() {
                    continue;
                }
                match found.entry(value.key.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert((value, vec![*id]));
                    }
                    Entry::Occupied(mut entry) => {
                        let (known, pages) = entry.get_mut();
                        // A closed list knows better how to write a value.
                        if value.rank < known.rank {
                            *known = value;
                        }
                        if pages.last() != Some(id) {
                            pages.push(*id);
                        }
                    }
                }
            }
        }
        found
    }

    /// Everything that a facet may be, for messages.
    fn names(&self) -> Vec<String> {
        let fields = self.schema.types.iter().flat_map(|t| &t.fields);
        let mut names: Vec<String> = fields
            .filter(|field| field.facet)
            .map(|field| field.name.clone())
            .collect();
        names.sort();
        names.dedup();
        names.extend(["type", "status", "year"].map(str::to_owned));
        names
    }

    /// What a facet is called in addresses and for people; `None` if no type has it.
    fn named(&self, way: &Way<'_>) -> Option<(String, String)> {
        let words = |italian: &str, english: &str| {
            let word = match self.language {
                Language::Italian => italian,
                Language::English => english,
            };
            (word.to_owned(), word.to_owned())
        };
        let find = |wanted: &dyn Fn(&Field) -> bool| {
            let mut fields = self.schema.types.iter().flat_map(|t| &t.fields);
            fields.find(|field| wanted(field))
        };
        let name = |field: &Field| (field.name.clone(), field.label.clone());
        match way {
            Way::Type => Some(words("Tipo", "Type")),
            Way::Year => Some(words("Anno", "Year")),
            Way::Status => find(&|field| field.role == Some(Role::Status)).map(name),
            Way::Field(wanted) => find(&|field| field.name == *wanted && field.facet).map(name),
            Way::Through(reference, wanted) => {
                let refers =
                    |field: &Field| field.name == *reference && matches!(field.kind, Kind::Ref(_));
                find(&refers)?;
                find(&|field| field.name == *wanted && field.facet).map(name)
            }
        }
    }

    /// The values that a page has.
    fn values(&self, page: &Page, way: &Way<'_>) -> Vec<Found> {
        let content_type = &self.schema.types[page.content_type()];
        match way {
            Way::Type => vec![Found {
                key: slug(&content_type.name),
                label: content_type.plural.clone(),
                rank: 0,
            }],
            Way::Year => {
                let year = page.meta.date.map(|date| date.year());
                year.map(|year| Found {
                    key: year.to_string(),
                    label: year.to_string(),
                    rank: -i64::from(year),
                })
                .into_iter()
                .collect()
            }
            Way::Status => match content_type.role(Role::Status) {
                Some(field) => self.of_field(page, field),
                None => Vec::new(),
            },
            Way::Field(name) => match content_type.field(name).filter(|field| field.facet) {
                Some(field) => self.of_field(page, field),
                None => Vec::new(),
            },
            Way::Through(reference, name) => {
                let value = page.parsed.fields.get(reference);
                let targets = value.map_or(&[][..], Value::items).iter();
                targets
                    .filter_map(|value| self.target(page, value))
                    .flat_map(|target| self.values(target, &Way::Field(name)))
                    .collect()
            }
        }
    }

    fn of_field(&self, page: &Page, field: &Field) -> Vec<Found> {
        let Some(value) = page.parsed.fields.get(&field.name) else {
            return Vec::new();
        };
        let plain = |text: &str, rank| Found {
            key: term_slug(text),
            label: text.to_owned(),
            rank,
        };
        let found = value.items().iter().filter_map(|item| match item {
            Value::Choice { value, label } => {
                let place = match &field.kind {
                    Kind::Choice(choices) => choices.iter().position(|c| c.value == *value),
                    _ => None,
                };
                Some(Found {
                    key: slug(value),
                    label: label.clone(),
                    rank: place.map_or(0, |place| place as i64),
                })
            }
            Value::Text(text) => Some(plain(text, i64::MAX)),
            Value::Integer(number) => Some(plain(&number.to_string(), *number)),
            Value::Reference(_) => {
                let target = self.target(page, item)?;
                Some(Found {
                    key: target.path.clone(),
                    label: target.short_title().to_owned(),
                    rank: target
                        .meta
                        .order
                        .map_or(i64::MAX, |order| (order * 1e3) as i64),
                })
            }
            _ => None,
        });
        found.collect()
    }

    fn target(&self, page: &Page, value: &Value) -> Option<&Page> {
        let Value::Reference(index) = value else {
            return None;
        };
        let id = page.references[*index as usize]?;
        Some(&self.pages[id.0 as usize])
    }
}

/// By each page its values, as `facet:value` with spaces between.
fn facet_values(facets: &[Facet]) -> HashMap<PageId, String> {
    let mut facet_values: HashMap<PageId, String> = HashMap::new();
    for facet in facets {
        for value in &facet.values {
            for id in &value.pages {
                let facet_values = facet_values.entry(*id).or_default();
                if !facet_values.is_empty() {
                    facet_values.push(' ');
                }
                facet_values.push_str(&format!("{}:{}", facet.name, value.value));
            }
        }
    }
    facet_values
}

/// The last segment of a key as a part of an address.
fn last(key: &str) -> String {
    slug(last_segment(key))
}

/// Pages without their order.
fn as_set(pages: &[PageId]) -> Vec<PageId> {
    let mut pages = pages.to_vec();
    pages.sort_unstable();
    pages
}
