//! Any tree at all is written, and what is written is XML.

use crate::archive::{check, parts};
use crate::both;
use crate::sample::picture;
use documents::{
    Align, Block, Cell, Document, Field, Inline, Item, Note, NoteKind, Picture, Row, Table,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Inline::Text),
        any::<String>().prop_map(Inline::Code),
        "[a-c]".prop_map(Inline::Field),
        Just(Inline::Break),
        pictures().prop_map(Inline::Picture),
    ];
    let one = leaf.prop_recursive(3, 12, 3, |inner| {
        let several = || vec(inner.clone(), 0..3);
        prop_oneof![
            several().prop_map(Inline::Strong),
            several().prop_map(Inline::Emphasis),
            several().prop_map(Inline::Strike),
            several().prop_map(Inline::Superscript),
            several().prop_map(Inline::Subscript),
            (addresses(), several()).prop_map(|(to, content)| Inline::Link { to, content }),
            several().prop_map(|content| Inline::Footnote(vec![Block::Paragraph(content)])),
            several().prop_map(|content| {
                let items = vec![Item {
                    checked: None,
                    blocks: vec![Block::Paragraph(content), Block::Table(Table::default())],
                }];
                Inline::Footnote(vec![Block::List { start: None, items }])
            }),
        ]
    });
    vec(one, 0..4)
}

fn addresses() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "#[a-c]",
        any::<String>().prop_map(|path| format!("https://{path}")),
    ]
}

fn pictures() -> impl Strategy<Value = Picture> {
    (any::<String>(), any::<u32>(), any::<u32>()).prop_map(|(alternative, width, height)| Picture {
        width,
        height,
        alternative,
        ..picture()
    })
}

fn rows(blocks: impl Strategy<Value = Vec<Block>> + Clone) -> impl Strategy<Value = Vec<Row>> {
    let span = prop_oneof![0..4_u32, any::<u32>()];
    let cell =
        (any::<bool>(), span.clone(), span, blocks).prop_map(|(header, columns, rows, blocks)| {
            Cell {
                header,
                columns,
                rows,
                blocks,
            }
        });
    vec(vec(cell, 0..3), 0..3)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        inlines().prop_map(Block::Paragraph),
        (any::<u8>(), of("[a-c]"), inlines()).prop_map(|(level, id, content)| Block::Heading {
            level,
            id,
            content
        }),
        any::<String>().prop_map(Block::Code),
        pictures().prop_map(Block::Picture),
        Just(Block::Rule),
    ];
    let one = leaf.prop_recursive(3, 16, 3, |inner| {
        let several = vec(inner, 0..3);
        let item = (of(any::<bool>()), several.clone())
            .prop_map(|(checked, blocks)| Item { checked, blocks });
        let kinds = prop_oneof![
            Just(NoteKind::Note),
            Just(NoteKind::Tip),
            Just(NoteKind::Warning),
            Just(NoteKind::Important)
        ];
        let aligns = prop_oneof![Just(Align::Start), Just(Align::Center), Just(Align::End)];
        prop_oneof![
            (of(any::<u64>()), vec(item, 0..3))
                .prop_map(|(start, items)| Block::List { start, items }),
            several.clone().prop_map(Block::Quote),
            (kinds, of(any::<String>()), several.clone()).prop_map(|(kind, title, blocks)| {
                Block::Note(Note {
                    kind,
                    title,
                    blocks,
                })
            }),
            vec((inlines(), vec(several.clone(), 0..2)), 0..2).prop_map(Block::Definitions),
            (
                inlines(),
                rows(several.clone()),
                rows(several),
                vec(aligns, 0..4)
            )
                .prop_map(|(caption, head, rows, align)| Block::Table(Table {
                    caption,
                    head,
                    rows,
                    align
                })),
        ]
    });
    vec(one, 0..4)
}

fn documents() -> impl Strategy<Value = Document> {
    let texts = (
        any::<String>(),
        any::<String>(),
        of(any::<String>()),
        any::<String>(),
    );
    let fields = vec(
        (
            any::<String>(),
            of(any::<String>()),
            vec(any::<String>(), 0..3),
        ),
        0..3,
    );
    let day = of((any::<i32>(), any::<u8>(), any::<u8>()));
    (texts, blocks(), fields, day, any::<bool>()).prop_map(
        |((title, language, text, address), blocks, fields, modified, contents)| {
            let field =
                |(id, (name, value, choices)): (&str, (String, Option<String>, Vec<String>))| {
                    Field {
                        id: id.into(),
                        name,
                        help: value.clone(),
                        value,
                        choices,
                    }
                };
            Document {
                title,
                language,
                summary: text.clone(),
                notice: text.clone(),
                version: text,
                address,
                modified,
                contents,
                blocks,
                fields: ["a", "b", "c"].into_iter().zip(fields).map(field).collect(),
                ..Document::default()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_document_is_written_as_xml(document in documents()) {
        for (_, bytes) in both(&document) {
            for part in parts(&bytes).iter().filter(|part| part.is_xml()) {
                check(part);
            }
        }
    }
}
