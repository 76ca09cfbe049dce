//! From YAML to a [`Schema`].

use super::check::{check_references, check_roles, check_sections};
use super::choices::read_choices;
use super::files::{find, stem};
use super::open::embedded;
use super::slips;
use super::table::read_source;
use super::written;
use super::{ContentType, DefaultFor, FOLDER, Field, Format, Kind, Role, Schema, Sort};
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::source::{Sources, Span};
use crate::yaml::{self, MapReader, Node, Value, report_duplicates};

/// Most items on one page of a list where the type does not say.
const PAGE_SIZE: usize = 20;

/// Reads the types of `content/_schema/`, at least one; the open schema where there is no such
/// folder, or no type in it, which is an error.
pub fn read_types(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let files: Vec<_> = sources
        .under(FOLDER)
        .filter(|(_, file)| stem(&file.path).is_some() && !file.is_asset() && !file.is_left_out())
        .collect();
    let Some(&(first, _)) = files.first() else {
        return open();
    };
    let mut common = Vec::new();
    let mut schema = Schema::default();
    if let Some(file) = find(sources, "_common")
        && let Some(node) = yaml::parse_file(sources, file, diagnostics)
    {
        let mut reader = MapReader::new(&node, "_common", diagnostics);
        match reader.node("fields") {
            Some(fields) => {
                common = read_fields(fields, &[], reader.diagnostics());
                check_roles(fields, &common, reader.diagnostics());
            }
            None if reader.is_map() => {
                let problem = missing_key("fields", "_common");
                let diagnostics = reader.diagnostics();
                diagnostics.push(Diagnostic::new(problem, node.span));
            }
            None => {}
        }
        reader.finish();
    }
    for (id, file) in files {
        let Some(name) = stem(file.name()).filter(|name| !name.starts_with('_')) else {
            continue;
        };
        if let Some(node) = yaml::parse_file(sources, id, diagnostics) {
            let read = read_type(name, &node, &common, sources, diagnostics);
            schema.types.push(read);
        }
    }
    if schema.types.is_empty() {
        // The open schema stands in, so that the pages are not all found wrong as well.
        diagnostics.push(Diagnostic::of_file(Problem::NoTypes, first));
        return open();
    }
    for stand_in in open().types {
        let mut types = schema.types.iter();
        let is_missing = !types.any(|t| {
            t.default_for == stand_in.default_for
                || t.default_for == Some(DefaultFor::Pages)
                || t.is_for_any()
                || t.name == stand_in.name
        });
        if is_missing {
            schema.types.push(stand_in);
        }
    }
    slips::check(&schema, sources, diagnostics);
    check_references(&mut schema, sources, diagnostics);
    check_sections(&schema, sources, diagnostics);
    schema
}

/// Reads the components that a theme declares: a map from name to `label` and `fields`.
pub fn read_components(node: &Node, schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    report_duplicates(node.entries(), diagnostics);
    for (key, component) in node.entries() {
        let mut reader = MapReader::new(component, &key.text, diagnostics);
        reader.text("label");
        reader.text("help");
        if reader.boolean("wraps", false) {
            schema.wrappers.insert(key.text.clone());
        }
        if reader.boolean("document", false) {
            schema.document = Some(key.text.clone());
        }
        let fields = match reader.node("fields") {
            Some(fields) => read_fields(fields, &[], reader.diagnostics()),
            None => Vec::new(),
        };
        reader.finish();
        schema.components.insert(key.text.clone(), fields);
    }
}

fn open() -> Schema {
    let mut ignored = Vec::new();
    let fields = embedded(&mut ignored)
        .and_then(|node| {
            node.get("fields")
                .map(|fields| read_fields(fields, &[], &mut ignored))
        })
        .unwrap_or_default();
    debug_assert!(
        ignored.is_empty(),
        "the embedded schema is valid: {ignored:?}"
    );
    let content_type = |name: &str, label: &str, plural: &str, default_for| ContentType {
        name: name.to_owned(),
        label: label.to_owned(),
        plural: plural.to_owned(),
        default_for: Some(default_for),
        section: None,
        template: format!("{name}.html"),
        sort: None,
        page_size: PAGE_SIZE,
        json_ld: "WebPage".to_owned(),
        formats: Vec::new(),
        kit: None,
        related: false,
        publish_future: false,
        calendar: false,
        source: None,
        open: true,
        fields: fields.clone(),
    };
    Schema {
        types: vec![
            content_type("page", "Page", "Pages", DefaultFor::Pages),
            content_type("section", "Section", "Sections", DefaultFor::Sections),
        ],
        open: true,
        ..Schema::default()
    }
}

