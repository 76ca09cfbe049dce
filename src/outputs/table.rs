//! The tables of the configuration as CSV.

use super::key::{Key, Keys};
use super::output::{Output, Plan, Subject};
use super::renderer::Renderer;
use crate::diagnostic::{Diagnostic, Problem};
use crate::export::table;
use crate::site::{Route, Site};

/// A table, by its number in the configuration.
#[derive(Debug)]
struct Table(usize);

pub(super) fn plan(plan: &mut Plan<'_>) {
    for (index, config) in plan.site.config.tables.iter().enumerate() {
        match table::route(&config.file) {
            Some(route) => plan.add(route, config.span, Table(index)),
            None => {
                let name = config.file.clone();
                plan.report(Diagnostic::new(Problem::UnusableName { name }, config.span));
            }
        }
    }
}

impl Output for Table {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let table = table::Table::new(site, &site.config.tables[self.0]);
        out.extend(table.csv().into_bytes());
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        None
    }

    fn owner(&self, site: &Site) -> String {
        site.config.tables[self.0].file.clone()
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
