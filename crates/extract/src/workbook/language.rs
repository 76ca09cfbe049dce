//! How languages write the numbers and days of cells: the files name it in their formats, at best.

/// A language whose readers open workbooks of bodies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Language {
    Italian,
    English,
    German,
    French,
    Spanish,
}

impl Language {
    /// That of a tag (BCP 47).
    pub(super) fn tagged(tag: &str) -> Option<Self> {
        Some(match tag.split('-').next()? {
            "it" => Self::Italian,
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            _ => return None,
        })
    }

    /// That which a code of a format names, by Windows' number: `[$-410]`, `[$€-410]`.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let (_, named) = code.split_once("[$")?;
        let (_, number) = named.split(']').next()?.split_once('-')?;
        let number = u32::from_str_radix(number, 16).ok()?;
        // Of the system's own long date it is not known which it is.
        Some(match number & 0x3ff {
            _ if number > 0xffff || number & 0xf000 == 0xf000 => return None,
            0x10 => Self::Italian,
            0x09 => Self::English,
            0x07 => Self::German,
            0x0c => Self::French,
            0x0a => Self::Spanish,
            _ => return None,
        })
    }

    /// A number with so many digits behind the point, and its thousands apart or not.
    pub(super) fn number(self, number: f64, digits: usize, grouped: bool) -> String {
        let (thousands, point) = match self {
            Self::English => (',', '.'),
            Self::French => ('\u{a0}', ','),
            _ => ('.', ','),
        };
        let rounded = format!("{:.digits$}", number.abs());
        let (whole, behind) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let is_nothing = rounded.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let mut text = String::new();
        if number < 0.0 && !is_nothing {
            text.push('-');
        }
        for (at, digit) in whole.chars().enumerate() {
            let left = whole.len() - at;
            if grouped && at > 0 && left.is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !behind.is_empty() {
            text.push(point);
            text.push_str(behind);
        }
        text
    }

    /// A day with its month in words; months count from 1.
    pub(super) fn day(self, (year, month, day): (i64, i64, i64)) -> String {
        let months = match self {
            Self::Italian => {
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
            }
            Self::English => {
                "January February March April May June July August September October November December"
            }
            Self::German => {
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
            }
            Self::French => {
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
            }
            Self::Spanish => {
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
            }
        };
        let month = months.split(' ').nth(month as usize - 1).unwrap_or("");
        match self {
            Self::German => format!("{day}. {month} {year}"),
            Self::Spanish => format!("{day} de {month} de {year}"),
            _ => format!("{day} {month} {year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, French, German, Italian, Spanish};

    #[test]
    fn languages_write_numbers_and_days_their_way() {
        for (code, language) in [
            ("[$-410]d mmmm yyyy;@", Some(Italian)),
            ("#,##0.00\\ [$€-407]", Some(German)),
            ("[$-F800]dddd", None),
            ("[$-x]", None),
            ("[Red]0", None),
        ] {
            assert_eq!(Language::of_code(code), language, "{code}");
        }
        assert_eq!(Language::tagged("en-GB"), Some(English));
        assert_eq!(Italian.number(1_234_567.5, 2, true), "1.234.567,50");
        assert_eq!(English.number(999.999, 2, true), "1,000.00");
        assert_eq!(French.number(-12_000.0, 0, true), "-12\u{a0}000");
        assert_eq!(Spanish.day((2026, 3, 1)), "1 de marzo de 2026");
        assert_eq!(German.day((2026, 3, 1)), "1. März 2026");
    }
}
