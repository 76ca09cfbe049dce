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
    assert!(said(locked).contains("password"));
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

/// Files that nobody can read, each damaged or hostile in its own way.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let whole = odt(&body("<text:p>Il testo di prova</text:p>"), "<m/>");
    let content = |xml: &str| zip(&[("content.xml", xml.as_bytes()), ("meta.xml", b"<m/>")]);
    let mut flipped = whole.clone();
    // The packed text begins 30 bytes and a name after the start.
    flipped[30 + "content.xml".len() + 8] ^= 0x10;
    let mut locked = whole.clone();
    let entry = locked.windows(4).position(|four| four == b"PK\x01\x02");
    locked[entry.unwrap() + 8] |= 1;
    let password = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R/ID[<00><00>]\
         /Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{0}>/U<{0}>>>>>",
        "41".repeat(32)
    );
    let bomb = " ".repeat(40 << 20);
    let entities =
        "<!DOCTYPE a [<!ENTITY b \"c\">]><office:document-content>&b;</office:document-content>";
    vec![
        ("vuoto.pdf", Vec::new()),
        ("inizio.pdf", b"%PDF-1.7".to_vec()),
        ("senza-pagine.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>".to_vec()),
        ("password.pdf", password.into_bytes()),
        ("tronco.odt", whole[..whole.len() / 2].to_vec()),
        ("bit.odt", flipped),
        ("cifrato.odt", locked),
        ("bomba.odt", content(&bomb)),
        ("entita.odt", content(entities)),
        ("altro.docx", whole.clone()),
        ("altro.xlsx", b"non un archivio".to_vec()),
        ("altro.pptx", whole),
        ("profondo.rtf", [&b"{\\rtf1"[..], &b"{".repeat(100_000)].concat()),
        ("programma.eml", (0..=255).cycle().take(4096).collect()),
        ("programma.csv", b"a;b\n\0\x01;1\n".to_vec()),
    ]
}

#[test]
fn one_build_gets_over_all_files_that_cannot_be_read_and_tells_each_once() {
    let files = hostile();
    let first = files[0].0;
    let site = offering(first, &files[0].1);
    let page = |name: &str| {
        format!("---\ntitolo: Pagina\nallegati:\n  - {{file: {name}, nome: Un file}}\n---\n")
    };
    for (number, (name, bytes)) in files.iter().enumerate().skip(1) {
        site.write(&format!("content/{name}"), bytes);
        site.write(&format!("content/p{number}.md"), page(name));
    }
    // Two pages offer the same one.
    site.write("content/ancora.md", page(first));
    site.write(
        "content/sano.odt",
        odt(&body("<text:p>Un ribasso sano</text:p>"), "<m/>"),
    );
    site.write("content/sano.md", page("sano.odt"));
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let public = site.public();
    for (name, _) in &files {
        assert_eq!(
            ran.err.matches(&format!("content/{name}")).count(),
            1,
            "{name}: {}",
            ran.err
        );
        assert!(public.contains_key(*name));
    }
    assert_eq!(
        ran.err.matches("[attachment-").count(),
        files.len(),
        "{}",
        ran.err
    );
    let mut folder = Folder::open(&site.path("public")).unwrap();
    let (results, _) = folder.results(&Query::new("ribasso"), Start::Cold).unwrap();
    assert_eq!(results.hits[0].url, "/sano/");
}
