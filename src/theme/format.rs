//! Dates, numbers and sizes as people of a language write them.

use crate::content::Date;
use chrono::Datelike;

const ITALIAN_MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How much of a date to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateForm {
    /// "14 aprile 2022".
    Long,
    /// "14/04/2022".
    Short,
    /// "aprile 2022".
    Month,
}

/// A day in words: "14 aprile 2022".
pub fn long_date(day: Date, language: &str) -> String {
    date(&day.to_string(), DateForm::Long, language)
}

/// An ISO date, month or year in words; anything else as it is.
pub(super) fn date(text: &str, form: DateForm, language: &str) -> String {
    let italian = language.starts_with("it");
    let months = if italian {
        ITALIAN_MONTHS
    } else {
        ENGLISH_MONTHS
    };
    let month = |month: u32| months[month as usize - 1];
    // A time is for programs.
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    if let Ok(date) = day.parse::<Date>() {
        let (day, m, year) = (date.day(), date.month(), date.year());
        return match form {
            DateForm::Short => format!("{day:02}/{m:02}/{year}"),
            DateForm::Month => format!("{} {year}", month(m)),
            // The first of the month is an ordinal in Italian.
            DateForm::Long if italian && day == 1 => format!("1º {} {year}", month(m)),
            DateForm::Long => format!("{day} {} {year}", month(m)),
        };
    }
    if let Some((year, m)) = text.split_once('-')
        && let Ok(m @ 1..=12) = m.parse::<u32>()
        && year.len() == 4
    {
        return match form {
            DateForm::Short => format!("{m:02}/{year}"),
            _ => format!("{} {year}", month(m)),
        };
    }
    text.to_owned()
}

/// A number with the language's separators. Italian groups from five digits on, as its typography
/// wants; without `decimals` only those that the number has, at most six.
pub(super) fn number(value: f64, decimals: Option<usize>, language: &str) -> String {
    let italian = language.starts_with("it");
    let (group, point) = if italian { ('.', ',') } else { (',', '.') };
    let text = match decimals {
        Some(decimals) => format!("{value:.decimals$}"),
        None => {
            let text = format!("{value:.6}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut out = String::from(sign);
    let grouped = whole.len() > if italian { 4 } else { 3 };
    for (i, digit) in whole.chars().enumerate() {
        if grouped && i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A size in bytes with the unit that leaves one to three digits: "166 KB", "2,1 MB".
pub(super) fn bytes(value: u64, language: &str) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if value < 1000 {
        return format!("{value} B");
    }
    let mut size = value as f64 / 1000.0;
    let mut unit = 0;
    while size >= 999.5 && unit + 1 < UNITS.len() {
        size /= 1000.0;
        unit += 1;
    }
    let decimals = usize::from(size < 10.0 && unit > 0);
    format!("{} {}", number(size, Some(decimals), language), UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_precisely_as_they_are_known() {
        assert_eq!(date("2022-04-14", DateForm::Long, "it"), "14 aprile 2022");
        assert_eq!(date("2022-05-01", DateForm::Long, "it"), "1º maggio 2022");
        assert_eq!(date("2022-04-14", DateForm::Short, "it"), "14/04/2022");
        assert_eq!(date("2021-11", DateForm::Long, "it"), "novembre 2021");
        assert_eq!(date("2021", DateForm::Long, "it"), "2021");
        assert_eq!(date("2022-04-14", DateForm::Long, "en"), "14 April 2022");
    }

    #[test]
    fn numbers_and_sizes_follow_the_language() {
        assert_eq!(number(351370254.33, None, "it"), "351.370.254,33");
        assert_eq!(number(1234.0, None, "it"), "1234");
        assert_eq!(number(12345.0, None, "it"), "12.345");
        assert_eq!(number(1234.5, Some(2), "en"), "1,234.50");
        assert_eq!(number(-0.5, None, "it"), "-0,5");
        assert_eq!(bytes(165_759, "it"), "166 KB");
        assert_eq!(bytes(2_097_411, "it"), "2,1 MB");
        assert_eq!(bytes(12, "it"), "12 B");
        assert_eq!(bytes(999_600, "it"), "1,0 MB");
    }
}
