//! Publishing the search index, whose files are named by what they hold.

use super::files::{Before, IndexBefore, Made, Record, State, WriteError};
use super::intact::Intact;
use super::staging::Staging;
use crate::pipeline::Build;
use crate::render::Key;
use crate::search::{self, File};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;

/// The files of the index, and what it leaves for the next one.
pub(super) type Index = (Vec<Made>, Option<search::Memory>);

/// Makes the index, unless all that it is made from is as it was.
pub(super) fn make(
    staging: &Staging,
    build: &Build,
    intact: &Intact<'_>,
    before: Option<Before<'_>>,
) -> Result<Index, WriteError> {
    let site = build.renderer.site();
    if !site.config.search {
        return Ok((Vec::new(), None));
    }
    let key = Some(Key::of_own(search::digest(site)));
    if let Some(files) = intact.whole(search::FOLDER, key) {
        let kept = files.map(|(path, file)| Made {
            path: path.to_owned(),
            file: *file,
            state: State::Kept,
        });
        return Ok((kept.collect(), None));
    }
    let refused = |error: &search::Error| WriteError::Index(error.to_string());
    let Some(before) = before else {
        let files = &build.index().map_err(refused)?.files;
        let made = files.par_iter().map(|(name, bytes)| {
            let path = format!("{}{name}", search::FOLDER);
            staging.write(path, bytes, key, intact)
        });
        return Ok((made.collect::<Result<_, _>>()?, None));
    };
    let left = Left {
        index: before.index,
        staging,
        intact,
    };
    let built = build.index_after(&before.index.memory(), &left);
    let (files, memory) = built.map_err(|error| refused(&error))?;
    Ok((place(files, key, staging, intact)?, Some(memory)))
}

/// Writes the files that were made, and takes the others as they are.
fn place(
    files: BTreeMap<String, File>,
    key: Option<Key>,
    staging: &Staging,
    intact: &Intact<'_>,
) -> Result<Vec<Made>, WriteError> {
    let made = files.into_par_iter().map(|(name, file)| {
        let path = format!("{}{name}", search::FOLDER);
        match file {
            File::Made(bytes) => staging.write(path, &bytes, key, intact),
            File::Kept(_) => {
                let file = intact.get(&path);
                let file = *file.expect("what is kept was found to be as it was");
                Ok(Made {
                    path,
                    file: Record { key, ..file },
                    state: State::Kept,
                })
            }
        }
    });
    made.collect()
}

/// What is left of the index that is published.
struct Left<'a> {
    index: &'a dyn IndexBefore,
    staging: &'a Staging,
    intact: &'a Intact<'a>,
}

impl search::Left for Left<'_> {
    fn has(&self, path: &str) -> bool {
        let path = format!("{}{path}", search::FOLDER);
        self.intact.get(&path).is_some()
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let path = format!("{}{path}", search::FOLDER);
        self.intact.get(&path)?;
        fs::read(self.staging.out.join(path)).ok()
    }

    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>> {
        self.index.stored(at, length)
    }
}
