//! What is being previewed: the newest build, who listens for the next, and its search index.

use crate::diagnostic::Language;
use crate::pipeline::Build;
use crate::search;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::thread;

/// Most pages that listen for changes at once; each holds a thread.
const MAX_LISTENERS: usize = 64;
/// What is being previewed.
pub struct Preview {
    current: RwLock<Arc<Version>>,
    listeners: Mutex<Vec<Listener>>,
    search: Mutex<Search>,
    /// Told when there is a version to index, or a newer index.
    search_changed: Condvar,
}

/// The search index follows the pages: a thread of its own builds it, so that no page waits for
/// it, from the first search on.
#[derive(Default)]
struct Search {
    asked: bool,
    /// The newest indexes that are ready, newest first. A search that began on the one before still
    /// finds its files.
    indexed: Vec<Indexed>,
}

/// The index of a version.
struct Indexed {
    /// The version's number.
    version: u64,
    /// Its files; none if the indexer refused its pages.
    files: BTreeMap<String, Vec<u8>>,
}

/// How many versions of the index are kept.
const INDEXES: usize = 2;

/// One build on show.
pub struct Version {
    /// Counts builds, from 1.
    pub number: u64,
    /// The build.
    pub build: Build,
    /// Its problems as the terminal shows them; empty if there are none that stop publishing.
    pub problems: String,
    /// Language of messages.
    pub language: Language,
}

impl Preview {
    /// A preview of a first build.
    pub fn new(version: Version) -> Arc<Self> {
        Arc::new(Self {
            current: RwLock::new(Arc::new(version)),
            listeners: Mutex::default(),
            search: Mutex::default(),
            search_changed: Condvar::new(),
        })
    }

    /// Shows a newer build and tells the open pages.
    pub fn show(&self, version: Version) {
        let version = Arc::new(version);
        let before = std::mem::replace(
            &mut *self.current.write().unwrap_or_else(PoisonError::into_inner),
            version,
        );
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.changes.send(()).is_ok());
        drop(listeners);
        drop(self.search());
        self.search_changed.notify_all();
        // Letting go of a whole site takes a while: nobody waits for it.
        thread::spawn(move || drop(before));
    }

    fn search(&self) -> MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Indexes each newest version, from the first search on; never returns.
    pub(super) fn follow(&self) {
        // Of all cores one: the others are for pages.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        let mut memory = search::Memory::default();
        loop {
            let version = {
                let mut search = self.search();
                loop {
                    let current = self.current();
                    let done = search.indexed.first().map(|index| index.version);
                    if search.asked && done != Some(current.number) {
                        break current;
                    }
                    search = wait(&self.search_changed, search);
                }
            };
            let build = || version.build.index_after(&memory);
            let built = match &pool {
                Ok(pool) => pool.install(build),
                Err(_) => build(),
            };
            let files = built.map_or_else(
                |_| BTreeMap::new(),
                |(index, next)| {
                    memory = next;
                    index.files
                },
            );
            let indexed = Indexed {
                version: version.number,
                files,
            };
            let mut search = self.search();
            search.indexed.insert(0, indexed);
            search.indexed.truncate(INDEXES);
            self.search_changed.notify_all();
        }
    }

    /// A file of the newest index that is ready; waits for the first one.
    pub(super) fn index_file(&self, name: &str) -> Option<Vec<u8>> {
        let mut search = self.search();
        search.asked = true;
        self.search_changed.notify_all();
        while search.indexed.is_empty() {
            search = wait(&self.search_changed, search);
        }
        let mut indexes = search.indexed.iter();
        indexes.find_map(|index| index.files.get(name).cloned())
    }

    /// The version on show.
    pub fn current(&self) -> Arc<Version> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A receiver of changes; `None` if too many listen already.
    pub(super) fn listen(&self) -> Option<(Receiver<()>, Arc<()>)> {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.alive.strong_count() > 0);
        if listeners.len() >= MAX_LISTENERS {
            return None;
        }
        let (changes, receiver) = channel();
        let alive = Arc::new(());
        listeners.push(Listener {
            changes,
            alive: Arc::downgrade(&alive),
        });
        Some((receiver, alive))
    }
}

fn wait<'a, T>(changed: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// An open page that waits for changes.
struct Listener {
    changes: Sender<()>,
    /// Held by the thread that writes to the page, for as long as it can.
    alive: Weak<()>,
}
