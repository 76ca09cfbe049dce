//! Where lines stand in MDX: nothing there is code by its indentation, and what HTML has on lines of
//! its own, or within one, is Markdown.
//!
//! In: MDX of which only Markdown, HTML and components that are understood are left. Out: the same as
//! Markdown has to be written for that.

use crate::content::inline::inline_markdown;
use crate::content::prepared::{Edit, Prepared};
use crate::html::{is_void, name_of_tag};

use super::gone::GONE;
use super::tag::end_of_element;

/// How wide a tab is at most.
const TAB: usize = 4;
/// How far the end of a tag is looked for, in bytes.
const FAR: usize = 2_000;
/// Elements that may hold blocks.
const CONTAINERS: [&str; 21] = [
    "div",
    "details",
    "section",
    "aside",
    "article",
    "blockquote",
    "figure",
    "figcaption",
    "center",
    "main",
    "header",
    "footer",
    "nav",
    "ul",
    "ol",
    "li",
    "dd",
    "td",
    "th",
    "dl",
    "table",
];
/// Elements that hold none, but have ended with their line.
const ENDED: [&str; 9] = ["summary", "h1", "h2", "h3", "h4", "h5", "h6", "p", "dt"];
/// Elements whose text is read as it is.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];
/// What begins and ends a component.
const COLONS: &str = ":::";
/// Signs of Markdown within a line.
const SIGNS: [&str; 5] = ["`", "*", "](", "__", "\\"];

/// Puts the lines of a text where Markdown reads them as MDX does.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    let mut layout = Layout {
        text: &prepared.text,
        edits: Vec::new(),
        items: Vec::new(),
        fence: None,
        tag_end: 0,
        verbatim: None,
        in_paragraph: false,
        in_html: false,
        divisions: 0,
    };
    let mut at = 0;
    for line in prepared.text.split_inclusive('\n') {
        layout.line(line.trim_end_matches(['\n', '\r']), at);
        at += line.len();
    }
    let edits = layout.edits;
    prepared.edit(edits);
    close(prepared);
}

/// Ends the elements of HTML that are alone, as HTML ends them: `<a id="x" />` would go on.
fn close(prepared: &mut Prepared<'_>) {
    const END: &str = "/>";
    let text = &*prepared.text;
    if !text.contains(END) {
        return;
    }
    let structure = prepared.structure();
    let edit = |(at, _): (usize, &str)| {
        let start = text[..at].rfind('<')?;
        let name = name_of_tag(&text[start..]);
        let is_open = is_html(&text[start..]) && !is_void(name);
        let ends = end_of_element(&text[start + 1..at + END.len()]) == Some(at - start);
        (is_open && ends && structure.code_at(at).is_none()).then(|| Edit {
            range: at..at + END.len(),
            text: format!("></{name}>"),
        })
    };
    let edits = text.match_indices(END).filter_map(edit).collect();
    prepared.edit(edits);
}

/// Sets what stands in elements that say `markdown` apart from their tags, as MkDocs reads it.
pub(super) fn open(prepared: &mut Prepared<'_>) {
    const SIGN: &str = " markdown";
    let text = &*prepared.text;
    if !text.contains(SIGN) {
        return;
    }
    let structure = prepared.structure();
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let own = line.trim();
        let is_asked = is_html(own) && own.contains(SIGN) && own.ends_with('>');
        let is_alone = own.matches('<').count() == 1 && CONTAINERS.contains(&name_of_tag(own));
        let next = text[at..].split('\n').next().unwrap_or("").trim();
        let is_text = !next.is_empty() && !next.starts_with('<');
        let place = at - line.len() + line.len().min(line.find('<').unwrap_or(0));
        if is_asked && is_alone && is_text && structure.code_at(place).is_none() {
            edits.push(Edit {
                range: at..at,
                text: "\n".to_owned(),
            });
        }
    }
    prepared.edit(edits);
}

/// An item of a list around a line.
#[derive(Clone, Copy, Default)]
struct Item {
    /// The column where its text begins.
    column: usize,
    /// How many columns less that is now.
    gone: usize,
}

/// A block of code that is open.
struct Fence<'a> {
    signs: &'a str,
    gone: usize,
}

