//! `SUMMARY.md`: the contents of a book, as mdBook and GitBook have them.
//!
//! It is a list of links in Markdown, read line by line; a file in which there is anything else is
//! a page like others.

use super::written::{Item, Written};
use crate::source::{FileId, Span};

/// How far a tabulator leads.
const TAB: usize = 4;

/// The entries of a file, if it is the contents of a book.
pub(super) fn read(text: &str, file: FileId) -> Option<Written> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut is_first = true;
    for line in text.split_inclusive('\n') {
        let here = at;
        at += line.len();
        let trimmed = line.trim();
        let is_rule = trimmed.len() >= 3 && trimmed.bytes().all(|b| b"-*_".contains(&b));
        if trimmed.is_empty() || is_rule || trimmed.starts_with("<!--") {
            continue;
        }
        if trimmed.starts_with('#') {
            // The first says what the file is, the others are parts of the book.
            let label = trimmed.trim_start_matches('#').trim().to_owned();
            if !std::mem::take(&mut is_first) {
                lines.push((Place::Part, labelled(label)));
            }
            continue;
        }
        is_first = false;
        let (place, mut item) = entry(line)?;
        item.span = Some(Span::new(file, here, here + line.trim_end().len()));
        lines.push((place, item));
    }
    let leads = |(_, item): &(Place, Item)| item.target.is_some();
    lines.iter().any(leads).then(|| Written {
        items: nest(&mut lines.into_iter().peekable(), None),
        ..Written::default()
    })
}

/// Where an entry stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
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
    match (link(text), place) {
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

/// The label and the target of a text that is a link and nothing else.
fn link(text: &str) -> Option<(String, String)> {
    let inner = text.strip_prefix('[')?;
    let (label, target) = inner.rsplit_once("](")?;
    let target = target.strip_suffix(')')?.trim();
    let target = match target.strip_prefix('<') {
        Some(target) => target.split('>').next().unwrap_or(target),
        None => target.split([' ', '\t']).next().unwrap_or(target),
    };
    let mut plain = String::with_capacity(label.len());
    let mut letters = label.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => plain.extend(letters.next()),
            '`' | '*' => {}
            c => plain.push(c),
        }
    }
    Some((plain, target.to_owned()))
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
            \t- [Draft]()\n- [Two](<two words.md>)\n\n# Part\n\n1. [Three](three.md)\n---\n[End](end.md \"t\")\n";
        let expected = "Intro intro.md\nOne one.md\n One _a_ one/a.md\n  Draft -\nTwo two words.md\n\
            Part -\n Three three.md\n End end.md\n";
        let read = read(text, FileId(0)).unwrap();
        assert_eq!(said(&read.items, 0), expected);
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
