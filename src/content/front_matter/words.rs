//! The words by which other programs and people say whether a page is public.

use crate::diagnostic::nearest;

/// What a field says of publishing; names are compared without capitals, hyphens and underscores.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Meaning {
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
    /// `visible: false`: other programs keep such a page from the site, or from lists.
    Shown,
    /// `protected: true`, or a password: only some may read it.
    Guarded,
    /// A table of fields of one's own, which may say it too.
    Table,
}

const NAMES: [(Meaning, &[&str]); 9] = [
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
            "bozze",
            "entwurf",
            "brouillon",
            "borrador",
            "rascunho",
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
        &[
            "status",
            "poststatus",
            "state",
            "stato",
            "visibility",
            "access",
            "accesso",
        ],
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
            "availablefrom",
            "visiblefrom",
            "releasedate",
        ],
    ),
    (Meaning::Date, &["date", "data"]),
    (Meaning::Build, &["build"]),
    (
        Meaning::Shown,
        &[
            "visible", "visibile", "enabled", "active", "attiva", "attivo", "online", "ready",
            "pronta", "pronto", "show",
        ],
    ),
    (
        Meaning::Guarded,
        &[
            "protected",
            "password",
            "restricted",
            "confidential",
            "secret",
            "riservata",
            "riservato",
            "membersonly",
            "exclude",
            "excluded",
            "notpublished",
            "internal",
            "deleted",
            "hide",
        ],
    ),
    (Meaning::Table, &["params", "extra"]),
];

/// Values of a status that mean that it is not public.
pub(super) const NOT_PUBLIC: [&str; 50] = [
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
    "non pubblicato",
    "in attesa",
    "restricted",
    "riservata",
    "riservato",
    "protected",
    "confidential",
    "password",
    "members",
    "members only",
    "deleted",
    "disabled",
    "inactive",
    "offline",
    "entwurf",
    "brouillon",
    "borrador",
    "rascunho",
    "bozze",
];

/// What Hugo renders no page for.
pub(super) const NOT_RENDERED: [&str; 3] = ["never", "false", "link"];

/// What a field of this name says.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    // Most fields are none of these, and say so by their first letter.
    let first = key.trim_start_matches('_').chars().next();
    if !first.is_some_and(|c| "abcdehimoprsuvw".contains(c.to_ascii_lowercase())) {
        return None;
    }
    let plain = plain(key);
    let found = NAMES.iter().find(|(_, names)| names.contains(&&*plain));
    found.map(|(meaning, _)| *meaning)
}

/// A name without capitals, hyphens and underscores.
fn plain(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.collect::<String>().to_ascii_lowercase()
}

/// The name of which this one is a slip of the pen: a letter more, less or another behind the first
/// one, or two of them exchanged.
pub(super) fn slip_of(key: &str) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["draft", "bozza", "published", "private", "unpublished"];
    // Words of their own.
    const OTHERS: [&str; 8] = [
        "daft",
        "drift",
        "publisher",
        "publishes",
        "publish",
        "privates",
        "boza",
        "bozzat",
    ];
    let name = plain(key);
    if OTHERS.contains(&&*name) || name.len() < 4 {
        return None;
    }
    let meant = nearest(&name, NAMES)?;
    let meant = NAMES.into_iter().find(|known| *known == meant)?;
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = name[..1] == meant[..1] && name.len().abs_diff(meant.len()) <= 1;
    (name != meant && (near || sorted(&name) == sorted(meant))).then_some(meant)
}
