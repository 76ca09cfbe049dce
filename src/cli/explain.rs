//! `casa build --explain`: why a page was made again, or not.

use super::messages::say;
use crate::diagnostic::Language;
use crate::emit::{Files, Published};
use crate::memo::Memo;
use crate::pipeline::Build;
use crate::render::{Key, Output};
use crate::site::Route;
use crate::source::FileId;
use std::collections::HashSet;

/// How many of the pages that a page shows are named.
const MOST_NAMED: usize = 5;

/// What to say of a path after a build that made nothing.
pub(super) fn unchanged(path: &str, published: &Published, language: Language) -> String {
    let file = path.trim_start_matches('/');
    let index = format!("{}/index.html", file.trim_end_matches('/'));
    let known = [file, index.trim_start_matches('/')];
    match known
        .iter()
        .find(|file| published.files.contains_key(**file))
    {
        Some(file) => kept(file, language),
        // Which page a source file is for is known only to a build that reads it.
        None => kept(path, language),
    }
}

/// Why the output at a path was made again, or that it was not.
pub(super) fn explain(
    path: &str,
    build: &Build,
    published: &Published,
    before: &Files,
    memo: Option<&Memo>,
    language: Language,
) -> String {
    let Some((file, output)) = find(path, build) else {
        return say(
            language,
            &format!("{path}: non è né un file sorgente del sito né un suo indirizzo"),
            &format!("{path}: neither a source file of the site nor an address on it"),
        );
    };
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

/// The published file and the output that a path means.
fn find<'a>(path: &str, build: &'a Build) -> Option<(String, &'a dyn Output)> {
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
