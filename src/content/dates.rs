//! Dates as other programs and people write them.

use super::Date;
use crate::diagnostic::{DayCause, Problem};
use chrono::{FixedOffset, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use serde::{Deserialize, Serialize};

/// A time of day, and by how much the clock that shows it is ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Seconds since midnight.
    seconds: u32,
    /// Minutes ahead of UTC; nothing where nobody says which clock it is.
    ahead: Option<i16>,
}

impl Time {
    /// The time that stands behind a date: `T20:00:00Z`, ` 20:00 +02:00`.
    pub fn after_date(text: &str) -> Option<Self> {
        let text = text.trim();
        let start = text.find(['T', 't', ' ']).filter(|at| *at >= 8)?;
        let rest = text[start + 1..].trim_start();
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'));
        let (clock, zone) = rest.split_at(end.unwrap_or(rest.len()));
        let forms = ["%H:%M:%S%.f", "%H:%M", "%H:%M:%S"];
        let time = forms
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())?;
        let ahead = match zone.trim() {
            "" => None,
            "Z" | "z" | "UTC" | "GMT" => Some(0),
            zone => Some(offset(zone)?),
        };
        Some(Self {
            seconds: time.num_seconds_from_midnight(),
            ahead,
        })
    }

    /// Whether it is said on which clock.
    pub fn has_clock(self) -> bool {
        self.ahead.is_some()
    }

    fn of_day(self) -> NaiveTime {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(self.seconds, 0);
        time.unwrap_or(NaiveTime::MIN)
    }
}

/// `+02:00`, `-0530` or `+02` in minutes.
fn offset(text: &str) -> Option<i16> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let is_plain = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    let number: i16 = digits.parse().ok().filter(|_| is_plain)?;
    let (hours, minutes) = match digits.len() {
        2 => (number, 0),
        _ => (number / 100, number % 100),
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// A date and a time on the clock where it was written; midnight in UTC where nothing is said.
pub fn moment(date: Date, time: Option<Time>) -> chrono::DateTime<FixedOffset> {
    let ahead = time.and_then(|time| time.ahead).unwrap_or(0);
    let local = date.and_time(time.map_or(NaiveTime::MIN, Time::of_day));
    let zone = FixedOffset::east_opt(i32::from(ahead) * 60);
    let moment = zone.and_then(|zone| zone.from_local_datetime(&local).single());
    moment.unwrap_or_else(|| local.and_utc().fixed_offset())
}

/// The same in UTC, to compare.
pub fn instant(date: Date, time: Option<Time>) -> NaiveDateTime {
    match time {
        Some(time) => moment(date, Some(time)).naive_utc(),
        None => date.and_time(NaiveTime::MIN),
    }
}

/// A date, with its time if it has one, as HTML and ISO 8601 write it.
pub fn iso(date: Date, time: Option<Time>) -> String {
    let Some(time) = time else {
        return date.to_string();
    };
    let clock = time.of_day().format("%H:%M:%S");
    match time.ahead {
        None => format!("{date}T{clock}"),
        Some(0) => format!("{date}T{clock}Z"),
        Some(ahead) => {
            let sign = if ahead < 0 { '-' } else { '+' };
            let ahead = ahead.unsigned_abs();
            format!("{date}T{clock}{sign}{:02}:{:02}", ahead / 60, ahead % 60)
        }
    }
}

/// The date meant by a text in a form that other programs and people use: a date with a time, one
/// with slashes or dots and the day first, or one with the month in words.
pub fn guess_date(text: &str) -> Option<Date> {
    const FORMS: [&str; 10] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%B %d, %Y",
        "%B %d %Y",
        "%a, %d %b %Y",
    ];
    let text = text.trim();
    let date_only = match text.find(['T', ' ']) {
        Some(end) if text.starts_with(|c: char| c.is_ascii_digit()) && end >= 8 => &text[..end],
        _ => text,
    };
    let parse = |text: &str| {
        FORMS
            .iter()
            .find_map(|form| Date::parse_from_str(text, form).ok())
    };
    parse(date_only)
        .or_else(|| parse(&with_english_month(text)))
        .filter(|date| (1000..=9999).contains(&chrono::Datelike::year(date)))
}

/// What to say of a text that is no date, or of which the time is lost.
pub fn bad_date(text: &str) -> Problem {
    let plain = plain(text);
    let parts: Vec<&str> = plain.split(['-', '/', '.']).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let [mut year, mut month, mut day] = match numbers[..] {
        [y, m, d] if y > 999 => [y, m, d],
        [d, m, y] if y > 999 => [y, m, d],
        _ => [0; 3],
    };
    let has_form = parts.len() == 3 && year > 0;
    if month > 12 && day <= 12 {
        (month, day) = (day, month);
    }
    if year > 9999 {
        (year, month, day) = (0, 0, 0);
    }
    let swapped = || Date::from_ymd_opt(year as i32, month, day).filter(|_| year > 0);
    let guess = guess_date(&plain);
    let cause = match has_form && guess.is_none() {
        true => DayCause::NoSuchDay,
        false if is_period(text) => DayCause::Period,
        false if guess_date(text).is_some() && has_unread_time(text) => DayCause::Time,
        false => DayCause::Form,
    };
    Problem::BadDate {
        text: text.to_owned(),
        cause,
        suggestion: guess
            .or_else(swapped)
            .or_else(|| by_parts(text))
            .map(|date| date.to_string()),
    }
}

