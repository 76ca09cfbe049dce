//! What is wrong on many pages for one reason, said once.

use crate::config;
use crate::diagnostic::{Diagnostic, FieldSlip, FieldsCause, Lacking, Problem};
use crate::history::History;
use crate::schema::{self, Schema, TypeId};
use crate::site::join_path;
use crate::slug::slug;
use crate::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many pages have to share a field that there is not for it to be no slip of the pen.
const MANY: usize = 4;
/// How many of the places that lead to a page that is gone are named.
pub(super) const NAMED: usize = 3;

/// The files of pages, by their type and a field.
type Files = BTreeMap<(TypeId, String), BTreeSet<FileId>>;

/// The files that have a field that their type has not, and those that lack one.
fn by_field(
    diagnostics: &[Diagnostic],
    schema: &Schema,
    type_of: &HashMap<FileId, TypeId>,
) -> (Files, Files) {
    let (mut unknown, mut missing) = (Files::new(), Files::new());
    for diagnostic in diagnostics.iter() {
        let file = diagnostic.span.file;
        let (field, owner, of) = match &diagnostic.problem {
            Problem::UnknownField { field, owner, .. } => (field, owner, &mut unknown),
            Problem::MissingField { field, owner, .. } => (field, owner, &mut missing),
            _ => continue,
        };
        if let Some(id) = type_of.get(&file)
            && schema.types[*id].label == *owner
        {
            of.entry((*id, field.clone())).or_default().insert(file);
        }
    }
    (unknown, missing)
}

/// A field that many pages of a type have and its schema has not: it was renamed there, or taken
/// away. With it goes what is missing under the new name.
pub(super) fn name_renamed_fields(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    schema: &Schema,
    type_of: &HashMap<FileId, TypeId>,
    place_in_schema: PlaceInSchema<'_>,
) {
    let (mut unknown, missing) = by_field(diagnostics, schema, type_of);
    unknown.retain(|_, files| files.len() >= MANY);
    for ((id, field), files) in unknown {
        let lacks = |wanted: &&String| {
            let lacking = missing.get(&(id, (*wanted).clone()));
            lacking.is_some_and(|lacking| files.is_subset(lacking))
        };
        let of_type = missing.keys().filter(|(of, _)| *of == id);
        let wanted = of_type.map(|(_, wanted)| wanted).find(lacks).cloned();
        let is_same = |d: &Diagnostic| match &d.problem {
            Problem::UnknownField { field: found, .. } => {
                *found == field && files.contains(&d.span.file)
            }
            Problem::MissingField { field: found, .. } => {
                Some(found) == wanted.as_ref() && files.contains(&d.span.file)
            }
            _ => false,
        };
        let first = diagnostics.iter().filter(|d| is_same(d));
        let first = first.min_by_key(|d| (&sources.get(d.span.file).path, d.span.start));
        let Some(first) = first.map(|d| d.span) else {
            continue;
        };
        let in_config = |d: &Diagnostic| {
            // Lists that go by the old name go by the new one.
            wanted.is_some()
                && matches!(&d.problem, Problem::UnknownKind { value, .. } if *value == field)
                && config::is_configuration(&sources.get(d.span.file).path)
        };
        diagnostics.retain(|d| !is_same(d) && !in_config(d));
        let content_type = &schema.types[id];
        let place = wanted
            .as_ref()
            .and_then(|wanted| place_in_schema(id, wanted));
        let problem = Problem::Fields(FieldsCause::Renamed {
            field,
            owner: content_type.label.clone(),
            pages: files.len(),
            wanted,
        });
        diagnostics.push(match place {
            Some(place) => Diagnostic::new(problem, place).with_other(first),
            None => Diagnostic::new(problem, first),
        });
    }
}

