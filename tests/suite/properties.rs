//! What holds for every site: same bytes, no dead ends, no panic.

use crate::html::{elements, percent_decode};
use crate::support::{PORTAL_EPOCH, Site, build, casa, copy, portal, ran, repository, tree};
use casa::internals::pipeline::{self, Build, Sources};
use casa::{Language, PublishError};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    portal()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// Whether a page only leads on to another.
fn is_redirect(html: &str) -> bool {
    html.contains("http-equiv=\"refresh\"")
}

#[test]
fn the_portal_is_the_same_from_another_folder_and_with_other_threads() {
    let site = Site::new();
    for folder in [
        "content",
        "themes/italia/preview",
        "themes/italia/root",
        "themes/italia/static",
        "themes/italia/templates",
        "themes/italia/strings",
    ] {
        copy(&repository().join(folder), &site.path(folder));
    }
    site.write(
        "themes/italia/theme.yaml",
        std::fs::read(repository().join("themes/italia/theme.yaml")).unwrap(),
    );
    let mut command = casa(site.root(), &["build", "--quiet", "--jobs", "8"]);
    let ran = ran(command
        .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
        .output()
        .unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let found = site.public();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(portal()));
    for (path, bytes) in &found {
        assert!(bytes == &portal()[path], "{path} differs");
    }
}

#[test]
fn a_site_is_the_same_whatever_the_number_of_threads() {
    let site = Site::of(&[("content/index.md", "# Prova\n")]);
    for i in 0..40 {
        let text = format!(
            "---\ntitle: Pagina {i}\ntags: [a{}, b{}]\ndate: 2025-01-{:02}\n---\nTesto della [pagina](p{}.md).\n",
            i % 3,
            i % 5,
            i % 28 + 1,
            (i + 7) % 40
        );
        site.write(&format!("content/s{}/p{i}.md", i % 4), text);
    }
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for jobs in ["1", "2", "8", "1"] {
        assert_eq!(
            site.casa(&["build", "--quiet", "--jobs", jobs]).code,
            Some(0)
        );
        let found = site.public();
        assert!(
            first.as_ref().is_none_or(|first| *first == found),
            "--jobs {jobs}"
        );
        first = Some(found);
    }
}

/// The file that an address on the site is served from.
fn file_of(address: &str) -> String {
    let path = percent_decode(address.trim_start_matches('/'));
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path,
    }
}

