//! The `casa` program; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    casa::cli::run()
}
