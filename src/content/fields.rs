//! Front matter and the attributes of components checked against the schema.
//!
//! In: a YAML map and the fields it may have. Out: typed values in the order of the schema. Every
//! problem is reported; a value that cannot be used is left out, so that the rest can be built.

use super::body::{Body, Component};
use super::builder::PageBuilder;
use super::component_line::{Line, Title};
use super::components::prepare;
use super::foreign::Foreign;
use super::markdown::{self, Place, Takes, Written};
use super::page::TextSection;
use super::prepared::Prepared;
use super::scalar_places::ScalarPlaces;
use super::scalars::{self, expected, text_value, wrong_type};
use super::several;
use super::strangers;
use super::values::{Entry, Fields, Value};
use crate::diagnostic::{Expected, FieldsCause, Misread, Problem, Slip, TableCause, nearest};
use crate::schema::{Field, Kind, field_meant};
use crate::source::{Sources, Span};
use crate::yaml::{self, Key, Node, report_duplicates};
use std::collections::BTreeSet;

/// Who owns a set of fields, for messages.
pub(super) struct Owner<'a> {
    /// Name of the type, group or component.
    pub name: &'a str,
    /// Whether unknown fields are kept.
    pub open: bool,
    /// Where to show that a field is missing.
    pub span: Span,
    /// Whether it is a component, whose fields stand in its line.
    pub is_component: bool,
}

/// Checks the entries of a map against the fields it may have.
pub(super) fn read(
    entries: &[(Key, Node)],
    fields: &[Field],
    owner: &Owner<'_>,
    page: &mut PageBuilder<'_>,
) -> Fields {
    report_duplicates(entries, page.diagnostics);
    let mut values = Vec::new();
    let stranger = stranger(entries, fields, owner, page);
    for field in fields {
        let node = entry_of(entries, field, owner.open);
        match node {
            Some(node) if !says_nothing(node, field) => values.extend(entry(node, field, page)),
            // It is there, under another name.
            None if field.required && stranger.is_some() => {}
            other if field.required => {
                let found = match other {
                    None if !owner.is_component => strangers::commented(field, page),
                    _ => None,
                };
                let found = found.unwrap_or_else(|| lacking(field, other, owner, page));
                let (problem, span) = found;
                let is_cell = matches!(problem, Problem::Table { .. });
                let on_line = (!is_cell).then(|| on_its_line(entries, field, span, page.source));
                page.report(problem, on_line.unwrap_or(span));
            }
            _ => {
                let named = entries.iter().find(|(key, _)| key.text == field.name);
                if let Some((key, node)) = named {
                    scalars::check_lost_value(key, node, page);
                }
            }
        }
    }
    let mut seen: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    // Others are known, or reported as repeated.
    let named = |key: &Key| {
        fields
            .iter()
            .any(|f| f.name.eq_ignore_ascii_case(&key.text))
    };
    let unknown = entries
        .iter()
        .filter(|(key, _)| seen.insert(&key.text) && !(owner.open && named(key)));
    for (key, node) in unknown {
        match owner.open {
            true => values.extend(any_entry(key, node)),
            false => {
                report_unknown((key, node), fields, owner, stranger.clone().flatten(), page);
            }
        }
    }
    Fields(values)
}

/// Reports a field that there is not; `missing` is the one that it may stand for.
fn report_unknown(
    (key, node): (&Key, &Node),
    fields: &[Field],
    owner: &Owner<'_>,
    missing: Option<String>,
    page: &mut PageBuilder<'_>,
) {
    let is_of_page = page.field.is_none() && !owner.is_component;
    let wish = is_of_page.then(|| strangers::meant(&key.text, node, fields));
    let problem = match wish.flatten() {
        Some(slip) => Problem::FieldSlip(slip),
        None => Problem::UnknownField {
            field: key.text.clone(),
            owner: owner.name.to_owned(),
            suggestion: field_meant(&key.text, fields).or(missing),
            known: fields.iter().map(|field| field.name.clone()).collect(),
        },
    };
    page.report(problem, key.span);
}

