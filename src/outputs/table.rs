//! The tables of the configuration as CSV.

use crate::diagnostic::{Diagnostic, SiteSlip};
use crate::export::table;
use crate::export::table_config::SECTION;
use crate::render::{Kind, Output, Plan, Renderer, Subject};
use crate::site::{Route, Site};

/// A table.
#[derive(Debug)]
struct Table {
    /// Its number in the configuration.
    index: usize,
    /// Its address there.
    file: String,
}

pub(super) const KIND: Kind = Kind::configured_by(SECTION, plan);

fn plan(plan: &mut Plan<'_>) {
    for (index, config) in plan.layout.tables.iter().enumerate() {
        match table::route(&config.file) {
            Some(route) => {
                let file = config.file.clone();
                plan.add(route, config.span, Table { index, file });
            }
            None => {
                let file = config.file.clone();
                let slip = SiteSlip::TableFile {
                    meant: meant(&file),
                    file,
                };
                plan.report(Diagnostic::new(slip.into(), config.span));
            }
        }
    }
}

/// The file that an address of something else means.
fn meant(file: &str) -> String {
    let path = file.trim_end_matches('/').trim_end_matches("/index.html");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let names = folder.split('/').chain([stem]);
    let names: Vec<&str> = names
        .filter(|name| !matches!(*name, "" | "." | ".."))
        .collect();
    format!("{}.csv", names.join("/"))
}

impl Output for Table {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let config = &renderer.layout.tables[self.index];
        let table = table::Table::new(renderer.site(), config);
        out.extend(table.csv().into_bytes());
        Ok(())
    }

    fn owner(&self, _: &Site) -> String {
        self.file.clone()
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
