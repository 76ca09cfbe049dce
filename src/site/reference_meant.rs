//! The page that was meant by a reference that is not the name of one: a link, an address, a title,
//! several names, or one that begins or ends so.

use super::address::last_segment;
use super::page::Page;
use crate::slug::{fold, slug};

/// What to write instead, if it is clear, of the pages that may be meant.
pub(super) fn meant(written: &str, pages: &[&Page]) -> Option<String> {
    let named = |name: &str| {
        let mut found = pages.iter().filter(|page| last_segment(&page.path) == name);
        found.next().filter(|_| found.next().is_none())
    };
    let name = bare(written);
    if name != written
        && let Some(page) = named(&slug(name))
    {
        return Some(last_segment(&page.path).to_owned());
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| named(word).is_some()) {
        return Some(format!("[{}]", words.join(", ")));
    }
    let title = fold(written);
    let is_title =
        |page: &&&Page| fold(&page.meta.title) == title || fold(page.short_title()) == title;
    let part = slug(name);
    let is_part = |page: &&&Page| {
        let own = last_segment(&page.path);
        let rest = own.strip_prefix(&*part).map(|rest| rest.starts_with('-'));
        let before = own.strip_suffix(&*part).map(|before| before.ends_with('-'));
        part.len() > 3 && (rest == Some(true) || before == Some(true))
    };
    let only = |is: &dyn Fn(&&&Page) -> bool| {
        let mut found = pages.iter().filter(is);
        found.next().filter(|_| found.next().is_none())
    };
    let by_title = written.contains(' ').then(|| only(&is_title)).flatten();
    let found = by_title.or_else(|| only(&is_part))?;
    Some(last_segment(&found.path).to_owned())
}

/// The name in a link, an address or the name of a file.
fn bare(written: &str) -> &str {
    let target = written
        .split_once("](")
        .map_or(written, |(_, target)| target);
    let target = target
        .trim_end_matches(')')
        .split(['#', '?'])
        .next()
        .unwrap_or(target);
    let name = last_segment(target.trim_end_matches('/'));
    let endings = [".md", ".pdf", ".html", ".docx", ".odt"];
    let stem = endings.iter().find_map(|end| name.strip_suffix(end));
    stem.unwrap_or(name)
}
