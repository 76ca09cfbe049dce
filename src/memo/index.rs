//! What a search index leaves for the next one.
//!
//! Two files: `index` says which documents there were and what files came of them, and where in
//! `terms` those of each document stand. New ones are added behind those that there are.

use super::files::{INDEX, TERMS, is_wasteful, read_checked, write_checked};
use super::own;
use crate::emit::IndexBefore;
use crate::search::Memory;
use crate::source::{Stamp, read_at};
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

/// What the search index of the build before left in the cache folder, if there is one.
pub struct IndexMemo {
    folder: Option<PathBuf>,
    program: Stamp,
    terms: OnceLock<Option<File>>,
}

impl IndexMemo {
    /// That in a folder, of the same program. Nothing is read before it is needed.
    pub fn new(folder: Option<PathBuf>, program: Stamp) -> Self {
        Self {
            folder,
            program,
            terms: OnceLock::new(),
        }
    }

    /// Writes down what an index leaves.
    ///
    /// # Errors
    /// If the folder cannot be written; what is in it then is no memory, or the one before.
    pub fn write(&self, mut memory: Memory) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        own::make(folder)?;
        let path = folder.join(TERMS);
        let mut end = fs::metadata(&path).map_or(0, |file| file.len());
        if is_wasteful(end, memory.stored()) {
            memory = memory.held(&|at, length| self.stored(at, length));
            end = 0;
        }
        let mut options = File::options();
        let file = options.write(true).create(true).truncate(end == 0);
        let mut file = BufWriter::new(file.open(path)?);
        file.seek(SeekFrom::Start(end))?;
        memory.store(&mut |bytes| {
            file.write_all(bytes)?;
            end += bytes.len() as u64;
            Ok::<u64, io::Error>(end - bytes.len() as u64)
        })?;
        file.flush()?;
        write_checked(&folder.join(INDEX), &(self.program, memory))
    }
}

impl IndexBefore for IndexMemo {
    fn memory(&self) -> Memory {
        let read = self.folder.as_ref();
        let read = read.and_then(|folder| read_checked(&folder.join(INDEX)));
        match read {
            Some((program, memory)) if self.program == program => memory,
            _ => Memory::default(),
        }
    }

    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>> {
        let open = || File::open(self.folder.as_ref()?.join(TERMS)).ok();
        let file = self.terms.get_or_init(open).as_ref()?;
        let mut bytes = vec![0; length as usize];
        read_at(file, &mut bytes, at).ok()?;
        Some(bytes)
    }
}
