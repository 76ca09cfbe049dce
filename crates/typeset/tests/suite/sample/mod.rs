//! A document with everything that documents can have.

use documents::{
    Align, Block, Cell, Document, Field, Inline, Item, Note, NoteKind, Picture, Row, Table, Words,
};

/// Text.
pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

/// A paragraph of text.
pub fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

/// A heading of text.
pub fn heading(level: u8, id: &str, words: &str) -> Block {
    Block::Heading {
        level,
        id: Some(id.into()),
        content: text(words),
    }
}

/// A picture in one colour.
pub fn picture(alternative: &str) -> Picture {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 40, 30);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&[0x00, 0x66, 0xCC, 0x80].repeat(40 * 30))
        .unwrap();
    writer.finish().unwrap();
    Picture {
        name: "colour.png".into(),
        bytes: bytes.into(),
        width: 200,
        height: 150,
        alternative: alternative.into(),
    }
}

/// A row of cells of text.
pub fn row(header: bool, cells: &[&str]) -> Row {
    let cells = cells.iter().map(|cell| Cell {
        header,
        blocks: vec![paragraph(cell)],
        ..Cell::default()
    });
    cells.collect()
}

/// An item of a list.
pub fn item(checked: Option<bool>, blocks: Vec<Block>) -> Item {
    Item { checked, blocks }
}

/// A document with a title, a language and these blocks.
pub fn short(blocks: Vec<Block>) -> Document {
    Document {
        title: "Prova".into(),
        language: "it".into(),
        publisher: "UPI".into(),
        blocks,
        ..Document::default()
    }
}

/// A document with everything.
pub fn whole() -> Document {
    let mut blocks = vec![
        heading(1, "art-1", "Art. 1 – Oggetto"),
        Block::Paragraph(vec![
            Inline::Text("La Provincia di ".into()),
            Inline::Field("provincia".into()),
            Inline::Text(", con sede in ".into()),
            Inline::Field("sede".into()),
            Inline::Text(", e i comuni convengono quanto segue".into()),
            Inline::Footnote(vec![Block::Paragraph(vec![
                Inline::Text("Art. 30 del ".into()),
                Inline::Link {
                    to: "https://www.normattiva.it/tuel".into(),
                    content: text("D.Lgs. 267/2000"),
                },
                Inline::Text(".".into()),
            ])]),
            Inline::Text(": è ".into()),
            Inline::Strong(vec![
                Inline::Text("istituita la ".into()),
                Inline::Emphasis(text("stazione unica appaltante")),
            ]),
            Inline::Text(" → v. ".into()),
            Inline::Link {
                to: "#art-2".into(),
                content: text("art. 2"),
            },
            Inline::Text("; m".into()),
            Inline::Superscript(text("2")),
            Inline::Text(" e H".into()),
            Inline::Subscript(text("2")),
            Inline::Text("O, ".into()),
            Inline::Strike(text("abrogato")),
            Inline::Text(", ".into()),
            Inline::Code("casa build".into()),
            Inline::Text(".".into()),
            Inline::Break,
            Inline::Text("A capo ".into()),
            Inline::Picture(Picture {
                width: 12,
                height: 12,
                ..picture("")
            }),
        ]),
        heading(3, "art-2", "Art. 2 – Funzioni"),
    ];
    blocks.extend(lists());
    blocks.push(heading(1, "tabelle", "Tabelle e figure"));
    blocks.push(Block::Table(table()));
    blocks.push(Block::Picture(picture("Il logo di Province & Comuni")));
    blocks.extend(rest());
    let field = |id: &str, name: &str, value: Option<&str>| Field {
        id: id.into(),
        name: name.into(),
        value: value.map(str::to_owned),
        ..Field::default()
    };
    Document {
        title: "Convenzione per la stazione unica appaltante".into(),
        language: "it-IT".into(),
        summary: Some("Schema di convenzione tra Provincia e comuni.".into()),
        publisher: "Province & Comuni".into(),
        address: "https://example.org/documenti/convenzione-sua/".into(),
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
            ..Words::default()
        },
        fields: vec![
            field("provincia", "nome della provincia", None),
            field("sede", "sede dell’ente", Some("Brescia")),
        ],
        blocks,
    }
}

fn lists() -> Vec<Block> {
    vec![
        Block::List {
            start: Some(3),
            items: vec![
                item(
                    None,
                    vec![paragraph(
                        "gestione delle procedure di gara, anche per conto dei comuni più piccoli, dalla determina a contrarre fino alla stipula del contratto;",
                    )],
                ),
                item(
                    None,
                    vec![
                        paragraph("consulenza:"),
                        Block::List {
                            start: None,
                            items: vec![
                                item(None, vec![paragraph("giuridica")]),
                                item(
                                    None,
                                    vec![
                                        paragraph("tecnica"),
                                        Block::List {
                                            start: None,
                                            items: vec![item(None, vec![paragraph("progetti")])],
                                        },
                                    ],
                                ),
                            ],
                        },
                    ],
                ),
            ],
        },
        Block::List {
            start: None,
            items: vec![
                item(Some(false), vec![paragraph("delibera del consiglio")]),
                item(
                    Some(true),
                    vec![paragraph("firma digitale"), paragraph("di tutti gli enti")],
                ),
                item(None, vec![paragraph("senza casella")]),
            ],
        },
    ]
}

