//! `SUMMARY.md`: the contents of a book, as mdBook and GitBook have them.
//!
//! It is a list of links in Markdown, read line by line; a file in which there is more of anything
//! else is a page like others.

use super::written::{Item, Written};
use crate::content::front_bounds;
use crate::source::{FileId, Span};

/// How far a tabulator leads.
const TAB: usize = 4;

/// The entries of a file, if it is the contents of a book, and the lines that are none.
pub(super) fn read(text: &str, file: FileId) -> Option<(Written, Vec<Span>)> {
    let mut lines = Vec::new();
    let mut odd = Vec::new();
    let mut at = beginning(text);
    let mut is_first = true;
    for line in text[at..].split_inclusive('\n') {
        let span = Span::new(file, at, at + line.trim_end().len());
        at += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with("<!--") {
            continue;
        }
        if trimmed.len() >= 3 && trimmed.bytes().all(|b| b"-*_".contains(&b)) {
            lines.push((Place::End, Item::default()));
        } else if trimmed.starts_with('#') {
            // The first says what the file is, the others are parts of the book.
            let label = plain(trimmed.trim_start_matches('#')).trim().to_owned();
            if !std::mem::take(&mut is_first) {
                lines.push((Place::Part, labelled(label)));
            }
            continue;
        } else if let Some((place, mut item)) = entry(line) {
            item.span = Some(span);
            lines.push((place, item));
        } else {
            odd.push(span);
        }
        is_first = false;
    }
    let leads = lines.iter().filter(|(_, item)| item.target.is_some());
    (leads.count() > odd.len()).then(|| {
        let items = nest(&mut lines.into_iter().peekable(), None);
        let written = Written {
            items,
            ..Written::default()
        };
        (written, odd)
    })
}

/// Where the entries of a text lead.
pub fn targets(text: &str) -> Vec<String> {
    fn collect(items: Vec<Item>, out: &mut Vec<String>) {
        for item in items {
            out.extend(item.target);
            collect(item.items, out);
        }
    }
    let mut targets = Vec::new();
    if let Some((written, _)) = read(text, FileId(0)) {
        collect(written.items, &mut targets);
    }
    targets
}

/// Where a text begins, behind a mark of its bytes and front matter.
fn beginning(text: &str) -> usize {
    let closed = front_bounds(text).and_then(|bounds| {
        let close = text[bounds.end..].split_inclusive('\n').next()?;
        Some(bounds.end + close.len())
    });
    closed.unwrap_or(text.len() - text.trim_start_matches('\u{feff}').len())
}

/// Where an entry stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A rule, at which a part ends.
    End,
    /// A heading over what follows.
    Part,
    /// In no list.
    Loose,
    /// In a list, so many columns from the margin.
    Indented(usize),
}

fn labelled(label: String) -> Item {
    Item {
        label: Some(label),
        ..Item::default()
    }
}

/// The entry of a line; `None` for what is no such line.
fn entry(line: &str) -> Option<(Place, Item)> {
    let indent = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
    let indent = indent.map(|c| if c == '\t' { TAB } else { 1 }).sum();
    let own = line.trim();
    let digits = own.bytes().take_while(u8::is_ascii_digit).count();
    let after = match own.strip_prefix(['-', '*', '+']) {
        Some(after) => Some(after),
        None if digits > 0 => own[digits..].strip_prefix(['.', ')']),
        None => None,
    };
    let after = after.filter(|after| after.starts_with([' ', '\t']));
    let place = match after {
        Some(_) => Place::Indented(indent),
        None => Place::Loose,
    };
    let text = after.unwrap_or(own).trim();
    let found = match place {
        Place::Indented(_) => within(text),
        _ => link(text)
            .filter(|(_, end)| *end == text.len())
            .map(|(link, _)| link),
    };
    match (found, place) {
        (Some((label, target)), _) => Some((
            place,
            Item {
                target: Some(target).filter(|target| !target.is_empty()),
                ..labelled(label)
            },
        )),
        (None, Place::Indented(_)) if !text.contains("](") => {
            Some((place, labelled(text.trim_matches(['*', '_']).to_owned())))
        }
        _ => None,
    }
}

/// The first link in the text of an item; what stands before it is part of the label.
fn within(text: &str) -> Option<(String, String)> {
    let mut begins = text.match_indices('[').map(|(at, _)| at);
    begins.find_map(|at| {
        let before = &text[..at];
        if before.ends_with(['!', '\\']) {
            return None;
        }
        let ((label, target), _) = link(&text[at..])?;
        let before = before.rsplit_once(')').map_or(before, |(_, behind)| behind);
        let before = before.trim().trim_matches(['*', '_', '~']);
        Some((format!("{before} {label}").trim().to_owned(), target))
    })
}

