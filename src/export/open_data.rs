//! The files of open data.

use super::dataset::{Dataset, catalog_route, datasets};
use super::dcat::catalog;
use super::json_file;
use crate::diagnostic::Diagnostic;
use crate::schema::TypeId;
use crate::site::{Route, Site};

/// A file of open data; types are named by their index in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// The pages of a type as JSON.
    Records(TypeId),
    /// The same as CSV.
    Table(TypeId),
    /// The same with the repeated groups, as a workbook.
    Workbook(TypeId),
    /// The repeated groups that the pages of a type have in a field, as CSV.
    Groups(TypeId, usize),
    /// The JSON Schema of the pages of a type.
    Schema(TypeId),
    /// The catalogue of all of these.
    Catalog,
}

/// Every file of open data, with its address.
pub fn files(site: &Site) -> Vec<(Route, DataFile)> {
    let mut files = Vec::new();
    for set in datasets(site) {
        files.push((set.route("json"), DataFile::Records(set.id)));
        files.push((set.route("csv"), DataFile::Table(set.id)));
        files.push((set.route("xlsx"), DataFile::Workbook(set.id)));
        files.push((set.route("schema.json"), DataFile::Schema(set.id)));
        for groups in set.groups() {
            let file = DataFile::Groups(set.id, groups.index);
            files.push((groups.route, file));
        }
    }
    files.extend(catalog_route(site).map(|route| (route, DataFile::Catalog)));
    files
}

/// The bytes of one file; `None` if the site has no such data.
///
/// # Errors
/// If what was kept of a page cannot be read.
pub fn render(site: &Site, file: DataFile) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let sets = datasets(site);
    let set = |id: TypeId| sets.iter().find(|set| set.id == id);
    Ok(match file {
        DataFile::Table(id) => set(id)
            .map(Dataset::table)
            .transpose()?
            .map(|grid| grid.csv()),
        DataFile::Workbook(id) => set(id).map(Dataset::workbook).transpose()?,
        DataFile::Groups(id, field) => set(id).map(|set| set.rows_of_groups(field).csv()),
        DataFile::Records(id) => set(id)
            .map(Dataset::records)
            .transpose()?
            .map(|r| json_file(&r)),
        DataFile::Schema(id) => set(id).map(|set| json_file(&set.schema())),
        DataFile::Catalog => catalog(site, &sets).map(|catalog| json_file(&catalog)),
    })
}
