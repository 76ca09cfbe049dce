//! Blocks of code: their language, their title, and whether they end.

use super::code::Lines;
use super::writer::Writer;
use crate::content::body::{PlaceholderKind, cleaned, unreserved};
use crate::content::foreign::directive;
use crate::diagnostic::{Misread, Problem, Slip};
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// What stands behind the signs that open a block of code.
#[derive(Debug, Default, PartialEq, Eq)]
struct Information<'a> {
    /// The language; empty if none is named.
    language: &'a str,
    /// What the code is shown under, such as the name of its file.
    title: Option<&'a str>,
}

impl Writer<'_, '_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.in_code_block = true;
        let mut information = Information::default();
        let components = &self.page.schema.components;
        let is_text = |code: &str| is_prose(code, |name| components.contains_key(name));
        if matches!(kind, CodeBlockKind::Indented)
            && (begins_item(&self.prepared.text[..range.start]) && !self.page.schema.open
                || is_text(&self.prepared.text[range.clone()]))
        {
            self.slip(Slip::IndentedCode, range);
        }
        if let CodeBlockKind::Fenced(info) = kind {
            self.check_fence(range);
            self.tell_directive(info, range);
            information = read(info);
            self.check_whole(information.language, range);
            self.blocks.code.lines = Lines::read(info);
        }
        self.blocks.code.language = unreserved(information.language);
        let is_tab = self.code_is_tab();
        let is_drawing = information.language == "mermaid";
        self.blocks.code_end = match (is_tab, information.title) {
            (true, _) => "</div>\n</details>\n",
            (false, None) if !is_drawing => "",
            (false, _) => "</figure>\n",
        };
        if is_tab {
            let title = information.title.unwrap_or(information.language);
            self.plain_text(&format!("{title}\n"));
            self.begin_tab(title, "");
        } else if let Some(title) = information.title {
            self.push("<figure class=\"code\"><figcaption>");
            self.escaped(title);
            self.push("</figcaption>");
            self.plain_text(&format!("{title}\n"));
        } else if is_drawing {
            // What it draws is in its words.
            self.push("<figure class=\"code\"><figcaption>");
            self.placeholder(PlaceholderKind::Word("diagram".to_owned()));
            self.push("</figcaption>");
        }
        // It may scroll, so the keyboard has to reach it.
        self.push("<pre tabindex=\"0\"><code");
        let numbered = self.blocks.code.lines.numbered;
        let class = match (unreserved(information.language), numbered) {
            (language, false) if language.is_empty() => language,
            (language, true) if language.is_empty() => "numbered".to_owned(),
            (language, false) => format!("language-{language}"),
            (language, true) => format!("language-{language} numbered"),
        };
        if !class.is_empty() {
            self.attribute("class", &class);
        }
        self.push(">");
    }

    /// Tells of a text that is nothing but a block of Markdown.
    fn check_whole(&mut self, language: &str, range: &Range<usize>) {
        let text = &self.prepared.text;
        let around = [&text[..range.start], &text[range.end..]];
        let is_whole = around.iter().all(|text| text.trim().is_empty());
        if is_whole && matches!(language, "markdown" | "md") {
            let line = range.start..range.start + first_line(&text[range.clone()]).len();
            self.slip(Slip::Misread(Misread::WholeInFence), &line);
        }
    }

    /// Tells of what MyST would make of a block, and stays code here: once a kind and page.
    fn tell_directive(&mut self, info: &str, range: &Range<usize>) {
        let Some(name) = directive(info) else {
            return;
        };
        let shown = format!("{{{name}}}");
        let length = first_line(&self.prepared.text[range.clone()]).len();
        let span = self.span(&(range.start..range.start + length));
        self.page
            .count(&shown, shown.clone(), span, |construct, count| {
                let slip = Slip::ForeignSyntax { construct, count };
                Problem::Slip { slip }
            });
    }

    pub(super) fn end_code(&mut self) {
        self.in_code_block = false;
        let code = std::mem::take(&mut self.blocks.code);
        code.write(self.html());
        self.push("</code></pre>\n");
        let end = std::mem::take(&mut self.blocks.code_end);
        self.push(end);
    }

    /// Reads a part of a block of code.
    pub(super) fn code_text(&mut self, text: &str) {
        let text = cleaned(text);
        self.plain_text(&text);
        self.blocks.code.text.push_str(&text);
    }

    /// Looks whether a block ends by itself, and whether another begins inside it.
    fn check_fence(&mut self, range: &Range<usize>) {
        let prepared = self.prepared;
        let own = prepared.text[range.clone()].trim_end();
        let sign = own.as_bytes().first().copied().unwrap_or(b'`');
        let length = own.bytes().take_while(|byte| *byte == sign).count();
        let mark = &own[..length];
        let content =
            |line: &str| -> usize { line.len() - line.trim_start_matches([' ', '\t', '>']).len() };
        let last = own
            .rsplit_once('\n')
            .map_or("", |(_, last)| &last[content(last)..]);
        let closed = last.len() >= length && last.bytes().all(|byte| byte == sign);
        if !closed && prepared.text[range.end..].trim().is_empty() && own.contains('\n') {
            self.open_fence = Some(range.start..range.start + length);
        }
        // Another that begins inside: the first was not closed.
        if self.doubtful_fence.is_none() && own[length..].contains(mark) {
            let inner = own.lines().skip(1).any(|line| {
                let rest = line[content(line)..].strip_prefix(mark);
                rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            });
            if inner {
                self.doubtful_fence = Some(range.start..range.start + length);
            }
        }
    }

    /// Reports a block of code that goes on to the end of the text, where it began.
    pub(super) fn report_open_fence(&mut self) {
        if let Some(last) = self.open_fence.clone() {
            let first = self.doubtful_fence.take().unwrap_or(last);
            let mark = self.prepared.text[first.clone()].to_owned();
            self.slip(Slip::OpenFence { mark }, &first);
        }
    }
}

