//! Open data as JSON, CSV and XLSX, with their JSON Schema.
//!
//! A record is what an editor wrote: fields by their names, a choice as its value, a reference as
//! the path of the page it leads to, a file as its address, Markdown as text. Names that begin with
//! an underscore are ours.

use super::dataset::{Dataset, groups_of, is_public};
use crate::content::{Fields, Value as FieldValue};
use crate::csv;
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, Kind, json_schema};
use crate::site::{Page, Site, route_of_asset};
use documents::{Sheet, SheetCell};
use serde_json::{Map, Value as Json, json};

/// What stands between the values of a list in a cell.
const SEPARATOR: &str = " | ";
/// Below this, numbers are exact whole numbers (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Dataset<'_> {
    /// All records, with what one has to know to use them.
    pub(super) fn records(&self) -> Result<Json, Box<Diagnostic>> {
        let site = self.site;
        let records: Result<Vec<Json>, Box<Diagnostic>> =
            self.pages.iter().map(|page| record(site, page)).collect();
        let records = records?;
        let mut file = json!({
            "title": self.title(),
            "schema": site.permalink(&self.route("schema.json")),
            "records": records,
        });
        if let Some(description) = self.description() {
            file["description"] = json!(description);
        }
        if let Some(owner) = &site.config.owner {
            file["publisher"] = json!(owner);
        }
        if let Some(license) = &site.config.license {
            file["license"] = json!({"name": license.name, "url": license.url});
        }
        if let Some(date) = self.updated {
            file["updated"] = json!(date.to_string());
        }
        Ok(file)
    }

    /// The schema of one record.
    pub(super) fn schema(&self) -> Json {
        let mut schema = json_schema(&self.content_type.fields, self.site.schema.open);
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        if !self.site.config.base_url.origin.is_empty() {
            schema["$id"] = json!(self.site.permalink(&self.route("schema.json")));
        }
        schema["title"] = json!(self.content_type.label);
        for name in ["_id", "_url", "_text"] {
            schema["properties"][name] = json!({"type": "string"});
        }
        let mut required = vec![json!("_id"), json!("_url")];
        if let Some(Json::Array(of_fields)) = schema.get_mut("required") {
            required.append(of_fields);
        }
        schema["required"] = Json::Array(required);
        schema
    }

    /// A row a page: the fields that have one value or several plain ones, without those that no
    /// page has.
    pub(super) fn table(&self) -> Result<Grid, Box<Diagnostic>> {
        let columns = columns(&self.content_type.fields);
        let mut grid = Grid::new(&["_id", "_url"], &columns);
        grid.head.push("_text".to_owned());
        for page in &self.pages {
            let fields = &page.parsed.fields;
            let own = [page.path.clone(), self.site.permalink(&page.route)];
            let cells = columns.iter();
            let cells = cells.map(|path| cell(self.site, page, fields, path));
            let text = Some(text_of(page)?).filter(|text| !text.is_empty());
            let row = own.into_iter().map(|text| Some(json!(text)));
            let row = row.chain(cells).chain([text.map(|text| json!(text))]);
            grid.rows.push(row.collect());
        }
        Ok(grid.without_empty_columns())
    }

    /// A row a group of the field with this index, after the page that it stands on.
    pub(super) fn rows_of_groups(&self, index: usize) -> Grid {
        let field = &self.content_type.fields[index];
        let Kind::Group(fields) = &field.kind else {
            return Grid::default();
        };
        let columns = columns(fields);
        let mut grid = Grid::new(&["_page", "_number"], &columns);
        for page in &self.pages {
            for (i, group) in groups_of(page, field).iter().enumerate() {
                let FieldValue::Group(fields) = group else {
                    continue;
                };
                let cells = columns.iter();
                let cells = cells.map(|path| cell(self.site, page, fields, path));
                let own = [Some(json!(page.path)), Some(json!(i + 1))];
                grid.rows.push(own.into_iter().chain(cells).collect());
            }
        }
        grid.without_empty_columns()
    }

    /// The same as a workbook, a sheet for the pages and one for each field of groups. Texts stay
    /// texts there, so that codes keep their zeros.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut sheets = vec![self.table()?.sheet(&self.content_type.plural)];
        for groups in self.groups() {
            let grid = self.rows_of_groups(groups.index);
            sheets.push(grid.sheet(&groups.field.label));
        }
        let file = documents::xlsx(&sheets);
        // A workbook of 4 GB is one of texts that did not fit into memory before.
        Ok(file.expect("the data of a site are smaller than what zip archives hold"))
    }
}

/// A table: a cell is nothing, or a value.
#[derive(Default)]
pub(super) struct Grid {
    head: Vec<String>,
    rows: Vec<Vec<Option<Json>>>,
}

