//! Calendars (RFC 5545): appointments by whole days, one a page or all of a section.

use crate::content::{Date, Time, instant};
use crate::site::{Page, PageId, PageKind, Route, Site};
use crate::slug::slug;

/// Longest line in bytes, without its end.
const LINE: usize = 75;

/// Where the calendar of a page is, or that of a section's pages; nothing without appointments, or
/// without the address of the site, by which calendars know them.
pub fn route(site: &Site, id: PageId) -> Option<Route> {
    let page = site.page(id);
    if site.config.base_url.origin.is_empty() || events(site, id).next().is_none() {
        return None;
    }
    let content_type = &site.schema.types[page.content_type()];
    // Nobody puts what is over into a calendar.
    let is_over = page.meta.ends.or(page.meta.date) < Some(site.today());
    if page.kind == PageKind::Page && is_over {
        return None;
    }
    Some(match page.kind {
        PageKind::Page => page
            .route
            .child_file(&format!("{}.ics", slug(&content_type.name))),
        _ => page.route.child_file("calendar.ics"),
    })
}

/// The appointments of a page or of a section, with their days.
fn events(site: &Site, id: PageId) -> impl Iterator<Item = (&Page, Date)> {
    let page = site.page(id);
    let own = (page.kind == PageKind::Page).then_some(id);
    own.into_iter()
        .chain(page.children.iter().copied())
        .map(|id| site.page(id))
        .filter(|page| site.schema.types[page.content_type()].calendar)
        .filter_map(|page| Some((page, page.meta.date?)))
}

/// The calendar of a page or of a section.
pub fn calendar(site: &Site, id: PageId) -> Vec<u8> {
    let locale = site.locale(site.page(id));
    let name = match site.page(id).kind {
        PageKind::Page => locale.title,
        _ => &site.page(id).meta.title,
    };
    let mut out = String::new();
    begin(&mut out, site, site.page(id), name);
    for (page, date) in events(site, id) {
        event(&mut out, site, page, date);
    }
    line(&mut out, "END", "VCALENDAR");
    out.into_bytes()
}

/// The calendar of what is to be looked at again: a day for each page that has a date with a term.
pub fn verifications(site: &Site, id: PageId) -> Vec<u8> {
    let list = site.page(id);
    let origin = &site.config.base_url.origin;
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let mut out = String::new();
    begin(&mut out, site, list, &list.meta.title);
    for (id, checked) in site.to_verify() {
        let page = site.page(id);
        let end = checked.due.succ_opt().unwrap_or(checked.due);
        line(&mut out, "BEGIN", "VEVENT");
        let uid = format!("verifications/{}@{host}", page.path);
        line(&mut out, "UID", &escape(&uid));
        let stamp = checked.date.format("%Y%m%dT000000Z").to_string();
        line(&mut out, "DTSTAMP", &stamp);
        line(&mut out, "DTSTART;VALUE=DATE", &day(checked.due));
        line(&mut out, "DTEND;VALUE=DATE", &day(end));
        let summary = format!("{}: {}", list.meta.title, page.meta.title);
        line(&mut out, "SUMMARY", &escape(&summary));
        let description = format!("{}: {}", checked.label, checked.date);
        line(&mut out, "DESCRIPTION", &escape(&description));
        line(&mut out, "URL", &site.permalink(&page.route));
        line(&mut out, "TRANSP", "TRANSPARENT");
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out.into_bytes()
}

/// The beginning of a calendar.
fn begin(out: &mut String, site: &Site, page: &Page, name: &str) {
    let locale = site.locale(page);
    line(out, "BEGIN", "VCALENDAR");
    line(out, "VERSION", "2.0");
    let language = locale.language.to_uppercase();
    let product = format!("-//casa//{}//{language}", escape(locale.title));
    line(out, "PRODID", &product);
    line(out, "NAME", &escape(name));
    line(out, "X-WR-CALNAME", &escape(name));
}

fn event(out: &mut String, site: &Site, page: &Page, date: Date) {
    let origin = &site.config.base_url.origin;
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let last = page.meta.ends.map_or(date, |ends| ends.max(date));
    // No clock: the stamp is the last change that the page knows of.
    let changed = page.meta.updated.unwrap_or(date);
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &escape(&format!("{}@{host}", page.path)));
    line(
        out,
        "DTSTAMP",
        &changed.format("%Y%m%dT000000Z").to_string(),
    );
    match page.meta.time {
        Some(time) => {
            line(out, "DTSTART", &moment(date, time));
            let ends = page.meta.ends.zip(page.meta.ends_time);
            if let Some((date, time)) = ends {
                line(out, "DTEND", &moment(date, time));
            }
        }
        None => {
            line(out, "DTSTART;VALUE=DATE", &day(date));
            // The end is the first day after it.
            let end = last.succ_opt().unwrap_or(last);
            line(out, "DTEND;VALUE=DATE", &day(end));
        }
    }
    line(out, "SUMMARY", &escape(&page.meta.title));
    if let Some(summary) = &page.meta.summary {
        line(out, "DESCRIPTION", &escape(summary));
    }
    if let Some(place) = &page.meta.place {
        line(out, "LOCATION", &escape(place));
    }
    line(out, "URL", &site.permalink(&page.route));
    line(out, "TRANSP", "TRANSPARENT");
    line(out, "END", "VEVENT");
}

/// A moment in UTC, or on every reader's clock where nobody says which one is meant.
fn moment(date: Date, time: Time) -> String {
    let utc = if time.has_clock() { "Z" } else { "" };
    let instant = instant(date, Some(time)).format("%Y%m%dT%H%M%S");
    format!("{instant}{utc}")
}

fn day(date: Date) -> String {
    date.format("%Y%m%d").to_string()
}

/// Writes a property, folded into lines of at most 75 bytes that do not cut a character.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in format!("{name}:{value}").chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text as the value of a property.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, "SUMMARY", &"è".repeat(80));
        assert!(out.ends_with("\r\n"));
        let lines: Vec<&str> = out.trim_end().split("\r\n").collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.len() <= LINE), "{lines:?}");
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        assert_eq!(
            lines.concat().replace(' ', ""),
            format!("SUMMARY:{}", "è".repeat(80))
        );
    }

    #[test]
    fn texts_have_no_separators() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
