//! `casa index`: folders that other generators wrote.

use crate::support::{Site, pdf, tree};
use serde_json::Value;

fn search(site: &Site, query: &str) -> Vec<String> {
    search_as(site, &[query])
}

/// The same with options before the query.
fn search_as(site: &Site, query: &[&str]) -> Vec<String> {
    let ran = site.casa(&[&["search", "--in", "sito", "--json"], query].concat());
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
    assert!(ran.out.contains("\n  it 3, en 1\n"), "{}", ran.out);
    let english = search_as(&site, &["--language", "en-GB", "tender"]);
    assert_eq!(english, ["/un%20nome%20%C3%A0.HTM"]);

    // Nothing of the first index is read or left over, and the same pages give the same bytes.
    let first = tree(&site.path("sito/search"));
    assert!(first.contains_key("casa_search.wasm"));
    site.write("sito/index.html", html("it", "Casa", "<casa-search></casa-search><script src=search/casa-search.js></script><main>La stazione appaltante</main>"));
    let ran = site.casa(&["index", "sito", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2));
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
fn each_language_has_an_index_of_its_own() {
    let page = |lang: &str, text: &str| html(lang, text, "<p>taxi");
    let site = Site::of(&[
        ("sito/a.html", &page("pt", "A")),
        ("sito/b.html", &page("pt", "B")),
        ("sito/c.html", &page("pt-BR", "C")),
        ("sito/d.html", &page("sl", "D")),
        ("sito/e.html", "<html><title>E</title><p>taxi"),
    ]);
    let ran = site.casa(&["index", "sito", "--lang", "it"]);
    let unnamed = "Senza lingua (<html lang>), presi per «pt»: 1 (e.html)\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), unnamed));
    assert!(ran.out.contains("\n  pt 3, pt-BR 1, sl 1\n"), "{}", ran.out);

    let mut all = search(&site, "taxi");
    all.sort();
    let pages = ["/a.html", "/b.html", "/c.html", "/d.html", "/e.html"];
    assert_eq!(all, pages);
    let of = |language| search_as(&site, &["--language", language, "taxi"]);
    assert_eq!(of("pt"), ["/a.html", "/b.html", "/e.html"]);
    assert_eq!(of("pt-PT"), of("pt"));
    assert_eq!(of("pt-br"), ["/c.html"]);
    assert_eq!(of("sl"), ["/d.html"]);
    let ran = site.casa(&["search", "--in", "sito", "--language", "fr", "taxi"]);
    let there = "errore: non c'è un indice per «fr»; ci sono: pt, pt-br, sl\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(2), there));

    // Each index is whole, and the scripts know of all.
    let files = tree(&site.path("sito/search"));
    for folder in ["", "pt-br/", "sl/"] {
        assert!(
            files.contains_key(&format!("{folder}index.casa")),
            "{folder}"
        );
        assert!(
            files.contains_key(&format!("{folder}files.casa")),
            "{folder}"
        );
    }
    for script in ["casa-search.js", "casa-engine.js"] {
        let script = String::from_utf8_lossy(&files[script]);
        assert!(script.contains("\"pt pt-br sl\""), "{script}");
    }

    let forced = site.casa(&["index", "sito", "--force-language", "sl"]);
    assert_eq!((forced.code, forced.err.as_str()), (Some(0), ""));
    assert_eq!(search(&site, "taxi").len(), 5);
    assert!(!site.path("sito/search/pt-br").exists());
    let both = [
        "index",
        "sito",
        "--force-language",
        "sl",
        "--language",
        "pt",
    ];
    assert_eq!(site.casa(&both).code, Some(2));
}

/// A word as HTML.
type Put = fn(&str) -> String;

/// Words of no language, each its own.
fn noise(seed: u64) -> impl Iterator<Item = String> {
    let next = |state: &u64| {
        Some(
            state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1),
        )
    };
    std::iter::successors(Some(seed), next).map(|state| format!("{:x}", state >> 20))
}

