//! `casa index`: folders that other generators wrote.

use crate::support::{Site, tree};
use serde_json::Value;

fn search(site: &Site, query: &str) -> Vec<String> {
    let ran = site.casa(&["search", "--in", "sito", "--json", query]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let hits = answer["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit["url"].as_str().unwrap().to_owned())
        .collect()
}

fn html(lang: &str, title: &str, body: &str) -> String {
    format!("<!doctype html><html lang={lang}><title>{title}</title><body>{body}")
}

#[test]
fn any_folder_becomes_searchable() {
    let site = Site::of(&[
        (
            "sito/index.html",
            &html("it", "Casa", "<main>La stazione appaltante</main>"),
        ),
        (
            "sito/gare/index.html",
            &html("it", "Le gare", "<nav>Menu</nav><p>Come si fanno le gare"),
        ),
        (
            "sito/un nome à.HTM",
            &html("en", "Tenders", "<h1>How tenders work</h1>"),
        ),
        ("sito/404.html", &html("it", "Non c'è", "gare")),
        ("sito/pezzo.html", "<p>gare"),
        (
            "sito/vecchio/index.html",
            "<!doctype html><meta http-equiv=refresh content='0;url=/gare/'>",
        ),
        (
            "sito/copia.html",
            &html(
                "it",
                "Le gare",
                "<link rel=canonical href=https://x.it/gare/>gare",
            ),
        ),
        (
            "sito/privata.html",
            &html("it", "P", "<meta name=robots content=noindex>gare"),
        ),
        ("sito/.bozze/a.html", &html("it", "B", "gare")),
        ("sito/foto.jpg", ""),
    ]);
    let canonical = html(
        "it",
        "Le gare",
        "<link rel=canonical href=https://x.it/gare/>Come si fanno le gare",
    );
    site.write("sito/gare/index.html", canonical);
    site.write(
        "sito/latin.html",
        b"<html lang=it><title>L'attivit\xE0 propria</title>",
    );
    let ran = site.casa(&["index", "sito"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let expected = "\
avviso: né in UTF-8 né con la codifica dichiarata, letti come Windows-1252: 1 (latin.html)
Salvali in UTF-8, o dichiara la codifica con <meta charset>.
Lasciati fuori:
  con «noindex» e senza data-pagefind-body: 1 (privata.html)
  copia di un'altra pagina: 1 (copia.html)
  pagina degli indirizzi sconosciuti: 1 (404.html)
  pezzo di HTML, senza doctype e senza <html>: 1 (pezzo.html)
  rinvio a un altro indirizzo: 1 (vecchio/index.html)
";
    assert_eq!(ran.err, expected);
    assert!(ran.out.starts_with("4 pagine, "), "{}", ran.out);
    let advice = "
Per cercare, metti nelle pagine:

  <script type=\"module\" src=\"/search/casa-search.js\"></script>
  <casa-search></casa-search>
";
    assert!(ran.out.ends_with(advice), "{}", ran.out);
    assert_eq!(search(&site, "gare"), ["/gare/"]);
    assert_eq!(search(&site, "stazioni appaltanti"), ["/"]);
    assert_eq!(search(&site, "attività"), ["/latin.html"]);
    assert_eq!(search(&site, "tender"), ["/un%20nome%20%C3%A0.HTM"]);

    // Nothing of the first index is read or left over, and the same pages give the same bytes.
    let first = tree(&site.path("sito/search"));
    assert!(first.contains_key("casa_search.wasm"));
    site.write("sito/index.html", html("it", "Casa", "<casa-search></casa-search><script src=search/casa-search.js></script><main>La stazione appaltante</main>"));
    let ran = site.casa(&["index", "sito", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1));
    assert_eq!(tree(&site.path("sito/search")), first);
}

#[test]
fn a_site_made_for_pagefind_moves_with_one_command() {
    let marked = r#"<!doctype html><html lang=it><head>
        <meta data-pagefind-filter="autore[content]" content="Ada">
        </head><body><h1>Il sito</h1>
        <main data-pagefind-body><h1>Il bando</h1>
        <p data-pagefind-weight="10">Testo importante
        <h2 id="date">Le date</h2><p>Scade presto<p data-pagefind-ignore>zitto</main>"#;
    let site = Site::of(&[
        ("sito/bando.html", marked),
        ("sito/altro.html", &html("it", "Altro", "scade")),
    ]);
    let ran = site.casa(&["index", "sito", "--out", "sito/_cerca", "-q"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "", "")
    );
    std::fs::rename(site.path("sito/_cerca"), site.path("sito/search")).unwrap();
    let ran = site.casa(&["search", "--in", "sito", "--json", "scade"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["total"], 1, "{answer}");
    assert_eq!(answer["hits"][0]["url"], "/bando.html");
    assert_eq!(answer["hits"][0]["title"], "Il bando");
    assert!(search(&site, "zitto").is_empty());
}

#[test]
fn what_cannot_be_indexed_says_how_to_go_on() {
    let site = Site::new();
    let ran = site.casa(&["index", "manca"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err
            .starts_with("errore: la cartella «manca» non c'è\n\nCostruisci"),
        "{}",
        ran.err
    );

    site.write("sito/nota.md", "# Nota");
    let ran = site.casa(&["index", "sito", "--lang", "en"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err
            .starts_with("error: there is no .html file in `sito`\n\n"),
        "{}",
        ran.err
    );
    assert!(!site.path("sito/search").exists());

    site.write(
        "sito/a.html",
        html("it", "A", "<meta name=robots content=noindex>"),
    );
    let ran = site.casa(&["index", "sito"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err
            .ends_with("Lasciati fuori:\n  con «noindex» e senza data-pagefind-body: 1 (a.html)\n"),
        "{}",
        ran.err
    );

    site.write("sito/b.html", html("it", "B", "<p>b"));
    for out in ["sito", "."] {
        let ran = site.casa(&["index", "sito", "--out", out]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("contiene le pagine"), "{}", ran.err);
    }
    site.write("sito/search/index.html", html("it", "Cerca", "<p>cerca"));
    let ran = site.casa(&["index", "sito"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("contiene file che casa non ha pubblicato"),
        "{}",
        ran.err
    );
    let files: Vec<String> = tree(&site.path("sito/search")).into_keys().collect();
    assert_eq!(files, ["index.html"]);
    assert_eq!(
        site.casa(&["index", "sito", "--language", "it_IT"]).code,
        Some(2)
    );
    assert_eq!(site.casa(&["index"]).code, Some(2));
}
