//! A block of code as HTML: its colours, its lines.

use super::colours::stretches;
use crate::content::inline::escape_into;
use crate::content::signs::has_any;

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
    /// Those that are shown as added, and as removed.
    pub added: Vec<(usize, usize)>,
    pub removed: Vec<(usize, usize)>,
    /// They have numbers.
    pub numbered: bool,
}

impl Lines {
    /// What is written behind the signs of a block: `{1,3-5}`, `hl_lines="1 3-5"`, `ins={2}`, `linenos`.
    pub(super) fn read(info: &str) -> Self {
        const NUMBERS: [&str; 5] = [
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
            "showLineNumbers=false",
        ];
        let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let mut words = info.split(|c| !is_inner(c));
        let mut lines = Self {
            numbered: words.any(|word| NUMBERS.contains(&word))
                && !off.iter().any(|word| info.contains(word)),
            ..Self::default()
        };
        for (at, _) in info.match_indices('{') {
            let part = info[at + 1..].split('}').next().unwrap_or_default();
            let sign = |c: char| c.is_ascii_digit() || ", -".contains(c);
            if !part.starts_with(|c: char| c.is_ascii_digit()) || !part.chars().all(sign) {
                continue;
            }
            let before = info[..at].strip_suffix('=').unwrap_or("");
            let name = before.rsplit(|c| !is_inner(c)).next().unwrap_or_default();
            match name {
                "" | "mark" | "highlight" | "hl_lines" => lines.marked.extend(ranges(part)),
                "ins" => lines.added.extend(ranges(part)),
                "del" => lines.removed.extend(ranges(part)),
                _ => {}
            }
        }
        for part in info.split("hl_lines=").skip(1) {
            let part = match part.strip_prefix('[') {
                Some(list) => list.split(']').next().unwrap_or(list),
                None => {
                    let part = part.trim_start_matches(['"', '\'']);
                    part.split(['"', '\'', '}']).next().unwrap_or(part)
                }
            };
            lines.marked.extend(ranges(part));
        }
        lines
    }
}

/// Numbers and ranges of lines: `1,3-5`, `1 3-5`, `1,"3-5"`.
fn ranges(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.split([',', ' ', '"', '\'']).filter_map(|range| {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
    })
}

/// What VitePress calls a line in a comment, and the class of what it means.
const COMMENTS: [(&str, &str); 6] = [
    ("++", " added"),
    ("--", " removed"),
    ("highlight", " marked"),
    ("focus", " marked"),
    ("warning", " marked"),
    ("error", " marked"),
];

impl Code {
    /// Writes the inside of its element.
    pub(super) fn write(&self, out: &mut String) {
        let (text, noted) = match has_any(&self.text, &["[!code ", "highlight-"]) {
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
        let is_in = |lines: &[(usize, usize)]| {
            let mut lines = lines.iter();
            lines.any(|(from, to)| (*from..=*to).contains(&number))
        };
        match line.as_bytes().first() {
            Some(b'+') if is_diff => " added",
            Some(b'-') if is_diff => " removed",
            _ if is_in(&self.lines.added) => " added",
            _ if is_in(&self.lines.removed) => " removed",
            _ if is_in(&self.lines.marked) => " marked",
            _ => "",
        }
    }
}

/// A code without the comments that mark its lines, and which of them they do.
fn without_notes(text: &str) -> (String, Vec<(usize, &'static str)>) {
    let (mut out, mut noted) = (String::with_capacity(text.len()), Vec::new());
    // How many of the next lines are marked, and as what.
    let mut next = (0, "");
    let mut index = 0;
    for line in text.split_inclusive('\n') {
        if let Some(count) = docusaurus(line) {
            next = (count, " marked");
            continue;
        }
        let note = note(line);
        let own = note.map_or(line, |(before, _)| before);
        if let Some((_, mark)) = note {
            if own.trim().is_empty() {
                next = mark.unwrap_or(next);
                continue;
            }
            next = mark.unwrap_or(next);
        }
        out.push_str(own);
        out.push_str(match line.ends_with('\n') && !own.ends_with('\n') {
            true => "\n",
            false => "",
        });
        if next.0 > 0 {
            noted.push((index, next.1));
            next.0 -= 1;
        }
        index += 1;
    }
    (out, noted)
}

/// What VitePress says in a comment at the end of a line (`// [!code highlight:3]`): the line
/// without it, and how many lines are shown as what, if they are.
fn note(line: &str) -> Option<(&str, Option<(usize, &'static str)>)> {
    let at = line.find("[!code ")?;
    let inside = line[at + "[!code ".len()..].split(']').next()?;
    let (name, count) = inside.split_once(':').unwrap_or((inside, "1"));
    let before = line[..at].trim_end_matches(['/', '#', '-', '<', '!', '*', ' ', '{', ';', '%']);
    if name == "word" {
        return Some((before, None));
    }
    let (_, class) = COMMENTS.iter().find(|(own, _)| *own == name)?;
    Some((before, Some((count.parse().ok()?, *class))))
}

/// How many lines are marked from here on, if a line is nothing but what Docusaurus says of that.
fn docusaurus(line: &str) -> Option<usize> {
    let own = line
        .trim()
        .trim_start_matches(['/', '#', '-', '<', '!', '*', '{', ';', '%', ' ']);
    if own.len() == line.trim().len() {
        return None;
    }
    let own = own.trim_end_matches(['*', '/', '-', '>', '}', ' ']);
    match own {
        "highlight-next-line" => Some(1),
        "highlight-start" => Some(usize::MAX),
        "highlight-end" => Some(0),
        _ => None,
    }
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
        assert_eq!(marked("go {hl_lines=[1,\"3-4\"]}"), [(1, 1), (3, 4)]);
        assert_eq!(
            marked("js {4} ins={2} collapse={7-9} startLineNumber={5}"),
            [(4, 4)]
        );
        assert_eq!(Lines::read("js ins={2} del={3-4}").added, [(2, 2)]);
        assert_eq!(Lines::read("js ins={2} del={3-4}").removed, [(3, 4)]);
        assert!(Lines::read("go {linenos=table,linenostart=10}").numbered);
        assert!(!Lines::read("go {linenostart=10}").numbered);
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
        for text in [
            "// highlight-next-line\na\nb\n",
            "{/* highlight-start */}\na\n{/* highlight-end */}\nb\n",
            "a // [!code highlight]\n// [!code word:x]\nb\n",
            "// [!code focus:1]\na\nb\n",
        ] {
            assert_eq!(
                html("", "", text),
                "<span class=\"line marked\">a\n</span><span class=\"line\">b\n</span>",
                "{text}"
            );
        }
        assert_eq!(
            html("{1}", "js", "/* a\nb */\n"),
            "<span class=\"line marked\"><span class=\"hl-c\">/* a\n</span></span><span class=\"line\"><span class=\"hl-c\">b */</span>\n</span>"
        );
    }
}
