//! Links, pictures and footnotes that are published as their brackets.

use super::targets::{address_in, is_address, is_template, target};
use crate::content::markdown::run::{Found, MASK, Written, near, near_end};
use crate::diagnostic::Slip;

/// What brackets that Markdown has not understood were meant as; `own` is the text as it is written.
pub(super) fn find(text: &Written, own: &str, out: &mut Vec<Found>) {
    let text = text.masked.as_str();
    out.extend(picture(text, own));
    out.extend(two_rounds(text));
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['[', ']']) {
        let here = at + found;
        at = here + 1;
        if text.as_bytes()[here] == b'[' {
            if let Some((slip, end)) = wiki(text, here) {
                out.push((slip, here..end));
                at = end;
            } else if let Some((slip, end)) = reversed(text, here) {
                let start = near_end(&text[..here]).rfind('(');
                let start = start.map_or(here, |at| here - near_end(&text[..here]).len() + at);
                out.push((slip, start..end));
                at = end;
            } else {
                open.push(here);
            }
            continue;
        }
        let Some(start) = open.pop() else {
            if let Some(length) = address_in(&text[at..], '(', ')') {
                let before = near_end(&text[..here]);
                let word = before.rfind([' ', '\n']).map_or(0, |i| i + 1);
                let start = here - before.len() + word;
                out.push((Slip::LinkBrackets, start..at + length));
            }
            continue;
        };
        // Behind a word there are indices, not links.
        let is_index =
            text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ']' || c == ')');
        if let Some(label) = raised_note(text, start, here) {
            let written = format!("^[{label}]");
            out.push((Slip::FootnoteSign { label, written }, start - 1..at));
            continue;
        }
        if is_index && !text[..start].ends_with('!') {
            if let Some((slip, end)) = footnote(&text[start..at]).map(|slip| (slip, at)) {
                out.push((slip, start..end));
            }
            continue;
        }
        if let Some((slip, end)) = behind(text, own, start, here) {
            out.push((slip, start..end));
            at = end;
        } else if is_picture(text, start, here) {
            out.push((Slip::PictureWithoutAddress, start - 1..at));
        }
    }
    unclosed(text, &open, out);
}

/// Brackets that nothing closes, before an address in round ones.
fn unclosed(text: &str, open: &[usize], out: &mut Vec<Found>) {
    for start in open.iter().copied() {
        let line = near(&text[start..]).split('\n').next().unwrap_or("");
        if let Some(round) = line.find('(')
            && round > 1
            && let Some(length) = address_in(&line[round..], '(', ')')
            && !is_template(line)
        {
            out.push((Slip::LinkBrackets, start..start + round + length));
        }
    }
}

/// The number of a footnote whose sign stands before its bracket: `^[1]`.
fn raised_note(text: &str, start: usize, close: usize) -> Option<String> {
    let label = &text[start + 1..close];
    let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    let before = text[..start].strip_suffix('^')?;
    let apart = before.is_empty() || before.ends_with(|c: char| c == '\n' || c.is_alphabetic());
    (is_number && apart).then(|| label.to_owned())
}

/// Whether a text in brackets stands for a picture, with its `!` and no address behind it.
fn is_picture(text: &str, start: usize, close: usize) -> bool {
    let inside = &text[start + 1..close];
    let Some(before) = text[..start].strip_suffix('!') else {
        return false;
    };
    let begins = before.is_empty() || before.ends_with([' ', '\n']);
    let is_text = inside.starts_with(char::is_alphabetic)
        && inside.chars().nth(3).is_some()
        && !inside.contains(MASK);
    begins && is_text && !text[close + 1..].starts_with(['(', '[', ':', '{'])
}

/// A link by its brackets, and what is behind them.
fn behind(text: &str, own: &str, start: usize, close: usize) -> Option<(Slip, usize)> {
    let rest = near(&text[close + 1..]);
    if let Some(slip) = footnote(&text[start..=close]) {
        return Some((slip, close + 1));
    }
    match rest.as_bytes().first() {
        Some(b'(') => {
            let inner = near(&own[start..close]);
            let (slip, length) = target(&rest[1..], inner.contains("]("))?;
            Some((slip, close + 2 + length))
        }
        Some(b'{') => {
            let length = address_in(rest, '{', '}')?;
            Some((Slip::LinkBrackets, close + 1 + length))
        }
        Some(b':') => definition(text, start, close),
        Some(b'[') => undefined(&text[start + 1..close], &rest[1..])
            .map(|(slip, length)| (slip, close + 2 + length)),
        Some(b' ' | b'\n') if rest[1..].trim_start_matches('\n').starts_with('(') => {
            let at = rest.find('(')?;
            let length = address_in(&rest[at..], '(', ')')?;
            Some((Slip::SpaceBeforeTarget, close + 1 + at + length))
        }
        Some(b' ') if rest.starts_with(" [") => {
            let length = address_in(&rest[1..], '[', ']')?;
            Some((Slip::LinkBrackets, close + 2 + length))
        }
        _ => None,
    }
}

