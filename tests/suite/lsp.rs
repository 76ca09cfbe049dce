//! `casa lsp`, as an editor sees it.

pub mod client;

use crate::support::{PORTAL_EPOCH, Site, copy, repository};
use client::{Editor, open, range};
use serde_json::{Value, json};

const SCHEMA: &str = "label: Scheda\nplural: Schede\nsection: schede\nfields:\n  \
    titolo: {type: text, role: title, required: true, label: Titolo, help: Chiaro da solo.}\n  \
    stato: {type: choice, values: {bozza: Bozza, fatto: Fatto}, label: Stato}\n  \
    tag: {type: text, many: true, taxonomy: argomenti, label: Argomenti}\n  \
    vedi: {type: ref, to: scheda, many: true, label: Vedi}\n  \
    data: {type: date, label: Data}\n  \
    foto: {type: image, label: Foto}\n  \
    vecchi: {type: text, many: true, role: aliases, label: Vecchi indirizzi}\n  \
    fonti: {type: group, many: true, label: Fonti, fields: {nome: {type: text, required: true, label: Nome}, \
    anno: {type: integer, label: Anno}}}\n";

fn small() -> Site {
    Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\nmenu: [schede/uno]\n",
        ),
        ("content/_schema/scheda.yaml", SCHEMA),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title, label: Titolo}\n",
        ),
        (
            "content/_index.md",
            "---\ntitolo: Home\n---\n[uno](schede/uno.md#perche-si)\n",
        ),
        (
            "content/schede/uno.md",
            "---\ntitolo: La città\ntag: [acqua, terra]\n---\n## Perché sì\n\nTesto.\n\n### Sotto\n\nTesto.\n\n## Altro\n\nTesto.\n",
        ),
        (
            "content/schede/due.md",
            "---\ntitolo: Due\ntag: [acqua]\nvedi: [uno]\n---\n😀 [uno](uno.md), [due][due].\n\n[due]: /schede/uno/\n",
        ),
        ("content/schede/foto di mare.png", ""),
    ])
}

const PAGE: &str = "content/schede/tre.md";

#[test]
fn problems_are_those_of_check_as_one_types() {
    let site = small();
    let mut editor = open(&site);
    editor.write(PAGE, "---\ntitolo: Tre\n---\n😀 [x](non-c-e.md)\n");
    assert_eq!(editor.problems(PAGE), ["3:3-18 broken-link"]);
    editor.write(PAGE, "---\ntitolo: Tre\nstato: fato\n---\n😀 [x](uno.md)\n");
    assert_eq!(editor.problems(PAGE), ["2:7-11 not-in-list"]);
    let said = editor.told(PAGE)["diagnostics"][0]["message"].as_str();
    assert_eq!(
        said,
        Some("«fato» non è tra i valori di «stato»\nForse intendevi «fatto»?")
    );
    assert_eq!(editor.told(PAGE)["version"], 2);
    editor.write(PAGE, "---\ntitolo: Tre\n---\n");
    assert_eq!(editor.problems(PAGE), [""; 0]);
    // Of files that are not open too, as soon as what is open breaks them.
    editor.write(
        "content/schede/uno.md",
        "---\ntitolo: La città\n---\n## Perché no\n\nTesto.\n",
    );
    editor.problems("content/schede/uno.md");
    assert_eq!(
        editor.problems("content/_index.md"),
        ["3:0-30 broken-anchor"]
    );
    assert!(editor.close().success());
}

