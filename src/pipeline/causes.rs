//! Of all that is wrong, what is a cause, and what only follows from one.
//!
//! In: every diagnostic of a build, and which page comes from where. Out: the causes. Whoever mends
//! a cause sees the rest again, if it is still there; whoever sees hundreds of messages for one
//! quotation mark sees nothing.

use super::build::Parsed;
use super::gone_components::name_gone_components;
use super::ignored::name_ignored_pages;
use super::lost_rows::name_lost_rows;
use super::other_folder::name_other_folders;
use super::problems::stops_all;
use super::repeated::{
    field_places, join_missing_fields, name_broken_rules, name_missing_pages, name_renamed_fields,
};
use super::same_page::name_same_pages;
use super::setup::Setup;
use super::shape::{hide_misdefined, misleads_all, whole};
use crate::content::Included;
use crate::diagnostic::{Diagnostic, LeftOutCause, Problem, Severity, TableCause};
use crate::schema::{self, FOLDER, Schema, TypeId};
use crate::source::{FileId, Sources, Span};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Takes away what follows from something else that is reported, and says once what is the same on
/// many pages.
pub(super) fn keep_causes(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    setup: &Setup,
    pages: &[Arc<Parsed>],
) {
    let stops = |d: &&Diagnostic| {
        let path = &sources.get(d.span.file).path;
        stops_all(d, path) || misleads_all(d, path) || is_of_empty(d, sources)
    };
    let mut causes: Vec<Diagnostic> = diagnostics.iter().filter(stops).cloned().collect();
    if causes.is_empty() {
        causes.extend(whole(diagnostics, sources, setup));
    }
    if !causes.is_empty() {
        // Nothing about the pages can be known without what says how they are to be read.
        *diagnostics = causes;
        keep_meant_documents(diagnostics, sources);
        name_once(diagnostics);
        return;
    }
    let nameless = diagnostics.iter().any(|d| hides_components(d, sources));
    // What is said of pages that are old, or are replaced, rests on the schema.
    let misread = diagnostics
        .iter()
        .any(|d| sources.get(d.span.file).path.starts_with(FOLDER));
    diagnostics.retain(|d| !misread || !rests_on_schema(&d.problem));
    // Whether a page says what replaces another is not known while one that it names waits.
    let waiting: BTreeSet<FileId> = diagnostics
        .iter()
        .filter(|d| matches!(d.problem, Problem::UnpublishedLink { .. }))
        .map(|d| d.span.file)
        .collect();
    diagnostics.retain(|d| {
        !matches!(d.problem, Problem::SupersededLink { .. }) || !waiting.contains(&d.span.file)
    });
    // Without their declaration no component is known.
    diagnostics.retain(|d| !nameless || !matches!(d.problem, Problem::UnknownComponent { .. }));
    let tables = Tables::of(diagnostics, sources, &setup.schema, pages);
    diagnostics.retain(|d| !tables.explain(d));
    tables.name_missing_columns(diagnostics, sources);
    name_once(diagnostics);
    hide_misdefined(diagnostics, sources, setup, &tables.type_of);
    // Read once, and only where a message needs it.
    let places = LazyCell::new(|| field_places(sources, &setup.schema));
    let place_in_schema = |id: TypeId, field: &str| places[id].get(field).copied();
    let (schema, types) = (&setup.schema, tables.types());
    name_renamed_fields(diagnostics, sources, schema, types.0, &place_in_schema);
    name_broken_rules(diagnostics, sources, schema, types, &place_in_schema);
    name_other_folders(diagnostics, sources, schema, types.0);
    join_missing_fields(diagnostics, sources, |file| {
        tables.files.contains_key(&file)
    });
    name_what_is_gone(diagnostics, sources, setup, types.0);
    name_missing_pages(diagnostics, sources, setup.options.history.as_deref());
    name_included(diagnostics, sources, pages);
}

/// Whether the components of a theme are declared under a name that is not theirs.
fn hides_components(diagnostic: &Diagnostic, sources: &Sources) -> bool {
    let path = &sources.get(diagnostic.span.file).path;
    matches!(&diagnostic.problem, Problem::UnknownField { suggestion: Some(field), .. }
        if field == "components" && path.ends_with("/theme.yaml"))
}

/// Names rows, components and pages that are gone where they have gone, and files that are one page.
fn name_what_is_gone(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    setup: &Setup,
    type_of: &HashMap<FileId, TypeId>,
) {
    name_lost_rows(diagnostics, sources, setup, type_of);
    name_same_pages(diagnostics, sources, setup);
    name_gone_components(diagnostics, sources, setup);
    name_ignored_pages(diagnostics, sources);
}

