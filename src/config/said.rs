//! What a configuration says of the language of the site, also where the rest of it cannot be read.

use super::languages::is_language;
use crate::diagnostic::nearest;
use crate::source::FileId;
use crate::yaml::{self, Key, Node};

/// The language that the text of a configuration gives.
pub fn said_language(text: &str) -> Option<String> {
    let node = yaml::parse(text, 0, text.len(), FileId(0)).ok();
    let said = node
        .as_ref()
        .and_then(|node| node.get("language")?.as_text());
    let said = said.filter(|tag| is_language(tag)).map(str::to_owned);
    said.or_else(|| misspelled_language(node.as_ref()?))
        .or_else(|| language_line(text))
}

/// The key of the language, if nothing stands behind it: it would pass for one that is not there.
pub(super) fn unsaid_language(node: &Node) -> Option<&Key> {
    let mut entries = node.entries().iter();
    let found = entries.find(|(key, value)| key.text == "language" && value.is_empty());
    found.map(|(key, _)| key)
}

/// The language under a key that is almost the right one.
pub(super) fn misspelled_language(node: &Node) -> Option<String> {
    let keys = node.entries().iter();
    let mut meant = keys.filter(|(key, _)| {
        let name = key.text.as_str();
        name != "languages"
            && (matches!(name, "lang" | "lingua") || nearest(name, ["language"]).is_some())
    });
    let (_, value) = meant.next()?;
    let text = value.as_text().filter(|text| is_language(text))?;
    Some(text.to_owned())
}

/// What the line that gives the language says, in a file that cannot be read.
pub(super) fn language_line(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let value = line.strip_prefix("language")?.trim_start();
        let value = value.strip_prefix(':')?;
        let value = value.split('#').next()?.trim();
        let value = value.trim_matches(['"', '\'', '«', '»', '“', '”', ' ', ',']);
        is_language(value).then(|| value.to_owned())
    })
}
