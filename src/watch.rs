//! Waiting for files to change.
//!
//! Out: which paths to look at again. What changed in them is found out by reading them.

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
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

/// The folders below the root that are watched.
const FOLDERS: [&str; 2] = ["content", "themes"];
/// How often is looked where nobody tells of changes.
const POLL: Duration = Duration::from_secs(1);

/// Watches the sources of a site.
pub enum Watcher {
    /// Told by the system.
    Told(Told),
    /// Looking again and again: network folders and containers tell of nothing.
    Polling,
}

/// The setting of Linux that lets more be watched, if its limit is why nothing can be.
pub fn limit(error: &notify::Error) -> Option<&'static str> {
    /// As Linux calls too many watchers.
    const TOO_MANY_OPEN_FILES: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => Some("fs.inotify.max_user_watches=524288"),
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_OPEN_FILES) => {
            Some("fs.inotify.max_user_instances=1024")
        }
        _ => None,
    }
}

/// What the system tells of.
pub struct Told {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
}

impl Watcher {
    /// Watches `content/` and `themes/` below `root`, whether they are there yet or not.
    ///
    /// # Errors
    /// If the system cannot watch them.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let root = std::path::absolute(root).map_err(notify::Error::io)?;
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender)?;
        let mut told = Told {
            root,
            events,
            watcher,
        };
        // The root tells when one of the folders goes or comes.
        told.watcher
            .watch(&told.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            told.watch(folder)?;
        }
        Ok(Self::Told(told))
    }

    /// Waits until something has changed and rests; `None` if nothing ever will again.
    pub fn wait(&mut self) -> Option<Changes> {
        match self {
            Self::Told(told) => told.wait(),
            Self::Polling => {
                thread::sleep(POLL);
                Some(Changes::Anywhere)
            }
        }
    }
}

impl Told {
    fn watch(&mut self, folder: &str) -> notify::Result<()> {
        let folder = self.root.join(folder);
        match self.watcher.watch(&folder, RecursiveMode::Recursive) {
            // It is watched when it comes.
            Err(_) if !folder.is_dir() => Ok(()),
            watched => watched,
        }
    }

    fn wait(&mut self) -> Option<Changes> {
        let mut burst = Burst::default();
        while burst.is_empty() {
            burst.add(self.events.recv().ok()?, &self.root);
        }
        while let Ok(event) = self.events.recv_timeout(burst.patience()) {
            burst.add(event, &self.root);
        }
        for folder in &burst.replaced {
            // A watch stays with the folder that had the name before, wherever that is now.
            let _ = self.watcher.unwatch(&self.root.join(folder));
            burst.lost |= self.watch(folder).is_err();
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
    /// Which of the watched folders have gone or come.
    replaced: BTreeSet<&'static str>,
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
        let is_name = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        for path in event.paths {
            let Ok(below) = path.strip_prefix(root) else {
                self.lost = true;
                continue;
            };
            let below = below.to_string_lossy().replace('\\', "/");
            let first = below.split('/').next();
            let Some(folder) = FOLDERS.iter().find(|name| first == Some(**name)) else {
                // Something beside them in the root.
                continue;
            };
            if is_name && below == **folder {
                self.replaced.insert(folder);
            }
            self.paths.insert(below);
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
        // A folder that goes may be about to come again.
        match self.open.is_empty() && self.replaced.is_empty() {
            true => SETTLE,
            false => WRITING,
        }
    }

    fn changes(self) -> Changes {
        match self.lost {
            true => Changes::Anywhere,
            // What is in a new folder came with it, and nothing tells of it.
            false if !self.replaced.is_empty() => Changes::Anywhere,
            false => Changes::At(self.paths),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RenameMode};
    use std::fs;

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
    fn folders_are_followed_by_name() {
        let site = tempfile::tempdir().unwrap();
        let root = site.path();
        let page = |folder: &str, name: &str| {
            fs::create_dir_all(root.join(folder)).unwrap();
            fs::write(root.join(folder).join(name), "x").unwrap();
        };
        // Writes a file until the watcher tells of it by name, and not of a folder as a whole.
        let follows = |watcher: &mut Watcher, folder: &str, name: &str| loop {
            page(folder, name);
            match watcher.wait().unwrap() {
                Changes::At(paths) if paths.contains(&format!("{folder}/{name}")) => break paths,
                _ => {}
            }
        };
        page("content", "a.md");
        let mut watcher = Watcher::new(root).unwrap();
        // Another takes its place.
        page("new", "a.md");
        fs::rename(root.join("content"), root.join("old")).unwrap();
        fs::rename(root.join("new"), root.join("content")).unwrap();
        assert_eq!(watcher.wait(), Some(Changes::Anywhere));
        follows(&mut watcher, "content", "b.md");
        // It goes, and comes again.
        fs::remove_dir_all(root.join("content")).unwrap();
        while watcher.wait().unwrap() != Changes::Anywhere {}
        follows(&mut watcher, "content", "c.md");
        // It was not there at the start.
        follows(&mut watcher, "themes", "d.md");
        // What is beside them does not count.
        page("public", "e.md");
        let told = follows(&mut watcher, "content", "f.md");
        assert!(told.iter().all(|path| path.starts_with("content")));
    }

    #[test]
    fn a_system_that_lost_count_is_not_believed() {
        let mut burst = Burst::default();
        burst.add(Err(notify::Error::generic("overflow")), Path::new("/site"));
        assert_eq!(burst.changes(), Changes::Anywhere);
    }
}