/// In a group or a component of which something is missing, whether that is there under a name that
/// is no field; and which it is, if it can be only one.
fn stranger(
    entries: &[(Key, Node)],
    fields: &[Field],
    owner: &Owner<'_>,
    page: &PageBuilder<'_>,
) -> Option<Option<String>> {
    let is_inner = owner.is_component || page.field.is_some();
    let is_known = |key: &Key| fields.iter().any(|field| field.name == key.text);
    let unknown = entries.iter().filter(|(key, _)| !is_known(key)).count();
    let is_missing = |field: &&Field| field.required && entry_of(entries, field, false).is_none();
    let missing: Vec<&Field> = fields.iter().filter(is_missing).collect();
    match (unknown, missing.as_slice()) {
        _ if owner.open || !is_inner => None,
        (1, [field]) => Some(Some(field.name.clone())),
        // Nothing is as it should be.
        (1.., [_, ..]) if unknown == entries.len() => Some(None),
        _ => None,
    }
}

/// The names of the fields of items, if each is written as an item of its own.
fn scattered(items: &[Node], field: &Field) -> Option<Vec<String>> {
    let Kind::Group(fields) = &field.kind else {
        return None;
    };
    let mut keys: Vec<String> = Vec::new();
    for item in items {
        let [(key, _)] = item.entries() else {
            return None;
        };
        if !fields.iter().any(|field| field.name == key.text) {
            return None;
        }
        // The same again is of the next item.
        if !keys.contains(&key.text) {
            keys.push(key.text.clone());
        }
    }
    let required = fields.iter().filter(|field| field.required).count();
    (keys.len() > 1 && required > 1).then_some(keys)
}

/// That a field which has to be there is not, or is empty, and where to say so.
fn lacking(
    field: &Field,
    node: Option<&Node>,
    owner: &Owner<'_>,
    page: &PageBuilder<'_>,
) -> (Problem, Span) {
    let (label, hint) = (field.label.clone(), field.help.clone());
    let field = field.name.clone();
    match node {
        // A cell: the text of a row that is a page by itself is empty.
        Some(Node { span, .. }) if span.file != page.file || page.source.is_empty() => {
            let cause = TableCause::EmptyCell {
                column: field,
                owner: Some(owner.name.to_owned()),
            };
            (Problem::Table { cause }, *span)
        }
        Some(node) if owner.is_component => {
            let slip = Slip::Misread(Misread::EmptyAttribute { field, label });
            (Problem::Slip { slip }, node.span)
        }
        Some(node) => (Problem::EmptyField { field, label, hint }, node.span),
        None => {
            let problem = Problem::MissingField {
                field,
                label,
                owner: owner.name.to_owned(),
                hint,
                in_line: owner.is_component,
            };
            (problem, owner.span)
        }
    }
}

/// Whether a value is as good as none: a form was left empty. A map where values belong names them,
/// as in `{one, two}`.
fn says_nothing(node: &Node, field: &Field) -> bool {
    let are_names = |node: &Node| !node.entries().is_empty();
    let is_single = !matches!(field.kind, Kind::Group(_) | Kind::Any);
    node.is_empty() && !(is_single && node.items().iter().any(are_names))
}

/// The place of an empty value; of one that would have stood on the next lines, its name.
fn on_its_line(entries: &[(Key, Node)], field: &Field, span: Span, source: &str) -> Span {
    let named = entries.iter().find(|(key, _)| key.text == field.name);
    let key = named.map(|(key, _)| key.span).filter(|key| {
        let between = source.get(key.end as usize..span.start as usize);
        between.is_some_and(|between| between.contains('\n'))
    });
    key.unwrap_or(span)
}

/// The value of a field. Of two for one key the first counts; the second has been reported. In a
/// site without schema capitals make no difference, as in Hugo.
fn entry_of<'a>(entries: &'a [(Key, Node)], field: &Field, open: bool) -> Option<&'a Node> {
    let find = |is: &dyn Fn(&str) -> bool| entries.iter().find(|(key, _)| is(&key.text));
    let found = find(&|key| key == field.name).or_else(|| {
        let alike = |key: &str| key.eq_ignore_ascii_case(&field.name);
        open.then(|| find(&alike)).flatten()
    });
    found.map(|(_, node)| node)
}