#[test]
fn changes_are_applied_one_after_the_other() {
    let site = small();
    let mut editor = open(&site);
    editor.write(PAGE, "---\ntitolo: Tre\n---\n😀è [x](uno.md)\r\nfine\n");
    let uri = editor.uri(PAGE);
    let edit = |a: (u32, u32), b: (u32, u32), text: &str| {
        let place = |(line, character)| json!({"line": line, "character": character});
        json!({"range": {"start": place(a), "end": place(b)}, "text": text})
    };
    // The smiling face takes two units, the letter one.
    let changes = [
        edit((3, 8), (3, 11), "tre"),
        edit((4, 0), (4, 4), "[y](z.md)"),
    ];
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}),
    );
    // A link to itself is right, the other leads nowhere.
    assert_eq!(editor.problems(PAGE), ["4:0-9 broken-link"]);
    editor.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    // Nobody has saved it, so there is no such page.
    editor.write(
        "content/schede/uno.md",
        "---\ntitolo: Uno\n---\n[x](tre.md)\n",
    );
    let found = editor.problems("content/schede/uno.md");
    assert_eq!(found, ["3:0-11 broken-link"]);
    assert!(editor.close().success());
}

#[test]
fn what_may_be_written_is_proposed() {
    let site = small();
    let mut editor = open(&site);
    let cases: [(&str, &[&str]); 20] = [
        (
            "---\n^\n---\n",
            &[
                "1:0-0 titolo: \"${1}\"",
                "1:0-0 stato: ${1}",
                "1:0-0 tag: [${1}]",
                "1:0-0 vedi: [${1}]",
                "1:0-0 data: ${1}",
                "1:0-0 foto: ${1}",
                "1:0-0 vecchi: [${1}]",
                "1:0-0 fonti:\n  - nome: ${1}",
            ],
        ),
        ("---\ntitolo: X\nar^\n---\n", &["2:0-2 tag: [${1}]"]),
        (
            "---\nti^: X\n---\n",
            &["1:0-2 titolo", "1:0-2 tag", "1:0-2 fonti"],
        ),
        (
            "---\nfonti:\n  - nome: x\n    ^\n---\n",
            &["3:4-4 anno: ${1}"],
        ),
        ("---\nstato: ^\n---\n", &["1:7-7 bozza", "1:7-7 fatto"]),
        ("---\nstato: f^atto\n---\n", &["1:7-12 fatto"]),
        ("---\ntag: [^]\n---\n", &["1:6-6 acqua", "1:6-6 terra"]),
        ("---\ntag:\n  - te^\n---\n", &["2:4-6 terra"]),
        ("---\ndata: ^\n---\n", &["1:6-6 2026-01-15"]),
        ("---\nvedi: [due, cit^]\n---\n", &["1:12-15 uno"]),
        ("---\nfoto: ^\n---\n", &["1:6-6 foto di mare.png"]),
        (
            "---\ntitolo: X\n---\n[a](^)\n",
            &[
                "3:4-4 ../_index.md",
                "3:4-4 /schede/",
                "3:4-4 due.md",
                "3:4-4 uno.md",
                "3:4-4 foto%20di%20mare.png",
            ],
        ),
        ("---\ntitolo: X\n---\n😀 [a](citt^)\n", &["3:7-11 uno.md"]),
        (
            "---\ntitolo: X\n---\n[a](uno.md#^)\n",
            &["3:11-11 perche-si", "3:11-11 sotto", "3:11-11 altro"],
        ),
        (
            "---\ntitolo: X\n---\n![a](^)\n",
            &["3:5-5 foto%20di%20mare.png"],
        ),
        (
            "---\ntitolo: X\n---\n:::acc^\n",
            &["3:3-6 accordion title=\"${1}\"\n$0\n:::"],
        ),
        (
            "---\ntitolo: X\n---\n:::callout title=\"x\" ^\n",
            &["3:21-21 type=\"$1\""],
        ),
        (
            "---\ntitolo: X\n---\n:::callout type=\"^\n",
            &[
                "3:17-17 note",
                "3:17-17 tip",
                "3:17-17 warning",
                "3:17-17 important",
            ],
        ),
        ("---\ntitolo: X\n---\nNiente ^qui.\n", &[]),
        ("---\nx: ^\n---\n", &[]),
    ];
    for (marked, expected) in cases {
        let found = editor.completions(PAGE, marked);
        assert_eq!(found, expected, "{marked}");
    }
    assert!(editor.close().success());
}

