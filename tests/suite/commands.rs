//! The program as people and programs use it: arguments, output, exit codes.

use crate::support::{Site, casa, copy, ran, repository, write};
use serde_json::Value;
use std::fs;

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn small() -> Site {
    Site::of(&[
        (
            "content/index.md",
            "# Prova\n\nLa stazione appaltante dei comuni.\n",
        ),
        (
            "content/gare.md",
            "---\ntitle: Le gare\ntags: [appalti]\n---\nCome si fanno le gare d'appalto.\n",
        ),
    ])
}

#[test]
fn an_empty_folder_says_how_to_begin() {
    let site = Site::new();
    for command in ["build", "check", "serve"] {
        let ran = site.casa(&[command]);
        assert_eq!(ran.code, Some(2));
        assert_eq!(ran.out, "");
        let lines: Vec<&str> = ran.err.lines().collect();
        let root = site.shown("");
        assert_eq!(
            lines[0],
            format!("errore: in «{root}» manca la cartella content/")
        );
        assert!(ran.err.contains("    mkdir content\n"), "{}", ran.err);
    }
    let english = site.casa(&["build", "--lang", "en"]);
    let expected = format!("error: there is no content/ folder in `{}`", site.shown(""));
    assert_eq!(english.err.lines().next(), Some(expected.as_str()));
    site.write("content/foto.jpg", "");
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(2));
    let expected = format!(
        "errore: in «{}/content» non c'è nessun file Markdown",
        site.shown("")
    );
    assert_eq!(ran.err.lines().next(), Some(expected.as_str()));
}

