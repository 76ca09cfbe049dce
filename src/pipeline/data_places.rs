//! Where in the data of a site something is wrong that shows only when templates use it.
//!
//! In: problems of templates, and the plan of all outputs. Out: the same at the line of the data
//! file, or of the page, that holds the value; nobody who edits data has seen the template.

use crate::content::{bad_date, broken, front_node, page_path};
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::render::Outputs;
use crate::site::{Route, Site};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Node, Value};
use std::collections::BTreeSet;

/// Folder of the data files, below the root.
const DATA: &str = "content/_data/";

/// Reports letters of data files that were read in another encoding, and links from the top of the
/// site, in their Markdown, that lead nowhere.
pub(super) fn check_texts(site: &Site, outputs: &Outputs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (file, text) in data_files(&site.sources) {
        if let Some((slip, at)) = broken(text) {
            let span = Span::new(file, at.start, at.end);
            found.push(Diagnostic::new(Problem::Slip { slip }, span));
        }
        let links = text.match_indices("](/").map(|(at, _)| {
            let start = at + 2;
            let end = text[start..].find([')', ' ', '\n', '"']);
            (start, &text[start..end.map_or(text.len(), |i| start + i)])
        });
        for (start, target) in links.chain(pages_named(text)) {
            let path = target.split(['#', '?']).next().unwrap_or(target);
            let path = path.trim_start_matches('/');
            if target.starts_with("//") || is_there(outputs, path) {
                continue;
            }
            let routes = outputs.iter().map(|(route, _)| route.as_str());
            let name = path.trim_end_matches('/');
            let is_key = text[start + target.len()..].starts_with(':');
            let suggestion = nearest(target, routes);
            let is_hidden = site.hidden.contains(name, &format!("/{name}/"));
            // A key that is near no address may be anything.
            if suggestion.is_none() && is_key {
                continue;
            }
            let (length, target) = (target.len(), target.to_owned());
            let problem = match is_hidden {
                true => Problem::UnpublishedLink { target },
                false => Problem::BrokenLink { target, suggestion },
            };
            let span = Span::new(file, start, start + length);
            found.push(Diagnostic::new(problem, span));
        }
    }
    found
}

/// The keys that are addresses of pages, `/a/b/:`, and where they stand.
fn pages_named(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let key = line.trim_end().strip_suffix(':')?;
        let is_address = key.starts_with('/') && key.ends_with('/') && !key.contains(' ');
        is_address.then_some((start, key))
    })
}

fn is_there(outputs: &Outputs, path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('%');
    let page = path.trim_end_matches('/');
    // What is no plain path is not understood here, and not called wrong.
    page.is_empty()
        || !page.split('/').all(plain)
        || outputs.get(&Route::page(page)).is_some()
        || outputs.get(&Route::file(page)).is_some()
}

/// Shows problems of templates where the value stands that a template could not use.
pub(super) fn locate(diagnostics: &mut [Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        let Problem::Template { message } = &diagnostic.problem else {
            continue;
        };
        let page = diagnostic.other.map(|place| place.file);
        let found = match (missing_field(message), refused_value(message)) {
            (Some((field, known)), _) => field_in_data(sources, field, &known),
            (None, Some(value)) => page
                .and_then(|page| value_of_field(sources, page, value))
                .map(|span| (diagnostic.problem.clone(), span)),
            (None, None) => value_of(message).and_then(|value| {
                let place = value_in_data(sources, value);
                let place = place.or_else(|| value_in_page(sources, page?, value));
                place.map(|(field, span)| (problem(message, field, value, sources), span))
            }),
        };
        if let Some((problem, span)) = found {
            *diagnostic = Diagnostic::new(problem, span).with_other(diagnostic.span);
        }
    }
}

/// The value that a theme refuses by a message of its own, `throw(message="«value»: …")`.
fn refused_value(message: &str) -> Option<&str> {
    let (value, _) = message.strip_prefix('«')?.split_once('»')?;
    (!value.is_empty()).then_some(value)
}

/// Where a value stands in the front matter of a page.
fn value_of_field(sources: &Sources, page: FileId, value: &str) -> Option<Span> {
    let content = sources.get(page).read();
    let front = front_node(content.text(), page)?;
    find_value(&front, "", value).map(|(_, span)| span)
}

