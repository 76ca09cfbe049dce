//! Slides in the format of PowerPoint (ECMA-376, part 1, 19), a passage each.

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::Facts;
use crate::passages::Pieces;
use crate::properties;
use crate::relations;
use crate::xml::{self, Token};

/// The part that lists the slides.
const PRESENTATION: &str = "ppt/presentation.xml";

/// The text of a presentation; the notes to a slide follow it.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let presentation = archive.text(PRESENTATION)?.ok_or(Cause::NotDocument)?;
    properties::of_office(&archive, facts)?;
    let parts = relations::of(&archive, PRESENTATION)?;
    let mut slides = Vec::new();
    xml::read(&presentation, &[], |token| {
        if let Token::Start(element) = token
            && element.name() == "p:sldId"
        {
            slides.extend(element.attribute("r:id"));
        }
        Ok(())
    })?;
    let mut pieces = Pieces::default();
    let mut number = 0;
    for id in slides {
        let Some(slide) = parts.iter().find(|part| part.id == id) else {
            continue;
        };
        number += 1;
        pieces.page(number);
        paragraphs(&archive, &slide.part, facts, &mut pieces)?;
        for part in relations::of(&archive, &slide.part)? {
            match part.kind.as_str() {
                "notesSlide" => paragraphs(&archive, &part.part, facts, &mut pieces)?,
                "comments" | "comment" => {
                    properties::comments(&archive, &part.part, "cm", facts)?;
                }
                _ => {}
            }
        }
    }
    facts.pages = Some(number).filter(|number| *number > 0);
    Ok(pieces)
}

/// Adds the paragraphs of a part.
fn paragraphs(
    archive: &Archive<'_>,
    part: &str,
    facts: &mut Facts,
    pieces: &mut Pieces,
) -> Result<(), Cause> {
    let Some(text) = archive.text(part)? else {
        return Ok(());
    };
    let mut inside = false;
    // Fields hold the number of the slide, or the day.
    xml::read(&text, &["a:fld", "mc:Fallback"], |token| {
        match token {
            Token::Start(element) => match element.name() {
                "a:p" => pieces.begin(false),
                "a:t" => inside = true,
                "a:br" | "a:tab" => pieces.text(" ")?,
                "a:rPr" if facts.language.is_none() => {
                    facts.language(&element.attribute("lang").unwrap_or_default());
                }
                _ => {}
            },
            Token::Text(text) if inside => pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "a:p" => pieces.end(),
                "a:t" => inside = false,
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })
}
