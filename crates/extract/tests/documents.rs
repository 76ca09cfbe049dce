//! What readers find in documents, and what hostile files come to.

use extract::Cause::{self, Encrypted, NotDocument, TooLarge};
use extract::{Extract, FindingKind, read};
use flate2::Compression;
use flate2::write::DeflateEncoder;
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

fn whole(name: &str, bytes: &[u8]) -> Extract {
    read(name, bytes).unwrap().unwrap()
}

/// Page, heading or sheet, text of each passage.
fn passages(name: &str, bytes: &[u8]) -> Vec<(Option<u32>, String, String)> {
    let passages = whole(name, bytes).passages.into_iter();
    let parts = passages.map(|p| (p.page, p.sheet.unwrap_or(p.heading), p.text));
    parts.collect()
}

fn refusal(name: &str, bytes: &[u8]) -> Cause {
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
fn word_is_read_as_its_readers_see_it() {
    for (runs, text) in [
        // Hidden letters, those that were once, and those that are not any more.
        (
            r#"<w:r><w:t>Visto </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>nascosto</w:t></w:r><w:r><w:t>e letto</w:t></w:r>"#,
            "Visto e letto",
        ),
        (
            r#"<w:r><w:rPr><w:vanish w:val="0"/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Visto</w:t></w:r>"#,
            "Visto",
        ),
        // The paragraph's mark is hidden, not its text.
        (
            r#"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Visto</w:t></w:r>"#,
            "Visto",
        ),
        (
            r#"<m:oMath><m:r><m:t>V=aL</m:t></m:r></m:oMath><w:r><w:t>, dove L</w:t></w:r>"#,
            "V=aL, dove L",
        ),
        (
            r#"<w:r><w:t>Art. 1</w:t></w:r><w:r><w:ptab w:leader="dot"/></w:r><w:r><w:t>3</w:t></w:r>"#,
            "Art. 1 3",
        ),
        (
            r#"<w:r><w:t>45</w:t><w:sym w:font="Symbol" w:char="F0B0"/><w:t>C</w:t></w:r>"#,
            "45 C",
        ),
    ] {
        let document = format!("<w:document><w:p>{runs}</w:p></w:document>");
        let docx = zip(&[("word/document.xml", document.as_bytes())]);
        assert_eq!(passages("a.docx", &docx), [passage(None, "", text)]);
    }
}

#[test]
fn tables_and_plain_texts_are_read() {
    let table = "\u{feff}Fase;Cosa;\r\nAvvio;;\"Che; cosa\"\r\n;;\r\n";
    assert_eq!(
        passages("a.csv", table.as_bytes()),
        [passage(None, "", "Fase, Cosa. Avvio, Che; cosa.")]
    );
    assert_eq!(
        passages("a.txt", b"uno\n\ndue"),
        [passage(None, "", "uno due")]
    );
    for (name, bytes) in [
        ("a.csv", b"Ente;Citt\xE0".as_slice()),
        ("b.csv", b"\xff\xfeE\0n\0t\0e\0\t\0C\0i\0t\0t\0\xe0\0"),
        ("c.csv", "sep=|\r\nEnte|Città\r\n".as_bytes()),
    ] {
        assert_eq!(passages(name, bytes), [passage(None, "", "Ente, Città.")]);
    }
    // What the first line says does not decide what divides the others.
    let titled = "Enti, anni, e altro\nAlfa;1,5;2,5\nBeta;2;3,5\n";
    let titled = passages("a.csv", titled.as_bytes());
    assert!(titled[0].2.ends_with("Alfa, 1,5, 2,5. Beta, 2, 3,5."));
    assert_eq!(refusal("a.txt", b"\0\x01\x02"), NotDocument);
    assert!(read("a.doc", b"").is_none() && read("senza", b"").is_none());
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
    let cut = zip(&[(
        "content.xml",
        b"<office:document-content><office:body><text:p>te",
    )]);
    assert_eq!(refusal("a.odt", &cut), NotDocument);
    assert_eq!(refusal("a.odt", b"<html>"), NotDocument);
}

#[test]
fn notes_and_boxes_stand_beside_the_paragraph_around_them() {
    let text = body(
        r#"<text:p>Il termine<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Di legge.</text:p>
        </text:note-body></text:note> è di trenta giorni.</text:p>"#,
    );
    let expected = [passage(
        None,
        "",
        "Il termine è di trenta giorni. Di legge.",
    )];
    assert_eq!(passages("a.odt", &odt(&text, "<m/>")), expected);

    let document = r#"<w:document><w:p><w:r><w:t>Il termine</w:t><w:footnoteReference w:id="2"/></w:r>
        <w:r><mc:Choice><w:txbxContent><w:p><w:r><w:t>Riquadro</w:t></w:r></w:p></w:txbxContent></mc:Choice>
        <w:t xml:space="preserve"> è di trenta</w:t><w:endnoteReference w:id="1"/><w:t xml:space="preserve"> giorni.</w:t></w:r></w:p></w:document>"#;
    let footnotes = r#"<w:footnotes><w:footnote w:type="separator" w:id="1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Di legge.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let endnotes = r#"<w:endnotes><w:endnote w:id="1"><w:p><w:r><w:t>In fondo.</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let docx = zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", footnotes.as_bytes()),
        ("word/endnotes.xml", endnotes.as_bytes()),
    ]);
    let expected = "Il termine è di trenta giorni. Di legge. Riquadro In fondo.";
    assert_eq!(passages("a.docx", &docx), [passage(None, "", expected)]);
}

