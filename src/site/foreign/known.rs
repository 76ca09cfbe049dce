//! What is known of a site's own ways of writing paths.

use crate::config::LanguageId;
use crate::site::ids::PageId;
use crate::source::FileId;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Pages by their language and their name in small letters; `None` for one that several have.
pub(super) type Names = HashMap<(LanguageId, String), Option<PageId>>;

/// What is known of a site's own ways of writing paths; found out when the first is met.
#[derive(Debug, Default)]
pub(in crate::site) struct Foreign {
    pub(super) pages: Arc<Pages>,
    /// The prefix under which the site stood.
    pub(super) prefix: OnceLock<Option<String>>,
}

/// Pages by what their addresses may be written as.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Paths of pages in small letters; `None` for one that several have.
    pub(super) lower: OnceLock<HashMap<String, Option<PageId>>>,
    /// Paths of pages without the numbers in their names.
    pub(super) bare: OnceLock<HashMap<String, Option<PageId>>>,
    /// Files by their name in small letters.
    pub(super) files: OnceLock<HashMap<String, Option<FileId>>>,
    /// Pages by the last name of their path.
    pub(super) names: OnceLock<Names>,
}

impl Foreign {
    /// Of a site with the same pages at the same addresses, whose links may be others.
    pub(in crate::site) fn of_same_addresses(&self) -> Self {
        Self {
            pages: Arc::clone(&self.pages),
            prefix: OnceLock::new(),
        }
    }
}
