//! Text as it comes out of a file, cut into passages.

use crate::cause::Cause;
use serde::{Deserialize, Serialize};

/// Most text that is taken from one file; a thousand pages have half of it.
pub(crate) const MAX_TEXT: usize = 4 << 20;
/// About how long a passage is where neither pages nor headings divide the text, in bytes.
const LENGTH: usize = 1000;
/// Most text of a page, in bytes.
const MOST_OF_A_PAGE: usize = 6000;
/// Deepest notes within boxes within notes.
const MAX_DEPTH: usize = 16;

/// A stretch of a file's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The page, or the slide, on which it stands, from 1, where the file itself says so.
    pub page: Option<u32>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Where pages are not known, the heading above it; empty before the first one.
    pub heading: String,
    /// The text, with single spaces.
    pub text: String,
}

/// What a file says, in order.
#[derive(Default)]
pub(crate) struct Pieces {
    pieces: Vec<Piece>,
    /// The paragraph that is being read.
    open: Open,
    /// Those around it: of a note, the one that calls it.
    around: Vec<Open>,
    /// What stands beside the outermost paragraph: notes, boxes.
    beside: Vec<String>,
    size: usize,
    /// How many pages the file says it has.
    pages: Option<u32>,
}

#[derive(Default)]
struct Open {
    text: String,
    is_heading: bool,
}

enum Piece {
    Paragraph(String),
    Heading(String),
    PageBreak,
    Page(u32),
    Sheet(String),
}

impl Pieces {
    /// Those of a file that says how many pages it has.
    pub(crate) fn of_pages(pages: Option<u32>) -> Self {
        Self {
            pages,
            ..Self::default()
        }
    }

