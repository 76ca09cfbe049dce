//! PDFs that are made here, of the operators that real ones have.

use extract::{Cause, Extract, read};

/// A file of these objects, from number 1 on.
fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let at = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer =
        format!("trailer\n<</Size {size}/Root 1 0 R/Info 2 0 R>>\nstartxref\n{at}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

fn stream(dict: &str, content: &str) -> String {
    format!(
        "<<{dict}/Length {}>>stream\n{content}\nendstream",
        content.len()
    )
}

/// A document whose pages have these operators; `extra` belongs to the first page.
fn pages(contents: &[&str], extra: &str) -> Vec<u8> {
    let kids: String = (0..contents.len())
        .map(|i| format!("{} 0 R ", 6 + 2 * i))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 3 0 R/Lang(it-IT)/MarkInfo<</Marked true>>/StructTreeRoot<<>>>>"
            .to_owned(),
        "<</Title(Il bando)/Author(Maria Rossi)/ModDate(D:20250514101112Z)>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
            "a",
        ),
    ];
    for (number, content) in (0..).zip(contents) {
        let extra = if number == 0 { extra } else { "" };
        objects.push(format!(
            "<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Contents {} 0 R\
             /Resources<</Font<</F 4 0 R>>/XObject<</I 5 0 R>>>>{extra}>>",
            7 + 2 * number
        ));
        objects.push(stream("", content));
    }
    file(&objects)
}

fn whole(bytes: &[u8]) -> Extract {
    read("a.pdf", bytes).unwrap().unwrap()
}

fn texts(bytes: &[u8]) -> Vec<(Option<u32>, String)> {
    let passages = whole(bytes).passages.into_iter();
    passages
        .map(|passage| (passage.page, passage.text))
        .collect()
}

/// Lines from the top of the page down.
fn lines(lines: &[&str]) -> String {
    let shown: String = lines
        .iter()
        .map(|line| format!("({line})Tj 0 -20 Td "))
        .collect();
    format!("BT /F 12 Tf 50 700 Td {shown}ET")
}

#[test]
fn words_are_whole_and_stand_on_their_page() {
    let first = lines(&["La ammini\\255", "strazione del co-", "mune \\(1\\)"]);
    let kerned = "BT /F 12 Tf 50 700 Td [(Pa)-20(via)-400(e)-400(Lodi)]TJ ET";
    let bytes = pages(&[&first, kerned], "");
    let expected = [
        (Some(1), "La amministrazione del co-mune (1)".to_owned()),
        (Some(2), "Pavia e Lodi".to_owned()),
    ];
    assert_eq!(texts(&bytes), expected);
    let facts = whole(&bytes).facts;
    assert_eq!(facts.pages, Some(2));
    assert_eq!(facts.title.as_deref(), Some("Il bando"));
    assert_eq!(facts.language.as_deref(), Some("it-IT"));
    assert_eq!(facts.date.as_deref(), Some("2025-05-14"));
    assert_eq!((facts.tagged, facts.scan), (Some(true), false));
    assert_eq!(facts.findings[0].value, "Maria Rossi");
}

#[test]
fn what_stands_for_glyphs_takes_their_place() {
    let actual =
        "BT /F 12 Tf 50 700 Td (prima )Tj /Span<</ActualText(vero)>>BDC (falso)Tj EMC ( dopo)Tj ET";
    assert_eq!(texts(&pages(&[actual], ""))[0].1, "prima vero dopo");
    // Recognised text under a picture is invisible, and text; what is off the page is not.
    let hidden =
        "/I Do BT 3 Tr /F 12 Tf 50 700 Td (riconosciuto)Tj ET BT /F 12 Tf 50 900 Td (fuori)Tj ET";
    assert_eq!(texts(&pages(&[hidden], ""))[0].1, "riconosciuto");
}

#[test]
fn scans_are_told_from_empty_pages() {
    let scan = whole(&pages(&["/I Do"], ""));
    assert!(scan.facts.scan && scan.passages.is_empty());
    assert!(!whole(&pages(&["0 0 m"], "")).facts.scan);
}

#[test]
fn what_repeats_at_the_edges_is_left_out() {
    let page = |number: usize| {
        let word = "x".repeat(number);
        format!(
            "BT /F 9 Tf 50 780 Td (Provincia di Prova)Tj ET {} BT /F 9 Tf 280 20 Td (Pagina {number} di 4)Tj ET",
            lines(&[&format!("Articolo {word}"), "Oggetto"])
        )
    };
    let all: Vec<String> = (1..=4).map(page).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let found = texts(&pages(&all, ""));
    assert_eq!(found[2], (Some(3), "Articolo xxx Oggetto".to_owned()));
}

#[test]
fn values_of_fields_are_text_and_comments_are_found() {
    let annotations = "/Annots[<</Subtype/Widget/FT/Tx/T(a)/V(Comune di Lodi)>><</Subtype/Widget/FT/Btn/V/Yes>>\
                       <</Subtype/Text/Contents(da rivedere)>>]";
    let bytes = pages(&[&lines(&["Nome:"])], annotations);
    assert_eq!(texts(&bytes)[0].1, "Nome: Comune di Lodi");
    let facts = whole(&bytes).facts;
    assert!(
        facts
            .findings
            .iter()
            .any(|f| f.field == "Annots" && f.value == "1")
    );
}