/// Reads the lines of a text.
struct Layout<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    items: Vec<Item>,
    fence: Option<Fence<'a>>,
    /// Where the tag of the last component ends.
    tag_end: usize,
    /// The element that is open whose text is read as it is.
    verbatim: Option<&'a str>,
    /// Whether the next line may go on with a paragraph.
    in_paragraph: bool,
    /// Whether it would go on with HTML.
    in_html: bool,
    /// How many paragraphs of HTML are open that have become divisions, since they hold blocks.
    divisions: usize,
}

impl<'a> Layout<'a> {
    fn line(&mut self, content: &'a str, at: usize) {
        let own = content.trim_start_matches([' ', '\t']);
        let space = &content[..content.len() - own.len()];
        let own = own.trim_end();
        let indent = width(space);
        if let Some(fence) = &self.fence {
            let gone = fence.gone;
            let closes = own.starts_with(fence.signs)
                && own.bytes().all(|byte| byte == fence.signs.as_bytes()[0]);
            if closes {
                self.fence = None;
            }
            return self.indent(at, space, gone, false);
        }
        if own.is_empty() {
            self.in_paragraph = false;
            self.in_html = false;
            if content.ends_with(GONE) {
                // What began there ends the items that it is not in.
                self.items.retain(|item| item.column <= indent);
                // Between lines that are empty it leaves none.
                let end = at + content.len();
                let is_second = self.text[..at].ends_with("\n\n");
                let more = usize::from(is_second && self.text[end..].starts_with('\n'));
                self.edits.push(Edit {
                    range: at..end + more,
                    text: String::new(),
                });
            }
            return;
        }
        if let Some(name) = self.verbatim {
            if content.contains(&format!("</{name}")) {
                self.verbatim = None;
                (self.in_html, self.in_paragraph) = (false, false);
            }
            return;
        }
        let around = self.items.last().copied().unwrap_or_default();
        if at < self.tag_end || self.in_paragraph && !self.begins(own) {
            self.indent(at, space, around.gone, false);
            if at >= self.tag_end && self.in_html {
                self.markdown_in(own, at + space.len());
            }
            return;
        }
        while self.items.last().is_some_and(|item| item.column > indent) {
            self.items.pop();
        }
        let around = self.items.last().copied().unwrap_or_default();
        let gone = around.gone + indent - around.column;
        // What is no HTML would go on with that above.
        let apart = self.in_html && !is_html(own);
        self.indent(at, space, gone, apart);
        self.in_html &= !apart;
        self.begin(own, at + space.len(), indent, gone);
    }

    /// Takes columns off what a line is indented by, and sets it apart from the one above.
    fn indent(&mut self, at: usize, space: &str, gone: usize, apart: bool) {
        let width = width(space);
        if gone.min(width) == 0 && !apart {
            return;
        }
        let before = if apart { "\n" } else { "" };
        let text = format!("{before}{}", " ".repeat(width.saturating_sub(gone)));
        self.edits.push(Edit {
            range: at..at + space.len(),
            text,
        });
    }

    /// Whether a line begins a block even where a paragraph is open.
    fn begins(&self, own: &str) -> bool {
        let number = own.bytes().take_while(u8::is_ascii_digit).count();
        let may_count_on = number == 0 || !self.items.is_empty() || &own[..number] == "1";
        own.starts_with(['#', '>'])
            || own.starts_with(COLONS)
            || is_tag(own)
            || fence(own).is_some()
            || may_count_on && marker(own).is_some()
    }

    /// A block begins, at a column of which some are gone.
    fn begin(&mut self, own: &'a str, at: usize, column: usize, gone: usize) {
        self.in_paragraph = false;
        if let Some(length) = marker(own) {
            let column = column + length;
            self.items.push(Item { column, gone });
            let rest = own.get(length..).unwrap_or("");
            let own = rest.trim_start_matches(' ');
            let start = at + length + rest.len() - own.len();
            if start > at + length {
                self.edits.push(Edit {
                    range: at + length..start,
                    text: String::new(),
                });
            }
            if !own.is_empty() {
                self.begin(own, start, column, gone);
            }
            return;
        }
        if let Some(signs) = fence(own) {
            self.fence = Some(Fence { signs, gone });
            return;
        }
        if !is_tag(own) {
            self.in_paragraph = !own.starts_with('#') && !own.starts_with(COLONS) && !is_rule(own);
            return;
        }
        let near = &self.text[at + 1..];
        let near = &near[..near.floor_char_boundary(FAR)];
        let length = end_of_element(near).map_or(own.len(), |end| end + 2);
        self.tag_end = at + length;
        let behind = own.get(length..).unwrap_or("");
        match is_html(own) {
            true => self.html(own, at, behind.trim().is_empty()),
            false => self.in_paragraph = !behind.trim().is_empty(),
        }
    }

