//! `casa build --explain`: why a page was made again, or not.

use super::messages::say;
use crate::diagnostic::{Language, nearest};
use crate::emit::{Files, Published};
use crate::memo::Memo;
use crate::pipeline::Build;
use crate::render::{Key, Output};
use crate::site::Route;
use crate::source::{FileId, Sources};
use std::collections::HashSet;

/// How many of the pages that a page shows are named.
const MOST_NAMED: usize = 5;

/// What to say of a page after a build that made nothing; `None` if there is none. `forms` are those in
/// which its path may be written.
pub(super) fn unchanged(
    forms: &[String],
    published: &Files,
    sources: &Sources,
    language: Language,
) -> Option<String> {
    forms.iter().find_map(|path| {
        let below = path.trim_start_matches("./").trim_start_matches('/');
        let index = format!("{}/index.html", below.trim_end_matches('/'));
        let known = [below, index.trim_start_matches('/')];
        let file = known.into_iter().find(|file| published.contains_key(*file));
        // Which page a source file is for is known only to a build that reads it.
        let source = || sources.find(below).map(|_| below);
        Some(kept(file.or_else(source)?, language))
    })
}

/// That nothing of a build is at a path, and what was meant by it, of what is there.
pub(super) fn unknown<'a>(
    path: &str,
    there: impl Iterator<Item = &'a str>,
    language: Language,
) -> String {
    let there: Vec<&str> = there.collect();
    let own = name(path);
    let near = nearest(path, there.iter().copied()).or_else(|| {
        let named = nearest(own, there.iter().map(|path| name(path)))?;
        let found = there.iter().find(|path| name(path) == named)?;
        Some((*found).to_owned())
    });
    let [italian, english] = near.map_or_else(Default::default, |near| {
        [
            format!("\n\nForse intendevi «{near}»?"),
            format!("\n\nDid you mean `{near}`?"),
        ]
    });
    say(
        language,
        &format!(
            "errore: «{path}» non è né il file di una pagina del sito né un suo indirizzo{italian}"
        ),
        &format!(
            "error: `{path}` is neither the file of a page of the site nor an address on it{english}"
        ),
    )
}

/// What a page is called by who looks for it: the last part of its path.
fn name(path: &str) -> &str {
    let path = path.trim_end_matches("index.html").trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    last.strip_suffix(".md").unwrap_or(last)
}

/// Why the output at a path was made again, or that it was not; `None` if there is none.
pub(super) fn explain(
    forms: &[String],
    build: &Build,
    published: &Published,
    before: &Files,
    memo: Option<&Memo>,
    language: Language,
) -> Option<String> {
    let found = find(forms, build)?;
    Some(why(found, build, published, before, memo, language))
}

/// Whether there is an output at a path.
pub(super) fn is_there(forms: &[String], build: &Build) -> bool {
    find(forms, build).is_some()
}

/// Why an output was made again, or that it was not.
fn why(
    (file, output): (String, &dyn Output),
    build: &Build,
    published: &Published,
    before: &Files,
    memo: Option<&Memo>,
    language: Language,
) -> String {
    let now = published.files.get(&file).and_then(|record| record.key);
    let Some(then) = before.get(&file) else {
        let (italian, english) = match memo.filter(|_| !before.is_empty()) {
            Some(_) => ("prima non c'era", "it was not there before"),
            None => (
                "nella cache non c'è nulla di una pubblicazione precedente in questa cartella",
                "the cache has nothing of an earlier build for this folder",
            ),
        };
        return made(&file, italian, english, language);
    };
    match (now, then.key) {
        (Some(now), Some(then)) if now == then => kept(&file, language),
        (Some(now), Some(then)) => {
            let (italian, english) = reason(now, then, output, build, memo);
            made(&file, &italian, &english, language)
        }
        _ => made(
            &file,
            "è piccolo e legge tutto il sito, perciò si rifà ogni volta",
            "it is small and reads the whole site, so it is made every time",
            language,
        ),
    }
}

