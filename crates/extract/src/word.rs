//! Texts in the format of Word (ECMA-376, part 1).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::{Facts, FindingKind};
use crate::passages::{Pieces, single_spaced};
use crate::properties;
use crate::xml::{self, Element, Token};
use std::collections::{HashMap, HashSet};

/// What stands twice, for programs that do not know the first form.
const SKIPPED: [&str; 1] = ["mc:Fallback"];
/// The part with the text.
const DOCUMENT: &str = "word/document.xml";

/// The text of a document.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let document = archive.text(DOCUMENT)?.ok_or(Cause::NotDocument)?;
    let headings = styles(&archive, facts)?;
    properties::of_office(&archive, facts)?;
    properties::comments(&archive, "word/comments.xml", "comment", facts)?;
    let footnotes = notes(&archive, "word/footnotes.xml", "w:footnote")?;
    let endnotes = notes(&archive, "word/endnotes.xml", "w:endnote")?;
    let mut pieces = Pieces::of_pages(facts.pages);
    // Deleted text and fields have other elements than `w:t`.
    let mut inside = false;
    let mut changes = 0;
    xml::read(&document, &SKIPPED, |token| {
        match token {
            Token::Start(element) => match element.name() {
                "w:p" => pieces.begin(false),
                "w:pStyle" => {
                    let style = element.attribute("w:val");
                    if style.is_some_and(|style| headings.contains(&style)) {
                        pieces.is_heading();
                    }
                }
                "w:t" => inside = true,
                "w:tab" | "w:br" | "w:cr" => pieces.text(" ")?,
                "w:noBreakHyphen" => pieces.text("-")?,
                "w:lastRenderedPageBreak" => pieces.page_break(),
                // A box stands beside the paragraph that it is anchored to.
                "w:txbxContent" => pieces.enter()?,
                "w:footnoteReference" => note(&element, &footnotes, &mut pieces)?,
                "w:endnoteReference" => note(&element, &endnotes, &mut pieces)?,
                "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => changes += 1,
                _ => {}
            },
            Token::Text(text) if inside => pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "w:p" => pieces.end(),
                "w:t" => inside = false,
                "w:txbxContent" => pieces.leave(),
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })?;
    facts.count(
        FindingKind::Changes,
        &format!("w:ins, w:del ({DOCUMENT})"),
        changes,
    );
    Ok(pieces)
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

/// The ids of the styles of headings: ids are in the language of the program, names are not. The
/// language of the text is told among the styles.
fn styles(archive: &Archive<'_>, facts: &mut Facts) -> Result<HashSet<String>, Cause> {
    let mut styles = HashSet::new();
    let Some(text) = archive.text("word/styles.xml")? else {
        return Ok(styles);
    };
    let mut style = None;
    xml::read(&text, &[], |token| {
        if let Token::Start(element) = token {
            match element.name() {
                "w:style" => style = element.attribute("w:styleId"),
                "w:lang" if facts.language.is_none() => {
                    facts.language(&element.attribute("w:val").unwrap_or_default());
                }
                "w:name" => {
                    let name = element.attribute("w:val");
                    let is_heading =
                        |name: String| name.to_ascii_lowercase().starts_with("heading ");
                    if name.is_some_and(is_heading) {
                        styles.extend(style.clone());
                    }
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(styles)
}