/// `[text]: address` in the midst of a text, or `[1]: text` at the beginning of a line.
fn definition(text: &str, start: usize, close: usize) -> Option<(Slip, usize)> {
    let rest = near(&text[close + 1..]).strip_prefix(": ")?;
    let word = rest.split_whitespace().next()?;
    let end = close + 3 + word.len();
    let label = &text[start + 1..close];
    if word.starts_with(['.', '/']) && is_address(word) {
        return Some((Slip::LinkBrackets, end));
    }
    let begins = text[..start].is_empty() || text[..start].ends_with('\n');
    let is_note = begins && !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    let label = label.to_owned();
    let written = format!("[{label}]:");
    is_note.then_some((Slip::FootnoteSign { label, written }, close + 2))
}

/// `(text)(address)`.
fn two_rounds(text: &str) -> Option<Found> {
    text.match_indices(")(").find_map(|(at, _)| {
        let length = address_in(&text[at + 1..], '(', ')')?;
        let before = near_end(&text[..at]);
        let open = before
            .rfind(['(', '\n'])
            .filter(|open| before[*open..].starts_with('('))?;
        let said = &before[open + 1..];
        let start = at - before.len() + open;
        let apart = !text[..start].ends_with(char::is_alphanumeric);
        let is_text = said.contains(char::is_alphabetic) && !is_address(said);
        (apart && is_text).then(|| (Slip::LinkBrackets, start..at + 1 + length))
    })
}

/// A picture whose `!` stands elsewhere or is another sign, which Markdown takes for a link.
fn picture(text: &str, own: &str) -> Option<Found> {
    let turned = text
        .find("¡\0")
        .map(|at| (Slip::PictureSpace, at..at + '¡'.len_utf8()));
    let behind = || {
        let at = text.find("]!(")?;
        let length = address_in(&text[at + 2..], '(', ')')?;
        Some((Slip::PictureSpace, at..at + 2 + length))
    };
    if let Some(found) = turned.or_else(behind) {
        return Some(found);
    }
    let mut found = text.match_indices("! \0").map(|(at, _)| at);
    let at = found.find(|at| {
        let begins = text[..*at].is_empty() || text[..*at].ends_with([' ', '\n']);
        let link = near(&own[at + 2..]);
        let target = link
            .split_once("](")
            .and_then(|(_, rest)| rest.split(')').next());
        begins && link.starts_with('[') && target.is_some_and(is_file_name)
    })?;
    Some((Slip::PictureSpace, at..at + 3))
}

/// `[text][label]` of a label that nothing defines.
fn undefined(text: &str, rest: &str) -> Option<(Slip, usize)> {
    let end = rest.find([']', '[', '\n'])?;
    if !rest[end..].starts_with(']') || rest.starts_with('^') {
        return None;
    }
    let label = match rest[..end].trim() {
        "" => text.trim(),
        label => label,
    };
    if is_address(label) && !label.contains(' ') && label != text.trim() {
        return Some((Slip::LinkBrackets, end + 1));
    }
    let is_name = |c: char| c.is_alphanumeric() || " -_./:".contains(c);
    let named = !label.is_empty() && label.chars().all(is_name) && !text.trim().is_empty();
    let slip = Slip::UndefinedLink {
        label: label.to_owned(),
    };
    named.then_some((slip, end + 1))
}

/// `[^label]`, with its brackets.
fn footnote(bracketed: &str) -> Option<Slip> {
    let inside = bracketed.strip_prefix('[')?.strip_suffix(']')?;
    let label = inside.strip_prefix(['^', 'ˆ', '＾'])?;
    // With a space, or the sign of another keyboard, it is none.
    let number = label.trim();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && (number.len() < label.len() || !inside.starts_with('^')) {
        return Some(Slip::FootnoteSign {
            label: number.to_owned(),
            written: bracketed.to_owned(),
        });
    }
    if !inside.starts_with('^') {
        return None;
    }
    let is_label = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    // `[^a-z]` is a pattern.
    let range = label.len() == 3 && label.as_bytes()[1] == b'-';
    let named = !label.is_empty() && label.chars().all(is_label) && !range;
    let label = label.to_owned();
    named.then_some(Slip::UndefinedFootnote { label })
}

