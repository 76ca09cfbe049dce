//! Open data: the published pages of each content type as JSON and CSV, their JSON Schema, and the
//! catalogue of all of it (DCAT-AP_IT, the Italian profile of DCAT, as JSON-LD).
//!
//! A record is what an editor wrote: fields by their names, a choice as its value, a reference as
//! the path of the page it leads to, a file as its address, Markdown as text. Names that begin with
//! an underscore are ours.

use super::RenderError;
use crate::config::OpenData;
use crate::content::{Date, Fields, Value as FieldValue, slug};
use crate::output::DataFile;
use crate::schema::{ContentType, Field, Kind, TypeId, json_schema};
use crate::site::{Page, Route, Site, route_of_asset};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;

/// What stands between the values of a list in a cell.
const SEPARATOR: &str = " | ";
/// Below this, numbers are exact whole numbers (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Where the European vocabularies are.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// The data of one content type.
pub(super) struct Dataset<'a> {
    site: &'a Site,
    folder: &'a Route,
    content_type: &'a ContentType,
    id: TypeId,
    pages: Vec<&'a Page>,
    /// The last change of any of its pages.
    pub updated: Option<Date>,
}

/// The repeated groups of one field.
pub(super) struct Groups<'a> {
    /// The field.
    pub field: &'a Field,
    /// How many groups there are.
    pub count: usize,
    /// Where they are.
    pub route: Route,
    index: usize,
}

/// The data of all types that have a folder of their own, by the order of the types; nothing where
/// the configuration does not ask for them.
pub(super) fn datasets(site: &Site) -> Vec<Dataset<'_>> {
    let Some(folder) = folder(site) else {
        return Vec::new();
    };
    let mut pages: Vec<Vec<&Page>> = vec![Vec::new(); site.schema.types.len()];
    // A translation is no further record.
    let own = site.pages.iter().filter(|page| page.language == 0);
    for page in own.filter(|page| is_public(page)) {
        pages[page.content_type()].push(page);
    }
    let types = site.schema.types.iter().enumerate().zip(pages);
    types
        .filter(|((_, t), pages)| !pages.is_empty() && (t.section.is_some() || site.schema.open))
        .map(|((id, content_type), pages)| Dataset {
            site,
            folder,
            content_type,
            id,
            updated: pages.iter().filter_map(|page| updated(page)).max(),
            pages,
        })
        .collect()
}

/// Previews show more than is published.
fn is_public(page: &Page) -> bool {
    !page.meta.draft && !page.future
}

fn updated(page: &Page) -> Option<Date> {
    page.meta.updated.or(page.meta.date)
}

/// The page that presents the data, below whose address they stand.
fn presentation(site: &Site) -> Option<&Page> {
    let config = site.config.open_data.as_ref()?;
    Some(site.page(site.find(&config.page.page)?))
}

fn folder(site: &Site) -> Option<&Route> {
    Some(&presentation(site)?.route)
}

/// Whether a page is the one that presents the data.
pub(super) fn is_presentation(site: &Site, page: &Page) -> bool {
    folder(site) == Some(&page.route)
}

/// Where the catalogue is; it can only speak of absolute addresses.
pub(super) fn catalog_route(site: &Site) -> Option<Route> {
    let known = !site.config.base_url.origin.is_empty();
    folder(site)
        .filter(|_| known)
        .map(|folder| folder.child_file("catalog.jsonld"))
}

/// Every file of open data, with its address.
pub(super) fn files(site: &Site) -> Vec<(Route, DataFile)> {
    let mut files = Vec::new();
    for set in datasets(site) {
        files.push((set.route("json"), DataFile::Records(set.id)));
        files.push((set.route("csv"), DataFile::Table(set.id)));
        files.push((set.route("schema.json"), DataFile::Schema(set.id)));
        for groups in set.groups() {
            let file = DataFile::Groups(set.id, groups.index);
            files.push((groups.route, file));
        }
    }
    files.extend(catalog_route(site).map(|route| (route, DataFile::Catalog)));
    files
}

