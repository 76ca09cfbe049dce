//! The text of a paragraph, heading, cell or the like as its author wrote it, for what was meant as
//! markup and is none: whatever Markdown has understood is masked.

use crate::diagnostic::Slip;
use crate::html::{CODE, name_of_tag};
use memchr::memchr_iter;
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

/// What a run may hold, from one look at the bytes that Markdown has not understood.
#[derive(Clone, Copy)]
pub(super) struct Hints(u16);

impl Hints {
    /// A bracket.
    pub(super) const BRACKET: u16 = 1;
    /// A brace.
    pub(super) const BRACE: u16 = 2;
    /// A sign of emphasis, or of code.
    pub(super) const EMPHASIS: u16 = 4;
    /// A bar, or a tab.
    pub(super) const BAR: u16 = 8;
    /// A line that begins with something else than a letter, or has a bracket behind the first, or
    /// begins as code does.
    pub(super) const LINE: u16 = 16;
    /// A `<`.
    pub(super) const TAG: u16 = 32;
    /// A sign that only other programs know.
    pub(super) const SIGN: u16 = 64;
    /// A `&`.
    pub(super) const ENTITY: u16 = 128;
    /// A byte that is part of a sign of several, as it is written.
    const PART: u16 = 256;
    /// The same, where Markdown has not understood it.
    const LEFT_PART: u16 = 512;

    /// What the bytes of a text may be.
    fn of(text: &str) -> u16 {
        let found = |hints, byte| hints | HINTS[usize::from(byte)];
        text.bytes().fold(0, found)
    }

    /// Those of a run, by its text, what the bytes of that may be, and what Markdown has not
    /// understood of it.
    fn of_run(own: &str, of_own: u16, masked: &str) -> Self {
        let mut hints = Self::of(masked);
        if begins_otherwise(masked) {
            hints |= Self::LINE;
        }
        let parts = (of_own & Self::PART) | (hints & Self::LEFT_PART);
        if parts != 0 {
            hints |= Self::of_signs(own.as_bytes(), masked.as_bytes());
        }
        Self(hints & !(Self::PART | Self::LEFT_PART))
    }

    /// What signs of several bytes say.
    fn of_signs(own: &[u8], masked: &[u8]) -> u16 {
        let (mut hints, mut ticks) = (0, 0);
        for (at, byte) in own.iter().enumerate() {
            if HINTS[usize::from(*byte)] & (Self::PART | Self::LEFT_PART) == 0 {
                continue;
            }
            ticks += usize::from(masked[at] == b'`');
            hints |= match byte {
                b'\\' => Self::SIGN,
                b'#' | b':' | b'`' | &FIRST_OF_LENTICULAR => sign_at(own, at),
                _ => bracket_at(masked, at),
            };
        }
        // Code that is closed is no sign of it.
        if !ticks.is_multiple_of(2) {
            hints |= Self::EMPHASIS;
        }
        hints
    }

    /// Whether there is one of some.
    pub(super) fn has(self, wanted: u16) -> bool {
        self.0 & wanted != 0
    }
}

/// Whether a line begins as no prose does.
fn begins_otherwise(text: &str) -> bool {
    let breaks = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(breaks).any(|at| {
        let line = content(&text[at..]).as_bytes();
        let marked = |byte: &u8| matches!(byte, b')' | b'\t' | b'.' | b'-');
        let other = |byte: &u8| !byte.is_ascii_alphabetic() && *byte != b'\n';
        line.first().is_some_and(other)
            || line.get(1).is_some_and(marked)
            || line.starts_with(b"import ")
            || line.first() == Some(&b'h') && line.get(2) == Some(&b'.')
            || line.starts_with(b"export ")
    })
}

/// What a sign of several bytes says, of a text as it is written, by one of them.
fn sign_at(own: &[u8], at: usize) -> u16 {
    let before = at.checked_sub(1).map(|before| own[before]);
    let (after, rest) = (own.get(at + 1), &own[at..]);
    let begins = |signs: &[&str]| signs.iter().any(|sign| rest.starts_with(sign.as_bytes()));
    let (is_sign, is_list) = match own[at] {
        b'`' => (before == Some(b'>') && after == Some(&b'_'), false),
        b'#' => (before == Some(b' ') && after == Some(&b'#'), false),
        b':' if after == Some(&b' ') => {
            let is_list = begins(&[": - ", ": • ", ": * "]);
            (before == Some(b' '), is_list)
        }
        b':' => {
            let is_sign = before == Some(b' ')
                || after == Some(&b'`')
                || before == Some(b'"') && begins(&[":http"])
                || begins(&[":contentReference[", ":::"]);
            (is_sign, false)
        }
        _ => (begins(&["【"]), false),
    };
    (u16::from(is_sign) * Hints::SIGN) | (u16::from(is_list) * Hints::LINE)
}

