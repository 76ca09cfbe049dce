//! A page that says something else, on a site that does not know it yet.

use super::links::Addresses;
use super::model::Site;
use super::page::path_of;
use super::place::Input;
use super::{files, links, references};
use crate::diagnostic::Diagnostic;
use crate::site::Page;
use crate::source::Sources;
use std::sync::Arc;

/// What is wrong with where a page leads now, among the others as they were; `None` for a page that
/// was not there.
pub fn leads_of(
    site: &Site,
    sources: &Sources,
    addresses: Addresses<'_>,
    input: &Input,
) -> Option<Vec<Diagnostic>> {
    let path = path_of(&input.path).0;
    let shown = site.by_path.get(path).map(|id| (site.page(*id), None));
    let is_here = |page: &Page| page.parsed.file == input.parsed.file;
    let (page, hidden) = shown.filter(|(page, _)| is_here(page)).or_else(|| {
        let mut hidden = site.hidden.pages().iter();
        let hidden = hidden.find(|hidden| is_here(&hidden.page))?;
        Some((&hidden.page, Some(hidden)))
    })?;
    let page = Page {
        parsed: Arc::clone(&input.parsed),
        ..page.clone()
    };
    let mut found = links::of_page(site, addresses, &page);
    found.extend(references::of_page(site, &page));
    files::named(&page, sources, &mut found);
    Some(match hidden {
        Some(hidden) => hidden.reported(found),
        None => found,
    })
}
