//! Texts in the format of Word (ECMA-376, part 1).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::codepage;
use crate::drawing;
use crate::facts::{Facts, FindingKind};
use crate::format::Format;
use crate::html;
use crate::passages::{Pieces, single_spaced};
use crate::properties;
use crate::relations::{self, Relation};
use crate::xml::{self, Element, Token};
use std::collections::{HashMap, HashSet};

/// What stands twice, for programs that do not know the first form, what was moved from there, and
/// what letters looked like before.
const SKIPPED: [&str; 3] = ["mc:Fallback", "w:moveFrom", "w:rPrChange"];
/// The part with the text.
const DOCUMENT: &str = "word/document.xml";

/// What reads a file of another format that stands in a document.
pub(crate) type ReadInner = fn(Format, &[u8], &mut Facts) -> Result<Pieces, Cause>;

/// The text of a document.
pub(crate) fn read(
    bytes: &[u8],
    facts: &mut Facts,
    read_inner: ReadInner,
) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let main = relations::main(&archive, DOCUMENT)?;
    let document = archive.text(&main)?.ok_or(Cause::NotDocument)?;
    let parts = relations::of(&archive, &main)?;
    let part = |kind, usual| relations::part(&parts, kind, usual);
    let headings = styles(&archive, &part("styles", "word/styles.xml"), facts)?;
    properties::of_office(&archive, facts)?;
    let comments = part("comments", "word/comments.xml");
    properties::comments(&archive, &comments, "comment", facts)?;
    let footnotes = part("footnotes", "word/footnotes.xml");
    let footnotes = notes(&archive, &footnotes, "w:footnote")?;
    let endnotes = part("endnotes", "word/endnotes.xml");
    let endnotes = notes(&archive, &endnotes, "w:endnote")?;
    let mut reader = Reader {
        archive: &archive,
        pieces: Pieces::of_pages(facts.pages),
        facts,
        parts,
        headings,
        footnotes,
        endnotes,
        inside: false,
        hidden: false,
        initial: false,
        changes: 0,
        read_inner,
    };
    xml::read(&document, &SKIPPED, |token| reader.token(token))?;
    let Reader {
        pieces,
        facts,
        changes,
        ..
    } = reader;
    let field = format!("w:ins, w:del ({DOCUMENT})");
    facts.count(FindingKind::Changes, &field, changes);
    Ok(pieces)
}

