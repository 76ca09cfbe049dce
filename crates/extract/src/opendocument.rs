//! Texts, spreadsheets and presentations in OpenDocument format (ODF 1.3, part 3).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::{Facts, FindingKind};
use crate::passages::Pieces;
use crate::properties;
use crate::table;
use crate::xml::{self, Element, Token};
use std::collections::HashSet;

/// What readers of the document do not see: deleted text, comments, the sign that calls a
/// note; and the number of the page, which is not in the file.
const SKIPPED: [&str; 4] = [
    "text:tracked-changes",
    "office:annotation",
    "text:note-citation",
    "text:page-number",
];
/// The part with the text.
const CONTENT: &str = "content.xml";

/// The text of a document.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let archive = Archive::open(bytes)?;
    let manifest = archive.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains(":encryption-data")) {
        return Err(Cause::Encrypted);
    }
    let content = archive.text(CONTENT)?.ok_or(Cause::NotDocument)?;
    properties::of_opendocument(&archive, facts)?;
    find(&content, facts)?;
    let mut reader = Reader {
        pieces: Pieces::of_pages(facts.pages),
        ..Reader::default()
    };
    xml::read(&content, &SKIPPED, |token| match token {
        Token::Start(element) => {
            reader.start(&element)?;
            match element.name() {
                "draw:object" if reader.inside => object(&archive, &element, &mut reader.pieces),
                _ => Ok(()),
            }
        }
        Token::Text(text) if reader.inside => reader.text(&text),
        Token::Text(_) => Ok(()),
        Token::End(name) => reader.end(&name),
    })?;
    if reader.slides > 0 {
        facts.pages = Some(reader.slides);
    }
    if facts.language.is_none() {
        language(&archive, facts)?;
    }
    Ok(reader.pieces)
}

#[derive(Default)]
struct Reader {
    pieces: Pieces,
    /// The style that is being read.
    style: Option<String>,
    /// Names of the paragraph styles after which, or before which, a page ends.
    breaking: HashSet<String>,
    /// Whether this is the text, and not the styles above it.
    inside: bool,
    /// Whether there was a paragraph.
    begun: bool,
    slides: u32,
    /// Whether it is a spreadsheet, with the cells of the row that is being read.
    row: Option<Vec<String>>,
}