#[test]
fn forms_within_forms_end() {
    // Each shows the next ten times: ten million millions, if nothing ended it.
    let mut objects = vec![
        "<</Type/Catalog/Pages 3 0 R>>".to_owned(),
        "<<>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_owned(),
        stream("", &"/X Do ".repeat(10)),
    ];
    for next in 7..20 {
        let dict = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>"
        );
        objects.push(stream(&dict, &"/X Do ".repeat(10)));
    }
    assert_eq!(read("a.pdf", &file(&objects)), Some(Err(Cause::TooLarge)));
}

#[test]
fn damaged_files_are_no_documents() {
    let bytes = pages(&[&lines(&["Testo"])], "");
    assert_eq!(read("a.pdf", b"%PDF-1.7\n"), Some(Err(Cause::NotDocument)));
    for end in (0..bytes.len()).step_by(7) {
        assert!(read("a.pdf", &bytes[..end]).is_some());
    }
    for at in (0..bytes.len()).step_by(3) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x15;
        assert!(read("a.pdf", &wrong).is_some());
    }
}

#[test]
fn what_only_a_password_opens_is_said_to_be_encrypted() {
    let text = pages(&["BT /F 12 Tf 50 700 Td (Riservato)Tj ET"], "");
    let locked = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (owner, user) = ("41".repeat(32), "42".repeat(32));
        let key = format!(
            "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{owner}>/U<{user}>>>"
        );
        text.replace("/Root 1 0 R", &format!("{key}/Root 1 0 R"))
    };
    assert_eq!(
        read("a.pdf", locked(&text).as_bytes()),
        Some(Err(Cause::Encrypted))
    );
    // Where the table of the objects is damaged too, nobody looks for a password.
    let damaged = locked(&text).replace("startxref", "");
    assert_eq!(
        read("a.pdf", damaged.as_bytes()),
        Some(Err(Cause::Encrypted))
    );
}

#[test]
fn a_file_without_pages_is_no_document() {
    let circle = "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned();
    let root = "<</Type/Catalog/Pages 3 0 R>>".to_owned();
    let bytes = file(&[root, "<<>>".to_owned(), circle]);
    assert_eq!(read("a.pdf", &bytes), Some(Err(Cause::NotDocument)));
}

#[test]
fn stamps_and_letters_that_are_drawn_are_text() {
    let shown = |font: &str, text: &str| format!("BT /{font} 10 Tf 5 5 Td ({text})Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 3 0 R>>".to_owned(),
        "<<>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 6 0 R/D 8 0 R>>>>\
         /Annots[<</Type/Annot/Subtype/Stamp/Rect[50 700 250 730]/AP<</N 7 0 R>>>>]>>"
            .to_owned(),
        stream("", &shown("D", "u\\016cio")),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 30]",
            &shown("F", "Protocollo 45871"),
        ),
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 14/LastChar 117\
         /Widths 10 0 R/CharProcs<</a14 9 0 R/a99 9 0 R/a105 9 0 R/a111 9 0 R/a117 9 0 R>>\
         /Encoding<</Differences[14/a14 99/a99 105/a105 111/a111 117/a117]>>>>"
            .to_owned(),
        stream("", "9 0 d0 0 0 9 9 re f"),
        format!("[{}]", "9 ".repeat(104)),
    ];
    let text = &texts(&file(&objects))[0].1;
    assert_eq!(text, "ufficio Protocollo 45871");
}

#[test]
fn a_letter_over_several_lines_begins_its_word_wherever_it_is_written() {
    let shown = |size: u32, x: u32, y: u32, text: &str| {
        format!("BT /F {size} Tf {x} {y} Td ({text})Tj ET ")
    };
    let text = [
        shown(12, 84, 700, "a Provincia di Treviso fa le gare"),
        shown(12, 84, 684, "per i Comuni che hanno firmato"),
        shown(12, 50, 668, "la convenzione."),
    ]
    .concat();
    let letter = shown(48, 50, 668, "L");
    let said = "La Provincia di Treviso fa le gare per i Comuni che hanno firmato la convenzione.";
    for page in [format!("{letter}{text}"), format!("{text}{letter}")] {
        assert_eq!(texts(&pages(&[&page], "")), [(Some(1), said.to_owned())]);
    }
    // A letter that is a word, a line of its own, a sum over a table.
    let other = text.replace("a Provincia", "stata Provincia");
    let page = format!("{}{other}", shown(48, 50, 668, "\\310"));
    assert!(
        texts(&pages(&[&page], ""))[0]
            .1
            .starts_with("È stata Provincia")
    );
    let page = format!("{}{text}", shown(48, 50, 740, "A"));
    assert!(
        texts(&pages(&[&page], ""))[0]
            .1
            .starts_with("A a Provincia")
    );
}