    /// Adds text to the paragraph.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Cause> {
        self.size += text.len();
        if self.size > MAX_TEXT {
            return Err(Cause::TooLarge);
        }
        self.open.text.push_str(text);
        Ok(())
    }

    /// Adds plain text, whose paragraphs end at empty lines.
    pub(crate) fn paragraphs(&mut self, text: &str) -> Result<(), Cause> {
        // The lines of old Macs end as no others do.
        let lines: Vec<&str> = match text.contains('\n') {
            true => text.lines().collect(),
            false => text.split('\r').collect(),
        };
        for line in lines {
            match line.trim() {
                "" => self.end(),
                line => {
                    self.text(line)?;
                    self.text(" ")?;
                }
            }
        }
        self.end();
        Ok(())
    }

    /// Adds what another file says, which stands in this one.
    pub(crate) fn append(&mut self, mut other: Self) -> Result<(), Cause> {
        self.end();
        other.end();
        self.size += other.size;
        match self.size > MAX_TEXT {
            true => Err(Cause::TooLarge),
            false => {
                self.pieces.extend(other.pieces);
                Ok(())
            }
        }
    }

    /// Begins a paragraph or a heading.
    pub(crate) fn begin(&mut self, heading: bool) {
        self.end();
        self.open.is_heading = heading;
    }

    /// Says that the paragraph that is being read is a heading.
    pub(crate) fn is_heading(&mut self) {
        self.open.is_heading = true;
    }

    /// Ends the paragraph.
    pub(crate) fn end(&mut self) {
        let open = std::mem::take(&mut self.open);
        let text = single_spaced(&open.text);
        if !self.around.is_empty() {
            self.beside.extend((!text.is_empty()).then_some(text));
            return;
        }
        if !text.is_empty() {
            self.pieces.push(match open.is_heading {
                true => Piece::Heading(text),
                false => Piece::Paragraph(text),
            });
        }
        let beside = self.beside.drain(..).map(Piece::Paragraph);
        self.pieces.extend(beside);
    }

    /// A note or a box begins inside a paragraph, which goes on after it.
    pub(crate) fn enter(&mut self) -> Result<(), Cause> {
        if self.around.len() == MAX_DEPTH {
            return Err(Cause::NotDocument);
        }
        self.around.push(std::mem::take(&mut self.open));
        Ok(())
    }

    /// The note or the box ends.
    pub(crate) fn leave(&mut self) {
        if !self.around.is_empty() {
            self.end();
        }
        let Some(around) = self.around.pop() else {
            return;
        };
        // Where the paragraph has not begun, what stands beside it comes first.
        if self.around.is_empty() && around.text.trim().is_empty() {
            self.end();
        }
        self.open = around;
    }

    /// A note to the paragraph, of which the text is known.
    pub(crate) fn note(&mut self, text: &str) -> Result<(), Cause> {
        self.enter()?;
        self.text(text)?;
        self.leave();
        Ok(())
    }

    /// A new page begins, perhaps inside a paragraph.
    pub(crate) fn page_break(&mut self) {
        let heading = self.open.is_heading;
        self.end();
        self.open.is_heading = heading;
        self.pieces.push(Piece::PageBreak);
    }

    /// The page with this number begins.
    pub(crate) fn page(&mut self, number: u32) {
        self.end();
        self.pieces.push(Piece::Page(number));
    }

    /// A sheet begins.
    pub(crate) fn sheet(&mut self, name: &str) {
        self.end();
        self.pieces.push(Piece::Sheet(single_spaced(name)));
    }

    /// The passages: one a page if the file marks as many pages as it says it has, otherwise one a
    /// heading, and where there are no headings one every so many paragraphs. Marks that do not add
    /// up would name wrong pages.
    pub(crate) fn passages(mut self) -> Vec<Passage> {
        while !self.around.is_empty() {
            self.leave();
        }
        self.end();
        let breaks = self.pieces.iter();
        let breaks = breaks.filter(|piece| matches!(piece, Piece::PageBreak));
        let breaks = breaks.count();
        // Some programs say of every file that it has one page.
        let is_likely = breaks > 0 || self.size < MOST_OF_A_PAGE;
        let paged = is_likely && self.pages == Some(breaks as u32 + 1);
        let mut last = Passage {
            page: paged.then_some(1),
            ..Passage::default()
        };
        let mut passages = Vec::new();
        for piece in self.pieces {
            let next = match piece {
                Piece::PageBreak if paged => Passage {
                    page: last.page.map(|page| page + 1),
                    ..Passage::default()
                },
                Piece::PageBreak => continue,
                Piece::Page(number) => Passage {
                    page: Some(number),
                    ..Passage::default()
                },
                Piece::Sheet(name) => Passage {
                    sheet: Some(name),
                    ..Passage::default()
                },
                Piece::Heading(heading) if last.page.is_none() && last.sheet.is_none() => Passage {
                    heading,
                    ..Passage::default()
                },
                Piece::Paragraph(text) | Piece::Heading(text) => {
                    add(text, &mut last, &mut passages);
                    continue;
                }
            };
            passages.push(std::mem::replace(&mut last, next));
        }
        passages.push(last);
        passages.retain(|passage| !passage.text.is_empty() || !passage.heading.is_empty());
        passages
    }
}

/// Adds a paragraph to a passage, which ends before it where it is long and nothing else divides it.
fn add(mut text: String, last: &mut Passage, passages: &mut Vec<Passage>) {
    let is_divided = last.page.is_some() || !last.heading.is_empty();
    loop {
        let next = Passage {
            sheet: last.sheet.clone(),
            ..Passage::default()
        };
        if !is_divided && !last.text.is_empty() && last.text.len() + text.len() > LENGTH {
            passages.push(std::mem::replace(last, next));
            continue;
        }
        // A paragraph that is far longer is cut where a sentence ends.
        let rest = match !is_divided && text.len() > 2 * LENGTH {
            true => text.split_off(sentence_end(&text, LENGTH)),
            false => String::new(),
        };
        if !last.text.is_empty() {
            last.text.push(' ');
        }
        last.text.push_str(text.trim_end());
        if rest.is_empty() {
            return;
        }
        text = rest;
    }
}

/// The last place in the first bytes of a text where a sentence begins, or else a word, or their end.
fn sentence_end(text: &str, most: usize) -> usize {
    let end = text.floor_char_boundary(most);
    let sentence = text[..end].rfind(". ").map(|at| at + 2);
    let word = || text[..end].rfind(' ').map(|at| at + 1);
    sentence
        .filter(|at| *at > most / 2)
        .or_else(word)
        .unwrap_or(end)
}

/// A text without spaces at its ends and with single ones inside.
pub(crate) fn single_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
