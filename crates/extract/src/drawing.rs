//! What is drawn in office documents: shapes, charts, diagrams, and what stands for pictures
//! (ECMA-376, part 1, 20 and 21).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::Facts;
use crate::passages::Pieces;
use crate::relations::{self, Relation};
use crate::xml::{self, Token, local};

/// Relations to parts that are drawn too.
const DRAWN: [&str; 4] = ["chart", "chartEx", "diagramData", "drawing"];
/// Deepest drawings within drawings.
const MAX_DEPTH: u8 = 3;

/// Adds the paragraphs of a part and of all that is drawn in it. Gives what else it is related to.
pub(crate) fn read(
    archive: &Archive<'_>,
    part: &str,
    facts: &mut Facts,
    pieces: &mut Pieces,
) -> Result<Vec<Relation>, Cause> {
    read_at(archive, part, facts, pieces, 0)
}

fn read_at(
    archive: &Archive<'_>,
    part: &str,
    facts: &mut Facts,
    pieces: &mut Pieces,
    depth: u8,
) -> Result<Vec<Relation>, Cause> {
    paragraphs(archive, part, facts, pieces)?;
    let relations = relations::of(archive, part)?;
    let (drawn, others): (Vec<Relation>, Vec<Relation>) = relations
        .into_iter()
        .partition(|relation| DRAWN.contains(&relation.kind.as_str()));
    for drawn in drawn {
        if depth < MAX_DEPTH {
            read_at(archive, &drawn.part, facts, pieces, depth + 1)?;
        }
    }
    Ok(others)
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
    let (mut inside, mut in_names) = (false, false);
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
                // The names of series and categories.
                "c:strCache" => in_names = true,
                "c:v" if in_names => {
                    pieces.begin(false);
                    inside = true;
                }
                name if local(name) == "cNvPr" => {
                    pieces.begin(false);
                    pieces.text(&element.attribute("descr").unwrap_or_default())?;
                    pieces.end();
                }
                _ => {}
            },
            Token::Text(text) if inside => pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "a:p" => pieces.end(),
                "a:t" => inside = false,
                "c:strCache" => in_names = false,
                "c:v" if inside => {
                    pieces.end();
                    inside = false;
                }
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })
}
