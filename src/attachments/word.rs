//! Texts in the format of Word (ECMA-376, part 1).

use super::archive::Archive;
use super::passages::Pieces;
use super::xml::{self, Token};
use crate::diagnostic::AttachmentCause;
use std::collections::HashSet;

/// What stands twice, for programs that do not know the first form.
const SKIPPED: [&str; 1] = ["mc:Fallback"];

/// The text of a document.
pub(super) fn read(bytes: &[u8]) -> Result<Pieces, AttachmentCause> {
    let archive = Archive::open(bytes)?;
    let document = archive.text("word/document.xml")?;
    let document = document.ok_or(AttachmentCause::NotDocument)?;
    let headings = heading_styles(&archive)?;
    let pages = match archive.text("docProps/app.xml")? {
        Some(properties) => xml::text_of(&properties, "Pages")?,
        None => None,
    };
    let mut pieces = Pieces::of_pages(pages.and_then(|count| count.parse().ok()));
    // Deleted text and fields have other elements than `w:t`.
    let mut inside = false;
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
                "w:lastRenderedPageBreak" => pieces.page_break(),
                _ => {}
            },
            Token::Text(text) if inside => pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "w:p" => pieces.end(),
                "w:t" => inside = false,
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(pieces)
}

/// The ids of the styles of headings: ids are in the language of the program, names are not.
fn heading_styles(archive: &Archive<'_>) -> Result<HashSet<String>, AttachmentCause> {
    let mut styles = HashSet::new();
    let Some(text) = archive.text("word/styles.xml")? else {
        return Ok(styles);
    };
    let mut style = None;
    xml::read(&text, &[], |token| {
        if let Token::Start(element) = token {
            match element.name() {
                "w:style" => style = element.attribute("w:styleId"),
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
