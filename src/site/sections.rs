//! Sections: which pages they hold, in which order.

use super::address::last_segment;
use super::ids::PageId;
use super::page::{Page, PageKind};
use crate::content::{Value, instant};
use crate::schema::{Schema, Sort};
use crate::slug::fold;
use std::cmp::Ordering;

/// Gives every section its pages and sections in order, and every page its neighbours.
pub(super) fn arrange(pages: &mut [Page], schema: &Schema, home: PageId) {
    let mut children: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    let mut sections: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    for (i, page) in pages.iter().enumerate() {
        let id = PageId(i as u32);
        let Some(parent) = page.parent.filter(|_| id != home) else {
            continue;
        };
        match page.kind {
            PageKind::Page => children[parent.0 as usize].push(id),
            _ => sections[parent.0 as usize].push(id),
        }
    }
    for list in &mut children {
        match (
            sort_of(pages, list, schema),
            is_journal(pages, list, schema),
        ) {
            (_, true) => sort_with(pages, list, newest_first),
            (None, false) => by_place(pages, list, schema),
            (sort, false) => sort_with(pages, list, |a, b| compare(a, b, sort)),
        }
        for (i, id) in list.iter().enumerate() {
            let page = &mut pages[id.0 as usize];
            page.previous = i.checked_sub(1).map(|i| list[i]);
            page.next = list.get(i + 1).copied();
        }
    }
    for list in &mut sections {
        by_place(pages, list, schema);
    }
    for ((page, children), sections) in pages.iter_mut().zip(children).zip(sections) {
        page.children = children;
        page.sections = sections;
    }
}

/// The order that the schema gives to a list of pages.
fn sort_of<'a>(pages: &[Page], list: &[PageId], schema: &'a Schema) -> Option<&'a Sort> {
    let first = list.first()?;
    let content_type = pages[first.0 as usize].content_type();
    schema.types[content_type].sort.as_ref()
}

/// Whether a list is a journal: without an order of its own, dated pages are newest first. In a site
/// without a schema the pages of a manual may be dated too, but then they say their places.
fn is_journal(pages: &[Page], list: &[PageId], schema: &Schema) -> bool {
    let all = || list.iter().map(|id| &pages[id.0 as usize].meta);
    let dated = || all().any(|meta| meta.date.is_some());
    let placed = || schema.open && all().any(|meta| meta.order.is_some());
    sort_of(pages, list, schema).is_none() && dated() && !placed()
}

/// Whether a list goes by something else than the order in which a site is read.
pub(super) fn is_list_of_its_own(pages: &[Page], list: &[PageId], schema: &Schema) -> bool {
    sort_of(pages, list, schema).is_some() || is_journal(pages, list, schema)
}

fn sort_with(pages: &[Page], list: &mut [PageId], by: impl Fn(&Page, &Page) -> Ordering) {
    list.sort_by(|a, b| by(&pages[a.0 as usize], &pages[b.0 as usize]));
}

/// Sorts pages as they are read: by the places that they say, by the numbers in their names where
/// most of them have one, by title.
pub(super) fn by_place(pages: &[Page], list: &mut [PageId], schema: &Schema) {
    let name = |page: &Page| fold(last_segment(&page.path));
    let names = list.iter().map(|id| name(&pages[id.0 as usize]));
    let numbered = names.filter(|name| is_numbered(name)).count();
    // With a schema names are what they are, and the order is a field.
    let by_name = schema.open && list.len() > 1 && numbered * 2 > list.len();
    sort_with(pages, list, |a, b| {
        let by_name = || match by_name {
            true => natural(&name(a), &name(b)),
            false => Ordering::Equal,
        };
        let order = place(a).total_cmp(&place(b));
        order.then_with(by_name).then_with(|| compare(a, b, None))
    });
}

/// The place that a page says it has; those that say none come last.
fn place(page: &Page) -> f64 {
    page.meta.order.unwrap_or(f64::INFINITY)
}