/// `[[target]]`, and where it ends.
fn wiki(text: &str, start: usize) -> Option<(Slip, usize)> {
    let rest = text[start..].strip_prefix("[[")?;
    let end = rest.find(['[', ']', '\n'])?;
    let target = &rest[..end];
    let before = text[..start].chars().next_back();
    let word = before.is_some_and(char::is_alphanumeric);
    let named = target.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '#')
        && !target.ends_with(' ')
        && !target.contains(MASK);
    let contents = ["toc", "_toc_"].contains(&target.to_ascii_lowercase().as_str());
    if word || !named || contents || !rest[end..].starts_with("]]") {
        return None;
    }
    // What is shown instead of the name may follow it.
    let target = target.split(['|', '#']).next().unwrap_or(target).trim();
    let target = target.trim_end_matches(".md");
    // MediaWiki says of a file what it is.
    let kinds = ["File:", "Image:", "Immagine:"];
    let file = kinds.iter().find_map(|kind| target.strip_prefix(kind));
    let embeds = before == Some('!') || file.is_some();
    let target = file.unwrap_or(target).trim().to_owned();
    Some((Slip::WikiLink { target, embeds }, start + end + 4))
}

/// `(text)[address]`, from its square bracket, and where it ends.
fn reversed(text: &str, start: usize) -> Option<(Slip, usize)> {
    if !text[..start].ends_with(')') {
        return None;
    }
    let rest = &text[start + 1..];
    let end = rest.find(['[', ']', '\n'])?;
    let target = &rest[..end];
    let found =
        rest[end..].starts_with(']') && is_address(target) && !target.contains(char::is_whitespace);
    found.then_some((Slip::ReversedLink, start + end + 2))
}

/// Whether the alternative text of a picture is the name of its file.
pub(in crate::content) fn is_file_name(alt: &str) -> bool {
    let picture = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "heic", "tif", "tiff", "bmp", "avif",
    ];
    let extension = alt
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let named = extension.is_some_and(|extension| picture.contains(&extension.as_str()));
    let camera = [
        "Schermata 20",
        "Screenshot 20",
        "IMG_",
        "IMG-",
        "DSC_",
        "DSCN",
        "DSC0",
        "PXL_",
        "Screenshot_",
        "WhatsApp Image",
    ];
    let words = alt.split_whitespace().count();
    let joined = words == 1 && alt.matches('_').count() > 1 && !alt.contains('`');
    // As cameras and telephones name them by the clock.
    let dated = alt.len() >= 8 && alt.chars().all(|c| c.is_ascii_digit() || "_-".contains(c));
    named && words <= 4 || joined || dated || camera.iter().any(|start| alt.starts_with(start))
}

