//! Where builds keep what the next one can use.

use super::context::Context;
use super::{messages, output, site};
use crate::fingerprint::Digest;
use crate::folder;
use crate::history::{Checkout, History};
use crate::load;
use crate::memo::{self, IndexMemo, Memo};
use crate::source::{Sources, Stamp};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Where to keep it.
#[derive(clap::Args)]
pub(super) struct CacheArguments {
    /// Folder of what builds leave for the next one; by default one in the system's folder of
    /// caches. Safe to delete
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache: Option<PathBuf>,
    /// Make everything anew, and leave nothing
    #[arg(long)]
    no_cache: bool,
}

impl CacheArguments {
    /// Where the builds of the site in `root` keep it; `None` if nothing is kept.
    pub(super) fn folder(&self, root: &Path) -> Option<PathBuf> {
        let chosen = || self.cache.clone().or_else(|| default_folder(root));
        (!self.no_cache).then(chosen).flatten()
    }

    /// Why nothing may be written to the folder that was chosen, and what to do; each in Italian and
    /// English. `out` is where the site is published.
    pub(super) fn refusal(&self, root: &Path, out: &Path) -> Option<[[String; 2]; 2]> {
        let chosen = self.cache.as_deref()?;
        let cache = folder::real(chosen);
        let (italian, english) = if load::is_source(root, &cache) {
            (
                "è tra i contenuti del sito",
                "is among the sources of the site",
            )
        } else if cache.starts_with(folder::real(out)) {
            (
                "è nella cartella del sito pubblicato, dove tutti la leggono",
                "is in the folder of the published site, where everybody can read it",
            )
        } else if folder::real(root).starts_with(&cache) {
            ("contiene il sito", "holds the site")
        } else if memo::may_be_cache(&cache).unwrap_or(true) {
            // Where it cannot be told nothing can be written, which is said then.
            return None;
        } else {
            (
                "contiene file che non sono di una cache di casa",
                "holds files that are not of a cache of casa",
            )
        };
        let shown = chosen.display();
        Some([
            [
                format!("la cache «{shown}» {italian}"),
                format!("the cache `{shown}` {english}"),
            ],
            [
                "scegli con --cache una cartella sua, per esempio --cache .cache/casa".to_owned(),
                "choose a folder of its own with --cache, for example --cache .cache/casa"
                    .to_owned(),
            ],
        ])
    }
}

/// What there is of earlier builds.
pub(super) struct Cache {
    /// Where to leave what this build makes; missing if it is not to be kept.
    pub folder: Option<PathBuf>,
    /// What the build before left.
    pub memo: Option<Memo>,
    /// What its search index left.
    pub index: IndexMemo,
    /// Stands for this program.
    pub program: Stamp,
}

impl Cache {
    /// Opens the cache of the site in `root`, which is published to `out`, or says why it cannot be one.
    pub(super) fn open(
        arguments: &CacheArguments,
        root: &Path,
        out: &Path,
        context: Context,
    ) -> Result<Self, ExitCode> {
        if let Some([[italian, english], [scegli, choose]]) = arguments.refusal(root, out) {
            let italian = format!("errore: {italian}\n\nNon è stato scritto nulla: {scegli}.");
            let english = format!("error: {english}\n\nNothing was written: {choose}.");
            let language = site::spoken(root, context);
            return Err(output::fail(messages::say(language, &italian, &english)));
        }
        // A program that cannot be told from others must not read what they wrote.
        let program = env::current_exe().and_then(std::fs::metadata);
        let program = program.as_ref().map(Stamp::of).ok();
        let folder = program.and_then(|_| arguments.folder(root));
        let program = program.unwrap_or_default();
        Ok(Self {
            memo: folder
                .as_ref()
                .and_then(|folder| Memo::open(folder, program)),
            index: IndexMemo::new(folder.clone(), program),
            folder,
            program,
        })
    }

    /// The history of a checkout: what was kept of it, or what git says, which then is kept.
    pub(super) fn history(&self, checkout: &Checkout) -> Option<Arc<History>> {
        let history = match self.kept_history(checkout) {
            Some(history) => history,
            None => {
                let history = checkout.history()?;
                if let Some(folder) = &self.folder {
                    // The next build asks git again; that the folder cannot be written is said
                    // when the pages are remembered there.
                    let _ = memo::write_history(folder, self.program, &history);
                }
                history
            }
        };
        Some(Arc::new(history))
    }

    /// The same without keeping what git says: for commands that write nothing.
    pub(super) fn known_history(&self, checkout: &Checkout) -> Option<Arc<History>> {
        let history = self.kept_history(checkout);
        history.or_else(|| checkout.history()).map(Arc::new)
    }

    fn kept_history(&self, checkout: &Checkout) -> Option<History> {
        memo::history(self.folder.as_ref()?, self.program, checkout.commit())
    }

    /// The sources of the build before.
    pub(super) fn sources(&self) -> Arc<Sources> {
        let memo = self.memo.as_ref();
        memo.map_or_else(Arc::default, |memo| Arc::clone(&memo.sources))
    }
}

/// The folder of a site among the caches of the system.
fn default_folder(root: &Path) -> Option<PathBuf> {
    let folder = |variable: &str| {
        let path = env::var_os(variable).filter(|path| !path.is_empty())?;
        Some(PathBuf::from(path)).filter(|path| path.has_root())
    };
    let usual = || match env::consts::OS {
        "windows" => folder("LOCALAPPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Caches")),
        _ => folder("HOME").map(|home| home.join(".cache")),
    };
    let caches = folder("XDG_CACHE_HOME").or_else(usual);
    let root = folder::canonical(root).ok()?;
    let name = Digest::of(root.as_os_str().as_encoded_bytes());
    Some(caches?.join("casa").join(name.to_string()))
}