/// Whether a text has two days, with a sign or a word between them.
fn is_period(text: &str) -> bool {
    let parts = [" / ", " - ", " – ", " al ", " a ", "/", ".."];
    let mut parts = parts.iter().filter_map(|between| text.split_once(between));
    let is_day = |text: &str| text.trim().len() >= 8 && guess_date(text).is_some();
    parts.any(|(first, last)| is_day(first) && is_day(last))
}

/// The day meant by three parts in whatever form, by eight digits, or by a spreadsheet's number;
/// none where it could be another.
fn by_parts(text: &str) -> Option<Date> {
    let text = text.trim().to_lowercase();
    let digits = || text.bytes().all(|b| b.is_ascii_digit());
    if text.len() == 8 && digits() {
        let date = |form| Date::parse_from_str(&text, form).ok();
        let likely = |date: &Date| (1900..2100).contains(&chrono::Datelike::year(date));
        return date("%Y%m%d")
            .filter(likely)
            .or_else(|| date("%d%m%Y").filter(likely));
    }
    if text.len() == 5 && digits() {
        // The days since the end of 1899.
        let days = text
            .parse()
            .ok()
            .filter(|days| (30_000..60_000).contains(days))?;
        return Date::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days));
    }
    let parts = text.split([' ', '-', '/', '.', ',', '_', '–']);
    let parts: Vec<&str> = parts
        .filter(|part| !part.is_empty() && *part != "di")
        .collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let number = |part: &str| -> Option<u32> {
        let ordinal = ["th", "st", "nd", "rd", "°", "º"];
        let bare = ordinal.iter().find_map(|end| part.strip_suffix(end));
        bare.unwrap_or(part).parse().ok()
    };
    let month = number(month).or_else(|| month_named(month))?;
    let (first, last) = (number(first)?, number(last)?);
    let (year, day) = match (first, last) {
        (year @ 1000..=9999, day) => (year, day),
        (day, year @ 1000..=9999) => (year, day),
        // No day: "22-04-14" may be either.
        (year @ 32..=99, day) => (1900 + year, day),
        (day, year @ 0..=99) if day > 12 && year <= 12 || year > 12 && day < 32 => {
            (2000 + year, day)
        }
        _ => return None,
    };
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The number of a month by its name cut short, or in Roman numerals.
fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "gen jan i",
        "feb ii",
        "mar iii",
        "apr iv",
        "mag may v",
        "giu jun vi",
        "lug jul vii",
        "ago aug viii",
        "set sep ix",
        "ott oct x",
        "nov xi",
        "dic dec xii",
    ];
    let short: String = word.chars().take(3).collect();
    let is_it = |names: &&str| {
        names.split(' ').any(|name| {
            name == word
                || name.len() == 3 && name == short && word.len() > 2 && !word.contains('x')
        })
    };
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word));
    let at = at.or_else(|| MONTHS.iter().position(is_it))?;
    u32::try_from(at + 1).ok()
}

/// Whether something stands behind a date in numbers that is no time of day.
pub(super) fn has_unread_time(text: &str) -> bool {
    let text = text.trim();
    let end = text.find(['T', 't', ' ']).filter(|end| *end >= 8);
    let is_date = |end: usize| {
        let date = &text[..end];
        date.bytes()
            .all(|b| b.is_ascii_digit() || b"-/.".contains(&b))
    };
    end.is_some_and(|end| is_date(end) && text.len() > end + 1) && Time::after_date(text).is_none()
}

/// A date without what looks like something else: dashes of word processors, letters in place of
/// digits, the day of the week.
fn plain(text: &str) -> String {
    let text = text.trim().replace(['–', '—', '−', '‑', '‐'], "-");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let in_numbers = |c: &char| c.is_ascii_digit() || "-/.OolI".contains(*c);
    if digits >= 5 && text.chars().all(|c| in_numbers(&c)) {
        return text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    }
    let Some((word, rest)) = text.split_once(' ') else {
        return text;
    };
    let is_weekday = word
        .trim_end_matches([',', '.'])
        .chars()
        .all(char::is_alphabetic);
    match is_weekday && rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        true if guess_date(&text).is_none() => rest.trim_start().to_owned(),
        _ => text,
    }
}

