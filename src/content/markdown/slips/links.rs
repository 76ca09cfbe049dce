//! Links, pictures and footnotes that are published as their brackets.

use crate::content::markdown::run::{Found, MASK, Written};
use crate::diagnostic::Slip;

/// What brackets that Markdown has not understood were meant as.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    let text = text.masked.as_str();
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
                let start = text[..here].rfind('(').unwrap_or(here);
                out.push((slip, start..end));
                at = end;
            } else {
                open.push(here);
            }
            continue;
        }
        let Some(start) = open.pop() else {
            if let Some(length) = address_in(&text[at..], '(', ')') {
                let start = text[..here].rfind([' ', '\n']).map_or(0, |i| i + 1);
                out.push((Slip::LinkBrackets, start..at + length));
            }
            continue;
        };
        // Behind a word there are indices, not links.
        let is_index =
            text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ']' || c == ')');
        if is_index && !text[..start].ends_with('!') {
            if let Some((slip, end)) = footnote(&text[start..at]).map(|slip| (slip, at)) {
                out.push((slip, start..end));
            }
            continue;
        }
        if let Some((slip, end)) = behind(text, start, here) {
            out.push((slip, start..end));
            at = end;
        }
    }
    // A bracket that nothing closes, before an address in round ones.
    for start in open {
        let line = text[start..].split('\n').next().unwrap_or("");
        if let Some(round) = line.find('(')
            && round > 1
            && let Some(length) = address_in(&line[round..], '(', ')')
            && !is_template(line)
        {
            out.push((Slip::LinkBrackets, start..start + round + length));
        }
    }
}

/// How long an address between two brackets is with them, if there is one.
fn address_in(text: &str, open: char, close: char) -> Option<usize> {
    let inside = text.strip_prefix(open)?;
    let end = inside.find([close, '\n'])?;
    let address = &inside[..end];
    let found = inside[end..].starts_with(close)
        && is_address(address)
        && !address.contains(char::is_whitespace);
    found.then_some(end + 2)
}

/// A link by its brackets, and what is behind them.
fn behind(text: &str, start: usize, close: usize) -> Option<(Slip, usize)> {
    let rest = &text[close + 1..];
    if let Some(slip) = footnote(&text[start..=close]) {
        return Some((slip, close + 1));
    }
    match rest.as_bytes().first() {
        Some(b'(') => target(&rest[1..]).map(|(slip, length)| (slip, close + 2 + length)),
        Some(b'[') => undefined(&text[start + 1..close], &rest[1..])
            .map(|(slip, length)| (slip, close + 2 + length)),
        Some(b' ') if rest.starts_with(" (") => {
            let length = rest[2..].find(')')?;
            let target = &rest[2..2 + length];
            let found = is_address(target) && !target.contains(char::is_whitespace);
            found.then_some((Slip::SpaceBeforeTarget, close + 4 + length))
        }
        Some(b' ') if rest.starts_with(" [") => {
            let length = address_in(&rest[1..], '[', ']')?;
            Some((Slip::LinkBrackets, close + 2 + length))
        }
        _ => None,
    }
}

/// What is wrong with an address in parentheses, and how far it goes.
fn target(rest: &str) -> Option<(Slip, usize)> {
    let line = rest.split('\n').next().unwrap_or(rest);
    let mut depth = 1;
    let end = line.char_indices().find(|(_, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some((end, _)) = end else {
        let address: &str = line.split_whitespace().next()?;
        return (is_address(address) && !is_template(line))
            .then_some((Slip::OpenLink, address.len()));
    };
    let target = line[..end].trim();
    // A title may follow an address.
    let address = target.split(" \"").next().unwrap_or(target);
    let spaced = address.contains([' ', '\u{a0}']) && is_address(address) && !is_template(address);
    if let Some(address) = address.strip_prefix('<')
        && !address.contains(['>', MASK])
        && is_address(address)
    {
        return Some((Slip::OpenLink, end + 1));
    }
    let readable = !address.contains([MASK, '<', '>']);
    let slip = Slip::SpaceInTarget {
        target: address.to_owned(),
    };
    (spaced && readable).then_some((slip, end + 1))
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
    let is_name = |c: char| c.is_alphanumeric() || " -_./:".contains(c);
    let named = !label.is_empty() && label.chars().all(is_name) && !text.trim().is_empty();
    let slip = Slip::UndefinedLink {
        label: label.to_owned(),
    };
    named.then_some((slip, end + 1))
}

/// `[^label]`, with its brackets.
fn footnote(bracketed: &str) -> Option<Slip> {
    let label = bracketed.strip_prefix("[^")?.strip_suffix(']')?;
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
    let target = target.trim_end_matches(".md").to_owned();
    Some((Slip::WikiLink { target }, start + end + 4))
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

/// Whether a text may be an address: prose in parentheses is none.
fn is_address(text: &str) -> bool {
    let begins = [
        "http://", "https://", "www.", "mailto:", "/", "./", "../", "#",
    ];
    if begins.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let last = path.rsplit('/').next().unwrap_or(path);
    let known = |extension: &str| {
        const EXTENSIONS: [&str; 26] = [
            "md", "html", "htm", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt",
            "pptx", "zip", "p7m", "txt", "jpg", "jpeg", "png", "gif", "webp", "svg", "xml", "json",
            "rtf", "avif",
        ];
        EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    };
    last.rsplit_once('.')
        .is_some_and(|(name, extension)| !name.is_empty() && known(extension))
}

/// What another generator would fill in; it has a message of its own.
fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Whether the alternative text of a picture is the name of its file.
pub(in crate::content::markdown) fn is_file_name(alt: &str) -> bool {
    let picture = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "heic", "tif", "tiff", "bmp", "avif",
    ];
    let extension = alt
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let named = extension.is_some_and(|extension| picture.contains(&extension.as_str()));
    let camera = [
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
    named && words <= 4 || camera.iter().any(|start| alt.starts_with(start))
}

/// The words at the beginning of an alternative text that only say that there is a picture.
pub(in crate::content::markdown) fn needless_words(alt: &str) -> Option<&str> {
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
    const ALONE: [&str; 7] = [
        "foto",
        "immagine",
        "fotografia",
        "figura",
        "image",
        "picture",
        "photo",
    ];
    let alone = ALONE.iter().any(|word| alt.eq_ignore_ascii_case(word));
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
    use pulldown_cmark::Parser;

    fn found(text: &str) -> Vec<Slip> {
        let mut run = Run::default();
        for (event, range) in Parser::new(text).into_offset_iter() {
            run.take(&event, &range);
        }
        let range = run.range.clone().unwrap();
        let mut out = Vec::new();
        if let Some(text) = Written::of(&run, &range, text) {
            find(&text, &mut out);
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
        let space = |target: &str| Slip::SpaceInTarget {
            target: target.to_owned(),
        };
        let wiki = |target: &str| Slip::WikiLink {
            target: target.to_owned(),
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
            ("[a] (https://x.it)", Some(Slip::SpaceBeforeTarget)),
            ("[a] (come si è detto)", None),
            ("[a][b]", Some(label("b"))),
            ("[a][]", Some(label("a"))),
            ("a[0][1] e m[i][j]", None),
            ("nota[^1].", Some(note("1"))),
            ("[^a-z] e [^\\s]", None),
            ("[[pagina]]", Some(wiki("pagina"))),
            ("[[pagina|altro]]", Some(wiki("pagina"))),
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
        assert_eq!(needless_words("La foto di gruppo"), None);
    }
}
