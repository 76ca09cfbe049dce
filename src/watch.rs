//! Waiting for files to change.
//!
//! Out: which paths to look at again. What changed in them is found out by reading them.

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long changes have to rest before they count: editors save in several steps.
const SETTLE: Duration = Duration::from_millis(3);
/// The same while a file is being written, until the system says that it is closed, if it does.
const WRITING: Duration = Duration::from_millis(50);

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// What is at these paths below the root.
    At(BTreeSet<String>),
    /// Anything: the system has lost count.
    Anywhere,
}

/// Watches the sources of a site.
pub struct Watcher {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Watcher {
    /// Watches `content/` and `themes/` below `root`.
    ///
    /// # Errors
    /// If the system cannot watch them.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let root = std::path::absolute(root).map_err(notify::Error::io)?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender)?;
        for folder in ["content", "themes"] {
            let folder = root.join(folder);
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(Self {
            root,
            events,
            _watcher: watcher,
        })
    }

    /// Waits until something has changed and rests; `None` if nothing ever will again.
    pub fn wait(&self) -> Option<Changes> {
        let mut burst = Burst::default();
        while burst.is_empty() {
            burst.add(self.events.recv().ok()?, &self.root);
        }
        while let Ok(event) = self.events.recv_timeout(burst.patience()) {
            burst.add(event, &self.root);
        }
        Some(burst.changes())
    }
}

/// Events that follow each other closely.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<String>,
    /// Files that somebody is still writing.
    open: BTreeSet<PathBuf>,
    lost: bool,
}

impl Burst {
    fn add(&mut self, event: notify::Result<Event>, root: &Path) {
        let Ok(event) = event else {
            self.lost = true;
            return;
        };
        self.lost |= event.need_rescan();
        let written = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => return,
            EventKind::Create(CreateKind::Folder)
            | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_))
            | EventKind::Remove(_) => false,
            _ => true,
        };
        for path in event.paths {
            match path.strip_prefix(root) {
                Ok(below) => {
                    let below = below.to_string_lossy().replace('\\', "/");
                    self.paths.insert(below);
                }
                Err(_) => self.lost = true,
            }
            match written {
                true => self.open.insert(path),
                false => self.open.remove(&path),
            };
        }
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.lost
    }

    fn patience(&self) -> Duration {
        if self.open.is_empty() {
            SETTLE
        } else {
            WRITING
        }
    }

    fn changes(self) -> Changes {
        match self.lost {
            true => Changes::Anywhere,
            false => Changes::At(self.paths),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RenameMode};

    fn burst(kinds: &[EventKind]) -> Burst {
        let mut burst = Burst::default();
        for kind in kinds {
            let event = Event::new(*kind).add_path(PathBuf::from("/site/content/a.md"));
            burst.add(Ok(event), Path::new("/site"));
        }
        burst
    }

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(burst(&[data]).patience(), WRITING);
        assert_eq!(burst(&[data, closed]).patience(), SETTLE);
        assert_eq!(burst(&[data, closed, data]).patience(), WRITING);
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        assert_eq!(burst(&[data, moved]).patience(), SETTLE);
    }

    #[test]
    fn reading_is_no_change() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(burst(&[opened]).is_empty());
        let removed = EventKind::Remove(notify::event::RemoveKind::File);
        let at = BTreeSet::from(["content/a.md".to_owned()]);
        assert_eq!(burst(&[opened, removed]).changes(), Changes::At(at));
    }

    #[test]
    fn a_system_that_lost_count_is_not_believed() {
        let mut burst = Burst::default();
        burst.add(Err(notify::Error::generic("overflow")), Path::new("/site"));
        assert_eq!(burst.changes(), Changes::Anywhere);
    }
}