/// "14 aprile 2022" as "14 April 2022".
fn with_english_month(text: &str) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("gennaio", "January"),
        ("febbraio", "February"),
        ("marzo", "March"),
        ("aprile", "April"),
        ("maggio", "May"),
        ("giugno", "June"),
        ("luglio", "July"),
        ("agosto", "August"),
        ("settembre", "September"),
        ("ottobre", "October"),
        ("novembre", "November"),
        ("dicembre", "December"),
    ];
    // "1º maggio": the first of the month is an ordinal.
    let lower = text.to_lowercase().replace(['º', '°'], "");
    MONTHS
        .iter()
        .find(|(italian, _)| lower.contains(italian))
        .map_or(lower.clone(), |(italian, english)| {
            lower.replace(italian, english)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_in_whatever_form() {
        for (text, expected) in [
            ("14-apr-22", Some("2022-04-14")),
            ("20220414", Some("2022-04-14")),
            ("14042022", Some("2022-04-14")),
            ("44665", Some("2022-04-14")),
            ("2022 - 04 - 14", Some("2022-04-14")),
            ("14/4/22", Some("2022-04-14")),
            ("14,04,2022", Some("2022-04-14")),
            ("2022-mag-14", Some("2022-05-14")),
            ("14th April 2022", Some("2022-04-14")),
            ("14-IV-2022", Some("2022-04-14")),
            ("12345678", None),
            ("1-2-3", None),
            ("aprile", None),
        ] {
            let found = by_parts(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert!(is_period("2022-04-14 / 2022-04-16"));
        assert!(!is_period("2022-04-14 10:30"));
    }

    #[test]
    fn times_are_kept_with_their_clock() {
        let cases = [
            ("2024-03-03", "2024-03-03", "2024-03-03 00:00:00"),
            (
                "2024-03-03T20:00:00Z",
                "2024-03-03T20:00:00Z",
                "2024-03-03 20:00:00",
            ),
            (
                "2024-03-03 20:00",
                "2024-03-03T20:00:00",
                "2024-03-03 20:00:00",
            ),
            (
                "2024-03-03T00:30:00+02:00",
                "2024-03-03T00:30:00+02:00",
                "2024-03-02 22:30:00",
            ),
            (
                "2024-03-03 20:00:01.5 -0530",
                "2024-03-03T20:00:01-05:30",
                "2024-03-04 01:30:01",
            ),
            ("2024-03-03T25:00", "2024-03-03", "2024-03-03 00:00:00"),
            ("2024-03-03T20:00 CEST", "2024-03-03", "2024-03-03 00:00:00"),
            ("3 March 2024", "2024-03-03", "2024-03-03 00:00:00"),
        ];
        let date = Date::from_ymd_opt(2024, 3, 3).unwrap();
        for (text, written, in_utc) in cases {
            let time = Time::after_date(text);
            assert_eq!(iso(date, time), written, "{text}");
            assert_eq!(instant(date, time).to_string(), in_utc, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_from_what_was_meant() {
        use DayCause::{Form, NoSuchDay, Time};
        let cases = [
            ("2022-04-31", NoSuchDay, None),
            ("2026-31-12", NoSuchDay, Some("2026-12-31")),
            ("04/14/2022", NoSuchDay, Some("2022-04-14")),
            ("31/02/2022", NoSuchDay, None),
            ("2022–04–14", Form, Some("2022-04-14")),
            ("2O22-04-l4", Form, Some("2022-04-14")),
            ("giovedì 14 aprile 2022", Form, Some("2022-04-14")),
            ("14 aprile 2022", Form, Some("2022-04-14")),
            ("primavera", Form, None),
            ("2024-01-05 25:00", Time, Some("2024-01-05")),
            ("2024-01-05 10:20:30 EST", Time, Some("2024-01-05")),
        ];
        for (text, cause, suggestion) in cases {
            let expected = Problem::BadDate {
                text: text.to_owned(),
                cause,
                suggestion: suggestion.map(str::to_owned),
            };
            assert_eq!(bad_date(text), expected, "{text}");
        }
        assert!(!has_unread_time("2024-01-05T10:00:00Z"));
        assert!(!has_unread_time("14 aprile 2022"));
    }

    #[test]
    fn dates_in_other_forms_are_recognised() {
        let expected = Date::from_ymd_opt(2022, 4, 14);
        for text in [
            "14/04/2022",
            "14.4.2022",
            "2022/04/14",
            "2022-04-14T10:00:00Z",
            "2022-04-14 10:00",
            "14 aprile 2022",
            "April 14, 2022",
            "14 Aprile 2022",
        ] {
            assert_eq!(guess_date(text), expected, "{text}");
        }
        assert_eq!(guess_date("primavera"), None);
        assert_eq!(guess_date("31/02/2022"), None);
    }
}