#[test]
fn a_text_without_marks_is_cut_by_paragraphs() {
    let paragraph =
        |number: usize| format!("<text:p>{}</text:p>", format!("parola{number} ").repeat(40));
    let text: String = (0..10).map(paragraph).collect();
    let lengths: Vec<usize> = passages("a.odt", &odt(&body(&text), "<m/>"))
        .iter()
        .map(|(_, _, text)| text.len())
        .collect();
    assert_eq!(lengths, [959, 959, 959, 319]);
    // One paragraph that is far longer is cut where a sentence ends.
    let long = "Una frase di prova. ".repeat(200);
    let passages = passages("a.txt", long.as_bytes());
    // None is more than twice as long as wanted.
    assert!(passages.len() == 3 && passages.iter().all(|(_, _, text)| text.ends_with('.')));
    let all: Vec<&str> = passages.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(all.join(" "), long.trim_end());
}

#[test]
fn workbooks_are_read_by_sheet() {
    let workbook = r#"<workbook><sheets><sheet name="Spese &amp; costi" r:id="r2"/><sheet name="Vuoto" r:id="r3"/><sheet name="Nascosto" state="hidden" r:id="r2"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let strings = "<sst><si><t>Voce</t></si><si><r><t>Carta </t></r><r><t>e toner</t></r><rPh><t>suono</t></rPh></si></sst>";
    let sheet = r#"<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Euro</t></is></c></row>
        <row><c t="s"><v>1</v></c><c><v>12.5</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>"#;
    let xlsx = zip(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let expected = [passage(
        None,
        "Spese & costi",
        "Voce, Euro. Carta e toner, 12.5.",
    )];
    assert_eq!(passages("a.xlsx", &xlsx), expected);

    let sheet = r#"<office:body><office:spreadsheet><table:table table:name="Spese"><table:table-row><table:table-cell><text:p>Voce</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="9"/><table:table-cell><text:p>Euro</text:p><text:p>lordi</text:p></table:table-cell></table:table-row></table:table>
        </office:spreadsheet></office:body>"#;
    let expected = [passage(None, "Spese", "Voce, Euro lordi.")];
    assert_eq!(passages("a.ods", &odt(sheet, "<m/>")), expected);
}

#[test]
fn slides_are_pages() {
    let presentation = r#"<p:presentation><p:sldIdLst><p:sldId r:id="b"/><p:sldId r:id="a"/></p:sldIdLst></p:presentation>"#;
    let relations = r#"<Relationships><Relationship Id="a" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="b" Type="x/slide" Target="/ppt/slides/slide2.xml"/></Relationships>"#;
    let notes = r#"<Relationships><Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>"#;
    let slide = |text: &str| {
        format!(
            r#"<p:sld><a:p><a:r><a:rPr lang="it-IT"/><a:t>{text}</a:t></a:r><a:fld><a:t>7</a:t></a:fld></a:p></p:sld>"#
        )
    };
    let (one, two, three) = (slide("Uno"), slide("Due"), slide("Da dire"));
    let pptx = zip(&[
        ("ppt/presentation.xml", presentation.as_bytes()),
        ("ppt/_rels/presentation.xml.rels", relations.as_bytes()),
        ("ppt/slides/slide1.xml", one.as_bytes()),
        ("ppt/slides/_rels/slide1.xml.rels", notes.as_bytes()),
        ("ppt/slides/slide2.xml", two.as_bytes()),
        ("ppt/notesSlides/notesSlide1.xml", three.as_bytes()),
    ]);
    let expected = [passage(1, "", "Due"), passage(2, "", "Uno Da dire")];
    assert_eq!(passages("a.pptx", &pptx), expected);
    let facts = whole("a.pptx", &pptx).facts;
    assert_eq!(
        (facts.pages, facts.language.as_deref()),
        (Some(2), Some("it-IT"))
    );

    let slides = "<office:body><office:presentation><draw:page><draw:frame><draw:text-box><text:p>Uno</text:p></draw:text-box></draw:frame></draw:page>
        <draw:page><draw:custom-shape><text:p>Due</text:p></draw:custom-shape></draw:page></office:presentation></office:body>";
    let expected = [passage(1, "", "Uno"), passage(2, "", "Due")];
    assert_eq!(passages("a.odp", &odt(slides, "<m/>")), expected);
}

#[test]
fn rich_text_is_read_without_what_is_no_text() {
    let rtf = br"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\title Il bando}{\author Maria Rossi}}{\header Provincia}
Citt\'e0 \u8364? \u-10179?\u-8704? {\b grassetto}{\footnote Nota.} fine.\par{\*\ignoto via}{\deleted tolto}{\v nascosto}{\v anche\plain  visto }Altro\tab testo\par}";
    let text = "Città € 😀 grassetto fine. Nota. visto Altro testo";
    assert_eq!(passages("a.rtf", rtf), [passage(None, "", text)]);
    let facts = whole("a.rtf", rtf).facts;
    assert_eq!(facts.title.as_deref(), Some("Il bando"));
    let found = facts.findings.iter().map(|f| (f.kind, f.value.as_str()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            (FindingKind::Person, "Maria Rossi"),
            (FindingKind::Changes, "1")
        ]
    );
    assert_eq!(refusal("a.rtf", &rtf[..40]), NotDocument);
    assert_eq!(refusal("a.rtf", b"testo"), NotDocument);
    let deep = [br"{\rtf1".as_slice(), &[b'{'; 100_000]].concat();
    assert_eq!(refusal("a.rtf", &deep), NotDocument);
}

#[test]
fn messages_are_read_under_their_subject() {
    let mail = "From: =?UTF-8?Q?Ufficio_gare?= <gare@example.it>
To: m.rossi@example.it
Date: Wed, 14 May 2025 10:00:00 +0200
Subject: =?UTF-8?B?UXVlc2l0byBuLiAx?=
 =?UTF-8?Q?_sulla_citt=C3=A0?=
Content-Type: multipart/mixed; boundary=\"b\"

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/html

<p>doppio</p>
--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

La societ=E0 pu=
=F2.
--c--
--b
Content-Type: text/plain
Content-Disposition: attachment

allegato
--b--
";
    let expected = [passage(None, "Quesito n. 1 sulla città", "La società può.")];
    assert_eq!(passages("a.eml", mail.as_bytes()), expected);
    assert_eq!(
        passages("a.eml", mail.replace('\n', "\r\n").as_bytes()),
        expected
    );
    let facts = whole("a.eml", mail.as_bytes()).facts;
    assert_eq!(facts.date.as_deref(), Some("2025-05-14"));
    let fields: Vec<&str> = facts.findings.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, ["To"]);
    assert!(
        read("a.eml", b"Subject: A\nContent-Type: text/html\n\n<")
            .unwrap()
            .is_ok()
    );
    assert_eq!(refusal("a.eml", b"testo"), NotDocument);
}

