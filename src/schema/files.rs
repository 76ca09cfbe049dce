//! The files of the schema: one a type, and what they share.

use super::FOLDER;
use crate::source::{FileId, SourceFile, Sources};
use crate::yaml::{self, Node};

/// What files of the schema end with.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// What a file of the schema says, for its places; what is wrong with it has been said.
pub fn definition(sources: &Sources, name: &str) -> Option<Node> {
    yaml::parse_file(sources, find(sources, name)?, &mut Vec::new())
}

/// The name of a file of the schema without its ending; `None` for other files.
pub fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ENDINGS.contains(&ending).then_some(stem)
}

/// Whether there is a file of what all types have.
pub fn has_common(sources: &Sources) -> bool {
    find(sources, "_common").is_some()
}

/// The file of the schema with this name.
pub(super) fn find(sources: &Sources, name: &str) -> Option<FileId> {
    let mut found = ENDINGS.iter().filter_map(|ending| {
        let file = sources.find(&format!("{FOLDER}{name}.{ending}"))?;
        (!sources.get(file).is_left_out()).then_some(file)
    });
    // Types may be in folders.
    let below = || {
        let mut files = sources.under(FOLDER);
        let is_it = |(_, file): &(FileId, &SourceFile)| {
            stem(file.name()) == Some(name) && !file.is_left_out() && !name.starts_with('_')
        };
        files.find(is_it).map(|(id, _)| id)
    };
    found.next().or_else(below)
}
