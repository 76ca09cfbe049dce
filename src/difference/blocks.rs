//! HTML → the blocks that a reader sees.

use crate::html::{Tag, Token, is_void, tokens};
use textdiff::{Block, Kind};

/// Elements whose text nobody reads as a part of the page, or that are of use only there.
const SKIPPED: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "nav", "button", "select", "iframe",
    "object", "video", "audio", "canvas",
];
/// Elements that stand by themselves.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// The blocks of a piece of HTML, in order. Anything is read; what is hidden is left out, and so
/// are the numbers of footnotes, which change with every note before them.
pub fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in tokens(html) {
        match token {
            Token::Start(tag) => reader.start(&tag),
            Token::End(name) => reader.end(&name),
            Token::Text(text) if reader.skipped.is_none() => reader.text.push_str(&text),
            Token::Text(_) | Token::OpenComment { .. } => {}
        }
    }
    reader.flush();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The text of the block that is open.
    text: String,
    /// What is not read: the name of its element, and how many of that name are open.
    skipped: Option<(String, usize)>,
    heading: Option<(u8, Option<String>)>,
    lists: Vec<List>,
    /// What stands before the item that begins here.
    item: Option<Option<String>>,
    row: Option<Row>,
    code: bool,
}

/// A list that is open.
struct List {
    /// The number of the next item, if they have numbers.
    next: Option<i64>,
}

/// A row that is open.
struct Row {
    cells: Vec<String>,
    /// All of its cells so far are headers.
    is_head: bool,
    /// Tables inside of it, which are text of their cell.
    inner: usize,
}

