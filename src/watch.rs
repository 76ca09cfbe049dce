//! Waiting for files to change.
//!
//! Events mean only "look again": what changed is found out by reading the site anew.

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long changes have to rest before they count: editors write a file in several steps.
const SETTLE: Duration = Duration::from_millis(10);

/// Watches the sources of a site.
pub struct Watcher {
    changes: Receiver<()>,
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watcher {
    /// Watches `content/` and `themes/` below `root`.
    ///
    /// # Errors
    /// If the system cannot watch them.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let (sender, changes) = channel();
        let mut debouncer = new_debouncer(SETTLE, None, move |result: DebounceEventResult| {
            let relevant = match result {
                Ok(events) => events
                    .iter()
                    .any(|event| !matches!(event.kind, EventKind::Access(_))),
                // An overflow of the queue means that anything may have changed.
                Err(_) => true,
            };
            if relevant {
                // The receiver goes away only when the server ends.
                let _ = sender.send(());
            }
        })?;
        for folder in ["content", "themes"] {
            let folder = root.join(folder);
            if folder.is_dir() {
                debouncer.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(Self {
            changes,
            _debouncer: debouncer,
        })
    }

    /// Waits until something has changed.
    pub fn wait(&self) -> bool {
        let changed = self.changes.recv().is_ok();
        while self.changes.try_recv().is_ok() {}
        changed
    }
}
