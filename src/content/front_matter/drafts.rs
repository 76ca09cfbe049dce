//! Whether a page may be published, in a site without schema: in all the forms that other programs
//! and people write it. In doubt it is a draft.

use crate::content::Date;
use crate::content::dates::{bad_date, guess_date};
use crate::content::page::Hold;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

/// What a field says of publishing; names are compared without capitals, hyphens and underscores.
#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    /// `draft: true`
    Draft,
    /// `published: false`, or the day of it.
    Published,
    /// `status: draft`
    Status,
    /// The day from which on it is public.
    From,
    /// The date of the page, which counts unless it cannot be read.
    Date,
    /// Hugo's `build: {render: never}`.
    Build,
}

const NAMES: [(Meaning, &[&str]); 6] = [
    (
        Meaning::Draft,
        &[
            "draft",
            "isdraft",
            "bozza",
            "private",
            "unpublished",
            "hidden",
            "headless",
            "wip",
        ],
    ),
    (
        Meaning::Published,
        &[
            "published",
            "publish",
            "ispublished",
            "pubblicato",
            "pubblicata",
            "permalink",
            "public",
            "pubblica",
            "pubblico",
            "render",
        ],
    ),
    (
        Meaning::Status,
        &["status", "poststatus", "state", "stato", "visibility"],
    ),
    (
        Meaning::From,
        &[
            "publishdate",
            "pubdate",
            "publisheddate",
            "datepublished",
            "publicationdate",
            "publishedat",
            "publishedon",
            "publishat",
            "publishon",
            "scheduled",
            "scheduledfor",
            "embargo",
            "embargountil",
        ],
    ),
    (Meaning::Date, &["date", "data"]),
    (Meaning::Build, &["build"]),
];

/// Values of a status that mean that it is not public.
const NOT_PUBLIC: [&str; 31] = [
    "draft",
    "drafts",
    "bozza",
    "hidden",
    "private",
    "privata",
    "privato",
    "nascosta",
    "unpublished",
    "pending",
    "scheduled",
    "future",
    "trash",
    "wip",
    "not published",
    "da pubblicare",
    "review",
    "in review",
    "in progress",
    "in revisione",
    "da rivedere",
    "idea",
    "todo",
    "to do",
    "pending review",
    "needs review",
    "ready for review",
    "in lavorazione",
    "in bozza",
    "da completare",
    "non pubblicata",
];

/// What Hugo renders no page for.
const NOT_RENDERED: [&str; 3] = ["never", "false", "link"];

/// Reads what the entries say. The value of `draft` becomes `true` or `false`, as it was meant.
pub(super) fn read(entries: &mut [(Key, Node)], diagnostics: &mut Vec<Diagnostic>) -> Hold {
    let mut hold = Hold::default();
    for (key, node) in entries {
        let Some(meaning) = meaning(&key.text) else {
            continue;
        };
        match (meaning, &node.value) {
            (_, Value::Null) => {}
            (Meaning::Status, _) => {
                let texts = node.items().iter().filter_map(Node::as_text);
                hold.draft |= texts
                    .map(str::to_lowercase)
                    .any(|text| NOT_PUBLIC.contains(&text.trim()));
            }
            (_, Value::Scalar { text, .. }) if text.trim().is_empty() => {}
            (Meaning::From, Value::Scalar { text, .. }) => {
                hold.until = hold.until.max(day(text, node, Some(diagnostics)));
            }
            (Meaning::Date, Value::Scalar { text, .. }) if guess_date(text).is_none() => {
                // The date itself is reported where it is read.
                hold.until = hold.until.max(day(text, node, None));
            }
            (Meaning::Build, _) => {
                let render = node.entries().iter().find(|(key, _)| key.text == "render");
                let render = render.and_then(|(_, node)| node.as_text());
                hold.draft |= render.is_some_and(|render| NOT_RENDERED.contains(&render));
            }
            (Meaning::Date | Meaning::From, _) => {}
            (Meaning::Draft | Meaning::Published, value) => {
                let text = match value {
                    Value::Scalar { text, .. } => text.trim(),
                    _ => "",
                };
                let said = truth(text).map(|yes| yes == (meaning == Meaning::Draft));
                let draft = match (said, meaning) {
                    (Some(draft), _) => draft,
                    // Jekyll's and Eleventy's addresses.
                    (None, Meaning::Published) if key.text == "permalink" => false,
                    (None, Meaning::Published) if last_day(text).is_some() => {
                        hold.until = hold.until.max(day(text, node, None));
                        false
                    }
                    (None, _) => {
                        let problem = Problem::UnclearDraft {
                            field: key.text.clone(),
                            value: text.to_owned(),
                        };
                        diagnostics.push(Diagnostic::new(problem, node.span));
                        true
                    }
                };
                hold.draft |= draft;
                if key.text.eq_ignore_ascii_case("draft") {
                    *node = Node::scalar(draft.to_string(), node.span);
                }
            }
        }
    }
    hold
}

