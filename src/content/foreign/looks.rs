//! What a line between colons says of how its component looks, which nothing here follows:
//! `:::note[Title]{.class #anchor}` of Docusaurus and Pandoc, `{icon="heart"}` of Starlight.

use std::borrow::Cow;

/// A line without classes, anchor and icon, each of its characters at the same place; and the anchor.
/// `keeps` says which attributes the component has.
pub(in crate::content) fn plain(
    line: &str,
    keeps: impl Fn(&str) -> bool,
) -> (Cow<'_, str>, Option<String>) {
    let begin = line.find('{').filter(|_| line.ends_with('}'));
    let Some(begin) = begin else {
        return (Cow::Borrowed(line), None);
    };
    let is_named = !line[..begin].trim_matches([':', ' ']).is_empty();
    let mut out = line.as_bytes().to_vec();
    let mut id = None;
    for (index, (at, word)) in words(&line[begin + 1..line.len() - 1]).enumerate() {
        let name = word.strip_prefix(['.', '#']);
        let is_plain = name.is_some_and(is_name);
        // Without a name before the braces the first class is one.
        let is_look = is_plain && (is_named || index > 0)
            || word.split_once('=').is_some_and(|(key, _)| {
                matches!(key, "icon" | "class" | "className") && !keeps(key)
            });
        if is_look {
            let start = begin + 1 + at;
            out[start..start + word.len()].fill(b' ');
            if word.starts_with('#') {
                id = name.map(str::to_owned);
            }
        }
    }
    match String::from_utf8(out) {
        Ok(out) => (Cow::Owned(out), id),
        Err(_) => (Cow::Borrowed(line), None),
    }
}

fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "-_:".contains(c);
    name.starts_with(char::is_alphabetic) && name.chars().all(inner)
}

/// The words of a text with their places; what stands between quotation marks is no end of one.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut quoted, mut at) = (false, 0);
    let words = text.split(move |c: char| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    });
    let placed = words.map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    placed.filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_says_of_looks_is_no_attribute() {
        for (line, expected, id) in [
            (":::note[A]{.b #c}", ":::note[A]{     }", Some("c")),
            (
                ":::tip[A è]{icon=\"a b\" x=\"y\"}",
                ":::tip[A è]{           x=\"y\"}",
                None,
            ),
            ("::: {.note #c .d}", "::: {.note      }", Some("c")),
            (":::note A {open}", ":::note A {open}", None),
            (":::note title=\"{.b\"", ":::note title=\"{.b\"", None),
        ] {
            let (found, own) = plain(line, |_| false);
            assert_eq!((&*found, own.as_deref()), (expected, id), "{line}");
        }
        assert_eq!(
            plain("::: card {icon=\"b\"}", |_| true).0,
            "::: card {icon=\"b\"}"
        );
    }
}