/// Whether brackets that stand behind one another, or a sign before a link, are part of what
/// Markdown has not understood, by one of the bytes.
fn bracket_at(masked: &[u8], at: usize) -> u16 {
    let (before, rest) = (&masked[..at], &masked[at..]);
    let is_bracket = before.ends_with(b")") && rest.starts_with(b"(")
        || rest.starts_with(b"! \0")
        || rest.starts_with("¡\0".as_bytes());
    u16::from(is_bracket) * Hints::BRACKET
}

/// The first byte of `【`.
const FIRST_OF_LENTICULAR: u8 = "【".as_bytes()[0];

const HINTS: [u16; 256] = {
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
    // What the signs of several bytes have and few texts.
    hints[b'(' as usize] = Hints::LEFT_PART;
    hints[b'!' as usize] = Hints::LEFT_PART;
    hints["¡".as_bytes()[0] as usize] = Hints::LEFT_PART;
    hints[b':' as usize] = Hints::PART;
    hints[b'`' as usize] = Hints::PART;
    hints[b'#' as usize] = Hints::PART;
    hints[FIRST_OF_LENTICULAR as usize] = Hints::PART;
    hints[b'\\' as usize] = Hints::PART;
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
    /// Where backslashes stand before signs, outside of code.
    pub escapes: Vec<usize>,
}

impl Written {
    /// The text of a run, if anything in it may be of interest.
    pub(super) fn of(run: &Run, range: &Range<usize>, text: &str) -> Option<Self> {
        let own = &text[range.clone()];
        let of_own = Hints::of(own);
        if of_own == 0 && !begins_otherwise(own) {
            return None;
        }
        let mut masked = own.as_bytes().to_vec();
        let mask = |masked: &mut [u8], from: usize, to: usize| {
            let from = from.max(range.start) - range.start;
            let to = to.min(range.end).saturating_sub(range.start).max(from);
            // Without a way around, many are written in one step.
            for byte in &mut masked[from..to] {
                *byte = if *byte == b'\n' { b'\n' } else { 0 };
            }
        };
        for understood in &run.understood {
            mask(&mut masked, understood.start, understood.end);
        }
        let mut escapes = Vec::new();
        // A character behind a backslash is no markup.
        let bytes = text.as_bytes();
        let start = range.start.saturating_sub(1);
        let mut last = start;
        for at in memchr_iter(b'\\', &bytes[start..range.end]).map(|at| start + at) {
            if at >= last && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                let own = at.checked_sub(range.start);
                escapes.extend(own.filter(|own| masked[*own] != 0));
                mask(&mut masked, at, at + 2);
                last = at + 2;
            }
        }
        let masked = String::from_utf8(masked).ok()?;
        let hints = Hints::of_run(own, of_own, &masked);
        if hints.0 == 0 {
            return None;
        }
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
            escapes,
        })
    }

    /// Whether a line is broken where it ends, so that what follows is published on a line of its own.
    pub(super) fn is_broken(&self, line: &Range<usize>) -> bool {
        let (own, behind) = self.masked[line.start..].split_at(line.len());
        behind.starts_with("  ") || own.ends_with('\\')
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
            ("a [b](c) d {", "a ...... d {"),
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
        let cases = [
            "Una frase come tante, con la sua fine.",
            "Una [con](un-indirizzo), **una parola** _e_ `un comando`.",
            "Alle 9:30 (o quasi): si comincia!",
        ];
        for text in cases {
            let run = Run::of(text);
            let range = run.range.clone().unwrap();
            assert!(Written::of(&run, &range, text).is_none(), "{text}");
        }
    }

    #[test]
    fn signs_of_several_bytes_are_found() {
        let cases = [
            ("vedi :ref:`pagina`", Hints::SIGN),
            ("`testo <x>`_ e poi", Hints::SIGN),
            ("vedi \"testo\":https://x.it", Hints::SIGN),
            ("come dice【1】la fonte", Hints::SIGN),
            ("un gesto :smile: qui", Hints::SIGN),
            ("così:contentReference[oaicite:0]", Hints::SIGN),
            ("testo ## Titolo", Hints::SIGN),
            ("Servono: - uno - due", Hints::LINE),
            ("(testo)(indirizzo)", Hints::BRACKET),
            ("guarda ! [x](y)", Hints::BRACKET),
            ("guarda ¡[x](y)", Hints::BRACKET),
            ("un `comando aperto", Hints::EMPHASIS),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let range = run.range.clone().unwrap();
            let written = Written::of(&run, &range, text).expect("it has a sign");
            assert!(written.hints.has(expected), "{text}");
        }
    }
}
