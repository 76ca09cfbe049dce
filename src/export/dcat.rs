//! Open data in the words of catalogues: DCAT-AP_IT (the Italian profile of DCAT, as JSON-LD) and
//! schema.org.

use super::dataset::{Dataset, catalog_route, datasets, presentation};
use crate::config::OpenData;
use crate::content::{Date, slug};
use crate::site::{Route, Site};
use serde_json::{Value as Json, json};

/// Where the European vocabularies are.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

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
pub fn schema_org(site: &Site) -> Vec<Json> {
    datasets(site).iter().map(Dataset::schema_org).collect()
}

fn media_type(format: &str) -> &'static str {
    match format {
        "CSV" => "text/csv",
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
