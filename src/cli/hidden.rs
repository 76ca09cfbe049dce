//! What is said of pages that are not published.

use super::messages;
use crate::diagnostic::Language;
use crate::site::{HiddenPage, Reason, Site};

/// How many pages are named.
const NAMED: usize = 5;
/// What pages are called, one and many, in Italian and in English.
const WORDS: [(Reason, [&str; 2], [&str; 2]); 3] = [
    (Reason::Draft, ["bozza", "bozze"], ["draft", "drafts"]),
    (
        Reason::Future,
        ["futura", "future"],
        ["dated ahead", "dated ahead"],
    ),
    (
        Reason::Expired,
        ["scaduta", "scadute"],
        ["expired", "expired"],
    ),
];

/// How many pages of a site are not published, why, and which; nothing if all are.
pub(super) fn summary(site: &Site, language: Language) -> Option<String> {
    let groups = WORDS.iter().filter_map(|(reason, italian, english)| {
        let pages = site.hidden.pages().iter();
        let pages: Vec<&HiddenPage> = pages.filter(|hidden| hidden.reason == *reason).collect();
        let words = match language {
            Language::Italian => italian,
            Language::English => english,
        };
        let word = words[usize::from(pages.len() != 1)];
        let mut names: Vec<&str> = pages
            .iter()
            .map(|hidden| hidden.page.path.as_str())
            .take(NAMED)
            .collect();
        if pages.len() > NAMED {
            names.push("…");
        }
        let (count, names) = (pages.len(), names.join(", "));
        (count > 0).then(|| format!("{count} {word} ({names})"))
    });
    let groups: Vec<String> = groups.collect();
    let lead = messages::say(language, "Non pubblicate", "Not published");
    (!groups.is_empty()).then(|| format!("{lead}: {}", groups.join("; ")))
}