/// Whether pages below this one wait too: Hugo's `cascade`, a map or a list of maps.
pub(super) fn below(entries: &[(Key, Node)]) -> bool {
    let cascade = entries.iter().find(|(key, _)| key.text == "cascade");
    cascade.is_some_and(|(_, node)| {
        let mut maps = node.items().iter();
        maps.any(|map| read(&mut map.entries().to_vec(), &mut Vec::new()).draft)
    })
}

/// Whether one field, as it is written, keeps a page from being published for good.
pub(super) fn holds(key: &str, value: &str, span: Span) -> bool {
    let key = Key {
        text: key.trim().to_owned(),
        span,
    };
    let value = Node::scalar(value.trim_matches(['"', '\'']).to_owned(), span);
    read(&mut [(key, value)], &mut Vec::new()).draft
}

fn meaning(key: &str) -> Option<Meaning> {
    // Most fields are none of these, and say so by their first letter.
    let first = key.trim_start_matches('_').chars().next();
    if !first.is_some_and(|c| "bdehipsuvw".contains(c.to_ascii_lowercase())) {
        return None;
    }
    let plain: String = key.chars().filter(|c| !matches!(c, '_' | '-')).collect();
    let plain = plain.to_ascii_lowercase();
    let found = NAMES.iter().find(|(_, names)| names.contains(&&*plain));
    found.map(|(meaning, _)| *meaning)
}

pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "sì" | "si" | "vero" | "x" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "falso" => Some(false),
        _ => None,
    }
}

/// The day that a text means, or the last one that it can mean.
fn day(text: &str, node: &Node, diagnostics: Option<&mut Vec<Diagnostic>>) -> Option<Date> {
    if let Some(date) = guess_date(text) {
        return Some(date);
    }
    if let Some(diagnostics) = diagnostics {
        diagnostics.push(Diagnostic::new(bad_date(text), node.span));
    }
    match last_day(text) {
        None if text.contains(|c: char| c.is_ascii_digit()) => None,
        // "soon", "TBD"
        None => Some(Date::MAX),
        day => day,
    }
}

/// The last day of the latest year that a text names.
fn last_day(text: &str) -> Option<Date> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter_map(|number| number.get(..4)?.parse().ok());
    Date::from_ymd_opt(years.max()?, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    /// What is said of one field, and the codes of what is wrong with it.
    fn said(field: &str) -> (bool, Option<String>, Vec<&'static str>) {
        let node = yaml::parse(field, 0, field.len(), FileId(0)).unwrap();
        let mut entries = node.entries().to_vec();
        let mut diagnostics = Vec::new();
        let hold = read(&mut entries, &mut diagnostics);
        let codes = diagnostics.iter().map(|d| d.problem.code()).collect();
        (hold.draft, hold.until.map(|day| day.to_string()), codes)
    }

    #[test]
    fn drafts_are_known_in_any_spelling() {
        for field in [
            "draft: true",
            "Draft: true",
            "DRAFT: True",
            "draft: \"true\"",
            "draft: yes",
            "draft: on",
            "draft: 1",
            "bozza: sì",
            "is_draft: true",
            "isDraft: true",
            "private: true",
            "published: false",
            "published: no",
            "Published: \"false\"",
            "publish: false",
            "permalink: false",
            "hidden: true",
            "headless: true",
            "wip: yes",
            "_build: {render: never}",
            "build: {list: never, render: false}",
            "status: review",
            "status: draft",
            "Status: Draft",
            "status: hidden",
            "post_status: private",
            "status: [draft]",
            "visibility: private",
            "stato: bozza",
        ] {
            assert_eq!(said(field), (true, None, vec![]), "{field}");
        }
        for field in [
            "draft: false",
            "draft: no",
            "draft: \"\"",
            "draft:",
            "draft: 0",
            "published: true",
            "hidden: false",
            "build: {list: never}",
            "build: make",
            "permalink: /a/",
            "status: published",
            "status: accepted",
            "visibility: public",
            "title: draft",
            "description: draft",
            "published:",
            "date: 2020-01-01",
        ] {
            assert_eq!(said(field), (false, None, vec![]), "{field}");
        }
    }

    #[test]
    fn what_is_unclear_is_a_draft() {
        for field in [
            "draft: forse",
            "draft: {a: b}",
            "published: quando è pronta",
            "draft: tue",
        ] {
            assert_eq!(said(field), (true, None, vec!["unclear-draft"]), "{field}");
        }
    }

    #[test]
    fn a_page_waits_for_its_day() {
        let cases = [
            ("publishDate: 2099-01-01", "2099-01-01", vec![]),
            ("publish_date: 2099-01-01T10:00:00Z", "2099-01-01", vec![]),
            ("pubDate: January 2, 2099", "2099-01-02", vec![]),
            ("published: 2099-01-01", "2099-01-01", vec![]),
            ("published_at: 2099-01-32", "2099-12-31", vec!["bad-date"]),
            ("date: 2099-01-32", "2099-12-31", vec![]),
            ("date: Spring 2019", "2019-12-31", vec![]),
        ];
        for (field, day, codes) in cases {
            assert_eq!(said(field), (false, Some(day.to_owned()), codes), "{field}");
        }
        assert_eq!(said("date: soon").1, Some(Date::MAX.to_string()));
        assert_eq!(said("date: 12/13/99").1, None);
    }
}
