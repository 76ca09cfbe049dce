//! Addresses that Docusaurus computes, in HTML of its Markdown: `src={require('./a.png').default}`,
//! `href={useBaseUrl('/a')}`.

use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};

/// What a text has in which there is one.
const SIGNS: [&str; 2] = ["={require(", "={useBaseUrl("];

/// Writes them as HTML has them.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    prepared.edit_outside_code(&['='], |text, start| {
        let sign = SIGNS
            .iter()
            .find(|sign| text[start..].starts_with(**sign))?;
        let inside = near(&text[start + sign.len()..]);
        let (value, rest) = inside.split_once(')')?;
        let rest = rest.strip_prefix(".default").unwrap_or(rest);
        let behind = rest.strip_prefix('}')?;
        let own = value.trim().trim_matches(['\'', '"', '`']);
        let is_text = !own.is_empty() && own.len() + 2 == value.trim().len();
        let is_in_tag = text[..start].rfind('<') > text[..start].rfind('>');
        if !is_text || !is_in_tag || own.contains(['\n', '"', '{']) {
            return None;
        }
        let end = start + sign.len() + inside.len() - behind.len();
        let edit = Edit {
            range: start + 1..end,
            text: format!("\"{own}\""),
        };
        Some((vec![edit], end))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_html_has_them() {
        for (text, expected) in [
            (
                "<img src={require('./a.png').default} /> <a href={useBaseUrl(\"/b\")}>",
                "<img src=\"./a.png\" /> <a href=\"/b\">",
            ),
            (
                "`src={require('a')}` a={require('b')}",
                "`src={require('a')}` a={require('b')}",
            ),
            ("<img src={require(a)}>", "<img src={require(a)}>"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
