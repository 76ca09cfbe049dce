//! What is said of pages that are not published.

use super::messages;
use crate::diagnostic::Language;
use crate::render::left_out as left_out_documents;
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

/// How many documents are not published as PDF, by a program that does not write it; nothing if it
/// does, or there are none.
pub(super) fn left_out(site: &Site, language: Language) -> Option<String> {
    let count = left_out_documents(site);
    let (italian, english) = match count {
        0 => return None,
        1 => (
            "1 documento in PDF".to_owned(),
            "1 document as PDF".to_owned(),
        ),
        _ => (
            format!("{count} documenti in PDF"),
            format!("{count} documents as PDF"),
        ),
    };
    Some(messages::say(
        language,
        &format!("Lasciati fuori: {italian}, che fa solo un casa compilato con --features pdf"),
        &format!("Left out: {english}, made only by a casa compiled with --features pdf"),
    ))
}

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
