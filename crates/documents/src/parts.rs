//! Several documents as parts of one.

use crate::{Block, Document, Inline};

/// The deepest level of a heading.
const DEEPEST: u8 = 5;

impl Document {
    /// Adds another document behind the text: its title as a heading of level 1, and its text below.
    /// Its headings keep apart from those of other parts, its blanks are shared with those that have
    /// the same id.
    pub fn append(&mut self, part: Document) {
        let is_part = |block: &&Block| matches!(block, Block::Heading { level: 1, .. });
        let number = self.blocks.iter().filter(is_part).count() + 1;
        self.blocks.push(Block::Heading {
            level: 1,
            id: Some(format!("part-{number}")),
            content: vec![Inline::Text(part.title)],
        });
        for field in part.fields {
            if !self.fields.iter().any(|known| known.id == field.id) {
                self.fields.push(field);
            }
        }
        let summary = part.summary.into_iter().chain(part.notice);
        let above = summary.map(|text| Block::Paragraph(vec![Inline::Text(text)]));
        let mut blocks: Vec<Block> = above.chain(part.blocks).collect();
        let prefix = format!("part-{number}-");
        lower(&mut blocks, &prefix);
        self.blocks.append(&mut blocks);
    }
}

/// Puts headings one level down, and a prefix before their ids and what links to them.
fn lower(blocks: &mut [Block], prefix: &str) {
    for block in blocks {
        match block {
            Block::Heading { level, id, content } => {
                *level = (*level + 1).min(DEEPEST);
                if let Some(id) = id {
                    id.insert_str(0, prefix);
                }
                lead_on(content, prefix);
            }
            Block::Paragraph(content) => lead_on(content, prefix),
            Block::List { items, .. } => {
                for item in items {
                    lower(&mut item.blocks, prefix);
                }
            }
            Block::Table(table) => {
                lead_on(&mut table.caption, prefix);
                for cell in table.head.iter_mut().chain(&mut table.rows).flatten() {
                    lower(&mut cell.blocks, prefix);
                }
            }
            Block::Quote(blocks) => lower(blocks, prefix),
            Block::Note(note) => lower(&mut note.blocks, prefix),
            Block::Definitions(terms) => {
                for (term, said) in terms {
                    lead_on(term, prefix);
                    for blocks in said {
                        lower(blocks, prefix);
                    }
                }
            }
            Block::Code(_) | Block::Picture(_) | Block::Rule => {}
        }
    }
}

fn lead_on(content: &mut [Inline], prefix: &str) {
    for inline in content {
        match inline {
            Inline::Link { to, content } => {
                if let Some(id) = to.strip_prefix('#') {
                    *to = format!("#{prefix}{id}");
                }
                lead_on(content, prefix);
            }
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => lead_on(content, prefix),
            Inline::Footnote(blocks) => lower(blocks, prefix),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Field(_)
            | Inline::Break
            | Inline::Picture(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;

    #[test]
    fn parts_keep_their_links_apart_and_share_their_blanks() {
        let text = |text: &str| vec![Inline::Text(text.into())];
        let part = |title: &str| Document {
            title: title.into(),
            blocks: vec![
                Block::Heading {
                    level: 5,
                    id: Some("a".into()),
                    content: text("A"),
                },
                Block::Quote(vec![Block::Paragraph(vec![Inline::Strong(vec![
                    Inline::Link {
                        to: "#a".into(),
                        content: text("up"),
                    },
                ])])]),
            ],
            fields: vec![Field {
                id: "ente".into(),
                ..Field::default()
            }],
            ..Document::default()
        };
        let mut whole = Document::default();
        whole.append(part("One"));
        whole.append(part("Two"));
        assert_eq!(whole.fields.len(), 1);
        let heading = |level, id: &str, title: &str| Block::Heading {
            level,
            id: Some(id.into()),
            content: text(title),
        };
        assert_eq!(whole.blocks[0], heading(1, "part-1", "One"));
        assert_eq!(whole.blocks[3], heading(1, "part-2", "Two"));
        assert_eq!(whole.blocks[4], heading(5, "part-2-a", "A"));
        let link = Inline::Link {
            to: "#part-2-a".into(),
            content: text("up"),
        };
        let quoted = Block::Quote(vec![Block::Paragraph(vec![Inline::Strong(vec![link])])]);
        assert_eq!(whole.blocks[5], quoted);
    }
}
