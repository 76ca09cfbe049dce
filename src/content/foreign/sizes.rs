//! Pictures whose size is said behind them: `![a](b.png){width=200}` of MkDocs and Pandoc, `{: w="200" }` of
//! themes of Jekyll. HTML has a place for it, Markdown has none.

use super::tag;
use crate::content::inline::escape;
use crate::content::prepared::Edit;

/// The picture before a list of attributes as HTML, if the list says its size.
pub(super) fn read(text: &str, start: usize, end: usize, words: &str) -> Option<Edit> {
    let arguments = tag::arguments(words);
    let size = |names: &[&str]| arguments.get(names).and_then(number);
    let (width, height) = (size(&["width", "w"]), size(&["height", "h"]));
    if width.is_none() && height.is_none() {
        return None;
    }
    let inside = text[..start].strip_suffix(')')?;
    let line = inside.rfind('\n').map_or(0, |at| at + 1);
    let open = line + inside[line..].rfind("![")?;
    let (alt, address) = inside[open + 2..].split_once("](")?;
    let address = address.trim();
    let (address, title) = match address.split_once(" \"") {
        Some((address, title)) => (address.trim(), Some(title.strip_suffix('"')?)),
        None => (address, None),
    };
    let bare = address
        .strip_prefix('<')
        .and_then(|own| own.strip_suffix('>'));
    let address = bare.unwrap_or(address);
    let is_plain = !alt.contains(['[', ']', '`', '*', '<', '\\'])
        && !address.contains(['<', '>', '('])
        && (bare.is_some() || !address.contains(' '));
    if !is_plain || address.is_empty() || goes_on(&text[line..open], &text[end..]) {
        return None;
    }
    let mut html = format!("<img src=\"{}\" alt=\"{}\"", escape(address), escape(alt));
    for (name, value) in [("title", title), ("width", width), ("height", height)] {
        if let Some(value) = value {
            html += &format!(" {name}=\"{}\"", escape(value));
        }
    }
    Some(Edit {
        range: open..end,
        text: html + ">",
    })
}

/// A number of pixels, or a part of what there is.
fn number(value: &str) -> Option<&str> {
    let value = value.strip_suffix("px").unwrap_or(value);
    let digits = value.strip_suffix('%').unwrap_or(value);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(value)
}

/// Whether a picture is alone on its line with a text right below, which would be HTML with it.
fn goes_on(before: &str, behind: &str) -> bool {
    let mut lines = behind.split('\n');
    let is_alone = before
        .trim_matches([' ', '\t', '>', '-', '*', '+'])
        .is_empty()
        && lines.next().is_some_and(|rest| rest.trim().is_empty());
    is_alone
        && lines
            .next()
            .is_some_and(|next| !next.trim_matches([' ', '\t', '>', '\r']).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_the_size_that_stands_behind_them() {
        for (text, expected) in [
            (
                "![a](b.png){width=200}",
                Some("<img src=\"b.png\" alt=\"a\" width=\"200\">"),
            ),
            (
                "[![a \"b\"](<c d> \"T\"){w=\"50%\" h=\"9px\"}](e)",
                Some(
                    "<img src=\"c d\" alt=\"a &quot;b&quot;\" title=\"T\" width=\"50%\" height=\"9\">",
                ),
            ),
            ("![a](b.png){width=200}\ntext", None),
            ("![a](b.png){.c}", None),
            ("[a](b){width=200}", None),
            ("![*a*](b){width=200}", None),
            ("![a](b){width=auto}", None),
        ] {
            let (start, end) = (text.find('{').unwrap(), text.find('}').unwrap() + 1);
            let edit = read(text, start, end, &text[start + 1..end - 1]);
            assert_eq!(edit.map(|edit| edit.text).as_deref(), expected, "{text}");
        }
    }
}
