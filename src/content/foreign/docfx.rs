//! What docfx has on lines of its own: tabs that are headings, `# [Bash](#tab/bash)`, and what it says
//! of quotations, `> [!div class="…"]` and `> [!VIDEO …]`.

use super::block::Block;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};

/// What a text has in which there is something.
const SIGNS: [&str; 4] = ["](#tab/", "[!div", "[!VIDEO", "[!Video"];

/// Reads the lines of a text.
struct Reader<'a, 'b> {
    prepared: &'a Prepared<'b>,
    file: FileId,
    lines: Vec<Line>,
    edits: Vec<Edit>,
    /// What stands before the lines of the tabs that are open.
    tabs: Option<&'a str>,
}

/// Puts marks of blocks in the place of what is understood.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let mut reader = Reader {
        prepared,
        file,
        lines: Vec::new(),
        edits: Vec::new(),
        tabs: None,
    };
    let structure = prepared.structure();
    let mut at = 0;
    for line in prepared.text.split_inclusive('\n') {
        let content = line.trim_end();
        let own = content.trim_start_matches([' ', '\t', '>']);
        let before = content.len() - own.len();
        if !own.is_empty() && !structure.is_opaque(at + before) {
            reader.line(&content[..before], own, at);
        }
        at += line.len();
    }
    reader.finish(at);
    let Reader { lines, edits, .. } = reader;
    prepared.lines.extend(lines);
    prepared.edit(edits);
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, before: &'a str, own: &'a str, at: usize) {
        let start = at + before.len();
        let place = |at| self.prepared.original(at);
        let span = Span::new(self.file, place(start), place(start + own.len()));
        let is_rule = matches!(own, "---" | "***" | "* * *" | "- - -" | "___");
        let text = if let Some(title) = tab(own) {
            let title = title.to_owned();
            let tab = Line::Block {
                block: Block::Tab { title },
                span,
            };
            let first = match self.tabs.replace(before) {
                Some(_) => Line::Close { span },
                None => Line::Block {
                    block: Block::Tabs { of_code: false },
                    span,
                },
            };
            let first = self.mark(first);
            let empty = before.trim_end();
            Some(format!("{first}\n{empty}\n{before}{}", self.mark(tab)))
        } else if is_rule && self.tabs == Some(before) {
            self.tabs = None;
            let tab = self.mark(Line::Close { span });
            Some(format!(
                "{tab}\n{before}{}",
                self.mark(Line::Close { span })
            ))
        } else if before.contains('>') && own.starts_with("[!div ") && own.ends_with(']') {
            Some(String::new())
        } else {
            video(own).map(|(label, address)| {
                let block = Block::Video;
                let open = self.mark(Line::Block { block, span });
                let close = self.mark(Line::Close { span });
                format!(
                    "{open}\n{before}\n{before}[{label}](<{address}>)\n{before}\n{before}{close}"
                )
            })
        };
        self.edits.extend(text.map(|text| Edit {
            range: start..start + own.len(),
            text,
        }));
    }

    fn mark(&mut self, line: Line) -> String {
        self.lines.push(line);
        line_mark(self.prepared.lines.len() + self.lines.len() - 1)
    }

    /// Ends the tabs that are open at the end of the text.
    fn finish(&mut self, end: usize) {
        let Some(before) = self.tabs.take() else {
            return;
        };
        let place = self.prepared.original(end);
        let span = Span::new(self.file, place, place);
        let tab = self.mark(Line::Close { span });
        let tabs = self.mark(Line::Close { span });
        self.edits.push(Edit {
            range: end..end,
            text: format!("\n{before}{tab}\n{before}{tabs}\n"),
        });
    }
}

/// The title of a heading that is a tab.
fn tab(own: &str) -> Option<&str> {
    let inside = own.strip_prefix('#')?.trim_start_matches('#').trim();
    let (title, target) = inside.strip_prefix('[')?.rsplit_once("](#tab/")?;
    target.ends_with(')').then_some(title)
}

/// The label and the address of `[!VIDEO https://…]`.
fn video(own: &str) -> Option<(&'static str, &str)> {
    let inside = own.strip_prefix("[!")?.strip_suffix(']')?;
    let (word, address) = inside.split_once(' ')?;
    let address = address.trim();
    let is_video = word.eq_ignore_ascii_case("video") && address.starts_with("https://");
    let label = if address.contains("youtube") {
        "YouTube"
    } else {
        "Video"
    };
    (is_video && !address.contains(['<', '>', ' '])).then_some((label, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_docfx_are_blocks() {
        for (text, expected) in [
            (
                "# [A *b*](#tab/a)\n\nx\n\n# [C](#tab/c/d)\n\ny\n\n---\n\nz\n",
                "<?0?>\n\n<?1?>\n\nx\n\n<?2?>\n\n<?3?>\n\ny\n\n<?4?>\n<?5?>\n\nz\n",
            ),
            (
                "1. s\n\n   ## [A](#tab/a)\n   x\n",
                "1. s\n\n   <?0?>\n\n   <?1?>\n   x\n\n   <?2?>\n   <?3?>\n",
            ),
            (
                "> # [A](#tab/a)\n> b\n> ***\n",
                "> <?0?>\n>\n> <?1?>\n> b\n> <?2?>\n> <?3?>\n",
            ),
            ("> [!div class=\"a\"]\n> [b](c)\n", "> \n> [b](c)\n"),
            (
                "> [!VIDEO https://www.youtube.com/embed/x]\n",
                "> <?0?>\n> \n> [YouTube](<https://www.youtube.com/embed/x>)\n> \n> <?1?>\n",
            ),
            (
                "[!div x]\n\n---\n\n# [A](#b)\n",
                "[!div x]\n\n---\n\n# [A](#b)\n",
            ),
            ("```\n# [A](#tab/a)\n```\n", "```\n# [A](#tab/a)\n```\n"),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
