//! Blocks that other programs have and that every theme shows: callouts, tabs, what opens.

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::content) enum Block {
    /// A text that stands out.
    Callout {
        /// What it is.
        kind: Kind,
        /// What stands above it, if that is not the word for its kind.
        title: Option<String>,
        /// `Some` if it opens, and whether it is open at first.
        opens: Option<bool>,
    },
    /// A text that opens.
    Details {
        /// What is there to be opened.
        title: Option<String>,
        /// Whether it is open at first.
        open: bool,
    },
    /// Several texts, of which one is read at a time.
    Tabs {
        /// Each block of code in it is one.
        of_code: bool,
    },
    /// One of them.
    Tab {
        /// What it is called.
        title: String,
    },
    /// A picture with what is said of it.
    Figure {
        /// What is said.
        caption: String,
    },
    /// A link to a video, with a picture that the theme draws: nobody else is asked for one.
    Video,
    /// What has no meaning here.
    Plain,
}

/// The kind of a callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) struct Kind {
    /// How it looks: one of the alerts that every theme has.
    pub class: &'static str,
    /// What it is called, among the strings of a theme.
    pub word: &'static str,
}

/// How a callout looks and which word it has, by the names that programs give it.
const KINDS: [(&[&str], &str, &str); 14] = [
    (
        &["note", "notice", "todo", "seealso", "primary", "secondary"],
        "note",
        "note",
    ),
    (&["info", "information"], "note", "info"),
    (&["abstract", "summary", "tldr"], "note", "summary"),
    (&["example", "examples"], "note", "example"),
    (&["question", "help", "faq"], "note", "question"),
    (&["quote", "cite"], "note", "quote"),
    (&["tip", "hint"], "tip", "tip"),
    (&["success", "check", "done"], "tip", "success"),
    (&["important"], "important", "important"),
    (&["warning", "warn", "attention"], "warning", "warning"),
    (&["caution"], "caution", "caution"),
    (&["danger"], "caution", "danger"),
    (&["error", "failure", "fail", "missing"], "caution", "error"),
    (&["bug"], "caution", "bug"),
];

/// The callout that a name stands for.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let mut kinds = KINDS.iter();
    let (_, class, word) = kinds.find(|(names, _, _)| names.contains(&name.as_str()))?;
    Some(Kind { class, word })
}

impl Block {
    /// The callout of a name.
    pub(super) fn callout(name: &str, title: Option<String>) -> Option<Self> {
        Some(Self::Callout {
            kind: kind(name)?,
            title,
            opens: None,
        })
    }
}