#[test]
fn what_was_not_meant_to_be_published_is_named_by_its_field() {
    let document = r#"<w:document><w:p><w:ins w:author="M"><w:r><w:t>nuovo</w:t></w:r></w:ins><w:del><w:r><w:delText>via</w:delText></w:r></w:del></w:p></w:document>"#;
    let core = "<cp:coreProperties><dc:title>Il  bando</dc:title><dc:creator>Maria Rossi</dc:creator><cp:lastModifiedBy>Ufficio gare</cp:lastModifiedBy>
        <dcterms:created>2024-01-02T03:04:05Z</dcterms:created><dcterms:modified>2025-05-14T03:04:05Z</dcterms:modified></cp:coreProperties>";
    let comments = "<w:comments><w:comment/><w:comment/></w:comments>";
    let docx = zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ]);
    let facts = whole("a.docx", &docx).facts;
    assert_eq!(facts.title.as_deref(), Some("Il bando"));
    assert_eq!(facts.date.as_deref(), Some("2025-05-14"));
    let found = facts.findings.iter();
    let found = found.map(|f| (f.field.as_str(), f.value.as_str()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            ("dc:creator (docProps/core.xml)", "Maria Rossi"),
            ("word/comments.xml", "2"),
            ("w:ins, w:del (word/document.xml)", "2"),
        ]
    );
}

