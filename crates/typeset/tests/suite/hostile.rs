//! Text that would be markup, if text were ever read as markup.

use crate::reader::read;
use crate::sample::{heading, item, paragraph, row, short, text, told};
use crate::spaceless;
use documents::{Block, Document, Field, Inline, Note, NoteKind, Table};
use proptest::prelude::*;
use typeset::{Fault, pdf};

/// Pieces of Typst's own language, of PDF's, and of what text is made of.
const PIECES: [&str; 24] = [
    "#let x = 1",
    "#read(\"/etc/passwd\")",
    "$x^2$",
    "*b*",
    "_e_",
    "`c`",
    "```d```",
    "= H",
    "- l",
    "+ n",
    "/ t: d",
    "@rif",
    "<label>",
    "[",
    "]",
    "{",
    "}",
    "\\",
    "\\u{41}",
    "// nota",
    "/* a */",
    "https://example.org",
    "(\\051",
    " è → ✓ ~ -- --- \" ' ",
];

/// A document that shows a text wherever a document can.
fn everywhere(words: &str) -> Document {
    let table = Table {
        caption: text(words),
        head: vec![row(true, &[words, "b"])],
        rows: vec![row(false, &["c", words])],
        ..Table::default()
    };
    let inline = vec![
        Inline::Strong(text(words)),
        Inline::Code(words.into()),
        Inline::Link {
            to: format!("https://example.org/{words}"),
            content: text(words),
        },
        Inline::Footnote(vec![paragraph(words)]),
        Inline::Field("campo".into()),
        Inline::Field("valore".into()),
    ];
    let note = Note {
        kind: NoteKind::Note,
        title: Some(words.into()),
        blocks: vec![paragraph(words)],
    };
    let blocks = vec![
        heading(1, words, &format!("H {words}")),
        paragraph(words),
        Block::Paragraph(inline),
        Block::List {
            start: None,
            items: vec![item(Some(true), vec![paragraph(words)])],
        },
        Block::Table(table),
        Block::Note(note),
        Block::Quote(vec![paragraph(words)]),
        Block::Definitions(vec![(text(words), vec![vec![paragraph(words)]])]),
        Block::Code(words.into()),
    ];
    let field = |id: &str, value: Option<&str>| Field {
        id: id.into(),
        name: words.into(),
        value: value.map(str::to_owned),
        ..Field::default()
    };
    Document {
        title: format!("T {words}"),
        publisher: words.into(),
        address: format!("https://example.org/{words}"),
        summary: Some(format!("S {words}")),
        notice: Some(format!("N {words}")),
        version: Some(format!("V {words}")),
        contents: true,
        fields: vec![field("campo", None), field("valore", Some(words))],
        ..short(blocks)
    }
}

/// Characters that some font has, with marks, invisible ones and those that choose a shape.
fn common() -> impl Strategy<Value = String> {
    let ranges = [
        ' '..='\u{24F}',
        '\u{300}'..='\u{36F}',
        '\u{370}'..='\u{4FF}',
        '\u{2000}'..='\u{27BF}',
        '\u{FE00}'..='\u{FEFF}',
    ];
    let character = prop::char::ranges(ranges.to_vec().into());
    prop::collection::vec(character, 0..4).prop_map(|all| all.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn markup_is_text(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..6)) {
        let document = everywhere(&pieces.concat());
        let read = read(&pdf(&document).unwrap());
        prop_assert_eq!(read.wrong, Vec::<String>::new());
        prop_assert_eq!(spaceless(&read.root.own_text()), told(&document));
    }

    #[test]
    fn any_text_is_set_or_its_characters_are_named(words in prop_oneof![common(), "(?s).{0,3}"]) {
        match pdf(&everywhere(&words)) {
            Ok(bytes) => prop_assert_eq!(read(&bytes).wrong, Vec::<String>::new()),
            Err(faults) => for fault in faults {
                let named = matches!(fault, Fault::Character { .. });
                prop_assert!(named, "{fault:?}");
            }
        }
    }
}
