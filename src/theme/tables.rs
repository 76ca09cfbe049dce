//! Tables that count pages, for templates.

use super::shared::Shared;
use super::view::{CountView, TableCellView, TableHeadView, TableRowView, TableView, TypeView};
use crate::export::table::{Place, Table};
use tera::Value;

/// The table for templates.
pub(super) fn view(table: &Table<'_>, shared: &Shared) -> Value {
    let rows = table.rows.heads.iter().enumerate().map(|(row, head)| {
        let cells = (0..table.columns.heads.len()).map(|column| {
            let counts = counts(table, shared, (Some(row), Some(column)), true);
            TableCellView {
                total: counts.iter().map(|count| count.count).sum(),
                counts,
            }
        });
        TableRowView {
            label: head.label.clone(),
            url: head.url.clone(),
            counts: counts(table, shared, (Some(row), None), false),
            cells: cells.collect(),
        }
    });
    let columns = table.columns.heads.iter().enumerate();
    let columns = columns.map(|(column, head)| TableHeadView {
        label: head.label.clone(),
        url: head.url.clone(),
        counts: counts(table, shared, (None, Some(column)), false),
    });
    let url = table.route().map(|route| shared.site.url(&route));
    Value::from(TableView {
        // A table whose name cannot be an address was reported, and nothing is published.
        url: url.unwrap_or_default(),
        bytes: table.csv().len(),
        rows_label: table.rows.label.clone(),
        columns_label: table.columns.label.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
    })
}

/// How many pages of each kind there are at a place; with `shown`, which.
fn counts(
    table: &Table<'_>,
    shared: &Shared,
    (row, column): (Place, Place),
    shown: bool,
) -> Vec<CountView> {
    let kinds = (0..table.kinds()).filter_map(|kind| {
        let content_type = table.content_type(kind)?;
        let pages = table.pages(row, column, kind);
        let section = shared.site.section_of_type(0, content_type);
        let cards = pages.iter().filter(|_| shown).map(|id| shared.card(*id));
        Some(CountView {
            r#type: TypeView {
                url: section.map(|id| shared.site.url(&shared.site.page(id).route)),
                ..TypeView::from(content_type)
            },
            count: pages.len(),
            pages: cards.collect(),
        })
    });
    kinds.collect()
}
