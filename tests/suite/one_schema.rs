//! One schema, many uses: a field more is known to all that follow from it.

use crate::lsp::client::open;
use crate::support::Site;
use serde_json::{Value, json};
use std::fs;

const FIELD: &str = "  sede:\n    type: choice\n    required: true\n    facet: true\n    label: Sede\n    \
    help: \"Dove si riceve.\"\n    values: {centro: In centro, mare: Al mare}\n";
const PAGE: &str = "content/notizie/prova.md";
const FRONT: &str = "titolo: Prova\nsommario: Una prova.\ndata: 2026-01-10\n";

fn portal() -> Site {
    let site = Site::begun("news");
    let file = site.path("content/casa.yaml");
    let more = "open_data: {page: dati}\ncatalogues:\n  - page: notizie\n    facets: [year]\n";
    fs::write(&file, fs::read_to_string(&file).unwrap() + more).unwrap();
    site.write("content/dati.md", "---\ntitolo: Dati\n---\n");
    site
}

/// Codes and messages of what is wrong.
fn problems(site: &Site) -> Vec<String> {
    let checked = site.casa(&["check", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&checked.out).unwrap();
    let one =
        |problem: &Value| format!("{}: {}", problem["code"], problem["message"]).replace('"', "");
    list.iter().map(one).collect()
}

fn published(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path("public").join(path)).unwrap()
}

#[test]
fn a_field_more_is_known_to_validator_scaffold_editor_data_and_guide() {
    let site = portal();
    let page = |sede: &str| site.write(PAGE, format!("---\n{FRONT}{sede}---\n"));
    page("sede: mare\n");
    assert_eq!(
        problems(&site),
        ["unknown-field: il campo «sede» non esiste in «Notizia»"]
    );

    let schema = site.path("content/_schema/notizia.yaml");
    fs::write(&schema, fs::read_to_string(&schema).unwrap() + FIELD).unwrap();

    // The validator.
    assert_eq!(problems(&site), [""; 0]);
    page("sede: monte\n");
    assert_eq!(
        problems(&site),
        ["not-in-list: «monte» non è tra i valori di «sede»"]
    );
    page("");
    assert_eq!(
        problems(&site),
        ["missing-field: manca «sede» (Sede), obbligatorio in «Notizia»"]
    );

    // The language server.
    let mut editor = open(&site);
    let proposed = editor.completions(PAGE, &format!("---\n{FRONT}sede: ^\n---\n"));
    assert_eq!(proposed, ["4:6-6 centro", "4:6-6 mare"]);
    let hover = json!({
        "textDocument": {"uri": editor.uri(PAGE)}, "position": {"line": 4, "character": 1}
    });
    let hover = editor.ask("textDocument/hover", hover).to_string();
    assert!(hover.contains("Dove si riceve."), "{hover}");
    assert!(editor.close().success());

    // The scaffold.
    let new = site.casa(&["new", "notizia", "Nuova", "--json"]);
    let written: Value = serde_json::from_str(&new.out).unwrap();
    let lacks: Vec<&Value> = written["problems"].as_array().unwrap().iter().collect();
    assert!(
        lacks
            .iter()
            .any(|problem| problem["message"].as_str().unwrap().contains("«sede»")),
        "{}",
        new.out
    );
    let scaffold = fs::read_to_string(site.path(written["file"].as_str().unwrap())).unwrap();
    assert!(
        scaffold.contains("Dove si riceve. [centro | mare]"),
        "{scaffold}"
    );
    fs::remove_file(site.path(written["file"].as_str().unwrap())).unwrap();

    // The guide.
    let guide = site.casa(&["guide"]).out;
    let row = "| `sede` (obbligatorio) | Sede: Dove si riceve. | uno tra `centro`, `mare` |";
    assert!(guide.contains(row), "{guide}");

    // JSON Schema, open data, lists with filters.
    page("sede: mare\n");
    site.write(
        "content/notizie/altra.md",
        format!("---\n{FRONT}sede: centro\n---\n").replace("Prova", "Altra"),
    );
    let casa = site.path("content/casa.yaml");
    let config = fs::read_to_string(&casa).unwrap();
    fs::write(&casa, config.replace("[year]", "[sede]")).unwrap();
    let built = site.casa(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let schema: Value =
        serde_json::from_str(&published(&site, "dati/notizia.schema.json")).unwrap();
    let schema = schema.to_string();
    let value = r#"{"const":"mare","title":"Al mare"}"#;
    assert!(
        schema.contains(value) && schema.contains("Dove si riceve."),
        "{schema}"
    );
    let records: Value = serde_json::from_str(&published(&site, "dati/notizia.json")).unwrap();
    assert!(
        records.to_string().contains(r#""sede":"mare""#),
        "{records}"
    );
    let csv = published(&site, "dati/notizia.csv");
    assert!(csv.lines().next().unwrap().contains("sede"), "{csv}");
    assert!(published(&site, "notizie/sede/mare/index.html").contains("Prova"));
    assert!(published(&site, "notizie/prova/index.html").contains("Al mare"));
}
