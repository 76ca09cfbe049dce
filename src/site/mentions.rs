//! Which pages speak of which: by the links of their texts.

use super::ids::{PageId, Target};
use super::model::Site;

/// By page, the pages in its language whose text links to it, unless a field says so already.
pub(super) fn mentions<'a>(
    site: &Site,
    links: impl Iterator<Item = &'a [Target]>,
) -> Vec<Vec<PageId>> {
    let mut mentions: Vec<Vec<PageId>> = vec![Vec::new(); site.pages.len()];
    for ((from, page), links) in site.ids().zip(&site.pages).zip(links) {
        for target in links {
            if let Target::Page(id, _) = target
                && *id != from
                && site.page(*id).language == page.language
            {
                mentions[id.0 as usize].push(from);
            }
        }
    }
    for (page, mentions) in site.pages.iter().zip(&mut mentions) {
        mentions.dedup();
        mentions.retain(|id| !page.backlinks.iter().any(|group| group.pages.contains(id)));
    }
    mentions
}
