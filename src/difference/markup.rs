//! A difference as HTML.

use crate::content::escape;
use std::ops::Range;
use textdiff::{Aligned, Block, Edit, Edited, Kind, Pair};

/// What is said to who does not see how a text is marked.
#[derive(Clone, Debug)]
pub struct Words {
    /// Before what is new.
    pub added: String,
    /// Before what is gone.
    pub removed: String,
    /// Behind either.
    pub end: String,
}

/// The text of a heading, with its changes.
pub fn heading(pair: &Pair, words: &Words) -> String {
    let mut html = String::new();
    let cells = pair.cells.iter().flatten();
    cells.for_each(|edit| push(edit, words, &mut html));
    html
}

/// Blocks one after the other: paragraphs, lists, tables. `block` gives the block of a pair, of
/// the new version if both have it. A table that is continued begins with its header again.
pub fn stretch<'a>(
    pairs: &[Pair],
    shown: Range<usize>,
    block: impl Fn(&Pair) -> &'a Block,
    words: &Words,
) -> String {
    let mut html = String::new();
    let mut at = shown.start;
    while at < shown.end {
        let (begin, end) = around(block(&pairs[at]).kind);
        let rest = &pairs[at..shown.end];
        let same = rest
            .iter()
            .take_while(|pair| around(block(pair).kind).1 == end);
        let run = at..at + same.count();
        html.push_str(begin);
        match block(&pairs[at]).kind {
            Kind::Head | Kind::Row => {
                let header = header(pairs, at, &block);
                let rows = || header.into_iter().chain(&pairs[run.clone()]);
                let columns = rows().map(|pair| pair.cells.len()).max().unwrap_or(0);
                rows().for_each(|pair| row(pair, block(pair), columns, words, &mut html));
            }
            _ => pairs[run.clone()]
                .iter()
                .for_each(|pair| one(pair, block(pair), words, &mut html)),
        }
        html.push_str(end);
        at = run.end;
    }
    html
}

/// The header of the table that a row is in, if it is not the first that is shown.
fn header<'a, 'p>(
    pairs: &'p [Pair],
    at: usize,
    block: &impl Fn(&Pair) -> &'a Block,
) -> Option<&'p Pair> {
    let before = pairs[..at].iter().rev();
    let is_row = |pair: &&Pair| matches!(block(pair).kind, Kind::Head | Kind::Row);
    let mut table = before.take_while(is_row);
    let is_head = |pair: &Pair| block(pair).kind == Kind::Head;
    table
        .find(|pair| is_head(pair))
        .filter(|_| !is_head(&pairs[at]))
}

/// What stands around blocks of a kind that follow each other; of paragraphs nothing.
fn around(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Head | Kind::Row => (
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\"><table><tbody>\n",
            "</tbody></table></div>\n",
        ),
        Kind::Item(_) => ("<ul class=\"diff-items\">\n", "</ul>\n"),
        Kind::Code => ("<pre tabindex=\"0\">", "</pre>\n"),
        Kind::Heading(_) | Kind::Paragraph => ("", ""),
    }
}

/// What a whole block is, if it is in one version only.
fn class(pair: &Pair) -> &'static str {
    match pair.place {
        Aligned::New(_) => "diff-added",
        Aligned::Old(_) => "diff-removed",
        Aligned::Both(..) if pair.is_same() => "diff-same",
        Aligned::Both(..) => "diff-changed",
    }
}

fn one(pair: &Pair, block: &Block, words: &Words, out: &mut String) {
    let class = class(pair);
    let end = match block.kind {
        Kind::Item(depth) => {
            let depth = depth.min(3);
            out.push_str(&format!("<li class=\"{class} diff-depth-{depth}\">"));
            if let Some(marker) = &block.marker {
                out.push_str(&format!(
                    "<span class=\"diff-marker\">{}</span> ",
                    escape(marker)
                ));
            }
            "</li>\n"
        }
        Kind::Code => "\n",
        _ => {
            out.push_str(&format!("<p class=\"{class}\">"));
            "</p>\n"
        }
    };
    for edit in pair.cells.iter().flatten() {
        push(edit, words, out);
    }
    out.push_str(end);
}

fn row(pair: &Pair, block: &Block, columns: usize, words: &Words, out: &mut String) {
    let name = if block.kind == Kind::Head {
        "th scope=\"col\""
    } else {
        "td"
    };
    out.push_str(&format!("<tr class=\"{}\">", class(pair)));
    for i in 0..columns.max(pair.cells.len()) {
        out.push_str(&format!("<{name}>"));
        for edit in pair.cells.get(i).into_iter().flatten() {
            push(edit, words, out);
        }
        out.push_str(if block.kind == Kind::Head {
            "</th>"
        } else {
            "</td>"
        });
    }
    out.push_str("</tr>\n");
}

/// Words, marked by their element and by a text that is heard and not seen; the spaces around them
/// are no part of a change.
fn push(edit: &Edit, words: &Words, out: &mut String) {
    let (name, said) = match edit.kind {
        Edited::Same => return out.push_str(&escape(&edit.text)),
        Edited::Added => ("ins", &words.added),
        Edited::Removed => ("del", &words.removed),
    };
    let from_first = edit.text.trim_start();
    let before = &edit.text[..edit.text.len() - from_first.len()];
    let text = from_first.trim_end();
    let mark = |text: &str| format!("<span class=\"diff-said\">{}</span>", escape(text));
    out.push_str(before);
    out.push_str(&format!(
        "<{name}>{}{}{}</{name}>",
        mark(&format!("{said} ")),
        escape(text),
        mark(&format!(" {}", words.end)),
    ));
    out.push_str(&from_first[text.len()..]);
}