struct Reader<'a> {
    archive: &'a Archive<'a>,
    pieces: Pieces,
    facts: &'a mut Facts,
    /// What else the archive holds.
    parts: Vec<Relation>,
    /// The styles of headings.
    headings: HashSet<String>,
    footnotes: HashMap<String, String>,
    endnotes: HashMap<String, String>,
    /// Whether this is text: what was deleted, and fields, have other elements than `w:t`.
    inside: bool,
    /// Whether readers of the document do not see it.
    hidden: bool,
    /// Whether this paragraph is the large letter that the next one begins with.
    initial: bool,
    changes: usize,
    read_inner: ReadInner,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<'_>) -> Result<(), Cause> {
        match token {
            Token::Start(element) => self.start(&element)?,
            Token::Text(text) if self.inside && !self.hidden => self.pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "w:p" if self.initial => {}
                "w:p" => self.pieces.end(),
                "w:t" | "m:t" => self.inside = false,
                "w:txbxContent" => self.pieces.leave(),
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), Cause> {
        let pieces = &mut self.pieces;
        match element.name() {
            "w:p" if std::mem::take(&mut self.initial) => {}
            "w:p" => pieces.begin(false),
            "w:framePr" => {
                let drops = element.attribute("w:dropCap");
                self.initial = drops.is_some_and(|drops| drops != "none");
            }
            "w:altChunk" => {
                let id = element.attribute("r:id");
                let inner = self.parts.iter().find(|part| Some(&part.id) == id.as_ref());
                if let Some(inner) = inner.map(|inner| inner.part.clone()) {
                    self.inner(&inner)?;
                }
            }
            "w:pStyle" => {
                let style = element.attribute("w:val");
                if style.is_some_and(|style| self.headings.contains(&style)) {
                    pieces.is_heading();
                }
            }
            "w:outlineLvl" if is_level(element) => pieces.is_heading(),
            "w:r" => self.hidden = false,
            "w:vanish" => self.hidden = is_on(element),
            "w:t" | "m:t" => self.inside = true,
            // A sign of a font that has its own stands between words, whatever it is.
            "w:tab" | "w:ptab" | "w:br" | "w:cr" | "w:sym" => pieces.text(" ")?,
            "w:noBreakHyphen" => pieces.text("-")?,
            "w:lastRenderedPageBreak" => pieces.page_break(),
            // A box stands beside the paragraph that it is anchored to.
            "w:txbxContent" => pieces.enter()?,
            "w:footnoteReference" => note(element, &self.footnotes, pieces)?,
            "w:endnoteReference" => note(element, &self.endnotes, pieces)?,
            "w:ins" | "w:del" | "w:moveTo" => self.changes += 1,
            // What stands for a picture.
            "wp:docPr" => {
                let text = element.attribute("descr");
                text.map_or(Ok(()), |text| pieces.note(&text))?;
            }
            "c:chart" | "dgm:relIds" => {
                let id = element.attribute("r:id").or(element.attribute("r:dm"));
                let drawn = self.parts.iter().find(|part| Some(&part.id) == id.as_ref());
                if let Some(drawn) = drawn {
                    pieces.enter()?;
                    drawing::read(self.archive, &drawn.part, self.facts, pieces)?;
                    pieces.leave();
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Adds what a part says that is a file of its own (17.17.2): what it is, its bytes say best.
    fn inner(&mut self, part: &str) -> Result<(), Cause> {
        let Some(bytes) = self.archive.bytes(part)? else {
            return Ok(());
        };
        let mut facts = Facts::default();
        let pieces = match format_of(&bytes) {
            Some(format) => (self.read_inner)(format, &bytes, &mut facts)?,
            None => {
                let mut pieces = Pieces::default();
                pieces.paragraphs(&html::text(&codepage::text(&bytes)))?;
                pieces
            }
        };
        self.facts.findings.extend(facts.findings);
        self.pieces.append(pieces)
    }
}

/// What a file is that has no name; `None` for HTML.
fn format_of(bytes: &[u8]) -> Option<Format> {
    let start = bytes.trim_ascii_start();
    let head = start[..start.len().min(1024)].to_ascii_lowercase();
    let says = |mark: &[u8]| head.windows(mark.len()).any(|at| at == mark);
    match &head[..] {
        [b'p', b'k', ..] => Some(Format::Docx),
        [b'{', b'\\', ..] => Some(Format::Rtf),
        _ if says(b"mime-version:") => Some(Format::Eml),
        _ if says(b"<html")
            || says(b"<!doctype")
            || says(b"<body")
            || says(b"<p")
            || says(b"<div") =>
        {
            None
        }
        _ => Some(Format::Txt),
    }
}

/// Whether a property holds that needs no value to hold.
fn is_on(element: &Element<'_>) -> bool {
    let value = element.attribute("w:val");
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}

/// Adds the note that an element calls.
fn note(
    element: &Element<'_>,
    notes: &HashMap<String, String>,
    pieces: &mut Pieces,
) -> Result<(), Cause> {
    let text = element.attribute("w:id").and_then(|id| notes.get(&id));
    text.map_or(Ok(()), |text| pieces.note(text))
}

/// The texts of notes by their ids.
fn notes(
    archive: &Archive<'_>,
    part: &str,
    element: &str,
) -> Result<HashMap<String, String>, Cause> {
    let mut notes = HashMap::new();
    let Some(part) = archive.text(part)? else {
        return Ok(notes);
    };
    let mut inside = false;
    let mut open: Option<(String, String)> = None;
    xml::read(&part, &SKIPPED, |token| {
        match token {
            Token::Start(start) if start.name() == element => {
                // Lines between text and notes are notes too, of a type.
                let id = start.attribute("w:id");
                let id = id.filter(|_| start.attribute("w:type").is_none());
                open = id.map(|id| (id, String::new()));
            }
            Token::Start(start) => match (start.name(), &mut open) {
                ("w:t", _) => inside = true,
                ("w:p" | "w:tab" | "w:br" | "w:cr", Some((_, text))) => text.push(' '),
                _ => {}
            },
            Token::Text(more) if inside => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&more);
                }
            }
            Token::End(name) if name == element => {
                notes.extend(open.take().map(|(id, text)| (id, single_spaced(&text))));
            }
            Token::End(name) if name == "w:t" => inside = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(notes)
}

/// Whether an element says that a paragraph has a level in the outline; the tenth is that of text.
fn is_level(element: &Element<'_>) -> bool {
    let level = element.attribute("w:val");
    level.is_some_and(|level| level.parse().is_ok_and(|level: u8| level < 9))
}

/// The ids of the styles of headings, and of those that are made from them: ids are in the language of
/// the program, names are not. The language of the text is told among the styles.
fn styles(archive: &Archive<'_>, part: &str, facts: &mut Facts) -> Result<HashSet<String>, Cause> {
    let mut headings = HashSet::new();
    let Some(text) = archive.text(part)? else {
        return Ok(headings);
    };
    let mut style = None;
    let mut bases: Vec<(String, String)> = Vec::new();
    xml::read(&text, &[], |token| {
        if let Token::Start(element) = token {
            let value = || element.attribute("w:val").unwrap_or_default();
            match element.name() {
                "w:style" => style = element.attribute("w:styleId"),
                "w:lang" if facts.language.is_none() => facts.language(&value()),
                "w:name" if value().to_ascii_lowercase().starts_with("heading ") => {
                    headings.extend(style.clone());
                }
                "w:outlineLvl" if is_level(&element) => headings.extend(style.clone()),
                "w:basedOn" => bases.extend(style.clone().map(|style| (style, value()))),
                _ => {}
            }
        }
        Ok(())
    })?;
    // A style follows the one that it is made from, but for what nobody writes by hand.
    for (style, base) in bases {
        if headings.contains(&base) {
            headings.insert(style);
        }
    }
    Ok(headings)
}
