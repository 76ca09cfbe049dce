//! Days that grow old: a date that the schema gives a term (`stale_after`), such as the day on which
//! a law was read, has to be looked at again when the term has passed.

use super::ids::PageId;
use super::model::Site;
use super::page::Page;
use crate::content::{Date, Fields, Value};
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::{Field, Kind};
use crate::source::Span;
use chrono::Months;

/// A date with a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day on which it was looked at.
    pub date: Date,
    /// The first day on which the term has passed.
    pub due: Date,
    /// What the schema calls the field.
    pub label: String,
    /// How many months it holds.
    months: u32,
    span: Span,
    /// The pages that the same group refers to: the law of which the day is told.
    about: Vec<PageId>,
    /// It refers to a page that is not published, which may be why it is old.
    lost: bool,
}

impl Site {
    /// The dates of a page that have a term, the oldest first. What is no longer in force, and what
    /// a page says of it, has none.
    pub fn checked(&self, page: &Page) -> Vec<Checked> {
        let mut found = Vec::new();
        if !page.superseded() {
            let fields = &self.schema.types[page.content_type()].fields;
            collect(page, fields, &page.parsed.fields, &mut found);
        }
        found.retain(|checked| !checked.about.iter().any(|id| self.page(*id).superseded()));
        found.sort_by_key(|checked| (checked.due, checked.span.start));
        found
    }

    /// Those of them whose term has passed on the day that the site is built for.
    pub fn stale(&self, page: &Page) -> Vec<Checked> {
        let mut checked = self.checked(page);
        checked.retain(|checked| checked.due <= self.today);
        checked
    }

    /// The pages that have dates with a term, each with its oldest: what is to be looked at first
    /// comes first. Translations say what their originals say.
    pub fn to_verify(&self) -> Vec<(PageId, Checked)> {
        let mut found: Vec<(PageId, Checked)> = self
            .ids()
            .filter(|id| self.page(*id).language == 0)
            .filter_map(|id| Some((id, self.checked(self.page(id)).into_iter().next()?)))
            .collect();
        found.sort_by_key(|(id, checked)| (checked.due, *id));
        found
    }

    /// The day that it is built for.
    pub fn today(&self) -> Date {
        self.today
    }
}

fn collect(page: &Page, fields: &[Field], values: &Fields, found: &mut Vec<Checked>) {
    for entry in &values.0 {
        let Some(field) = fields.iter().find(|field| field.name == entry.name) else {
            continue;
        };
        for value in entry.value.items() {
            match (&field.kind, field.stale_after, value) {
                (Kind::Group(inner), _, Value::Group(group)) => {
                    collect(page, inner, group, found);
                }
                (Kind::Date, Some(months), Value::Date(date, _)) => {
                    let due = date.checked_add_months(Months::new(months));
                    let all = references(page, values);
                    let about: Vec<PageId> = all.iter().filter_map(|id| *id).collect();
                    found.extend(due.map(|due| Checked {
                        date: *date,
                        due,
                        label: field.label.clone(),
                        months,
                        span: entry.span,
                        lost: about.len() < all.len(),
                        about,
                    }));
                }
                _ => {}
            }
        }
    }
}

/// The pages that fields refer to, where they are published.
fn references(page: &Page, values: &Fields) -> Vec<Option<PageId>> {
    let items = values.0.iter().flat_map(|entry| entry.value.items());
    items
        .filter_map(|value| match value {
            Value::Reference(index) => Some(page.references[*index as usize]),
            _ => None,
        })
        .collect()
}

/// Tells of dates whose term has passed, once for each law that was read long ago: pages that only
/// cite it as it was then follow from it, and are counted.
pub(super) fn announce(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let stale: Vec<Vec<Checked>> = site.pages.iter().map(|page| site.stale(page)).collect();
    let is_stale = |id: &PageId| !stale[id.0 as usize].is_empty();
    let mut citing = vec![0; stale.len()];
    for checked in &stale {
        let mut about: Vec<PageId> = checked.iter().flat_map(|c| c.about.clone()).collect();
        about.sort();
        about.dedup();
        for id in about.into_iter().filter(is_stale) {
            citing[id.0 as usize] += 1;
        }
    }
    for (checked, citing) in stale.iter().zip(citing) {
        let own = checked
            .iter()
            .find(|c| !c.lost && !c.about.iter().any(is_stale));
        if let Some(checked) = own {
            let problem = Problem::Stale {
                field: checked.label.clone(),
                day: checked.date.to_string(),
                months: checked.months,
                citing,
            };
            diagnostics.push(Diagnostic::new(problem, checked.span));
        }
    }
}
