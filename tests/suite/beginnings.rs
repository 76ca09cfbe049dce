//! A new portal, and new pages: `casa init` and `casa new`, with and without a terminal.

use crate::support::{Ran, Site, casa, with_input};
use serde_json::Value;
use std::process::Command;

#[test]
fn a_new_portal_is_sound() {
    for language in ["it", "en"] {
        for types in ["none", "news", "news,documents,practices"] {
            let site = Site::new();
            let title = "Prova: il portale";
            let ran = site.casa(&[
                "init",
                "--title",
                title,
                "--language",
                language,
                "--types",
                types,
            ]);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
            let checked = site.casa(&["check", "--format", "json"]);
            assert_eq!((checked.code, checked.out.trim()), (Some(0), "[]"));
            assert_eq!(site.casa(&["fmt", "--check"]).code, Some(0));
            let again = site.casa(&["init", "--title", title]);
            assert_eq!(again.code, Some(2), "{}", again.out);
            let file = site.path("content/_schema/_common.yaml");
            assert_eq!(file.exists(), types != "none");
        }
    }
    let ran = Site::new().casa(&["init"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("errore: serve il titolo"),
        "{}",
        ran.err
    );
}

fn portal() -> Site {
    Site::begun("news,practices")
}

#[test]
fn programs_say_what_they_know_and_learn_what_is_missing() {
    let site = portal();
    let new = |more: &[&str]| {
        let arguments = ["new", "pratica", "La #1: prova", "--json"];
        let ran = site.casa(&[&arguments[..], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    let written = new(&[
        "--slug",
        "prova",
        "--set",
        "ente=Provincia di Lecco",
        "--set",
        "tag=acqua, a: b",
    ]);
    assert_eq!(written["file"], "content/pratiche/prova.md");
    let fields: Vec<&str> = written["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["empty-field", "empty-field", "empty-field"]);
    let text = std::fs::read_to_string(site.path("content/pratiche/prova.md")).unwrap();
    assert!(text.contains("\nente: \"Provincia di Lecco\"\n"), "{text}");
    assert!(text.contains("\ntag: [\"acqua\", \"a: b\"]\n"), "{text}");
    let whole = [
        "--set",
        "ente=A",
        "--set",
        "sommario=B.",
        "--set",
        "problema=C.",
        "--set",
        "soluzione=D.",
    ];
    let written = new(&[&["--slug", "altra"][..], &whole].concat());
    assert_eq!(written["problems"], serde_json::json!([]));
    let wrong = site.casa(&["new", "pratica", "X", "--set", "entte=A"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.err.contains("Forse intendevi «ente»?"),
        "{}",
        wrong.err
    );
    let unsaid = site.casa(&["new", "--json"]);
    assert_eq!(unsaid.code, Some(2));
    assert!(
        unsaid
            .err
            .starts_with("errore: servono il tipo e il titolo"),
        "{}",
        unsaid.err
    );
}

/// Runs the program at a terminal, where somebody types these lines.
fn at_terminal(site: &Site, arguments: &str, typed: &str) -> Ran {
    let program = casa(site.root(), &[]);
    let own = program.get_program().to_str().unwrap().to_owned();
    let mut script = Command::new("script");
    script.args(["-qec", &format!("{own} {arguments}"), "/dev/null"]);
    script.current_dir(site.root());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    with_input(&mut script, typed)
}

#[test]
fn who_sits_at_a_terminal_is_asked() {
    let site = Site::new();
    let ran = at_terminal(&site, "init", "Il portale\n\n1, Buone pratiche\n");
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(
        ran.out.contains("Titolo: ") && ran.out.contains("Lingua [it]: "),
        "{}",
        ran.out
    );
    let config = std::fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    assert!(
        config.starts_with("title: Il portale\nlanguage: it\n"),
        "{config}"
    );
    assert!(config.ends_with("menu: [notizie, pratiche]\n"), "{config}");
    // The type by its number, a file name of one's own, the day that is proposed, one thing left out.
    let ran = at_terminal(&site, "new", "1\nUn bando\nil-bando\nDue frasi.\n\n");
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(
        ran.out.contains("Nome del file [un-bando]: "),
        "{}",
        ran.out
    );
    let text = std::fs::read_to_string(site.path("content/notizie/il-bando.md")).unwrap();
    assert!(text.contains("\nsommario: \"Due frasi.\"\n"), "{text}");
    assert!(text.contains("\ndata: 2026-01-15\n"), "{text}");
    assert_eq!(site.casa(&["check"]).code, Some(0));
    let ran = at_terminal(&site, "new notizia Altro", "\n\n2026-01-02\n");
    assert!(ran.out.contains("Prima di pubblicarla:"), "{}", ran.out);
    assert_eq!(site.casa(&["check"]).code, Some(1));
}

#[test]
fn the_embedded_theme_shows_fields_of_every_type() {
    let schema = "label: Scheda
default_for: pages
fields:
  titolo: {type: text, role: title}
  testo: {type: text, label: Testo}
  note: {type: markdown, label: Note}
  interi: {type: integer, label: Interi}
  numero: {type: number, label: Numero}
  vero: {type: boolean, label: Vero}
  giorno: {type: date, label: Giorno}
  scelta: {type: choice, values: {a: Alfa, b: Beta}, label: Scelta}
  altra: {type: ref, to: any, label: Altra}
  allegato: {type: file, label: Allegato}
  sito: {type: url, label: Sito}
  posta: {type: email, label: Posta}
  righe:
    type: group
    many: true
    label: Righe
    fields:
      nome: {type: text}
      quanti: {type: number}
      quando: {type: date}
      si: {type: boolean}
      dove: {type: url}
      simili: {type: ref, to: any, many: true}
      file: {type: file}
      tipo: {type: choice, values: {a: Alfa}}
";
    let page = "---
titolo: Prova
testo: Un testo
note: Una **nota**
interi: 3
numero: 12345.5
vero: true
giorno: 2026-01-15
scelta: b
altra: altra
allegato: conto.csv
sito: https://esempio.it/
posta: ufficio@esempio.it
righe:
  - {nome: Enti, quanti: 105, quando: 2026-01-15, si: true, dove: \"https://esempio.it/enti\", simili: [altra], file: conto.csv, tipo: a}
  - {nome: Nessuno, quanti: 0, si: false}
---
";
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\ntheme: plain\n",
        ),
        ("content/_schema/scheda.yaml", schema),
        ("content/_index.md", "# Prova\n"),
        ("content/altra.md", "---\ntitolo: L'altra\n---\nTesto.\n"),
        ("content/prova/index.md", page),
        ("content/prova/conto.csv", "a,b\n1,2\n"),
    ]);
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let html = std::fs::read_to_string(site.path("public/prova/index.html")).unwrap();
    for expected in [
        "<dd>Un testo</dd>",
        "<strong>nota</strong>",
        "<dd>3</dd>",
        "<dd>12.345,5</dd>",
        "<dd>sì</dd>",
        "<dd><time datetime=\"2026-01-15\">15 gennaio 2026</time></dd>",
        "<dd>Beta</dd>",
        "<a href=\"/altra/\">L&#39;altra</a>",
        "conto.csv</a>",
        "<a href=\"https://esempio.it/\">",
        "<a href=\"mailto:ufficio@esempio.it\">",
        "<dd>Enti, 105, <time datetime=\"2026-01-15\">15 gennaio 2026</time>, si: sì, ",
        "/enti</a>, <a href=\"/altra/\">L&#39;altra</a>, <a href=\"/prova/conto.csv\" download>",
        "CSV, 8 B</span>, Alfa</dd>",
        "<dd>Nessuno, 0, si: no</dd>",
        "<a href=\"https://esempio.it/enti\">",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
}
