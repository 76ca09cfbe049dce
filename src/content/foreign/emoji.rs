//! Pictures of one letter by the names that GitHub gives them: `:rocket:`. Those that texts have most.

use crate::content::prepared::{Edit, Prepared};

/// Their names.
const NAMES: [(&str, &str); 62] = [
    ("+1", "👍"),
    ("-1", "👎"),
    ("100", "💯"),
    ("alembic", "⚗️"),
    ("arrow_right", "➡️"),
    ("art", "🎨"),
    ("balloon", "🎈"),
    ("bell", "🔔"),
    ("book", "📖"),
    ("bookmark", "🔖"),
    ("books", "📚"),
    ("boom", "💥"),
    ("bug", "🐛"),
    ("bulb", "💡"),
    ("calendar", "📆"),
    ("checkered_flag", "🏁"),
    ("clap", "👏"),
    ("clipboard", "📋"),
    ("computer", "💻"),
    ("construction", "🚧"),
    ("cry", "😢"),
    ("exclamation", "❗"),
    ("eyes", "👀"),
    ("fire", "🔥"),
    ("gear", "⚙️"),
    ("gift", "🎁"),
    ("globe_with_meridians", "🌐"),
    ("grin", "😁"),
    ("heart", "❤️"),
    ("heavy_check_mark", "✔️"),
    ("house", "🏠"),
    ("information_source", "ℹ️"),
    ("key", "🔑"),
    ("laughing", "😆"),
    ("link", "🔗"),
    ("lock", "🔒"),
    ("mag", "🔍"),
    ("memo", "📝"),
    ("no_entry", "⛔"),
    ("package", "📦"),
    ("pencil", "📝"),
    ("point_right", "👉"),
    ("pushpin", "📌"),
    ("question", "❓"),
    ("recycle", "♻️"),
    ("rocket", "🚀"),
    ("rotating_light", "🚨"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("sparkles", "✨"),
    ("star", "⭐"),
    ("tada", "🎉"),
    ("thumbsup", "👍"),
    ("toolbox", "🧰"),
    ("trophy", "🏆"),
    ("warning", "⚠️"),
    ("wave", "👋"),
    ("white_check_mark", "✅"),
    ("wink", "😉"),
    ("wrench", "🔧"),
    ("x", "❌"),
    ("zap", "⚡"),
];

/// Writes the letters in the place of their names.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    let text = &*prepared.text;
    let found: Vec<(usize, &str, &str)> = text
        .match_indices(':')
        .filter_map(|(at, _)| named(text, at))
        .collect();
    if found.is_empty() {
        return;
    }
    let structure = prepared.structure();
    let edits = found
        .into_iter()
        .filter(|(at, ..)| structure.code_at(*at).is_none())
        .map(|(at, name, letter)| Edit {
            range: at..at + name.len() + 2,
            text: letter.to_owned(),
        });
    let edits = edits.collect();
    prepared.edit(edits);
}

/// The name between colons that begins at a place, and its letter.
fn named(text: &str, at: usize) -> Option<(usize, &'static str, &'static str)> {
    let rest = &text[at + 1..];
    let is_name =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
    let length = rest.bytes().take_while(is_name).count();
    if length == 0 || !rest[length..].starts_with(':') {
        return None;
    }
    let is_apart = |c: char| !c.is_alphanumeric() && c != ':' && c != '/';
    let begins = text[..at].chars().next_back().is_none_or(is_apart);
    let ends = rest[length + 1..].chars().next().is_none_or(is_apart);
    let found = NAMES.binary_search_by(|(name, _)| (*name).cmp(&rest[..length]));
    let (name, letter) = NAMES[found.ok()?];
    (begins && ends).then_some((at, name, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_between_colons_are_letters() {
        assert!(NAMES.is_sorted());
        for (text, expected) in [
            ("# :rocket: A", "# 🚀 A"),
            (":+1: a (:tada:)", "👍 a (🎉)"),
            (
                "`:rocket:` a:star:b 10:100:1",
                "`:rocket:` a:star:b 10:100:1",
            ),
            (":nobody: :: :::note", ":nobody: :: :::note"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
