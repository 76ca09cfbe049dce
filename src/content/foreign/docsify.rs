//! What Docsify has at the beginning of a paragraph: `!> …`, what is important, and `?> …`, a hint.

use super::block::Block;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};

/// Puts marks around such paragraphs.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&["!> ", "?> "]) {
        return;
    }
    let text = &*prepared.text;
    let (mut edits, mut marks) = (Vec::new(), Vec::new());
    // Where the paragraph ends so far that is in a block.
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n').chain(["\n"]) {
        let own = line.trim_end();
        let (start, end) = (at, (at + own.len()).min(text.len()));
        at += line.len();
        let mut mark = |line| {
            marks.push(line);
            line_mark(prepared.lines.len() + marks.len() - 1)
        };
        let block = begins(own).filter(|_| !prepared.structure().is_opaque(start));
        if (own.is_empty() || block.is_some())
            && let Some(last) = open.take()
        {
            let place = prepared.original(last);
            let span = Span::new(file, place, place);
            edits.push(Edit {
                range: last..last,
                text: format!("\n{}", mark(Line::Close { span })),
            });
        }
        if let Some(block) = block {
            let span = Span::new(file, prepared.original(start), prepared.original(end));
            let mark = mark(Line::Block { block, span });
            edits.push(Edit {
                range: start..start + 3,
                text: format!("{mark}\n"),
            });
            open = Some(end);
        }
        open = open.map(|_| end);
    }
    prepared.lines.extend(marks);
    prepared.edit(edits);
}

fn begins(line: &str) -> Option<Block> {
    let (sign, _) = line.split_once("> ")?;
    match sign {
        "!" => Block::callout("important", None),
        "?" => Block::callout("tip", None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_callouts() {
        for (text, expected) in [
            ("!> a\nb\n\nc", "<?0?>\na\nb\n<?1?>\n\nc"),
            ("?> a\n!> b", "<?0?>\na\n<?1?>\n<?2?>\nb\n<?3?>"),
            ("a !> b\n```\n!> c\n```\n", "a !> b\n```\n!> c\n```\n"),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
