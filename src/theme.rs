//! The theme: what a site looks like.
//!
//! In: a [`Site`](crate::site::Site) and the files of its theme. Out: templates ready to render, and
//! the [`view`] of everything that they see, which is the contract with theme authors. The only home
//! of Tera.

pub mod cards;
mod chart;
mod content;
mod data;
pub mod difference;
mod facets;
mod files;
mod filters;
mod format;
mod functions;
mod ingredients;
mod layers;
mod linked_data;
mod lists;
mod manifest;
pub mod meta;
pub mod picture_config;
mod pictures;
mod preview;
mod shapes;
mod shared;
pub mod site_view;
mod statics;
mod strings;
mod tables;
mod template_errors;
mod templates;
mod tree;
mod usage;
pub mod view;

pub use content::Content;
pub use format::long_date;
pub use ingredients::Ingredients;
pub use layers::{has_template, root_files};
pub use lists::{List, Lists, dates};
pub use manifest::Manifest;
pub use pictures::{PictureVersion, Pictures};
pub use preview::Previews;
pub use shared::Shared;
pub use statics::StaticFiles;
pub use strings::Strings;
pub use templates::{Context, Templates};
pub use tree::Trees;
pub use usage::Usage;
