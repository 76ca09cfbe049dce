//! What is counted, measured and published as open data.

use super::page::TypeView;
use super::{View, views};
use tera::{Map, Value};

views! {
    /// A map as paths in the units of a box.
    pub struct MapView {
        /// Width of the box.
        width: usize,
        /// Height of the box.
        height: usize,
        /// By name: `shapes`, the paths of areas by their ids, and `outline`, the path around all.
        objects: Option<Value>,
    }

    /// Values as geometry in a box.
    pub struct ChartView {
        /// Width of the box.
        width: f64,
        /// Height of the box.
        height: f64,
        /// Where zero is.
        base: f64,
        /// Round values across the height.
        ticks: Vec<TickView>,
        /// The values, in their order.
        marks: Vec<MarkView>,
        /// A path through all of them, by date.
        line: String,
    }

    /// A round value and its height.
    pub struct TickView {
        /// The value.
        value: f64,
        /// Its distance from the top.
        y: f64,
    }

    /// A value as a bar and as a point.
    pub struct MarkView {
        /// The value.
        value: f64,
        /// The middle of the bar, and the point.
        x: f64,
        /// The end of the bar that is not zero, and the point.
        y: f64,
        /// The left side of the bar.
        left: f64,
        /// The upper side of the bar.
        top: f64,
        /// Width of the bar.
        width: f64,
        /// Height of the bar.
        height: f64,
    }

    /// A table that counts pages.
    pub struct TableView {
        /// Address of the table as CSV.
        url: String,
        /// How long that is.
        bytes: usize,
        /// What the rows are called.
        rows_label: String,
        /// What the columns are called.
        columns_label: String,
        /// The columns, with all that is counted in each, whatever its row.
        columns: Vec<TableHeadView>,
        /// The rows.
        rows: Vec<TableRowView>,
    }

    /// The head of a row or column.
    pub struct TableHeadView {
        /// What it says.
        label: String,
        /// Where it leads.
        url: Option<String>,
        /// All that is counted there.
        counts: Vec<CountView>,
    }

    /// A row of a table.
    pub struct TableRowView {
        /// What it says.
        label: String,
        /// Where it leads.
        url: Option<String>,
        /// All that is counted in the row, whatever its column.
        counts: Vec<CountView>,
        /// Its cells, one a column.
        cells: Vec<TableCellView>,
    }

    /// A cell of a table.
    pub struct TableCellView {
        /// All together.
        total: usize,
        /// Each for itself.
        counts: Vec<CountView>,
    }

    /// How many pages of a type there are.
    pub struct CountView {
        /// The type.
        r#type: TypeView,
        /// How many.
        count: usize,
        /// Which; only in cells.
        pages: Vec<Value>,
    }

    /// What is published as open data.
    pub struct OpenDataView {
        /// Address of the catalogue.
        catalog: Option<String>,
        /// How the publisher is registered.
        publisher_id: Option<String>,
        /// One for each content type.
        datasets: Vec<DatasetView>,
    }

    /// The data of one content type.
    pub struct DatasetView {
        /// Name in the schema.
        name: String,
        /// What its pages are called.
        label: String,
        /// The section that holds them.
        url: Option<String>,
        /// How many there are.
        count: usize,
        /// ISO date of the last change.
        updated: Option<String>,
        /// Address of the JSON file.
        json: String,
        /// Address of the CSV file.
        csv: String,
        /// Address of the workbook.
        xlsx: String,
        /// Address of the JSON Schema.
        schema: String,
        /// Groups that repeat on a page, each field with a CSV file of its own.
        groups: Vec<DataGroupsView>,
    }

    /// The repeated groups of a field.
    pub struct DataGroupsView {
        /// What they are called.
        label: String,
        /// How many there are.
        count: usize,
        /// Address of the CSV file.
        csv: String,
    }

    /// A page with a date that has a term.
    pub struct ToVerifyView {
        /// Its card.
        page: Option<Value>,
        /// What the schema calls the date.
        label: String,
        /// The date, ISO.
        date: String,
        /// The first day on which its term has passed, ISO.
        due: String,
        /// Whether that day has come.
        overdue: bool,
    }
}
