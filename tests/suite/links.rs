//! Links lead to whatever the site publishes: the plan of all outputs says what exists.

use crate::support::{Site, listed};
use casa::Language;

const CONFIG: &str = "title: Prova
base_url: https://prova.example/sotto/
language: it
catalogues:
  - page: documenti
    facets: [year]
open_data: {page: dati}
tables:
  - file: tabella.csv
    count: [{type: documento, rows: genere, columns: genere}]
";

const SCHEMA: &str = "label: Documento
plural: Documenti
section: documenti
calendar: true
fields:
  titolo: {label: Titolo, type: text, role: title, required: true}
  data: {label: Data, type: date, role: date}
  vecchi: {label: Vecchi indirizzi, type: text, many: true, role: aliases}
  genere: {label: Genere, type: choice, values: {a: A, b: B}, taxonomy: generi}
";

const DOCUMENT: &str = "---
titolo: Atto
data: 2024-05-06
genere: a
vecchi: [/vecchio/atto/, /vecchio.html]
---
Testo.
";

/// What pages that link to one of these each have as the address, and what is said of them.
fn links(targets: &[&str]) -> Vec<(String, String)> {
    let site = Site::of(&[
        ("content/casa.yaml", CONFIG),
        ("content/_schema/documento.yaml", SCHEMA),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\nplural: Pagine\ndefault_for: pages\nfields:\n  titolo: {label: Titolo, type: text, role: title}\n",
        ),
        ("content/_index.md", "---\ntitolo: Casa\n---\n"),
        (
            "content/documenti/_index.md",
            "---\ntitolo: Documenti\n---\n",
        ),
        ("content/documenti/atto.md", DOCUMENT),
        (
            "content/documenti/altro.md",
            "---\ntitolo: Altro\ndata: 2023-05-06\n---\nTesto.\n",
        ),
        ("content/dati.md", "---\ntitolo: Dati\n---\n"),
        ("content/pagine/_index.md", "---\ntitolo: Pagine\n---\n"),
    ]);
    for (i, target) in targets.iter().enumerate() {
        let page = format!("---\ntitolo: Pagina\n---\n[qui]({target})\n");
        site.write(&format!("content/pagine/p{i}.md"), page);
    }
    let built = site.build(false, Language::Italian);
    let said = listed(&built.diagnostics());
    let of_page = |i| {
        let html = built.render(&format!("/pagine/p{i}/")).unwrap();
        let html = String::from_utf8(html).unwrap();
        let before = html.split(">qui</a>").next().unwrap();
        let address = before.rsplit("href=").next().unwrap();
        let file = format!(" content/pagine/p{i}.md:");
        let said: Vec<&str> = said.lines().filter(|line| line.contains(&file)).collect();
        (address.trim_matches('"').to_owned(), said.join("\n"))
    };
    (0..targets.len()).map(of_page).collect()
}

#[test]
fn everything_that_is_published_can_be_linked_to() {
    let cases = [
        ("/index.html", "/sotto/"),
        ("/documenti/index.html", "/sotto/documenti/"),
        ("/sitemap.xml", "/sotto/sitemap.xml"),
        ("/robots.txt", "/sotto/robots.txt"),
        ("/404.html", "/sotto/404.html"),
        ("/documenti/feed.xml", "/sotto/documenti/feed.xml"),
        ("../documenti/feed.json", "/sotto/documenti/feed.json"),
        (
            "../../documenti/feed.json?x=1",
            "/sotto/documenti/feed.json?x=1",
        ),
        ("/documenti/calendar.ics", "/sotto/documenti/calendar.ics"),
        ("/dati/documento.csv", "/sotto/dati/documento.csv"),
        ("/dati/catalog.jsonld", "/sotto/dati/catalog.jsonld"),
        ("/tabella.csv", "/sotto/tabella.csv"),
        ("/generi/", "/sotto/generi/"),
        ("/generi/a/", "/sotto/generi/a/"),
        ("/documenti/anno/2024/#x", "/sotto/documenti/anno/2024/#x"),
        // What leads on to a page is a link to the page.
        ("/vecchio/atto/", "/sotto/documenti/atto/"),
        ("/vecchio.html#x", "/sotto/documenti/atto/#x"),
        ("../documenti/atto.md", "/sotto/documenti/atto/"),
    ];
    for ((target, address), (found, said)) in cases.iter().zip(links(&cases.map(|case| case.0))) {
        assert_eq!(found, *address, "{target}: {said}");
        let is_said = |line: &str| line.starts_with("error") && !line.contains("broken-anchor");
        assert!(!said.lines().any(is_said), "{target}: {said}");
        let has_anchor = address.starts_with("/sotto/documenti/atto/#");
        assert_eq!(
            said.contains("broken-anchor"),
            has_anchor,
            "{target}: {said}"
        );
    }
}