/// What the schema asks of a field and most pages break is said there: they were right before.
pub(super) fn name_broken_rules(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    schema: &Schema,
    (type_of, types): (&HashMap<FileId, TypeId>, &[TypeId]),
    place_in_schema: PlaceInSchema<'_>,
) {
    let rule = |d: &Diagnostic| {
        let id = *type_of.get(&d.span.file)?;
        let content_type = &schema.types[id];
        let (field, is_missing) = match &d.problem {
            Problem::MissingField { field, owner, .. } if *owner == content_type.label => {
                (field, true)
            }
            Problem::FieldSlip(
                FieldSlip::Cell { field, .. } | FieldSlip::OneValue { field, .. },
            )
            | Problem::TooLong { field, .. }
            | Problem::WrongType { field, .. }
            | Problem::OutOfRange { field, .. }
            | Problem::PatternMismatch { field, .. }
            | Problem::NotInList { field, .. } => (field, false),
            _ => return None,
        };
        let place = place_in_schema(id, field)?;
        Some(((place.file, place.start, is_missing), field.clone(), place))
    };
    let mut broken: BTreeMap<(FileId, u32, bool), Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if let Some((key, ..)) = rule(diagnostic) {
            broken.entry(key).or_default().push(diagnostic.clone());
        }
    }
    broken.retain(|_, all| all.len() >= MANY);
    for (key, mut all) in broken {
        all.sort_by_key(|d| (&sources.get(d.span.file).path, d.span.start));
        // Each row of a table is a page.
        let is_page = |d: &Diagnostic| sources.get(d.span.file).path.ends_with(".md");
        all.dedup_by(|b, a| b.span.file == a.span.file && is_page(b));
        let (_, field, place) = rule(&all[0]).expect("it breaks the rule");
        let has_rule = |id: &&TypeId| place_in_schema(**id, &field) == Some(place);
        let of = types.iter().filter(has_rule).count();
        // A value that many have was one before.
        let is_one_value = all.len() > MANY && all.iter().all(|d| d.problem == all[0].problem);
        let is_lost = is_one_value && matches!(all[0].problem, Problem::NotInList { .. });
        if all.len() < MANY || all.len() * 2 <= of && !is_lost {
            continue;
        }
        let first = all.iter().take(NAMED).map(|d| place_of(d, sources));
        let problem = Problem::Fields(FieldsCause::Refused {
            field,
            pages: all.len(),
            of,
            first: first.collect(),
            is_missing: key.2,
        });
        diagnostics.retain(|d| rule(d).is_none_or(|(other, ..)| other != key));
        diagnostics.push(Diagnostic::new(problem, place));
    }
}

/// Three fields or more that one place lacks are missing for one reason: there is no front matter,
/// or the row is none. `tables` are those whose header may lack columns, each with a name.
pub(super) fn join_missing_fields(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    is_table: impl Fn(FileId) -> bool,
) {
    let place = |d: &Diagnostic| match &d.problem {
        Problem::MissingField {
            owner,
            in_line: false,
            ..
        } if !(is_table(d.span.file) && d.span.start == 0) => {
            Some((d.span.file, d.span.start, owner.clone()))
        }
        _ => None,
    };
    let mut missing: BTreeMap<(FileId, u32, String), Vec<String>> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if let Problem::MissingField { field, .. } = &diagnostic.problem
            && let Some(place) = place(diagnostic)
        {
            missing.entry(place).or_default().push(field.clone());
        }
    }
    missing.retain(|_, fields| fields.len() > 2);
    diagnostics.retain_mut(|diagnostic| {
        let Some(fields) = place(diagnostic).filter(|at| missing.contains_key(at)) else {
            return true;
        };
        let file = fields.0;
        // What is emptied has been said.
        let names = std::mem::take(missing.get_mut(&fields).expect("it is there"));
        if names.is_empty() {
            return false;
        }
        let text = sources
            .get(file)
            .text()
            .trim_start_matches('\u{feff}')
            .trim_start();
        let place =
            match text.starts_with("---") || text.starts_with("+++") || text.starts_with('{') {
                _ if is_table(file) => Lacking::Row,
                true => Lacking::Map,
                false => Lacking::Page,
            };
        diagnostic.problem = Problem::Fields(FieldsCause::Missing {
            fields: names,
            owner: fields.2,
            place,
        });
        true
    });
}

/// Where the schema of a type names a field.
pub(super) type PlaceInSchema<'a> = &'a dyn Fn(TypeId, &str) -> Option<Span>;

