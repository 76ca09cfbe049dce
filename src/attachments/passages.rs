//! Text as it comes out of a file, cut into passages.

use crate::diagnostic::AttachmentCause;

/// Most text that is taken from one file; a thousand pages have half of it.
const MAX_TEXT: usize = 4 << 20;

/// A stretch of a file's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The page on which it stands, from 1, where the file itself says so.
    pub page: Option<u32>,
    /// Where pages are not known, the heading above it; empty before the first one.
    pub heading: String,
    /// The text, with single spaces.
    pub text: String,
}

/// What a file says, in order.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// The paragraph that is being read.
    open: String,
    /// Whether it is a heading.
    heading: bool,
    size: usize,
    /// How many pages the file says it has.
    pages: Option<u32>,
}

enum Piece {
    Paragraph(String),
    Heading(String),
    PageBreak,
}

impl Pieces {
    /// Those of a file that says how many pages it has.
    pub(super) fn of_pages(pages: Option<u32>) -> Self {
        Self {
            pages,
            ..Self::default()
        }
    }

    /// Adds text to the paragraph.
    pub(super) fn text(&mut self, text: &str) -> Result<(), AttachmentCause> {
        self.size += text.len();
        if self.size > MAX_TEXT {
            return Err(AttachmentCause::TooLarge);
        }
        self.open.push_str(text);
        Ok(())
    }

    /// Begins a paragraph or a heading.
    pub(super) fn begin(&mut self, heading: bool) {
        self.end();
        self.heading = heading;
    }

    /// Says that the paragraph that is being read is a heading.
    pub(super) fn is_heading(&mut self) {
        self.heading = true;
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        let text = single_spaced(&std::mem::take(&mut self.open));
        let heading = std::mem::take(&mut self.heading);
        if !text.is_empty() {
            self.pieces.push(match heading {
                true => Piece::Heading(text),
                false => Piece::Paragraph(text),
            });
        }
    }

    /// A new page begins, perhaps inside a paragraph.
    pub(super) fn page_break(&mut self) {
        let heading = self.heading;
        self.end();
        self.heading = heading;
        self.pieces.push(Piece::PageBreak);
    }

    /// The passages: one a page if the file marks as many pages as it says it has, otherwise one a
    /// heading. Marks that do not add up would name wrong pages.
    pub(super) fn passages(mut self) -> Vec<Passage> {
        self.end();
        let breaks = self.pieces.iter();
        let breaks = breaks.filter(|piece| matches!(piece, Piece::PageBreak));
        let paged = self.pages == Some(breaks.count() as u32 + 1);
        let mut passages = vec![Passage {
            page: paged.then_some(1),
            ..Passage::default()
        }];
        for piece in self.pieces {
            let last = passages.len() - 1;
            match piece {
                Piece::PageBreak if paged => passages.push(Passage {
                    page: passages[last].page.map(|page| page + 1),
                    ..Passage::default()
                }),
                Piece::PageBreak => {}
                Piece::Heading(heading) if !paged => passages.push(Passage {
                    heading,
                    ..Passage::default()
                }),
                Piece::Paragraph(text) | Piece::Heading(text) => {
                    let passage = &mut passages[last].text;
                    if !passage.is_empty() {
                        passage.push(' ');
                    }
                    passage.push_str(&text);
                }
            }
        }
        passages.retain(|passage| !passage.text.is_empty() || !passage.heading.is_empty());
        passages
    }
}

fn single_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
