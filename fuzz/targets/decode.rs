//! Any bytes as every kind of file, and a search over what comes of it.
#![no_main]

#[path = "../../search/core/tests/suite/hostile.rs"]
mod hostile;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hostile::fuzz_decode(bytes));
