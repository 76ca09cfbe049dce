//! The HTML of a text as Markdown.

mod callout;
mod table;

use super::{Tag, Token, is_void, tokens};

/// Elements that stay as they are, with all that is in them: Markdown has nothing for them.
const KEPT: [&str; 8] = [
    "table", "iframe", "video", "audio", "details", "dl", "form", "svg",
];
/// Elements of which nothing stays.
const GONE: [&str; 3] = ["script", "style", "noscript"];

/// Writes Markdown.
#[derive(Default)]
struct Writer {
    out: String,
    /// What every line begins with.
    prefix: String,
    /// For each list that is open, the number of its next item, if it has numbers.
    lists: Vec<Option<usize>>,
    /// Whether the next item is the first of a list that stands in the line of a marker.
    is_in_line: bool,
    /// Where the links lead that are open.
    links: Vec<String>,
    /// How many elements are open whose text is code.
    code: usize,
    in_pre: bool,
    /// What is in a caption is stressed as a whole.
    in_caption: bool,
    /// Where the block of code begins, and what language it has.
    pre: usize,
    language: String,
    /// Of an element that stays as it is, its name and how many of these are open.
    kept: Option<(String, usize)>,
    /// For each box that is open, whether it is a callout: that is a quotation.
    boxes: Vec<bool>,
    /// Whether the title of a callout is open, which is bold as a whole.
    in_title: bool,
    gone: usize,
    /// Where the last paragraph ended, and where the next begins.
    pause: (usize, usize),
}

/// The Markdown of a piece of HTML. Two line breaks divide paragraphs, as in old texts of WordPress.
pub fn markdown(html: &str) -> String {
    let text = written(&tokens(html));
    format!("{}\n", text.trim_matches('\n'))
}

/// The Markdown of tokens.
fn written(tokens: &[Token]) -> String {
    let mut writer = Writer::default();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            Token::Start(tag) if tag.name == "table" && writer.kept.is_none() => {
                match table::read(after, &written) {
                    Some((table, length)) => {
                        writer.table(&table);
                        rest = &after[length..];
                    }
                    None => writer.start(tag),
                }
            }
            Token::Start(tag) => writer.start(tag),
            Token::End(name) => writer.end(name),
            Token::Text(text) => writer.text(text),
            Token::OpenComment { .. } => {}
        }
    }
    let lines = writer.out.lines().map(str::trim_end);
    let mut text = lines.collect::<Vec<_>>().join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

/// An address as a link has it.
fn address(text: &str) -> String {
    match text.is_empty() || text.contains([' ', '(', ')', '<', '>', '\n']) {
        true => format!("<{}>", text.replace(['<', '>', '\n'], "")),
        false => text.to_owned(),
    }
}

