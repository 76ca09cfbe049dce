//! Any text as a query over a small index, and through every analyser.
#![no_main]

#[path = "../../search/core/tests/suite/hostile.rs"]
mod hostile;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hostile::fuzz_query(bytes));
