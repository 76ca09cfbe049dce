//! `casa manual`: the manual pages, one a command, from the definitions of the arguments. For whoever
//! makes packages.

use super::output;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `casa manual`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder; what it holds of the same names is written anew
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, casa: clap::Command) -> Result<ExitCode, ExitCode> {
    // The pages of hidden commands would lead nowhere.
    let written = std::fs::create_dir_all(&arguments.folder)
        .and_then(|()| clap_mangen::generate_to(casa, &arguments.folder));
    match written {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => {
            let folder = arguments.folder.display();
            Err(output::fail(format_args!("error: {folder}: {error}")))
        }
    }
}