/// What is there and is no folder is not told as missing.
#[test]
fn what_is_no_folder_is_named() {
    let site = Site::new();
    site.write("content", "# Una pagina\n");
    site.write("sito.zip", "");
    let shown = |path: &str| format!("errore: «{}» non è una cartella", site.shown(path));
    for (arguments, path) in [(&["build"][..], "content"), (&["check"], "content")]
        .into_iter()
        .chain([(&["build", "--root", "sito.zip"][..], "sito.zip")])
    {
        let ran = site.casa(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert_eq!(ran.err.lines().next(), Some(shown(path).as_str()));
        assert!(!ran.err.contains("mkdir"), "{}", ran.err);
    }
}

#[test]
fn following_the_advice_gives_a_site() {
    let site = Site::of(&[("content/index.md", "# Il mio sito\n")]);
    let ran = site.casa(&["build"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let files = site.public();
    let home = String::from_utf8_lossy(&files["index.html"]);
    assert!(home.contains("Il mio sito"), "{home}");
    assert!(files.contains_key("404.html"));
}

#[test]
fn a_folder_of_markdown_becomes_a_searchable_site() {
    let site = small();
    site.write(
        "content/appunti/LEGGIMI.md",
        "Senza titolo, con un [link rotto](x.md).\n",
    );
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("broken-link"), "{}", ran.err);
    let answer = json(&site.casa(&["search", "--json", "gare"]).out);
    assert_eq!(answer["hits"][0]["url"], "/gare/");
    assert_eq!(answer["hits"][0]["title"], "Le gare");
}

#[test]
fn quiet_says_nothing_when_nothing_is_wrong() {
    let site = small();
    let ran = site.casa(&["build", "--quiet"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "", "")
    );
    let ran = site.casa(&["check", "-q"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "", "")
    );
}

#[test]
fn reports_have_these_keys() {
    let site = small();
    let ran = site.casa(&["build", "--report", "report.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report = json(&std::fs::read_to_string(site.path("report.json")).unwrap());
    assert_eq!(
        keys(&report),
        [
            "attachments_read",
            "bytes",
            "changed",
            "documents_written",
            "files",
            "made",
            "milliseconds",
            "pages",
            "peak_memory"
        ]
    );
    let mut phases = keys(&report["milliseconds"]);
    phases.sort_unstable();
    assert_eq!(
        phases,
        [
            "attachments",
            "configure",
            "link",
            "parse",
            "plan",
            "publish",
            "read",
            "remember",
            "resolve",
            "theme",
            "total",
        ]
    );
    let files = site.public();
    let bytes: usize = files
        .iter()
        .filter(|(p, _)| *p != ".casa-manifest")
        .map(|(_, b)| b.len())
        .sum();
    assert_eq!(report["files"], files.len() - 1);
    assert_eq!(report["bytes"], bytes);
}

#[test]
fn problems_as_json_have_these_keys() {
    let site = small();
    site.write("content/_schema/pagina.yaml", "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title, required: true, label: Titolo}\n");
    let ran = site.casa(&["check", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let problems = json(&ran.out);
    let problem = &problems[0];
    let expected = [
        "code",
        "column",
        "end_column",
        "end_line",
        "file",
        "help",
        "line",
        "message",
        "severity",
    ];
    let mut found = keys(problem);
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], "content/gare.md");
    let sound = small().casa(&["check", "--format", "json"]);
    assert_eq!((sound.code, sound.out.as_str()), (Some(0), "[]\n"));
}

#[test]
fn problems_for_people_show_line_and_caret() {
    let site = small();
    site.write("content/casa.yaml", "title: Prova\nlanguage: it\n");
    site.write(
        "content/a.md",
        "---\ntitle: A\n---\nVedi [la pagina](gar.md).\n",
    );
    let ran = site.casa(&["check"]);
    assert_eq!(ran.code, Some(0));
    let expected = "\
avviso[broken-link]: il collegamento a «gar.md» non porta a nessuna pagina
 --> content/a.md:4:6
  |
4 | Vedi [la pagina](gar.md).
  |      ^^^^^^^^^^^^^^^^^^^
  |
  = aiuto: Forse intendevi «gare.md»?

0 errori e 1 avviso in 1 file
";
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (expected, ""));
}

#[test]
fn very_many_problems_of_one_kind_are_shown_in_part_and_counted() {
    let site = small();
    let address = "x".repeat(300_000);
    let text = format!("{}\n\n[a]({address}.md)\n", "(nota)[b.md] ".repeat(25_000));
    site.write("content/molti.md", text);
    let ran = site.casa(&["check", "--lang", "it"]);
    let cause = "avviso[reversed-link]: 25.000 × le parentesi del collegamento sono invertite";
    assert!(ran.out.contains(cause), "{}", ran.out);
    assert!(ran.out.contains("xxx […] xxx"), "{}", ran.out);
    assert!(ran.out.len() < 5_000, "{} bytes", ran.out.len());
    site.write(
        "content/_schema/pagina.yaml",
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title}\n",
    );
    let ran = site.casa(&["check", "--lang", "it"]);
    let shown = ran.out.matches("[reversed-link]").count();
    assert_eq!(shown, 51, "fifty, and the line that counts the others");
    let others =
        "avviso[reversed-link]: ancora 24.950 × le parentesi del collegamento sono invertite";
    assert!(ran.out.contains(others), "{}", ran.out);
    assert!(ran.out.len() < 40_000, "{} bytes", ran.out.len());
}

#[test]
fn findings_come_in_the_forms_of_services_and_what_is_certain_is_mended() {
    let site = small();
    site.write(
        "content/a.md",
        "---\ntitle: A\n---\nTesto.\n\n##Uno\n\nTesto.\n",
    );
    site.write(
        "content/_schema/pagina.yaml",
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title}\n",
    );
    let of = |form: &str| site.casa(&["check", "--format", form]).out;
    assert!(of("github").contains("::error file=content/a.md,line=2,"));
    let sarif = json(&of("sarif"));
    assert_eq!(sarif["version"], "2.1.0");
    assert!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["help"]["text"].is_string());
    assert_eq!(json(&of("gitlab"))[0]["location"]["lines"]["begin"], 2);
    let text = || std::fs::read_to_string(site.path("content/a.md")).unwrap();
    let before = text();
    let ran = site.casa(&["check", "--fix", "--dry-run"]);
    assert!(ran.out.contains("- title: A\n+ titolo: A\n"), "{}", ran.out);
    assert_eq!(text(), before);
    site.casa(&["check", "--fix"]);
    assert!(text().starts_with("---\ntitolo: A\n---\n"));
}

#[test]
fn pages_are_not_mended_after_a_schema_that_may_be_wrong() {
    let site = small();
    for name in ["a", "b", "c"] {
        site.write(&format!("content/{name}.md"), "---\ntitle: A\n---\n");
    }
    let schema =
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title}\n";
    site.write("content/_schema/pagina.yaml", schema);
    let text = || std::fs::read_to_string(site.path("content/a.md")).unwrap();
    site.casa(&["check", "--fix"]);
    assert_eq!(text(), "---\ntitle: A\n---\n");
    for name in ["b", "c"] {
        std::fs::remove_file(site.path(&format!("content/{name}.md"))).unwrap();
    }
    site.write("content/_schema/pagina.yaml", schema.replace("role", "rol"));
    site.casa(&["check", "--fix"]);
    assert_eq!(text(), "---\ntitle: A\n---\n");
}

