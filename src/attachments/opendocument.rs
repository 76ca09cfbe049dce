//! Texts in OpenDocument format (ODF 1.3, part 3).

use super::archive::Archive;
use super::passages::Pieces;
use super::xml::{self, Token};
use crate::diagnostic::AttachmentCause;
use std::collections::HashSet;

/// What readers of the document do not see: deleted text, comments.
const SKIPPED: [&str; 2] = ["text:tracked-changes", "office:annotation"];

/// The text of a document.
pub(super) fn read(bytes: &[u8]) -> Result<Pieces, AttachmentCause> {
    let archive = Archive::open(bytes)?;
    let content = archive.text("content.xml")?;
    let content = content.ok_or(AttachmentCause::NotDocument)?;
    let mut pieces = Pieces::of_pages(pages(&archive)?);
    let mut style = None;
    // Names of the paragraph styles after which, or before which, a page ends.
    let mut breaking: HashSet<String> = HashSet::new();
    let mut inside = false;
    let mut empty = true;
    xml::read(&content, &SKIPPED, |token| {
        match token {
            Token::Start(element) => match element.name() {
                "style:style" => {
                    style = element.attribute("style:name");
                    let master = element.attribute("style:master-page-name");
                    if master.is_some_and(|name| !name.is_empty()) {
                        breaking.extend(style.clone());
                    }
                }
                "style:paragraph-properties"
                    if element.attribute("fo:break-before").as_deref() == Some("page") =>
                {
                    breaking.extend(style.clone());
                }
                "office:text" => inside = true,
                name @ ("text:p" | "text:h") if inside => {
                    let style = element.attribute("text:style-name");
                    if style.is_some_and(|style| breaking.contains(&style)) && !empty {
                        pieces.page_break();
                    }
                    empty = false;
                    pieces.begin(name == "text:h");
                }
                "text:s" | "text:tab" | "text:line-break" => pieces.text(" ")?,
                "text:soft-page-break" => pieces.page_break(),
                _ => {}
            },
            Token::Text(text) if inside => pieces.text(&text)?,
            Token::End(name) => match name.as_str() {
                "text:p" | "text:h" => pieces.end(),
                "office:text" => inside = false,
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(pieces)
}

/// How many pages a document says it has.
fn pages(archive: &Archive<'_>) -> Result<Option<u32>, AttachmentCause> {
    let Some(meta) = archive.text("meta.xml")? else {
        return Ok(None);
    };
    let mut pages = None;
    xml::read(&meta, &[], |token| {
        if let Token::Start(element) = token
            && element.name() == "meta:document-statistic"
        {
            pages = element
                .attribute("meta:page-count")
                .and_then(|count| count.parse().ok());
        }
        Ok(())
    })?;
    Ok(pages)
}
