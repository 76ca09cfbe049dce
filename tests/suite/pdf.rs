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
