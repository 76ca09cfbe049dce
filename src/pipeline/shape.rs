//! What follows from a mistake in what says how pages are read: configuration, schema, theme.
//!
//! In: every diagnostic of a build. Out: those of the mistake, without those of the pages that it
//! makes wrong.

use super::setup::Setup;
use crate::config;
use crate::diagnostic::{Diagnostic, FieldSlip, Problem, Severity, SiteSlip};
use crate::schema::{self, FOLDER, TypeId};
use crate::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many pages have to be wrong for it to be no slip in one of them.
const MANY: usize = 4;

/// What is wrong as a whole, so that nothing said of pages can be relied on.
pub(super) fn whole(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    setup: &Setup,
) -> Option<Diagnostic> {
    missing_type(diagnostics)
        .or_else(|| forgotten_theme(diagnostics, sources, setup))
        .or_else(|| missing_common(diagnostics, sources))
        .or_else(|| missing_components(diagnostics, sources, setup))
        .or_else(|| renamed_folder(diagnostics, sources, setup))
}

/// The configuration names no theme, and pages ask for what only a theme of the site has.
fn forgotten_theme(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    setup: &Setup,
) -> Option<Diagnostic> {
    let is_needed = diagnostics.iter().any(|d| {
        matches!(
            d.problem,
            Problem::MissingTemplate { .. } | Problem::UnknownComponent { .. }
        )
    });
    let file = config::find(sources).filter(|_| is_needed && setup.config.theme.is_none())?;
    let (theme, _) = config::first_theme(sources)?;
    Some(Diagnostic::of_file(Problem::MissingTheme { theme }, file))
}

/// Several places name a type, and none is like it: its file is gone.
fn missing_type(diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    let named = |d: &Diagnostic| match &d.problem {
        Problem::UnknownType {
            name,
            suggestion: None,
            ..
        } => Some((name.clone(), d.span)),
        _ => None,
    };
    let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (name, span) in diagnostics.iter().filter_map(named) {
        places.entry(name).or_default().push(span);
    }
    let (name, spans) = places.into_iter().find(|(_, spans)| spans.len() > 1)?;
    let problem = Problem::MissingFile {
        target: format!("{FOLDER}{name}.yaml"),
        suggestion: None,
    };
    let first = spans
        .into_iter()
        .min_by_key(|span| (span.file, span.start))?;
    Some(Diagnostic::new(problem, first))
}

/// Several types refine fields that nothing declares: the file of the common ones is gone.
fn missing_common(diagnostics: &[Diagnostic], sources: &Sources) -> Option<Diagnostic> {
    let undeclared = diagnostics.iter().filter(|d| {
        let path = &sources.get(d.span.file).path;
        path.starts_with(FOLDER)
            && matches!(&d.problem, Problem::MissingField { field, .. } if field == "type")
    });
    let files: BTreeSet<FileId> = undeclared.map(|d| d.span.file).collect();
    if files.len() < MANY || schema::has_common(sources) {
        return None;
    }
    let problem = Problem::MissingFile {
        target: format!("{FOLDER}_common.yaml"),
        suggestion: None,
    };
    Some(Diagnostic::of_file(problem, *files.first()?))
}

/// Many pages use components, and the theme declares none.
fn missing_components(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    setup: &Setup,
) -> Option<Diagnostic> {
    let unknown = |d: &&Diagnostic| matches!(d.problem, Problem::UnknownComponent { .. });
    let unknown = diagnostics.iter().filter(unknown).count();
    let (theme, place) = setup.config.theme.as_ref()?;
    if unknown < MANY || !setup.schema.components.is_empty() {
        return None;
    }
    // What the site has instead is told of the components by their names.
    if sources.find("content/_theme/theme.yaml").is_some() {
        return None;
    }
    let target = format!("themes/{theme}/theme.yaml");
    let Some(file) = sources.find(&target) else {
        let problem = Problem::MissingFile {
            target,
            suggestion: None,
        };
        return Some(Diagnostic::new(problem, *place));
    };
    let problem = schema::missing_key("components", "theme.yaml");
    let misnamed = diagnostics.iter().any(|d| d.span.file == file);
    (!misnamed).then(|| Diagnostic::of_file(problem, file))
}

/// The folder of a type is gone, and the pages of another have its fields.
fn renamed_folder(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    setup: &Setup,
) -> Option<Diagnostic> {
    let schema = &setup.schema;
    let is_gone = |section: &str| schema::is_gone(section, sources);
    let types = schema.types.iter().filter(|t| t.source.is_none());
    types
        .filter_map(|content_type| Some((content_type, content_type.section.as_deref()?)))
        .filter(|(_, section)| is_gone(section))
        .find_map(|(content_type, section)| {
            let mut files: BTreeMap<&str, BTreeSet<FileId>> = BTreeMap::new();
            for diagnostic in diagnostics {
                let path = &sources.get(diagnostic.span.file).path;
                if let Problem::UnknownField { field, .. }
                | Problem::FieldSlip(
                    FieldSlip::ByPlace { field, .. } | FieldSlip::MeansDraft { field, .. },
                ) = &diagnostic.problem
                    && content_type.field(field).is_some()
                    && let Some((folder, _)) = path.rsplit_once('/')
                {
                    let of_folder = files.entry(folder).or_default();
                    of_folder.insert(diagnostic.span.file);
                }
            }
            let (folder, files) = files.into_iter().max_by_key(|(_, files)| files.len())?;
            let folder = folder.strip_prefix("content/")?;
            let node = schema::definition(sources, &content_type.name)?;
            let place = node.get("section")?.span;
            let problem = schema::unknown_section(section, folder.to_owned());
            (files.len() > 1).then(|| Diagnostic::new(problem, place))
        })
}

