//! Of all that is wrong, what is a cause, and what only follows from one.
//!
//! In: every diagnostic of a build, and which page comes from where. Out: the causes. Whoever mends
//! a cause sees the rest again, if it is still there; whoever sees hundreds of messages for one
//! quotation mark sees nothing.

use super::build::Parsed;
use super::repeated::{name_missing_pages, name_renamed_fields};
use super::setup::Setup;
use crate::config;
use crate::diagnostic::{Diagnostic, Expected, Problem, Severity};
use crate::schema::{self, FOLDER, Schema, TypeId};
use crate::source::{FileId, Sources};
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
    let causes: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|d| stops_all(d, &sources.get(d.span.file).path))
        .cloned()
        .collect();
    if !causes.is_empty() {
        // Nothing about the pages can be known without what says how they are to be read.
        *diagnostics = causes;
        return;
    }
    let nameless = diagnostics.iter().any(|d| {
        let path = &sources.get(d.span.file).path;
        matches!(&d.problem, Problem::UnknownField { suggestion: Some(field), .. }
            if field == "components" && path.ends_with("/theme.yaml"))
    });
    // Without their declaration no component is known.
    diagnostics.retain(|d| !nameless || !matches!(d.problem, Problem::UnknownComponent { .. }));
    let tables = Tables::of(diagnostics, sources, &setup.schema, pages);
    diagnostics.retain(|d| !tables.explain(d));
    tables.name_missing_columns(diagnostics, sources);
    name_once(diagnostics);
    name_renamed_fields(diagnostics, sources, &setup.schema, &tables.type_of);
    name_missing_pages(diagnostics, sources, setup.options.history.as_deref());
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

/// Whether a problem keeps the configuration, the schema or the theme's description from being
/// read: what is found wrong with the pages then says nothing about them.
fn stops_all(diagnostic: &Diagnostic, path: &str) -> bool {
    let shapes_all =
        config::is_configuration(path) || path.starts_with(FOLDER) || path.ends_with("/theme.yaml");
    match &diagnostic.problem {
        Problem::UnknownTheme { .. } | Problem::MissingConfig { .. } | Problem::NoTypes => true,
        // What has to be a map of what is read is none.
        Problem::WrongType { field, expected } => {
            let whole = path.ends_with(field) || path.ends_with(&format!("/{field}.yaml"));
            shapes_all && *expected == Expected::Map && (whole || field == "fields")
        }
        problem => shapes_all && problem.stops_reading(),
    }
}

/// The tables whose rows are pages, and what is wrong with them.
struct Tables<'a> {
    schema: &'a Schema,
    /// The type of the pages of each file, that of its rows for a table.
    type_of: HashMap<FileId, TypeId>,
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

    fn learn(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let file = diagnostic.span.file;
        let table = self.files.get(&file).copied();
        match (&diagnostic.problem, table) {
            (Problem::MissingFile { .. }, None) => {
                let path = &sources.get(file).path;
                let name = path.strip_prefix(FOLDER).and_then(schema::stem);
                self.unread.extend(name.and_then(|n| self.schema.find(n)));
            }
            (Problem::CsvSeparator { .. }, Some(id)) => drop(self.unread.insert(id)),
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
            return !(problem.stops_reading() || matches!(problem, Problem::CsvSeparator { .. }));
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
                lost().any(|id| self.is_below(*id, target))
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
            let columns: Vec<&str> = header.split(',').map(|c| c.trim_matches('"')).collect();
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
