//! The HTML of a rendered text as the tree of a document.
//!
//! It goes by elements, `role="note"` and the attributes that `docs/themes.md` names, so that it
//! works for the components of any theme. What a document has no place for (drawings of the theme,
//! buttons, frames) is left out.

mod blocks;
mod dom;
mod inlines;
mod notes;
mod tables;

use documents::{Block, Picture};
use dom::{Element, Node};
use notes::Notes;

/// What the tree of a text needs besides its HTML.
pub struct Source<'a> {
    /// The whole text that the document is part of, at whose end its notes stand.
    pub around: &'a str,
    /// What comes before addresses that begin with `/`: scheme and host, or nothing.
    pub origin: &'a str,
    /// The picture at an address, with its alternative text; none if it cannot be shown.
    pub picture: &'a dyn Fn(&Image<'_>) -> Option<Picture>,
}

/// A picture as HTML has it.
pub struct Image<'a> {
    /// Its address.
    pub address: &'a str,
    /// What it shows.
    pub alternative: &'a str,
    /// Its width and height in CSS pixels, where they are said.
    pub size: Option<(u32, u32)>,
}

/// The blocks of the HTML of a text.
pub fn blocks(html: &str, source: &Source<'_>) -> Vec<Block> {
    let root = dom::read(html);
    let notes = Notes::of(source.around);
    let reader = Reader {
        source,
        notes: &notes,
        above: levels_above(&root),
    };
    let mut blocks = reader.blocks(&root.children);
    close_gaps(&mut blocks);
    blocks
}

/// Reads elements.
struct Reader<'a> {
    source: &'a Source<'a>,
    notes: &'a Notes,
    /// How many levels of headings there are above the highest of the text.
    above: u8,
}

/// The level of a heading, if an element is one.
fn heading_level(element: &Element) -> Option<u8> {
    match element.name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn levels_above(root: &Element) -> u8 {
    fn highest(element: &Element) -> Option<u8> {
        let children = element.children.iter().filter_map(|node| match node {
            Node::Element(child) => heading_level(child).into_iter().chain(highest(child)).min(),
            Node::Text(_) => None,
        });
        children.min()
    }
    highest(root).unwrap_or(1) - 1
}

/// Makes no heading more than one level deeper than the one before: readers that go by headings
/// would look for the one between.
fn close_gaps(blocks: &mut [Block]) {
    let mut last = 0;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level).min(last + 1);
            last = *level;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use documents::{Inline, NoteKind};

    fn read(html: &str) -> Vec<Block> {
        let source = Source {
            around: html,
            origin: "https://a.it",
            picture: &|image| {
                (image.address == "/i.png").then(|| Picture {
                    name: "i.png".into(),
                    bytes: b"\x89PNG"[..].into(),
                    width: 1,
                    height: 1,
                    alternative: image.alternative.to_owned(),
                })
            },
        };
        blocks(html, &source)
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    fn paragraph(said: &str) -> Block {
        Block::Paragraph(vec![text(said)])
    }

    #[test]
    fn white_space_is_what_it_shows() {
        let html = "<p>\n a <b> b</b>  c\n<br>\n d </p>\n<div>e</div> f";
        let line = vec![
            text("a "),
            Inline::Strong(vec![text("b")]),
            text(" c "),
            Inline::Break,
            text("d"),
        ];
        assert_eq!(
            read(html),
            [Block::Paragraph(line), paragraph("e"), paragraph("f")]
        );
    }

    #[test]
    fn headings_begin_at_one_and_leave_out_no_level() {
        let levels = |html| {
            let blocks = read(html).into_iter();
            let levels = blocks.filter_map(|block| match block {
                Block::Heading { level, .. } => Some(level),
                _ => None,
            });
            levels.collect::<Vec<_>>()
        };
        assert_eq!(
            levels("<h3>a</h3><h5>b</h5><h6>c</h6><h3>d</h3>"),
            [1, 2, 3, 1]
        );
        assert_eq!(levels("<h4>a</h4><div><h2>b</h2></div><h1></h1>"), [1, 2]);
    }

    #[test]
    fn notes_go_to_the_foot_of_their_page() {
        let html = "<p>a<sup><a href=\"#fn_1\">1</a></sup></p><section role=\"doc-endnotes\"><ol>\
            <li id=\"fn_1\"><p>b <a href=\"#x\" role=\"doc-backlink\">↩</a></p></li></ol></section>";
        let note = Inline::Footnote(vec![paragraph("b")]);
        assert_eq!(read(html), [Block::Paragraph(vec![text("a"), note])]);
    }

    #[test]
    fn boxes_have_their_title_and_their_kind() {
        let html = "<div role=note data-note=important><p><svg><text>x</text></svg><span>Kind: \
            <b data-note-title>T <i>t</i></b></span></p><div><p>a</p></div></div>";
        let [Block::Note(note)] = &read(html)[..] else {
            panic!();
        };
        assert_eq!(note.title.as_deref(), Some("T t"));
        assert_eq!(note.kind, NoteKind::Important);
        assert_eq!(note.blocks, [paragraph("a")]);
        let html =
            "<blockquote class=\"alert tip\"><p class=alert-title>T</p><p>a</p></blockquote>";
        let [Block::Note(note)] = &read(html)[..] else {
            panic!();
        };
        assert_eq!(
            (note.kind, note.title.as_deref()),
            (NoteKind::Tip, Some("T"))
        );
    }

    #[test]
    fn links_are_whole_and_pictures_that_cannot_be_shown_are_told() {
        let html = "<p><a href=\"/x/\">a</a><a href=\"#\">b</a><a href=\"#c\">c</a><a href=\"mailto:d\">d</a></p>\
            <p><img src=\"/i.png\" alt=\"e\"></p><p>f <img src=\"/o.svg\" alt=\"g\"><img src=\"h\" alt=\"\"></p>";
        let blocks = read(html);
        let link = |to: &str, said: &str| Inline::Link {
            to: to.into(),
            content: vec![text(said)],
        };
        let links = vec![
            link("https://a.it/x/", "a"),
            text("b"),
            link("#c", "c"),
            link("mailto:d", "d"),
        ];
        assert_eq!(blocks[0], Block::Paragraph(links));
        assert!(matches!(&blocks[1], Block::Picture(picture) if picture.alternative == "e"));
        let told = vec![text("f "), Inline::Emphasis(vec![text("[g]")])];
        assert_eq!(blocks[2], Block::Paragraph(told));
    }

    #[test]
    fn tables_have_their_head_their_spans_and_their_sides() {
        let html = "<table><caption>c</caption><tr><th>a</th><th class=end>b</th></tr>\
            <tr><td colspan=2 rowspan=\"2\">d</td></tr></table>";
        let [Block::Table(table)] = &read(html)[..] else {
            panic!();
        };
        assert_eq!(table.caption, [text("c")]);
        assert_eq!((table.head.len(), table.rows.len()), (1, 1));
        assert_eq!(
            table.align,
            [documents::Align::Start, documents::Align::End]
        );
        assert_eq!((table.rows[0][0].columns, table.rows[0][0].rows), (2, 2));
    }

    #[test]
    fn any_html_is_read() {
        let deep = "<div>".repeat(10_000) + "a";
        assert_eq!(read(&deep), [paragraph("a")]);
        for html in [
            "</p></p><p>a",
            "<li>a</b>",
            "<table>a<td>b",
            "<dl><dd>a</dl><dt>",
        ] {
            assert!(!read(html).is_empty(), "{html}");
        }
    }
}
