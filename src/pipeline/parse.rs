//! The pages of a site, each from its file and its row.

use super::build::Parsed;
use super::kept::Kept;
use super::problems::hides_others;
use super::setup::Setup;
use crate::content::{self, Keep, page_path};
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, Problem};
use crate::load;
use crate::schema::TypeId;
use crate::site::Input;
use crate::source::{Content, FileId, Sources};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Parses every content file that is not kept, and the rows that are pages; in order of path.
/// Files that cannot be read are no pages, but what is wrong with them.
pub(super) fn parse(
    sources: &Sources,
    setup: &Setup,
    kept: Option<&Kept<'_>>,
) -> (Vec<Arc<Parsed>>, Vec<Diagnostic>) {
    let before = before(sources, kept);
    let files: Vec<(FileId, &str)> = sources
        .under("content/")
        .filter(|(_, file)| !matches!(file.content, Content::Unreadable(_) | Content::LeftOut(_)))
        .filter_map(|(id, file)| Some((id, page_path(&file.path)?)))
        .collect();
    // `_index.xy.md` is the page of a folder only in a language of the site.
    let (files, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, name)| {
        let plain = !name.rsplit('/').any(|part| part.starts_with("_index."));
        plain || setup.config.localised(name) != *name
    });
    let mut unreadable: Vec<Diagnostic> = others
        .into_iter()
        .filter_map(|(file, name)| unknown_language(setup, name, file))
        .collect();
    let parsed: Vec<Result<Arc<Parsed>, Box<Diagnostic>>> = files
        .par_iter()
        .map(|&(file, name)| match before[file.0 as usize] {
            Some(page) => Ok(Arc::clone(page)),
            None => parse_file(sources, setup, file, name).map(Arc::new),
        })
        .collect();
    let mut pages = Vec::with_capacity(parsed.len());
    for parsed in parsed {
        match parsed {
            Ok(page) => pages.push(page),
            Err(problem) => unreadable.push(*problem),
        }
    }
    pages.extend(rows_alone(setup, &files));
    pages.sort_by(|a, b| a.input.path.cmp(&b.input.path));
    (pages, unreadable)
}

/// By file, the page of an earlier build that is as it was.
fn before<'a>(sources: &Sources, kept: Option<&Kept<'a>>) -> Vec<Option<&'a Arc<Parsed>>> {
    let mut before = vec![None; sources.end()];
    if let Some(kept) = kept {
        for page in &kept.before.pages.list {
            before[page.input.parsed.file.0 as usize] = Some(page);
        }
        for file in &kept.changed {
            before[file.0 as usize] = None;
        }
    }
    before
}

/// Reads and parses the file of a page; `name` is its path below `content/`, as it is called.
pub(super) fn parse_file(
    sources: &Sources,
    setup: &Setup,
    file: FileId,
    name: &str,
) -> Result<Parsed, Box<Diagnostic>> {
    let path = &*setup.config.localised(name);
    let (content_type, row) = setup.kind_of(path);
    let content = sources.get(file).read();
    let problem = load::problem(file, &content);
    if let (Content::Unreadable(_), Some(problem)) = (&*content, &problem) {
        return Err(Box::new(problem.clone()));
    }
    let is_mdx = sources.get(file).path.ends_with(".mdx");
    let (text, removed) = match is_mdx {
        true => {
            let (text, removed) = content::markdown_of_mdx(content.text(), file);
            (Cow::Owned(text), removed)
        }
        false => (Cow::Borrowed(content.text()), Vec::new()),
    };
    let mut page = parse_text(Some(sources), setup, path, &text, file, content_type, row);
    page.diagnostics.extend(removed);
    page.diagnostics.extend(unknown_language(setup, name, file));
    if let Some(problem) = problem {
        if hides_others(&problem.problem) {
            page.diagnostics.clear();
        }
        page.diagnostics.push(problem);
    }
    Ok(page)
}

/// The pages of rows for which there is no file.
fn rows_alone(setup: &Setup, files: &[(FileId, &str)]) -> Vec<Arc<Parsed>> {
    if setup.rows.is_empty() {
        return Vec::new();
    }
    let names = files.iter();
    let written: HashSet<String> = names
        .map(|(_, name)| setup.config.localised(name).into_owned())
        .collect();
    let rows = setup.rows.iter();
    rows.filter(|(path, _)| !written.contains(path.as_str()))
        .map(|(path, (content_type, row))| {
            let file = row.span.file;
            Arc::new(parse_text(
                None,
                setup,
                path,
                "",
                file,
                *content_type,
                Some(row),
            ))
        })
        .collect()
}

fn parse_text(
    sources: Option<&Sources>,
    setup: &Setup,
    path: &str,
    text: &str,
    file: FileId,
    content_type: TypeId,
    row: Option<&Row>,
) -> Parsed {
    let keep = Keep {
        sources,
        spill: &setup.options.spill,
        searchable: setup.options.search,
    };
    let (parsed, diagnostics) = content::parse(text, file, content_type, &setup.schema, row, keep);
    let input = Input {
        path: path.into(),
        parsed: Arc::new(parsed),
    };
    Parsed { input, diagnostics }
}

/// The name of a file that ends with a language in which the site has no pages.
fn unknown_language(setup: &Setup, name: &str, file: FileId) -> Option<Diagnostic> {
    let language = setup.config.unknown_language(name)?.to_owned();
    let known = setup.config.locales();
    let known = known.map(|locale| locale.language.to_owned()).collect();
    let problem = Problem::UnknownLanguage { language, known };
    Some(Diagnostic::of_file(problem, file))
}
