//! What every output is, and what it is made with.
//!
//! An [`Output`] is a route's bytes before they are asked for; a [`Renderer`] makes them, a [`Key`]
//! tells whether they would be the same. The kinds are in `outputs`.

mod fingerprints;
mod key;
mod layout;
mod output;
mod page_view;
mod renderer;

pub use key::{Key, Keys, Shown};
pub use layout::Layout;
pub use output::{Kind, Output, Outputs, Plan, Subject};
pub use renderer::Renderer;
