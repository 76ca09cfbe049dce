//! Fields that stand in another place of front matter than they should: outside of the item that
//! they are of, inside of one that they are not of, or below a name that is missing. They are read
//! where they belong, and what is wrong is said once.

use crate::diagnostic::{Diagnostic, FieldSlip, Problem};
use crate::schema::{Field, Kind};
use crate::yaml::{Key, Node, Value};

/// The fields of a group.
fn inner(field: &Field) -> Option<&[Field]> {
    match &field.kind {
        Kind::Group(fields) => Some(fields),
        _ => None,
    }
}

fn is_in(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.name == key)
}

/// Puts fields where they belong; `text` is that of the file.
pub(super) fn mend(
    entries: &mut Vec<(Key, Node)>,
    fields: &[Field],
    (text, in_toml): (&str, bool),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut at = 0;
    while at < entries.len() {
        let group = fields.iter().find(|field| field.name == entries[at].0.text);
        if let Some(group) = group
            && let Some(own) = inner(group)
        {
            name_parent(entries, at, (fields, own), diagnostics);
            indent(entries, at, (group, own), text, diagnostics);
            lift(entries, at, (fields, own), in_toml, diagnostics);
        }
        at += 1;
    }
}

/// Items that are of another list, whose name is missing above them.
fn name_parent(
    entries: &mut Vec<(Key, Node)>,
    at: usize,
    (fields, own): (&[Field], &[Field]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Value::List(items) = &entries[at].1.value else {
        return;
    };
    let strange = |item: &Node| {
        !item.entries().is_empty() && item.entries().iter().all(|(key, _)| !is_in(own, &key.text))
    };
    let Some(first) = items.iter().position(strange).filter(|first| *first > 0) else {
        return;
    };
    let is_free = |field: &&Field| !entries.iter().any(|(key, _)| key.text == field.name);
    let holds = |field: &&Field| {
        let all = |own: &[Field]| {
            let mut keys = items[first..].iter().flat_map(Node::entries);
            keys.all(|(key, _)| is_in(own, &key.text))
        };
        field.many && inner(field).is_some_and(all)
    };
    let mut parents = fields.iter().filter(is_free).filter(holds);
    let (Some(parent), None) = (parents.next(), parents.next()) else {
        return;
    };
    let parent = parent.name.clone();
    let Value::List(items) = &mut entries[at].1.value else {
        return;
    };
    let moved = items.split_off(first);
    let span = moved[0].entries()[0].0.span;
    let keys = moved[0].entries().iter().map(|(key, _)| key.text.clone());
    let slip = FieldSlip::MissingParent {
        fields: keys.collect(),
        parent: parent.clone(),
    };
    diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), span));
    let key = Key { text: parent, span };
    let value = Value::List(moved);
    entries.insert(at + 1, (key, Node { value, span }));
}

/// Fields below an item that are of it, at the margin: one of them is what it lacks.
fn indent(
    entries: &mut Vec<(Key, Node)>,
    at: usize,
    (group, own): (&Field, &[Field]),
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(last) = entries[at]
        .1
        .items()
        .last()
        .map(|item| item.entries().to_vec())
    else {
        return;
    };
    if last.is_empty() || !last.iter().all(|(key, _)| is_in(own, &key.text)) {
        return;
    }
    let has = |key: &str| last.iter().any(|(own, _)| own.text == key);
    let is_of_it = |(key, _): &&(Key, Node)| is_in(own, &key.text) && !has(&key.text);
    let below: Vec<&(Key, Node)> = entries[at + 1..].iter().take_while(is_of_it).collect();
    let lacks = |field: &&Field| field.required && !has(&field.name);
    let lacking: Vec<&str> = own.iter().filter(lacks).map(|field| &*field.name).collect();
    let fills = below.iter().any(|(key, _)| lacking.contains(&&*key.text));
    let end = last
        .last()
        .map_or(0, |(key, node)| node.span.end.max(key.span.end));
    let is_next = below.first().is_some_and(|(key, _)| {
        let between = text.get(end as usize..key.span.start as usize);
        between.is_some_and(|between| between.matches('\n').count() == 1)
    });
    if !fills || !is_next {
        return;
    }
    let count = below.len();
    let moved: Vec<(Key, Node)> = entries.drain(at + 1..=at + count).collect();
    let slip = FieldSlip::NotIndented {
        field: moved[0].0.text.clone(),
        parent: group.name.clone(),
    };
    diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), moved[0].0.span));
    let item = match &mut entries[at].1.value {
        Value::List(items) => items.last_mut().map(|item| &mut item.value),
        value => Some(value),
    };
    if let Some(Value::Map(own)) = item {
        own.extend(moved);
    }
}

/// Fields of the page inside of the last item above: below a table of TOML, or too far to the
/// right. The page lacks one that it needs.
fn lift(
    entries: &mut Vec<(Key, Node)>,
    at: usize,
    (fields, own): (&[Field], &[Field]),
    in_toml: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let inside = entries[at].0.text.clone();
    let names: Vec<String> = entries.iter().map(|(key, _)| key.text.clone()).collect();
    let item = match &mut entries[at].1.value {
        Value::List(items) => items.last_mut().map(|item| &mut item.value),
        value => Some(value),
    };
    let Some(Value::Map(of_item)) = item else {
        return;
    };
    let is_of_page = |key: &Key| {
        !is_in(own, &key.text) && is_in(fields, &key.text) && !names.contains(&key.text)
    };
    let Some(first) = of_item.iter().position(|(key, _)| is_of_page(key)) else {
        return;
    };
    if first == 0 || !of_item[first..].iter().all(|(key, _)| is_of_page(key)) {
        return;
    }
    let moved = of_item.split_off(first);
    let (key, _) = &moved[0];
    let slip = FieldSlip::Misplaced {
        field: key.text.clone(),
        inside,
        in_toml,
    };
    diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), key.span));
    entries.extend(moved);
}
