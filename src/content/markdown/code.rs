//! A block of code as HTML: its colours, its lines.

use super::colours::stretches;
use crate::content::inline::escape_into;

/// A block of code being read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// What it says.
    pub text: String,
    /// Its language; empty if none is named.
    pub language: String,
    /// Its lines.
    pub lines: Lines,
}

/// What is said of the lines of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Those that are marked, counted from 1.
    pub marked: Vec<(usize, usize)>,
    /// They have numbers.
    pub numbered: bool,
}

impl Lines {
    /// What is written behind the signs of a block: `{1,3-5}`, `hl_lines="1 3-5"`, `linenos`.
    pub(super) fn read(info: &str) -> Self {
        let numbers = [
            "showLineNumbers",
            "line-numbers",
            "linenums",
            "numberLines",
            "linenos",
        ];
        let off = [
            "no-line-numbers",
            "linenos=false",
            "showLineNumbers={false}",
            "linenostart",
        ];
        let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
        let braces = info
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next());
        let named = info.split("hl_lines=").skip(1).map(|part| {
            let part = part.trim_start_matches(['"', '\'', '[']);
            part.split(['"', '\'', ']', '}']).next().unwrap_or(part)
        });
        let is_lines = |text: &&str| {
            let sign = |c: char| c.is_ascii_digit() || ", -".contains(c);
            text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(sign)
        };
        let parts = braces.filter(is_lines).chain(named);
        let marked = parts
            .flat_map(|part| part.split([',', ' ']))
            .filter_map(|range| {
                let (from, to) = range.split_once('-').unwrap_or((range, range));
                Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
            });
        Self {
            marked: marked.collect(),
            numbered: has(&numbers) && !has(&off),
        }
    }
}

/// The comments with which VitePress marks a line, and the class of what they mean.
const COMMENTS: [(&str, &str); 6] = [
    ("[!code ++]", " added"),
    ("[!code --]", " removed"),
    ("[!code highlight]", " marked"),
    ("[!code focus]", " marked"),
    ("[!code warning]", " marked"),
    ("[!code error]", " marked"),
];

impl Code {
    /// Writes the inside of its element.
    pub(super) fn write(&self, out: &mut String) {
        let (text, noted) = match self.text.contains("[!code ") {
            true => without_notes(&self.text),
            false => (self.text.clone(), Vec::new()),
        };
        let is_diff = matches!(self.language.as_str(), "diff" | "patch");
        let by_line = is_diff || self.lines != Lines::default() || !noted.is_empty();
        let stretches = stretches(&text, &self.language);
        let mut next = stretches.iter().peekable();
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let end = start + line.len();
            if by_line {
                let noted = noted.iter().find(|(at, _)| *at == index);
                let class =
                    noted.map_or_else(|| self.class(index + 1, line, is_diff), |(_, class)| class);
                out.push_str(&format!("<span class=\"line{class}\">"));
            }
            let mut at = start;
            while let Some((range, token)) = next.peek() {
                if range.start >= end {
                    break;
                }
                let (from, to) = (range.start.max(at), range.end.min(end));
                escape_into(&text[at..from], out);
                out.push_str(&format!("<span class=\"{}\">", token.class()));
                escape_into(&text[from..to], out);
                out.push_str("</span>");
                at = to;
                if range.end > end {
                    break;
                }
                next.next();
            }
            escape_into(&text[at..end], out);
            if by_line {
                out.push_str("</span>");
            }
            start = end;
        }
    }

    fn class(&self, number: usize, line: &str, is_diff: bool) -> &'static str {
        let mut marked = self.lines.marked.iter();
        match line.as_bytes().first() {
            Some(b'+') if is_diff => " added",
            Some(b'-') if is_diff => " removed",
            _ if marked.any(|(from, to)| (*from..=*to).contains(&number)) => " marked",
            _ => "",
        }
    }
}

/// A code without the comments that mark its lines, and which of them they do.
fn without_notes(text: &str) -> (String, Vec<(usize, &'static str)>) {
    let (mut out, mut noted) = (String::with_capacity(text.len()), Vec::new());
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let found = COMMENTS
            .iter()
            .find_map(|(sign, class)| Some((line.find(sign)?, class)));
        match found {
            Some((at, class)) => {
                let before = line[..at].trim_end_matches(['/', '#', '-', '<', '!', '*', ' ', '{']);
                out.push_str(before);
                out.push_str(if line.ends_with('\n') { "\n" } else { "" });
                noted.push((index, *class));
            }
            None => out.push_str(line),
        }
    }
    (out, noted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(info: &str, language: &str, text: &str) -> String {
        let code = Code {
            text: text.to_owned(),
            language: language.to_owned(),
            lines: Lines::read(info),
        };
        let mut out = String::new();
        code.write(&mut out);
        out
    }

    #[test]
    fn lines_are_marked_and_numbered_as_their_authors_say() {
        let marked = |info: &str| Lines::read(info).marked;
        assert_eq!(marked("js{2-6}"), [(2, 6)]);
        assert_eq!(marked("{ .yaml hl_lines=\"2 4-5\" }"), [(2, 2), (4, 5)]);
        assert_eq!(marked("go {hl_lines=[1,\"3-4\"]}"), [(1, 1)]);
        assert_eq!(marked("js {class=x}"), []);
        assert!(Lines::read("js showLineNumbers").numbered);
        assert!(!Lines::read("js").numbered && !Lines::read("js linenos=false").numbered);
    }

    #[test]
    fn code_is_escaped_and_its_lines_are_whole() {
        assert_eq!(html("", "", "a < b\n"), "a &lt; b\n");
        assert_eq!(
            html("", "js", "if (\"<\")\n"),
            "<span class=\"hl-w\">if</span> (<span class=\"hl-s\">&quot;&lt;&quot;</span>)\n"
        );
        assert_eq!(
            html("{2}", "", "a\nb\n"),
            "<span class=\"line\">a\n</span><span class=\"line marked\">b\n</span>"
        );
        assert_eq!(
            html("", "diff", "+a\n-b\n"),
            "<span class=\"line added\">+a\n</span><span class=\"line removed\">-b\n</span>"
        );
        assert_eq!(
            html("", "js", "a // [!code ++]\n"),
            "<span class=\"line added\">a\n</span>"
        );
        assert_eq!(
            html("{1}", "js", "/* a\nb */\n"),
            "<span class=\"line marked\"><span class=\"hl-c\">/* a\n</span></span><span class=\"line\"><span class=\"hl-c\">b */</span>\n</span>"
        );
    }
}
