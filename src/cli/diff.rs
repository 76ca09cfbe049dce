//! `casa diff`: what differs between two pages, or between a page and what it said before.

use super::context::{Context, FAILED, SiteArguments};
use super::messages::say;
use super::{messages, output, site};
use crate::diagnostic::{Diagnostic, Language};
use crate::difference::{
    Aligned, Change, Compared, Counts, Edited, Kind, Pair, Section, stretches,
};
use crate::history;
use crate::pipeline::{self, Build};
use crate::site::{PageId, Route};
use crate::source::{Content, SourceFile, Stamp};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `casa diff`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A page: its file or its address. The old one, if NEW is given
    #[arg(value_name = "OLD")]
    old: String,
    /// The new one
    #[arg(
        value_name = "NEW",
        required_unless_present = "since",
        conflicts_with = "since"
    )]
    new: Option<String>,
    /// Compare the page with what git has of it at this revision
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// For programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    site: SiteArguments,
}

/// One side of the comparison.
struct Side {
    title: String,
    /// Its address, with the revision if it is of another time.
    address: String,
    body: String,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let options = crate::pipeline::Options {
        search: false,
        ..site::options(root, None, true, context)?
    };
    let build = pipeline::build(sources, &options, None, |_| {});
    let tag = build.renderer.site().config.language.clone();
    let language = messages::language(context, Some(&tag));
    let (old, new) = match (&arguments.new, &arguments.since) {
        (Some(new), _) => (
            side(&build, root, &arguments.old, language)?,
            side(&build, root, new, language)?,
        ),
        (None, revision) => {
            let revision = revision.as_deref().unwrap_or("HEAD");
            let before = before(&build, arguments, revision, language)?;
            let old = Side {
                address: format!("{} ({revision})", before.address),
                ..before
            };
            (old, side(&build, root, &arguments.old, language)?)
        }
    };
    let compared = Compared::of(&old.body, &new.body);
    match arguments.json {
        true => output::line(as_json(&compared, &old, &new)),
        false => output::text(as_text(&compared, &old, &new, language)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The page that a path or an address means, in the first of its forms that means one.
fn find(build: &Build, root: &Path, path: &str) -> Option<PageId> {
    let forms = site::forms(path, &[root]);
    forms.iter().find_map(|path| find_as(build, path))
}

fn find_as(build: &Build, path: &str) -> Option<PageId> {
    let site = build.renderer.site();
    let base = &site.config.base_url;
    let own = (!base.origin.is_empty())
        .then(|| path.strip_prefix(&*base.origin))
        .flatten();
    let below = own.unwrap_or(path);
    let below = below.strip_prefix(&*base.path).unwrap_or(below);
    let below = below.trim_start_matches("./").trim_matches('/');
    let route = Route::page(below.trim_end_matches("index.html").trim_end_matches('/'));
    let by_route = site.ids().find(|id| site.page(*id).route == route);
    by_route.or_else(|| site.find(below.strip_prefix("content/").unwrap_or(below)))
}

/// A page of a build with its text, or the exit code after saying why not.
fn side(build: &Build, root: &Path, path: &str, language: Language) -> Result<Side, ExitCode> {
    let site = build.renderer.site();
    let Some(id) = find(build, root, path) else {
        return Err(output::fail(say(
            language,
            &format!("errore: «{path}» non è né il file né l'indirizzo di una pagina del sito"),
            &format!("error: `{path}` is neither the file nor the address of a page of the site"),
        )));
    };
    let body = build.renderer.body(id).map_err(|problem| {
        let problem: Diagnostic = *problem;
        site::print(&[problem], &site.sources, language);
        ExitCode::from(FAILED)
    })?;
    let page = site.page(id);
    Ok(Side {
        title: page.meta.title.clone(),
        address: page.route.as_str().to_owned(),
        body,
    })
}

/// The same page as it was at a revision, with the schema and the theme of today.
fn before(
    build: &Build,
    arguments: &Arguments,
    revision: &str,
    language: Language,
) -> Result<Side, ExitCode> {
    let site = build.renderer.site();
    let root = &arguments.site.root;
    // What it says of a page that is not there.
    side(build, root, &arguments.old, language)?;
    let file = find(build, root, &arguments.old).map(|id| site.page(id).parsed.file);
    let path = file.map(|file| site.sources.get(file).path.clone());
    let text = path
        .as_ref()
        .and_then(|path| history::text_at(root, revision, path));
    let (Some(path), Some(text)) = (path, text) else {
        let page = &arguments.old;
        return Err(output::fail(say(
            language,
            &format!("errore: git non ha «{page}» alla revisione «{revision}»"),
            &format!("error: git does not have `{page}` at the revision `{revision}`"),
        )));
    };
    let file = SourceFile::new(path, PathBuf::new(), Content::Text(text), Stamp::default());
    let sources = Arc::new((*site.sources).clone().with([file]));
    side(
        &build.again(sources, |_| {}),
        root,
        &arguments.old,
        language,
    )
}

fn change_name(change: Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Changed => "changed",
        Change::Added => "added",
        Change::Removed => "removed",
    }
}

fn as_json(compared: &Compared, old: &Side, new: &Side) -> Value {
    let counts = compared.difference.counts();
    let sections = compared.difference.sections.iter().map(|section| {
        let blocks = section.pairs.iter().map(block_json);
        json!({
            "change": change_name(section.change),
            "moved": section.moved,
            "old_number": section.renumbered,
            "heading": section.heading.as_ref().map(block_json),
            "blocks": blocks.collect::<Vec<_>>(),
        })
    });
    json!({
        "old": {"title": old.title, "url": old.address},
        "new": {"title": new.title, "url": new.address},
        "counts": {
            "changed": counts.changed,
            "added": counts.added,
            "removed": counts.removed,
            "shifted": counts.shifted,
            "same": counts.same,
        },
        "sections": sections.collect::<Vec<_>>(),
    })
}

fn block_json(pair: &Pair) -> Value {
    let change = match pair.place {
        Aligned::Old(_) => "removed",
        Aligned::New(_) => "added",
        Aligned::Both(..) if pair.is_same() => "same",
        Aligned::Both(..) => "changed",
    };
    let cell = |edits: &Vec<_>| -> Value { edits.iter().map(edit_json).collect() };
    let cells: Vec<Value> = pair.cells.iter().map(cell).collect();
    json!({"change": change, "cells": cells})
}

fn edit_json(edit: &crate::difference::Edit) -> Value {
    let change = match edit.kind {
        Edited::Same => "same",
        Edited::Added => "added",
        Edited::Removed => "removed",
    };
    json!({"change": change, "text": edit.text})
}

fn as_text(compared: &Compared, old: &Side, new: &Side, language: Language) -> String {
    let (before, after) = (
        format!("{} {}", old.title, old.address),
        format!("{} {}", new.title, new.address),
    );
    let head = say(
        language,
        &format!("Prima: {before}\nDopo:  {after}\n"),
        &format!("Before: {before}\nAfter:  {after}\n"),
    );
    let mut out = format!("{head}{}\n", summary(compared, language));
    for section in &compared.difference.sections {
        if section.change != Change::Same || section.is_shifted() {
            section_text(compared, section, language, &mut out);
        }
    }
    out
}

/// "3 articoli cambiati, 1 aggiunto."
fn summary(compared: &Compared, language: Language) -> String {
    if compared.difference.is_empty() {
        return say(language, "Il testo è lo stesso.", "The text is the same.");
    }
    let counts: Counts = compared.difference.counts();
    let noun = match (counts.articles, language) {
        (true, Language::Italian) => "articoli",
        (true, Language::English) => "articles",
        (false, Language::Italian) => "paragrafi",
        (false, Language::English) => "sections",
    };
    let parts = [
        (counts.changed, "cambiati", "changed"),
        (counts.added, "aggiunti", "added"),
        (counts.removed, "tolti", "removed"),
        (
            counts.shifted,
            "spostati o rinumerati",
            "moved or renumbered",
        ),
        (counts.same, "uguali", "the same"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    let parts = parts.map(|(count, italian, english)| {
        let what = say(language, italian, english);
        format!("{what} {count}")
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    match parts.is_empty() {
        // Only text before the first heading.
        true => say(language, "Il testo è cambiato.", "The text has changed."),
        false => format!("{noun}: {parts}"),
    }
}

fn section_text(compared: &Compared, section: &Section, language: Language, out: &mut String) {
    let change = match section.change {
        Change::Same => say(language, "uguale", "the same"),
        Change::Changed => say(language, "cambiato", "changed"),
        Change::Added => say(language, "aggiunto", "added"),
        Change::Removed => say(language, "tolto", "removed"),
    };
    let moved = section.moved.then(|| say(language, "spostato", "moved"));
    let what = [Some(change), moved].into_iter().flatten();
    let what = what.collect::<Vec<_>>().join(", ");
    let title = section.heading.as_ref().map(marked);
    let title = title.unwrap_or_else(|| say(language, "Testo iniziale", "Beginning"));
    out.push_str(&format!("\n## {title} ({what})\n"));
    if section.change == Change::Same {
        return;
    }
    for stretch in stretches(&section.pairs) {
        let count = stretch.pairs.len();
        if stretch.folded {
            let italian = format!("  … {count} capoversi uguali\n");
            out.push_str(&say(
                language,
                &italian,
                &format!("  … {count} blocks unchanged\n"),
            ));
            continue;
        }
        for pair in &section.pairs[stretch.pairs] {
            let sign = match pair.place {
                Aligned::Old(_) => "-",
                Aligned::New(_) => "+",
                Aligned::Both(..) if pair.is_same() => " ",
                Aligned::Both(..) => "~",
            };
            let block = compared.block(pair);
            let marker = block.marker.as_deref().map(|marker| format!("{marker} "));
            let bullet = matches!(block.kind, Kind::Item(_)).then(|| "- ".to_owned());
            let marker = marker.or(bullet).unwrap_or_default();
            out.push_str(&format!("{sign} {marker}{}\n", marked(pair)));
        }
    }
}

/// The text of a block as `git diff --word-diff` marks it; cells side by side. What is in one
/// version only has its sign at the beginning of the line.
fn marked(pair: &Pair) -> String {
    let is_whole = !matches!(pair.place, Aligned::Both(..));
    let cell = |edits: &Vec<crate::difference::Edit>| -> String {
        let edits = edits.iter().map(|edit| match edit.kind {
            Edited::Removed if !is_whole => format!("[-{}-]", edit.text),
            Edited::Added if !is_whole => format!("{{+{}+}}", edit.text),
            _ => edit.text.clone(),
        });
        edits.collect()
    };
    pair.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
}
