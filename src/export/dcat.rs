//! Open data in the words of catalogues: DCAT-AP_IT (the Italian profile of DCAT, as JSON-LD) and
//! schema.org.

use super::dataset::{Dataset, catalog_route, datasets, presentation};
use crate::config::OpenData;
use crate::content::Date;
use crate::site::{Route, Site};
use crate::slug::slug;
use serde_json::{Value as Json, json};

/// Where the European vocabularies are.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// The national vocabulary of licences, and its codes of what has one there, by their addresses.
const NATIONAL_LICENSES: &str = "https://w3id.org/italia/controlled-vocabulary/licences";
const LICENSES: [(&str, &str); 1] = [("creativecommons.org/licenses/by/4.0", "A21_CCBY40")];
/// Languages by their tags, in the European vocabulary.
const LANGUAGES: [(&str, &str); 9] = [
    ("it", "ITA"),
    ("en", "ENG"),
    ("de", "DEU"),
    ("fr", "FRA"),
    ("es", "SPA"),
    ("sl", "SLV"),
    ("pt", "POR"),
    ("nl", "NLD"),
    ("ca", "CAT"),
];

impl Dataset<'_> {
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
        let mut files = vec![
            whole("json", "JSON"),
            whole("csv", "CSV"),
            whole("xlsx", "XLSX"),
        ];
        files.extend(self.groups().into_iter().map(|groups| {
            let title = format!("{title}: {}", groups.field.label);
            (title, site.permalink(&groups.route), "CSV")
        }));
        files
    }

    /// What its pages are called, and the topics of the section that holds them.
    fn keywords(&self) -> Vec<Json> {
        let site = self.site;
        let section = site
            .section_of_type(0, self.content_type)
            .map(|id| site.page(id));
        let topics = section.into_iter().flat_map(|page| &page.terms);
        let topics = topics.map(|term| {
            site.taxonomies[term.taxonomy].terms[term.term]
                .label
                .as_str()
        });
        let words = std::iter::once(self.content_type.plural.as_str()).chain(topics);
        words.map(|word| text(site, word)).collect()
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

    /// The files in the words of DCAT-AP_IT.
    fn dcat_distributions(&self, config: &OpenData) -> Vec<Json> {
        let site = self.site;
        self.distributions()
            .into_iter()
            .map(|(title, address, format)| {
                let mut file = json!({
                    "@id": address,
                    "@type": ["dcatapit:Distribution", "dcat:Distribution"],
                    "dct:title": text(site, &title),
                    "dct:description": text(site, self.description().unwrap_or(&title)),
                    "dct:format": {"@id": format!("{AUTHORITY}/file-type/{format}")},
                    "dcat:accessURL": {"@id": address},
                    "dcat:downloadURL": {"@id": address},
                });
                if let Some(modified) = self.updated {
                    file["dct:modified"] = date(modified);
                }
                if let Some(license) = license(site, config) {
                    file["dct:license"] = license;
                }
                file
            })
            .collect()
    }

    /// The schema of its records.
    fn standard(&self) -> Json {
        let address = self.site.permalink(&self.route("schema.json"));
        json!({
            "@id": address,
            "@type": ["dcatapit:Standard", "dct:Standard"],
            "dct:identifier": address,
            "dct:title": text(self.site, &format!("{}: JSON Schema", self.title())),
        })
    }

    /// The same data in the words of DCAT-AP_IT.
    fn dcat(&self, config: &OpenData) -> Json {
        let site = self.site;
        let name = slug(&self.content_type.name);
        let address = format!("{}#{name}", site.permalink(self.folder));
        let files = self.dcat_distributions(config);
        let mut set = json!({
            "@id": address,
            "@type": ["dcatapit:Dataset", "dcat:Dataset"],
            "dct:identifier": address,
            "dct:title": text(site, &self.title()),
            "dct:accrualPeriodicity": {"@id": format!("{AUTHORITY}/frequency/{}", config.frequency)},
            "dct:conformsTo": self.standard(),
            "dcat:landingPage": {"@id": site.permalink(self.folder)},
            "dcat:distribution": files,
        });
        if let Some(description) = self.description() {
            set["dct:description"] = text(site, description);
        }
        let own = config
            .themes
            .iter()
            .filter(|theme| theme.of == self.content_type.name);
        let themes = config
            .theme
            .into_iter()
            .chain(own.flat_map(|theme| theme.codes.iter().copied()));
        let themes: Vec<Json> = themes
            .map(|theme| json!({"@id": format!("{AUTHORITY}/data-theme/{theme}")}))
            .collect();
        if !themes.is_empty() {
            set["dcat:theme"] = json!(themes);
        }
        set["dcat:keyword"] = json!(self.keywords());
        if let Some(language) = language(site) {
            set["dct:language"] = language;
        }
        if let Some(contact) = contact(site) {
            set["dcat:contactPoint"] = contact;
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
pub fn schema_org(site: &Site) -> Vec<Json> {
    datasets(site).iter().map(Dataset::schema_org).collect()
}

fn media_type(format: &str) -> &'static str {
    match format {
        "CSV" => "text/csv",
        "XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json",
    }
}

/// The catalogue of all data.
pub(super) fn catalog(site: &Site, sets: &[Dataset<'_>]) -> Option<Json> {
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
    if let Some(language) = language(site) {
        catalog["dct:language"] = language;
    }
    let mut graph = Vec::new();
    if let Some(name) = &site.config.owner {
        catalog["dct:publisher"] = json!({"@id": owner_id(site)});
        let mut owner = json!({
            "@id": owner_id(site),
            "@type": ["dcatapit:Agent", "foaf:Agent"],
            "foaf:name": text(site, name),
        });
        // Where nobody has given the code by which it is registered, its address here tells it from
        // others.
        let id = config
            .publisher_id
            .clone()
            .unwrap_or_else(|| owner_id(site));
        owner["dct:identifier"] = json!(id);
        if let Some(email) = &site.config.email {
            owner["foaf:mbox"] = json!({"@id": format!("mailto:{email}")});
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
            "owl": "http://www.w3.org/2002/07/owl#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    }))
}

/// What stands for the publisher in the catalogue.
fn owner_id(site: &Site) -> String {
    format!("{}#publisher", site.permalink(&Route::page("")))
}

/// Whom to ask about the data.
fn contact(site: &Site) -> Option<Json> {
    let email = site.config.email.as_ref()?;
    let name = site.config.owner.as_ref().unwrap_or(&site.config.title);
    Some(json!({
        "@id": format!("{}#contact", site.permalink(&Route::page(""))),
        "@type": ["dcatapit:Organization", "vcard:Organization", "vcard:Kind"],
        "vcard:fn": text(site, name),
        "vcard:hasEmail": {"@id": format!("mailto:{email}")},
        "vcard:hasURL": {"@id": site.permalink(&Route::page(""))},
    }))
}

/// The language of the data, where the vocabulary's code for it is known.
fn language(site: &Site) -> Option<Json> {
    let tag = site.config.language.split('-').next()?;
    let (_, code) = LANGUAGES.iter().find(|(known, _)| *known == tag)?;
    Some(json!({"@id": format!("{AUTHORITY}/language/{code}")}))
}

fn text(site: &Site, text: &str) -> Json {
    json!({"@value": text, "@language": site.config.language})
}

fn date(date: Date) -> Json {
    json!({"@value": date.to_string(), "@type": "xsd:date"})
}

fn license(site: &Site, config: &OpenData) -> Option<Json> {
    let license = site.config.license.as_ref()?;
    let known = LICENSES.iter().find(|(url, _)| license.url.contains(url));
    let id = known.map(|(_, code)| format!("{NATIONAL_LICENSES}/{code}"));
    let mut node = json!({
        "@id": id.as_ref().unwrap_or(&license.url),
        "@type": ["dcatapit:LicenseDocument", "dct:LicenseDocument"],
        "foaf:name": text(site, &license.name),
    });
    if id.is_some() {
        node["owl:sameAs"] = json!({"@id": license.url});
    }
    if let Some(kind) = config.license_type {
        node["dct:type"] = json!({"@id": format!("http://purl.org/adms/licencetype/{kind}")});
    }
    Some(node)
}