impl Grid {
    fn new(ours: &[&str], columns: &[Vec<&str>]) -> Self {
        let names = columns.iter().map(|path| path.join("."));
        let ours = ours.iter().map(|name| (*name).to_owned());
        Self {
            head: ours.chain(names).collect(),
            rows: Vec::new(),
        }
    }

    fn without_empty_columns(mut self) -> Self {
        let used = |column: usize| self.rows.iter().any(|row| row[column].is_some());
        let used: Vec<bool> = (0..self.head.len()).map(used).collect();
        let keep = |column: &mut usize| {
            *column += 1;
            used[*column - 1]
        };
        let mut column = 0;
        self.head.retain(|_| keep(&mut column));
        for row in &mut self.rows {
            let mut column = 0;
            row.retain(|_| keep(&mut column));
        }
        self
    }

    /// As CSV.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut out = csv::BYTE_ORDER_MARK.to_owned();
        csv::push_row(&mut out, &self.head);
        for row in &self.rows {
            let cells = row.iter();
            csv::push_row(
                &mut out,
                cells.map(|cell| cell.as_ref().map_or_else(String::new, plain)),
            );
        }
        out.into_bytes()
    }

    fn sheet(self, name: &str) -> Sheet {
        let cell = |cell: Option<Json>| match cell {
            None => SheetCell::Empty,
            Some(Json::Number(number)) => match number.as_f64() {
                Some(number) => SheetCell::Number(number),
                None => SheetCell::Text(number.to_string()),
            },
            Some(value) => SheetCell::Text(plain(&value)),
        };
        let rows = self.rows.into_iter();
        Sheet {
            name: name.to_owned(),
            head: self.head,
            rows: rows
                .map(|row| row.into_iter().map(cell).collect())
                .collect(),
        }
    }
}

/// The text of a page.
fn text_of(page: &Page) -> Result<String, Box<Diagnostic>> {
    let body = page.parsed.body.get();
    let body = body.map_err(|error| Box::new(Diagnostic::unreadable(page.parsed.file, &error)))?;
    Ok(body.text())
}

fn record(site: &Site, page: &Page) -> Result<Json, Box<Diagnostic>> {
    let mut record = object(site, page, &page.parsed.fields);
    record.insert("_id".to_owned(), json!(page.path));
    record.insert("_url".to_owned(), json!(site.permalink(&page.route)));
    let text = text_of(page)?;
    if !text.is_empty() {
        record.insert("_text".to_owned(), json!(text));
    }
    Ok(Json::Object(record))
}

fn object(site: &Site, page: &Page, fields: &Fields) -> Map<String, Json> {
    let entries = fields.0.iter();
    entries
        .filter_map(|entry| Some((entry.name.clone(), value(site, page, &entry.value)?)))
        .collect()
}

/// A value; nothing for what leads to a page or file that is not published.
fn value(site: &Site, page: &Page, value_of: &FieldValue) -> Option<Json> {
    Some(match value_of {
        FieldValue::Text(text) => json!(text),
        FieldValue::Markdown(index) => json!(page.parsed.markdown[*index as usize].text()),
        FieldValue::Integer(number) => json!(number),
        // 150 and not 150.0, as people write it.
        FieldValue::Number(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            json!(*number as i64)
        }
        FieldValue::Number(number) => json!(number),
        FieldValue::Boolean(value) => json!(value),
        FieldValue::Date(date, _) => json!(date.to_string()),
        FieldValue::Choice { value, .. } => json!(value),
        FieldValue::Reference(index) => {
            let target = site.page(page.references[*index as usize]?);
            json!(is_public(target).then_some(&target.path)?)
        }
        FieldValue::File(index) => {
            let file = site.sources.get(page.files[*index as usize]?);
            json!(site.permalink(&route_of_asset(&file.path)?))
        }
        FieldValue::Group(fields) => Json::Object(object(site, page, fields)),
        FieldValue::List(items) => Json::Array(
            items
                .iter()
                .filter_map(|item| value(site, page, item))
                .collect(),
        ),
    })
}

/// The paths of the fields that fit into one cell; groups that do not repeat are taken apart.
fn columns(fields: &[Field]) -> Vec<Vec<&str>> {
    let mut columns = Vec::new();
    for field in fields {
        match (&field.kind, field.many) {
            (Kind::Group(_), true) => {}
            (Kind::Group(inner), false) => {
                let below = self::columns(inner).into_iter();
                columns.extend(below.map(|path| [vec![field.name.as_str()], path].concat()));
            }
            _ => columns.push(vec![field.name.as_str()]),
        }
    }
    columns
}

fn cell(site: &Site, page: &Page, fields: &Fields, path: &[&str]) -> Option<Json> {
    let (name, rest) = path.split_first()?;
    match fields.get(name)? {
        FieldValue::Group(inner) => cell(site, page, inner, rest),
        found => value(site, page, found).filter(|value| !plain(value).is_empty()),
    }
}

fn plain(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(SEPARATOR),
        other => other.to_string(),
    }
}
