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
    let Some(text) = archive.text(&format!("{folder}/_rels/{name}.rels"))? else {
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

/// A target beside the parts of a folder, or from the top.
fn path(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut names: Vec<&str> = folder.split('/').collect();
    for name in target.split('/') {
        match name {
            ".." => drop(names.pop()),
            "." | "" => {}
            name => names.push(name),
        }
    }
    names.join("/")
}
