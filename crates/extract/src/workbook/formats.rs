//! How the numbers of cells are shown: days and times are numbers too (ECMA-376, part 1, 18.8.30).

use super::language::Language;
use crate::cause::Cause;
use crate::xml::{self, Token, local};
use std::collections::HashMap;

/// Days from the first one that is counted to the first of 1970.
const TO_1970: i64 = 25_569;
/// The same where days are counted from 1904 on.
const TO_1970_SINCE_1904: i64 = 24_107;
const SECONDS: i64 = 86_400;
/// The day after the last one that has a number.
const BEYOND: f64 = 2_958_466.0;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    Plain,
    /// With so many digits behind the point, and its thousands apart or not.
    Number {
        digits: usize,
        grouped: bool,
    },
    /// With zeros in front, so that it has so many digits: a code, not a number.
    Code(usize),
    /// With so many digits behind the point.
    Percent(usize),
    /// A day, a time, or both; whether the year comes first, and the month in words.
    Moment {
        day: bool,
        time: bool,
        year_first: bool,
        in_words: bool,
    },
    /// Hours beyond a day.
    Duration,
}

/// The formats of a workbook by the numbers that cells have for them.
#[derive(Default)]
pub(super) struct Formats {
    formats: Vec<Format>,
    /// The language that the formats name, or the file.
    language: Option<Language>,
    pub(super) since_1904: bool,
}

impl Formats {
    /// Those that the part with the styles lists.
    pub(super) fn read(styles: &str, tag: Option<&str>) -> Result<Self, Cause> {
        let mut language = tag.and_then(Language::tagged);
        let mut codes: HashMap<String, Format> = HashMap::new();
        let mut formats = Vec::new();
        let mut inside = false;
        xml::read(styles, &[], |token| {
            match token {
                Token::Start(element) => match local(element.name()) {
                    "numFmt" => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        let id = element.attribute("numFmtId").unwrap_or_default();
                        language = Language::of_code(&code).or(language);
                        codes.insert(id, of_code(&code));
                    }
                    "cellXfs" => inside = true,
                    "xf" if inside => {
                        let id = element.attribute("numFmtId").unwrap_or_default();
                        let own = codes.get(&id).copied();
                        formats.push(own.unwrap_or_else(|| built_in(id.parse().unwrap_or(0))));
                    }
                    _ => {}
                },
                Token::End(name) if local(&name) == "cellXfs" => inside = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            formats,
            language,
            since_1904: false,
        })
    }

    /// A number as a cell of a style shows it.
    pub(super) fn shown(&self, value: &str, style: usize) -> String {
        let Some(number) = value.parse().ok().filter(|number| is_shown(*number)) else {
            return value.to_owned();
        };
        match self.formats.get(style).copied().unwrap_or(Format::Plain) {
            Format::Plain => self.pointed(plain(number)),
            // Nobody knows how it is shown to readers whose language is not.
            Format::Number { digits, grouped } => match self.language {
                Some(language) => language.number(number, digits, grouped),
                None => plain(number),
            },
            Format::Code(digits) => format!("{number:0digits$.0}"),
            Format::Percent(digits) => self.pointed(format!("{:.digits$}%", number * 100.0)),
            Format::Duration => {
                let minutes = (number * 1440.0).round() as i64;
                format!("{}:{:02}", minutes / 60, minutes.rem_euclid(60))
            }
            Format::Moment { .. } if !(0.0..BEYOND).contains(&number) => plain(number),
            Format::Moment {
                day,
                time,
                year_first,
                in_words,
            } => {
                let seconds = (number * SECONDS as f64).round() as i64;
                let mut parts = Vec::new();
                if day {
                    parts.push(self.day(seconds.div_euclid(SECONDS), year_first, in_words));
                }
                if time {
                    parts.push(clock(seconds.rem_euclid(SECONDS)));
                }
                parts.join(" ")
            }
        }
    }

    /// A number that has a point, with what stands for it.
    fn pointed(&self, number: String) -> String {
        match self.language {
            Some(language) if language != Language::English => number.replace('.', ","),
            _ => number,
        }
    }

    fn day(&self, number: i64, year_first: bool, in_words: bool) -> String {
        let offset = match self.since_1904 {
            true => TO_1970_SINCE_1904,
            // The first workbooks took 1900 for a leap year.
            false if number < 60 => TO_1970 - 1,
            false => TO_1970,
        };
        let (year, month, day) = civil(number.saturating_sub(offset));
        match self.language {
            Some(language) if in_words => language.day((year, month, day)),
            _ if year_first => format!("{year:04}-{month:02}-{day:02}"),
            _ => format!("{day:02}/{month:02}/{year:04}"),
        }
    }
}

/// Whether a number is not as large as none in a table.
fn is_shown(number: f64) -> bool {
    number.abs() < 1e15
}

/// A number with the fifteen digits that it was shown with.
fn plain(number: f64) -> String {
    let digits = format!("{number:.14e}").parse::<f64>();
    format!("{}", digits.unwrap_or(number))
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// The year, month and day of a day counted from the first of 1970, by which March begins a year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let year = year + era * 400 + i64::from(month >= 10);
    let month_number = if month < 10 { month + 3 } else { month - 9 };
    (year, month_number, day - (153 * month + 2) / 5 + 1)
}

