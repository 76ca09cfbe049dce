//! Workbooks in the format of Excel (ECMA-376, part 1, 18).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::{Facts, FindingKind};
use crate::passages::{MAX_TEXT, Pieces};
use crate::properties;
use crate::relations;
use crate::table;
use crate::xml::{self, Token, local};

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// The text of a workbook, a row a paragraph.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let workbook = archive.text(WORKBOOK)?.ok_or(Cause::NotDocument)?;
    properties::of_office(&archive, facts)?;
    let parts = relations::of(&archive, WORKBOOK)?;
    let shared = match archive.text("xl/sharedStrings.xml")? {
        Some(strings) => shared_strings(&strings)?,
        None => Vec::new(),
    };
    let mut sheets = Vec::new();
    xml::read(&workbook, &[], |token| {
        if let Token::Start(element) = token
            && local(element.name()) == "sheet"
        {
            let name = element.attribute("name").unwrap_or_default();
            sheets.extend(element.attribute("r:id").map(|id| (name, id)));
        }
        Ok(())
    })?;
    let mut pieces = Pieces::default();
    for (name, id) in sheets {
        let Some(relation) = parts.iter().find(|relation| relation.id == id) else {
            continue;
        };
        let Some(sheet) = archive.text(&relation.part)? else {
            continue;
        };
        pieces.sheet(&name);
        rows(&sheet, &shared, &mut pieces)?;
        for part in relations::of(&archive, &relation.part)? {
            if part.kind == "comments" {
                properties::comments(&archive, &part.part, "comment", facts)?;
            }
        }
    }
    if let Some(log) = parts.iter().find(|part| part.kind == "revisionHeaders") {
        facts.count(FindingKind::Changes, &log.part, 1);
    }
    Ok(pieces)
}

/// The texts that cells share, in order.
fn shared_strings(part: &str) -> Result<Vec<String>, Cause> {
    let mut strings: Vec<String> = Vec::new();
    let (mut inside, mut size) = (false, 0);
    xml::read(part, &[], |token| {
        match token {
            Token::Start(element) => match local(element.name()) {
                "si" => strings.push(String::new()),
                "t" => inside = true,
                _ => {}
            },
            Token::Text(text) if inside => {
                size += text.len();
                if size > MAX_TEXT {
                    return Err(Cause::TooLarge);
                }
                if let Some(last) = strings.last_mut() {
                    last.push_str(&text);
                }
            }
            Token::End(name) if local(&name) == "t" => inside = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Adds the rows of a sheet.
fn rows(sheet: &str, shared: &[String], pieces: &mut Pieces) -> Result<(), Cause> {
    let mut row: Vec<String> = Vec::new();
    let mut is_shared = false;
    let mut inside = false;
    // Phonetic texts stand beside what they are the sound of.
    xml::read(sheet, &["rPh"], |token| {
        match token {
            Token::Start(element) => match local(element.name()) {
                "c" => {
                    is_shared = element.attribute("t").as_deref() == Some("s");
                    row.push(String::new());
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Token::Text(text) if inside => {
                let text = match is_shared {
                    true => text
                        .trim()
                        .parse()
                        .ok()
                        .and_then(|at: usize| shared.get(at)),
                    false => Some(&text),
                };
                if let (Some(cell), Some(text)) = (row.last_mut(), text) {
                    cell.push_str(text);
                }
            }
            Token::End(name) => match local(&name) {
                "v" | "t" => inside = false,
                "row" => {
                    table::row(row.iter().map(String::as_str), pieces)?;
                    row.clear();
                }
                _ => {}
            },
            Token::Text(_) => {}
        }
        Ok(())
    })
}
