//! Errors of templates at the place that they come from.

use super::layers::OVERRIDES;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Sources, Span, offset_of};
use std::collections::{BTreeMap, BTreeSet};
use tera::ErrorKind;

/// An error of a template that no page had to be rendered for.
pub(super) fn loading_diagnostic(
    error: &tera::Error,
    templates: &BTreeMap<String, FileId>,
    sources: &Sources,
    fallback: Span,
) -> Diagnostic {
    let in_file = |name: &str| {
        templates
            .get(name)
            .map_or(fallback, |id| Span::start_of(*id))
    };
    let diagnostic = match error.kind() {
        // Of all that lead into the circle any may be named.
        ErrorKind::CircularExtend { tpl, .. } => {
            let name = circular(tpl, templates, sources).unwrap_or_else(|| tpl.clone());
            let message = format!("Circular extend detected for template '{name}'");
            Diagnostic::new(Problem::Template { message }, in_file(&name))
        }
        ErrorKind::MissingParent { current: name, .. }
        | ErrorKind::CircularInclude { tpl: name, .. } => {
            template_diagnostic(error, templates, None, in_file(name))
        }
        // Unknown filters and functions come as a text that ends with the place.
        ErrorKind::Msg(text) => {
            let first = text.lines().next().unwrap_or(text);
            let message = first.trim_start_matches("error: ").to_owned();
            let place = place_in(text, templates, sources).unwrap_or(fallback);
            Diagnostic::new(Problem::Template { message }, place)
        }
        _ => template_diagnostic(error, templates, None, fallback),
    };
    let diagnostic = with_blocks(diagnostic, templates, sources);
    Diagnostic {
        other: None,
        ..diagnostic
    }
}

/// The template that extends itself, by itself or by others, of those that one extends: the site's
/// own rather than the theme's.
fn circular(from: &str, templates: &BTreeMap<String, FileId>, sources: &Sources) -> Option<String> {
    let mut chain: Vec<&str> = Vec::new();
    let mut name = templates.get_key_value(from)?.0.as_str();
    while !chain.contains(&name) {
        chain.push(name);
        let parent = parent(sources.get(*templates.get(name)?).text())?;
        name = templates.get_key_value(parent)?.0;
    }
    let begin = chain.iter().position(|other| *other == name)?;
    let circle = &chain[begin..];
    let is_own = |name: &&&str| {
        let file = templates.get(**name);
        file.is_some_and(|file| sources.get(*file).path.starts_with(OVERRIDES))
    };
    let own = circle.iter().find(is_own).or(circle.first());
    own.map(|name| (*name).to_owned())
}

/// The name of the template that a text extends.
fn parent(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("extends \"")?;
    rest.split('"').next()
}

/// Of a block that no parent has, also those that there are.
fn with_blocks(
    mut diagnostic: Diagnostic,
    templates: &BTreeMap<String, FileId>,
    sources: &Sources,
) -> Diagnostic {
    let file = diagnostic.span.file;
    if let Problem::Template { message } = &mut diagnostic.problem
        && message.contains("is not defined in any parent template")
    {
        let mut blocks = BTreeSet::new();
        let mut text = sources.get(file).text();
        // A circle of parents has been reported, and is no longer than all templates.
        for _ in 0..templates.len() {
            let parent = parent(text).and_then(|name| templates.get(name));
            let Some(parent) = parent else { break };
            text = sources.get(*parent).text();
            let names = text.split(" block ").skip(1);
            blocks.extend(names.filter_map(|rest| rest.split([' ', '%', '-']).next()));
        }
        let blocks: Vec<&str> = blocks.into_iter().collect();
        *message += &format!(" (blocks: {})", blocks.join(", "));
    }
    diagnostic
}

/// The place that a line `--> name:line:column` of an error names.
fn place_in(text: &str, templates: &BTreeMap<String, FileId>, sources: &Sources) -> Option<Span> {
    let (_, place) = text.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = *templates.get(parts.next()?)?;
    let source = sources.get(file).text();
    let from = offset_of(source, line, column);
    let rest = &source[from..];
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    Some(Span::new(file, from, from + length))
}

/// A template error at its place in the template; if that is not known, at the page that was being
/// rendered, or at `otherwise`.
pub(super) fn template_diagnostic(
    error: &tera::Error,
    templates: &BTreeMap<String, FileId>,
    page: Option<FileId>,
    otherwise: Span,
) -> Diagnostic {
    let page = page.map(Span::start_of);
    let fallback = page.unwrap_or(otherwise);
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return Diagnostic::new(
            Problem::Template {
                message: error.to_string(),
            },
            fallback,
        );
    };
    let problem = Problem::Template {
        message: report.message().to_owned(),
    };
    match templates.get(report.filename()) {
        Some(file) => {
            let range = &report.span().range;
            let diagnostic = Diagnostic::new(problem, Span::new(*file, range.start, range.end));
            match page {
                Some(page) => diagnostic.with_other(page),
                None => diagnostic,
            }
        }
        None => Diagnostic::new(problem, fallback),
    }
}
