//! Which parts of a document of Office Open XML stand for which ids (ECMA-376, part 2).

use crate::archive::Archive;
use crate::cause::Cause;
use crate::xml::{self, Token};

/// A relation: its id, the end of its type, the path of its part.
pub(crate) struct Relation {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) part: String,
}

/// The relations of a part.
pub(crate) fn of(archive: &Archive<'_>, part: &str) -> Result<Vec<Relation>, Cause> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut relations = Vec::new();
    let list = format!("{folder}/_rels/{name}.rels");
    let Some(text) = archive.text(list.trim_start_matches('/'))? else {
        return Ok(relations);
    };
    xml::read(&text, &[], |token| {
        if let Token::Start(element) = token
            && xml::local(element.name()) == "Relationship"
            && let Some(id) = element.attribute("Id")
            && let Some(target) = element.attribute("Target")
        {
            let kind = element.attribute("Type").unwrap_or_default();
            relations.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                part: path(folder, &target),
            });
        }
        Ok(())
    })?;
    Ok(relations)
}

/// The part with the document itself; where none is named, the one with the usual name.
pub(crate) fn main(archive: &Archive<'_>, usual: &str) -> Result<String, Cause> {
    let parts = of(archive, "")?.into_iter();
    let mut documents = parts.filter(|part| part.kind == "officeDocument");
    Ok(documents
        .next()
        .map_or_else(|| usual.to_owned(), |document| document.part))
}

/// The part that has a kind of relation; where none is named, the one with the usual name.
pub(crate) fn part(relations: &[Relation], kind: &str, usual: &str) -> String {
    let found = relations.iter().find(|relation| relation.kind == kind);
    found.map_or_else(|| usual.to_owned(), |relation| relation.part.clone())
}

/// A target beside the parts of a folder, or from the top.
fn path(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            ".." => drop(names.pop()),
            "." | "" => {}
            name => names.push(name),
        }
    }
    names.join("/")
}