#[test]
fn rich_text_is_read_in_the_encoding_of_its_fonts() {
    for (rtf, text) in [
        (r"{\rtf1\ansi\ansicpg1250 p\'f8i\'9ael}", "přišel"),
        (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 citt\'e0 {\f1 \'cc\'e8\'f0} \'e8}",
            "città Мир è",
        ),
        (r"{\rtf1\pca citt\'85}", "città"),
        (r"{\rtf1\mac citt\'88}", "città"),
        (r"{\rtf1\ansi\ansicpg932 \'93\'fa\'96{\'7b}}", "日本"),
    ] {
        assert_eq!(passages("a.rtf", rtf.as_bytes()), [passage(None, "", text)]);
    }
}

#[test]
fn lines_of_messages_are_joined_as_they_say() {
    let mail = b"Subject: s\nContent-Type: text/plain; format=flowed; delsp=yes\n\nquadr \nato e  \nqui.\n";
    let expected = [passage(None, "s", "quadrato e qui.")];
    assert_eq!(passages("a.eml", mail), expected);
}

#[test]
fn a_plain_part_that_says_nothing_stands_for_no_other() {
    let mail = b"Subject: s\nContent-Type: multipart/alternative; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>Detto</p>\n--b--\n";
    let expected = [passage(None, "s", "Detto")];
    assert_eq!(passages("a.eml", mail), expected);
}

#[test]
fn messages_carry_others_and_files() {
    let mail = "From: a@example.it
Subject: =?koi8-r?B?8NLJ18XU?= =?windows-1252?Q?_citt=E0?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: quoted-printable

=ED=C9=D2
--b
Content-Type: message/rfc822
Content-Disposition: attachment; filename=postacert.eml

Subject: Convenzione

<p>Firmata</p>
--b
Content-Type: text/csv
Content-Disposition: attachment; filename*=UTF-8''citt%C3%A0.csv
Content-Transfer-Encoding: base64

RW50ZTtBbm5vCg==
--b
Content-Type: application/octet-stream; name=\"firma.p7m\"

MII
--b--
";
    assert_eq!(
        passages("a.eml", mail.as_bytes()),
        [
            passage(None, "Привет città", "Мир"),
            passage(None, "Convenzione", "<p>Firmata</p>"),
            passage(None, "città.csv", "Ente, Anno."),
            passage(None, "firma.p7m", ""),
        ]
    );
}

#[test]
fn what_is_drawn_is_text_too() {
    let document = r#"<w:document><w:body>
        <w:p><w:pPr><w:pStyle w:val="Mio"/></w:pPr><w:r><w:t>Capo</w:t></w:r></w:p>
        <w:p><w:r><w:t>Prima </w:t><w:drawing><wp:docPr descr="Lo schema"/><c:chart r:id="c"/></w:drawing><w:t>dopo</w:t></w:r>
        <w:moveFrom><w:r><w:t>spostato</w:t></w:r></w:moveFrom></w:p>
        <w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Altro capo</w:t></w:r></w:p></w:body></w:document>"#;
    let styles = r#"<w:styles><w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Mio"><w:name w:val="Mio"/><w:basedOn w:val="T1"/></w:style></w:styles>"#;
    let related = |kind: &str, id: &str, to: &str| {
        format!(r#"<R><Relationship Id="{id}" Type="x/{kind}" Target="{to}"/></R>"#)
    };
    let root = related("officeDocument", "d", "word/document2.xml");
    let chart = related("chart", "c", "charts/chart1.xml");
    let docx = zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document2.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/_rels/document2.xml.rels", chart.as_bytes()),
        (
            "word/charts/chart1.xml",
            b"<c:chart><a:p><a:r><a:t>Adesioni</a:t></a:r></a:p><c:strCache><c:v>Nord</c:v></c:strCache></c:chart>",
        ),
    ]);
    assert_eq!(
        passages("a.docx", &docx),
        [
            passage(None, "Capo", "Prima dopo Lo schema Adesioni Nord"),
            passage(None, "Altro capo", ""),
        ]
    );
    let content =
        "<text:p>Prima <draw:frame><svg:desc>La figura</svg:desc></draw:frame>dopo</text:p>";
    assert_eq!(
        passages("a.odt", &odt(&body(content), "<m/>")),
        [passage(None, "", "Prima dopo La figura")]
    );
    let slide = r#"<office:presentation><draw:page><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame><text:p>Slide <text:page-number>9</text:page-number></text:p></draw:page></office:presentation>"#;
    let chart = "<office:chart><text:p>Adesioni</text:p><text:p>3</text:p></office:chart>";
    let odp = zip(&[
        ("content.xml", slide.as_bytes()),
        ("Object 1/content.xml", chart.as_bytes()),
    ]);
    assert_eq!(
        passages("a.odp", &odp),
        [passage(Some(1), "", "Adesioni Slide")]
    );
}

