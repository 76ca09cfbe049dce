//! What every output is, and what it is made with.
//!
//! An [`Output`] is a route's bytes before they are asked for; a [`Renderer`] makes them, a [`Key`]
//! tells whether they would be the same. The kinds are in `outputs`.

mod document;
pub mod fill;
mod fingerprints;
mod key;
mod kit;
mod layout;
mod output;
mod page_view;
#[cfg(feature = "pdf")]
mod pdf;
mod print;
pub mod printed;
mod renderer;
mod versions;

pub use document::{files as document_files, is_filled_in, left_out, of_kit as kit_documents};
pub use key::{Key, Keys, Shown};
pub use kit::{KitFile, files as kit_files};
pub use layout::Layout;
pub use output::{Kind, Output, Outputs, Plan, Published, Subject};
pub use renderer::Renderer;
