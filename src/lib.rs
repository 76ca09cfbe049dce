//! `casa` turns a repository of Markdown and YAML into a static, accessible, searchable portal.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let (root, public) = (folder.path(), folder.path().join("public"));
//! # std::fs::create_dir(root.join("content"))?;
//! # std::fs::write(root.join("content/index.md"), "# Hello\n")?;
//! use casa::{Options, Site};
//!
//! let site = Site::load(root)?;
//! let built = site.build(&Options::on("2026-01-15".parse()?))?;
//! for diagnostic in built.diagnostics() {
//!     eprintln!("{diagnostic}");
//! }
//! for route in built.outputs() {
//!     println!("{route}: {} bytes", built.render(route)?.len());
//! }
//! built.publish(public)?;
//! # Ok(())
//! # }
//! ```
//!
//! The program `casa` is these calls with arguments around them. What the repository of a site
//! looks like, its schema, its themes and its messages, is told in its documentation; how the
//! library works inside, in `ARCHITECTURE.md`.

mod api;
mod attachments;
mod changes;
#[doc(hidden)]
pub mod cli;
mod config;
mod content;
mod csv;
mod diagnostic;
mod difference;
mod document;
mod emit;
mod export;
mod fingerprint;
mod fix;
mod folder;
mod history;
mod html;
mod import;
mod inflate;
mod load;
mod lsp;
mod memo;
mod outputs;
mod pipeline;
mod render;
mod report;
mod schema;
mod search;
mod serve;
mod site;
mod slug;
mod source;
mod stats;
mod theme;
mod watch;
mod yaml;

pub use api::{BuildError, Built, Options, PublishError, RenderError, Site};
pub use content::Date;
pub use diagnostic::{Language, Severity};
pub use emit::WriteError;
pub use load::LoadError;
pub use report::{Diagnostic, Place};

/// What is measured or tested apart from a site on disk: for this repository's `tests/` and
/// `benches/` alone, and other with every version.
#[doc(hidden)]
pub mod internals {
    /// Passages of one file.
    pub mod attachments {
        pub use crate::attachments::Texts;
    }
    /// One page parsed.
    pub mod content {
        pub use crate::content::{Keep, SpillFile, parse};
        pub use crate::schema::{DefaultFor, Schema, read_types};
        pub use crate::source::FileId;
    }
    /// Builds of sources that were never on disk, and builds after builds.
    pub mod pipeline {
        pub use crate::load::read;
        pub use crate::pipeline::{Build, Options, build};
        pub use crate::report::{Detail, Style, human, json, list};
        pub use crate::site::Visibility;
        pub use crate::source::Sources;
    }
    /// What is made again, and why.
    pub mod emit {
        pub use crate::emit::{Before, Files, write};
        pub use crate::memo::IndexMemo;
        pub use crate::render::Keys;
        pub use crate::source::Stamp;
    }
    /// The index alone.
    pub mod search {
        pub use crate::search::{Material, index};
    }
}