/// A field that is set.
fn entry(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Entry> {
    // References know the field of the page that they stand in, however deep.
    let outermost = page.field.is_none();
    if outermost {
        page.field = Some(field.name.clone());
    }
    let value = read_field(node, field, page);
    if outermost {
        page.field = None;
    }
    Some(Entry {
        name: field.name.clone(),
        value: value?,
        span: node.span,
    })
}

/// A field that no schema knows.
fn any_entry(key: &Key, node: &Node) -> Option<Entry> {
    Some(Entry {
        name: key.text.clone(),
        value: any(node)?,
        span: node.span,
    })
}

/// A value of a field that no schema knows.
fn any(node: &Node) -> Option<Value> {
    match &node.value {
        yaml::Value::Null => None,
        yaml::Value::Scalar { text, .. } => Some(text_value(text)),
        yaml::Value::List(items) => Some(Value::List(items.iter().filter_map(any).collect())),
        yaml::Value::Map(entries) => {
            let entries = entries
                .iter()
                .filter_map(|(key, node)| any_entry(key, node));
            Some(Value::Group(Fields(entries.collect())))
        }
    }
}

fn read_field(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    if !field.many {
        return read_value(node, field, page);
    }
    match &node.value {
        yaml::Value::List(items) => {
            if let Some(keys) = scattered(items, field) {
                let field = field.name.clone();
                let cause = FieldsCause::Scattered { field, keys };
                page.report(Problem::Fields(cause), node.span);
                return None;
            }
            several::check_repeated(items, field, page);
            several::check_commas(items, field, page);
            let values: Vec<Value> = items
                .iter()
                .filter(|item| !says_nothing(item, field))
                .filter_map(|item| read_item(item, field, page))
                .collect();
            (!values.is_empty()).then_some(Value::List(values))
        }
        yaml::Value::Scalar { text, .. } if several::are(text, node, field, page.source) => {
            // In a site without schema the page is published with what it says.
            let text = told_as_one(text, node, field, page)?;
            Some(Value::List(vec![text_value(text)]))
        }
        // One text where a list is expected is meant as a list of one.
        yaml::Value::Scalar { .. } if !matches!(field.kind, Kind::Group(_)) => {
            read_value(node, field, page).map(|value| Value::List(vec![value]))
        }
        _ => wrong_type(node, field, Expected::List, page),
    }
}

/// An item of a list, which may hold several by itself.
fn read_item(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    match node.as_text() {
        Some(text) if several::are_in_item(text, node, field, page.source) => {
            told_as_one(text, node, field, page).map(text_value)
        }
        _ => read_value(node, field, page),
    }
}

/// Reports a text that names several things; it, where it is used all the same.
fn told_as_one<'a>(
    text: &'a str,
    node: &Node,
    field: &Field,
    page: &mut PageBuilder<'_>,
) -> Option<&'a str> {
    let problem = Problem::SeveralInOne {
        field: field.name.clone(),
        value: several::parted(text),
    };
    page.report(problem, node.span);
    page.schema.open.then_some(text)
}

fn read_value(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    match (&field.kind, &node.value) {
        (Kind::Group(fields), yaml::Value::Map(entries)) => {
            let owner = Owner {
                name: &field.name,
                open: false,
                span: node.span,
                is_component: false,
            };
            Some(Value::Group(read(entries, fields, &owner, page)))
        }
        (Kind::Group(_), _) => wrong_type(node, field, Expected::Map, page),
        (Kind::Any, _) => any(node),
        (Kind::Markdown, yaml::Value::Scalar { text, .. }) => {
            let body = markdown_field(text, node.span, &field.label, page);
            page.markdown.push(body);
            Some(Value::Markdown(page.markdown.len() as u32 - 1))
        }
        (_, yaml::Value::Scalar { text, .. }) => scalars::read(text, node, field, page),
        (kind, _) => wrong_type(node, field, expected(kind), page),
    }
}

