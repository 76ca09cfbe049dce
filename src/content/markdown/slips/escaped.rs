//! Markdown with a backslash before each of its signs, as visual editors and converters leave it. A
//! single sign is rightly written so.

use super::alerts::is_kind;
use super::characters::NAMES;
use super::links::is_file_name;
use super::targets::is_address;
use crate::content::markdown::run::{Found, Written, near, near_end};
use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// What stands behind backslashes in a text; `is_block` if its lines might begin something.
pub(super) fn find(text: &Written, own: &str, is_block: bool, out: &mut Vec<Found>) {
    let found = [link(text, own), picture(text, own), bold(text, own)];
    let of_lines = [
        alert(text, own),
        task(own),
        note(text, own),
        component(text, own),
        lines(own, "-", bullet),
        lines(own, "1.", numbered),
        lines(own, "|", row),
    ];
    let of_lines = of_lines.into_iter().filter(|_| is_block);
    out.extend(found.into_iter().chain(of_lines).flatten());
}

fn slip(sign: &'static str, at: Range<usize>) -> Found {
    (Slip::Misread(Misread::Escaped { sign }), at)
}

/// `\[text\](address)`, `[text]\(address)`, and the same of pictures.
fn link(text: &Written, own: &str) -> Option<Found> {
    let is_escaped = |at: usize| {
        let before = at.checked_sub(1);
        before.is_some_and(|before| text.escapes.binary_search(&before).is_ok())
    };
    own.match_indices(']').find_map(|(close, _)| {
        let behind = &own[close + 1..];
        let escaped_round = behind.starts_with("\\(");
        let rest = behind
            .strip_prefix('\\')
            .unwrap_or(behind)
            .strip_prefix('(')?;
        let is_understood = text.masked.as_bytes()[close] == 0 && !is_escaped(close);
        let end = near(rest).find([')', '\n'])?;
        let address = rest[..end].trim_end_matches('\\');
        let is_link = rest[end..].starts_with(')')
            && is_address(address)
            && !address.contains(char::is_whitespace);
        let before = near_end(&own[..close]);
        let open = close - before.len() + before.rfind('[')?;
        let meant = escaped_round || is_escaped(open) && is_escaped(close);
        let start = open - usize::from(is_escaped(open));
        let marked = own[..start].ends_with('!');
        let start = start - usize::from(marked);
        let start = start - usize::from(marked && is_escaped(start));
        let end = own.len() - rest.len() + end + 1;
        let sign = if marked { "![" } else { "[" };
        (is_link && meant && !is_understood).then(|| slip(sign, start..end))
    })
}

/// `\![text](picture.png)`, which Markdown takes for a link.
fn picture(text: &Written, own: &str) -> Option<Found> {
    text.escapes.iter().find_map(|at| {
        let rest = near(own[*at..].strip_prefix("\\![")?);
        let (_, target) = rest.split_once("](")?;
        let target = target.split(')').next().unwrap_or("");
        is_file_name(target).then(|| slip("![", *at..*at + 3))
    })
}

/// `\[ \]` at the beginning of a text, which is a box only where an item begins.
fn task(own: &str) -> Option<Found> {
    let boxes = ["\\[ \\] ", "\\[x\\] ", "\\[X\\] "];
    let found = boxes.iter().find(|sign| own.starts_with(**sign));
    found.map(|sign| slip("[ ]", 0..sign.len() - 1))
}

/// `\[^1\]: the text of a note`
fn note(text: &Written, own: &str) -> Option<Found> {
    let label = own.strip_prefix("\\[^")?;
    let length = label.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')?;
    let is_note = label[length..].starts_with("\\]:") && length > 0;
    let end = "\\[^".len() + length + "\\]:".len();
    (is_note && text.escapes.first() == Some(&0)).then(|| slip("[^", 0..end))
}

/// `\*\*text\*\*`
fn bold(text: &Written, own: &str) -> Option<Found> {
    const MARK: &str = "\\*\\*";
    let is_mark = |at: usize| {
        let rest = &own[at..];
        rest.starts_with(MARK) && !rest[MARK.len()..].starts_with("\\*")
    };
    let mut places = text.escapes.iter().copied().filter(|at| is_mark(*at));
    let (start, close) = (places.next()?, places.next()?);
    let inside = own.get(start + MARK.len()..close)?;
    let end = close + MARK.len();
    let apart = !own[..start].ends_with(|c: char| c.is_alphanumeric() || c == '*')
        && !own[end..].starts_with(|c: char| c.is_alphanumeric() || c == '*');
    let is_text = !inside.is_empty()
        && !inside.starts_with(char::is_whitespace)
        && !inside.ends_with(char::is_whitespace);
    (apart && is_text).then(|| slip("**", start..end))
}

/// `\[!NOTE\]` on the first line of a text.
fn alert(text: &Written, own: &str) -> Option<Found> {
    let line = own.lines().next()?.trim_end();
    let kind = line.strip_prefix("\\[!")?.strip_suffix("\\]")?;
    let found = text.escapes.first() == Some(&0) && is_kind(kind);
    found.then(|| slip("[!", 0..line.len()))
}

