//! What the indexes of a site leave for the next ones, a folder a language.

use search_index::{Left, Read};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the indexes of a site leave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Memory(BTreeMap<String, search_index::Memory>);

impl Memory {
    /// That of the index in a folder.
    pub(super) fn of(&self, folder: &str) -> search_index::Memory {
        // A language that is new has none.
        self.0.get(folder).cloned().unwrap_or_default()
    }

    pub(super) fn put(&mut self, folder: String, memory: search_index::Memory) {
        self.0.insert(folder, memory);
    }

    /// Has everything that is only held written to a store for good; `write` says where it begins.
    /// Only then can the rest be written down.
    ///
    /// # Errors
    /// Those of `write`.
    pub fn store<E>(&mut self, write: &mut dyn FnMut(&[u8]) -> Result<u64, E>) -> Result<(), E> {
        self.0
            .values_mut()
            .try_for_each(|memory| memory.store(write))
    }

    /// How many bytes of the store are needed.
    pub fn stored(&self) -> u64 {
        self.0.values().map(search_index::Memory::stored).sum()
    }

    /// Holds what is stored, so that it can be stored elsewhere.
    #[must_use]
    pub fn held(self, read: &Read<'_>) -> Self {
        let memories = self.0.into_iter();
        Self(
            memories
                .map(|(folder, memory)| (folder, memory.held(read)))
                .collect(),
        )
    }
}

/// What is left of the index in a folder.
pub(super) struct Below<'a> {
    pub(super) folder: &'a str,
    pub(super) left: &'a dyn Left,
}

impl Left for Below<'_> {
    fn has(&self, path: &str) -> bool {
        self.left.has(&format!("{}{path}", self.folder))
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.left.file(&format!("{}{path}", self.folder))
    }

    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>> {
        self.left.stored(at, length)
    }
}