/// The name of the component that a line opens.
fn component(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(":::")?.trim_start();
    rest.split([' ', '{', '[']).next()
}

/// Whether an indented block is a text: a heading, a row, a component or a sentence.
fn is_prose(block: &str, is_component: impl Fn(&str) -> bool) -> bool {
    let line = block.trim_start().lines().next().unwrap_or("");
    let words = line.split_whitespace().count();
    let sentence = line.starts_with(char::is_uppercase)
        && words > 4
        && !line.contains(['{', '}', '=', ';', '<', '>', '|', '$', '\\', '_', '#']);
    let heading = line.starts_with("## ") || line.starts_with("### ");
    let row = line.starts_with("| ") && line.trim_end().ends_with('|');
    heading || row || sentence || component(line).is_some_and(is_component)
}

/// Reads what generators write there: `js`, `{.python}`, `js{1,3}`, `rust,ignore`,
/// `js title="app.js"`, `js [app.js]`.
fn read(info: &str) -> Information<'_> {
    let info = info.trim();
    let start = info.trim_start_matches(['{', '.', ' ']);
    let is_name = |c: char| c.is_alphanumeric() || "+-_#".contains(c);
    let mut end = start.find(|c| !is_name(c)).unwrap_or(start.len());
    // `asp.net`, but not `python.`
    while start[end..].starts_with('.') && start[end + 1..].starts_with(is_name) {
        end += 1 + start[end + 1..]
            .find(|c| !is_name(c))
            .unwrap_or(start.len() - end - 1);
    }
    // An attribute without a language before it.
    let language = match start[end..].starts_with('=') {
        true => "",
        false => &start[..end],
    };
    Information {
        language,
        title: title(info),
    }
}

fn title(info: &str) -> Option<&str> {
    let named = ["title=", "filename=", "file=", "name="]
        .iter()
        .find_map(|key| {
            let at = info.find(key)?;
            let free = !info[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
            let value = free.then(|| &info[at + key.len()..])?;
            match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split(quote).next(),
                _ => value.split([' ', ',', '}']).next(),
            }
        });
    let bracketed = || {
        let (_, rest) = info.split_once(" [")?;
        rest.strip_suffix(']')
    };
    // What stands alone behind the language is a sign for a program, unless it is a file.
    let file = || {
        let mut words = info.split(' ').filter(|word| !word.is_empty());
        words.nth(1).filter(|word| is_file(word))
    };
    named
        .or_else(bracketed)
        .or_else(file)
        .map(str::trim)
        .filter(|title| !title.is_empty())
}

/// Whether a word is the name of a file.
fn is_file(word: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || "._-/@".contains(c);
    let ending = word.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    let ending = ending.map_or("", |(_, ending)| ending);
    word.chars().all(is_of_name) && ending.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether what follows is the first of an item, so far behind its sign that it is code.
fn begins_item(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let sign = line.trim();
    let number = sign.trim_end_matches(['.', ')']);
    let is_number = !number.is_empty() && number.len() < sign.len();
    matches!(sign, "-" | "*" | "+") || is_number && number.bytes().all(|b| b.is_ascii_digit())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_end_where_names_do() {
        let cases = [
            ("js", "js", None),
            ("js{1,3}", "js", None),
            ("{.python}", "python", None),
            ("{ .python .numberLines }", "python", None),
            ("{python}", "python", None),
            ("rust,ignore", "rust", None),
            ("c++", "c++", None),
            ("c#", "c#", None),
            ("asp.net", "asp.net", None),
            ("js title=\"app.js\"", "js", Some("app.js")),
            ("{.js title='la mia app'}", "js", Some("la mia app")),
            ("js:line-numbers {1} [app.js]", "js", Some("app.js")),
            ("toml,name=config.toml,linenos", "toml", Some("config.toml")),
            ("title=app.js", "", Some("app.js")),
            ("js subtitle=\"x\"", "js", None),
            (
                "js src/app.test.js {1,3} lines",
                "js",
                Some("src/app.test.js"),
            ),
            ("js twoslash app.js", "js", None),
            ("python 3.11", "python", None),
            ("sh .", "sh", None),
            ("", "", None),
        ];
        for (info, language, title) in cases {
            assert_eq!(read(info), Information { language, title }, "{info}");
        }
    }
}