fn table() -> Table {
    let mut rows = vec![vec![
        Cell {
            header: true,
            ..row(false, &["Brescia"]).remove(0)
        },
        Cell {
            columns: 2,
            ..row(false, &["205, tutti"]).remove(0)
        },
    ]];
    for n in 1..=40 {
        let mut row = row(false, &["Comune", "numero", "12"]);
        row[0] = Cell {
            header: true,
            blocks: vec![paragraph(&format!("Comune {n}"))],
            ..Cell::default()
        };
        rows.push(row);
    }
    Table {
        caption: text("Comuni che aderiscono, per provincia"),
        head: vec![row(true, &["Provincia", "Comuni", "Popolazione"])],
        rows,
        align: vec![Align::Start, Align::Center, Align::End],
    }
}

fn rest() -> Vec<Block> {
    let note = |kind, title: Option<&str>| {
        Block::Note(Note {
            kind,
            title: title.map(str::to_owned),
            blocks: vec![paragraph(
                "Si fonda su: art. 30 del D.Lgs. 267/2000, vigente al 14 maggio 2025.",
            )],
        })
    };
    vec![
        note(NoteKind::Note, Some("Quando cambiarlo")),
        note(NoteKind::Tip, Some("Consiglio")),
        note(NoteKind::Warning, Some("Attenzione")),
        note(NoteKind::Important, None),
        Block::Quote(vec![paragraph(
            "Gli enti locali possono stipulare tra loro apposite convenzioni.",
        )]),
        Block::Definitions(vec![
            (
                text("SUA"),
                vec![vec![paragraph("Stazione unica appaltante.")]],
            ),
            (
                text("CUC"),
                vec![
                    vec![paragraph("Centrale unica.")],
                    vec![paragraph("Nome di prima.")],
                ],
            ),
        ]),
        Block::Rule,
        Block::Code("fn main() {\n    println!(\"→ ✓ ☐\");\n}".into()),
        Block::Picture(picture("")),
        paragraph("* non _è_ #marcatura $x$ @rif <a> `b` = c - d // e \\ f ~ g"),
    ]
}

/// The text of blocks in the order in which they are read, without spaces.
pub fn told(document: &Document) -> String {
    let mut told = String::new();
    let version = document
        .version
        .as_ref()
        .map(|version| format!("{} {version}", document.words.version));
    let facts: Vec<String> = [version, document.date.clone()]
        .into_iter()
        .flatten()
        .collect();
    told.push_str(&document.publisher);
    told.push_str(&document.title);
    told.push_str(document.summary.as_deref().unwrap_or_default());
    told.push_str(&facts.join("·"));
    told.push_str(&document.address);
    told.push_str(document.notice.as_deref().unwrap_or_default());
    if document.contents {
        told.push_str(&document.words.contents);
    }
    blocks(&document.blocks, document, &mut told);
    told.retain(|c| !c.is_whitespace());
    told
}

fn blocks(of: &[Block], document: &Document, told: &mut String) {
    for block in of {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                inlines(content, document, told)
            }
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| blocks(&item.blocks, document, told)),
            Block::Table(table) => {
                inlines(&table.caption, document, told);
                for cell in table.head.iter().chain(&table.rows).flatten() {
                    blocks(&cell.blocks, document, told);
                }
            }
            Block::Quote(quoted) => blocks(quoted, document, told),
            Block::Note(note) => {
                told.push_str(note.title.as_deref().unwrap_or_default());
                blocks(&note.blocks, document, told);
            }
            Block::Definitions(items) => {
                for (term, meanings) in items {
                    inlines(term, document, told);
                    meanings
                        .iter()
                        .for_each(|meaning| blocks(meaning, document, told));
                }
            }
            Block::Code(text) => told.push_str(text),
            Block::Picture(_) | Block::Rule => {}
        }
    }
}

fn inlines(of: &[Inline], document: &Document, told: &mut String) {
    for inline in of {
        match inline {
            Inline::Text(text) | Inline::Code(text) => told.push_str(text),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. } => inlines(content, document, told),
            Inline::Footnote(noted) => blocks(noted, document, told),
            Inline::Field(id) => {
                let field = document
                    .fields
                    .iter()
                    .find(|field| field.id == *id)
                    .unwrap();
                match &field.value {
                    Some(value) => told.push_str(value),
                    None => told.push_str(&format!("[{}]", field.name)),
                }
            }
            Inline::Break | Inline::Picture(_) => {}
        }
    }
}