/// `\:::name`
fn component(text: &Written, own: &str) -> Option<Found> {
    text.escapes.iter().find_map(|at| {
        let line = own[..*at].rsplit('\n').next().unwrap_or("");
        let rest = own[*at..].strip_prefix("\\:::")?.trim_start();
        let found = line.trim_start_matches([' ', '\t', '>']).is_empty()
            && rest.starts_with(char::is_alphabetic);
        found.then(|| slip(":::", *at..*at + 4))
    })
}

/// What a line begins with that two lines in a row begin with, which no hard break divides.
fn lines(own: &str, sign: &'static str, read: fn(&str) -> Option<usize>) -> Option<Found> {
    let mut at = 0;
    let mut above: Option<(usize, Range<usize>)> = None;
    for line in own.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - text.len();
        at += line.len();
        let number = read(text);
        let follows = |above: usize| number.is_some_and(|n| n == 0 || n == above + 1);
        if let Some((_, first)) = above.filter(|(above, _)| follows(*above)) {
            return Some(slip(sign, first));
        }
        let is_broken = line.ends_with("  \n") || line.ends_with("\\\n");
        let first = start..start + text.trim_end().len();
        above = number.filter(|_| !is_broken).map(|number| (number, first));
    }
    None
}

/// `\- item`, which counts nothing.
fn bullet(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('\\')?.strip_prefix(['-', '*', '+'])?;
    (rest.starts_with(' ') && !rest.trim().is_empty()).then_some(0)
}

/// `1\. item`, and its number.
fn numbered(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..]
        .strip_prefix('\\')?
        .strip_prefix(['.', ')'])?;
    let number: usize = line[..digits].parse().ok()?;
    (number > 0 && rest.starts_with(' ')).then_some(number)
}

/// `\| cell \| cell \|`
fn row(line: &str) -> Option<usize> {
    let found = line.starts_with("\\|") && line.matches("\\|").count() > 2;
    found.then_some(0)
}

/// `&amp;egrave;`: the name of a letter with an accent, or of a quotation mark, which texts about
/// HTML alone would write so; those have them in code, or are no texts of a site with a schema.
pub(super) fn entity(
    own: &str,
    has_schema: bool,
    understood: impl Fn(&Range<usize>) -> bool,
) -> Option<Found> {
    own.match_indices("&amp;").find_map(|(at, sign)| {
        let rest = near(&own[at + sign.len()..]);
        let (name, _) = rest.split_once(';')?;
        let is_letter = |name: &str| {
            let is_known = NAMES.contains(&name);
            let number = name.strip_prefix('#');
            let is_number = number.is_some_and(|n| n.bytes().all(|digit| digit.is_ascii_digit()));
            is_known && !matches!(name, "amp" | "nbsp" | "quot" | "middot")
                || has_schema && (is_known || is_number)
        };
        let range = at..at + sign.len() + name.len() + 1;
        let name = name.to_owned();
        (is_letter(&name) && !understood(&range))
            .then_some((Slip::Misread(Misread::EscapedEntity { name }), range))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::run::Run;

    #[test]
    fn single_signs_are_rightly_escaped() {
        let cases = [
            ("Vedi \\[la guida\\](guida.md).", Some("[")),
            ("Vedi \\[la guida\\]\\(guida.md\\).", Some("[")),
            ("Vedi [la guida]\\(guida.md).", Some("[")),
            ("Ecco !\\[La sala\\](sala.png)", Some("![")),
            ("Ecco \\!\\[La sala\\](sala.png)", Some("![")),
            ("Ecco \\![La sala](sala.png)", Some("![")),
            ("Che bello\\![La guida](guida.pdf)", None),
            ("\\[ \\] da fare", Some("[ ]")),
            ("\\[^1\\]: La nota", Some("[^")),
            ("Un \\*\\*grassetto\\*\\* qui", Some("**")),
            ("> \\[!NOTE\\]\n> Testo", Some("[!")),
            ("\\:::callout\nTesto", Some(":::")),
            ("\\- uno\n\\- due", Some("-")),
            ("1\\. uno\n2\\. due", Some("1.")),
            ("\\| a \\| b \\|\n\\|---\\|---\\|", Some("|")),
            ("Un \\[omissis\\] e una \\[nota\\] (guida.md)", None),
            ("Il [\\[1\\]](guida.md) e \\[[la guida](guida.md)\\]", None),
            ("Il \\[1\\](sopra)", None),
            ("Un prezzo\\* e un costo\\*, 2\\*\\*3 e 4\\*\\*5", None),
            ("\\- uno  \n\\- due", None),
            ("\\- uno\ndue", None),
            ("1\\. uno\n1\\. due", None),
            ("2022\\. Un anno\ne il prossimo", None),
            ("`\\[a\\](b.md) \\*\\*b\\*\\*`", None),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let mut range = run.range.clone().unwrap_or(0..text.len());
            // Markdown takes the backslash away.
            range.start -= usize::from(text[..range.start].ends_with('\\'));
            let mut found = Vec::new();
            if let Some(written) = Written::of(&run, &range, text) {
                find(&written, &text[range], true, &mut found);
            }
            let signs = found.iter().map(|(slip, _)| match slip {
                Slip::Misread(Misread::Escaped { sign }) => *sign,
                _ => "",
            });
            let signs: Vec<&str> = signs.collect();
            assert_eq!(signs, expected.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
