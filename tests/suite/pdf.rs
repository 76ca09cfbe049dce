//! Documents as PDF, by a program that writes it and by one that does not. What a PDF must be is
//! tested in `crates/typeset`.

use crate::support::Site;

/// A site with a document that is published as PDF.
fn site(body: &str) -> Site {
    let page = format!("---\ntitolo: Convenzione\naggiornato: 2022-04-14\n---\n{body}\n");
    let common = "fields:\n  titolo: {type: text, role: title, required: true}\n  \
                  aggiornato: {type: date, role: updated}\n";
    let document = "label: Documento\nsection: documenti\nformats: [pdf]\n";
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/_schema/_common.yaml", common),
        ("content/_schema/documento.yaml", document),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\ndefault_for: pages\n",
        ),
        (
            "content/_schema/sezione.yaml",
            "label: Sezione\ndefault_for: sections\n",
        ),
        ("content/_index.md", "---\ntitolo: Prova\n---\nIl sito.\n"),
        (
            "content/documenti/_index.md",
            "---\ntitolo: Documenti\n---\n",
        ),
        ("content/documenti/convenzione.md", &page),
    ])
}

const FILE: &str = "documenti/convenzione/convenzione.pdf";

#[cfg(not(feature = "pdf"))]
#[test]
fn what_is_left_out_is_said_once() {
    let site = site("La durata è di cinque anni.");
    let built = site.casa(&["build"]);
    let said =
        "Lasciati fuori: 1 documento in PDF, che fa solo un casa compilato con --features pdf";
    assert_eq!(built.out.matches(said).count(), 1, "{}", built.out);
    assert!(!site.public().contains_key(FILE));
    // Also where nothing has changed.
    let again = site.casa(&["build"]);
    assert_eq!(again.out.matches(said).count(), 1, "{}", again.out);
}

#[cfg(feature = "pdf")]
#[test]
fn a_document_is_published_as_pdf() {
    let site = site("La durata è di cinque anni.");
    let built = site.casa(&["build"]);
    assert!(!built.out.contains("Lasciati fuori"), "{}", built.out);
    let first = site.public();
    assert!(first[FILE].starts_with(b"%PDF-1.7"));
    let page = String::from_utf8_lossy(&first["documenti/convenzione/index.html"]).into_owned();
    assert!(page.contains("convenzione.pdf"), "{page}");
    site.casa(&["build", "--no-cache"]);
    assert!(first == site.public());
}

#[cfg(feature = "pdf")]
#[test]
fn what_a_pdf_cannot_show_is_told_at_its_place() {
    let built = site("La durata è di cinque anni 😀.").casa(&["build"]);
    let said = "il PDF non ha il carattere «😀» (U+1F600), in «La durata è di cinque anni 😀.»";
    let all = format!("{}{}", built.out, built.err);
    assert_eq!(all.matches(said).count(), 1, "{all}");
    assert!(all.contains("convenzione.md:5:28"), "{all}");
}

#[cfg(feature = "pdf")]
#[test]
fn all_that_a_pdf_cannot_show_is_told_at_once() {
    let site = site("La durata 😀 è di 🎈 cinque anni.");
    for command in ["build", "check"] {
        let ran = site.casa(&[command]);
        let all = format!("{}{}", ran.out, ran.err);
        for place in ["5:11", "5:18"] {
            let place = format!("convenzione.md:{place}");
            assert_eq!(all.matches(&place).count(), 1, "{command}: {all}");
        }
        assert_eq!(ran.code, Some(1));
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_kit_has_its_documents_as_they_are_and_in_one() {
    let site = site("La durata è di cinque anni.");
    let schema = "label: Pratica\nsection: pratiche\nkit: passi\nfields:\n  passi:\n    type: group\n    many: true\n    \
                  fields:\n      passo: {type: text, required: true}\n      documenti: {type: ref, to: documento, many: true}\n";
    site.write("content/_schema/pratica.yaml", schema);
    site.write("content/pratiche/_index.md", "---\ntitolo: Pratiche\n---\n");
    let steps = "passi:\n  - {passo: Firmare, documenti: [convenzione]}\n";
    site.write(
        "content/pratiche/sua.md",
        format!("---\ntitolo: SUA\n{steps}---\n"),
    );
    let ran = site.casa(&["build", "--jobs", "1", "--report", "report.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let public = site.public();
    let kit = crate::office::parts(&public["pratiche/sua/sua-kit.zip"]);
    let names: Vec<&str> = kit.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["00-passi.pdf", "01-convenzione.pdf"]);
    assert!(kit[1].1 == public[FILE]);
    assert!(public["pratiche/sua/sua-kit.pdf"].starts_with(b"%PDF-1.7"));
    // The document, the steps, and both in one.
    let report = std::fs::read_to_string(site.path("report.json")).unwrap();
    assert!(report.contains("\"documents_written\": 3"), "{report}");
}
