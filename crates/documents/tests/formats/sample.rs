//! A document with everything in it.

use documents::{
    Align, Block, Cell, Document, Field, Inline, Item, Note, NoteKind, Picture, Table, Words,
};

/// What a reader has to find.
pub const SAID: &[&str] = &[
    "Convenzione & atti",
    "Art. 1 – Oggetto",
    "grassetto",
    "corsivo",
    "annullato",
    "codice  due spazi",
    "Testo della nota a piè di pagina",
    "primo comma",
    "lettera a",
    "fatto",
    "Chi fa che cosa",
    "Provincia",
    "cella lunga",
    "Quando cambiarlo",
    "parole di altri",
    "termine",
    "definizione",
    "Schema di lavoro, non testo ufficiale.",
    "[nome dell'ente]",
    "Versione 2.0 · 29 novembre 2026",
    "https://esempio.it/documenti/convenzione/",
];

fn t(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn p(text: &str) -> Block {
    Block::Paragraph(vec![t(text)])
}

fn item(blocks: Vec<Block>) -> Item {
    Item {
        checked: None,
        blocks,
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        id: None,
        content: vec![t(text)],
    }
}

fn note(kind: NoteKind) -> Block {
    Block::Note(Note {
        kind,
        title: Some("Quando cambiarlo".into()),
        blocks: vec![
            p(
                "Se l'ente ha già un regolamento, basta richiamarlo qui, senza ripeterne le regole una per una.",
            ),
            Block::List {
                start: Some(1),
                items: vec![item(vec![p("un passo")]), item(vec![p("un altro")])],
            },
            Block::Paragraph(vec![
                Inline::Emphasis(vec![t("Si fonda su")]),
                t(": art. 30 del D.Lgs. 267/2000, vigente al 14 maggio 2025."),
            ]),
        ],
    })
}

fn table() -> Block {
    let cell = |text: &str| Cell {
        blocks: vec![p(text)],
        ..Cell::default()
    };
    let head = |text: &str| Cell {
        header: true,
        ..cell(text)
    };
    Block::Table(Table {
        caption: vec![t("Chi fa che cosa")],
        head: vec![vec![head("Compito"), head("Provincia"), head("Comune")]],
        rows: vec![
            vec![
                Cell {
                    rows: 2,
                    header: true,
                    ..cell("cella lunga su due righe")
                },
                cell("Verifica dei documenti e scelta concordata della procedura di gara"),
                cell("10"),
            ],
            vec![cell("Pubblicazione"), cell("20")],
            vec![Cell {
                columns: 3,
                ..cell("tutta la riga")
            }],
        ],
        align: vec![Align::Start, Align::Start, Align::End],
    })
}

/// A picture of one blue point.
pub fn picture() -> Picture {
    let bytes: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc`H;\x03\0\x01\x9c\0\xff\xfb\x88\x1d\x1d\0\0\0\0IEND\xaeB`\x82";
    Picture {
        name: "stemma.png".into(),
        bytes: bytes.into(),
        width: 96,
        height: 48,
        alternative: "Uno stemma \"blu\"".into(),
    }
}

fn first() -> Vec<Block> {
    let field = |id: &str| Inline::Field(id.into());
    vec![
        heading(1, "Art. 1 – Oggetto"),
        Block::Paragraph(vec![
            t("La Provincia di "),
            field("nome-ente"),
            t(" e il Comune, con "),
            Inline::Strong(vec![t("grassetto")]),
            t(", "),
            Inline::Emphasis(vec![t("corsivo")]),
            t(", "),
            Inline::Strike(vec![t("annullato")]),
            t(" e "),
            Inline::Code("codice  due spazi".into()),
            t(" e m"),
            Inline::Superscript(vec![t("2")]),
            t(" e CO"),
            Inline::Subscript(vec![t("2")]),
            t("."),
            Inline::Footnote(vec![Block::Paragraph(vec![
                t("Testo della nota a piè di pagina, "),
                Inline::Link {
                    to: "https://www.normattiva.it/".into(),
                    content: vec![t("Normattiva")],
                },
                t("."),
            ])]),
        ]),
        Block::List {
            start: Some(1),
            items: vec![
                item(vec![
                    p(
                        "primo comma, che è lungo abbastanza da andare a capo e mostrare dove comincia la seconda riga dell'elenco",
                    ),
                    Block::List {
                        start: Some(1),
                        items: vec![item(vec![p("lettera a")]), item(vec![p("lettera b")])],
                    },
                    p("ancora il primo comma"),
                ]),
                item(vec![Block::Paragraph(vec![
                    t("durata: "),
                    field("durata"),
                    t(" per "),
                    field("nome-ente"),
                ])]),
            ],
        },
    ]
}

/// The document.
pub fn document() -> Document {
    let mut blocks = first();
    blocks.extend([
        note(NoteKind::Note),
        heading(1, "Art. 2 – Compiti"),
        table(),
        heading(2, "Prima di firmare"),
        Block::List {
            start: None,
            items: vec![
                Item {
                    checked: Some(true),
                    blocks: vec![p("fatto")],
                },
                Item {
                    checked: Some(false),
                    blocks: vec![p("da fare")],
                },
            ],
        },
        Block::List {
            start: None,
            items: vec![
                item(vec![p("un punto"), note(NoteKind::Tip)]),
                item(vec![table()]),
            ],
        },
        Block::Quote(vec![p("parole di altri")]),
        Block::Definitions(vec![(vec![t("termine")], vec![vec![p("definizione")]])]),
        Block::Code("riga 1\n    riga 2".into()),
        Block::Picture(picture()),
        Block::Rule,
        note(NoteKind::Warning),
        note(NoteKind::Important),
    ]);
    for number in 3..12 {
        blocks.push(heading(1, &format!("Art. {number} – Altro")));
        blocks.push(p(
            &"Le parti si impegnano a collaborare per lo svolgimento delle procedure. ".repeat(9),
        ));
    }
    Document {
        title: "Convenzione & atti".into(),
        language: "it".into(),
        summary: Some("Schema di convenzione tra Provincia ed enti aderenti.".into()),
        publisher: "Province & Comuni".into(),
        address: "https://esempio.it/documenti/convenzione/".into(),
        date: Some("29 novembre 2026".into()),
        version: Some("2.0".into()),
        modified: Some((2026, 11, 29)),
        notice: Some("Schema di lavoro, non testo ufficiale.".into()),
        contents: true,
        words: Words {
            contents: "Indice".into(),
            page: "pagina".into(),
            of: "di".into(),
            version: "Versione".into(),
            fields: "Campi da compilare".into(),
            picture: "Figura".into(),
        },
        blocks,
        fields: vec![
            Field {
                id: "nome-ente".into(),
                name: "nome dell'ente".into(),
                help: Some("Come nello statuto".into()),
                ..Field::default()
            },
            Field {
                id: "durata".into(),
                name: "durata".into(),
                choices: vec!["tre anni".into(), "cinque anni".into()],
                ..Field::default()
            },
        ],
    }
}