impl Writer {
    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if GONE.contains(&name) {
            self.gone += 1;
        }
        if let Some((kept, depth)) = &mut self.kept {
            *depth += usize::from(kept == name);
            return self.out.push_str(&as_html(tag));
        }
        // A formula stands in a line, and without its elements it would say something else.
        if KEPT.contains(&name) || name == "math" {
            if name != "math" {
                self.block();
            }
            self.kept = Some((name.to_owned(), 1));
            return self.out.push_str(&as_html(tag));
        }
        if !self.block_begins(tag) {
            self.inline_begins(tag);
        }
    }

    /// Begins an element that is a block, if it is one.
    fn block_begins(&mut self, tag: &Tag) -> bool {
        let name = tag.name.as_str();
        match name {
            "div" | "aside" => {
                self.block();
                self.boxes.push(callout::is_one(tag));
                if callout::is_one(tag) {
                    self.quote();
                }
            }
            "p" if callout::is_title(tag) => {
                self.block();
                self.in_title = true;
                self.out.push_str("**");
            }
            "p" | "section" | "article" | "figure" | "header" | "footer" => self.block(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
                // The title of the page is the only one of the first level.
                let level = name[1..].parse().unwrap_or(2_usize).max(2);
                self.out.push_str(&format!("{} ", "#".repeat(level)));
            }
            "hr" => {
                self.block();
                self.out.push_str("---");
                self.block();
            }
            "blockquote" => {
                self.block();
                self.quote();
            }
            "ul" | "ol" => self.list(tag),
            "li" => self.item(),
            "pre" => {
                self.block();
                self.in_pre = true;
                self.pre = self.out.len();
            }
            "figcaption" => {
                self.block();
                self.out.push('*');
                self.in_caption = true;
            }
            _ => return false,
        }
        true
    }

    fn end_caption(&mut self) {
        self.out.push('*');
        self.block();
        self.in_caption = false;
    }

    /// Begins or ends what is stressed.
    fn stress(&mut self) {
        if !self.in_caption {
            self.out.push('*');
        }
    }

    /// Begins an element within a text.
    fn inline_begins(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "br" => {
                self.out.push_str("\\\n");
                self.out.push_str(&self.prefix.clone());
            }
            "strong" | "b" if !self.in_title => self.out.push_str("**"),
            "em" | "i" | "cite" => self.stress(),
            "del" | "s" => self.out.push_str("~~"),
            "a" => {
                self.links
                    .push(tag.get("href").unwrap_or_default().to_owned());
                self.out.push('[');
            }
            "img" => {
                let (source, alt) = (tag.get("src"), tag.get("alt").unwrap_or_default());
                let alt = alt.replace(['[', ']', '\n'], " ");
                let source = address(source.unwrap_or_default());
                self.out.push_str(&format!("![{alt}]({source})"));
            }
            "code" if self.in_pre => {
                let mut classes = tag.get("class").unwrap_or_default().split(' ');
                let language = classes.find_map(|class| class.strip_prefix("language-"));
                self.language = language.unwrap_or_default().to_owned();
            }
            "code" | "kbd" if !self.in_pre => {
                self.code += 1;
                self.out.push('`');
            }
            "sup" | "sub" | "mark" | "abbr" | "u" | "small" => self.out.push_str(&as_html(tag)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if GONE.contains(&name) {
            self.gone = self.gone.saturating_sub(1);
        }
        if let Some((kept, depth)) = &mut self.kept {
            *depth -= usize::from(kept == name);
            let is_over = *depth == 0;
            if !is_void(name) {
                self.out.push_str(&format!("</{name}>"));
            }
            if is_over {
                self.kept = None;
                if name != "math" {
                    self.block();
                }
            }
            return;
        }
        match name {
            "p" if std::mem::take(&mut self.in_title) => {
                self.out.push_str("**");
                self.block();
            }
            "div" | "aside" => match self.boxes.pop() {
                Some(true) => self.end_quote(),
                _ => self.block(),
            },
            "p" | "section" | "article" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
            }
            "strong" | "b" if !self.in_title => self.out.push_str("**"),
            "em" | "i" | "cite" => self.stress(),
            "del" | "s" => self.out.push_str("~~"),
            "a" => {
                let link = self.links.pop().unwrap_or_default();
                self.out.push_str(&format!("]({})", address(&link)));
            }
            "blockquote" => self.end_quote(),
            "ul" | "ol" => {
                self.lists.pop();
                self.prefix.truncate(self.prefix.len().saturating_sub(3));
                self.block();
            }
            "pre" => {
                self.end_code();
            }
            "code" | "kbd" if !self.in_pre => {
                self.code = self.code.saturating_sub(1);
                self.out.push('`');
            }
            "figcaption" => self.end_caption(),
            "sup" | "sub" | "mark" | "abbr" | "u" | "small" => {
                self.out.push_str(&format!("</{name}>"));
            }
            _ => {}
        }
    }

    fn quote(&mut self) {
        self.prefix.push_str("> ");
        self.out.push_str("> ");
    }

    fn end_quote(&mut self) {
        self.prefix.truncate(self.prefix.len().saturating_sub(2));
        self.block();
    }

    /// Puts a block of code between signs that it does not have.
    fn end_code(&mut self) {
        self.in_pre = false;
        let code = self.out.split_off(self.pre);
        let code = code.trim_end_matches(['\n', ' ']);
        let mut signs = "```".to_owned();
        while code.contains(&signs) {
            signs.push('`');
        }
        let (prefix, language) = (&self.prefix, std::mem::take(&mut self.language));
        let block = format!("{signs}{language}\n{prefix}{code}\n{prefix}{signs}");
        self.out.push_str(&block);
        self.block();
    }

    fn list(&mut self, tag: &Tag) {
        self.block();
        self.is_in_line = self.is_behind_marker();
        let start = tag.get("start").and_then(|start| start.parse().ok());
        self.lists
            .push((tag.name == "ol").then(|| start.unwrap_or(1)));
        self.prefix.push_str("   ");
    }

    fn item(&mut self) {
        let above = self
            .prefix
            .strip_suffix("   ")
            .unwrap_or(&self.prefix)
            .to_owned();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "-  ".to_owned(),
        };
        let at_start = self.out.is_empty() || self.out.ends_with(&format!("\n{}", self.prefix));
        if std::mem::take(&mut self.is_in_line) {
            // It goes on in the line.
        } else if at_start {
            let length = self.out.len() - self.prefix.len().min(self.out.len());
            self.out.truncate(length);
            self.out.push_str(&above);
        } else {
            self.out.push_str(&format!("\n{above}"));
        }
        self.out.push_str(&marker);
        self.pause = (0, usize::MAX);
    }

    /// Writes a table.
    fn table(&mut self, table: &table::Table) {
        self.block();
        if let Some(caption) = &table.caption {
            self.out.push_str(&format!("*{caption}*"));
            self.block();
        }
        for (i, row) in table.rows.iter().enumerate() {
            if i > 0 {
                self.out.push_str(&format!("\n{}", self.prefix));
            }
            self.out.push_str(&format!("| {} |", row.join(" | ")));
            if i == 0 {
                let line = vec!["---"; row.len()].join(" | ");
                self.out.push_str(&format!("\n{}| {line} |", self.prefix));
            }
        }
        self.block();
    }

    /// Begins a paragraph.
    fn block(&mut self) {
        if self.pause.1 == self.out.len() {
            self.out.truncate(self.pause.0);
        }
        if !self.out.is_empty() && !self.is_behind_marker() {
            self.pause.0 = self.out.len();
            self.out
                .push_str(&format!("\n{}\n{}", self.prefix.trim_end(), self.prefix));
            self.pause.1 = self.out.len();
        }
    }

    /// Whether nothing stands in the last line but what begins items and quotations.
    fn is_behind_marker(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        let is_marker = |word: &str| {
            let number = word.strip_suffix('.');
            matches!(word, "-" | ">") || number.is_some_and(|n| n.parse::<u64>().is_ok())
        };
        let mut words = line.split_whitespace().peekable();
        line.ends_with(' ') && words.peek().is_some() && words.all(is_marker)
    }

    fn text(&mut self, text: &str) {
        if self.gone > 0 {
            return;
        }
        if self.kept.is_some() {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            // An empty line would end it.
            let line = format!("\n{}", self.prefix);
            let text = text.replace("\n\n", "\n").replace('\n', &line);
            return self.out.push_str(&text);
        }
        if self.in_pre {
            return self
                .out
                .push_str(&text.replace('\n', &format!("\n{}", self.prefix)));
        }
        let mut parts = text.split("\n\n");
        let first = parts.next().unwrap_or_default();
        self.words(first);
        for part in parts {
            self.block();
            self.words(part);
        }
    }

    /// A text within a paragraph: what Markdown would take for a sign is written as itself.
    fn words(&mut self, text: &str) {
        let begins = self.out.is_empty() || self.out.ends_with(['\n', ' ']);
        let mut was_space = begins;
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !was_space {
                    self.out.push(' ');
                }
                was_space = true;
                continue;
            }
            was_space = false;
            if self.code == 0 && "\\`*_<$".contains(c) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }
}

