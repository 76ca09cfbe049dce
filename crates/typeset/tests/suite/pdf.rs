//! What the PDF of a document is: what PDF/UA-1 asks for, the text of the source, the same bytes.

use crate::reader::{Element, read};
use crate::sample::{heading, paragraph, picture, row, short, text, told, whole};
use crate::spaceless;
use documents::{Block, Cell, Document, Field, Inline, Table};
use typeset::{Fault, pdf};

#[test]
fn a_document_with_everything_is_pdf_ua() {
    let bytes = pdf(&whole()).unwrap();
    if let Some(path) = std::env::var_os("KEEP_PDF") {
        std::fs::write(path, &bytes).unwrap();
    }
    let read = read(&bytes);
    assert_eq!(read.wrong, Vec::<String>::new());
    assert!(read.pages > 1, "{} pages", read.pages);
}

#[test]
fn its_text_is_the_source() {
    let document = whole();
    let read = read(&pdf(&document).unwrap());
    assert_eq!(spaceless(&read.root.own_text()), told(&document));
    assert!(read.artifacts.contains("pagina"), "{}", read.artifacts);
}

#[test]
fn choices_stand_where_their_field_comes_up_first() {
    let field = || Inline::Field("forma".into());
    let document = Document {
        fields: vec![Field {
            id: "forma".into(),
            name: "forma".into(),
            choices: vec!["unione".into(), "convenzione".into()],
            ..Field::default()
        }],
        ..short(vec![Block::Paragraph(vec![
            field(),
            Inline::Text(", ".into()),
            field(),
        ])])
    };
    let read = read(&pdf(&document).unwrap());
    let text = read.root.own_text();
    assert!(
        text.ends_with("[forma: unione / convenzione],  [forma]"),
        "{text}"
    );
}

#[test]
fn what_belongs_in_a_field_stands_at_the_end() {
    let field = |id: &str, help: Option<&str>, value: Option<&str>| Field {
        id: id.into(),
        name: id.into(),
        help: help.map(Into::into),
        value: value.map(Into::into),
        ..Field::default()
    };
    let fields = vec![
        field("ente", Some("Il nome per intero."), None),
        field("durata", Some("In anni."), Some("cinque")),
        field("luogo", None, None),
    ];
    let ids = fields.iter().map(|field| Inline::Field(field.id.clone()));
    let document = Document {
        blocks: vec![Block::Paragraph(ids.collect())],
        fields,
        ..short(Vec::new())
    };
    let read = read(&pdf(&document).unwrap());
    assert_eq!(read.wrong, Vec::<String>::new());
    let headings = read.root.all(&["H1"]);
    assert_eq!(headings.last().unwrap().text(), "Fields to fill in");
    let text = spaceless(&read.root.own_text());
    assert!(text.contains("cinque"), "{text}");
    let end = spaceless("Fields to fill in ente Il nome per intero. durata In anni.");
    assert!(text.ends_with(&end), "{text}");
}

#[test]
fn headings_have_no_gaps() {
    let read = read(&pdf(&whole()).unwrap());
    let headings = read.root.all(&["H1", "H2", "H3", "H4", "H5", "H6"]);
    let headings: Vec<String> = headings
        .iter()
        .map(|heading| format!("{} {}", heading.kind, heading.text()))
        .collect();
    let expected = [
        "H1 Indice",
        "H1 Art. 1 – Oggetto",
        "H2 Art. 2 – Funzioni",
        "H1 Tabelle e figure",
    ];
    assert_eq!(headings, expected);
}

#[test]
fn a_table_says_what_its_headers_name() {
    let read = read(&pdf(&whole()).unwrap());
    let tables = read.root.all(&["Table"]);
    assert_eq!(tables.len(), 1);
    let headers = tables[0].all(&["TH"]);
    let said = |header: &&Element| (header.text(), header.scope.clone().unwrap());
    let scopes: Vec<(String, String)> = headers.iter().take(4).map(said).collect();
    let expected = [
        ("Provincia", "Both"),
        ("Comuni", "Column"),
        ("Popolazione", "Column"),
        ("Brescia", "Row"),
    ];
    let expected = expected.map(|(text, scope)| (text.to_owned(), scope.to_owned()));
    assert_eq!(scopes, expected);
    assert_eq!(headers.len(), 3 + 41, "repeated rows are artifacts");
    let wide = tables[0].all(&["TD"]);
    assert_eq!(
        (wide[0].text().as_str(), wide[0].columns),
        ("205, tutti", 2)
    );
    assert!(
        read.artifacts.matches("Popolazione").count() >= 1,
        "the row is shown again"
    );
}

#[test]
fn pictures_have_their_alternatives_or_are_artifacts() {
    let read = read(&pdf(&whole()).unwrap());
    let figures = read.root.all(&["Figure"]);
    let alternatives: Vec<Option<&str>> = figures
        .iter()
        .map(|figure| figure.alternative.as_deref())
        .collect();
    assert_eq!(alternatives, [Some("Il logo di Province & Comuni")]);
}

#[test]
fn links_lead_out_and_within() {
    let read = read(&pdf(&whole()).unwrap());
    let address = "https://example.org/documenti/convenzione-sua/";
    assert_eq!(read.links, [address, "https://www.normattiva.it/tuel"]);
    let links: Vec<String> = read
        .root
        .all(&["Link"])
        .iter()
        .map(|link| link.text())
        .collect();
    for text in ["art. 2", "D.Lgs. 267/2000"] {
        assert!(links.iter().any(|link| link == text), "{links:?}");
    }
}

