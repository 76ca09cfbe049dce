//! What office documents say of themselves outside their text.

use crate::archive::Archive;
use crate::cause::Cause;
use crate::facts::{Facts, FindingKind};
use crate::xml::{self, Token};

/// The properties of a document of Office Open XML (ECMA-376, part 2, Dublin Core).
pub(crate) fn of_office(archive: &Archive<'_>, facts: &mut Facts) -> Result<(), Cause> {
    const CORE: &str = "docProps/core.xml";
    const APP: &str = "docProps/app.xml";
    if let Some(core) = archive.text(CORE)? {
        let mut created = None;
        each_text(&core, |name, text| match name {
            "dc:title" => facts.title(text),
            "dc:language" => facts.language(text),
            "dcterms:modified" => facts.date(text),
            "dcterms:created" => created = Some(text.to_owned()),
            "dc:creator" | "cp:lastModifiedBy" => facts.person(&format!("{name} ({CORE})"), text),
            _ => {}
        })?;
        if let (None, Some(created)) = (&facts.date, created) {
            facts.date(&created);
        }
    }
    if let Some(app) = archive.text(APP)? {
        each_text(&app, |name, text| match name {
            "Pages" | "Slides" => facts.pages = text.trim().parse().ok().or(facts.pages),
            "Manager" => facts.person(&format!("{name} ({APP})"), text),
            _ => {}
        })?;
    }
    Ok(())
}

/// The properties of a document of OpenDocument (ODF 1.3, part 3, 4).
pub(crate) fn of_opendocument(archive: &Archive<'_>, facts: &mut Facts) -> Result<(), Cause> {
    const META: &str = "meta.xml";
    let Some(meta) = archive.text(META)? else {
        return Ok(());
    };
    let mut created = None;
    each_text(&meta, |name, text| match name {
        "dc:title" => facts.title(text),
        "dc:language" => facts.language(text),
        "dc:date" => facts.date(text),
        "meta:creation-date" => created = Some(text.to_owned()),
        "dc:creator" | "meta:initial-creator" | "meta:printed-by" => {
            facts.person(&format!("{name} ({META})"), text);
        }
        _ => {}
    })?;
    if let (None, Some(created)) = (&facts.date, created) {
        facts.date(&created);
    }
    xml::read(&meta, &[], |token| {
        if let Token::Start(element) = token
            && element.name() == "meta:document-statistic"
        {
            let count = element.attribute("meta:page-count");
            facts.pages = count.and_then(|count| count.parse().ok()).or(facts.pages);
        }
        Ok(())
    })
}

/// How many comments a part of an office document has, and who wrote them.
pub(crate) fn comments(
    archive: &Archive<'_>,
    part: &str,
    element: &str,
    facts: &mut Facts,
) -> Result<(), Cause> {
    let Some(text) = archive.text(part)? else {
        return Ok(());
    };
    let mut count = 0;
    xml::read(&text, &[], |token| {
        if let Token::Start(start) = token
            && xml::local(start.name()) == element
        {
            count += 1;
        }
        Ok(())
    })?;
    facts.count(FindingKind::Comments, part, count);
    Ok(())
}

/// Tells the text of every element that has nothing else.
fn each_text(part: &str, mut each: impl FnMut(&str, &str)) -> Result<(), Cause> {
    let mut text = String::new();
    xml::read(part, &[], |token| {
        match token {
            Token::Start(_) => text.clear(),
            Token::Text(more) => text.push_str(&more),
            Token::End(name) => {
                each(&name, &text);
                text.clear();
            }
        }
        Ok(())
    })
}
