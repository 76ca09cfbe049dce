//! Publishing a build: the output folder is exactly the old site or exactly the new one.
//!
//! Everything is rendered into a folder beside the output folder, which takes its place in one
//! step when it is complete. Files that `casa` did not put there are carried over; a folder that
//! holds files but was never published by `casa` is refused, since somebody may need them.

mod files;
mod folders;
mod index;
mod intact;
mod lock;
mod manifest;
mod space;
mod staging;

pub use files::{Before, EmitError, Files, IndexBefore, Published, WriteError};
pub use folders::is_beside;
pub use intact::is_intact;
pub use manifest::published;
pub use space::free_space;

use crate::pipeline::Build;
use crate::render::{Key, Keys, Output};
use crate::site::Route;
use files::{Made, Record, State};
use intact::Intact;
use rayon::prelude::*;
use staging::Staging;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Publishes a build to `out`. `before` is what an earlier build published there: the files that are
/// still as they were, and would be the same, are not made again. Without it the records of what is
/// published are of no use to a later build, and nothing of the search index is kept for it. `progress` is told how many of how many
/// outputs are done.
///
/// # Errors
/// Whatever the error, `out` is as it was before.
pub fn write(
    build: &Build,
    out: &Path,
    before: Option<Before<'_>>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Published, EmitError> {
    let staging = Staging::begin(out)?;
    let nothing = Files::new();
    let files = before.map_or(&nothing, |before| before.files);
    let intact = Intact::new(&staging.out, files);
    let done = AtomicUsize::new(0);
    let entries: Vec<(&Route, &dyn Output)> = build.outputs.iter().collect();
    let total = entries.len();
    let maker = Maker {
        staging: &staging,
        build,
        keys: before.map(|_| Keys::new(&build.renderer)),
        intact: &intact,
    };
    let (index, pages) = rayon::join(
        || index::make(&staging, build, &intact, before),
        || -> Result<Vec<Made>, EmitError> {
            let results: Vec<Result<Made, EmitError>> = entries
                .par_iter()
                .map_init(Vec::new, |buffer, (route, output)| {
                    let made = maker.make(route, *output, buffer);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                    made
                })
                .collect();
            collect(results)
        },
    );
    let mut made = pages.map_err(|error| match error {
        EmitError::Rendering(mut problems) => {
            problems.extend(build.renderer.more_faults());
            EmitError::Rendering(problems)
        }
        other => other,
    })?;
    let (index, memory) = index?;
    made.extend(index);
    let published = staging.finish(made)?;
    Ok(Published {
        index: memory,
        ..published
    })
}

/// Begins to publish to `out`, and leaves it at that: what would be in the way of a site is found before
/// there is one.
///
/// # Errors
/// What is in the way.
pub fn rehearse(out: &Path) -> Result<(), WriteError> {
    Staging::begin(out).map(drop)
}

/// Writes files that are at hand to `out`, in the same way and on the same terms. A folder in which
/// `casa` published anything without the file `entry` is refused: a site is not replaced by a part.
///
/// # Errors
/// Whatever the error, `out` is as it was before.
pub fn write_files(
    files: &[(&str, &[u8])],
    entry: &str,
    out: &Path,
) -> Result<Published, WriteError> {
    let staging = Staging::begin(out)?;
    if matches!(&staging.listed, Some(listed) if !listed.contains(entry)) {
        return Err(WriteError::NotOurs(staging.out.clone()));
    }
    let nothing = Files::new();
    let nothing = Intact::new(out, &nothing);
    let made: Result<Vec<Made>, WriteError> = files
        .par_iter()
        .map(|(path, bytes)| staging.write((*path).to_owned(), bytes, None, &nothing))
        .collect();
    staging.finish(made?)
}

/// What outputs are made with.
struct Maker<'a> {
    staging: &'a Staging,
    build: &'a Build,
    /// Nothing if no later build is to compare them.
    keys: Option<Keys<'a>>,
    intact: &'a Intact<'a>,
}

impl Maker<'_> {
    /// Makes one output, unless it is known that it would be the same.
    fn make(
        &self,
        route: &Route,
        output: &dyn Output,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, EmitError> {
        let path = route.file_path();
        let key = self.keys.as_ref().and_then(|keys| output.key(keys));
        if let Some(file) = self.kept(&path, key) {
            return Ok(Made {
                path,
                file: *file,
                state: State::Kept,
            });
        }
        buffer.clear();
        let renderer = &self.build.renderer;
        output
            .render_from(renderer, &|route| self.published(route), buffer)
            .map_err(|problem| EmitError::Rendering(vec![*problem]))?;
        Ok(self.staging.write(path, buffer, key, self.intact)?)
    }

    /// The published file at a path, if what it was made from has not changed.
    fn kept(&self, path: &str, key: Option<Key>) -> Option<&Record> {
        let file = self.intact.get(path)?;
        (file.key == key && key.is_some()).then_some(file)
    }

    /// The bytes at a route, if they are published and would come out the same.
    fn published(&self, route: &Route) -> Option<Vec<u8>> {
        let output = self.build.outputs.get(route)?;
        let path = route.file_path();
        self.kept(&path, output.key(self.keys.as_ref()?))?;
        // A file that cannot be read is made again.
        fs::read(self.staging.out.join(path)).ok()
    }
}

/// All results, or all template problems, or the first other error.
fn collect(results: Vec<Result<Made, EmitError>>) -> Result<Vec<Made>, EmitError> {
    let mut made = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(file) => made.push(file),
            Err(EmitError::Rendering(found)) => problems.extend(found),
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() {
        Ok(made)
    } else {
        Err(EmitError::Rendering(problems))
    }
}