/// The value that a message of a template function is about.
fn value_of(message: &str) -> Option<&str> {
    let about = ["there is no page `", "there is no section `"];
    let rest = about.iter().find_map(|begin| message.strip_prefix(begin));
    let rest = rest.or_else(|| {
        message
            .strip_prefix('`')
            .filter(|_| message.contains("` is no date"))
    })?;
    let (value, _) = rest.split_once('`')?;
    (!value.is_empty()).then_some(value)
}

fn problem(message: &str, field: String, value: &str, sources: &Sources) -> Problem {
    if message.contains("is no date") {
        return bad_date(value);
    }
    let pages = sources
        .under("content/")
        .filter_map(|(_, file)| page_path(&file.path));
    Problem::UnknownReference {
        known: Vec::new(),
        field,
        value: value.to_owned(),
        types: Vec::new(),
        suggestion: nearest(value, pages),
    }
}

/// The field that a template misses, and those that there are.
fn missing_field(message: &str) -> Option<(&str, BTreeSet<&str>)> {
    let (field, rest) = message.strip_prefix("Field `")?.split_once('`')?;
    let (_, known) = rest.split_once("Available fields: ")?;
    Some((field, known.trim().split(", ").collect()))
}

fn data_files(sources: &Sources) -> impl Iterator<Item = (FileId, &str)> {
    let files = sources.under(DATA);
    let files =
        files.filter(|(_, file)| file.path.ends_with(".yaml") || file.path.ends_with(".yml"));
    files.map(|(id, file)| (id, file.text()))
}

/// The data files that can be read; what is wrong with others is told where they are read.
pub(super) fn trees(sources: &Sources) -> impl Iterator<Item = (FileId, Node)> {
    data_files(sources).filter_map(|(file, text)| {
        let node = yaml::parse(text, 0, text.len(), file).ok()?;
        Some((file, node))
    })
}

/// The first value of data files that is this text, and the key it stands under.
fn value_in_data(sources: &Sources, value: &str) -> Option<(String, Span)> {
    trees(sources).find_map(|(_, node)| find_value(&node, "", value))
}

fn find_value(node: &Node, key: &str, value: &str) -> Option<(String, Span)> {
    match &node.value {
        Value::Scalar { text, .. } => (text == value).then(|| (key.to_owned(), node.span)),
        Value::List(items) => items.iter().find_map(|item| find_value(item, key, value)),
        Value::Map(entries) => entries
            .iter()
            .find_map(|(key, node)| find_value(node, &key.text, value)),
        Value::Null => None,
    }
}

/// The first line of a page that ends with a value, and the field it stands under.
fn value_in_page(sources: &Sources, page: FileId, value: &str) -> Option<(String, Span)> {
    let content = sources.get(page).read();
    let text = content.text();
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let (key, written) = line.trim_end().split_once(':')?;
        let plain = written.trim().trim_matches(['"', '\'']);
        let from = start + line.find(value)?;
        let key = key.trim().trim_start_matches("- ").to_owned();
        (plain == value).then(|| (key, Span::new(page, from, from + value.len())))
    })
}

/// In the data, the map that has these fields: the field that was meant, or what it lacks.
fn field_in_data(
    sources: &Sources,
    field: &str,
    known: &BTreeSet<&str>,
) -> Option<(Problem, Span)> {
    trees(sources).find_map(|(file, node)| {
        let keys = find_map(&node, known)?;
        let owner = sources.get(file).name().to_owned();
        let meant = nearest(field, keys.iter().map(|(name, _)| name.as_str()));
        let misnamed = meant.and_then(|meant| keys.iter().find(|(name, _)| *name == meant));
        Some(match misnamed {
            Some((name, span)) => {
                let problem = Problem::UnknownField {
                    field: name.clone(),
                    owner,
                    suggestion: Some(field.to_owned()),
                    known: vec![field.to_owned()],
                };
                (problem, *span)
            }
            None => {
                let problem = Problem::MissingField {
                    field: field.to_owned(),
                    label: field.to_owned(),
                    owner,
                    hint: None,
                    in_line: false,
                };
                (problem, keys.first()?.1)
            }
        })
    })
}

/// The keys of the first map that has exactly these.
fn find_map(node: &Node, known: &BTreeSet<&str>) -> Option<Vec<(String, Span)>> {
    match &node.value {
        Value::Map(entries) => {
            let names: BTreeSet<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
            if names == *known {
                let keys = entries.iter().map(|(key, _)| (key.text.clone(), key.span));
                return Some(keys.collect());
            }
            entries.iter().find_map(|(_, node)| find_map(node, known))
        }
        Value::List(items) => items.iter().find_map(|item| find_map(item, known)),
        _ => None,
    }
}