/// What is wrong in a file that a page takes in is told where it does: the second place is the file.
fn name_included(diagnostics: &mut [Diagnostic], sources: &Sources, pages: &[Arc<Parsed>]) {
    let parsed = pages.iter().map(|page| &page.input.parsed);
    let taking = parsed.filter(|page| !page.included.is_empty());
    let included: HashMap<FileId, &[Included]> =
        taking.map(|page| (page.file, &page.included[..])).collect();
    for diagnostic in diagnostics.iter_mut().filter(|d| d.other.is_none()) {
        let span = diagnostic.span;
        let own = included.get(&span.file).copied().unwrap_or_default();
        let is_within = |of: Span| of.start <= span.start && span.end <= of.end;
        let mut within = own.iter().filter(|included| is_within(included.span));
        let found = within.find_map(|included| {
            let file = sources.find(&included.path)?;
            Some((included.span, Span::start_of(file)))
        });
        if let Some((asked, file)) = found {
            (diagnostic.span, diagnostic.other) = (asked, Some(file));
        }
    }
}

/// Whether a problem is one only by what the schema says of states and terms.
fn rests_on_schema(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Stale { .. } | Problem::SupersededLink { .. } | Problem::ReplacedInForce { .. }
    )
}

/// Whether a file of the schema lacks something since it says nothing at all.
fn is_of_empty(diagnostic: &Diagnostic, sources: &Sources) -> bool {
    let file = sources.get(diagnostic.span.file);
    matches!(diagnostic.problem, Problem::MissingField { .. })
        && file.path.starts_with(FOLDER)
        && file.text().lines().all(is_no_yaml)
}

/// A blank line, or a comment.
fn is_no_yaml(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// A document that a mistyped name means is not one that nothing leads to.
fn keep_meant_documents(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let meant = |d: &Diagnostic| match &d.problem {
        Problem::MissingFile { suggestion, .. } | Problem::MissingImage { suggestion, .. } => {
            suggestion.as_deref().map(name)
        }
        _ => None,
    };
    let meant: BTreeSet<String> = diagnostics.iter().filter_map(meant).collect();
    diagnostics.retain(|d| {
        let unlinked = Problem::LeftOut {
            cause: LeftOutCause::Unlinked,
        };
        d.problem != unlinked || !meant.contains(&name(&sources.get(d.span.file).path))
    });
}

/// A field under another name is not missing as well, and a no-break space is why a line cannot be
/// read.
fn name_once(diagnostics: &mut Vec<Diagnostic>) {
    let mut meant = BTreeSet::new();
    let mut spaces = BTreeSet::new();
    let mut unread = BTreeSet::new();
    for diagnostic in diagnostics.iter() {
        let file = diagnostic.span.file;
        match &diagnostic.problem {
            Problem::UnknownField {
                owner,
                suggestion: Some(field),
                ..
            } => drop(meant.insert((file, owner.clone(), field.clone()))),
            Problem::NoBreakSpace => drop(spaces.insert(file)),
            Problem::YamlSyntax { .. } => drop(unread.insert(file)),
            _ => {}
        }
    }
    diagnostics.retain_mut(|diagnostic| {
        let file = diagnostic.span.file;
        match &diagnostic.problem {
            Problem::MissingField { owner, field, .. } => {
                !meant.contains(&(file, owner.clone(), field.clone()))
            }
            Problem::NoBreakSpace if unread.contains(&file) => {
                diagnostic.severity = Severity::Error;
                true
            }
            Problem::YamlSyntax { .. } => !spaces.contains(&file),
            _ => true,
        }
    });
}

/// The tables whose rows are pages, and what is wrong with them.
struct Tables<'a> {
    schema: &'a Schema,
    /// The type of the pages of each file, that of its rows for a table.
    type_of: HashMap<FileId, TypeId>,
    /// The type of each page, of each row too.
    types: Vec<TypeId>,
    /// The tables by their files.
    files: BTreeMap<FileId, TypeId>,
    /// Types whose table cannot be read: nothing is known of their pages.
    unread: BTreeSet<TypeId>,
    /// Types that lack rows: those that cannot be read, or that stand for the same page.
    lacking: BTreeSet<TypeId>,
    /// Columns with a name that is no field, and the field that was meant.
    misnamed: BTreeSet<(TypeId, String)>,
}

impl<'a> Tables<'a> {
    fn of(
        diagnostics: &[Diagnostic],
        sources: &Sources,
        schema: &'a Schema,
        pages: &[Arc<Parsed>],
    ) -> Self {
        let parsed = pages.iter().map(|page| &page.input.parsed);
        let mut tables = Self {
            schema,
            type_of: parsed.map(|p| (p.file, p.content_type)).collect(),
            types: pages
                .iter()
                .map(|page| page.input.parsed.content_type)
                .collect(),
            files: BTreeMap::new(),
            unread: BTreeSet::new(),
            lacking: BTreeSet::new(),
            misnamed: BTreeSet::new(),
        };
        let types = schema.types.iter().enumerate();
        tables.files = types
            .filter_map(|(id, t)| Some((t.source.as_ref()?.file, id)))
            .collect();
        tables.type_of.extend(&tables.files);
        for diagnostic in diagnostics {
            tables.learn(diagnostic, sources);
        }
        tables
    }