/// The addresses that an element leads to or loads.
fn addresses(element: &crate::html::Element) -> Vec<String> {
    let mut found = Vec::new();
    for name in [
        "href",
        "src",
        "poster",
        "action",
        "data-index",
        "data-script",
        "data-src",
    ] {
        found.extend(element.get(name).map(str::to_owned));
    }
    if let Some(set) = element.get("srcset") {
        found.extend(
            set.split(',')
                .filter_map(|part| part.split_whitespace().next())
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn every_address_of_the_portal_leads_somewhere() {
    let ids: BTreeMap<&str, BTreeSet<String>> = pages()
        .map(|(path, html)| {
            let ids = elements(html)
                .iter()
                .filter_map(|e| e.get("id").map(str::to_owned))
                .collect();
            (path, ids)
        })
        .collect();
    let host = "https://province-comuni.example";
    let mut wrong = BTreeSet::new();
    let mut seen = 0;
    for (path, html) in pages() {
        for element in elements(html) {
            for address in addresses(&element) {
                let address = address.strip_prefix(host).unwrap_or(&address);
                let external = ["https://", "http://", "mailto:", "tel:"];
                if external.iter().any(|scheme| address.starts_with(scheme)) {
                    continue;
                }
                seen += 1;
                let (place, anchor) = address.split_once('#').unwrap_or((address, ""));
                let place = place.split('?').next().unwrap();
                let file = match place {
                    "" => path.to_owned(),
                    place if place.starts_with('/') => file_of(place),
                    _ => {
                        wrong.insert(format!("{path}: `{address}` depends on where it stands"));
                        continue;
                    }
                };
                // The search index is a folder.
                let folder = portal()
                    .keys()
                    .any(|name| name.starts_with(&file.replace("index.html", "")));
                let index = folder && element.name.contains('-');
                if !index && !portal().contains_key(&file) {
                    wrong.insert(format!("{path}: <{}> leads to `{address}`", element.name));
                } else if !anchor.is_empty() {
                    let anchor = percent_decode(anchor);
                    if !ids
                        .get(file.as_str())
                        .is_some_and(|ids| ids.contains(&anchor))
                    {
                        wrong.insert(format!("{path}: there is no `{address}`"));
                    }
                }
            }
        }
    }
    assert!(seen > 1000);
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        first(&wrong)
    );
}

fn first(wrong: &BTreeSet<String>) -> String {
    wrong
        .iter()
        .take(40)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_address_in_the_portals_styles_leads_somewhere() {
    let mut seen = 0;
    for (path, bytes) in portal().iter().filter(|(path, _)| path.ends_with(".css")) {
        let text = String::from_utf8_lossy(bytes);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for piece in text.split("url(").skip(1) {
            let address = piece
                .split(')')
                .next()
                .unwrap()
                .trim_matches(['"', '\'', ' ']);
            if address.starts_with("data:") || address.starts_with('#') {
                continue;
            }
            let mut parts: Vec<&str> = folder.split('/').collect();
            for part in address.split(['?', '#']).next().unwrap().split('/') {
                match part {
                    ".." => {
                        parts.pop();
                    }
                    part => parts.push(part),
                }
            }
            assert!(portal().contains_key(&parts.join("/")), "{path}: {address}");
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn every_address_in_the_portals_feeds_and_maps_leads_somewhere() {
    let host = "https://province-comuni.example";
    let mut seen = 0;
    for (path, bytes) in portal() {
        if !path.ends_with(".xml") && !path.ends_with("feed.json") {
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        for piece in text.split(host).skip(1) {
            let end = piece
                .find(['"', '<', '\'', ' ', '\n'])
                .unwrap_or(piece.len());
            assert!(
                portal().contains_key(&file_of(&piece[..end])),
                "{path}: {}",
                &piece[..end]
            );
            seen += 1;
        }
    }
    assert!(seen > 1000);
}

#[test]
fn every_old_address_of_the_portal_leads_somewhere() {
    let redirects = String::from_utf8_lossy(&portal()["_redirects"]);
    let targets: Vec<&str> = redirects
        .lines()
        .filter(|line| line.starts_with('/'))
        .map(|line| {
            line.split(' ')
                .nth(1)
                .expect("an old address and a new one")
        })
        .collect();
    assert!(targets.len() >= 9, "{targets:?}");
    for target in targets {
        assert!(portal().contains_key(&file_of(target)), "{target}");
    }
}

#[test]
fn every_page_of_the_portal_has_one_title_and_unique_ids() {
    let mut wrong = BTreeSet::new();
    for (path, html) in pages() {
        let elements = elements(html);
        let headings = elements.iter().filter(|e| e.name == "h1").count();
        if headings != 1 {
            wrong.insert(format!("{path}: {headings} <h1>"));
        }
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|e| e.get("id")) {
            if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
                wrong.insert(format!("{path}: id `{id}` again, or not an id"));
            }
        }
        for element in &elements {
            for name in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
            ] {
                for id in element.get(name).unwrap_or_default().split_whitespace() {
                    if !ids.contains(id) {
                        wrong.insert(format!("{path}: {name} names `{id}`, which is not there"));
                    }
                }
            }
            let mut names = BTreeSet::new();
            for (name, _) in &element.attributes {
                if !names.insert(name) {
                    wrong.insert(format!("{path}: <{}> has two `{name}`", element.name));
                }
            }
            if element.name == "img" && element.get("alt").is_none() {
                wrong.insert(format!("{path}: <img> without alt"));
            }
        }
        let title = elements
            .iter()
            .find(|e| e.name == "title")
            .map_or("", |e| e.text.trim());
        if title.is_empty() {
            wrong.insert(format!("{path}: no title"));
        }
        if is_redirect(html) || path == "404.html" {
            continue;
        }
        let description = elements
            .iter()
            .find(|e| e.name == "meta" && e.get("name") == Some("description"))
            .and_then(|e| e.get("content"));
        if description.is_none_or(|text| text.trim().is_empty()) {
            wrong.insert(format!("{path}: no description"));
        }
        if html.contains(['\u{e000}', '\u{e001}']) {
            wrong.insert(format!("{path}: a mark that should have been filled"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        first(&wrong)
    );
}

/// Everything that a build can be asked for.
pub(crate) fn exhaust(build: &Build) {
    let trusted = build
        .renderer
        .site()
        .sources
        .under("content/_theme/")
        .next()
        .is_some();
    let sources = &build.renderer.site().sources;
    for diagnostic in &build.diagnostics {
        let span = diagnostic.span;
        let text = sources.get(span.file).text();
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(
            text.get(start..end).is_some(),
            "{diagnostic:?} is not in the file"
        );
    }
    for language in [Language::Italian, Language::English] {
        let style = pipeline::Style::Plain;
        pipeline::json(&build.diagnostics, sources, language);
        for detail in [pipeline::Detail::All, pipeline::Detail::Moving] {
            pipeline::human(&build.diagnostics, sources, (language, style), &detail);
        }
    }
    for (route, output) in build.outputs.iter() {
        let mut bytes = Vec::new();
        if output.render(&build.renderer, &mut bytes).is_ok()
            && route.file_path().ends_with(".html")
        {
            let html = String::from_utf8(bytes).unwrap();
            assert!(
                trusted || !html.contains(['\u{e000}', '\u{e001}']),
                "{}: {html}",
                route.as_str()
            );
            assert!(
                trusted || !html.to_lowercase().contains("<script>alert"),
                "{}: {html}",
                route.as_str()
            );
        }
    }
    build.index().unwrap();
}

/// A sound schema for random pages.
const SCHEMA: &str = "\
label: Pagina
default_for: pages
calendar: true
fields:
  titolo: {type: text, role: title, required: true, label: Titolo}
  data: {type: date, role: date, label: Data}
  numero: {type: integer, label: Numero}
  importo: {type: number, label: Importo}
  vero: {type: boolean, label: Vero}
  tipo: {type: choice, facet: true, values: [uno, due], label: Tipo}
  tag: {type: text, many: true, taxonomy: tag, label: Tag}
  testo: {type: markdown, label: Testo}
  altre: {type: ref, to: any, many: true, role: related, inverse: Da, label: Altre}
  prima: {type: ref, to: any, acyclic: true, inverse: Poi, label: Prima}
  vecchi: {type: text, many: true, role: aliases, label: Vecchi}
  indirizzo: {type: text, role: slug, label: Indirizzo}
  modello: {type: text, role: template, label: Modello}
  file: {type: file, label: File}
  gruppo: {type: group, many: true, label: Gruppo, fields: {a: {type: text}, b: {type: date, required: true}}}
";

/// The pieces that Markdown, YAML and component lines are made of, and what breaks them.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "\r\n",
    "---\n",
    "+++\n",
    "```\n",
    "~~~",
    ":::",
    ":::\n",
    ":::callout\n",
    ":::callout type=\"note\" title=\"a",
    "\"\n",
    ":::figure file=\"x.png\" alt=\"y\"\n",
    "# ",
    "## ",
    "###### ",
    "#\n",
    "> ",
    "- ",
    "1. ",
    "* [ ] ",
    "| a | b |\n",
    "|---|---|\n",
    "\\|",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](p1.md)",
    "](#a)",
    "](x.png)",
    "](javascript:alert(1))",
    "<",
    ">",
    "[^1]",
    "[^1]: ",
    ": ",
    "Termine\n: ",
    "<b>",
    "</b>",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "<?0?>",
    "<div>\n",
    "</div>\n",
    "<a href=\"p1.md\" id=\"x\">",
    "<table><td>",
    "&amp;",
    "&#0;",
    "\u{e000}",
    "\u{e001}",
    "\u{e000}0\u{e001}",
    "\u{a0}",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "è",
    "e\u{301}",
    "日本",
    "🙂",
    "SUA",
    "D.Lgs.",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "\\",
    "{#id}",
    "{.a onclick=x}",
    "titolo: ",
    "titolo: A\n",
    "data: ",
    "2022-04-14\n",
    "14/04/2022\n",
    "numero: 12\n",
    "importo: 1e999\n",
    "vero: ",
    "tipo: uno\n",
    "tag: [a, b]\n",
    "testo: |\n  ",
    "altre: [p0, p1]\n",
    "prima: p1\n",
    "vecchi: [/x/]\n",
    "indirizzo: a\n",
    "modello: page.html\n",
    "file: x.png\n",
    "gruppo:\n  - a: b\n",
    "\"",
    "'",
    "[[",
    "{a: ",
    "}",
    "&a ",
    "*a",
    "!x ",
    "? ",
    "- - - ",
    "%",
    "@",
    "<<: ",
    "languages: {en: {menu: p1}, it: , X: }\n",
    "null\n",
    "~\n",
    "http://a.b/c?d#e",
    "a@b.it",
    "\n===\n",
    "\n---\n",
    "$x$",
    "[x]: p1.md \"t\"\n",
    "\\\n",
    "  \n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[a-zà-ù ]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn page() -> impl Strategy<Value = String> {
    (any::<bool>(), text(), text()).prop_map(|(front, yaml, body)| match front {
        true => format!("---\n{yaml}\n---\n{body}"),
        false => body,
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(&["p0", "p1", "p1.en", "en/p1", "_index.en", "s/p1", "s/_index", "s", "index", "README", "s/index", "S/P1", "tag"][..])
            .prop_map(str::to_owned),
        1 => "[a-z0-9 è'._-]{1,6}",
    ]
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn no_site_makes_it_panic(
        pages in proptest::collection::vec((name(), page()), 1..5),
        closed in any::<bool>(),
        drafts in any::<bool>(),
        translated in any::<bool>(),
    ) {
        let mut files: Vec<(String, String)> =
            pages.into_iter().map(|(name, text)| (format!("content/{name}.md"), text)).collect();
        if closed {
            files.push(("content/_schema/pagina.yaml".to_owned(), SCHEMA.to_owned()));
        }
        if translated {
            files.push(("content/casa.yaml".to_owned(), "title: a\nlanguages: {it: {menu: [p1]}, en: }\n".to_owned()));
        }
        exhaust(&build(with_theme(&files), drafts));
    }

    #[test]
    fn no_setup_makes_it_panic(config in text(), schema in text(), theme in text(), table in text()) {
        let files = [
            ("content/index.md", "# Prova\n"),
            ("content/casa.yaml", &format!("title: a\n{config}")),
            ("content/_schema/pagina.yaml", &format!("label: a\nfields:\n  a: {{type: text, {schema}")),
            ("content/_schema/altra.yaml", "label: b\nsection: b\nsource: {file: _data/b.csv, slug: a}\n"),
            ("content/_data/b.csv", &format!("a,b\n{table}")),
            ("content/_data/c.yaml", &table),
            ("content/_theme/templates/page.html", &theme),
            ("content/_theme/strings/en.yaml", &schema),
        ];
        let files: Vec<(String, String)> =
            files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        exhaust(&build(with_theme(&files), false));
    }
}

#[test]
fn marks_in_front_matter_do_not_reach_the_html() {
    let page = "---\ntitle: a\u{e000}b\ntags: [c\u{e001}]\nother: \u{e000}0\u{e001}\n---\n";
    let files = [("content/p.md".to_owned(), page.to_owned())];
    exhaust(&build(with_theme(&files), false));
}

/// Sources with the embedded theme, as `load` gives them.
pub(crate) fn with_theme(files: &[(String, String)]) -> Sources {
    after(&Sources::default(), files)
}

/// The same as a later version.
fn after(before: &Sources, files: &[(String, String)]) -> Sources {
    static THEME: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let theme = THEME.get_or_init(|| {
        let site = Site::of(&[("content/a.md", "")]);
        let sources = pipeline::read(site.root(), &Sources::default(), 0).unwrap();
        let texts = sources
            .under("themes/plain/")
            .filter(|(_, file)| !file.is_asset());
        texts
            .map(|(_, file)| {
                // Without its static files, which are no texts.
                let text = file.text().replace("{{ asset(path=", "{{ (true and ");
                (file.path.clone(), text)
            })
            .collect()
    });
    before.with_texts(
        files
            .iter()
            .chain(theme)
            .map(|(path, text)| (path.as_str(), text.as_str())),
    )
}

/// So many cases; those that fail are shown and not kept.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A change to a site of few files.
#[derive(Clone, Debug)]
enum Edit {
    /// Text is added to a page.
    Add(usize, String),
    /// Text is added where the text of a page begins, so that the rest moves.
    Begin(usize, String),
    /// A page is written anew.
    Write(usize, String),
    /// A page is removed.
    Remove(usize),
    /// The setup is edited.
    Set(usize, String),
}

impl Edit {
    fn apply(self, files: &mut BTreeMap<&str, String>) {
        match self {
            Self::Add(i, text) => {
                let page = files.entry(PATHS[i]).or_default();
                page.push_str(&format!("\n\n{text}\n"));
            }
            Self::Begin(i, text) => {
                let page = files.entry(PATHS[i]).or_default();
                let at = page.find("\n\n").map_or(page.len(), |at| at + 2);
                page.insert_str(at, &format!("{text}\n\n"));
            }
            Self::Write(i, text) => {
                files.insert(PATHS[i], text);
            }
            Self::Remove(i) => {
                files.remove(PATHS[i]);
            }
            Self::Set(i, text) => {
                files.insert(SETUP[i].0, text);
            }
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let sentence = || {
        let words = prop_oneof![
            Just("parola"),
            Just("**grassa**"),
            Just("[qui](p1.md)"),
            Just("[là](/s/p2/#capo)"),
            Just("\n\n## Capo\n\n"),
            Just("SUA"),
            Just("![x](y.png)"),
        ];
        proptest::collection::vec(words, 1..4).prop_map(|words| words.join(" "))
    };
    let front = (sentence(), 0..4usize, 0..3usize).prop_map(|(text, other, tag)| {
        format!(
            "---\ntitolo: T{tag} SUA\ndata: 202{other}-01-0{}\ntipo: {}\ntag: [t{tag}]\nprima: p{other}\n---\n\n{text}\n",
            tag + 1,
            ["uno", "due"][tag % 2],
        )
    });
    prop_oneof![
        4 => (0..PATHS.len(), sentence()).prop_map(|(i, text)| Edit::Add(i, text)),
        3 => (0..PATHS.len(), sentence()).prop_map(|(i, text)| Edit::Begin(i, text)),
        3 => (0..PATHS.len(), front).prop_map(|(i, text)| Edit::Write(i, text)),
        1 => (0..PATHS.len(), page()).prop_map(|(i, text)| Edit::Write(i, text)),
        1 => (0..PATHS.len()).prop_map(Edit::Remove),
        1 => (0..SETUP.len(), 0..SETUP.len())
            .prop_map(|(i, j)| Edit::Set(i, SETUP[(i / 2) * 2 + j % 2].1.to_owned())),
    ]
}

/// The pages that edits are made to.
const PATHS: [&str; 7] = [
    "content/index.md",
    "content/p0.md",
    "content/p1.md",
    "content/s/p2.md",
    "content/s/_index.md",
    "content/p1.en.md",
    "content/s/p2.en.md",
];

/// Files of the setup, each with two contents.
const SETUP: [(&str, &str); 12] = [
    ("content/_schema/pagina.yaml", SCHEMA),
    (
        "content/_schema/pagina.yaml",
        "label: Altra\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title, label: T}\n",
    ),
    (
        "content/casa.yaml",
        "title: Uno\nmenu: [{label: P, page: p1}]\ncatalogues: [{page: s, facets: [year]}, {page: p0, types: [pagina], facets: [tipo, prima.tipo, type]}]\n",
    ),
    (
        "content/casa.yaml",
        "title: Due\nlanguage: it\nbase_url: https://example.org/x/\nopen_data: {page: p1}\nlanguages: {en: {title: Two, menu: [p1, s]}}\n",
    ),
    (
        "content/_theme/templates/page.html",
        "<h1 id=\"capo\">{{ page.title }}</h1>{{ page.body }}{{ page.related | length }}",
    ),
    (
        "content/_theme/templates/page.html",
        "{{ page.body }}{% for p in pages(section=\"\") %}{{ p.title }}{% endfor %}{% set open = open_data() %}{% for d in open.datasets %}{{ d.label }} {{ d.count }}{% endfor %}",
    ),
    (
        "content/_theme/templates/term.html",
        "{{ page.title }}{{ page.nothing.at.all }}",
    ),
    ("content/_theme/templates/term.html", "{% if %}"),
    ("content/_data/righe.csv", "nome,titolo\np0,Riga zero\n"),
    (
        "content/_data/righe.csv",
        "nome,titolo\np9,Riga nove\np0,Zero\n",
    ),
    (
        "content/_schema/riga.yaml",
        "label: R\nsection: r\nsource: {file: _data/righe.csv, slug: nome}\nfields:\n  titolo: {type: text, role: title, label: T}\n",
    ),
    (
        "content/_schema/riga.yaml",
        "label: R\nsection: s\nsource: {file: _data/righe.csv, slug: nome}\nfields:\n  titolo: {type: text, role: title, label: T}\n",
    ),
];

/// The files that edits begin with; `open` without a schema.
fn unedited(open: bool) -> Files {
    let mut files: BTreeMap<&str, String> = PATHS
        .iter()
        .enumerate()
        .map(|(i, path)| {
            let text = format!("---\ntitolo: Pagina {i}\n---\n\nTesto.\n");
            (*path, text)
        })
        .collect();
    if !open {
        files.insert(SETUP[0].0, SCHEMA.to_owned());
    }
    files
}

/// The files of a site, by path.
type Files = BTreeMap<&'static str, String>;

/// The files of a site before any edit, and after each of some steps of some edits.
fn versions(
    edits: Range<usize>,
    steps: Range<usize>,
) -> impl Strategy<Value = (Files, Vec<Files>)> {
    let steps = proptest::collection::vec(proptest::collection::vec(edit(), edits), steps);
    (any::<bool>(), steps).prop_map(|(open, steps)| {
        let first = unedited(open);
        let mut files = first.clone();
        let after = steps.into_iter().map(|step| {
            for edit in step {
                edit.apply(&mut files);
            }
            files.clone()
        });
        let after = after.collect();
        (first, after)
    })
}

/// What tells whether a page has a text looks at all pages.
#[test]
fn a_page_that_gets_its_text_is_built_again_as_by_a_fresh_build() {
    let schema = "label: Pagina\ndefault_for: pages\nfields: {titolo: {type: text, role: title}}\n";
    let with_text = "---\ntitolo: A\n---\n\nTesto.\n";
    let sources = |before: &Sources, text: &str| {
        let pages = [("content/index.md", with_text), ("content/a.md", with_text)];
        let more = [("content/b.md", with_text), ("content/c.md", text)];
        let schema = [("content/_schema/pagina.yaml", schema)];
        let files = schema.into_iter().chain(pages).chain(more);
        let files: Vec<(String, String)> = files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        after(before, &files)
    };
    let mut kept = build(sources(&Sources::default(), with_text), true);
    for text in ["---\ntitolo: A\n---\n", with_text, "", "\n\nparola\n"] {
        let next = sources(&kept.pages.sources, text);
        kept = kept.again(std::sync::Arc::new(next), |_| {});
        let fresh = build(sources(&Sources::default(), text), true);
        assert_eq!(seen(&kept), seen(&fresh), "{text:?}");
    }
}

/// Everything that can be seen of a build.
fn seen(build: &Build) -> impl PartialEq + std::fmt::Debug {
    let (sources, english) = (&build.renderer.site().sources, Language::English);
    let outputs: BTreeMap<String, Result<Vec<u8>, String>> = build
        .outputs
        .iter()
        .map(|(route, output)| {
            let mut bytes = Vec::new();
            let rendered = output.render(&build.renderer, &mut bytes);
            let rendered = rendered.map_err(|error| pipeline::json(&[*error], sources, english));
            (route.as_str().to_owned(), rendered.map(|()| bytes))
        })
        .collect();
    let index = build.index().map_err(ToString::to_string).cloned();
    // Diagnostics by the names of files: their numbers may differ.
    let problems = pipeline::json(&build.diagnostics, sources, english);
    (outputs, problems, index)
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn building_again_gives_what_a_fresh_build_gives(
        (first, versions) in versions(1..3, 1..12),
    ) {
        let sources = |before: &Sources, files: &BTreeMap<&str, String>| {
            let files: Vec<(String, String)> =
                files.iter().map(|(path, text)| (path.to_string(), text.clone())).collect();
            after(before, &files)
        };
        let mut kept = build(sources(&Sources::default(), &first), true);
        for files in versions {
            let next = sources(&kept.pages.sources, &files);
            kept = kept.again(std::sync::Arc::new(next), |_| {});
            let fresh = build(sources(&Sources::default(), &files), true);
            assert_eq!(seen(&kept), seen(&fresh));
        }
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn warm_builds_publish_what_cold_builds_publish(
        (_, versions) in versions(0..3, 1..8),
    ) {
        let site = Site::new();
        let mut written: BTreeMap<&str, String> = BTreeMap::new();
        for files in versions {
            for (path, text) in files.iter().filter(|(path, text)| written.get(*path) != Some(text)) {
                site.write(path, text);
            }
            for path in written.keys().filter(|path| !files.contains_key(*path)) {
                std::fs::remove_file(site.path(path)).unwrap();
            }
            written.clone_from(&files);
            let warm = site.casa(&["build", "--quiet"]);
            let cold = site.casa(&["build", "--quiet", "--no-cache", "--out", "cold"]);
            // Where nothing has changed what is wrong is only counted again.
            let counts = cold.err.lines().last().unwrap_or_default();
            let said = [cold.err.as_str(), &format!("{counts}\n")];
            assert!(warm.code == cold.code && said.contains(&&*warm.err), "{} | {}", warm.err, cold.err);
            if warm.code == Some(0) {
                assert_eq!(site.public(), tree(&site.path("cold")));
            }
        }
    }
}

#[test]
fn links_to_what_is_no_longer_made_are_found_again() {
    let files = |front: &str| {
        [
            ("content/index.md", "# Casa\n".to_owned()),
            ("content/a.md", "# A\n\n[Di uno](/tags/uno/)\n".to_owned()),
            ("content/b.md", format!("---\n{front}\n---\n# B\n")),
        ]
        .map(|(path, text)| (path.to_owned(), text))
    };
    let again = |build: &Build, front| {
        let next = after(&build.pages.sources, &files(front));
        build.again(next.into(), |_| {})
    };
    let first = build(with_theme(&files("tags: [uno]")), false);
    assert_eq!(first.diagnostics, []);
    let without = again(&first, "tags: [due]");
    let fresh = build(with_theme(&files("tags: [due]")), false);
    assert_eq!(fresh.diagnostics.len(), 1);
    assert_eq!(seen(&without), seen(&fresh));
    assert_eq!(again(&without, "tags: [uno]").diagnostics, []);
}

#[test]
fn what_only_texts_change_is_kept() {
    let files = |text: &str| {
        [
            ("content/index.md", "# Casa\n\n[a](a.md)\n"),
            ("content/a.md", text),
            ("content/b.md", "# B\n\n[a](a.md#capo)\n"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
    };
    let again = |build: &Build, text| {
        let next = after(&build.pages.sources, &files(text));
        build.again(next.into(), |_| {})
    };
    let first = build(with_theme(&files("# A\n\n## Capo\n\nUno.\n")), false);
    let text = again(&first, "# A\n\n## Capo\n\nDue **parole**.\n");
    assert!(std::ptr::eq(&*first.outputs, &*text.outputs));
    let heading = again(&text, "# A\n\n## Altro\n\nDue **parole**.\n");
    assert!(!std::ptr::eq(&*text.outputs, &*heading.outputs));
    // The link of another page leads nowhere now.
    assert_eq!(heading.diagnostics.len(), text.diagnostics.len() + 1);
    // What is wrong with links moves with them.
    let wrong = again(&heading, "# A\n\n## Capo\n\nUno [b](c.md).\n");
    let longer = "# A\n\n## Capo\n\nUno e due.\n\nTre [b](c.md).\n";
    let moved = again(&wrong, longer);
    assert!(std::ptr::eq(&*wrong.outputs, &*moved.outputs));
    let fresh = build(with_theme(&files(longer)), false);
    assert_eq!(fresh.diagnostics.len(), 1);
    assert_eq!(seen(&moved), seen(&fresh));
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn no_bytes_leave_half_a_site(
        pages in proptest::collection::vec((name(), proptest::collection::vec(any::<u8>(), 0..200)), 1..4),
        texts in proptest::collection::vec((name(), page()), 1..4),
        closed in any::<bool>(),
    ) {
        let site = Site::of(&[("content/prima.md", "# Prima\n")]);
        let publish = || {
            let built = site.build(false, Language::English);
            (built.has_errors(), built.publish(site.path("public")))
        };
        publish().1.unwrap();
        let before = site.public();
        // Files of these names may need a folder where another is.
        for (name, bytes) in &pages {
            let _ = std::fs::create_dir_all(site.path("content/s"));
            let _ = std::fs::write(site.path(&format!("content/{name}.md")), bytes);
        }
        for (name, text) in &texts {
            let _ = std::fs::write(site.path(&format!("content/{name}.md")), text);
        }
        if closed {
            site.write("content/_schema/pagina.yaml", SCHEMA);
        }
        match publish() {
            (false, Ok(())) => whole(&site.public()),
            (_, Err(PublishError::Content(_))) => assert_eq!(site.public(), before),
            (has_errors, ended) => panic!("{has_errors}: {ended:?}"),
        }
    }
}

/// Exactly the files of the manifest are there.
fn whole(files: &BTreeMap<String, Vec<u8>>) {
    let manifest = std::str::from_utf8(&files[".casa-manifest"]).unwrap();
    let listed: Vec<&str> = manifest
        .lines()
        .skip(1)
        .map(|line| line.split_once(' ').unwrap().1)
        .collect();
    let found: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|p| *p != ".casa-manifest")
        .collect();
    assert_eq!(listed, found);
}

/// Builds a site of one page from a megabyte of something.
fn swallow(text: String) {
    let files = [
        ("content/index.md".to_owned(), text),
        ("content/_schema/pagina.yaml".to_owned(), SCHEMA.to_owned()),
    ];
    exhaust(&build(with_theme(&files), false));
}

const MEGABYTE: usize = 1 << 20;

fn front(yaml: String) -> String {
    format!("---\ntitolo: A\n{yaml}\n---\n")
}

#[test]
fn a_megabyte_of_yaml_is_answered() {
    swallow(front(format!("x: {}", "[".repeat(MEGABYTE))));
    swallow(front(format!("x: {}", "{a: ".repeat(MEGABYTE / 4))));
    swallow(front(
        (0..1000)
            .map(|i| format!("{}a:\n", " ".repeat(i)))
            .collect(),
    ));
    swallow(front(format!("x: \"{}\"", "a".repeat(MEGABYTE))));
    swallow(front(format!("x: [{}]", "a,".repeat(MEGABYTE / 2))));
    swallow(front(format!("x: {}", "- ".repeat(MEGABYTE / 2))));
    swallow(front("#".repeat(MEGABYTE)));
    swallow(front("\n".repeat(MEGABYTE)));
    let lol: String = (1..9)
        .map(|i| format!("l{i}: &l{i} [{}]\n", format!("*l{},", i - 1).repeat(9)))
        .collect();
    swallow(front(format!("l0: &l0 lol\n{lol}")));
    swallow(format!("---\n{}", "a".repeat(MEGABYTE)));
}

#[test]
fn a_megabyte_of_markdown_is_answered() {
    let body =
        |piece: &str, times: usize| format!("---\ntitolo: A\n---\n{}\n", piece.repeat(times));
    for (piece, times) in [
        ("> ", 20_000),
        ("- ", 2_000),
        ("*a", 100_000),
        ("[", 100_000),
        ("![", 50_000),
        ("`", 100_000),
        ("<", 100_000),
        ("<b>", 2_000),
        ("parola ", 100_000),
        ("a", MEGABYTE),
        (":::callout\n", 5_000),
        (":::\n", 2_000),
        ("| a ", 10_000),
        ("## a\n", 5_000),
        ("[^a]", 10_000),
        ("SUA ", 50_000),
    ] {
        swallow(body(piece, times));
    }
    let nested: String = (0..300)
        .map(|i| format!("{}- a\n", "  ".repeat(i)))
        .collect();
    swallow(body(&nested, 1));
}
