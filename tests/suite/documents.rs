//! Documents of one build after another: what was read and written stays, whatever else changes.

use crate::support::{Site, copy, pdf, repository};

/// How many attachments a build reads, and how many files of documents it writes.
fn work(site: &Site) -> (u64, u64) {
    // On one thread, so that what two pages need is made before the second asks.
    let ran = site.casa(&["build", "--jobs", "1", "--report", "report.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report = std::fs::read(site.path("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let figure = |name: &str| report[name].as_u64().unwrap();
    (figure("attachments_read"), figure("documents_written"))
}

fn convenzione(file: &str, text: &str) -> String {
    format!(
        "---\ntitolo: Convenzione\nallegati:\n  - {{file: {file}, nome: Il modulo}}\n---\n{text}\n"
    )
}

/// A site with a document in two formats, which offers a PDF too.
fn site() -> Site {
    let group = "{type: group, many: true, role: attachments, fields: {file: {type: file}, nome: {type: text}}}";
    let site = Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        (
            "content/_schema/_common.yaml",
            "fields:\n  titolo: {type: text, role: title}\n",
        ),
        (
            "content/_schema/documento.yaml",
            &format!(
                "label: Documento\nsection: documenti\nformats: [docx, odt]\nfields:\n  allegati: {group}\n"
            ),
        ),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\ndefault_for: pages\n",
        ),
        (
            "content/_schema/sezione.yaml",
            "label: Sezione\ndefault_for: sections\n",
        ),
        ("content/_index.md", "---\ntitolo: Prova\n---\n"),
        (
            "content/documenti/_index.md",
            "---\ntitolo: Documenti\n---\n",
        ),
        (
            "content/documenti/convenzione.md",
            &convenzione("modulo.pdf", "Uno."),
        ),
        ("content/altra.md", "---\ntitolo: Altra\n---\nTesto.\n"),
    ]);
    site.write("content/documenti/modulo.pdf", pdf("", &["Il ribasso"]));
    site
}

#[test]
fn a_second_build_reads_and_writes_no_document() {
    let site = site();
    assert_eq!(work(&site), (1, 2));
    let first = site.public();
    assert_eq!(work(&site), (0, 0));
    site.write("content/altra.md", "---\ntitolo: Altra\n---\nNuovo.\n");
    assert_eq!(work(&site), (0, 0));
    let second = site.public();
    for file in ["convenzione.docx", "convenzione.odt", "index.html"] {
        let path = format!("documenti/convenzione/{file}");
        assert!(first[&path] == second[&path], "{path}");
    }
}

#[test]
fn only_what_has_changed_is_read_and_written() {
    let site = site();
    let document = |file: &str, text: &str| {
        site.write("content/documenti/convenzione.md", convenzione(file, text));
    };
    work(&site);
    document("modulo.pdf", "Due.");
    assert_eq!(work(&site), (0, 2));
    // What a file says does not depend on its name.
    let named = |name: &str| site.path(&format!("content/documenti/{name}"));
    std::fs::rename(named("modulo.pdf"), named("schema.pdf")).unwrap();
    document("schema.pdf", "Due.");
    assert_eq!(work(&site).0, 0);
    site.write("content/documenti/schema.pdf", pdf("", &["Il foro"]));
    assert_eq!(work(&site).0, 1);
}

#[test]
fn a_kit_takes_the_documents_that_their_pages_offer() {
    let site = Site::new();
    let sites = repository().join("tests/sites");
    copy(&sites.join("documents/content"), &site.path("content"));
    copy(&sites.join("themes"), &site.path("themes"));
    // Two documents and the steps, in two formats.
    assert_eq!(work(&site), (0, 6));
    let public = site.public();
    let kit = crate::office::parts(&public["pratiche/sua/sua-kit.zip"]);
    let (name, packed) = &kit[2];
    assert_eq!(name, "01-convenzione.docx");
    assert!(*packed == public["documenti/convenzione/convenzione.docx"]);
}

#[test]
fn a_kit_is_packed_again_out_of_the_documents_that_have_not_changed() {
    let site = Site::new();
    let sites = repository().join("tests/sites");
    copy(&sites.join("documents/content"), &site.path("content"));
    copy(&sites.join("themes"), &site.path("themes"));
    work(&site);
    let changed = "content/documenti/convenzione.md";
    let text = std::fs::read_to_string(site.path(changed)).unwrap();
    site.write(changed, format!("{text}\nUn comma nuovo.\n"));
    // The document and the steps, in two formats.
    assert_eq!(work(&site), (0, 4));
    let public = site.public();
    let kit = crate::office::parts(&public["pratiche/sua/sua-kit.zip"]);
    assert_eq!(kit.len(), 6);
    for (name, packed) in &kit[2..] {
        let file = &name["01-".len()..];
        let (page, _) = file.split_once('.').unwrap();
        assert!(
            *packed == public[&format!("documenti/{page}/{file}")],
            "{name}"
        );
    }
    std::fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(work(&site), (0, 6));
    assert!(site.public() == public);
}

#[test]
fn the_files_of_a_superseded_page_say_so_and_what_replaces_it() {
    let site = site();
    let schema = "label: Documento\nsection: documenti\nformats: [docx, odt]\nfields:\n  \
                  stato: {type: choice, role: status, values: {superato: {label: Superato, superseded: true}}}\n  \
                  sostituisce: {type: ref, role: replaces, to: documento}\n";
    site.write("content/_schema/documento.yaml", schema);
    site.write(
        "content/casa.yaml",
        "title: Prova\nlanguage: it\nbase_url: https://a.it\n",
    );
    site.write(
        "content/documenti/convenzione.md",
        "---\ntitolo: Convenzione\nsostituisce: vecchia\n---\nUno.\n",
    );
    site.write(
        "content/documenti/vecchia.md",
        "---\ntitolo: Vecchia\nstato: superato\n---\nDue.\n",
    );
    work(&site);
    let public = site.public();
    let said = "Testo superato: non usarlo per atti nuovi. https://a.it/documenti/convenzione/";
    for format in ["docx", "odt"] {
        let text =
            |page: &str| crate::office::text(&public[&format!("documenti/{page}/{page}.{format}")]);
        assert!(text("vecchia").contains(said), "{}", text("vecchia"));
        assert!(!text("convenzione").contains("superato"));
    }
}
