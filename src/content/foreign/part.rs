//! A part of a file: some of its lines, or what stands between two marks.

use std::fmt;

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Lines, counted from 1, both included; to the end with [`usize::MAX`].
    Lines(usize, usize),
    /// What stands between the marks of a name.
    Named(String),
}

impl Part {
    /// What stands behind a path: `2:10`, `:10`, `2-10`, `L2-L10` or a name.
    pub(super) fn read(text: &str) -> Self {
        let text = text
            .trim_start_matches(['#', '?', ':'])
            .trim_start_matches("range=");
        if text.is_empty() {
            return Self::Whole;
        }
        let (from, to) = text.split_once([':', '-', ',']).unwrap_or((text, text));
        let number = |text: &str, otherwise| match text.trim_start_matches('L') {
            "" => Some(otherwise),
            digits => digits.parse().ok(),
        };
        match (number(from, 1), number(to, usize::MAX)) {
            (Some(from), Some(to)) => Self::Lines(from, to),
            _ => Self::Named(text.to_owned()),
        }
    }

    /// This part of a text, if there is one.
    pub(super) fn of(&self, text: &str) -> Option<String> {
        match self {
            Self::Whole => Some(text.to_owned()),
            Self::Lines(from, to) => {
                let lines = text.lines().skip(from.saturating_sub(1));
                let lines: Vec<&str> = lines.take(to.saturating_sub(from - 1)).collect();
                (!lines.is_empty()).then(|| lines.join("\n"))
            }
            Self::Named(name) => named(text, name),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Lines(from, usize::MAX) => write!(f, "{from}:"),
            Self::Lines(from, to) => write!(f, "{from}:{to}"),
            Self::Named(name) => f.write_str(name),
        }
    }
}

/// The names of the parts that a text marks, as they are suggested.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let after = |sign: &str| line.find(sign).map(|at| &line[at + sign.len()..]);
        let rest = ["ANCHOR: ", "[start:", "#region "]
            .into_iter()
            .find_map(after)?;
        let end = rest.find([']', ' ']).unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

/// The lines between the marks of a name, without the marks of others.
fn named(text: &str, name: &str) -> Option<String> {
    let begins = ["ANCHOR: ", "[start:", "#region ", "region ", "<"];
    let ends = ["ANCHOR_END: ", "[end:", "#endregion", "endregion", "</"];
    let is_mark = |line: &str, signs: &[&str]| {
        signs.iter().any(|sign| {
            line.find(sign).is_some_and(|at| {
                let rest = &line[at + sign.len()..];
                let own = rest.strip_prefix(name);
                own.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
                    || rest.is_empty() && sign.ends_with("endregion")
            })
        })
    };
    let mut lines = text.lines();
    lines.find(|line| is_mark(line, &begins))?;
    let own = lines.take_while(|line| !is_mark(line, &ends));
    let own: Vec<&str> = own.filter(|line| !line.contains("ANCHOR")).collect();
    let indents = own.iter().filter(|line| !line.trim().is_empty());
    let indents = indents.map(|line| line.len() - line.trim_start_matches(' ').len());
    let indent = indents.min().unwrap_or(0);
    let own: Vec<&str> = own
        .iter()
        .map(|line| line.get(indent..).unwrap_or(""))
        .collect();
    Some(own.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_lines_or_what_marks_name() {
        let text = "1\n// ANCHOR: a\n  2\n  3\n// ANCHOR_END: a\n#region b\n4\n#endregion\n// <c>\n5\n// </c>\n";
        for (part, expected) in [
            ("", Some(text.to_owned())),
            ("3:4", Some("  2\n  3".to_owned())),
            ("3", Some("  2".to_owned())),
            (":1", Some("1".to_owned())),
            ("#L3-L4", Some("  2\n  3".to_owned())),
            ("?range=7-7", Some("4".to_owned())),
            ("a", Some("2\n3".to_owned())),
            ("#b", Some("4".to_owned())),
            ("c", Some("5".to_owned())),
            ("d", None),
            ("90", None),
        ] {
            assert_eq!(Part::read(part).of(text), expected, "{part}");
        }
        assert_eq!(names(text).collect::<Vec<_>>(), ["a", "b"]);
    }
}