/// Whether a mistake in one of these files says that much is read otherwise than it is meant: a
/// key that all pages depend on.
pub(super) fn misleads_all(diagnostic: &Diagnostic, path: &str) -> bool {
    match &diagnostic.problem {
        Problem::MissingTheme { .. }
        | Problem::SectionTwice { .. }
        | Problem::FieldSlip(
            FieldSlip::DefaultTwice { .. }
            | FieldSlip::NoTitle { .. }
            | FieldSlip::TypeOfNothing { .. },
        ) => true,
        Problem::FieldSlip(FieldSlip::Site(SiteSlip::MapForm { field, .. })) => field == "source",
        Problem::WrongType { field, .. } => {
            path.starts_with(FOLDER) && matches!(field.as_str(), "section" | "source")
        }
        Problem::UnknownField {
            suggestion: Some(key),
            owner,
            ..
        } => {
            let of_type = path.strip_prefix(FOLDER).and_then(schema::stem);
            config::is_configuration(path) && key == "theme"
                || of_type == Some(owner) && matches!(key.as_str(), "fields" | "section" | "source")
        }
        Problem::MissingField { field, owner, .. } => {
            let of_type = path.strip_prefix(FOLDER).and_then(schema::stem);
            of_type == Some(owner) && field == "fields"
        }
        Problem::UnknownReference { field, .. } => path.starts_with(FOLDER) && field == "section",
        _ => false,
    }
}

/// Takes away what is said of fields whose definitions are wrong.
pub(super) fn hide_misdefined(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    setup: &Setup,
    type_of: &HashMap<FileId, TypeId>,
) {
    let mut wrong: BTreeSet<(Option<TypeId>, String)> = BTreeSet::new();
    let mut definitions = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        let file = diagnostic.span.file;
        let path = &sources.get(file).path;
        let Some(name) = path.strip_prefix(FOLDER).and_then(schema::stem) else {
            continue;
        };
        if diagnostic.severity != Severity::Error {
            continue;
        }
        let keys = definitions
            .entry(file)
            .or_insert_with(|| keys(sources, name));
        let before = keys.iter().rev();
        let mut before = before.skip_while(|(_, place)| place.start > diagnostic.span.start);
        if let Some((field, _)) = before.next() {
            wrong.insert((setup.schema.find(name), field.clone()));
        }
    }
    if wrong.is_empty() {
        return;
    }
    hide_followers(diagnostics, sources, &wrong);
    diagnostics.retain(|d| {
        let path = &sources.get(d.span.file).path;
        let field = match &d.problem {
            Problem::UnknownField { field, .. }
            | Problem::MissingField { field, .. }
            | Problem::NotInList { field, .. }
            | Problem::WrongType { field, .. }
            | Problem::UnknownReference { field, .. }
            | Problem::PatternMismatch { field, .. }
            | Problem::OutOfRange { field, .. }
            | Problem::TooLong { field, .. }
            | Problem::FieldSlip(
                FieldSlip::Cell { field, .. }
                | FieldSlip::Group { field, .. }
                | FieldSlip::OneValue { field, .. }
                | FieldSlip::Url { field, .. },
            )
            | Problem::SeveralInOne { field, .. } => field,
            _ => return true,
        };
        let id = type_of.get(&d.span.file);
        path.starts_with(FOLDER)
            || id.is_none()
            || !(wrong.contains(&(None, field.clone()))
                || wrong.contains(&(id.copied(), field.clone())))
    });
}

/// Takes away what follows from keys of the schema that cannot be read, and what is said of groups
/// whose fields are not known.
fn hide_followers(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    wrong: &BTreeSet<(Option<TypeId>, String)>,
) {
    let of_key = |keys: &[&str]| {
        diagnostics.iter().any(|d| match &d.problem {
            Problem::WrongType { field, .. } => keys.contains(&field.as_str()),
            Problem::UnknownField { suggestion, .. } => suggestion
                .as_deref()
                .is_some_and(|meant| keys.contains(&meant)),
            _ => false,
        })
    };
    let (no_age, no_state) = (of_key(&["stale_after"]), of_key(&["acyclic", "superseded"]));
    diagnostics.retain(|d| match &d.problem {
        Problem::Stale { .. } => !no_age,
        Problem::SupersededLink { .. } | Problem::ReplacedInForce { .. } => !no_state,
        Problem::UnknownField { owner, .. } => {
            let is_of_page = !sources.get(d.span.file).path.starts_with(FOLDER);
            !(is_of_page && wrong.iter().any(|(_, field)| field == owner))
        }
        _ => true,
    });
}

/// The fields that a file of the schema defines, and where.
fn keys(sources: &Sources, name: &str) -> Vec<(String, Span)> {
    let node = schema::definition(sources, name);
    let fields = node.as_ref().and_then(|node| node.get("fields"));
    let entries = fields.map_or(&[][..], |fields| fields.entries());
    let keys = entries.iter();
    keys.map(|(key, _)| (key.text.clone(), key.span)).collect()
}