/// Whether a name begins with a number, or a short word and a number: `01-a`, `ch03-b`.
fn is_numbered(name: &str) -> bool {
    let word = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let rest = name[word..].trim_start_matches(['-', '_']);
    word <= 10 && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Compares texts as people count: 9 comes before 10.
fn natural(a: &str, b: &str) -> Ordering {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (mut a, mut b) = (a, b);
    loop {
        let (m, n) = (number(a), number(b));
        if m > 0 && n > 0 {
            let ((x, after), (y, behind)) = (a.split_at(m), b.split_at(n));
            (a, b) = (after, behind);
            let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                Ordering::Equal => continue,
                other => return other,
            }
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(c), Some(d)) if c == d => {
                a = &a[c.len_utf8()..];
                b = &b[d.len_utf8()..];
            }
            (first, second) => return first.cmp(&second),
        }
    }
}

/// Compares two pages by their dates: those without come last, equal ones go by their order.
pub(super) fn newest_first(a: &Page, b: &Page) -> Ordering {
    let by_date = b.meta.published().cmp(&a.meta.published());
    by_date.then_with(|| compare(a, b, None))
}

/// Compares two pages by an order: pages without the field come last; equal ones go by their
/// order, title and path.
pub(super) fn compare(a: &Page, b: &Page, sort: Option<&Sort>) -> Ordering {
    let by_field = sort.map_or(Ordering::Equal, |sort| {
        match (
            a.parsed.fields.get(&sort.field),
            b.parsed.fields.get(&sort.field),
        ) {
            (Some(a), Some(b)) if sort.descending => compare_values(b, a),
            (Some(a), Some(b)) => compare_values(a, b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    });
    by_field
        .then_with(|| place(a).total_cmp(&place(b)))
        .then_with(|| natural(&a.title_key, &b.title_key))
        .then_with(|| a.path.cmp(&b.path))
}

fn compare_values(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Date(a, at), Value::Date(b, bt)) => instant(*a, *at).cmp(&instant(*b, *bt)),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        // Values that are no text come first, as they stand.
        _ => a.as_text().map(fold).cmp(&b.as_text().map(fold)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Date;

    #[test]
    fn people_count_in_names_and_titles() {
        let rising = ["", "a", "a 2", "a 10", "a 10 b", "b", "ch9-x", "ch10-a"];
        for pair in rising.windows(2) {
            assert_eq!(natural(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(natural(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
        assert_eq!(natural("01", "1"), Ordering::Equal);
        for (name, expected) in [
            ("01-intro", true),
            ("ch03-01-x", true),
            ("appendix-2", true),
            ("intro", false),
            ("intro-to-3d", false),
            ("", false),
        ] {
            assert_eq!(is_numbered(name), expected, "{name}");
        }
    }

    #[test]
    fn values_are_in_the_order_of_their_kind() {
        let text = |text: &str| Value::Text(text.to_owned());
        let date = |date: &str| Value::Date(date.parse::<Date>().unwrap(), None);
        let choice = |value: &str, label: &str| Value::Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        let rising = [
            (Value::Integer(-10), Value::Integer(-9)),
            (Value::Integer(9), Value::Integer(10)),
            (Value::Number(-0.5), Value::Number(0.25)),
            (Value::Number(9.5), Value::Number(10.0)),
            (date("2025-12-31"), date("2026-01-01")),
            (Value::Boolean(false), Value::Boolean(true)),
            (text("Abc"), text("abd")),
            (text("È"), text("f")),
            (choice("b", "A"), choice("c", "B")),
            (Value::Integer(7), text("a")),
        ];
        for (a, b) in rising {
            assert_eq!(compare_values(&a, &b), Ordering::Less, "{a:?} {b:?}");
            assert_eq!(compare_values(&b, &a), Ordering::Greater, "{b:?} {a:?}");
            assert_eq!(compare_values(&a, &a), Ordering::Equal, "{a:?}");
        }
    }
}