#[test]
fn nothing_else_exists() {
    let targets = [
        "/feed.xml/",
        "/dati/altro.csv",
        "/generi/c/",
        "/documenti/anno/2022/",
    ];
    for (target, (found, said)) in targets.iter().zip(links(&targets)) {
        assert_eq!(found, "#", "{target}");
        let is_said = |line: &str| {
            line.starts_with("error broken-link") || line.starts_with("error missing-file")
        };
        assert!(said.lines().any(is_said), "{target}: {said}");
    }
}

/// What a page has in its `<main>`, and what is said of it.
fn rendered(text: &str) -> (String, String) {
    let page = format!("---\ntitle: P\n---\n{text}\n");
    let site = Site::of(&[("content/index.md", "# T\n"), ("content/p.md", &page)]);
    let built = site.build(false, Language::English);
    let html = String::from_utf8(built.render("/p/").unwrap()).unwrap();
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    (main.to_owned(), listed(&built.diagnostics()))
}

#[test]
fn html_that_touches_the_line_of_a_component_stays_in_its_place() {
    let callout = "<div class=\"callout callout-note\" role=\"note\" data-note=\"note\">
<p class=\"callout-title\" data-note-title>Note</p>";
    let (html, _) = rendered(":::callout\n<div>inside</div>\n:::\n\nAfter");
    let expected = format!("{callout}\n<div>inside</div>\n\n</div>\n\n\n<p>After</p>");
    assert!(html.contains(&expected), "{html}");
    // What an open element swallows is inside the component too.
    let (html, _) = rendered(":::callout\n<iframe src=x>\n:::\n\nAfter\n\n## H");
    let expected = format!("{callout}\n\n</div>\n\n\n<p>After</p>\n<h2 id=\"h\">H</h2>");
    assert!(html.contains(&expected), "{html}");
}

#[test]
fn what_an_entity_stands_for_may_be_no_character_of_a_document() {
    let text = "x &#1; [t](/u&#2; \"v&#3;\")\n\n<p title=\"&#4;\"><a href=\"/a&#5;\">b&#6;</a>\
        <img src=\"/c&#7;.png\" alt=\"d&#8;\"></p>";
    let (html, said) = rendered(text);
    let is_wrong = |c: char| c.is_control() && c != '\n';
    assert!(!html.contains(is_wrong), "{html:?}");
    assert!(!said.contains(is_wrong), "{said:?}");
    assert!(html.contains("<a href=\"/u\" title=\"v\">t</a>"), "{html}");
}

#[test]
fn a_comment_that_does_not_end_publishes_nothing_of_itself() {
    let (html, said) = rendered("Before\n\n<div>\n<!-- draft:\n\nSecret\n\n-->\n</div>\n\nAfter");
    let expected = "<div class=\"text\">\n<p>Before</p>\n<div>\n</div>\n</div>\n\n</article>";
    assert!(html.contains(expected), "{html}");
    assert!(said.contains("open-comment content/p.md:7:1"), "{said}");
}

#[test]
fn a_heading_that_the_theme_has_an_anchor_for_can_be_linked_to() {
    let page = "---\ntitle: Uno\n---\n[qui](#main) e [là](#fine)\n\n## Main\n\nTesto.\n\n## Fine\n\nTesto.\n";
    let site = Site::of(&[("content/uno.md", page)]);
    let built = site.build(false, Language::Italian);
    assert!(!listed(&built.diagnostics()).contains("anchor"));
    let html = String::from_utf8(built.render("/uno/").unwrap()).unwrap();
    for written in [
        "href=\"#main-2\"",
        "id=\"main-2\"",
        "href=\"#fine\"",
        "id=\"fine\"",
    ] {
        assert!(html.contains(written), "{written}");
    }
}
