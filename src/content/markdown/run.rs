//! The text of a paragraph, heading, cell or the like as its author wrote it, for what was meant as
//! markup and is none: whatever Markdown has understood is masked.

use crate::diagnostic::Slip;
use crate::html::{CODE, name_of_tag};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A slip, and where in its run.
pub(super) type Found = (Slip, Range<usize>);

/// Stands in a masked text for each byte of what Markdown has understood.
pub(super) const MASK: char = '\0';

/// A run being read: from one block's beginning or end to the next.
#[derive(Default)]
pub(super) struct Run {
    /// Where it stands in the prepared text; `None` before its first event.
    pub range: Option<Range<usize>>,
    /// What Markdown has understood.
    pub understood: Vec<Range<usize>>,
    /// The last of it that is in bold.
    pub strong: Option<Range<usize>>,
    /// Where an element of raw HTML began whose text is code.
    code: Option<usize>,
}

/// What a run may hold, from one look at its bytes.
#[derive(Clone, Copy)]
pub(super) struct Hints(u8);

impl Hints {
    /// A bracket.
    pub(super) const BRACKET: u8 = 1;
    /// A brace.
    pub(super) const BRACE: u8 = 2;
    /// A sign of emphasis, or of code.
    pub(super) const EMPHASIS: u8 = 4;
    /// A bar, or a tab.
    pub(super) const BAR: u8 = 8;
    /// A line that begins with something else than a letter, or has a bracket behind the first, or
    /// begins as code does.
    pub(super) const LINE: u8 = 16;
    /// A `<`.
    pub(super) const TAG: u8 = 32;
    /// A sign that only other programs know.
    pub(super) const SIGN: u8 = 64;
    /// A `&`.
    pub(super) const ENTITY: u8 = 128;

    fn of(text: &str) -> Self {
        let found = |hints, byte| hints | HINTS[usize::from(byte)];
        let mut hints = text.bytes().fold(0, found);
        let begins = text.split('\n').any(|line| {
            let line = content(line).as_bytes();
            let marked = |byte: &u8| matches!(byte, b')' | b'\t' | b'.');
            line.first().is_some_and(|byte| !byte.is_ascii_alphabetic())
                || line.get(1).is_some_and(marked)
                || line.starts_with(b"import ")
                || line.first() == Some(&b'h') && line.get(2) == Some(&b'.')
                || line.starts_with(b"export ")
        });
        if begins {
            hints |= Self::LINE;
        }
        if text.contains(")(") {
            hints |= Self::BRACKET;
        }
        // Code that is closed is none of them.
        let ticks = text.bytes().filter(|byte| *byte == b'`').count();
        if !ticks.is_multiple_of(2) {
            hints |= Self::EMPHASIS;
        }
        let signs = ["\":http", "【", " :", ":`", ">`_", " ##"];
        if signs.iter().any(|sign| text.contains(sign)) {
            hints |= Self::SIGN;
        }
        if [": - ", ": • ", ": * "]
            .iter()
            .any(|sign| text.contains(sign))
        {
            hints |= Self::LINE;
        }
        Self(hints)
    }

    /// Whether there is one of some.
    pub(super) fn has(self, wanted: u8) -> bool {
        self.0 & wanted != 0
    }
}

const HINTS: [u8; 256] = {
    let mut hints = [0; 256];
    hints[b'[' as usize] = Hints::BRACKET;
    hints[b']' as usize] = Hints::BRACKET;
    hints[b'{' as usize] = Hints::BRACE;
    hints[b'*' as usize] = Hints::EMPHASIS;
    hints[b'_' as usize] = Hints::EMPHASIS;
    hints[b'~' as usize] = Hints::EMPHASIS;
    hints[b'|' as usize] = Hints::BAR;
    hints[b'\t' as usize] = Hints::BAR;
    hints[b'&' as usize] = Hints::ENTITY;
    hints[b'<' as usize] = Hints::TAG;
    hints[b'=' as usize] = Hints::SIGN;
    hints[b'+' as usize] = Hints::SIGN;
    hints[b'%' as usize] = Hints::SIGN;
    hints[b'^' as usize] = Hints::SIGN;
    hints[b'$' as usize] = Hints::SIGN;
    hints[b'\\' as usize] = Hints::SIGN;
    hints
};

