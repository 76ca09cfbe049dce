//! What docfx has between colons: `:::image source="x.png":::`, `:::no-loc text="x":::`.

use super::{meaning, tag};
use crate::content::prepared::{Edit, Prepared};
use std::borrow::Cow;

/// What begins words that are not to be translated.
const WORDS: &str = "no-loc";
/// What they stand between, with the words that are meant.
const SIGNS: &str = ":::";
/// How far the end of something is looked for, in bytes.
const FAR: usize = 300;

/// Puts words that are not to be translated in the place of what says so, also in code within a
/// line: translators write it there.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    let text = &*prepared.text;
    if !text.contains(WORDS) {
        return;
    }
    let structure = prepared.structure();
    let found = text.match_indices(SIGNS);
    let found = found.filter(|(at, _)| !structure.is_opaque(*at));
    let mut edits: Vec<Edit> = found.filter_map(|(at, _)| words(text, at)).collect();
    edits.dedup_by(|next, before| next.range.start < before.range.end);
    prepared.edit(edits);
}

/// A text outside of Markdown with the words in the place of what says so.
pub(in crate::content) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(WORDS) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (start, _) in text.match_indices(SIGNS) {
        if let Some(edit) = words(text, start).filter(|_| start >= at) {
            out.push_str(&text[at..start]);
            out.push_str(&edit.text);
            at = edit.range.end;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// `:::no-loc text="x":::`, and as machines translate it `:::no-loc(x):::`.
fn words(text: &str, start: usize) -> Option<Edit> {
    let rest = &text[start + 3..];
    let near = &rest[..rest.floor_char_boundary(FAR)];
    let inside = &near[..near.find(SIGNS)?];
    let behind = inside.trim_start().strip_prefix(WORDS)?.trim();
    let called = behind
        .strip_prefix('(')
        .and_then(|own| own.strip_suffix(')'));
    let own = match called {
        Some(own) => own.to_owned(),
        None => tag::arguments(behind).get(&["text"])?.to_owned(),
    };
    Some(Edit {
        range: start..start + inside.len() + 6,
        text: own,
    })
}

/// What stands for a line between colons that is none of a component, as docfx has them: a picture,
/// or nothing for a mark of its layout.
pub(in crate::content) fn line(line: &str) -> Option<String> {
    let inside = line.trim_matches(':').trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = &inside[..inside.find(|c| !is_name(c)).unwrap_or(inside.len())];
    match name.strip_suffix("-end").unwrap_or(name) {
        "image" | "code" if name.ends_with("-end") => Some(String::new()),
        "image" => {
            let arguments = tag::arguments(&inside[name.len()..]);
            let source = arguments.get(&["source"])?;
            let alt = arguments.get(&["alt-text"]).unwrap_or_default();
            Some(meaning::picture(source, alt))
        }
        "row" | "column" | "moniker" | "zone" => Some(String::new()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_not_translated_are_published() {
        for (text, expected) in [
            ("a :::no-loc text=\"Card one\"::: b", "a Card one b"),
            (
                ":::no-loc(int)::: and `:::no-loc(char):::`.",
                "int and `char`.",
            ),
            ("::: no-loc text=\"x\" :::\n", "x\n"),
            (
                "```\n:::no-loc(int):::\n```\n",
                "```\n:::no-loc(int):::\n```\n",
            ),
            ("no-loc :::note a:::", "no-loc :::note a:::"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
            if !text.contains('`') {
                assert_eq!(plain(text), expected, "{text}");
            }
        }
    }
}
