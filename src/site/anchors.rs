//! Anchors as other programs write them, held against the headings of a page.
//!
//! All programs make the anchor of a heading from its letters and digits; they differ in what they
//! do with the rest, in how they count headings of one name, and in whether the title has one. So
//! an anchor leads to a heading if both have the same letters, and no other heading has.

use super::page::Page;
use crate::content::Heading;
use crate::slug::anchor as own_form;
use std::borrow::Cow;

/// What an anchor means on a page.
pub(super) enum Meaning<'a> {
    /// This anchor, which the page has.
    Anchor(Cow<'a, str>),
    /// The title, where the page begins.
    Top,
}

/// The letters and digits of an anchor.
fn letters(text: &str) -> String {
    own_form(text).chars().filter(|c| *c != '-').collect()
}

/// The anchor of the heading that would have this one if nothing else had it.
pub(super) fn renamed<'a>(page: &'a Page, anchor: &str) -> Option<&'a str> {
    let mut headings = page.parsed.headings.iter();
    let is_own = |id: &str| id == anchor || page.parsed.anchors.iter().any(|own| own == anchor);
    let found = headings.find(|heading| own_form(&heading.title) == anchor)?;
    (!is_own(&found.id)).then_some(&*found.id)
}

/// What an anchor that a page does not have as it is written means there.
pub(super) fn meaning<'a>(page: &'a Page, anchor: &str) -> Option<Meaning<'a>> {
    let wanted = letters(anchor);
    if wanted.is_empty() {
        return None;
    }
    let headings = || page.parsed.headings.iter();
    let mut same = headings().filter(|heading| letters(&heading.id) == wanted);
    match (same.next(), same.next()) {
        (Some(heading), None) => return Some(Meaning::Anchor(Cow::Borrowed(&heading.id))),
        (Some(_), Some(_)) => return None,
        (None, _) => {}
    }
    if let Some(id) = page.parsed.anchors.iter().find(|id| letters(id) == wanted) {
        return Some(Meaning::Anchor(Cow::Borrowed(id)));
    }
    let titles = [Some(&page.meta.title), page.parsed.heading.as_ref()];
    if titles
        .into_iter()
        .flatten()
        .any(|title| letters(title) == wanted)
    {
        return Some(Meaning::Top);
    }
    // kramdown begins with the first letter.
    let bare = |heading: &&Heading| {
        let id = letters(&heading.id);
        let own = id.trim_start_matches(|c: char| c.is_ascii_digit());
        own.len() < id.len() && own == wanted
    };
    let mut same = headings().filter(bare);
    if let (Some(heading), None) = (same.next(), same.next()) {
        return Some(Meaning::Anchor(Cow::Borrowed(&heading.id)));
    }
    // The second heading of a name is `name-1`.
    let (name, number) = anchor.rsplit_once(['-', '_'])?;
    let number: usize = number.parse().ok()?;
    let name = letters(name);
    let mut of_name = headings().filter(|heading| letters(&heading.title) == name);
    let heading = of_name.nth(number)?;
    Some(Meaning::Anchor(Cow::Borrowed(&heading.id)))
}