#[test]
fn answers_have_these_keys() {
    let site = small();
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let ran = site.casa(&["search", "--in", "public", "--json", "gare", "d'appalto"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let answer = json(&ran.out);
    let mut found = keys(&answer);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "all",
            "bytes",
            "corrected",
            "hits",
            "micros",
            "more",
            "query",
            "requests",
            "rounds",
            "total"
        ]
    );
    assert_eq!(answer["query"], "gare d'appalto");
    let mut found = keys(&answer["hits"][0]);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "all", "anchor", "date", "excerpt", "filters", "heading", "language", "meta",
            "passages", "score", "title", "url"
        ]
    );
    let growing = site.casa(&["search", "--in", "public", "--json", "--growing", "gar"]);
    assert!(
        json(&growing.out)["total"].as_u64() > Some(0),
        "{}",
        growing.out
    );

    let batch = site.casa_with_input(
        &["search", "--batch", "--limit", "1"],
        "gare\r\n\nzzz\ncomuni\n",
    );
    assert_eq!(batch.code, Some(0), "{}", batch.err);
    let answers: Vec<Value> = batch.out.lines().map(json).collect();
    let queries: Vec<&str> = answers
        .iter()
        .map(|a| a["query"].as_str().unwrap())
        .collect();
    assert_eq!(queries, ["gare", "", "zzz", "comuni"]);
    assert_eq!(answers[2]["total"], 0);
    assert!(
        answers
            .iter()
            .all(|a| a["hits"].as_array().unwrap().len() <= 1)
    );

    let cold = site.casa_with_input(&["search", "--batch", "--cold"], "gare\ngare\n");
    let bytes: Vec<u64> = cold
        .out
        .lines()
        .map(|line| json(line)["bytes"].as_u64().unwrap())
        .collect();
    assert!(bytes[0] > 0 && bytes[0] == bytes[1], "{bytes:?}");
    let warm = site.casa_with_input(&["search", "--batch"], "gare\ngare\n");
    let bytes: Vec<u64> = warm
        .out
        .lines()
        .map(|line| json(line)["bytes"].as_u64().unwrap())
        .collect();
    assert!(bytes[0] > 0 && bytes[1] == 0, "{bytes:?}");
}

