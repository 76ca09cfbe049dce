//! A bar for work that takes over a second, when somebody is watching.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress on standard error; nothing where that is not a terminal.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    /// Dropped at the end, which tells the waiting thread not to draw any more.
    _end: Option<Sender<()>>,
}

impl Progress {
    /// Begins, unless nobody watches.
    pub(super) fn new(quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self {
                bar: None,
                _end: None,
            };
        }
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        let (end, ended) = channel::<()>();
        let drawn = bar.clone();
        thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                drawn.set_draw_target(ProgressDrawTarget::stderr());
                drawn.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self {
            bar: Some(bar),
            _end: Some(end),
        }
    }

    /// Names what is being done.
    pub(super) fn phase(&self, name: &'static str) {
        if let Some(bar) = &self.bar {
            bar.set_message(name);
        }
    }

    /// Says how many things of how many are done.
    pub(super) fn count(&self, done: usize, total: usize) {
        if let Some(bar) = &self.bar {
            if bar.length() != Some(total as u64) {
                bar.set_length(total as u64);
                if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
                    bar.set_style(style);
                }
            }
            bar.set_position(done as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