    /// The types of files, and of pages.
    fn types(&self) -> (&HashMap<FileId, TypeId>, &[TypeId]) {
        (&self.type_of, &self.types)
    }

    fn learn(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let file = diagnostic.span.file;
        let table = self.files.get(&file).copied();
        match (&diagnostic.problem, table) {
            (Problem::MissingFile { .. }, None) => {
                let path = &sources.get(file).path;
                let name = path.strip_prefix(FOLDER).and_then(schema::stem);
                self.unread.extend(name.and_then(|n| self.schema.find(n)));
            }
            (
                Problem::Table {
                    cause: TableCause::EmptyCell { .. },
                },
                Some(id),
            ) => drop(self.lacking.insert(id)),
            (Problem::CsvSeparator { .. } | Problem::Table { .. }, Some(id)) => {
                self.unread.insert(id);
            }
            (problem, Some(id)) if problem.stops_reading() => drop(self.unread.insert(id)),
            (
                Problem::CsvRow { .. }
                | Problem::CsvSyntax { .. }
                | Problem::DuplicateRow { .. }
                | Problem::UnusableName { .. },
                Some(id),
            ) => drop(self.lacking.insert(id)),
            (Problem::UnknownField { suggestion, .. }, Some(id)) => {
                let meant = suggestion.iter().map(|field| (id, field.clone()));
                self.misnamed.extend(meant);
            }
            _ => {}
        }
    }

    /// Whether a problem follows from what is wrong with a table.
    fn explain(&self, diagnostic: &Diagnostic) -> bool {
        let file = diagnostic.span.file;
        let of_type = self.type_of.get(&file);
        if let Some(id) = self.files.get(&file)
            && self.unread.contains(id)
        {
            let problem = &diagnostic.problem;
            let is_cause = matches!(
                problem,
                Problem::CsvSeparator { .. } | Problem::Table { .. }
            );
            return !(problem.stops_reading() || is_cause);
        }
        let lost = || self.unread.iter().chain(&self.lacking);
        match &diagnostic.problem {
            Problem::MissingField { field, .. } => of_type.is_some_and(|id| {
                self.unread.contains(id)
                    || self.lacking.contains(id) && !self.files.contains_key(&file)
                    || self.misnamed.contains(&(*id, field.clone()))
            }),
            Problem::UnknownReference { types, value, .. } => lost().any(|id| {
                types.contains(&self.schema.types[*id].name)
                    || types.is_empty() && self.is_below(*id, value)
            }),
            Problem::BrokenLink { target, .. } | Problem::BrokenAnchor { target, .. } => {
                // A text of the site's data may lead to what is made of any table.
                lost().any(|id| of_type.is_none() || self.is_below(*id, target))
                    || of_type.is_some_and(|id| self.unread.contains(id))
            }
            _ => false,
        }
    }

    /// Whether a path leads to a page of a type.
    fn is_below(&self, id: TypeId, path: &str) -> bool {
        let section = self.schema.types[id].section.as_deref();
        let Some(section) = section.filter(|section| !section.is_empty()) else {
            return false;
        };
        path.match_indices(section).any(|(i, _)| {
            let begins = path[..i].is_empty() || path[..i].ends_with('/');
            begins && path[i + section.len()..].starts_with('/')
        })
    }

    /// A column that all rows lack is missing once, in the header.
    fn name_missing_columns(&self, diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
        for (file, id) in &self.files {
            let pages = self.type_of.values().filter(|t| *t == id).count();
            let mut lacking: BTreeMap<&str, usize> = BTreeMap::new();
            for diagnostic in diagnostics.iter() {
                if let Problem::MissingField { field, .. } = &diagnostic.problem
                    && diagnostic.span.file == *file
                {
                    *lacking.entry(field).or_default() += 1;
                }
            }
            let header = sources.get(*file).text().lines().next().unwrap_or("");
            let header = header.trim_start_matches('\u{feff}');
            let columns: Vec<&str> = header
                .split(',')
                .map(|c| c.trim().trim_matches('"'))
                .collect();
            let absent: BTreeSet<String> = lacking
                .into_iter()
                .filter(|(field, count)| *count > 1 && pages > 0 && !columns.contains(field))
                .map(|(field, _)| field.to_owned())
                .collect();
            let mut said = BTreeSet::new();
            diagnostics.retain_mut(|diagnostic| match &diagnostic.problem {
                Problem::MissingField { field, .. }
                    if diagnostic.span.file == *file && absent.contains(field) =>
                {
                    diagnostic.span.start = 0;
                    diagnostic.span.end = header.len() as u32;
                    said.insert(field.clone())
                }
                _ => true,
            });
        }
    }
}