#[test]
fn no_hit_costs_much_however_big_its_page() {
    // Text, headings with anchors, definitions, signs of three bytes, and what goes on by mistake.
    let kinds: [(&str, Put); 7] = [
        ("words", |word| format!("{} ", &word[..word.len().min(3)])),
        ("one line", |word| word.to_owned()),
        ("headings", |word| format!("<h2 id={word}>{word}</h2>")),
        ("definitions", |word| {
            format!("<dl><dt id={word}>{word}<dd>{word}</dl>")
        }),
        ("Chinese", |word| {
            let signs = word.bytes().zip(word.bytes().rev());
            let signs = signs
                .filter_map(|(a, b)| char::from_u32(0x4e00 + u32::from(a) * 128 + u32::from(b)));
            signs.collect()
        }),
        ("one heading", |word| format!("{word} ")),
        ("metadata", |word| format!("{word} ")),
    ];
    for (kind, put) in kinds {
        let mut text = match kind {
            "one heading" => "<h1>".to_owned(),
            "metadata" => "<div data-pagefind-meta=all>".to_owned(),
            _ => String::new(),
        };
        for (at, word) in noise(7).enumerate() {
            text.push_str(&put(&word));
            // Far inside what is read, in the middle of one of its parts.
            if at % 4_000 == 1_999 {
                text.push_str(&format!("<p>needle{at} ago</p>"));
            }
            if text.len() > if kind == "words" { 2_000_000 } else { 200_000 } {
                break;
            }
        }
        let site = Site::of(&[("sito/a.html", &html("it", "A", &text))]);
        let ran = site.casa(&["index", "sito", "-q"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let cost = |query: &str, limit: &str| {
            let ran = site.casa(&[
                "search", "--in", "sito", "--json", "--cold", "--limit", limit, query,
            ]);
            let answer: Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(answer["total"], 1, "{kind} {query} {}", ran.out);
            answer["bytes"].as_u64().unwrap()
        };
        for query in ["needle1999", "ago"] {
            let hit = cost(query, "1") - cost(query, "0");
            assert!(hit > 500, "{kind}: {hit} bytes are no text");
            assert!(hit <= 30_000, "{kind}: {hit} bytes for {query}");
        }
    }
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

#[test]
fn files_that_pages_link_to_are_found_by_page() {
    let link = "<p>Le gare <a href='/portale/atti/Manuale%20A.pdf'>qui</a>";
    let site = Site::of(&[("sito/index.html", &html("it", "Casa", link))]);
    let manual = pdf("", &["Premessa", "Il seggio di gara"]);
    site.write("sito/atti/Manuale A.pdf", &manual);
    site.write("sito/atti/bozza.pdf", pdf("", &["Il seggio provvisorio"]));
    let ran = site.casa(&["index", "sito"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out.starts_with("1 pagina, 1 documento, "),
        "{}",
        ran.out
    );
    assert_eq!(search(&site, "seggio"), ["/atti/Manuale%20A.pdf"]);
    let ran = site.casa(&["search", "--in", "sito", "seggio"]);
    assert!(
        ran.out.contains("/atti/Manuale%20A.pdf#page=2"),
        "{}",
        ran.out
    );
}

#[test]
fn a_folder_of_documents_alone_becomes_searchable() {
    let site = Site::of(&[("sito/note.txt", "seggio")]);
    site.write(
        "sito/2024/manuale.pdf",
        pdf("", &["Premessa", "Il seggio di gara"]),
    );
    site.write("sito/rotto.pdf", b"%PDF");
    site.write("sito/foto.pdf", pdf("", &[""]));
    let ran = site.casa(&["index", "sito"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let warnings: Vec<&str> = ran.err.lines().map(|line| &line[..18]).collect();
    assert_eq!(warnings, ["avviso: foto.pdf: ", "avviso: rotto.pdf:"]);
    assert_eq!(search(&site, "seggio"), ["/2024/manuale.pdf"]);
}

/// The interface of each language asks for these names.
#[test]
fn addresses_call_the_type_of_a_page_in_the_words_of_the_site() {
    for (tag, name) in [("de-AT", "typ"), ("es", "tipo"), ("fr", "type")] {
        let site = Site::of(&[
            ("content/casa.yaml", &format!("title: T\nlanguage: {tag}\n")),
            ("content/a.md", "---\ntitle: Portal\n---\nText\n"),
        ]);
        assert_eq!(site.casa(&["build"]).code, Some(0));
        let ran = site.casa(&["search", "--json", "portal"]);
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        let filters = answer["hits"][0]["filters"].as_object().unwrap();
        assert_eq!(filters.keys().collect::<Vec<_>>(), [name], "{tag}");
    }
}

#[test]
fn one_page_is_one() {
    let site = Site::of(&[("sito/index.html", &html("it", "Le gare", "gare"))]);
    let said = |lang| site.casa(&["index", "sito", "--lang", lang]).out;
    let (italian, english) = (said("it"), said("en"));
    assert!(italian.starts_with("1 pagina, "), "{italian}");
    assert!(english.starts_with("1 page, "), "{english}");
}

#[test]
fn a_word_that_one_language_has_does_not_keep_another_from_being_mended() {
    let site = Site::of(&[
        (
            "sito/convenzione/index.html",
            &html(
                "it",
                "La convenzione",
                "<main>La convenzione per la SUA.</main>",
            ),
        ),
        (
            "sito/about/index.html",
            &html("en", "About", "<main>The SUA runs tenders.</main>"),
        ),
    ]);
    let ran = site.casa(&["index", "sito"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(search(&site, "convezione sua")[0], "/convenzione/");
    // What is there as it was typed is what was meant.
    assert_eq!(search(&site, "tenders"), ["/about/"]);
}
