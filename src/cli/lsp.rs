//! `casa lsp`.

use super::context::Context;
use super::{messages, output, site};
use crate::folder;
use crate::lsp::{self, Workspace};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `casa lsp`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the site, which holds `content/`; by default the one that the editor has open
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Check drafts and pages dated ahead as if they were published
    #[arg(long)]
    drafts: bool,
    /// Speak on standard input and output, as editors say that it should; it always does
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Runs the command until the editor ends it.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let options = site::options(Path::new("."), None, arguments.drafts, context)?;
    let ended = lsp::run(|opened| {
        let root = arguments.root.clone().or(opened);
        let root = root.unwrap_or_else(|| PathBuf::from("."));
        let root = folder::canonical(&root).unwrap_or(root);
        let options = site::named(options, &root);
        Workspace {
            root,
            options,
            language: messages::asked(context),
            now: site::now,
        }
    });
    match ended {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Err(ExitCode::FAILURE),
        Err(error) => Err(output::fail(error)),
    }
}
