//! What is being previewed: the newest build, who listens for the next, and its search index.

use super::problems::{Problem, Problems};
use crate::diagnostic::Language;
use crate::pipeline::Build;
use crate::search;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::thread;

/// Most pages that listen for changes at once; each holds a thread.
const MAX_LISTENERS: usize = 64;

/// What open pages are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// There is a newer version, of this number.
    Version(u64),
    /// There are other problems than before.
    Problems,
}

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
    /// Its files, or why there are none.
    files: Result<Served, String>,
}

/// The files of an index; versions share those that are the same.
type Served = BTreeMap<String, Arc<[u8]>>;

/// The index of the version before, whose memory is not written down.
struct InMemory<'a>(&'a Served);

impl search::Left for InMemory<'_> {
    fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).map(|bytes| bytes.to_vec())
    }

    fn stored(&self, _: u64, _: u32) -> Option<Vec<u8>> {
        None
    }
}

impl Search {
    /// A file of the newest index, or of the one before for a search that began on it.
    fn file(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        for index in &self.indexed {
            match &index.files {
                Ok(files) => match files.get(name) {
                    Some(bytes) => return Ok(Some(bytes.to_vec())),
                    None => continue,
                },
                // A search begins here, and must not pass for one that finds nothing.
                Err(reason) if name.ends_with(search::ROOT) => return Err(reason.clone()),
                Err(_) => {}
            }
        }
        Ok(None)
    }
}

/// How many versions of the index are kept.
const INDEXES: usize = 2;

/// One build on show.
pub struct Version {
    /// Counts builds, from 1.
    pub number: u64,
    /// The build.
    pub build: Arc<Build>,
    /// What is wrong with it, and with what came after it and could not be built.
    pub problems: Problems,
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
        let number = version.number;
        let version = Arc::new(version);
        let before = std::mem::replace(
            &mut *self.current.write().unwrap_or_else(PoisonError::into_inner),
            version,
        );
        self.tell(News::Version(number));
        drop(self.search());
        self.search_changed.notify_all();
        // Letting go of a whole site takes a while: nobody waits for it.
        thread::spawn(move || drop(before));
    }

    fn tell(&self, news: News) {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.news.send(news).is_ok());
    }

    fn search(&self) -> MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Indexes each newest version, from the first search on; never returns.
    pub(super) fn follow(&self) {
        // Of all cores one: the others are for pages.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        let mut memory = search::Memory::default();
        let mut served = Served::new();
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
            let build = || version.build.index_after(&memory, &InMemory(&served));
            let built = match &pool {
                Ok(pool) => pool.install(build),
                Err(_) => build(),
            };
            let files = built.map(|(index, next)| {
                memory = next;
                let files = index.into_iter().filter_map(|(name, file)| {
                    let bytes = match file {
                        search::File::Made(bytes) => bytes.into(),
                        search::File::Kept(_) => Arc::clone(served.get(&name)?),
                    };
                    Some((name, bytes))
                });
                served = files.collect();
                served.clone()
            });
            let files = files.map_err(|error| error.to_string());
            let has_failed = files.is_err();
            let indexed = Indexed {
                version: version.number,
                files,
            };
            let mut search = self.search();
            search.indexed.insert(0, indexed);
            search.indexed.truncate(INDEXES);
            self.search_changed.notify_all();
            drop(search);
            if has_failed {
                self.tell(News::Problems);
            }
        }
    }

    /// A file of the newest index that is ready. A search begins with the root, and waits for the
    /// index of what is on show: it is to find what was just written.
    ///
    /// # Errors
    /// Why there is no newest index, if a search that begins on it asks.
    pub(super) fn index_file(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let wanted = match name.ends_with(search::ROOT) {
            true => self.current().number,
            false => 0,
        };
        let mut search = self.search();
        search.asked = true;
        self.search_changed.notify_all();
        while search
            .indexed
            .first()
            .is_none_or(|newest| newest.version < wanted)
        {
            search = wait(&self.search_changed, search);
        }
        search.file(name)
    }

    /// What is wrong with the version on show, over the page of a file.
    pub(super) fn panel(&self, page: Option<&str>) -> String {
        let version = self.current();
        let search = self.search();
        let newest = search.indexed.first();
        let index = newest.filter(|index| index.version == version.number);
        let Some(Err(reason)) = index.map(|index| &index.files) else {
            return version.problems.panel(page, version.language);
        };
        let message = match version.language {
            Language::Italian => format!(
                "la ricerca non funziona, perché il suo indice non si può costruire: {reason}"
            ),
            Language::English => {
                format!("the search does not work, since its index cannot be built: {reason}")
            }
        };
        let problems = version.problems.clone().with(Problem::of_site(message));
        problems.panel(page, version.language)
    }

    /// The version on show.
    pub fn current(&self) -> Arc<Version> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A receiver of what is new; `None` if too many listen already.
    pub(super) fn listen(&self) -> Option<(Receiver<News>, Arc<()>)> {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.alive.strong_count() > 0);
        if listeners.len() >= MAX_LISTENERS {
            return None;
        }
        let (news, receiver) = channel();
        let alive = Arc::new(());
        listeners.push(Listener {
            news,
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
    news: Sender<News>,
    /// Held by the thread that writes to the page, for as long as it can.
    alive: Weak<()>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_without_an_index_does_not_find_nothing() {
        let files = BTreeMap::from([
            (search::ROOT.to_owned(), b"root"[..].into()),
            ("a.casa".to_owned(), b"a"[..].into()),
        ]);
        let before = Indexed {
            version: 1,
            files: Ok(files),
        };
        let mut search = Search {
            asked: true,
            indexed: vec![before],
        };
        assert_eq!(search.file(search::ROOT), Ok(Some(b"root".to_vec())));
        assert_eq!(search.file("b.casa"), Ok(None));
        let failed = Indexed {
            version: 2,
            files: Err("too many".to_owned()),
        };
        search.indexed.insert(0, failed);
        for root in [search::ROOT, "en/index.casa"] {
            assert_eq!(search.file(root), Err("too many".to_owned()));
        }
        assert_eq!(search.file("a.casa"), Ok(Some(b"a".to_vec())));
    }
}
