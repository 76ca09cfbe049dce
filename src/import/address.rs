//! Addresses as other programs make them.

/// An address as it is looked for: a path from the top, with a slash behind that of a page; what a
/// server finds at an `index.html` is at its folder.
pub(super) fn normal(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let names = path.split('/').filter(|name| !matches!(*name, "" | "."));
    let mut joined = names.collect::<Vec<_>>().join("/");
    if joined == "index.html" {
        joined.clear();
    }
    if let Some(folder) = joined.strip_suffix("/index.html") {
        joined.truncate(folder.len());
    }
    match joined.is_empty() || is_file(&joined) {
        true => format!("/{joined}"),
        false => format!("/{joined}/"),
    }
}

/// Whether an address is that of a file.
pub(super) fn is_file(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    const ENDS: [&str; 14] = [
        "html", "htm", "php", "xml", "json", "txt", "jpg", "jpeg", "png", "gif", "svg", "webp",
        "pdf", "zip",
    ];
    ENDS.contains(&end)
}

/// A name of a folder or a field as people write it: `corso-di-rust` is `Corso di rust`.
pub(super) fn spoken(name: &str) -> String {
    let text = name.replace(['-', '_'], " ");
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The address of a page below a folder's.
pub(super) fn below(folder: &str, name: &str) -> String {
    normal(&format!("{folder}/{name}"))
}

/// A pattern such as `/:year/:title/` with the values of its words; those without one are nothing.
pub(super) fn pattern(pattern: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        let word = &rest[at + 1..];
        let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut length = word.find(|c| !is_inner(c)).unwrap_or(word.len());
        // A part of a list: `:sections[1:]`.
        if word[length..].starts_with('[') {
            length += word[length..].find(']').map_or(0, |end| end + 1);
        }
        out.push_str(&value(&word[..length]).unwrap_or_default());
        rest = &word[length..];
    }
    out.push_str(rest);
    out
}

/// A year, a month and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day<'a> {
    pub year: &'a str,
    pub month: &'a str,
    pub day: &'a str,
}

/// The day that a text begins with.
pub(super) fn day(text: &str) -> Option<Day<'_>> {
    let day = text.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(i, byte)| match i {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_day.then(|| Day {
        year: &day[..4],
        month: &day[5..7],
        day: &day[8..10],
    })
}

impl Day<'_> {
    /// A word of a pattern that stands for a part of it.
    pub(super) fn part(&self, word: &str) -> Option<String> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let bare = |number: &str| number.trim_start_matches('0').to_owned();
        Some(match word {
            "year" => self.year.to_owned(),
            "month" => self.month.to_owned(),
            "day" => self.day.to_owned(),
            "short_year" => self.year[2..].to_owned(),
            "i_month" => bare(self.month),
            "i_day" => bare(self.day),
            "monthname" => {
                let month: usize = self.month.parse().ok()?;
                (*MONTHS.get(month.checked_sub(1)?)?).to_owned()
            }
            _ => return None,
        })
    }
}

/// The day that the name of a file begins with, and the rest of the name.
pub(super) fn dated(name: &str) -> Option<(Day<'_>, &str)> {
    let rest = name.get(10..)?.strip_prefix('-')?;
    Some((day(name)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        for (written, expected) in [
            ("", "/"),
            ("a/b", "/a/b/"),
            ("/a//b/", "/a/b/"),
            ("/a/index.html", "/a/"),
            ("/index.html", "/"),
            ("/a.html?x", "/a.html"),
            ("https://a.example/b/#c", "/b/"),
            ("https://a.example", "/"),
            ("/v1.2", "/v1.2/"),
        ] {
            assert_eq!(normal(written), expected, "{written}");
        }
    }

    #[test]
    fn patterns_are_filled_in() {
        let value = |word: &str| match word {
            "sections[1:]" => Some("b".to_owned()),
            word => day("2020-01-02T03:04").and_then(|day| day.part(word)),
        };
        let filled = pattern("/:year/:i_month/:monthname/:sections[1:]/:none.html", value);
        assert_eq!(filled, "/2020/1/january/b/.html");
        let (day, rest) = dated("2020-01-02-a-b").unwrap();
        assert_eq!((day.day, rest), ("02", "a-b"));
        assert_eq!(dated("2020-1-2-a"), None);
    }
}