#[test]
fn lists_notes_and_quotes_are_elements() {
    let read = read(&pdf(&whole()).unwrap());
    let labels: Vec<String> = read
        .root
        .all(&["L"])
        .iter()
        .flat_map(|list| list.all(&["Lbl"]))
        .map(|label| label.text())
        .collect();
    for label in ["3.", "4.", "•", "–", "☐", "☑"] {
        assert!(
            labels.iter().any(|known| known == label),
            "{label}: {labels:?}"
        );
    }
    let count = |kind: &str| read.root.all(&[kind]).len();
    assert_eq!(
        [count("Note"), count("BlockQuote"), count("Code")],
        [1, 1, 2]
    );
    assert!(count("TOCI") >= 3);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = pdf(&whole()).unwrap();
    // Another document between them: what Typst keeps in memory changes nothing.
    pdf(&short(vec![paragraph("altro")])).unwrap();
    assert!(first == pdf(&whole()).unwrap());
    // And in another process.
    if std::env::var_os("AGAIN").is_none() {
        let again = std::env::temp_dir().join(format!("typeset-{}.pdf", std::process::id()));
        let run = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "pdf::a_document_with_everything_is_pdf_ua"])
            .env("KEEP_PDF", &again)
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stdout)
        );
        assert!(first == std::fs::read(&again).unwrap());
        std::fs::remove_file(again).unwrap();
    }
}

#[test]
fn what_is_wrong_is_told_all_at_once() {
    let uneven = Table {
        head: vec![row(true, &["a", "b"])],
        rows: vec![row(false, &["c"])],
        ..Table::default()
    };
    let headless = Table {
        rows: vec![row(false, &["d", "e"])],
        ..Table::default()
    };
    let document = Document {
        title: " ".into(),
        language: "italiano".into(),
        blocks: vec![
            paragraph("fatto 😀 e ancora 😀"),
            Block::Table(uneven),
            Block::Table(headless),
            Block::Paragraph(vec![Inline::Field("nessuno".into())]),
            Block::Heading {
                level: 1,
                id: None,
                content: vec![Inline::Picture(picture("f"))],
            },
            paragraph("g"),
        ],
        ..Document::default()
    };
    let expected = [
        Fault::Title,
        Fault::Language("italiano".into()),
        Fault::Character {
            character: '😀',
            near: "fatto 😀 e ancora 😀".into(),
        },
        Fault::UnevenTable { near: "abc".into() },
        Fault::TableWithoutHeader { near: "de".into() },
        Fault::UnknownField {
            id: "nessuno".into(),
        },
        Fault::Heading { near: "g".into() },
    ];
    assert_eq!(pdf(&document), Err(expected.to_vec()));
}

#[test]
fn a_damaged_picture_is_named() {
    let mut damaged = picture("a");
    damaged.name = "damaged.png".into();
    damaged.bytes = damaged.bytes[..60].into();
    let document = short(vec![Block::Picture(picture("b")), Block::Picture(damaged)]);
    let faults = pdf(&document).unwrap_err();
    let [Fault::Picture { name, why }] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert_eq!(name, "damaged.png");
    assert!(why.starts_with("failed to decode"), "{why}");
}

/// A quote in a quote, so many times.
fn nested(depth: usize) -> Document {
    let mut block = paragraph("dentro");
    for _ in 0..depth {
        block = Block::Quote(vec![block]);
    }
    short(vec![block])
}

#[test]
fn parts_are_only_so_deep() {
    // A paragraph and its text are two parts.
    assert!(pdf(&nested(typeset::DEPTH - 2)).is_ok());
    let too_deep = pdf(&nested(typeset::DEPTH - 1));
    let near = "dentro".into();
    assert_eq!(too_deep, Err(vec![Fault::TooDeep { near }]));
    assert!(pdf(&nested(3000)).is_err());
}

#[test]
fn headings_that_repeat_an_id_and_links_to_nothing_do_no_harm() {
    let link = |to: &str| Inline::Link {
        to: to.into(),
        content: text("qui"),
    };
    let document = short(vec![
        heading(1, "uno", "Uno"),
        heading(1, "uno", "Uno ancora"),
        Block::Paragraph(vec![link("#uno"), link("#nulla"), link("")]),
    ]);
    let read = read(&pdf(&document).unwrap());
    assert_eq!(read.wrong, Vec::<String>::new());
    assert_eq!(read.root.all(&["Link"]).len(), 1);
}

#[test]
fn cells_span_and_hold_blocks() {
    let cell = |columns, rows, words: &str| Cell {
        columns,
        rows,
        blocks: vec![paragraph(words), paragraph("e altro")],
        ..Cell::default()
    };
    let document = short(vec![Block::Table(Table {
        head: vec![row(true, &["a", "b", "c"])],
        rows: vec![
            vec![cell(1, 2, "alta"), cell(2, 1, "larga")],
            vec![cell(1, 1, "x"), cell(1, 1, "y")],
        ],
        ..Table::default()
    })]);
    let read = read(&pdf(&document).unwrap());
    assert_eq!(read.wrong, Vec::<String>::new());
    assert_eq!(spaceless(&read.root.own_text()), told(&document));
    let table = read.root.all(&["Table"])[0];
    let rows = "TR(TD(P P) TD(P P)) TR(TD(P P) TD(P P))";
    assert_eq!(
        table.outline(),
        format!("Table(THead(TR(TH TH TH)) TBody({rows}))")
    );
}
