//! What a build is told.

use crate::config::BaseUrl;
use crate::content::Shelf;
use crate::history::History;
use crate::site::Visibility;
use std::sync::Arc;

/// What a build is told besides the sources.
#[derive(Clone, Debug)]
pub struct Options {
    /// Title of a site that has no configuration.
    pub name: String,
    /// Address of the site, instead of the configured one.
    pub base_url: Option<BaseUrl>,
    /// Which pages to show.
    pub visibility: Visibility,
    /// Whether to make the site searchable.
    pub search: bool,
    /// Where parsed pages wait until they are rendered.
    pub shelf: Shelf,
    /// What git knows of the changes to the pages, where there is a git that knows.
    pub history: Option<Arc<History>>,
}
