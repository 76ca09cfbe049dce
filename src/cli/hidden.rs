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

/// What of a site is not published, and what is assumed of it, a line each.
pub(super) fn told(site: &Site, language: Language) -> String {
    let lines = [
        summary(site, language),
        left_out(site, language),
        counted(site, language),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What the language of a site is taken for that does not say it.
fn counted(site: &Site, language: Language) -> Option<String> {
    let tag = &site.config.language;
    let counted = site.config.counted.as_ref()?;
    let [italian, english] = match counted.told() {
        Some(_) => [
            format!(
                "Lingua dei testi: {tag}, a giudicare dalle parole; «language: {tag}» in content/casa.yaml la fissa"
            ),
            format!(
                "Language of the texts: {tag}, judging by their words; `language: {tag}` in content/casa.yaml settles it"
            ),
        ],
        None => [
            "Lingua dei testi: dalle parole non si capisce; scrivila in content/casa.yaml, per esempio «language: it»"
                .to_owned(),
            "Language of the texts: not clear from their words; write it in content/casa.yaml, for example `language: en`"
                .to_owned(),
        ],
    };
    Some(messages::say(language, &italian, &english))
}

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