/// What a type is called: its name, where it does not say.
fn label_of(reader: &mut MapReader<'_>, name: &str) -> String {
    match reader.required_text("label") {
        label if label.is_empty() => name.to_owned(),
        label => label,
    }
}

fn read_type(
    name: &str,
    node: &Node,
    common: &[Field],
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ContentType {
    let mut reader = MapReader::new(node, name, diagnostics);
    let label = label_of(&mut reader, name);
    let plural = reader.text("plural").unwrap_or_else(|| label.clone());
    let default_for = reader.one_of(
        "default_for",
        &[
            ("sections", DefaultFor::Sections),
            ("pages", DefaultFor::Pages),
        ],
    );
    let section = reader
        .text("section")
        .map(|s| s.trim_matches('/').to_owned());
    let template = reader
        .text("template")
        .unwrap_or_else(|| format!("{name}.html"));
    let sort = reader.text("sort").map(|text| sort_by(&text));
    let page_size = reader.count("page_size").unwrap_or(PAGE_SIZE);
    let json_ld = reader
        .text("json_ld")
        .unwrap_or_else(|| "WebPage".to_owned());
    let formats = reader.all_of("formats", &Format::NAMES);
    let kit = reader.text("kit");
    let related = reader.boolean("related", true);
    let publish_future = reader.boolean("publish_future", false);
    let calendar = reader.boolean("calendar", false);
    let source = reader
        .node("source")
        .and_then(|node| read_source(node, sources, reader.diagnostics()));
    let fields = read_own_fields(&mut reader, common);
    check_named(sort.as_ref(), kit.as_deref(), &mut reader, &fields);
    reader.finish();
    ContentType {
        name: name.to_owned(),
        label,
        plural,
        default_for,
        open: false,
        section,
        template,
        sort,
        page_size,
        json_ld,
        formats,
        kit,
        related,
        publish_future,
        calendar,
        source,
        fields,
    }
}

/// The fields of a type: those of all, and its own.
fn read_own_fields(reader: &mut MapReader<'_>, common: &[Field]) -> Vec<Field> {
    let Some(node) = reader.node("fields") else {
        return common.to_vec();
    };
    let fields = read_fields(node, common, reader.diagnostics());
    check_roles(node, &fields, reader.diagnostics());
    fields
}

/// `field`, or `-field` for the last first.
fn sort_by(text: &str) -> Sort {
    let descending = text.strip_prefix('-');
    Sort {
        field: descending.unwrap_or(text).to_owned(),
        descending: descending.is_some(),
    }
}

/// Reports a sort by a field that there is not, and a kit of one that holds no steps.
fn check_named(
    sort: Option<&Sort>,
    kit: Option<&str>,
    reader: &mut MapReader<'_>,
    fields: &[Field],
) {
    let sorted = sort.map(|sort| sort.field.as_str());
    check_field("sort", sorted, |_| true, reader, fields);
    let is_group = |field: &Field| matches!(field.kind, Kind::Group(_));
    check_field("kit", kit, is_group, reader, fields);
}

/// Reports a key that names a field which is not there, or not of the kind that it needs.
fn check_field(
    key: &'static str,
    name: Option<&str>,
    can_be: impl Fn(&Field) -> bool,
    reader: &mut MapReader<'_>,
    fields: &[Field],
) {
    let (Some(node), Some(name)) = (reader.node(key), name) else {
        return;
    };
    let known = fields.iter().filter(|field| can_be(field));
    let known: Vec<String> = known.map(|field| field.name.clone()).collect();
    if !known.iter().any(|field| field == name) {
        let suggestion = nearest(name, known.iter().map(String::as_str));
        let problem = Problem::UnknownKind {
            value: name.to_owned(),
            suggestion,
            known,
        };
        let diagnostic = Diagnostic::new(problem, node.span);
        reader.diagnostics().push(diagnostic);
    }
}

/// Fields of a map, after those of `base`; one with the name of a base field refines it.
fn read_fields(node: &Node, base: &[Field], diagnostics: &mut Vec<Diagnostic>) -> Vec<Field> {
    if !matches!(node.value, Value::Map(_)) {
        diagnostics.push(written::no_fields(node));
    }
    report_duplicates(node.entries(), diagnostics);
    let mut fields = base.to_vec();
    for (key, definition) in node.entries() {
        let known = fields.iter().position(|f| f.name == key.text);
        let refined = known.map(|i| fields[i].clone());
        let field = read_field(&key.text, definition, refined, key.span, diagnostics);
        match known {
            Some(i) => fields[i] = field,
            None => fields.push(field),
        }
    }
    fields
}

fn read_field(
    name: &str,
    node: &Node,
    refined: Option<Field>,
    at: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Field {
    if let Some(short) = written::short_field(name, node, &KINDS) {
        diagnostics.push(short);
        return blank(name, refined);
    }
    let mut reader = MapReader::new(node, name, diagnostics);
    let kind = read_kind(name, &mut reader, refined.as_ref(), at);
    let old = refined.as_ref();
    let pattern = read_pattern(&mut reader, at);
    let is_number = matches!(kind, Kind::Integer | Kind::Number);
    let (min, max) = read_limits(&mut reader, is_number);
    let role = reader.one_of("role", &Role::NAMES);
    let role = role.or(old.and_then(|f| f.role));
    let replaces = role == Some(Role::Replaces);
    let field = Field {
        name: name.to_owned(),
        kind,
        many: reader.boolean("many", old.is_some_and(|f| f.many)),
        required: reader.boolean("required", old.is_some_and(|f| f.required)),
        role,
        label: reader
            .text("label")
            .or_else(|| old.map(|f| f.label.clone()))
            .unwrap_or_else(|| name.to_owned()),
        help: reader
            .text("help")
            .or_else(|| old.and_then(|f| f.help.clone())),
        facet: reader.boolean("facet", old.is_some_and(|f| f.facet)),
        taxonomy: reader
            .text("taxonomy")
            .or_else(|| old.and_then(|f| f.taxonomy.clone())),
        inverse: reader
            .text("inverse")
            .or_else(|| old.and_then(|f| f.inverse.clone())),
        // What takes the place of something cannot be replaced by it.
        acyclic: reader.boolean("acyclic", replaces || old.is_some_and(|f| f.acyclic)),
        min: min.or(old.and_then(|f| f.min)),
        max: max.or(old.and_then(|f| f.max)),
        stale_after: reader
            .count("stale_after")
            .and_then(|months| u32::try_from(months).ok())
            .or(old.and_then(|f| f.stale_after)),
        property: reader
            .text("property")
            .or_else(|| old.and_then(|f| f.property.clone())),
        pattern: pattern.or_else(|| old.and_then(|f| f.pattern.clone())),
    };
    written::check_keys(&mut reader, &field, refined.is_some());
    reader.finish();
    field
}

/// A field of which nothing can be read; it stays what it was.
fn blank(name: &str, refined: Option<Field>) -> Field {
    refined.unwrap_or_else(|| Field {
        name: name.to_owned(),
        kind: Kind::Text,
        many: false,
        required: false,
        role: None,
        label: name.to_owned(),
        help: None,
        facet: false,
        taxonomy: None,
        inverse: None,
        acyclic: false,
        min: None,
        max: None,
        stale_after: None,
        property: None,
        pattern: None,
    })
}

/// The form that a text must have, whole.
fn read_pattern(reader: &mut MapReader<'_>, at: Span) -> Option<regex_lite::Regex> {
    let span = reader.node("pattern").map_or(at, |node| node.span);
    let text = reader.text("pattern")?;
    let pattern = regex_lite::Regex::new(&format!("^(?:{text})$"));
    pattern
        .map_err(|error| {
            let reason = error.to_string();
            let problem = Problem::BadPattern { reason };
            reader.diagnostics().push(Diagnostic::new(problem, span));
        })
        .ok()
}

/// Names of the kinds, as a schema writes them.
const KINDS: [&str; 13] = [
    "text", "markdown", "integer", "number", "boolean", "date", "choice", "ref", "file", "image",
    "url", "email", "group",
];

fn read_kind(name: &str, reader: &mut MapReader<'_>, refined: Option<&Field>, at: Span) -> Kind {
    let names: Vec<(&'static str, &'static str)> = KINDS.iter().map(|&k| (k, k)).collect();
    let kind = match written::list_kind(reader) {
        true => None,
        false => reader.one_of("type", &names),
    };
    let values = reader.node("values");
    let targets = reader.texts("to");
    let fields = reader.node("fields");
    match (kind, refined) {
        (None, Some(field)) => field.kind.clone(),
        (None, None) => {
            if reader.node("type").is_none() && reader.is_map() {
                let problem = missing_key("type", name);
                reader.diagnostics().push(Diagnostic::new(problem, at));
            }
            Kind::Text
        }
        (Some("markdown"), _) => Kind::Markdown,
        (Some("integer"), _) => Kind::Integer,
        (Some("number"), _) => Kind::Number,
        (Some("boolean"), _) => Kind::Boolean,
        (Some("date"), _) => Kind::Date,
        (Some("file"), _) => Kind::File,
        (Some("image"), _) => Kind::Image,
        (Some("url"), _) => Kind::Url,
        (Some("email"), _) => Kind::Email,
        (Some("ref"), _) => Kind::Ref(if targets.iter().any(|t| t == "any") {
            Vec::new()
        } else {
            targets
        }),
        (Some("choice"), _) => {
            let choices = values.map(|v| (v, read_choices(v, reader.diagnostics())));
            let empty = |node: &Node| node.items().is_empty() && node.entries().is_empty();
            if choices.as_ref().is_none_or(|(node, _)| empty(node)) {
                let problem = missing_key("values", name);
                let span = values.map_or(at, |node| node.span);
                reader.diagnostics().push(Diagnostic::new(problem, span));
            }
            Kind::Choice(choices.map_or_else(Vec::new, |(_, choices)| choices))
        }
        (Some("group"), _) if fields.is_none() && reader.is_map() => {
            let problem = missing_key("fields", name);
            reader.diagnostics().push(Diagnostic::new(problem, at));
            Kind::Group(Vec::new())
        }
        (Some("group"), _) => Kind::Group(
            fields
                .map(|f| read_fields(f, &[], reader.diagnostics()))
                .unwrap_or_default(),
        ),
        (Some(_), _) => Kind::Text,
    }
}

/// A key that a definition has to have.
pub fn missing_key(key: &str, owner: &str) -> Problem {
    Problem::MissingField {
        field: key.to_owned(),
        label: key.to_owned(),
        owner: owner.to_owned(),
        hint: None,
        in_line: false,
    }
}

/// The least and the greatest value of a field; limits that no value can keep are reported, and
/// are none.
fn read_limits(reader: &mut MapReader<'_>, is_number: bool) -> (Option<f64>, Option<f64>) {
    let (min, max) = (reader.number("min"), reader.number("max"));
    let (key, least, most) = match (min, max) {
        (_, Some(max)) if !is_number && max < 1.0 => ("max", Some(1.0), None),
        (Some(min), Some(max)) if min > max => ("min", None, Some(max)),
        _ => return (min, max),
    };
    if let Some(node) = reader.node(key) {
        let problem = Problem::OutOfRange {
            field: key.to_owned(),
            min: least,
            max: most,
        };
        let diagnostics = reader.diagnostics();
        diagnostics.push(Diagnostic::new(problem, node.span));
    }
    (None, None)
}
