//! The generator's integration tests, in one binary because linking it is what costs time.
//!
//! `UPDATE_GOLDEN=1 cargo test --test suite` rewrites what cases expect; read the difference
//! before you accept it.

mod architecture;
mod attachments;
mod bad_input;
mod beginnings;
mod cache;
mod changes;
mod commands;
mod doctor;
mod documentation;
mod documents;
mod export;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod faults;
mod fmt;
mod freshness;
mod fuzz;
mod golden;
mod guides;
mod headers;
mod history;
mod html;
mod import;
mod index;
mod library;
mod links;
mod lsp;
mod mistakes;
mod moving_in;
mod office;
mod one_schema;
mod pdf;
mod pictures;
mod portal;
mod previews;
mod properties;
mod publish;
mod reading;
mod related;
mod release;
mod serve;
mod stats;
mod support;
mod usage;
mod verify;
mod versions;
mod workflows;