#[test]
fn searching_what_was_not_built_says_so() {
    let site = small();
    let ran = site.casa(&["search", "--in", "manca", "gare"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("Costruisci il sito con «casa build»"),
        "{}",
        ran.err
    );
    let ran = site.casa(&["search"]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn help_has_examples() {
    let site = Site::new();
    let ran = site.casa(&["--help"]);
    assert_eq!(ran.code, Some(0));
    for command in ["build", "check", "serve", "new", "index", "search"] {
        assert!(ran.out.contains(&format!("\n  {command} ")), "{}", ran.out);
        let help = site.casa(&[command, "--help"]);
        assert_eq!(help.code, Some(0));
        assert!(
            help.out.contains(&format!("\nExamples:\n  casa {command}")),
            "{}",
            help.out
        );
    }
    assert_eq!(
        site.casa(&["--version"]).out,
        format!("casa {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(site.casa(&["buid"]).code, Some(2));
    assert_eq!(
        site.casa(&["build", "--base-url", "example.org"]).code,
        Some(2)
    );
    assert_eq!(site.casa(&["build", "--jobs", "0"]).code, Some(2));
}

/// The portal's schema with a home and nothing else, in the theme of the program.
fn portal_without_pages() -> Site {
    let site = Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/_index.md", "---\ntitolo: Home\n---\n"),
    ]);
    copy(
        &repository().join("content/_schema"),
        &site.path("content/_schema"),
    );
    for path in crate::support::tree(&site.path("content/_schema")).into_keys() {
        let path = site.path("content/_schema").join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        // The templates are of the portal's own theme.
        let lines = text.lines().filter(|line| !line.starts_with("template:"));
        std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
    }
    let data = repository().join("content/_data");
    let files = crate::support::tree(&data).into_iter();
    let link_to_pages = ["termini.yaml", "chiedere.yaml"];
    for (path, bytes) in files.filter(|(path, _)| !link_to_pages.contains(&path.as_str())) {
        // Rows are pages; the first is enough.
        let lines = bytes.split_inclusive(|&b| b == b'\n');
        let beginning = lines.take(2).collect::<Vec<_>>().concat();
        let content = if path.ends_with(".csv") {
            beginning
        } else {
            bytes
        };
        write(&site.path("content/_data").join(path), &content);
    }
    site
}

#[test]
fn new_pages_lack_nothing_but_values() {
    let site = portal_without_pages();
    let mut types: Vec<String> = crate::support::tree(&site.path("content/_schema"))
        .into_keys()
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .filter(|name| !name.starts_with('_'))
        .collect();
    types.sort();
    assert!(types.len() > 10);
    let mut files = Vec::new();
    for name in &types {
        let title = format!("Prova: «{name}» dell'ente #1 \"nuova\"");
        let ran = site.casa(&["new", name, &title]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
        let path = ran.out.trim_end().trim_start_matches("./").to_owned();
        let text = std::fs::read_to_string(site.path(&path)).unwrap();
        assert!(
            text.starts_with("---\n") && text.ends_with("---\n\n"),
            "{text}"
        );
        files.push(path);
    }
    let ran = site.casa(&["check", "--format", "json"]);
    // Nothing that only shows the form of a value is taken for one.
    let expected = ["empty-field"];
    let found = json(&ran.out);
    // The rows of the portal are of another day than the tests.
    let in_future = ["updated-in-future", "verified-in-future"];
    let of_pages = |problem: &&Value| !in_future.iter().any(|code| problem["code"] == *code);
    for problem in found.as_array().unwrap().iter().filter(of_pages) {
        let code = problem["code"].as_str().unwrap();
        assert!(expected.contains(&code), "{problem}");
        assert!(
            files.iter().any(|file| problem["file"] == file.as_str()),
            "{problem}"
        );
    }
}

#[test]
fn a_filled_page_is_sound() {
    let site = portal_without_pages();
    let ran = site.casa(&["new", "pagina", "Chi siamo"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "./content/chi-siamo.md\n")
    );
    let ran = site.casa(&["new", "notizia", "Una notizia"]);
    assert_eq!(ran.code, Some(0));
    let path = site.path("content/notizie/una-notizia.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let filled: Vec<String> = text
        .lines()
        .map(|line| match line {
            "categoria:" => "categoria: evento".to_owned(),
            line if line.ends_with(':') && !line.starts_with('#') => format!("{line} Un testo"),
            line => line.to_owned(),
        })
        .collect();
    std::fs::write(&path, filled.join("\n")).unwrap();
    let ran = site.casa(&["check", "--drafts"]);
    assert_eq!(ran.code, Some(0), "{}{text}", ran.err);
}

#[test]
fn new_refuses_what_it_cannot_do() {
    let site = portal_without_pages();
    let ran = site.casa(&["new", "notizie", "Titolo"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("Forse intendevi «notizia»?"),
        "{}",
        ran.err
    );
    let ran = site.casa(&["new", "pagina", "???"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(site.casa(&["new", "pagina", "Chi siamo"]).code, Some(0));
    let ran = site.casa(&["new", "pagina", "Chi siamo!"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("c'è già: scegli un altro titolo"),
        "{}",
        ran.err
    );
}

#[test]
fn the_day_of_the_build_is_the_one_given() {
    let site = Site::of(&[
        ("content/index.md", "# Prova\n"),
        (
            "content/oggi.md",
            "---\ntitle: Oggi\ndate: 2026-01-15\n---\n",
        ),
        (
            "content/domani.md",
            "---\ntitle: Domani\ndate: 2026-01-16\n---\n",
        ),
        ("content/bozza.md", "---\ntitle: Bozza\ndraft: true\n---\n"),
        (
            "content/scaduta.md",
            "---\ntitle: Scaduta\nexpiryDate: 2026-01-15\n---\n",
        ),
    ]);
    let pages = |site: &Site| -> Vec<String> {
        let names = ["oggi", "domani", "bozza", "scaduta"];
        let public = site.public();
        names
            .iter()
            .filter(|n| public.contains_key(&format!("{n}/index.html")))
            .map(|n| n.to_string())
            .collect()
    };
    assert_eq!(site.casa(&["build"]).code, Some(0));
    assert_eq!(pages(&site), ["oggi"]);
    assert_eq!(site.casa(&["build", "--drafts"]).code, Some(0));
    assert_eq!(pages(&site), ["oggi", "domani", "bozza"]);
}

#[test]
fn a_day_that_is_none_is_refused() {
    let site = small();
    for text in [
        "domani",
        "",
        "-1",
        "99999999999999999999",
        "9223372036854775807",
    ] {
        for command in ["build", "check", "serve"] {
            let mut casa = casa(site.root(), &[command]);
            let ran = ran(casa.env("SOURCE_DATE_EPOCH", text).output().unwrap());
            assert_eq!(ran.code, Some(2), "{command} {text}");
            let first = format!("errore: SOURCE_DATE_EPOCH è «{text}», che non è un istante");
            assert_eq!(ran.err.lines().next(), Some(first.as_str()));
        }
    }
    assert!(!site.path("public").exists());
    let mut english = casa(site.root(), &["build", "--lang", "en"]);
    let english = ran(english.env("SOURCE_DATE_EPOCH", "1.5").output().unwrap());
    let first = "error: SOURCE_DATE_EPOCH is `1.5`, which is no time";
    assert_eq!(english.err.lines().next(), Some(first));
}

/// A report on a full disk must not pass for one without problems.
#[test]
#[cfg(target_os = "linux")]
fn output_that_is_lost_is_an_error() {
    let site = small();
    for arguments in [&["check", "--format", "json"][..], &["build"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let lost = casa(site.root(), arguments).stdout(full).output().unwrap();
        assert_eq!(lost.status.code(), Some(2), "{arguments:?}");
        assert!(!lost.stderr.is_empty());
    }
}
