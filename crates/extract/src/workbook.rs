//! Workbooks in the format of Excel (ECMA-376, part 1, 18).

mod formats;
mod language;

use crate::archive::Archive;
use crate::cause::Cause;
use crate::drawing;
use crate::facts::{Facts, FindingKind};
use crate::passages::{MAX_TEXT, Pieces};
use crate::properties;
use crate::relations;
use crate::table;
use crate::xml::{self, Token, local};
use formats::Formats;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";
/// Texts that stand beside what they are the sound of.
const PHONETIC: [&str; 1] = ["rPh"];

/// The text of a workbook, a row a paragraph.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let main = relations::main(&archive, WORKBOOK)?;
    let workbook = archive.text(&main)?.ok_or(Cause::NotDocument)?;
    properties::of_office(&archive, facts)?;
    let parts = relations::of(&archive, &main)?;
    let shared = relations::part(&parts, "sharedStrings", "xl/sharedStrings.xml");
    let shared = match archive.text(&shared)? {
        Some(strings) => shared_strings(&strings)?,
        None => Vec::new(),
    };
    let styles = archive.text(&relations::part(&parts, "styles", "xl/styles.xml"))?;
    let styles = styles.as_deref().unwrap_or("");
    let mut formats = Formats::read(styles, facts.language.as_deref())?;
    let mut sheets = Vec::new();
    xml::read(&workbook, &[], |token| {
        if let Token::Start(element) = token {
            match local(element.name()) {
                "workbookPr" => {
                    let since = element.attribute("date1904");
                    formats.since_1904 = since.is_some_and(|since| since == "1" || since == "true");
                }
                // What readers do not see is not found.
                "sheet"
                    if element
                        .attribute("state")
                        .is_none_or(|state| state == "visible") =>
                {
                    let name = element.attribute("name").unwrap_or_default();
                    sheets.extend(element.attribute("r:id").map(|id| (name, id)));
                }
                _ => {}
            }
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
        rows(&sheet, &shared, &formats, &mut pieces)?;
        for part in relations::of(&archive, &relation.part)? {
            match part.kind.as_str() {
                "comments" => properties::comments(&archive, &part.part, "comment", facts)?,
                "drawing" => drop(drawing::read(&archive, &part.part, facts, &mut pieces)?),
                _ => {}
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
    xml::read(part, &PHONETIC, |token| {
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

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Shared,
    Text,
    /// What a formula could not make.
    Error,
}

/// Adds the rows of a sheet.
fn rows(
    sheet: &str,
    shared: &[String],
    formats: &Formats,
    pieces: &mut Pieces,
) -> Result<(), Cause> {
    let mut row: Vec<String> = Vec::new();
    let (mut kind, mut style) = (Kind::Number, 0);
    let mut inside = false;
    xml::read(sheet, &PHONETIC, |token| {
        match token {
            Token::Start(element) => match local(element.name()) {
                "c" => {
                    kind = match element.attribute("t").as_deref() {
                        None | Some("n") => Kind::Number,
                        Some("s") => Kind::Shared,
                        Some("e") => Kind::Error,
                        Some(_) => Kind::Text,
                    };
                    let attribute = element.attribute("s");
                    style = attribute.and_then(|style| style.parse().ok()).unwrap_or(0);
                    row.push(String::new());
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Token::Text(text) if inside => {
                let cell = row.last_mut();
                let value = text.trim();
                let text = match kind {
                    Kind::Shared => value
                        .parse()
                        .ok()
                        .and_then(|at: usize| shared.get(at))
                        .cloned(),
                    Kind::Number => Some(formats.shown(value, style)),
                    Kind::Text => Some(text),
                    Kind::Error => None,
                };
                if let (Some(cell), Some(text)) = (cell, text) {
                    cell.push_str(&text);
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
