//! The text inside files to download: where readers find it, and what is said of files without one.

use crate::support::{Site, pdf};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use search_core::native::{Folder, Start};
use search_core::{Hit, Query};
use std::io::Write;

/// A zip archive of these parts, deflated.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 12]);
        directory.extend((bytes.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let (at, count) = (bytes.len() as u32, (parts.len() as u16).to_le_bytes());
    let size = directory.len() as u32;
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.iter().chain(&count));
    bytes.extend(size.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn odt(content: &str, meta: &str) -> Vec<u8> {
    let content = format!("<office:document-content>{content}</office:document-content>");
    zip(&[
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

fn body(text: &str) -> String {
    format!("<office:body><office:text>{text}</office:text></office:body>")
}

/// A site whose only page offers a file.
fn offering(name: &str, file: &[u8]) -> Site {
    let group = "{type: group, many: true, role: attachments, fields: {file: {type: file}, nome: {type: text}}}";
    let schema = format!(
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {{type: text, role: title}}\n  allegati: {group}\n"
    );
    let page =
        format!("---\ntitolo: La pagina\nallegati:\n  - {{file: {name}, nome: Il modulo}}\n---\n");
    let site = Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/_schema/pagina.yaml", &schema),
        ("content/_index.md", "---\ntitolo: Casa\n---\n"),
        ("content/a.md", &page),
    ]);
    site.write(&format!("content/{name}"), file);
    site
}

#[test]
fn a_word_inside_a_file_finds_the_page_and_names_the_place() {
    let heading = "<text:h>Articolo 7</text:h><text:p>La clausola compromissoria</text:p>";
    let site = offering("modulo.odt", &odt(&body(heading), "<m/>"));
    let found = |query: &str| {
        let ran = site.casa(&["build"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let mut folder = Folder::open(&site.path("public")).unwrap();
        let (results, _) = folder.results(&Query::new(query), Start::Cold).unwrap();
        let place = |hit: Hit| (hit.url, hit.excerpt.anchor, hit.excerpt.heading);
        results.hits.into_iter().map(place).collect::<Vec<_>>()
    };
    let place = |heading: &str| {
        let anchor = "file_1".to_owned();
        [("/a/".to_owned(), anchor, heading.to_owned())]
    };
    let expected = place("Allegato: Il modulo, «Articolo 7»");
    assert_eq!(found("compromissoria"), expected);
    let page = String::from_utf8(site.public()["a/index.html"].clone()).unwrap();
    assert!(page.contains("id=\"file_1\""), "{page}");

    // The next build, which keeps what it can, sees that the file is another one.
    let meta = r#"<meta:document-statistic meta:page-count="1"/>"#;
    let other = odt(&body("<text:p>Il foro competente</text:p>"), meta);
    site.write("content/modulo.odt", other);
    assert_eq!(found("compromissoria"), []);
    assert_eq!(found("foro"), place("Allegato: Il modulo, pagina 1"));
}

#[test]
fn a_file_that_cannot_be_read_is_published_and_said_every_time() {
    let site = offering("modulo.odt", b"non un archivio");
    for text in ["", "Testo"] {
        site.write("content/b.md", format!("---\ntitolo: B\n---\n{text}\n"));
        let ran = site.casa(&["build"]);
        assert_eq!(ran.code, Some(0));
        assert!(
            ran.err.contains("content/modulo.odt") && ran.err.contains("allegato"),
            "{}",
            ran.err
        );
        assert!(site.public().contains_key("modulo.odt"));
    }
}

#[test]
fn a_hit_inside_a_pdf_leads_to_its_page() {
    let site = offering(
        "manuale d'uso.pdf",
        &pdf(
            "Ufficio gare",
            &["Premessa", "Il ribasso", "Il seggio di gara"],
        ),
    );
    let ran = site.casa(&["build"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let mut folder = Folder::open(&site.path("public")).unwrap();
    let (results, _) = folder.results(&Query::new("seggio"), Start::Cold).unwrap();
    let excerpt = &results.hits[0].excerpt;
    assert_eq!(excerpt.heading, "Allegato: Il modulo, pagina 3");
    assert_eq!(excerpt.anchor, "/manuale%20d%27uso.pdf#page=3");
    // What the file says of itself stands on the page.
    let page = String::from_utf8(site.public()["a/index.html"].clone()).unwrap();
    for said in ["2025-05-14", "senza tag", "SHA-256", "pagine 3"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn what_readers_cannot_read_and_what_they_should_not_is_said() {
    let said = |bytes: &[u8]| {
        let site = offering("atto.pdf", bytes);
        // The second time from what the first one found.
        let runs = [site.casa(&["build"]), {
            site.write("content/b.md", "---\ntitolo: B\n---\nTesto\n");
            site.casa(&["build"])
        }];
        assert!(runs.iter().all(|ran| ran.code == Some(0)));
        assert_eq!(runs[0].err, runs[1].err);
        runs[0].err.clone()
    };
    assert!(said(&pdf("", &["", ""])).contains("[attachment-scan]"));
    let named = said(&pdf("Maria Rossi", &["Testo"]));
    assert!(named.contains("Maria Rossi") && named.contains("Author (Info)"));
    let locked = b"%PDF-1.4\n1 0 obj<</Filter/Standard/V 9>>endobj\ntrailer<</Encrypt 1 0 R>>";
    for bytes in [&b"%PDF"[..], &locked[..]] {
        assert_eq!(said(bytes).matches("[attachment-not-read]").count(), 1);
    }
}

#[test]
fn a_file_is_told_by_the_program_alone() {
    let site = Site::of(&[("nota.txt", "uno\n\ndue")]);
    site.write("atto.pdf", pdf("", &["Primo", "Secondo"]));
    let ran = site.casa(&["extract", "--json", "atto.pdf"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        (&report["pages"], &report["tagged"]),
        (&2.into(), &false.into())
    );
    assert_eq!(report["passages"][1]["text"], "Secondo");
    let ran = site.casa(&["extract", "atto.pdf"]);
    assert!(ran.out.contains("— pagina 2 —\nSecondo"), "{}", ran.out);
    assert_eq!(site.casa(&["extract", "nota.txt"]).code, Some(0));
    site.write("rotto.pdf", b"%PDF");
    assert_eq!(site.casa(&["extract", "rotto.pdf"]).code, Some(1));
    assert_eq!(site.casa(&["extract", "manca.pdf"]).code, Some(2));
}