impl Reader {
    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
            return;
        }
        if is_skipped(tag) {
            let has_end = !is_void(name);
            self.skipped = has_end.then(|| (name.to_owned(), 1));
            return;
        }
        if self.row.is_some() {
            return self.start_in_row(tag);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                let level = name.as_bytes()[1] - b'0';
                self.heading = Some((level, tag.get("id").map(str::to_owned)));
            }
            "ul" | "ol" => {
                self.flush();
                let first = || tag.get("start").and_then(|start| start.parse().ok());
                let next = (name == "ol").then(|| first().unwrap_or(1));
                self.lists.push(List { next });
            }
            "li" => {
                self.flush();
                self.begin_item(tag);
            }
            "tr" => {
                self.flush();
                self.row = Some(Row {
                    cells: Vec::new(),
                    is_head: true,
                    inner: 0,
                });
            }
            "pre" => {
                self.flush();
                self.code = true;
            }
            _ => self.inline(tag),
        }
    }

    /// What begins inside a row: its cells, and in them nothing but text.
    fn start_in_row(&mut self, tag: &Tag) {
        let Some(row) = &mut self.row else { return };
        match &*tag.name {
            "table" => row.inner += 1,
            "td" | "th" if row.inner == 0 => {
                self.end_cell();
                if let Some(row) = &mut self.row {
                    row.is_head &= tag.name == "th";
                    row.cells.push(String::new());
                }
            }
            _ => self.inline(tag),
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if let Some(row) = &mut self.row {
            match name {
                "table" if row.inner > 0 => row.inner -= 1,
                "tr" | "table" if row.inner == 0 => self.end_row(),
                _ if BLOCKS.contains(&name) => self.text.push(' '),
                _ => {}
            }
            return;
        }
        match name {
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
            }
            "pre" => {
                self.flush();
                self.code = false;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    /// An element inside a text, or around one.
    fn inline(&mut self, tag: &Tag) {
        match &*tag.name {
            "br" if self.code => self.text.push('\n'),
            "br" | "wbr" => self.text.push(' '),
            // What a picture shows is what it says.
            "img" => {
                let alternative = tag.get("alt").unwrap_or_default().trim();
                if !alternative.is_empty() {
                    self.text.push_str(&format!(" [{alternative}] "));
                }
            }
            "input" if tag.get("type") == Some("checkbox") => {
                let is_checked = tag.get("checked").is_some();
                self.text.push_str(if is_checked { "☑ " } else { "☐ " });
            }
            name if BLOCKS.contains(&name) && self.row.is_some() => self.text.push(' '),
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn begin_item(&mut self, tag: &Tag) {
        let list = self.lists.last_mut();
        let number = list.and_then(|list| {
            let next = list.next.as_mut()?;
            let own = tag.get("value").and_then(|value| value.parse().ok());
            let number = own.unwrap_or(*next);
            *next = number.saturating_add(1);
            Some(format!("{number}."))
        });
        self.item = Some(number);
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let cell = self.row.as_mut().and_then(|row| row.cells.last_mut());
        if let Some(cell) = cell {
            cell.push_str(&text);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
            let kind = if row.is_head { Kind::Head } else { Kind::Row };
            let cells = row.cells.iter().map(String::as_str);
            self.blocks.push(Block::row(kind, cells));
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        if self.row.is_some() {
            self.end_row();
        }
        let text = std::mem::take(&mut self.text);
        if self.code {
            let lines = text.trim_matches('\n').lines();
            let lines = lines.map(|line| Block::new(Kind::Code, line));
            self.blocks.extend(lines);
            return;
        }
        let heading = self.heading.take();
        if text.trim().is_empty() {
            return;
        }
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let block = match (heading, self.item.take()) {
            (Some((level, id)), _) => Block {
                id,
                ..Block::new(Kind::Heading(level), &text)
            },
            (None, Some(marker)) => Block {
                marker,
                ..Block::new(Kind::Item(depth), &text)
            },
            (None, None) => Block::new(Kind::Paragraph, &text),
        };
        self.blocks.push(block);
    }
}

fn is_skipped(tag: &Tag) -> bool {
    let is_note = matches!(tag.get("role"), Some("doc-noteref" | "doc-backlink"));
    let is_unseen = tag
        .get("class")
        .is_some_and(|class| class.contains("visually-hidden"));
    SKIPPED.contains(&&*tag.name)
        || is_note
        // The caption of a table that repeats its heading.
        || tag.name == "caption" && is_unseen
        || tag.get("hidden").is_some()
        || tag.get("aria-hidden") == Some("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block on a line: its kind, its marker, its cells.
    fn shown(html: &str) -> Vec<String> {
        let line = |block: Block| {
            let kind = match block.kind {
                Kind::Heading(level) => {
                    format!("h{level}#{}", block.id.clone().unwrap_or_default())
                }
                Kind::Paragraph => "p".to_owned(),
                Kind::Item(depth) => format!("li{depth}"),
                Kind::Head => "th".to_owned(),
                Kind::Row => "tr".to_owned(),
                Kind::Code => "code".to_owned(),
            };
            let marker = block.marker.as_deref().map(|marker| format!(" {marker}"));
            format!("{kind}{} {}", marker.unwrap_or_default(), block.text())
        };
        blocks(html).into_iter().map(line).collect()
    }

    #[test]
    fn what_a_reader_sees_is_read() {
        let html = "<h2 id=\"a\">Art. 1</h2><p>Uno <em>due</em><br>tre.</p>\
            <ol start=\"3\"><li>Primo<ul><li>Sotto</li></ul></li><li><p>Secondo</p><p>Ancora</p></li></ol>\
            <table><thead><tr><th>A</th><th>B</th></tr></thead>\
            <tbody><tr><td>1</td><td><p>x</p><p>y</p></td></tr></tbody></table>\
            <pre><code>uno\n  due\n</code></pre>";
        assert_eq!(
            shown(html),
            [
                "h2#a Art. 1",
                "p Uno due tre.",
                "li0 3. Primo",
                "li1 Sotto",
                "li0 4. Secondo",
                "p Ancora",
                "th A | B",
                "tr 1 | x y",
                "code uno",
                "code   due",
            ]
        );
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        let html = "<p>Uno<sup><a role=\"doc-noteref\">1</a></sup></p><nav><p>Menu</p></nav>\
            <svg><text>x</text><svg></svg></svg><p hidden>No</p>\
            <table><caption class=\"visually-hidden\">Titolo</caption></table><script>x</script>\
            <p><img src=\"a.png\" alt=\"Mappa\"> <img src=\"b.png\" alt=\"\"></p>\
            <ul><li><input type=\"checkbox\" checked disabled> Fatto</li></ul><p></p>";
        assert_eq!(shown(html), ["p Uno", "p [Mappa]", "li0 ☑ Fatto"]);
    }

    #[test]
    fn html_that_is_not_closed_is_read_to_its_end() {
        for html in [
            "<table><tr><td>a<table><tr><td>b",
            "<ul><li>a<li>b",
            "<h2>a",
            "<pre>a\n<p>b",
            "</table></ul></li></tr>",
            "<svg>",
            "<tr><th>",
            "<p>a<td>b</tr>",
        ] {
            blocks(html);
        }
        assert_eq!(shown("<ul><li>a<li>b"), ["li0 a", "li0 b"]);
        assert_eq!(shown("<tr><td>a<td>b"), ["tr a | b"]);
    }
}
