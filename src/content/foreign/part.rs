//! A part of a file: some of its lines, or what stands between two marks.

use std::fmt;

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Lines, counted from 1, both included, in the order in which they are asked for; to
    /// the end with [`usize::MAX`].
    Lines(Vec<(usize, usize)>),
    /// What stands between the marks of a name.
    Named(String),
    /// A heading with what stands below it.
    Below(String),
}

impl Part {
    /// What stands behind a path: `2:10`, `:10`, `2-10`, `L2-L10`, `1-2,4`, `{3,}`, a name, or all that a
    /// query says.
    pub(super) fn read(text: &str) -> Self {
        if let Some(lines) = text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'))
        {
            return match lines.split_once(',') {
                Some((from, to)) => Self::read(&format!("{from}:{to}")),
                None => Self::read(lines),
            };
        }
        let text = match text.strip_prefix('?') {
            Some(query) => {
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                let known = ["range", "name", "id"];
                let asked = pairs.find(|(key, _)| known.contains(key));
                asked.map_or("", |(_, value)| value)
            }
            None => text.trim_start_matches(['#', ':']),
        };
        if text.is_empty() {
            return Self::Whole;
        }
        let number = |text: &str, otherwise| match text.trim_start_matches('L') {
            "" => Some(otherwise),
            digits => digits.parse().ok(),
        };
        let ranges = text.split(',').map(|range| {
            let (from, to) = range.split_once([':', '-']).unwrap_or((range, range));
            Some((number(from, 1)?, number(to, usize::MAX)?))
        });
        match ranges.collect() {
            Some(ranges) => Self::Lines(ranges),
            None => Self::Named(text.to_owned()),
        }
    }

    /// This part of a text, if there is one.
    pub(super) fn of(&self, text: &str) -> Option<String> {
        match self {
            Self::Whole => Some(text.to_owned()),
            Self::Lines(ranges) => {
                let lines = ranges.iter().flat_map(|(from, to)| {
                    let before = from.saturating_sub(1);
                    text.lines().skip(before).take(to.saturating_sub(before))
                });
                let lines: Vec<&str> = lines.collect();
                (!lines.is_empty()).then(|| lines.join("\n"))
            }
            Self::Named(name) => named(text, name),
            Self::Below(heading) => below(text, heading),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Lines(ranges) => {
                for (i, (from, to)) in ranges.iter().enumerate() {
                    let comma = if i > 0 { "," } else { "" };
                    match *to {
                        usize::MAX => write!(f, "{comma}{from}:")?,
                        to => write!(f, "{comma}{from}:{to}")?,
                    }
                }
                Ok(())
            }
            Self::Named(name) | Self::Below(name) => f.write_str(name),
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

/// The section of a heading, with it.
fn below(text: &str, heading: &str) -> Option<String> {
    let depth = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    let mut lines = text.lines().skip_while(|line| {
        let own = line.trim_start_matches('#');
        own.len() == line.len() || !own.trim().eq_ignore_ascii_case(heading.trim())
    });
    let first = lines.next()?;
    let is_inside = |line: &&str| {
        let own = depth(line);
        own == 0 || own > depth(first) || !line[own..].starts_with(' ')
    };
    let own = [first].into_iter().chain(lines.take_while(is_inside));
    Some(own.collect::<Vec<_>>().join("\n"))
}

/// The lines between the marks of a name, without the marks of others.
fn named(text: &str, name: &str) -> Option<String> {
    let begins = ["ANCHOR: ", "[start:", "#region ", "region ", "<"];
    let ends = ["ANCHOR_END: ", "[end:", "#endregion", "endregion", "</"];
    let is_mark = |line: &str, signs: &[&str]| {
        signs.iter().any(|sign| {
            line.find(sign).is_some_and(|at| {
                let rest = line[at + sign.len()..].trim_start();
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
        let text = "1\n// ANCHOR: a\n  2\n  3\n// ANCHOR_END: a\n#region b\n4\n#endregion\n// <c>\n5\n// </c>\n// #region e\n8\n// #endregion e\n9\n";
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
            ("?name=c&highlight=1", Some("5".to_owned())),
            ("?range=1,3-4&dedent=2", Some("1\n  2\n  3".to_owned())),
            ("?highlight=1", Some(text.to_owned())),
            ("{,1}", Some("1".to_owned())),
            ("{3,4}", Some("  2\n  3".to_owned())),
            ("#e", Some("8".to_owned())),
            ("d", None),
            ("90", None),
        ] {
            assert_eq!(Part::read(part).of(text), expected, "{part}");
        }
        assert_eq!(names(text).collect::<Vec<_>>(), ["a", "b", "e"]);
    }
}
