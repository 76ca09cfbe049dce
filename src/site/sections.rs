//! Sections: which pages they hold, in which order.

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
        let content_type = list.first().map(|id| pages[id.0 as usize].content_type());
        let sort = content_type.and_then(|t| schema.types[t].sort.as_ref());
        // Without an order of its own a list of dated pages is a journal: newest first.
        let dated = sort.is_none()
            && list
                .iter()
                .any(|id| pages[id.0 as usize].meta.date.is_some());
        list.sort_by(|a, b| {
            let (a, b) = (&pages[a.0 as usize], &pages[b.0 as usize]);
            match dated {
                true => newest_first(a, b),
                false => compare(a, b, sort),
            }
        });
        for (i, id) in list.iter().enumerate() {
            let page = &mut pages[id.0 as usize];
            page.previous = i.checked_sub(1).map(|i| list[i]);
            page.next = list.get(i + 1).copied();
        }
    }
    for list in &mut sections {
        list.sort_by(|a, b| compare(&pages[a.0 as usize], &pages[b.0 as usize], None));
    }
    for ((page, children), sections) in pages.iter_mut().zip(children).zip(sections) {
        page.children = children;
        page.sections = sections;
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
    let order = |page: &Page| page.meta.order.unwrap_or(i64::MAX);
    by_field
        .then_with(|| order(a).cmp(&order(b)))
        .then_with(|| a.title_key.cmp(&b.title_key))
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