/// The words at the beginning of an alternative text that only say that there is a picture.
pub(in crate::content) fn needless_words(alt: &str) -> Option<&str> {
    const BEGINNINGS: [&str; 16] = [
        "immagine di ",
        "immagine del",
        "immagine che",
        "immagine raff",
        "foto di ",
        "foto del",
        "fotografia di ",
        "fotografia del",
        "foto che ",
        "un'immagine ",
        "image of ",
        "picture of ",
        "photo of ",
        "photograph of ",
        "an image ",
        "a picture ",
    ];
    let found = BEGINNINGS.iter().any(|start| {
        alt.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    });
    const ALONE: [&str; 17] = [
        "alt",
        "alt text",
        "testo alternativo",
        "descrizione",
        "senza titolo",
        "untitled",
        "inserire descrizione",
        "inserire testo alternativo",
        "decorativa",
        "logo",
        "foto",
        "immagine",
        "fotografia",
        "figura",
        "image",
        "picture",
        "photo",
    ];
    // Counted, they say no more.
    let bare = alt.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let alone = ALONE.iter().any(|word| bare.eq_ignore_ascii_case(word))
        || alt.chars().all(|c| c.is_ascii_punctuation() || c == '…');
    (found || alone).then(|| {
        let second = alt
            .match_indices(' ')
            .nth(1)
            .map_or(alt.len(), |(at, _)| at);
        &alt[..second]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::run::Run;

    fn found(text: &str) -> Vec<Slip> {
        let run = Run::of(text);
        let range = run.range.clone().unwrap();
        let mut out = Vec::new();
        if let Some(written) = Written::of(&run, &range, text) {
            find(&written, &text[range], &mut out);
        }
        out.into_iter().map(|(slip, _)| slip).collect()
    }

    #[test]
    fn links_that_are_none_are_told_apart() {
        let label = |label: &str| Slip::UndefinedLink {
            label: label.to_owned(),
        };
        let note = |label: &str| Slip::UndefinedFootnote {
            label: label.to_owned(),
        };
        let sign = |label: &str, written: &str| Slip::FootnoteSign {
            label: label.to_owned(),
            written: written.to_owned(),
        };
        let instead = |target: &str, instead: &str| Slip::SpaceInTarget {
            target: target.to_owned(),
            instead: instead.to_owned(),
        };
        let space = |target: &str| instead(target, &format!("<{target}>"));
        let title = |address: &str| Slip::LinkTitle {
            address: address.to_owned(),
        };
        let wiki = |target: &str| Slip::WikiLink {
            target: target.to_owned(),
            embeds: false,
        };
        let cases = [
            ("(a)[../b.md]", Some(Slip::ReversedLink)),
            ("(a)[vedi sopra]", None),
            ("vedi [a](../b.md e poi", Some(Slip::OpenLink)),
            ("vedi [a](<../b.md).", Some(Slip::OpenLink)),
            ("vedi a](../b.md).", Some(Slip::LinkBrackets)),
            ("vedi [a(../b.md).", Some(Slip::LinkBrackets)),
            ("vedi [a] [../b.md].", Some(Slip::LinkBrackets)),
            ("[sic] (si veda b.md) e f(x)", None),
            ("[a] [b] e [x (sopra)", None),
            ("![a](sala convegno.png)", Some(space("sala convegno.png"))),
            (
                "[a](Delibera (1) del 5.pdf)",
                Some(space("Delibera (1) del 5.pdf")),
            ),
            ("[a](come si è detto)", None),
            (
                "[a](#Come si aderisce)",
                Some(instead("#Come si aderisce", "#come-si-aderisce")),
            ),
            (
                "[a](mailto: a@b.it)",
                Some(instead("mailto: a@b.it", "mailto:a@b.it")),
            ),
            (
                "[a](tel:06 684 0341)",
                Some(instead("tel:06 684 0341", "tel:066840341")),
            ),
            ("[a](b.md “t”)", Some(title("b.md"))),
            ("[a](b.md \"t)", Some(title("b.md"))),
            ("[a](b.md \"t\"x)", Some(title("b.md"))),
            ("[a [b](b.md) c](b.md)", Some(Slip::NestedLink)),
            ("[a]{../b.md} e {x}", Some(Slip::LinkBrackets)),
            ("vedi [a]: ../b.md", Some(Slip::LinkBrackets)),
            ("[nota]: come si è detto", None),
            ("[a]\n(../b.md)", Some(Slip::SpaceBeforeTarget)),
            ("[sic]\n(si veda b.md)", None),
            ("! [La sala](sala.png)", Some(Slip::PictureSpace)),
            ("Che bello! [La sala](sala.png)", None),
            ("Bello ! [La guida](guida.pdf)", None),
            ("[a] (https://x.it)", Some(Slip::SpaceBeforeTarget)),
            ("[a] (come si è detto)", None),
            ("[a][b]", Some(label("b"))),
            ("[a][]", Some(label("a"))),
            ("a[0][1] e m[i][j]", None),
            ("nota[^1].", Some(note("1"))),
            ("nota^[1].", Some(sign("1", "^[1]"))),
            ("x ^[1] e 2^[3]", None),
            ("[^a-z] e [^\\s]", None),
            ("nota[^ 1].", Some(sign("1", "[^ 1]"))),
            ("nota[^1 ].", Some(sign("1", "[^1 ]"))),
            ("nota[ˆ1].", Some(sign("1", "[ˆ1]"))),
            ("[^ a] e [^ ]", None),
            (
                "Prima ![La sala piena] dopo.",
                Some(Slip::PictureWithoutAddress),
            ),
            ("Che bello![sic] e vec![uno, due] e ![1]", None),
            ("[[pagina]]", Some(wiki("pagina"))),
            ("[[pagina|altro]]", Some(wiki("pagina"))),
            (
                "[[File:sala.png|thumb|La sala]]",
                Some(Slip::WikiLink {
                    target: "sala.png".to_owned(),
                    embeds: true,
                }),
            ),
            ("[[ -f x ]] e [[toc]]", None),
            ("`[a][b]` e \\[a][b]", None),
            ("[a](b.md) e <b title=\"[c][d]\">", None),
            ("[b]({{< ref \"b c.md\" >}})", None),
            ("[x] fatto, [ ] da fare", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                found(text),
                expected.into_iter().collect::<Vec<_>>(),
                "{text}"
            );
        }
    }

    #[test]
    fn alternative_texts_say_what_is_seen() {
        let cases = [
            ("IMG_2041.jpg", true),
            ("sala.png", true),
            ("La sala del convegno", false),
            ("Il formato .png scelto per la sala del convegno.png", false),
        ];
        for (alt, expected) in cases {
            assert_eq!(is_file_name(alt), expected, "{alt}");
        }
        assert_eq!(
            needless_words("Immagine di un convegno"),
            Some("Immagine di")
        );
        assert_eq!(needless_words("Immagine 1"), Some("Immagine 1"));
        assert_eq!(needless_words("Logo"), Some("Logo"));
        assert!(is_file_name("20220414_103022") && !is_file_name("2022-04"));
        assert_eq!(needless_words("La foto di gruppo"), None);
    }
}