/// The formats that have a number and no code.
fn built_in(id: u32) -> Format {
    let moment = |day, time| Format::Moment {
        day,
        time,
        year_first: false,
        in_words: false,
    };
    let number = |digits, grouped| Format::Number { digits, grouped };
    match id {
        1 => number(0, false),
        2 => number(2, false),
        3 | 5 | 6 | 37 | 38 | 41 | 42 => number(0, true),
        4 | 7 | 8 | 39 | 40 | 43 | 44 => number(2, true),
        9 => Format::Percent(0),
        10 => Format::Percent(2),
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => moment(true, false),
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => moment(false, true),
        22 => moment(true, true),
        46 => Format::Duration,
        _ => Format::Plain,
    }
}

/// What a code of a format means.
fn of_code(code: &str) -> Format {
    let first = code.split(';').next().unwrap_or("");
    let mut signs = String::new();
    let (mut quoted, mut escaped) = (false, false);
    let mut bracket: Option<String> = None;
    for c in first.chars() {
        match (c, &mut bracket) {
            _ if std::mem::take(&mut escaped) => {}
            ('"', None) => quoted = !quoted,
            _ if quoted => {}
            ('\\' | '_' | '*', None) => escaped = true,
            ('[', None) => bracket = Some(String::new()),
            (']', Some(inside)) => {
                // Colours, conditions and languages stand there too.
                if matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return Format::Duration;
                }
                bracket = None;
            }
            (c, Some(inside)) => inside.push(c.to_ascii_lowercase()),
            (c, None) => signs.push(c.to_ascii_lowercase()),
        }
    }
    if signs.contains('%') {
        let digits = signs.split_once('.').map_or("", |(_, digits)| digits);
        return Format::Percent(digits.chars().filter(|c| matches!(c, '0' | '#')).count());
    }
    if signs.len() > 1 && signs.chars().all(|c| c == '0') {
        return Format::Code(signs.len());
    }
    let (year, day) = (signs.find(['y', 'a']), signs.find('d'));
    let time = signs.contains(['h', 's']);
    // `General` and numbers with an exponent have some of these letters.
    if signs.contains("general") || signs.contains(['0', '#']) && !time {
        return number(&signs);
    }
    let is_day = year.is_some() || day.is_some() || signs.contains('m') && !time;
    match is_day || time {
        true => Format::Moment {
            day: is_day,
            time,
            year_first: matches!((year, day), (Some(year), Some(day)) if year < day),
            in_words: signs.contains("mmmm") && year.is_some() && day.is_some(),
        },
        false => Format::Plain,
    }
}

/// What a code without letters means; fractions, exponents and thousands that are cut off are left as
/// they are.
fn number(signs: &str) -> Format {
    if signs.contains(['?', '/']) {
        return Format::Plain;
    }
    let digits = signs.trim_matches(|c| !matches!(c, '0' | '#' | ',' | '.'));
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let is_simple = whole.chars().all(|c| matches!(c, '0' | '#' | ','))
        && behind.chars().all(|c| c == '0')
        && !whole.is_empty()
        && !digits.ends_with(',');
    match is_simple {
        true => Format::Number {
            digits: behind.len(),
            grouped: whole.contains(','),
        },
        false => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_days_times_and_shares() {
        let codes = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/>\
            <numFmt numFmtId=\"165\" formatCode=\"[$-410]d mmmm yyyy;@\"/>\
            <numFmt numFmtId=\"166\" formatCode=\"#,##0.00 &quot;days&quot;\"/>\
            <numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"168\" formatCode=\"000000\"/><numFmt numFmtId=\"169\" formatCode=\"# ?/?\"/></numFmts>\
            <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>\
            <xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"10\"/><xf numFmtId=\"167\"/><xf numFmtId=\"20\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/></cellXfs></styleSheet>";
        let formats = Formats::read(codes, None).unwrap();
        for (value, style, shown) in [
            ("0.30000000000000004", 0, "0,3"),
            ("1234567.891", 0, "1234567,891"),
            ("46095", 0, "46095"),
            ("46095", 1, "14/03/2026"),
            ("46022.78125", 2, "2025-12-31 18:45"),
            ("46095", 3, "14 marzo 2026"),
            ("46095.5", 4, "46.095,50"),
            ("-0.004", 4, "0,00"),
            ("-1234.5", 4, "-1.234,50"),
            ("0.125", 5, "12,50%"),
            ("1.5", 6, "36:00"),
            ("0.4375", 7, "10:30"),
            ("6001", 8, "006001"),
            ("75.75", 9, "75,75"),
            ("59", 1, "28/02/1900"),
            ("61", 1, "01/03/1900"),
            ("-1e300", 1, "-1e300"),
            ("nan", 10, "nan"),
            ("VERO", 0, "VERO"),
        ] {
            assert_eq!(formats.shown(value, style), shown, "{value}");
        }
        let since = Formats {
            since_1904: true,
            ..formats
        };
        assert_eq!(since.shown("0", 1), "01/01/1904");
    }
}