/// The bytes of one file.
///
/// # Errors
/// If what was kept of a page cannot be read.
pub(super) fn render(site: &Site, file: DataFile) -> Result<Vec<u8>, RenderError> {
    let sets = datasets(site);
    let set = |id: TypeId| sets.iter().find(|set| set.id == id);
    let json = match file {
        DataFile::Table(id) => {
            let table = set(id).map(Dataset::table).transpose()?;
            return Ok(table.unwrap_or_default());
        }
        DataFile::Groups(id, field) => {
            let rows = set(id).map(|set| set.rows_of_groups(field));
            return Ok(rows.unwrap_or_default());
        }
        DataFile::Records(id) => set(id).map(Dataset::records).transpose()?,
        DataFile::Schema(id) => set(id).map(Dataset::schema),
        DataFile::Catalog => catalog(site, &sets),
    };
    let mut text = serde_json::to_string_pretty(&json.unwrap_or_default()).unwrap_or_default();
    text.push('\n');
    Ok(text.into_bytes())
}

impl<'a> Dataset<'a> {
    /// Its content type.
    pub(super) fn content_type(&self) -> &'a ContentType {
        self.content_type
    }

    /// How many pages it has.
    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    /// The address of its file with this extension.
    pub(super) fn route(&self, extension: &str) -> Route {
        let name = slug(&self.content_type.name);
        self.folder.child_file(&format!("{name}.{extension}"))
    }

    /// The fields of repeated groups that any page has.
    pub(super) fn groups(&self) -> Vec<Groups<'a>> {
        let fields = self.content_type.fields.iter().enumerate();
        let repeated = fields.filter(|(_, f)| f.many && matches!(f.kind, Kind::Group(_)));
        let groups = repeated.map(|(index, field)| Groups {
            field,
            count: self
                .pages
                .iter()
                .map(|page| groups_of(page, field).len())
                .sum(),
            route: self.route(&format!("{}.csv", slug(&field.name))),
            index,
        });
        groups.filter(|groups| groups.count > 0).collect()
    }

    fn title(&self) -> String {
        format!("{} – {}", self.content_type.plural, self.site.config.title)
    }

    /// What its section says of itself.
    fn description(&self) -> Option<&'a str> {
        let section = self.site.section_of_type(0, &self.content_type.name);
        let page = section.map(|id| self.site.page(id));
        page.into_iter()
            .chain(presentation(self.site))
            .find_map(|page| page.meta.summary.as_deref())
    }

    /// All records, with what one has to know to use them.
    fn records(&self) -> Result<Json, RenderError> {
        let site = self.site;
        let records: Result<Vec<Json>, RenderError> =
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
    fn schema(&self) -> Json {
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

    /// A row a page: the fields that have one value or several plain ones.
    fn table(&self) -> Result<Vec<u8>, RenderError> {
        let columns = columns(&self.content_type.fields);
        let mut csv = Csv::default();
        let ours = ["_id", "_url"].map(str::to_owned);
        let names = columns.iter().map(|path| path.join("."));
        csv.row(ours.into_iter().chain(names).chain(["_text".to_owned()]));
        for page in &self.pages {
            let fields = &page.parsed.fields;
            let cells = columns
                .iter()
                .map(|path| cell(self.site, page, fields, path));
            let own = [page.path.clone(), self.site.permalink(&page.route)];
            csv.row(own.into_iter().chain(cells).chain([text_of(page)?]));
        }
        Ok(csv.0.into_bytes())
    }

    /// A row a group of the field with this index, after the page that it stands on.
    fn rows_of_groups(&self, index: usize) -> Vec<u8> {
        let field = &self.content_type.fields[index];
        let Kind::Group(fields) = &field.kind else {
            return Vec::new();
        };
        let columns = columns(fields);
        let mut csv = Csv::default();
        let ours = ["_page", "_number"].map(str::to_owned);
        csv.row(
            ours.into_iter()
                .chain(columns.iter().map(|path| path.join("."))),
        );
        for page in &self.pages {
            for (i, group) in groups_of(page, field).iter().enumerate() {
                let FieldValue::Group(fields) = group else {
                    continue;
                };
                let cells = columns
                    .iter()
                    .map(|path| cell(self.site, page, fields, path));
                csv.row(
                    [page.path.clone(), (i + 1).to_string()]
                        .into_iter()
                        .chain(cells),
                );
            }
        }
        csv.0.into_bytes()
    }

    /// The files in which it is to be had: title, address, format.
    fn distributions(&self) -> Vec<(String, String, &'static str)> {
        let site = self.site;
        let title = self.title();
        let whole = |extension, format| {
            (
                title.clone(),
                site.permalink(&self.route(extension)),
                format,
            )
        };
        let mut files = vec![whole("json", "JSON"), whole("csv", "CSV")];
        files.extend(self.groups().into_iter().map(|groups| {
            let title = format!("{title}: {}", groups.field.label);
            (title, site.permalink(&groups.route), "CSV")
        }));
        files
    }

    /// The same data in the words of schema.org.
    fn schema_org(&self) -> Json {
        let config = &self.site.config;
        let files = self
            .distributions()
            .into_iter()
            .map(|(name, address, format)| {
                json!({
                    "@type": "DataDownload",
                    "name": name,
                    "contentUrl": address,
                    "encodingFormat": media_type(format),
                })
            });
        let mut set = json!({
            "@type": "Dataset",
            "name": self.title(),
            "url": self.site.permalink(self.folder),
            "inLanguage": config.language,
            "distribution": files.collect::<Vec<Json>>(),
        });
        if let Some(description) = self.description() {
            set["description"] = json!(description);
        }
        if let Some(date) = self.updated {
            set["dateModified"] = json!(date.to_string());
        }
        if let Some(license) = &config.license {
            set["license"] = json!(license.url);
        }
        if let Some(owner) = &config.owner {
            set["creator"] = json!({"@type": "Organization", "name": owner});
        }
        set
    }

    /// The same data in the words of DCAT-AP_IT.
    fn dcat(&self, config: &OpenData) -> Json {
        let site = self.site;
        let name = slug(&self.content_type.name);
        let address = format!("{}#{name}", site.permalink(self.folder));
        let files = self
            .distributions()
            .into_iter()
            .map(|(title, address, format)| {
                let mut file = json!({
                    "@id": address,
                    "@type": ["dcatapit:Distribution", "dcat:Distribution"],
                    "dct:title": text(site, &title),
                    "dct:format": {"@id": format!("{AUTHORITY}/file-type/{format}")},
                    "dcat:accessURL": {"@id": address},
                    "dcat:downloadURL": {"@id": address},
                });
                if let Some(license) = license(site, config) {
                    file["dct:license"] = license;
                }
                file
            });
        let mut set = json!({
            "@id": address,
            "@type": ["dcatapit:Dataset", "dcat:Dataset"],
            "dct:identifier": address,
            "dct:title": text(site, &self.title()),
            "dct:accrualPeriodicity": {"@id": format!("{AUTHORITY}/frequency/{}", config.frequency)},
            "dct:conformsTo": {"@id": site.permalink(&self.route("schema.json"))},
            "dcat:landingPage": {"@id": site.permalink(self.folder)},
            "dcat:distribution": files.collect::<Vec<Json>>(),
        });
        if let Some(description) = self.description() {
            set["dct:description"] = text(site, description);
        }
        if let Some(theme) = config.theme {
            set["dcat:theme"] = json!({"@id": format!("{AUTHORITY}/data-theme/{theme}")});
        }
        if let Some(modified) = self.updated {
            set["dct:modified"] = date(modified);
        }
        if site.config.owner.is_some() {
            let owner = json!({"@id": owner_id(site)});
            set["dct:rightsHolder"] = owner.clone();
            set["dct:publisher"] = owner;
        }
        set
    }
}

/// The data in the words of schema.org, for the page that presents them.
pub(super) fn schema_org(site: &Site) -> Vec<Json> {
    datasets(site).iter().map(Dataset::schema_org).collect()
}

/// The groups that a page has in a field.
fn groups_of<'a>(page: &'a Page, field: &Field) -> &'a [FieldValue] {
    page.parsed
        .fields
        .get(&field.name)
        .map_or(&[], FieldValue::items)
}

