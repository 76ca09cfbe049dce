//! The text inside files to download: what readers find in it, and what hostile files come to.

use crate::support::Site;
use casa::internals::attachments::AttachmentCause::{
    self, Encrypted, NotDocument, NotUtf8, TooLarge,
};
use casa::internals::attachments::{Passage, read};
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

fn passages(name: &str, bytes: &[u8]) -> Vec<(Option<u32>, String, String)> {
    let passages = read(name, bytes).unwrap().unwrap();
    let parts = |p: Passage| (p.page, p.heading, p.text);
    passages.into_iter().map(parts).collect()
}

fn refusal(name: &str, bytes: &[u8]) -> AttachmentCause {
    read(name, bytes).unwrap().unwrap_err()
}

fn passage(
    page: impl Into<Option<u32>>,
    heading: &str,
    text: &str,
) -> (Option<u32>, String, String) {
    (page.into(), heading.to_owned(), text.to_owned())
}

#[test]
fn a_text_is_found_under_its_headings() {
    let text = body(
        "<text:tracked-changes><text:p>tolto</text:p></text:tracked-changes>
        <text:p>Prima  <text:span>di</text:span> tutto<text:s/>&amp;&#xE0;</text:p>
        <text:h>Articolo 1</text:h><text:p>Oggetto<office:annotation><text:p>nota</text:p></office:annotation></text:p>
        <table:table-cell><text:p>Voce</text:p></table:table-cell><text:h>Vuoto</text:h>",
    );
    assert_eq!(
        passages("a.odt", &odt(&text, "<m/>")),
        [
            passage(None, "", "Prima di tutto &à"),
            passage(None, "Articolo 1", "Oggetto Voce"),
            passage(None, "Vuoto", ""),
        ]
    );
}

#[test]
fn pages_are_named_where_the_file_marks_all_of_them() {
    let styles = r#"<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>"#;
    let text = body(
        r#"<text:p text:style-name="P1">uno</text:p><text:p>due<text:soft-page-break/>tre</text:p>
        <text:h text:style-name="P1">quattro</text:h>"#,
    );
    let content = format!("{styles}{text}");
    let meta = |pages| format!(r#"<meta:document-statistic meta:page-count="{pages}"/>"#);
    assert_eq!(
        passages("a.odt", &odt(&content, &meta(3))),
        [
            passage(1, "", "uno due"),
            passage(2, "", "tre"),
            passage(3, "", "quattro"),
        ]
    );
    assert_eq!(
        passages("a.odt", &odt(&content, &meta(5))),
        [
            passage(None, "", "uno due tre"),
            passage(None, "quattro", "")
        ]
    );
}

#[test]
fn word_is_read_with_its_headings_and_pages() {
    let styles = r#"<w:styles><w:style w:styleId="Titolo1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let document = r#"<w:document><w:p><w:pPr><w:pStyle w:val="Titolo1"/></w:pPr><w:r><w:t>Capo</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">Il </w:t><w:delText>vecchio</w:delText><w:instrText>PAGE</w:instrText><w:t>testo</w:t>
        <w:lastRenderedPageBreak/><w:t>dopo</w:t></w:r></w:p></w:document>"#;
    let docx = |pages: &str| {
        zip(&[
            ("word/document.xml", document.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("docProps/app.xml", pages.as_bytes()),
        ])
    };
    assert_eq!(
        passages(
            "A.DOCX",
            &docx("<Properties><Pages>2</Pages> </Properties>")
        ),
        [passage(1, "", "Capo Il testo"), passage(2, "", "dopo")]
    );
    assert_eq!(
        passages("a.docx", &docx("<Properties/>")),
        [passage(None, "Capo", "Il testo dopo")]
    );
}

#[test]
fn tables_and_plain_texts_are_read() {
    let table = "\u{feff}Fase;Cosa;\r\nAvvio;;\"Che; cosa\"\r\n;;\r\n";
    assert_eq!(
        passages("a.csv", table.as_bytes()),
        [passage(None, "", "Fase, Cosa. Avvio, Che; cosa")]
    );
    assert_eq!(
        passages("a.txt", b"uno\n\ndue"),
        [passage(None, "", "uno due")]
    );
    assert_eq!(refusal("a.csv", b"citt\xE0"), NotUtf8);
    assert!(read("a.pdf", b"%PDF").is_none() && read("senza", b"").is_none());
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    // Every part of the way from a hundred megabytes of spaces to what only claims to be small.
    let bomb = zip(&[("content.xml", &vec![b' '; 100 << 20])]);
    assert!(bomb.len() < 200 << 10);
    assert_eq!(refusal("a.odt", &bomb), TooLarge);
    let mut liar = zip(&[("content.xml", &vec![b' '; 4 << 20])]);
    let entry = liar.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    liar[entry + 24..entry + 28].copy_from_slice(&9u32.to_le_bytes());
    assert_eq!(refusal("a.odt", &liar), TooLarge);
    let word = format!("<text:p>{}</text:p>", "parola e altro ".repeat(100));
    let long: String = (0..3000)
        .map(|i| format!("{i}{word}{}", i * 7919))
        .collect();
    assert_eq!(refusal("a.odt", &odt(&body(&long), "<m/>")), TooLarge);
    assert_eq!(refusal("a.txt", &vec![b'a'; 5 << 20]), TooLarge);
    let names: Vec<String> = (0..5000).map(|i| i.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refusal("a.odt", &zip(&parts)), TooLarge);
}

#[test]
fn xml_says_all_it_says_itself() {
    let entities = "<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>";
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
    for content in [
        entities,
        outside,
        "<a>&b;</a>",
        "<a><b></a>",
        "<a",
        "<a>&#0;</a>",
    ] {
        let bytes = zip(&[("content.xml", content.as_bytes())]);
        assert_eq!(refusal("a.odt", &bytes), NotDocument, "{content}");
    }
}

#[test]
fn damaged_archives_are_refused_wherever_they_are_damaged() {
    let whole = odt(&body("<text:p>testo</text:p>"), "<m/>");
    assert!(read("a.odt", &whole).unwrap().is_ok());
    for end in 0..whole.len() {
        assert_eq!(refusal("a.odt", &whole[..end]), NotDocument, "{end}");
    }
    // No byte that is not what it was leads outside the file, or to a wait.
    for at in 0..whole.len() {
        for wrong in [0, 0x7f, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = wrong;
            assert!(read("a.odt", &bytes).is_some());
        }
    }
    let mut locked = whole.clone();
    let entry = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[entry + 8] |= 1;
    assert_eq!(refusal("a.odt", &locked), Encrypted);
    assert_eq!(refusal("a.docx", &whole), NotDocument);
    assert_eq!(refusal("a.odt", b"<html>"), NotDocument);
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
