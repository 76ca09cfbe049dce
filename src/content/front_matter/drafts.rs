//! Whether a page may be published, in a site without schema: in all the forms that other programs
//! and people write it. In doubt it is a draft.

use super::words::{Meaning, NOT_PUBLIC, NOT_RENDERED, meaning, slip_of};
use crate::content::Date;
use crate::content::dates::{bad_date, guess_date};
use crate::content::page::Hold;
use crate::diagnostic::{Diagnostic, FieldDoubt, Problem};
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

/// Whether a day is told here if it is none; the open schema tells of its own dates where it reads them.
fn is_told(key: &Key) -> bool {
    !["publishDate", "pubDate"].contains(&key.text.as_str())
}

/// Reads what the entries say. The value of `draft` becomes `true` or `false`, as it was meant.
pub(super) fn read(entries: &mut [(Key, Node)], diagnostics: &mut Vec<Diagnostic>) -> Hold {
    let mut hold = Hold::default();
    let mut doubts = Vec::new();
    for (key, node) in entries {
        let Some(meaning) = meaning(&key.text) else {
            let text = node.as_text();
            let says = text.is_some_and(|text| is_draft_word(&key.text, text));
            let doubt = says.then(|| doubt(key, node, None));
            doubts.extend(doubt.or_else(|| slip(key, node)));
            continue;
        };
        match (meaning, &node.value) {
            (_, Value::Null) => {}
            (Meaning::Status, _) => {
                let mut texts = node.items().iter().filter_map(Node::as_text);
                hold.draft |= texts.any(is_not_public);
            }
            (_, Value::Scalar { text, .. }) if text.trim().is_empty() => {}
            (Meaning::From, Value::Scalar { text, .. }) => {
                let told = is_told(key).then_some(&mut *diagnostics);
                hold.until = hold.until.max(day(text, node, told));
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
            (Meaning::Shown, Value::Scalar { text, .. }) => {
                doubts.extend((truth(text.trim()) == Some(false)).then(|| doubt(key, node, None)));
            }
            (Meaning::Guarded, Value::Scalar { text, .. }) => {
                doubts.extend((truth(text.trim()) != Some(false)).then(|| doubt(key, node, None)));
            }
            (Meaning::Table, Value::Map(inside)) => {
                doubts.extend(inside.iter().filter_map(of_table))
            }
            (
                Meaning::Date | Meaning::From | Meaning::Shown | Meaning::Guarded | Meaning::Table,
                _,
            ) => {}
            (Meaning::Draft | Meaning::Published, _) => {
                let draft = is_draft(key, node, meaning, &mut hold, diagnostics);
                hold.draft |= draft;
                if key.text.eq_ignore_ascii_case("draft") {
                    *node = Node::scalar(draft.to_string(), node.span);
                }
            }
        }
    }
    // Of a page that waits anyway there is no doubt.
    if !hold.draft {
        hold.draft = !doubts.is_empty();
        diagnostics.append(&mut doubts);
    }
    hold
}

/// Whether `draft`, or `published`, says that a page is not public; `published` may be a day.
fn is_draft(
    key: &Key,
    node: &Node,
    meaning: Meaning,
    hold: &mut Hold,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let text = node.as_text().unwrap_or_default().trim();
    let said = truth(text).map(|yes| yes == (meaning == Meaning::Draft));
    match (said, meaning) {
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
    }
}

/// Whether a value says nothing but that the page is a draft, as words of a text do not.
fn is_draft_word(key: &str, text: &str) -> bool {
    const TEXTS: [&str; 9] = [
        "title",
        "titolo",
        "name",
        "nome",
        "description",
        "summary",
        "slug",
        "layout",
        "category",
    ];
    const WORDS: [&str; 6] = [
        "bozza",
        "draft",
        "entwurf",
        "brouillon",
        "borrador",
        "rascunho",
    ];
    (5..=9).contains(&text.len())
        && WORDS.contains(&&*text.to_lowercase())
        && !TEXTS.contains(&&*key.to_lowercase())
}

/// Whether a status says that a page is not public, or its first word does.
fn is_not_public(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    let first = status
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    NOT_PUBLIC.contains(&&*status)
        || matches!(first, "draft" | "bozza" | "hidden" | "unpublished" | "wip")
        || matches!(slip_of(&status), Some("draft" | "bozza" | "unpublished"))
}

/// A field that would hold the page back if its name had no slip.
fn slip(key: &Key, node: &Node) -> Option<Diagnostic> {
    // Few fields say yes or no, and looking for what a name meant costs more.
    let says = truth(node.as_text()?.trim())?;
    let meant = slip_of(&key.text)?;
    let holds = says == (meant != "published");
    holds.then(|| doubt(key, node, Some(meant)))
}

/// A field of a table of one's own that says it of the page: Hugo's `params`, Zola's `extra`.
fn of_table((key, node): &(Key, Node)) -> Option<Diagnostic> {
    let says = truth(node.as_text()?.trim())?;
    let holds = match &*key.text.to_ascii_lowercase() {
        "draft" | "isdraft" | "is_draft" | "bozza" | "unpublished" => says,
        "published" | "publish" | "pubblicata" | "pubblicato" => !says,
        _ => false,
    };
    holds.then(|| doubt(key, node, None))
}

/// That a field may mean that the page is not public.
fn doubt(key: &Key, node: &Node, meant: Option<&str>) -> Diagnostic {
    let doubt = FieldDoubt::HeldBack {
        field: key.text.clone(),
        value: node.as_text().unwrap_or_default().trim().to_owned(),
        meant: meant.map(str::to_owned),
    };
    Diagnostic::new(Problem::FieldDoubt(doubt), key.span)
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
        // What other programs fill in is no day to come.
        None if is_filled_in(text) => None,
        None if text.contains(|c: char| c.is_ascii_digit()) => None,
        // "soon", "TBD"
        None => Some(Date::MAX),
        day => day,
    }
}

/// Whether a text stands for a day that other programs know: that of a file, or this one.
fn is_filled_in(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "created",
        "last modified",
        "git created",
        "git last modified",
        "now",
        "today",
        "yesterday",
        "oggi",
        "ieri",
    ];
    text.contains("{{") || WORDS.contains(&&*text.trim().to_lowercase())
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
            "render: false",
            "bozze: true",
            "status: Entwurf",
            "status: Draft v2",
            "status: darft",
            "access: restricted",
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
            "visible: true",
            "active: yes",
            "enabled: 2",
            "password: ''",
            "protected: false",
            "craft: true",
            "drift: true",
            "publisher: true",
            "publisher: no",
            "draftsman: true",
            "drafts: false",
            "params: {draft: false}",
            "extra: {hidden: true}",
            "access: open",
            "status: drafted and approved",
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
    fn what_other_programs_hide_waits_and_is_told() {
        for field in [
            "visible: false",
            "enabled: no",
            "active: false",
            "protected: true",
            "password: segreto",
            "exclude: true",
            "workflow: draft",
            "fase: bozza",
            "online: false",
            "internal: true",
            "darft: true",
            "draf: true",
            "drafts: true",
            "rdaft: yes",
            "pubblished: false",
            "params: {draft: true}",
            "extra: {published: false}",
        ] {
            assert_eq!(said(field), (true, None, vec!["held-back"]), "{field}");
        }
        let twice = said("visible: false\ndraft: true");
        assert_eq!(twice, (true, None, vec![]));
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
        assert_eq!(said("date: Last Modified").1, None);
        assert_eq!(said("date: '{{ date }}'").1, None);
    }
}
