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

/// What a page that links to `target` has as the address, and what is said.
fn link(target: &str) -> (String, String) {
    let page = format!("---\ntitolo: Pagina\n---\n[qui]({target})\n");
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
        ("content/pagine/qui.md", &page),
    ]);
    let built = site.build(false, Language::Italian);
    let said = listed(&built.diagnostics());
    let html = built.render("/pagine/qui/").unwrap();
    let html = String::from_utf8(html).unwrap();
    let before = html.split(">qui</a>").next().unwrap();
    let address = before.rsplit("href=").next().unwrap();
    (address.trim_matches('"').to_owned(), said)
}

#[test]
fn everything_that_is_published_can_be_linked_to() {
    for (target, address) in [
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
    ] {
        let (found, said) = link(target);
        assert_eq!(found, address, "{target}: {said}");
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
    for target in [
        "/feed.xml/",
        "/dati/altro.csv",
        "/generi/c/",
        "/documenti/anno/2022/",
    ] {
        let (found, said) = link(target);
        assert_eq!(found, "#", "{target}");
        let is_said = |line: &str| {
            line.starts_with("error broken-link") || line.starts_with("error missing-file")
        };
        assert!(said.lines().any(is_said), "{target}: {said}");
    }
}

#[test]
fn raw_html_is_read_as_browsers_read_it() {
    let site = Site::of(&[
        (
            "content/sec/other.md",
            "---\ntitle: O\n---\n<span id=plain>x</span> <a name=\"old\"></a>\n",
        ),
        (
            "content/sec/page.md",
            "---\ntitle: P\n---\n1 <img src=i.svg alt=unquoted>\n\n2 <img\n src=\"i.svg\" alt=\"new line\">\n\n3 <img alt=\"a > b\" src=\"i.svg\">\n\n4 <img src = \"i.svg\" alt=\"spaces\">\n\n5 <a href=other.md>unquoted</a>\n\n6 <a\thref=\"other.md\">tab</a>\n\n7 [id](other.md#plain) [name](other.md#old)\n\n<div>\n<img\n  src=i.svg\n  alt='x'>\n<a href=none.md>b</a>\n</div>\n",
        ),
        ("content/sec/i.svg", "<svg width='4' height=\"3\"/>"),
        ("content/index.md", "# T\n"),
    ]);
    let ran = site.casa(&["build", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page = String::from_utf8(site.public()["sec/page/index.html"].clone()).unwrap();
    let sized = "src=\"/sec/i.svg\" width=\"4\" height=\"3\"";
    assert_eq!(page.matches(sized).count(), 5, "{page}");
    assert!(
        page.contains("3 <img alt=\"a &gt; b\" src=\"/sec/i.svg\""),
        "{page}"
    );
    for link in ["5 <a href=\"/sec/other/\">", "6 <a href=\"/sec/other/\">"] {
        assert!(page.contains(link), "{link}: {page}");
    }
    let other = String::from_utf8(site.public()["sec/other/index.html"].clone()).unwrap();
    assert!(other.contains("<a id=\"old\"></a>"), "{other}");
    // What is wrong in a block of HTML is shown at its line, and nothing else is said.
    assert!(ran.err.contains("content/sec/page.md:23:1"), "{}", ran.err);
    assert_eq!(ran.err.matches("warning[").count(), 1, "{}", ran.err);
}

/// The HTML of a page between its `<main>` tags' inside, and what is said of it.
fn rendered(text: &str) -> (String, String) {
    let page = format!("---\ntitle: P\n---\n{text}\n");
    let site = Site::of(&[("content/index.md", "# T\n"), ("content/p.md", &page)]);
    let built = site.build(false, Language::English);
    let html = String::from_utf8(built.render("/p/").unwrap()).unwrap();
    (html, listed(&built.diagnostics()))
}

#[test]
fn html_that_touches_the_line_of_a_component_stays_in_its_place() {
    let (html, _) = rendered(":::callout\n<div>inside</div>\n:::\n\nAfter");
    let (before, after) = html.split_once("<div>inside</div>").unwrap();
    assert!(
        before.rfind("<aside").or(before.rfind("callout")).is_some(),
        "{html}"
    );
    assert!(
        after.find("</aside>").or(after.find("</div>")) < after.find("After"),
        "{html}"
    );
    // What an open element swallows is inside the component too.
    let (html, _) = rendered(":::callout\n<iframe src=x>\n:::\n\nAfter\n\n## H");
    assert!(html.contains("After") && html.contains(">H</h2>"), "{html}");
}

#[test]
fn a_comment_that_does_not_end_publishes_nothing_of_itself() {
    let (html, said) = rendered("Before\n\n<div>\n<!-- draft:\n\nSecret\n\n-->\n</div>\n\nAfter");
    assert!(
        html.contains("Before") && !html.contains("Secret"),
        "{html}"
    );
    assert!(said.contains("html-removed content/p.md:7:1"), "{said}");
}