/// The text of a page.
fn text_of(page: &Page) -> Result<String, RenderError> {
    let body = page.parsed.body.get();
    let body = body.map_err(|error| RenderError::Io(page.parsed.file, error))?;
    Ok(body.text())
}

fn record(site: &Site, page: &Page) -> Result<Json, RenderError> {
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
        FieldValue::Markdown(body) => json!(body.text()),
        FieldValue::Integer(number) => json!(number),
        // 150 and not 150.0, as people write it.
        FieldValue::Number(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            json!(*number as i64)
        }
        FieldValue::Number(number) => json!(number),
        FieldValue::Boolean(value) => json!(value),
        FieldValue::Date(date) => json!(date.to_string()),
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

fn cell(site: &Site, page: &Page, fields: &Fields, path: &[&str]) -> String {
    let Some((name, rest)) = path.split_first() else {
        return String::new();
    };
    match fields.get(name) {
        Some(FieldValue::Group(inner)) => cell(site, page, inner, rest),
        Some(found) => value(site, page, found).map_or_else(String::new, |json| plain(&json)),
        None => String::new(),
    }
}

fn plain(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(SEPARATOR),
        other => other.to_string(),
    }
}

/// A CSV file (RFC 4180).
#[derive(Default)]
struct Csv(String);

impl Csv {
    fn row(&mut self, cells: impl Iterator<Item = String>) {
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                self.0.push(',');
            }
            let quoted = cell.contains([',', '"', '\r', '\n']);
            self.0.push_str(&match quoted {
                true => Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\""))),
                false => Cow::Borrowed(cell.as_str()),
            });
        }
        self.0.push_str("\r\n");
    }
}

