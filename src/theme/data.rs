//! The data files of a site as templates see them.

use crate::config::LanguageId;
use crate::csv::read_rows;
use crate::diagnostic::{Diagnostic, Problem};
use crate::site::Site;
use crate::yaml::{self, Node, report_duplicates};
use tera::{Map, Value};

/// A data file.
pub(super) struct DataFile {
    /// The language that it is for: `x.en.yaml` is `x` for pages in English.
    language: LanguageId,
    name: String,
    value: Value,
}

/// The data files of a site, those without a language first.
pub(super) fn read_data(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<DataFile> {
    let sources = &site.sources;
    let mut files = Vec::new();
    for (id, file) in sources.under("content/_data/") {
        let Some((name, extension)) = file.name().rsplit_once('.') else {
            continue;
        };
        if file.is_left_out() {
            continue;
        }
        let value = match extension {
            "yaml" | "yml" | "json" | "toml" => match yaml::parse_file(sources, id, diagnostics) {
                Some(node) => {
                    report_repeated(&node, diagnostics);
                    if node.value == yaml::Value::Null {
                        diagnostics.push(Diagnostic::of_file(Problem::EmptyData, id));
                    }
                    data(&node)
                }
                None => Value::none(),
            },
            "csv" => {
                let mut types = site.schema.types.iter();
                let has_pages = types.any(|t| t.source.as_ref().is_some_and(|s| s.file == id));
                let told = &mut Vec::new();
                // What is wrong with a table of pages has been told.
                let found = if has_pages { told } else { &mut *diagnostics };
                let rows = read_rows(file.text(), id, found);
                let maps = rows.into_iter().map(|row| {
                    data(&Node {
                        value: yaml::Value::Map(row.entries),
                        span: row.span,
                    })
                });
                Value::from(maps.collect::<Vec<Value>>())
            }
            _ => continue,
        };
        let path = site.config.localised(name);
        let (language, name) = site.config.language_of(&path);
        files.push(DataFile {
            language,
            name: name.to_owned(),
            value,
        });
    }
    files.sort_by_key(|file| file.language);
    files
}

/// The data files by name, as pages in a language see them: a translation takes the place of what
/// it translates, and is nothing to others.
pub(super) fn data_in(language: LanguageId, files: &[DataFile]) -> Value {
    let seen = |file: &&DataFile| file.language == language || file.language == 0;
    let files = files.iter().filter(seen);
    let map: Map = files
        .map(|file| (file.name.clone().into(), file.value.clone()))
        .collect();
    Value::from(map)
}

/// Reports keys that a map has twice, of which templates see one.
fn report_repeated(node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    report_duplicates(node.entries(), diagnostics);
    let values = node.entries().iter().map(|(_, value)| value);
    let items = match &node.value {
        yaml::Value::List(items) => &items[..],
        _ => &[],
    };
    values
        .chain(items)
        .for_each(|inner| report_repeated(inner, diagnostics));
}

/// YAML or CSV data as a template value; plain scalars become numbers and truth values where they
/// look like it.
fn data(node: &Node) -> Value {
    use yaml::Value as Yaml;
    match &node.value {
        Yaml::Null => Value::none(),
        Yaml::Scalar { text, plain: true } => scalar(text, node),
        Yaml::Scalar { text, .. } => Value::from(text.as_str()),
        Yaml::List(items) => Value::from(items.iter().map(data).collect::<Vec<Value>>()),
        Yaml::Map(entries) => {
            let mut map = Map::default();
            for (key, value) in entries {
                map.insert(key.text.clone().into(), data(value));
            }
            Value::from(map)
        }
    }
}

fn scalar(text: &str, node: &Node) -> Value {
    // "008" is a code, not the number 8.
    let code = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    match (node.as_bool(), code) {
        (Some(value), _) => Value::from(value),
        (None, true) => Value::from(text),
        (None, false) => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => Value::from(number),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::from(text),
        },
    }
}
