//! Dates that grow old: one warning for a law, whoever cites it; nothing for what is no longer in
//! force; a list and a calendar of what is to be looked at.

use crate::support::Site;
use casa::Language;

const SCHEMA: &str = "label: Norma
plural: Norme
section: norme
fields:
  titolo: {type: text, role: title}
  stato: {type: choice, role: status, values: {vigente: Vigente, superato: {label: Superato, superseded: true}}}
  vigente_al: {type: date, label: Vigente al, stale_after: 12}
";
const DOCUMENTS: &str = "label: Documento
plural: Documenti
section: documenti
fields:
  titolo: {type: text, role: title}
  norme:
    type: group
    many: true
    fields:
      norma: {type: ref, to: norma}
      vigente_al: {type: date, label: Vigente al, stale_after: 12}
";

/// What is said of the site with these pages besides, on 15 January 2026.
fn said(pages: &[(&str, &str)]) -> Vec<String> {
    let mut files = vec![
        ("content/_schema/norma.yaml", SCHEMA),
        ("content/_schema/documento.yaml", DOCUMENTS),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\ndefault_for: pages\nfields: {titolo: {type: text, role: title}}\n",
        ),
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\nbase_url: https://a.it\n",
        ),
        (
            "content/norme/nuova.md",
            "---\ntitolo: Nuova\nvigente_al: 2025-01-16\n---\n",
        ),
    ];
    files.extend_from_slice(pages);
    let site = Site::of(&files);
    let built = site.build(false, Language::Italian);
    let diagnostics = built.diagnostics();
    let said = diagnostics.iter().filter(|d| d.code == "stale");
    said.map(|d| format!("{}:{} {}", d.place.file, d.place.line, d.message))
        .collect()
}

const OLD: (&str, &str) = (
    "content/norme/vecchia.md",
    "---\ntitolo: Vecchia\nvigente_al: 2025-01-15\n---\n",
);

#[test]
fn a_law_that_was_read_long_ago_is_told_once() {
    let cites = "---\ntitolo: A\nnorme: [{norma: norme/vecchia, vigente_al: 2024-12-01}, {norma: norme/nuova, vigente_al: 2025-06-01}]\n---\n";
    let found = said(&[
        OLD,
        ("content/documenti/a.md", cites),
        ("content/documenti/b.md", cites),
    ]);
    assert_eq!(
        found,
        [
            "content/norme/vecchia.md:3 «Vigente al» è del 2025-01-15, più di 12 mesi fa, e 2 pagine la citano così"
        ]
    );
}

#[test]
fn a_page_that_cites_a_law_as_it_was_long_ago_is_told_where_the_law_was_read_since() {
    let cites = "---\ntitolo: A\nnorme: [{norma: norme/nuova, vigente_al: 2024-06-01}]\n---\n";
    let found = said(&[("content/documenti/a.md", cites)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("content/documenti/a.md:3 «Vigente al» è del 2024-06-01"),
        "{found:?}"
    );
}

#[test]
fn what_is_no_longer_in_force_grows_no_older() {
    let repealed = "---\ntitolo: Vecchia\nstato: superato\nvigente_al: 2016-01-15\n---\n";
    let cites = "---\ntitolo: A\nnorme: [{norma: norme/vecchia, vigente_al: 2016-06-01}]\n---\n";
    assert!(
        said(&[
            ("content/norme/vecchia.md", repealed),
            ("content/documenti/a.md", cites)
        ])
        .is_empty()
    );
}
