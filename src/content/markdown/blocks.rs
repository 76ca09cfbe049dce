//! The beginnings and ends of Markdown's elements.

use super::writer::Writer;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } => {
                let span = self.span(&range);
                self.open_captured(&tag, span);
            }
            Tag::BlockQuote(kind) => {
                let class = alert_class(kind);
                self.put(format_args!("<blockquote{class}>\n"));
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => self.put(format_args!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => {
                self.item = self.html().len();
                self.push("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                self.current_footnote.push(label.into_string());
                self.out.push(String::new());
            }
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => {
                self.table = alignments;
                self.push("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.in_code_block = true;
        // It may scroll, so the keyboard has to reach it.
        self.push("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let end = info.find([' ', ',']).unwrap_or(info.len());
            if end > 0 {
                self.push(" class=\"language-");
                self.escaped(&info[..end]);
                self.push("\"");
            }
        }
        self.push(">");
    }

    fn start_cell(&mut self) {
        let class = match self.table.get(self.cell) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        let tag = match self.in_head {
            true => "th scope=\"col\"",
            false => "td",
        };
        self.put(format_args!("<{tag}{class}>"));
    }

    /// The sign of a task: a box that cannot be ticked is no form control.
    pub(super) fn task(&mut self, is_done: bool) {
        let at = self.item + "<li".len();
        self.html().insert_str(at, " class=\"task-list-item\"");
        self.push(if is_done { "☑ " } else { "☐ " });
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.silent = None;
                self.close("</p>\n", "\n");
            }
            TagEnd::Heading(level) => self.close_heading(level as u8),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            TagEnd::BlockQuote(_) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code_block = false;
                self.push("</code></pre>\n");
            }
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.close("</li>\n", "\n"),
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n", ": "),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n", "\n"),
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.close("</tr></thead>\n<tbody>\n", "\n");
            }
            TagEnd::TableRow => self.close("</tr>\n", "\n"),
            TagEnd::TableCell => {
                self.cell += 1;
                self.close(if self.in_head { "</th>" } else { "</td>" }, " ");
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes the end of an element, and what stands for it in the text without markup.
    fn close(&mut self, html: &str, text: &str) {
        self.push(html);
        self.plain_text(text);
    }
}

fn alert_class(kind: Option<BlockQuoteKind>) -> &'static str {
    match kind {
        Some(BlockQuoteKind::Note) => " class=\"alert note\"",
        Some(BlockQuoteKind::Tip) => " class=\"alert tip\"",
        Some(BlockQuoteKind::Important) => " class=\"alert important\"",
        Some(BlockQuoteKind::Warning) => " class=\"alert warning\"",
        Some(BlockQuoteKind::Caution) => " class=\"alert caution\"",
        None => "",
    }
}
