//! Slides in the format of PowerPoint (ECMA-376, part 1, 19), a passage each.

use crate::archive::Archive;
use crate::cause::Cause;
use crate::drawing;
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
    let main = relations::main(&archive, PRESENTATION)?;
    let presentation = archive.text(&main)?.ok_or(Cause::NotDocument)?;
    properties::of_office(&archive, facts)?;
    let parts = relations::of(&archive, &main)?;
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
        for part in drawing::read(&archive, &slide.part, facts, &mut pieces)? {
            match part.kind.as_str() {
                "notesSlide" => drop(drawing::read(&archive, &part.part, facts, &mut pieces)?),
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