/// The label and the target of the link at the beginning of a text, and where it ends. GitBook calls
/// an entry by the title of its link, if there is one.
fn link(text: &str) -> Option<((String, String), usize)> {
    let inner = text.strip_prefix('[')?;
    let middle = closing(inner, '[', ']').filter(|at| inner[at + 1..].starts_with('('))?;
    let (label, rest) = (&inner[..middle], &inner[middle + 2..]);
    let end = closing(rest, '(', ')')?;
    let inside = rest[..end].trim();
    let (target, title) = match inside.strip_prefix('<') {
        Some(target) => target.split_once('>')?,
        None => inside.split_once([' ', '\t']).unwrap_or((inside, "")),
    };
    let title = title.trim().trim_matches(['"', '\'']);
    let label = if title.is_empty() { label } else { title };
    let end = "[](".len() + middle + end + ")".len();
    Some(((plain(label), plain(target)), end))
}

/// Where something that has begun is closed.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            c if c == close && depth == 0 => return Some(at),
            c if c == close => depth -= 1,
            c if c == open => depth += 1,
            _ => {}
        }
    }
    None
}

/// A text without the signs of Markdown for emphasis and code, and without tags of HTML: GitBook
/// gives its headings anchors, `## Part <a href="#a" id="a"></a>`.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '`' | '*' => {}
            '\\' => {
                let mut escaped = rest.chars();
                plain.extend(escaped.next());
                rest = escaped.as_str();
            }
            '<' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                match rest.split_once('>') {
                    Some((_, behind)) => rest = behind,
                    None => plain.push(c),
                }
            }
            c => plain.push(c),
        }
    }
    plain
}

/// The entries that stand below one at `above`.
fn nest(
    lines: &mut std::iter::Peekable<impl Iterator<Item = (Place, Item)>>,
    above: Option<Place>,
) -> Vec<Item> {
    let mut items = Vec::new();
    while let Some((place, _)) = lines.peek() {
        let is_below = match above {
            None => true,
            Some(_) if *place == Place::End => false,
            Some(Place::End) => false,
            Some(Place::Loose) => false,
            Some(Place::Part) => *place != Place::Part,
            Some(above) => *place > above,
        };
        if !is_below {
            break;
        }
        let Some((place, mut item)) = lines.next() else {
            break;
        };
        if place == Place::End {
            continue;
        }
        item.items = nest(lines, Some(place));
        items.push(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(items: &[Item], depth: usize) -> String {
        let one = |item: &Item| {
            let label = item.label.as_deref().unwrap_or("");
            let target = item.target.as_deref().unwrap_or("-");
            let below = said(&item.items, depth + 1);
            format!("{}{label} {target}\n{below}", " ".repeat(depth))
        };
        items.iter().map(one).collect()
    }

    #[test]
    fn books_are_lists_of_links() {
        let text = "# Summary\n\n[Intro](intro.md)\n\n- [One](one.md)\n  - [`One` \\_a\\_](one/a.md)\n\
            \t- [Draft]()\n- [Two](<two words.md>)\n\n# **Part** <a href=\"#p\" id=\"p\"></a>\n\n1. [Three](three.md)\n---\n[End](end.md \"t\")\n";
        let expected = "Intro intro.md\nOne one.md\n One _a_ one/a.md\n  Draft -\nTwo two words.md\n\
            Part -\n Three three.md\nt end.md\n";
        let (read, odd) = read(text, FileId(0)).unwrap();
        assert_eq!(said(&read.items, 0), expected);
        assert_eq!(odd, []);
    }

    #[test]
    fn a_line_that_is_no_entry_is_one_of_few() {
        let text = "\u{feff}---\na: b\n---\n# S\n\n- **[A](a.md)** - a note\n- 🚀 [B](b\\_c.md)\n- ![](i.png) ~~[D \\[1\\]](</d (e).md>)~~\n\
            \n  Some words.\n\n{% hint %}\n- [E](e(f).md#g)\n";
        let (read, odd) = read(text, FileId(0)).unwrap();
        assert_eq!(
            said(&read.items, 0),
            "A a.md\n🚀 B b_c.md\nD [1] /d (e).md\nE e(f).md#g\n"
        );
        let odd: Vec<&str> = odd
            .iter()
            .map(|span| text[span.start as usize..span.end as usize].trim())
            .collect();
        assert_eq!(odd, ["Some words.", "{% hint %}"]);
        assert_eq!(targets(text).len(), 4);
    }

    #[test]
    fn a_page_of_that_name_stays_a_page() {
        for text in [
            "# Summary\n\nOf what we did.\n",
            "- milk\n- bread\n",
            "# Summary\n\n- [One](one.md)\n\nWords.\n",
            "",
        ] {
            assert!(read(text, FileId(0)).is_none(), "{text}");
        }
    }
}
