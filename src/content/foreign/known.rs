//! What has to be known of a site for reading what was written for other programs.

use crate::schema::{Field, Programs, Schema};
use crate::source::Sources;
use std::collections::BTreeMap;

/// What is known of a site for reading what was written for other programs.
#[derive(Clone, Copy)]
pub(in crate::content) struct Foreign<'a> {
    /// The components of the theme.
    pub components: &'a BTreeMap<String, Vec<Field>>,
    /// The files of the site, where a text may take in others.
    pub sources: Option<&'a Sources>,
    /// Whether what asks for a file that is not there stays in the text.
    pub keeps: bool,
    /// What the site's own shortcodes stand for.
    pub shortcodes: &'a BTreeMap<String, String>,
    /// The programs for which the site was written.
    pub programs: Programs,
    /// Whether the text is MDX.
    pub is_mdx: bool,
}

impl<'a> Foreign<'a> {
    /// Of a site without a schema; others have their own forms.
    pub(in crate::content) fn of(
        schema: &'a Schema,
        sources: Option<&'a Sources>,
        is_mdx: bool,
    ) -> Option<Self> {
        schema.open.then_some(Self {
            components: &schema.components,
            sources,
            keeps: false,
            shortcodes: &schema.shortcodes,
            programs: schema.programs,
            is_mdx,
        })
    }
}
