//! What stands behind the signs of a block that is no code: `{note} Title` of MyST and the options
//! below it, `admonish tip "Title"` of mdBook, `math`.

use super::block::{Block, kind};
use super::meaning::picture;
use super::tag;

/// What a block of MyST means.
const CALLOUTS: [&str; 12] = [
    "note",
    "warning",
    "tip",
    "important",
    "caution",
    "danger",
    "error",
    "hint",
    "attention",
    "seealso",
    "todo",
    "admonition",
];
/// Others that are read.
const READ: [&str; 10] = [
    "dropdown",
    "figure",
    "image",
    "code-block",
    "sourcecode",
    "math",
    "tab-set",
    "tab-item",
    "mermaid",
    "code",
];
/// Those that are not, and that nobody means as the name of a language.
const UNREAD: [&str; 30] = [
    "toctree",
    "list-table",
    "csv-table",
    "table",
    "eval-rst",
    "include",
    "literalinclude",
    "glossary",
    "bibliography",
    "versionadded",
    "versionchanged",
    "versionremoved",
    "deprecated",
    "margin",
    "sidebar",
    "topic",
    "epigraph",
    "grid",
    "grid-item",
    "grid-item-card",
    "card",
    "contents",
    "tableofcontents",
    "automodule",
    "autoclass",
    "autofunction",
    "autosummary",
    "rubric",
    "only",
    "code-cell",
];

/// The directive of MyST that a text names.
pub(super) fn name(info: &str) -> Option<&'static str> {
    let (name, _) = info.strip_prefix('{')?.split_once('}')?;
    let mut known = CALLOUTS.iter().chain(&READ).chain(&UNREAD);
    known.find(|known| **known == name).copied()
}

/// What a block says of itself.
pub(super) struct Directive {
    name: String,
    title: Option<String>,
    options: Vec<(String, String)>,
    /// Whether lines below may say more.
    has_options: bool,
}

/// What a block stands for.
pub(super) enum Means {
    Block(Block),
    /// Code, with what stands behind the signs.
    Code(String),
    Formula(String),
    /// A picture, with what is said of it.
    Picture(String, Option<String>),
    Unknown,
}

impl Directive {
    /// What stands behind the signs of a block of code.
    pub(super) fn read(info: &str) -> Option<Self> {
        if let Some(name) = name(info) {
            let title = info[name.len() + 2..].trim();
            return Some(Self {
                name: name.to_owned(),
                title: Some(title.to_owned()).filter(|title| !title.is_empty()),
                options: Vec::new(),
                has_options: true,
            });
        }
        let plain = |name: &str, title, options| Self {
            name: name.to_owned(),
            title,
            options,
            has_options: false,
        };
        if info == "math" {
            return Some(plain("math", None, Vec::new()));
        }
        let rest = info.strip_prefix("admonish")?;
        if !rest.is_empty() && !rest.starts_with([' ', ',']) {
            return None;
        }
        let arguments = tag::arguments(rest);
        let known = arguments.plain.iter().find(|word| kind(word).is_some());
        let name = known.map_or("note", String::as_str);
        let other = arguments.plain.iter().find(|word| *word != name);
        let title = arguments.get(&["title"]).map(str::to_owned);
        let title = title.or(other.filter(|word| !word.starts_with('.')).cloned());
        Some(plain(name, title, arguments.named))
    }

    /// What stands behind colons, whose name is in braces too.
    pub(super) fn between_colons(info: &str) -> Option<Self> {
        name(info)?;
        Self::read(info)
    }

    /// Reads a line below, `:key: value`; whether it is one.
    pub(super) fn option(&mut self, line: &str) -> bool {
        let parts = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
        let is_name = |name: &str| {
            let inner = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            !name.is_empty() && name.chars().all(inner)
        };
        let Some((key, value)) = parts.filter(|(key, _)| self.has_options && is_name(key)) else {
            return false;
        };
        self.options.push((key.to_owned(), value.trim().to_owned()));
        true
    }

    fn get(&self, names: &[&str]) -> Option<&str> {
        let mut options = self.options.iter();
        let found = options.find(|(key, _)| names.contains(&key.as_str()))?;
        Some(found.1.as_str())
    }

    /// What it is called.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The kind of callout that its class says, of one that says it nowhere else.
    pub(super) fn callout(&self) -> Option<&str> {
        if self.name != "admonition" {
            return None;
        }
        let mut classes = self.get(&["class"]).unwrap_or("note").split([' ', ',']);
        Some(
            classes
                .find(|class| kind(class).is_some())
                .unwrap_or("note"),
        )
    }

    /// What it stands for around some lines.
    pub(super) fn means(&self, inside: &[&str]) -> Means {
        let title = self.title.clone();
        let text = || inside.join("\n").trim().to_owned();
        match self.name.as_str() {
            "dropdown" => Means::Block(Block::Details {
                title,
                open: self.get(&["open"]).is_some(),
            }),
            "tab-set" => Means::Block(Block::Tabs { of_code: false }),
            "tab-item" => title.map_or(Means::Unknown, |title| Means::Block(Block::Tab { title })),
            "math" => match text() {
                tex if tex.is_empty() => Means::Unknown,
                tex => Means::Formula(tex),
            },
            "mermaid" => Means::Code("mermaid".to_owned()),
            "image" | "figure" => self.picture(&text()),
            "code-block" | "sourcecode" | "code" => {
                let language = title.unwrap_or_default().replace('`', "");
                let caption = self.get(&["caption", "filename"]);
                let caption = caption.map(|caption| caption.replace(['"', '`'], ""));
                let caption = caption.map(|caption| format!(" title=\"{caption}\""));
                Means::Code(language + &caption.unwrap_or_default())
            }
            name => self.box_of(self.callout().unwrap_or(name)),
        }
    }

    fn box_of(&self, name: &str) -> Means {
        let Some(kind) = kind(name).filter(|_| !UNREAD.contains(&self.name.as_str())) else {
            return Means::Unknown;
        };
        let folds = self.get(&["collapsible"]) == Some("true");
        let classes = self.get(&["class"]).unwrap_or_default();
        let opens = (folds || classes.split([' ', ',']).any(|class| class == "dropdown"))
            .then(|| self.get(&["open"]).is_some());
        let title = self.title.clone();
        Means::Block(Block::Callout { kind, title, opens })
    }

    fn picture(&self, said: &str) -> Means {
        let Some(source) = self.title() else {
            return Means::Unknown;
        };
        let alt = self.get(&["alt"]);
        let caption = said.split("\n\n").next().unwrap_or_default();
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = picture(source, alt.unwrap_or(&caption));
        Means::Picture(shown, Some(caption).filter(|caption| !caption.is_empty()))
    }
}