#[test]
fn what_is_told_at_once_is_what_the_build_says() {
    let site = small();
    let mut editor = open(&site);
    editor.write(PAGE, "---\ntitolo: Tre\n---\n[x](non-c-e.md)\n");
    assert_eq!(editor.problems(PAGE), ["3:0-15 broken-link"]);
    let cases: [(&str, &[&str]); 9] = [
        (
            "---\ntitolo: Tre\n---\nUno.\n\n[x](non-c-e.md)\n",
            &["5:0-15 broken-link"],
        ),
        (
            "---\ntitolo: Altro\n---\nUno.\n\n[x](nulla.md)\n",
            &["5:0-13 broken-link"],
        ),
        (
            "---\ntitolo: Tre\nvedi: [un0, dove]\n---\n",
            &["2:7-10 unknown-reference", "2:12-16 unknown-reference"],
        ),
        (
            "---\ntitolo: Tre\nvedi: [uno.md]\n---\n",
            &["2:7-13 reference-form"],
        ),
        (
            "---\ntitolo: Tre\nfoto: x.png\n---\n",
            &["2:6-11 missing-image"],
        ),
        (
            "---\ntitle: Tre\n---\n[x](uno.md#qui)\n",
            &["1:0-5 unknown-field", "3:0-15 broken-anchor"],
        ),
        (
            "---\ntitolo: [\n---\n[x](y.md)\n",
            &["1:8-9 yaml-syntax", "3:0-9 broken-link"],
        ),
        (
            "---\ntitolo: Tre\n---\n[x](#su)\n\n## Giù\n\nUno.\n",
            &["3:0-8 broken-anchor"],
        ),
        ("---\ntitolo: Tre\n---\n[x](#giu)\n\n## Giù\n\nUno.\n", &[]),
    ];
    for (text, expected) in cases {
        editor.write(PAGE, text);
        assert_eq!(editor.first_problems(PAGE), expected, "{text}");
        assert_eq!(editor.problems(PAGE), expected, "{text}");
    }
    assert!(editor.close().success());
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

#[test]
fn things_say_what_they_are_and_where_they_lead() {
    let site = small();
    let mut editor = open(&site);
    let hover = |editor: &mut Editor, marked: &str| {
        let place = editor.put(PAGE, marked);
        let found = editor.ask("textDocument/hover", place);
        text(&found["contents"]["value"]).to_owned()
    };
    let field = "**Titolo** · testo, obbligatorio\n\nChiaro da solo.";
    assert_eq!(hover(&mut editor, "---\nti^tolo: Tre\n---\n"), field);
    let page = "**La città** · Scheda\n\n`/schede/uno/`";
    let marked = "---\ntitolo: Tre\nvedi: [due, u^no]\n---\n";
    assert_eq!(hover(&mut editor, marked), page);
    let marked = "---\ntitolo: Tre\n---\n😀 [x](uno.md#so^tto)\n";
    let section = "**La città** · Scheda › Sotto\n\n`/schede/uno/`";
    assert_eq!(hover(&mut editor, marked), section);
    let lead = |editor: &mut Editor, marked: &str| {
        let place = editor.put(PAGE, marked);
        let found = editor.ask("textDocument/definition", place);
        let name = text(&found["uri"])
            .rsplit('/')
            .next()
            .unwrap_or("")
            .to_owned();
        format!("{name} {}", range(&found["range"]))
    };
    assert_eq!(lead(&mut editor, marked), "uno.md 8:0-9");
    let marked = "---\ntitolo: Tre\nvedi: [due^]\n---\n";
    assert_eq!(lead(&mut editor, marked), "due.md 0:0-0");
    let marked = "---\ntitolo: Tre\nfoto: foto di m^are.png\n---\n";
    assert_eq!(lead(&mut editor, marked), "foto%20di%20mare.png 0:0-0");
    let place = editor.put("content/schede/due.md", "---\ntitolo: Due\nvedi: [u^no]\n---\n😀 [uno](uno.md), [due][due].\n\n[due]: /schede/uno/\n");
    let mut place = place;
    place["context"] = json!({"includeDeclaration": true});
    let found = editor.ask("textDocument/references", place);
    let found = found.as_array().unwrap().iter();
    let found: Vec<String> = found
        .map(|at| {
            format!(
                "{} {}",
                text(&at["uri"]).rsplit('/').next().unwrap(),
                range(&at["range"])
            )
        })
        .collect();
    let expected = [
        "_index.md 3:6-29",
        "due.md 4:9-15",
        "due.md 4:18-28",
        "due.md 2:7-10",
        "uno.md 0:0-0",
    ];
    assert_eq!(found, expected);
    assert!(editor.close().success());
}

#[test]
fn fields_and_headings_are_symbols() {
    fn names(symbols: &Value) -> String {
        let all = symbols.as_array().into_iter().flatten();
        let each = all.map(|symbol| {
            let (name, below) = (text(&symbol["name"]), names(&symbol["children"]));
            let place = range(&symbol["range"]);
            format!(
                "{name} {place}{}",
                if below.is_empty() {
                    below
                } else {
                    format!(" [{below}]")
                }
            )
        });
        each.collect::<Vec<_>>().join(", ")
    }
    let site = small();
    let mut editor = open(&site);
    let page = editor.put(
        PAGE,
        "---\ntag: [a]\ntitolo: Tre^\n---\n## 😀 Uno\n\na\n\n### Due\n\na\n\n## Tre\n\na\n",
    );
    let found = editor.ask(
        "textDocument/documentSymbol",
        json!({"textDocument": page["textDocument"]}),
    );
    let expected = "tag 1:5-5, titolo 2:8-11, 😀 Uno 4:0-12:0 [Due 8:0-12:0], Tre 12:0-15:0";
    assert_eq!(names(&found), expected);
    assert!(editor.close().success());
}

#[test]
fn what_fix_can_mend_is_an_action() {
    let site = small();
    let mut editor = open(&site);
    let place = editor.put(PAGE, "---\ntitle^: Tre\n---\n##Uno\n\nTesto.\n");
    editor.problems(PAGE);
    let at = &place["position"];
    let mut ask = |only: Value| {
        editor.ask(
            "textDocument/codeAction",
            json!({
                "textDocument": place["textDocument"],
                "range": {"start": at, "end": at},
                "context": {"diagnostics": [], "only": only},
            }),
        )
    };
    let found = ask(Value::Null);
    let titles: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|a| text(&a["title"]))
        .collect();
    assert_eq!(
        titles,
        [
            "Scrivi «titolo»",
            "Correggi tutto quello che si corregge da solo"
        ]
    );
    assert_eq!(found[0]["diagnostics"][0]["code"], "unknown-field");
    let all = ask(json!(["source.fixAll"]));
    assert_eq!(all.as_array().unwrap().len(), 1);
    let edits = all[0]["edit"]["documentChanges"][0]["edits"]
        .as_array()
        .unwrap();
    let edits: Vec<String> = edits
        .iter()
        .map(|e| format!("{} {}", range(&e["range"]), text(&e["newText"])))
        .collect();
    assert_eq!(edits, ["1:0-5 titolo", "3:2-2  "]);
    assert!(editor.close().success());
}