impl Reader {
    fn start(&mut self, element: &Element<'_>) -> Result<(), Cause> {
        match element.name() {
            "style:style" => {
                self.style = element.attribute("style:name");
                let master = element.attribute("style:master-page-name");
                if master.is_some_and(|name| !name.is_empty()) {
                    self.breaking.extend(self.style.clone());
                }
            }
            "style:paragraph-properties"
                if element.attribute("fo:break-before").as_deref() == Some("page") =>
            {
                self.breaking.extend(self.style.clone());
            }
            "office:text" | "office:presentation" => self.inside = true,
            "office:spreadsheet" => {
                self.inside = true;
                self.row = Some(Vec::new());
            }
            "draw:page" if self.inside => {
                self.slides += 1;
                self.pieces.page(self.slides);
            }
            "table:table" if self.row.is_some() => {
                let name = element.attribute("table:name");
                self.pieces.sheet(&name.unwrap_or_default());
            }
            "table:table-cell" => {
                if let Some(row) = &mut self.row {
                    row.push(String::new());
                }
            }
            name @ ("text:p" | "text:h") if self.inside => match self.row {
                Some(_) => self.text(" ")?,
                None => self.paragraph(name, element),
            },
            "text:s" | "text:tab" | "text:line-break" => self.text(" ")?,
            "text:soft-page-break" => self.pieces.page_break(),
            "text:note" | "draw:text-box" | "draw:custom-shape" | "svg:title" | "svg:desc"
                if self.inside =>
            {
                self.pieces.enter()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Cause> {
        match &mut self.row {
            None => self.pieces.text(text),
            Some(row) => {
                if let Some(cell) = row.last_mut() {
                    cell.push_str(text);
                }
                Ok(())
            }
        }
    }

    fn paragraph(&mut self, name: &str, element: &Element<'_>) {
        let style = element.attribute("text:style-name");
        let breaks = style.is_some_and(|style| self.breaking.contains(&style));
        if breaks && self.begun {
            self.pieces.page_break();
        }
        self.begun = true;
        self.pieces.begin(name == "text:h");
    }

    fn end(&mut self, name: &str) -> Result<(), Cause> {
        match name {
            "text:p" | "text:h" if self.row.is_none() => self.pieces.end(),
            "text:note" | "draw:text-box" | "draw:custom-shape" | "svg:title" | "svg:desc"
                if self.inside =>
            {
                self.pieces.leave();
            }
            "table:table-row" => {
                if let Some(row) = &mut self.row {
                    table::row(row.iter().map(String::as_str), &mut self.pieces)?;
                    row.clear();
                }
            }
            "office:text" | "office:spreadsheet" | "office:presentation" => self.inside = false,
            _ => {}
        }
        Ok(())
    }
}

/// Adds the words of a chart, which is a document of its own, beside the paragraph.
fn object(archive: &Archive<'_>, element: &Element<'_>, pieces: &mut Pieces) -> Result<(), Cause> {
    let folder = element.attribute("xlink:href").unwrap_or_default();
    let folder = folder.trim_start_matches("./");
    let Some(chart) = archive.text(&format!("{folder}/{CONTENT}"))? else {
        return Ok(());
    };
    let mut paragraph: Option<String> = None;
    xml::read(&chart, &SKIPPED, |token| {
        match token {
            Token::Start(element) if element.name() == "text:p" => paragraph = Some(String::new()),
            Token::Text(text) => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push_str(&text);
                }
            }
            Token::End(name) if name == "text:p" => {
                // Its numbers say nothing without it.
                let words = paragraph
                    .take()
                    .filter(|words| words.contains(char::is_alphabetic));
                words.map_or(Ok(()), |words| pieces.note(&words))?;
            }
            _ => {}
        }
        Ok(())
    })
}

/// Notes tracked changes and comments.
fn find(content: &str, facts: &mut Facts) -> Result<(), Cause> {
    let (mut changes, mut comments) = (0, 0);
    let mut in_comment = false;
    let mut creator: Option<String> = None;
    xml::read(content, &[], |token| {
        match token {
            Token::Start(element) => match element.name() {
                "text:changed-region" | "table:cell-content-change" => changes += 1,
                "office:annotation" => {
                    comments += 1;
                    in_comment = true;
                }
                "dc:creator" if in_comment => creator = Some(String::new()),
                _ => {}
            },
            Token::Text(text) => {
                if let Some(creator) = &mut creator {
                    creator.push_str(&text);
                }
            }
            Token::End(name) => match name.as_str() {
                "office:annotation" => in_comment = false,
                "dc:creator" => {
                    if let Some(creator) = creator.take() {
                        facts.person(&format!("office:annotation ({CONTENT})"), &creator);
                    }
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    let field = |name: &str| format!("{name} ({CONTENT})");
    facts.count(
        FindingKind::Changes,
        &field("text:tracked-changes"),
        changes,
    );
    facts.count(FindingKind::Comments, &field("office:annotation"), comments);
    Ok(())
}

/// The language of the standard paragraph.
fn language(archive: &Archive<'_>, facts: &mut Facts) -> Result<(), Cause> {
    let Some(styles) = archive.text("styles.xml")? else {
        return Ok(());
    };
    xml::read(&styles, &[], |token| {
        if let Token::Start(element) = token
            && facts.language.is_none()
            && element.name() == "style:text-properties"
            && let Some(language) = element.attribute("fo:language")
        {
            let country = element.attribute("fo:country");
            let country = country.filter(|country| country.len() == 2);
            facts.language(&match country {
                Some(country) => format!("{language}-{country}"),
                None => language,
            });
        }
        Ok(())
    })
}