fn media_type(format: &str) -> &'static str {
    match format {
        "CSV" => "text/csv",
        _ => "application/json",
    }
}

/// The catalogue of all data.
fn catalog(site: &Site, sets: &[Dataset<'_>]) -> Option<Json> {
    let config = site.config.open_data.as_ref()?;
    let page = presentation(site)?;
    let mut catalog = json!({
        "@id": site.permalink(&catalog_route(site)?),
        "@type": ["dcatapit:Catalog", "dcat:Catalog"],
        "dct:title": text(site, &format!("{} – {}", page.meta.title, site.config.title)),
        "foaf:homepage": {"@id": site.permalink(&page.route)},
        "dcat:themeTaxonomy": {"@id": format!("{AUTHORITY}/data-theme")},
        "dcat:dataset": sets.iter().map(|set| set.dcat(config)).collect::<Vec<Json>>(),
    });
    if let Some(summary) = &page.meta.summary {
        catalog["dct:description"] = text(site, summary);
    }
    if let Some(modified) = sets.iter().filter_map(|set| set.updated).max() {
        catalog["dct:modified"] = date(modified);
    }
    let mut graph = Vec::new();
    if let Some(name) = &site.config.owner {
        catalog["dct:publisher"] = json!({"@id": owner_id(site)});
        let mut owner = json!({
            "@id": owner_id(site),
            "@type": ["dcatapit:Agent", "foaf:Agent"],
            "foaf:name": text(site, name),
        });
        if let Some(id) = &config.publisher_id {
            owner["dct:identifier"] = json!(id);
        }
        graph.push(owner);
    }
    graph.insert(0, catalog);
    Some(json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcatapit": "http://dati.gov.it/onto/dcatapit#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    }))
}

/// What stands for the publisher in the catalogue.
fn owner_id(site: &Site) -> String {
    format!("{}#publisher", site.permalink(&Route::page("")))
}

fn text(site: &Site, text: &str) -> Json {
    json!({"@value": text, "@language": site.config.language})
}

fn date(date: Date) -> Json {
    json!({"@value": date.to_string(), "@type": "xsd:date"})
}

fn license(site: &Site, config: &OpenData) -> Option<Json> {
    let license = site.config.license.as_ref()?;
    let mut node = json!({
        "@id": license.url,
        "@type": ["dcatapit:LicenseDocument", "dct:LicenseDocument"],
        "foaf:name": text(site, &license.name),
    });
    if let Some(kind) = config.license_type {
        node["dct:type"] = json!({"@id": format!("http://purl.org/adms/licencetype/{kind}")});
    }
    Some(node)
}
