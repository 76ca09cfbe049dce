//! What both writers hold to: files that programs open, the same each time, with all of the text.

mod any;
mod archive;
mod sample;

use archive::{Part, parts, text_of};
use documents::{Block, Document, Field, Inline, Item, Table};
use std::collections::BTreeMap;

fn both(document: &Document) -> [(&'static str, Vec<u8>); 2] {
    let docx = documents::docx(document).unwrap();
    let odt = documents::odt(document).unwrap();
    [("docx", docx), ("odt", odt)]
}

/// The part that holds the text.
fn body(format: &str, bytes: &[u8]) -> String {
    let name = match format {
        "docx" => "word/document.xml",
        _ => "content.xml",
    };
    let mut found = parts(bytes).into_iter().filter(|part| part.name == name);
    found.next().unwrap().text()
}

fn of(blocks: Vec<Block>) -> Document {
    Document {
        title: "Prova".into(),
        language: "it".into(),
        blocks,
        ..Document::default()
    }
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(both(&sample::document()), both(&sample::document()));
}

/// They are left where a person can open them: `target/tmp/sample.docx`, `sample.odt`.
#[test]
fn every_part_is_xml_and_stands_in_the_list() {
    for (format, bytes) in both(&sample::document()) {
        let path = format!("{}/sample.{format}", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(path, &bytes).unwrap();
        let parts = parts(&bytes);
        for part in parts.iter().filter(|part| part.is_xml()) {
            archive::check(part);
        }
        if format == "odt" {
            let first: &Part = &parts[0];
            assert_eq!((first.name.as_str(), first.packed), ("mimetype", false));
            let manifest = parts[1].text();
            for part in &parts[2..] {
                assert!(
                    manifest.contains(&format!("\"{}\"", part.name)),
                    "{}",
                    part.name
                );
            }
        }
    }
}

#[test]
fn nothing_of_the_text_is_lost() {
    for (format, bytes) in both(&sample::document()) {
        let found = text_of(&bytes);
        for said in sample::SAID {
            assert!(found.contains(said), "{format} lacks {said:?} in {found}");
        }
    }
}

#[test]
fn characters_that_xml_lacks_are_left_out() {
    let document = of(vec![Block::Paragraph(text("a\u{0}\u{b}\u{fffe}<&>\"b"))]);
    for (format, bytes) in both(&document) {
        assert!(text_of(&bytes).contains("a<&>\"b"), "{format}");
    }
}

#[test]
fn header_rows_captions_and_alternative_texts_are_named() {
    let [(_, docx), (_, odt)] = both(&sample::document());
    let (docx, odt) = (body("docx", &docx), body("odt", &odt));
    assert!(docx.contains("<w:tblHeader/>"));
    assert!(docx.contains("descr=\"Uno stemma &quot;blu&quot;\""));
    assert!(docx.contains("<w:tblCaption w:val=\"Chi fa che cosa\"/>"));
    assert!(odt.contains("<table:table-header-rows>"));
    assert!(odt.contains("<svg:desc>Uno stemma &quot;blu&quot;</svg:desc>"));
    assert!(odt.contains("<table:title>Chi fa che cosa</table:title>"));
}

#[test]
fn lists_begin_with_their_number() {
    let item = |said: &str| Item {
        checked: None,
        blocks: vec![Block::Paragraph(text(said))],
    };
    let list = |start| Block::List {
        start,
        items: vec![item("uno"), item("due")],
    };
    let document = of(vec![list(Some(3)), list(None), list(Some(1))]);
    let docx = documents::docx(&document).unwrap();
    let numbering = parts(&docx)
        .into_iter()
        .find(|part| part.name == "word/numbering.xml");
    let numbering = numbering.unwrap().text();
    let counts = numbering.split("<w:num w:").skip(1).map(|num| {
        let start = num.split("<w:startOverride w:val=\"").nth(1);
        start.map(|start| start.split('"').next().unwrap())
    });
    assert_eq!(counts.collect::<Vec<_>>(), [Some("3"), None, Some("1")]);
    let odt = body("odt", &documents::odt(&document).unwrap());
    assert!(odt.contains(
        "<text:list text:style-name=\"Numbers\"><text:list-item text:start-value=\"3\">"
    ));
}

#[test]
fn a_table_in_a_list_interrupts_it_without_counting() {
    let table = Table {
        rows: vec![vec![documents::Cell::default()]],
        ..Table::default()
    };
    let blocks = vec![
        Block::Paragraph(text("prima")),
        Block::Table(table),
        Block::Paragraph(text("dopo")),
    ];
    let items = vec![Item {
        checked: None,
        blocks,
    }];
    let document = of(vec![Block::List {
        start: Some(1),
        items,
    }]);
    let odt = body("odt", &documents::odt(&document).unwrap());
    let (before, rest) = odt.split_once("<table:table ").unwrap();
    let (_, after) = rest.split_once("</table:table>").unwrap();
    assert!(before.ends_with("prima</text:p></text:list-item></text:list>"));
    let again = "<text:list text:style-name=\"Numbers\" text:continue-numbering=\"true\"><text:list-header>";
    assert!(after.contains(again), "{after}");
    assert!(after.contains("dopo</text:p></text:list-header></text:list>"));
}

#[test]
fn uses_of_a_field_are_one_value() {
    let document = sample::document();
    let [(_, docx), (_, odt)] = both(&document);
    let (docx, odt) = (body("docx", &docx), body("odt", &odt));
    let path = "w:xpath=\"/f:fields[1]/f:field[1]\"";
    assert_eq!(docx.matches(path).count(), 2);
    assert_eq!(docx.matches("<w:tag w:val=\"nome-ente\"/>").count(), 2);
    assert!(docx.contains("[nome dell'ente]"));
    assert!(docx.contains("<w:listItem w:displayText=\"cinque anni\" w:value=\"cinque anni\"/>"));
    assert_eq!(
        odt.matches("<text:user-field-input text:name=\"nome-ente\"")
            .count(),
        2
    );
    assert!(odt.contains("office:string-value=\"[nome dell'ente]\""));
    assert!(odt.contains("<text:label text:value=\"[durata]\" text:current-selected=\"true\"/>"));
}

#[test]
fn a_value_that_is_there_shows() {
    let mut document = of(vec![Block::Paragraph(vec![Inline::Field("a".into())])]);
    document.fields = vec![Field {
        id: "a".into(),
        name: "giorni".into(),
        value: Some("30".into()),
        ..Field::default()
    }];
    for (format, bytes) in both(&document) {
        let found = body(format, &bytes);
        assert!(
            found.contains("30") && !found.contains("[giorni]"),
            "{format}"
        );
    }
    let docx = body("docx", &documents::docx(&document).unwrap());
    assert!(!docx.contains("showingPlcHdr"));
}

#[test]
fn links_within_lead_to_their_heading_and_others_are_addresses() {
    let link = |to: &str| Inline::Link {
        to: to.into(),
        content: text("qui"),
    };
    let heading = Block::Heading {
        level: 1,
        id: Some("art-1".into()),
        content: text("Art. 1"),
    };
    let links = ["#art-1", "#manca", "https://a.it/b c?d=[è]", "/relativo/"].map(link);
    let document = of(vec![Block::Paragraph(links.into()), heading]);
    let docx = body("docx", &documents::docx(&document).unwrap());
    assert_eq!(docx.matches("<w:hyperlink ").count(), 2);
    assert!(docx.contains("w:anchor=\"_Ref1\"") && docx.contains("w:name=\"_Ref1\""));
    let odt = body("odt", &documents::odt(&document).unwrap());
    assert_eq!(odt.matches("<text:a ").count(), 2);
    assert!(odt.contains("xlink:href=\"https://a.it/b%20c?d=%5B%C3%A8%5D\""));
}

#[test]
fn metadata_have_title_language_and_a_fixed_day() {
    for (format, bytes) in both(&sample::document()) {
        let name = match format {
            "docx" => "docProps/core.xml",
            _ => "meta.xml",
        };
        let parts: BTreeMap<String, String> = parts(&bytes)
            .into_iter()
            .filter(|part| part.is_xml())
            .map(|part| (part.name.clone(), part.text()))
            .collect();
        let meta = &parts[name];
        for part in [
            "<dc:title>Convenzione &amp; atti</dc:title>",
            "<dc:language>it</dc:language>",
            "2026-11-29T00:00:00",
        ] {
            assert!(meta.contains(part), "{format} lacks {part}");
        }
    }
}
