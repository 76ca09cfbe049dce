//! What the portal's own pages promise their readers: models with a text for every article, and links
//! that say where they lead.

use std::collections::BTreeMap;
use std::fs;

use crate::support::repository;

/// The sources of the pages in a folder of the portal, by name.
fn pages(folder: &str) -> BTreeMap<String, String> {
    let folder = repository().join("content").join(folder);
    crate::support::tree(&folder)
        .into_keys()
        .filter(|name| name.ends_with(".md"))
        .map(|name| {
            let text = fs::read_to_string(folder.join(&name)).expect("it was listed");
            (name, text)
        })
        .collect()
}

/// The articles of a model: the heading, its depth, and what stands below it.
fn articles(model: &str) -> Vec<(usize, &str, String)> {
    let mut articles: Vec<(usize, &str, String)> = Vec::new();
    for line in model.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'#').count();
        if depth > 0 && line[depth..].starts_with(' ') {
            articles.push((depth, line[depth..].trim(), String::new()));
        } else if let Some((_, _, text)) = articles.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    articles
}

/// What is wrong with an article: it needs a text of its own, and a note that says when to change it and on
/// which law, as of which day, it rests.
fn wrong_with(text: &str) -> Option<&'static str> {
    let Some((own, note)) = text.split_once(":::callout") else {
        return Some("has no note");
    };
    let Some((_, basis)) = note.split_once("*Si fonda su*: ") else {
        return Some("names no law");
    };
    let law = [
        " D.Lgs. ",
        " L. ",
        " D.L. ",
        " Regolamento ",
        " Cost",
        " D.P.",
        " codice ",
    ];
    let day = ["vigente al ", "testo del ", "delibera ANAC"];
    if own.split_whitespace().count() < 8 {
        Some("has no text")
    } else if !note.contains("titolo=\"Quando cambiarlo\"") {
        Some("does not say when to change it")
    } else if !basis.contains("art") || !law.iter().any(|law| basis.contains(law)) {
        Some("names no article of law")
    } else if !day.iter().any(|day| basis.contains(day)) {
        Some("does not say as of when the law was read")
    } else {
        None
    }
}

#[test]
fn every_article_of_every_model_has_a_text_a_note_and_its_law() {
    let mut models = 0;
    let mut wrong = Vec::new();
    for (name, page) in pages("documenti") {
        for filler in ["Che cosa scrivere", "[Testo", "[testo dell'articolo"] {
            if page.contains(filler) {
                wrong.push(format!("{name}: {filler}"));
            }
        }
        let Some((_, model)) = page.split_once("\n::::modello") else {
            continue;
        };
        models += 1;
        if !model.contains("Schema di lavoro, non testo ufficiale")
            || !page.contains("schema_di_lavoro: true")
        {
            wrong.push(format!("{name}: does not say that it is no official text"));
        }
        let articles = articles(model);
        for (at, (depth, heading, text)) in articles.iter().enumerate() {
            let is_title = articles
                .get(at + 1)
                .is_some_and(|(below, ..)| below > depth);
            if let Some(fault) = wrong_with(text).filter(|_| !(is_title && text.trim().is_empty()))
            {
                wrong.push(format!("{name}: {heading}: {fault}"));
            }
        }
    }
    assert!(models >= 18, "{models} models");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_question_that_leads_to_a_page_is_its_title() {
    let all = pages("");
    let title = |name: &str| {
        let page = all.iter().find(|(path, _)| path.ends_with(name))?.1;
        let line = page.lines().find(|line| line.starts_with("titolo: "))?;
        Some(line["titolo: ".len()..].trim_matches('"').to_owned())
    };
    let mut wrong = Vec::new();
    for (name, page) in &all {
        for (at, _) in page.match_indices("?](") {
            let text = page[..at + 1].rsplit('[').next().unwrap_or(page);
            let target = page[at + 3..].split([')', '#']).next().unwrap_or(page);
            let file = target.trim_start_matches("../").trim_start_matches("./");
            if let Some(title) = title(file).filter(|title| title != text) {
                wrong.push(format!("{name}: [{text}] leads to {title:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
