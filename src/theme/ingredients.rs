//! What templates are made of.

use super::statics::StaticFiles;
use super::strings::Strings;
use crate::export::feed::Feeds;
use crate::export::table_config::TableConfig;
use std::sync::Arc;

/// What templates are made of besides what pages share.
#[derive(Clone, Copy)]
pub struct Ingredients<'a> {
    /// Static files.
    pub statics: &'a StaticFiles,
    /// Strings.
    pub strings: &'a Strings,
    /// Which sections have a feed.
    pub feeds: &'a Feeds,
    /// Tables of the configuration.
    pub tables: &'a Arc<Vec<TableConfig>>,
}
