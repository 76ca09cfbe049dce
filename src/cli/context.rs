//! What all commands share: language, silence, the site's folder, exit codes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The content has errors.
pub(super) const CONTENT_ERRORS: u8 = 1;
/// The command cannot be carried out.
pub(super) const FAILED: u8 = 2;

/// Languages of messages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    /// Italiano
    It,
    /// English
    En,
}

/// Where the site is; the same for every command that reads one.
#[derive(Args)]
pub(super) struct SiteArguments {
    /// Folder of the site, which holds `content/`
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
}

/// What holds for every command.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// Language asked for.
    pub(super) lang: Option<Lang>,
    /// Whether to stay silent.
    pub(super) quiet: bool,
}