    /// A line that begins with the tag of an element of HTML, and may be nothing but that.
    fn html(&mut self, own: &'a str, at: usize, is_alone: bool) {
        let end = at + own.len();
        let name = name_of_tag(own);
        let opens = !own.starts_with("</");
        (self.in_html, self.in_paragraph) = (true, true);
        if VERBATIM.contains(&name) {
            let is_open = opens && !own.contains(&format!("</{name}"));
            self.verbatim = is_open.then_some(name);
            return;
        }
        let is_paragraph = is_alone && name == "p" && self.tag_end <= end;
        let is_paragraph = is_paragraph
            && match opens {
                true => ends_alone(&self.text[end..]),
                false => self.divisions > 0,
            };
        if is_paragraph {
            let start = at + own.find('p').unwrap_or(1);
            self.edits.push(Edit {
                range: start..start + 1,
                text: "div".to_owned(),
            });
            match opens {
                true => self.divisions += 1,
                false => self.divisions -= 1,
            }
        } else if !is_alone {
            self.markdown_in(own, at);
        }
        let last = own.rfind('<').map_or("", |at| &own[at..]);
        let (last, ends) = (name_of_tag(last), last.starts_with("</"));
        let holds_blocks = CONTAINERS.contains(&last) || last == "p" && is_paragraph;
        let is_whole = own.ends_with('>') && (holds_blocks || ends && ENDED.contains(&last));
        let next = self.text[end..].trim_start_matches([' ', '\t', '\r']);
        let next = next.strip_prefix('\n').unwrap_or("");
        let next = next.trim_start_matches([' ', '\t']);
        if is_whole && !next.starts_with(['\r', '\n', '<']) && !next.is_empty() {
            self.edits.push(Edit {
                range: end..end,
                text: "\n".to_owned(),
            });
            (self.in_html, self.in_paragraph) = (false, false);
        }
    }

    /// Markdown between the tags of a line.
    fn markdown_in(&mut self, own: &str, at: usize) {
        if SIGNS.iter().any(|sign| own.contains(sign)) {
            self.edits.push(Edit {
                range: at..at + own.len(),
                text: inline_markdown(own),
            });
        }
    }
}

/// Whether the next end of a paragraph in a text has a line of its own.
fn ends_alone(text: &str) -> bool {
    const END: &str = "</p>";
    let Some((before, behind)) = text.split_once(END) else {
        return false;
    };
    let is_first = before.rsplit('\n').next().unwrap_or("").trim().is_empty();
    let is_last = behind.split('\n').next().unwrap_or("").trim().is_empty();
    is_first && is_last && !before.contains("<p")
}

/// How wide white space is.
fn width(space: &str) -> usize {
    space.bytes().fold(0, |width, byte| match byte {
        b'\t' => width + TAB - width % TAB,
        _ => width + 1,
    })
}