fn kept(file: &str, language: Language) -> String {
    say(
        language,
        &format!("{file}: non rifatto, perché nulla di ciò che legge è cambiato"),
        &format!("{file}: not made again, since nothing that it reads has changed"),
    )
}

fn made(file: &str, italian: &str, english: &str, language: Language) -> String {
    say(
        language,
        &format!("{file}: rifatto, perché {italian}"),
        &format!("{file}: made again, because {english}"),
    )
}

/// The published file and the output that a path means, in the first of its forms that means one.
fn find<'a>(forms: &[String], build: &'a Build) -> Option<(String, &'a dyn Output)> {
    forms.iter().find_map(|path| find_as(path, build))
}

fn find_as<'a>(path: &str, build: &'a Build) -> Option<(String, &'a dyn Output)> {
    let site = build.renderer.site();
    let below = path.trim_start_matches("./").trim_start_matches('/');
    let page = below
        .strip_prefix("content/")
        .filter(|path| path.ends_with(".md"));
    let of_page = page
        .and_then(|path| site.find(path))
        .map(|id| site.page(id).route.clone());
    let route = of_page.into_iter().chain([
        Route::page(below.trim_end_matches('/').trim_end_matches("/index.html")),
        Route::page(below.trim_end_matches("index.html").trim_end_matches('/')),
    ]);
    let plain = !below.is_empty()
        && below
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".."));
    let route = route.chain(plain.then(|| Route::file(below)));
    let asset = below.strip_prefix("content/").filter(|_| plain);
    let route = route.chain(asset.map(Route::file));
    route
        .into_iter()
        .find_map(|route| Some((route.file_path(), build.outputs.get(&route)?)))
}

/// What has changed of all that an output reads.
fn reason(
    now: Key,
    then: Key,
    output: &dyn Output,
    build: &Build,
    memo: Option<&Memo>,
) -> (String, String) {
    let text = |italian: &str, english: &str| (italian.to_owned(), english.to_owned());
    if now.shared != then.shared {
        return text(
            "è cambiato ciò che tutte le pagine mostrano: configurazione, schema, dati, testi del tema o menu",
            "what all pages show has changed: configuration, schema, data, strings of the theme or menus",
        );
    }
    if now.templates != then.templates {
        return text(
            "è cambiato un suo template",
            "one of its templates has changed",
        );
    }
    if now.own != then.own {
        return text(
            "è cambiato il suo file, il suo indirizzo o il suo posto nel sito",
            "its file, its address or its place in the site has changed",
        );
    }
    if now.files != then.files {
        return text(
            "è cambiato un file che mostra o offre",
            "a file that it shows or offers has changed",
        );
    }
    let changed = changed_pages(output, build, memo);
    match changed.is_empty() {
        true => text(
            "è cambiato l'elenco che mostra, o l'indirizzo di una pagina a cui rimanda",
            "the list that it shows has changed, or the address of a page that it links to",
        ),
        false => (
            format!("sono cambiate pagine che mostra: {}", changed.join(", ")),
            format!("pages that it shows have changed: {}", changed.join(", ")),
        ),
    }
}

/// The files of the pages that an output shows and that look different now.
fn changed_pages(output: &dyn Output, build: &Build, memo: Option<&Memo>) -> Vec<String> {
    let site = build.renderer.site();
    let then: HashSet<&(FileId, u64)> = memo.map_or(&[][..], Memo::cards).iter().collect();
    let now = build.renderer.cards();
    let shown: HashSet<FileId> = output
        .shown(&build.renderer)
        .into_iter()
        .map(|id| site.page(id).parsed.file)
        .collect();
    let mut changed: Vec<String> = now
        .iter()
        .filter(|card| shown.contains(&card.0) && !then.contains(card))
        .map(|(file, _)| site.sources.get(*file).path.clone())
        .collect();
    changed.sort_unstable();
    changed.dedup();
    if changed.len() > MOST_NAMED {
        changed.truncate(MOST_NAMED);
        changed.push("…".to_owned());
    }
    changed
}
