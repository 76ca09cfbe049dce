//! Days that cannot be meant, and pages that have expired or soon will.

use super::hidden::{Hidden, Reason};
use super::model::Site;
use super::page::Page;
use crate::content::{Date, Entry, Value, instant};
use crate::diagnostic::{DateCause, Diagnostic, FieldSlip, Problem};
use crate::schema::{Role, Schema};
use chrono::{Datelike, Days};

/// The years of all that has a date at all.
const FIRST_YEAR: i32 = 1500;
/// The first year in which what a page says of itself can have happened.
const FIRST_YEAR_OF_PAGES: i32 = 1900;
/// The day that programs write where they know none.
const ZERO_OF_PROGRAMS: &str = "1970-01-01";
/// How many years ahead a page can speak of itself.
const YEARS_AHEAD: i32 = 20;
/// The last year until which a page that is not to expire is said to last.
const NEVER: i32 = 2100;
/// How long before a page expires it is said.
const SOON: Days = Days::new(30);

/// Looks at the days of all pages, those that are not published among them.
pub(super) fn check(
    pages: &[Page],
    hidden: &Hidden,
    schema: &Schema,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let published = pages.iter().map(|page| (page, None));
    let others = hidden.pages().iter();
    let others = others.map(|hidden| (&hidden.page, Some(hidden.reason)));
    for (page, reason) in published.chain(others) {
        let days = PageDays {
            page,
            schema,
            today,
        };
        days.check(reason, diagnostics);
    }
}

/// The days of one page.
struct PageDays<'a> {
    page: &'a Page,
    schema: &'a Schema,
    today: Date,
}

impl PageDays<'_> {
    fn check(&self, hidden: Option<Reason>, diagnostics: &mut Vec<Diagnostic>) {
        let before = diagnostics.len();
        self.check_years(diagnostics);
        if diagnostics.len() > before {
            // What does not go together with it comes of it.
            return;
        }
        let meta = &self.page.meta;
        let times = (meta.date.zip(meta.time), meta.ends.zip(meta.ends_time));
        let ends_early = match times {
            (Some((date, time)), Some((ends, end))) => {
                instant(ends, Some(end)) < instant(date, Some(time))
            }
            _ => meta.ends < meta.date,
        };
        if ends_early && let Some(entry) = self.entry(Role::Ends) {
            let field = entry.name.clone();
            let problem = Problem::EndsBeforeBeginning { field };
            diagnostics.push(Diagnostic::new(problem, entry.span));
        }
        if let Some(updated) = meta.updated {
            if updated > self.today {
                self.report(DateCause::UpdatedInFuture, Role::Updated, diagnostics);
            } else if meta.date.is_some_and(|date| updated < date) && !self.is_about_days() {
                self.report(DateCause::UpdatedBeforeDate, Role::Updated, diagnostics);
            }
        }
        if meta.verified.is_some_and(|day| day > self.today) {
            self.report(DateCause::VerifiedInFuture, Role::Verified, diagnostics);
        }
        if hidden == Some(Reason::Future)
            && !self.schema.open
            && let Some(entry) = self.entry(Role::Date)
            && let Some(day) = meta.date
        {
            let slip = FieldSlip::NotYet {
                field: entry.name.clone(),
                day: day.to_string(),
            };
            diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), entry.span));
        }
        let Some(expires) = meta.expires else { return };
        let last = meta.updated.or(meta.date);
        if last.is_some_and(|last| expires <= last) {
            self.report(DateCause::ExpiredBeforeUpdate, Role::Expires, diagnostics);
        } else if hidden == Some(Reason::Expired)
            && let Some(entry) = self.entry(Role::Expires)
        {
            let day = expires.to_string();
            diagnostics.push(Diagnostic::new(Problem::Expired { day }, entry.span));
        }
    }

    /// Whether the date of the page is not that of its publication: that of an event, a deadline.
    fn is_about_days(&self) -> bool {
        let content_type = &self.schema.types[self.page.content_type()];
        content_type.publish_future || content_type.calendar
    }

    fn entry(&self, role: Role) -> Option<&Entry> {
        let content_type = &self.schema.types[self.page.content_type()];
        let mut entries = self.page.parsed.fields.0.iter();
        entries.find(|entry| {
            let field = content_type.field(&entry.name);
            field.is_some_and(|field| field.role == Some(role))
        })
    }

    fn report(&self, cause: DateCause, role: Role, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(entry) = self.entry(role) {
            diagnostics.push(Diagnostic::new(Problem::DateOrder { cause }, entry.span));
        }
    }

    /// Dates in years that are hardly meant.
    fn check_years(&self, diagnostics: &mut Vec<Diagnostic>) {
        let content_type = &self.schema.types[self.page.content_type()];
        for entry in &self.page.parsed.fields.0 {
            let role = content_type.field(&entry.name).and_then(|field| field.role);
            let of_page = matches!(
                role,
                Some(Role::Date | Role::Updated | Role::Expires | Role::Verified)
            );
            let last = match role {
                // A change in the future is told of by itself.
                Some(Role::Updated) => i32::MAX,
                // What expires at the end of the century never does.
                Some(Role::Expires) => NEVER,
                _ => self.today.year() + YEARS_AHEAD,
            };
            let improbable = |date: &Date| match of_page {
                true => {
                    !(FIRST_YEAR_OF_PAGES..=last).contains(&date.year())
                        || date.to_string() == ZERO_OF_PROGRAMS
                }
                false => date.year() < FIRST_YEAR,
            };
            each_date(&entry.value, &mut |date| {
                if improbable(date) {
                    let date = date.to_string();
                    let cause = DateCause::Improbable { date };
                    diagnostics.push(Diagnostic::new(Problem::DateOrder { cause }, entry.span));
                }
            });
        }
    }
}

fn each_date(value: &Value, found: &mut impl FnMut(&Date)) {
    match value {
        Value::Date(date, _) => found(date),
        Value::Group(fields) => {
            for entry in &fields.0 {
                each_date(&entry.value, found);
            }
        }
        Value::List(items) => {
            for item in items {
                each_date(item, found);
            }
        }
        _ => {}
    }
}

/// Tells of pages that expire within a month, and how many others lead to them.
pub(super) fn announce(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(end) = site.today.checked_add_days(SOON) else {
        return;
    };
    for page in &site.pages {
        if let Some(day) = page.meta.expires.filter(|day| *day <= end) {
            let referring = page.backlinks.iter().map(|group| group.pages.len());
            let problem = Problem::ExpiresSoon {
                day: day.to_string(),
                links: page.mentions.len() + referring.sum::<usize>(),
            };
            let span = site.span_of_role(page, Role::Expires);
            diagnostics.push(Diagnostic::new(problem, span));
        }
    }
}
