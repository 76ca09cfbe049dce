//! The files of open data.

use crate::diagnostic::Diagnostic;
use crate::export::open_data::{DataFile, files, render};
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Subject};
use crate::site::{Route, Site};

/// A file of open data.
#[derive(Debug)]
struct Data(DataFile);

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    let themes = site.config.open_data.iter().flat_map(|data| &data.themes);
    for theme in themes.filter(|theme| site.schema.find(&theme.of).is_none()) {
        let problem = site.schema.unknown_type(&theme.of);
        plan.report(Diagnostic::new(problem, theme.span));
    }
    for (route, file) in files(plan.site) {
        plan.add(route, plan.nowhere(), Data(file));
    }
}

impl Output for Data {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let bytes = render(renderer.site(), self.0)?;
        out.extend(bytes.expect("only data that the site has are planned"));
        Ok(())
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let content_type = match self.0 {
            DataFile::Records(id)
            | DataFile::Table(id)
            | DataFile::Workbook(id)
            | DataFile::Groups(id, _)
            | DataFile::Schema(id) => Some(id),
            DataFile::Catalog => None,
        };
        Some(keys.of_data(content_type))
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        match self.0 {
            DataFile::Records(_)
            | DataFile::Table(_)
            | DataFile::Workbook(_)
            | DataFile::Groups(..) => Some(Subject::File),
            DataFile::Schema(_) | DataFile::Catalog => None,
        }
    }
}