/// The text of the file from byte `start` on. A heading at the
/// beginning is taken out and returned.
pub(super) fn markdown_text(
    start: usize,
    (untitled, open): (bool, bool),
    page: &mut PageBuilder<'_>,
) -> (Body, Option<String>) {
    let is_mdx = |sources: &Sources| sources.get(page.file).path.ends_with(".mdx");
    let foreign = Foreign::of(page.schema, page.sources, page.sources.is_some_and(is_mdx));
    let mut prepared = prepare(
        page.source,
        start,
        page.file,
        foreign.as_ref(),
        page.diagnostics,
    );
    page.included.append(&mut prepared.included);
    let components = components(&prepared, page);
    let written = markdown::render(
        &prepared,
        components,
        Place::File,
        Takes::title(untitled, open),
        page,
    );
    let Written { body, title } = written;
    (body, title)
}

/// The Markdown of a field. Its headings are the template's affair, so they get no anchors.
fn markdown_field(text: &str, span: Span, label: &str, page: &mut PageBuilder<'_>) -> Body {
    page.text.push(TextSection {
        heading: label.to_owned(),
        ..TextSection::default()
    });
    let places = ScalarPlaces::of(text, span, page.source);
    let first = page.diagnostics.len();
    let foreign = Foreign::of(page.schema, None, false);
    let prepared = prepare(text, 0, page.file, foreign.as_ref(), page.diagnostics);
    let components = components(&prepared, page);
    for own in &mut page.diagnostics[first..] {
        own.span = places.span(own.span.start as usize, own.span.end as usize);
    }
    markdown::render(
        &prepared,
        components,
        Place::Field(&places),
        Takes::Nothing,
        page,
    )
    .body
}

/// The components that lines of a text open, by line, without what stands inside; `None` for those
/// that the theme does not have, and for lines that close one.
fn components(prepared: &Prepared<'_>, page: &mut PageBuilder<'_>) -> Vec<Option<Component>> {
    let lines = prepared.lines.iter();
    lines
        .map(|line| match line {
            Line::Open { .. } => component(line, page),
            Line::Block { .. } | Line::Formula { .. } | Line::Close { .. } => None,
        })
        .collect()
}

/// The component that a line opens: one that lacks what its theme requires is left out, and what
/// stands inside stays.
fn component(line: &Line, page: &mut PageBuilder<'_>) -> Option<Component> {
    let Line::Open {
        name,
        span,
        attributes,
        title,
        unquoted,
        is_readable,
    } = line
    else {
        return None;
    };
    let span = *span;
    let Some(definition) = page.schema.components.get(name) else {
        let known: Vec<String> = page.schema.components.keys().cloned().collect();
        let problem = Problem::UnknownComponent {
            name: name.clone(),
            suggestion: nearest(name, known.iter().map(String::as_str)),
            known,
        };
        if page.is_first_use(name) {
            page.report(problem, span);
        }
        return None;
    };
    if !is_readable {
        return None;
    }
    for (value, span) in unquoted {
        let value = value.clone();
        page.slip(Slip::UnquotedAttribute { value }, *span);
    }
    let entries = with_title(attributes, title.as_ref(), definition, page);
    let owner = Owner {
        name,
        open: false,
        span,
        is_component: true,
    };
    let markdown_before = std::mem::take(&mut page.markdown);
    let was_inside = std::mem::replace(&mut page.in_component, true);
    let fields = read(&entries, definition, &owner, page);
    page.in_component = was_inside;
    let markdown = std::mem::replace(&mut page.markdown, markdown_before);
    // A template may count on what its theme requires.
    let mut required = definition.iter().filter(|field| field.required);
    let is_whole = required.all(|field| fields.get(&field.name).is_some());
    is_whole.then(|| Component {
        name: name.to_owned(),
        fields,
        markdown,
        body: Body::default(),
        span,
    })
}

/// The attributes of a component, with the title behind its name.
fn with_title(
    attributes: &Node,
    title: Option<&Title>,
    definition: &[Field],
    page: &mut PageBuilder<'_>,
) -> Vec<(Key, Node)> {
    let mut entries = attributes.entries().to_vec();
    if let Some(title) = title {
        let is_title = |field: &&Field| ["title", "titolo"].contains(&field.name.as_str());
        let field = definition.iter().find(is_title);
        match field.filter(|_| title.bracketed || page.schema.open) {
            Some(field) => entries.push((
                Key {
                    text: field.name.clone(),
                    span: title.span,
                },
                Node::scalar(title.text.clone(), title.span),
            )),
            None => page.report(Problem::ComponentSyntax, title.span),
        }
    }
    entries
}