/// Where the schema names the fields of each type, in the type's own file before that of all.
pub(super) fn field_places(sources: &Sources, schema: &Schema) -> Vec<BTreeMap<String, Span>> {
    let of_file = |name: &str| -> BTreeMap<String, Span> {
        let node = schema::definition(sources, name);
        let fields = node.as_ref().and_then(|node| node.get("fields"));
        let fields = fields.map_or(&[][..], |fields| fields.entries());
        // Of a field that is named twice the first counts.
        let fields = fields.iter().rev();
        fields
            .map(|(key, _)| (key.text.clone(), key.span))
            .collect()
    };
    let common = of_file("_common");
    let types = schema.types.iter();
    types
        .map(|content_type| {
            let mut places = common.clone();
            places.extend(of_file(&content_type.name));
            places
        })
        .collect()
}

/// A page that several files lead to and that is not there is missing once. Where git knows what
/// it is called now, that is said, and nothing else guessed.
pub(super) fn name_missing_pages(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    history: Option<&History>,
) {
    let moved = |name: &str| -> Option<String> {
        let path = history?.moved(&slug(name))?;
        let is_there = sources.find(path).is_some();
        is_there.then(|| path.trim_start_matches("content/").to_owned())
    };
    for diagnostic in diagnostics.iter_mut() {
        let name = missing_target(&diagnostic.problem).and_then(name_in);
        if let Some(path) = name.and_then(|name| moved(&name))
            && let Problem::UnknownReference { suggestion, .. }
            | Problem::BrokenLink { suggestion, .. } = &mut diagnostic.problem
        {
            *suggestion = Some(path);
        }
    }
    // Where there is a page of the name, each of them is wrong in a way of its own.
    let stems = sources.iter().filter_map(|(_, file)| stem(&file.path));
    let stems: BTreeSet<String> = stems.collect();
    let missing = |problem: &Problem| {
        let target = missing_target(problem)?;
        let name = name_in(target)?;
        let is_link = matches!(problem, Problem::BrokenLink { .. });
        (!stems.contains(&slug(&name))).then(|| Lead::new(target, is_link))
    };
    for_all_places(
        diagnostics,
        sources,
        missing,
        |name, places, first, same| {
            let suggestion = same.iter().find_map(|d| match &d.problem {
                Problem::UnknownReference { suggestion, .. }
                | Problem::BrokenLink { suggestion, .. } => suggestion.clone(),
                _ => None,
            });
            Problem::MissingPage {
                moved: moved(&name),
                suggestion,
                places,
                first,
                name,
            }
        },
    );
    for_all_places(diagnostics, sources, hidden, |name, places, first, _| {
        Problem::UnpublishedPage {
            name,
            places,
            first,
        }
    });
}

/// Puts one problem in the place of those that several files have with the same page; `all` makes it
/// of the page's name as it is first written, of how many files there are, of where the first are,
/// and of the problems.
fn for_all_places(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    lead_of: impl Fn(&Problem) -> Option<Lead>,
    all: impl Fn(String, usize, Vec<String>, &[Diagnostic]) -> Problem,
) {
    let page_of = |d: &Diagnostic| {
        let lead = lead_of(&d.problem)?;
        Some(lead.page(&sources.get(d.span.file).path))
    };
    let pages: Vec<Option<String>> = diagnostics.iter().map(page_of).collect();
    // A name alone means the page below a folder, if there is but one of that name.
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for page in pages.iter().flatten() {
        if let Some((_, name)) = page.rsplit_once('/') {
            below.entry(name).or_default().insert(page);
        }
    }
    let mut by_page: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        let Some(page) = page.as_deref() else {
            continue;
        };
        let only = below.get(page).filter(|pages| pages.len() == 1);
        let page = only.and_then(|pages| pages.first()).unwrap_or(&page);
        by_page.entry(page).or_default().push(i);
    }
    let file = |i: &usize| diagnostics[*i].span.file;
    by_page.retain(|_, same| same.iter().any(|i| file(i) != file(&same[0])));
    let mut is_joined = vec![false; diagnostics.len()];
    by_page
        .values()
        .flatten()
        .for_each(|i| is_joined[*i] = true);
    let of_page = |same: Vec<usize>| same.into_iter().map(|i| diagnostics[i].clone()).collect();
    let several: Vec<Vec<Diagnostic>> = by_page.into_values().map(of_page).collect();
    let mut is_joined = is_joined.into_iter();
    diagnostics.retain(|_| is_joined.next() == Some(false));
    for mut same in several {
        same.sort_by_key(|d| (&sources.get(d.span.file).path, d.span.start));
        let mut files: Vec<&Diagnostic> = same.iter().collect();
        files.dedup_by_key(|d| d.span.file);
        let first = files.iter().take(NAMED).map(|d| place_of(d, sources));
        let (first, places) = (first.collect(), files.len());
        let lead = lead_of(&same[0].problem).expect("it was found by what leads to the page");
        let name = name_in(&lead.target).expect("what leads to a page has a name");
        let problem = all(name, places, first, &same);
        diagnostics.push(Diagnostic {
            problem,
            ..same.swap_remove(0)
        });
    }
}