/// A tag as it was written.
fn as_html(tag: &Tag) -> String {
    let mut out = format!("<{}", tag.name);
    for (name, value) in &tag.attributes {
        out.push_str(&format!(
            " {name}=\"{}\"",
            value.replace('&', "&amp;").replace('"', "&quot;")
        ));
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_written_as_markdown() {
        for (html, expected) in [
            (
                "<p>A <b>b</b> <a href=\"/c\">d</a></p><p>e_f</p>",
                "A **b** [d](/c)\n\ne\\_f\n",
            ),
            ("a\n\nb<br>c", "a\n\nb\\\nc\n"),
            (
                "<h1>T</h1><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>x",
                "## T\n\n-  a\n-  b\n\n   1. c\n\nx\n",
            ),
            (
                "<blockquote><p>q</p><p>r</p></blockquote><p>s</p>",
                "> q\n>\n> r\n\ns\n",
            ),
            ("<ul><li><p>a</p></li></ul>", "-  a\n"),
            (
                "<p>In 1992. </p><h2>b - </h2><p>c</p>",
                "In 1992.\n\n## b -\n\nc\n",
            ),
            (
                "<blockquote><ol><li><ul><li><p>a</p></li></ul></li></ol></blockquote>",
                "> 1. -  a\n",
            ),
            ("<pre><code>a\n  b&lt;</code></pre>", "```\na\n  b<\n```\n"),
            (
                "<ul><li>x<pre><code class=\"language-md numbered\">```\n<span>a</span>\n```\n</code></pre></li></ul>",
                "-  x\n\n   ````md\n   ```\n   a\n   ```\n   ````\n",
            ),
            (
                "<!-- wp:x --><figure><img src=\"a.png\" alt=\"A\"><figcaption>F <i>g</i></figcaption></figure>",
                "![A](a.png)\n\n*F g*\n",
            ),
            (
                "<table><tr><td>a &amp; b</td></tr></table>x<script>y</script>",
                "<table><tr><td>a &amp; b</td></tr></table>\n\nx\n",
            ),
            (
                "<ul><li>x<table><caption>T</caption><thead><tr><th>a<th><b>b</b></th></tr></thead><tr><td>1|2<td><p>3</p></tr></table></li></ul>",
                "-  x\n\n   *T*\n\n   | a | **b** |\n   | --- | --- |\n   | 1\\|2 | 3 |\n",
            ),
            (
                "<table><tr><th colspan=\"2\">a</th></tr></table>",
                "<table><tr><th colspan=\"2\">a</th></tr></table>\n",
            ),
        ] {
            assert_eq!(markdown(html), expected, "{html}");
        }
    }
}