impl Run {
    /// Takes an event that belongs to a line of text; whether it does.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        match event {
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => {}
            Event::InlineHtml(html) => {
                let end = html.starts_with("</");
                let is_code = CODE.contains(&name_of_tag(html));
                let start = if is_code { self.code.take() } else { None };
                if is_code && !end {
                    self.code = Some(range.start);
                }
                self.understood
                    .push(start.unwrap_or(range.start)..range.end);
            }
            Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.understood.push(range.clone());
            }
            Event::Start(Tag::Strong) => {
                self.delimiters(range, 2);
                self.strong = Some(range.clone());
            }
            Event::Start(Tag::Emphasis) => self.delimiters(range, 1),
            // It may have one sign or two.
            Event::Start(Tag::Strikethrough) => self.delimiters(range, 1),
            Event::End(
                TagEnd::Link
                | TagEnd::Image
                | TagEnd::Strong
                | TagEnd::Emphasis
                | TagEnd::Strikethrough,
            ) => {}
            _ => return false,
        }
        match &mut self.range {
            Some(own) => own.end = own.end.max(range.end),
            None => self.range = Some(range.clone()),
        }
        true
    }

    /// The run of a text that is one, as a page's parser gives it.
    #[cfg(test)]
    pub(super) fn of(text: &str) -> Self {
        let options = pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        let mut run = Self::default();
        for (event, range) in pulldown_cmark::Parser::new_ext(text, options).into_offset_iter() {
            run.take(&event, &range);
        }
        run
    }

    fn delimiters(&mut self, range: &Range<usize>, length: usize) {
        self.understood.push(range.start..range.start + length);
        self.understood.push(range.end - length..range.end);
    }
}

/// The text of a run.
pub(super) struct Written {
    /// With each byte of what Markdown has understood as [`MASK`].
    pub masked: String,
    /// What it may hold.
    pub hints: Hints,
    /// Where its lines begin and end, without the signs of quotations and without indentation.
    pub lines: Vec<Range<usize>>,
}

impl Written {
    /// The text of a run, if anything in it may be of interest.
    pub(super) fn of(run: &Run, range: &Range<usize>, text: &str) -> Option<Self> {
        let own = &text[range.clone()];
        let hints = Hints::of(own);
        if hints.0 == 0 {
            return None;
        }
        let mut masked = own.as_bytes().to_vec();
        let mut mask = |from: usize, to: usize| {
            let from = from.max(range.start) - range.start;
            let to = to.min(range.end).saturating_sub(range.start).max(from);
            for byte in masked[from..to].iter_mut().filter(|byte| **byte != b'\n') {
                *byte = 0;
            }
        };
        for understood in &run.understood {
            mask(understood.start, understood.end);
        }
        // A character behind a backslash is no markup.
        let bytes = text.as_bytes();
        let mut at = range.start.saturating_sub(1);
        while let Some(found) = bytes[at..range.end].iter().position(|byte| *byte == b'\\') {
            at += found;
            if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                mask(at, at + 2);
                at += 1;
            }
            at += 1;
            if at >= range.end {
                break;
            }
        }
        let masked = String::from_utf8(masked).ok()?;
        let mut lines = Vec::new();
        let mut from = 0;
        for line in masked.split('\n') {
            let text = content(line);
            let start = from + line.len() - text.len();
            lines.push(start..start + text.trim_end().len());
            from += line.len() + 1;
        }
        Some(Self {
            masked,
            hints,
            lines,
        })
    }

    /// The lines with their places.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let lines = self.lines.iter();
        lines.map(|range| (&self.masked[range.clone()], range.clone()))
    }
}

/// How far what a sign opens is looked for, in bytes: the cost grows with the text, whatever it is.
const NEAR: usize = 1_000;

/// The beginning of a text, as far as something is looked for.
pub(in crate::content) fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// The end of a text, as far.
pub(super) fn near_end(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

/// A line without the signs of quotations and without indentation.
fn content(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_understands_is_masked() {
        let cases = [
            ("a [b](c) d", "a ...... d"),
            ("**a** *b* `c` **d", "..a.. .b. ... **d"),
            ("a \\[b](c)", "a ..b](c)"),
            ("\\##a {", "##a {"),
            ("<code>{{ a }}</code> {", ".................... {"),
            ("~~a~~ ~b~ {", ".~a~. .b. {"),
            ("è {\n> à", "è {\n> à"),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let range = run.range.clone().unwrap();
            let written = Written::of(&run, &range, text).unwrap();
            let shown = written.masked.replace(MASK, ".");
            let expected = match text.starts_with('\\') {
                true => ".".to_owned() + &expected[1..],
                false => expected.to_owned(),
            };
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn texts_without_signs_are_not_looked_at() {
        let text = "Una frase come tante, con la sua fine.";
        let mut run = Run::default();
        run.take(&Event::Text(text.into()), &(0..text.len()));
        assert!(Written::of(&run, &(0..text.len()), text).is_none());
    }
}