/// The file and line of a diagnostic.
pub(super) fn place_of(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let span = diagnostic.span;
    let line = sources.position(span.file, span.start).line;
    format!("{}:{line}", sources.get(span.file).path)
}

/// What the page of a file is called.
pub(super) fn stem(path: &str) -> Option<String> {
    let path = path.strip_suffix(".md")?.trim_end_matches("/_index");
    path.trim_end_matches("/index").rsplit('/').next().map(slug)
}

/// What leads to a page that is not published.
fn hidden(problem: &Problem) -> Option<Lead> {
    let lead = match problem {
        Problem::UnpublishedReference { value, .. } => Lead::new(value, false),
        Problem::UnpublishedLink { target } => Lead::new(target, true),
        _ => return None,
    };
    name_in(&lead.target).is_some().then_some(lead)
}

/// What leads to a page that is not there, as it is written.
fn missing_target(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::UnknownReference { value, .. } => Some(value),
        Problem::BrokenLink { target, .. } => Some(target),
        _ => None,
    }
}

/// The name, as addresses have it, of a page that something leads to and that is not there.
pub(super) fn missing_name(problem: &Problem) -> Option<String> {
    let name = name_in(missing_target(problem)?)?;
    Some(slug(&name))
}

/// What leads to a page.
struct Lead {
    /// As it is written.
    target: String,
    /// Whether its path counts from the folder of the file; else from that of all texts.
    is_link: bool,
}

impl Lead {
    fn new(target: &str, is_link: bool) -> Self {
        Self {
            target: target.to_owned(),
            is_link,
        }
    }

    /// The page meant in a file: its path below the folder of texts, or its name where no folder is
    /// known.
    fn page(&self, file: &str) -> String {
        let path = path_in(&self.target);
        let folder = match file
            .strip_prefix("content/")
            .and_then(|f| f.rsplit_once('/'))
        {
            Some((folder, _)) if self.is_link => folder,
            _ => "",
        };
        // As browsers do, what leads above the top counts from there.
        let below_top = || path.trim_start_matches("../").to_owned();
        let joined = join_path(folder, path).unwrap_or_else(below_top);
        let parts: Vec<String> = joined.split('/').map(slug).collect();
        parts.join("/")
    }
}

/// The name at the end of what leads to a page.
fn name_in(target: &str) -> Option<String> {
    let path = path_in(target);
    let name = path.rsplit('/').next().unwrap_or(path);
    (!slug(name).is_empty()).then(|| name.to_owned())
}

/// The path of what leads to a page, without the quotes and brackets around it.
fn path_in(target: &str) -> &str {
    let target = target.trim_matches(['"', '\'', '«', '»', '“', '”', '‘', '’', '<', '>']);
    let inside = target
        .strip_prefix('(')
        .and_then(|own| own.strip_suffix(')'));
    let target = inside.unwrap_or(target);
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let path = path.trim_end_matches('/').trim_end_matches(".md");
    path.trim_end_matches("/_index").trim_end_matches("/index")
}
