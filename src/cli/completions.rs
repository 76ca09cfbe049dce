//! `casa completions`: what lets a shell complete what is typed, from the definitions of the arguments.

use super::output;
use clap_complete::Shell;
use std::process::ExitCode;

/// Arguments of `casa completions`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, mut casa: clap::Command) -> Result<ExitCode, ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut casa, "casa", &mut script);
    output::text(String::from_utf8_lossy(&script));
    Ok(ExitCode::SUCCESS)
}
