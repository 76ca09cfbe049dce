//! The `casa` program; everything it does is in the library.

use std::process::ExitCode;

/// Building a site is a million small allocations on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    casa::cli::run()
}