/// Whether a line begins with a tag.
fn is_tag(own: &str) -> bool {
    let name = own.strip_prefix('<');
    let name = name.map(|name| name.strip_prefix('/').unwrap_or(name));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether it is one of HTML.
fn is_html(own: &str) -> bool {
    is_tag(own) && name_of_tag(own).starts_with(|c: char| c.is_ascii_lowercase())
}

/// The signs that begin a block of code.
fn fence(own: &str) -> Option<&str> {
    let sign = own.chars().next().filter(|c| "`~".contains(*c))?;
    let length = own.len() - own.trim_start_matches(sign).len();
    let is_within_line = sign == '`' && own[length..].contains('`');
    (length >= 3 && !is_within_line).then(|| &own[..length])
}

/// Whether a line is a rule between parts.
fn is_rule(own: &str) -> bool {
    let mut signs = own.bytes().filter(|byte| !b" \t".contains(byte));
    let first = signs.next().filter(|byte| b"-*_".contains(byte));
    first.is_some_and(|first| signs.clone().count() > 1 && signs.all(|byte| byte == first))
}

/// How long the marker of a list item is, with the space behind it.
fn marker(own: &str) -> Option<usize> {
    let number = own.bytes().take_while(u8::is_ascii_digit).count();
    let sign = own[number..].chars().next()?;
    let is_marker = match number {
        0 => "-*+".contains(sign),
        _ => number <= 9 && ".)".contains(sign),
    };
    if !is_marker || is_rule(own) {
        return None;
    }
    let rest = &own[number + 1..];
    let space = rest.len() - rest.trim_start_matches(' ').len();
    match space {
        // What stands far behind it is code in Markdown.
        _ if rest.is_empty() => Some(number + 2),
        0 => rest.starts_with('\t').then_some(number + 2),
        1..=TAB => Some(number + 1 + space),
        _ => Some(number + 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_markdown_reads_them_as_mdx_does() {
        for (text, expected) in [
            ("a\n    b\n", "a\n    b\n"),
            ("    a\n      b\n\n    c\n", "a\n      b\n\nc\n"),
            ("1. a\n\n        b\n\n   c\n", "1. a\n\n   b\n\n   c\n"),
            (
                "    - a\n      - b\n\n        c\n    - d\n",
                "- a\n  - b\n\n    c\n- d\n",
            ),
            (
                "    ```js\n      a\n    b\n    ```\n    - c\n",
                "```js\n  a\nb\n```\n- c\n",
            ),
            (
                "<details>\n<summary>A</summary>\n```js\n<li>\n```\n**b**\n</details>\n",
                "<details>\n<summary>A</summary>\n\n```js\n<li>\n```\n**b**\n</details>\n",
            ),
            (
                "<p>\n  **a** <br />\n  b\n</p>\n",
                "<div>\n\n**a** <br />\n  b\n</div>\n",
            ),
            (
                "- <p>[a](b) *c* `<d>` \\< &lt; <e/></p>\n",
                "- <p><a href=\"b\">a</a> <em>c</em> <code>&lt;d&gt;</code> &lt; &lt; <e></e></p>\n",
            ),
            (
                "<ul>\n  <li>a\n    *b*</li>\n</ul>\n",
                "<ul>\n<li>a\n    <em>b</em></li>\n</ul>\n",
            ),
            (
                "<div>\n  <img src=\"a\" />\n  <Tabs>\n",
                "<div>\n<img src=\"a\" />\n\n<Tabs>\n",
            ),
            (
                "<Card\n    a=\"b\"\n    />\n    c\n",
                "<Card\n    a=\"b\"\n    />\nc\n",
            ),
            (
                "<pre>\n    *a*\n</pre>\n    b\n",
                "<pre>\n    *a*\n</pre>\nb\n",
            ),
            ("* * *\n    a\n", "* * *\na\n"),
            ("-           a\n  b\n", "- a\n  b\n"),
            (
                "a <a id=\"x\" /> `<i />`\n\n<iframe\n  src=\"b\" />\n\n<br /> <B />\n",
                "a <a id=\"x\" ></a> `<i />`\n\n<iframe\n  src=\"b\" ></iframe>\n\n<br /> <B />\n",
            ),
            (
                "    ```\n    a\n    \n    b\n    ```\n",
                "```\na\n\nb\n```\n",
            ),
            (
                "   <A>\n     - b\n   </A>\n  <A>\n    - b\n  </A>\n",
                "<A>\n- b\n</A>\n<A>\n- b\n</A>\n",
            ),
            (
                "- a\n      :::tip\n      b\n      :::\n",
                "- a\n  :::tip\n  b\n  :::\n",
            ),
            ("\ta\n\t\tb\n", "a\n\t\tb\n"),
            ("- a\n\n\u{c}\n  b\n\n  - c\n", "- a\n\nb\n\n- c\n"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }

    #[test]
    fn what_stands_in_elements_that_say_so_is_markdown() {
        for (text, expected) in [
            (
                "<figure markdown=\"span\">\n  ![a](b)\n</figure>\n",
                "<figure markdown=\"span\">\n\n  ![a](b)\n</figure>\n",
            ),
            (
                "<div markdown>\n\na\n</div>\n",
                "<div markdown>\n\na\n</div>\n",
            ),
            (
                "<div>\na markdown b\n</div>\n",
                "<div>\na markdown b\n</div>\n",
            ),
        ] {
            let mut prepared = Prepared::of(text, 0);
            open(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
