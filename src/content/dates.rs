//! Dates as other programs and people write them.

use super::Date;

/// The date meant by a text in a form that other programs and people use: a date with a time, one
/// with slashes or dots and the day first, or one with the month in words.
pub(super) fn guess_date(text: &str) -> Option<Date> {
    const FORMS: [&str; 9] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%B %d, %Y",
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