#[test]
fn a_page_is_written_in_its_normal_form() {
    let site = small();
    let mut editor = open(&site);
    let place = editor.put(PAGE, "---\ntitolo:  Tre^\ntag: [a,b]\n---\n\nx:  y\n");
    let ask = json!({"textDocument": place["textDocument"], "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = editor.ask("textDocument/formatting", ask.clone());
    assert_eq!(range(&edits[0]["range"]), "1:0-3:0");
    assert_eq!(edits[0]["newText"], "titolo: Tre\ntag: [a, b]\n");
    editor.write(PAGE, "---\ntitolo: Tre\n---\n");
    assert_eq!(editor.ask("textDocument/formatting", ask), json!([]));
    assert!(editor.close().success());
}

#[test]
fn a_page_is_renamed_with_all_that_leads_to_it() {
    let site = small();
    let mut editor = open(&site);
    let mut place = editor.put(
        "content/_index.md",
        "---\ntitolo: Home\n---\n[uno](schede/u^no.md#perche-si)\n",
    );
    let range_of = editor.ask("textDocument/prepareRename", place.clone());
    assert_eq!(
        (
            range(&range_of["range"]).as_str(),
            text(&range_of["placeholder"])
        ),
        ("3:6-29", "uno")
    );
    for (name, reason) in [("due", "«due» c'è già"), ("La città", "«la-citta»")] {
        place["newName"] = json!(name);
        let refused = editor.response("textDocument/rename", place.clone());
        let refused = serde_json::to_value(&refused).unwrap();
        assert!(
            text(&refused["error"]["message"]).contains(reason),
            "{refused}"
        );
    }
    place["newName"] = json!("citta");
    let edit = editor.ask("textDocument/rename", place);
    editor.carry_out(&edit);
    assert!(editor.close().success());
    let read = |path: &str| std::fs::read_to_string(site.path(path)).unwrap();
    assert_eq!(
        read("content/_index.md"),
        "---\ntitolo: Home\n---\n[uno](schede/citta.md#perche-si)\n"
    );
    assert!(read("content/schede/citta.md").contains("\nvecchi: [\"/schede/uno/\"]\n---\n"));
    assert!(read("content/schede/due.md").contains(
        "vedi: [citta]\n---\n😀 [uno](citta.md), [due][due].\n\n[due]: /schede/citta/\n"
    ));
    assert!(read("content/casa.yaml").contains("menu: [schede/citta]"));
    let checked = site.casa(&["check"]);
    assert_eq!(
        (checked.code, checked.err.as_str()),
        (Some(0), ""),
        "{}",
        checked.out
    );
}

#[test]
fn pages_of_the_portal_are_renamed_without_a_problem() {
    let site = Site::new();
    copy(&repository().join("content"), &site.path("content"));
    copy(
        &repository().join("themes/italia"),
        &site.path("themes/italia"),
    );
    for (path, name) in [
        (
            "content/documenti/convenzione-sua.md",
            "convenzione-stazione-unica",
        ),
        ("content/progetto/obiettivi.md", "scopi"),
        ("content/contatti.md", "scrivici"),
    ] {
        let mut editor = Editor::on(site.root(), &["--drafts"]);
        let text = std::fs::read_to_string(site.path(path)).unwrap();
        let mut place = editor.put(path, &text.replacen("titolo: ", "titolo: ^", 1));
        place["newName"] = json!(name);
        let edit = editor.ask("textDocument/rename", place);
        editor.carry_out(&edit);
        assert!(editor.close().success());
        assert!(!site.path(path).exists(), "{path}");
    }
    let mut command = crate::support::casa(site.root(), &["check"]);
    let ran = crate::support::ran(
        command
            .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}

#[test]
fn a_session_that_is_not_ended_properly_says_so() {
    let site = small();
    let mut editor = open(&site);
    let unknown = editor.response("textDocument/nothing", json!({}));
    assert!(serde_json::to_string(&unknown).unwrap().contains("-32601"));
    let wrong = editor.response("textDocument/hover", json!({"x": 1}));
    assert!(serde_json::to_string(&wrong).unwrap().contains("-32602"));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended().code(), Some(1));
    let empty = Site::new();
    let mut editor = open(&empty);
    let refused = editor.response("textDocument/hover", json!({}));
    assert!(
        serde_json::to_string(&refused)
            .unwrap()
            .contains("cannot be read")
    );
    assert!(editor.close().success());
}