#[test]
fn what_is_sealed_with_a_password_is_said_to_be_encrypted() {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let sealed = [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
        &[0; 512],
        &name,
    ]
    .concat();
    assert_eq!(refusal("a.docx", &sealed), Encrypted);
    assert_eq!(refusal("a.xlsx", &sealed[..256]), NotDocument);
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let sealed = zip(&[
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\xff\x00"),
    ]);
    assert_eq!(refusal("a.odt", &sealed), Encrypted);
}

#[test]
fn files_of_other_formats_inside_of_word_are_read() {
    let parts = |kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r1" Type="http://x/aFChunk" Target="{kind}"/></Relationships>"#
        )
    };
    let document = r#"<w:document><w:p><w:r><w:t>Prima</w:t></w:r></w:p><w:altChunk r:id="r1"/><w:p><w:r><w:t>dopo</w:t></w:r></w:p></w:document>"#;
    let with = |inner: &[u8]| {
        zip(&[
            ("word/document.xml", document.as_bytes()),
            (
                "word/_rels/document.xml.rels",
                parts("afchunk.dat").as_bytes(),
            ),
            ("word/afchunk.dat", inner),
        ])
    };
    let own = r#"<w:document><w:p><w:r><w:t>dentro</w:t></w:r></w:p><w:altChunk r:id="r1"/></w:document>"#;
    let inner = zip(&[("word/document.xml", own.as_bytes())]);
    for (inner, text) in [
        (
            "<html><p>Citt&agrave; <b>meri</b>to</p></html>".as_bytes(),
            "Prima Città merito dopo",
        ),
        (b"<p>libert\xe0</p>", "Prima libertà dopo"),
        (b"{\\rtf1\\ansi Ricco}", "Prima Ricco dopo"),
        (b"semplice", "Prima semplice dopo"),
        (
            b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Pagina</p>",
            "Prima Pagina dopo",
        ),
        (&inner, "Prima dentro dopo"),
    ] {
        assert_eq!(passages("a.docx", &with(inner)), [passage(None, "", text)]);
    }
}

#[test]
fn a_letter_over_several_lines_begins_its_word() {
    let document = r#"<w:document><w:p><w:r><w:t>Titolo.</w:t></w:r></w:p>
        <w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>L</w:t></w:r></w:p>
        <w:p><w:r><w:t>a Provincia</w:t></w:r></w:p>
        <w:p><w:pPr><w:framePr w:dropCap="none"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p><w:p><w:r><w:t>parte</w:t></w:r></w:p></w:document>"#;
    let docx = zip(&[("word/document.xml", document.as_bytes())]);
    let read = passages("a.docx", &docx);
    assert_eq!(read, [passage(None, "", "Titolo. La Provincia A parte")]);
}

#[test]
fn a_message_says_what_it_invites_to() {
    let mail = "Subject: Invito
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
SUMMARY:Tavolo SUA
DTSTART:20260514T093000Z
END:VCALENDAR
--b
Content-Type: application/ics; name=invito.ics
Content-Transfer-Encoding: quoted-printable

LOCATION:Sala=20verde
--b--
";
    assert_eq!(
        passages("a.eml", mail.as_bytes()),
        [
            passage(None, "Invito", "Tavolo SUA 14/05/2026 09:30"),
            passage(None, "invito.ics", "Sala verde"),
        ]
    );
}

#[test]
fn texts_without_a_mark_and_quotes_in_cells_stay_what_they_are() {
    let mac = b"La citt\x88\rdi \xd2Pesaro\xd3\r\rpi\x9d oltre";
    let plain = passages("a.txt", mac);
    assert_eq!(plain, [passage(None, "", "La città di “Pesaro” più oltre")]);
    let wide: Vec<u8> = "Già\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(passages("a.txt", &wide), [passage(None, "", "Già")]);
    let table = "Ente;Nota\n\"Palazzo \"\"Verde\"\"\";5\" di tubo\n";
    assert_eq!(
        passages("a.csv", table.as_bytes()),
        [passage(
            None,
            "",
            "Ente, Nota. Palazzo \"Verde\", 5\" di tubo."
        )]
    );
}
