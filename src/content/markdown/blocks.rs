//! The beginnings and ends of Markdown's elements.

use super::numbering::Numbers;
use super::slips::{extra_cells, is_broken, is_second_delimiter, is_text, multiplied};
use super::writer::{Place, Writer};
use crate::content::body::PlaceholderKind;
use crate::diagnostic::{Misread, Slip};
use pulldown_cmark::{BlockQuoteKind, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_, '_> {
    /// Tells of a term right below the definition of another, which is part of that.
    fn check_definitions(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text[range.clone()];
        let mut lines: Vec<(usize, &str)> = Vec::new();
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            lines.push((at, line.trim_end()));
            at += line.len();
        }
        let is_definition = |line: &str| line.starts_with(": ");
        let glued = lines.windows(3).find(|lines| {
            let [(_, above), (_, line), (_, below)] = lines else {
                return false;
            };
            let is_term = !line.is_empty() && !line.starts_with([' ', ':', '\t']);
            is_definition(above) && is_term && is_definition(below)
        });
        if let Some(&[_, (at, term), _]) = glued {
            let slip = Slip::Misread(Misread::TermBelow {
                term: term.to_owned(),
            });
            self.slip(slip, &(at..at + term.len()));
        }
    }

    fn start_emphasis(&mut self, range: &Range<usize>) {
        if let Some((slip, range)) = multiplied(&self.prepared.text, range) {
            self.slip(slip, &range);
        }
        self.push("<em>");
    }

    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.begin_lead();
                self.push("<p>");
            }
            Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } => {
                self.open_captured(tag, &range);
            }
            Tag::BlockQuote(None) => self.push("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.open_alert(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind, &range),
            Tag::List(first) => self.open_list(first, range.start),
            Tag::Item => self.open_item(&range),
            Tag::FootnoteDefinition(label) => self.open_footnote(&label, &range),
            Tag::DefinitionList => {
                self.check_definitions(&range);
                self.push("<dl>\n");
            }
            Tag::DefinitionListTitle => self.open_term(&range),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => {
                self.in_head = true;
                self.head = range;
                self.is_empty_head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                let text = &self.prepared.text;
                let row = text[range.clone()].trim_end();
                let head = &text[self.head.clone()];
                let next = text[range.start + row.len()..].lines().nth(1);
                let slip = if is_text(row, head) {
                    Some(Slip::TextInTable)
                } else if is_second_delimiter(row) {
                    Some(Slip::TableSecondDelimiter)
                } else if is_broken(row, head, next.unwrap_or("")) {
                    Some(Slip::TableRowBroken)
                } else {
                    extra_cells(row, self.table.len())
                };
                // The first is the mistake; the next ones are rows of the same table.
                if let Some(slip) = slip.filter(|_| !self.is_extra) {
                    self.is_extra = true;
                    self.slip(slip, &range);
                }
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.start_emphasis(&range),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    /// A quotation that is an alert: what kind, in words that the theme has.
    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let kind = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        self.put(format_args!(
            "<blockquote class=\"alert {kind}\">\n<p class=\"alert-title\">"
        ));
        self.placeholder(PlaceholderKind::Word(format!("alert_{kind}")));
        self.push("</p>\n");
    }

    /// The sign of a task: a box that cannot be ticked is no form control.
    pub(super) fn task(&mut self, is_done: bool) {
        let at = self.item + "<li".len();
        self.html().insert_str(at, " class=\"task-list-item\"");
        self.push(if is_done { "☑ " } else { "☐ " });
    }

    fn open_list(&mut self, first: Option<u64>, at: usize) {
        let indent = self.indent(at);
        let above = self.last_list.take();
        if let Some(slip) = above
            .and_then(|list| list.inside(indent))
            .filter(|_| first.is_none())
        {
            let line = self.prepared.text[at..].lines().next().unwrap_or("").len();
            self.slip(slip, &(at..at + line));
        }
        let line = self.prepared.text[at..].lines().next().unwrap_or("").len();
        let depth = self.depth;
        if let Some((slip, at)) = self.blocks.restarts.list(first, depth, at..at + line) {
            self.slip(slip, &at);
        }
        self.lists.push(Numbers::from(first, at, indent));
        match first {
            Some(1) => self.push("<ol>\n"),
            Some(first) => self.put(format_args!("<ol start=\"{first}\">\n")),
            None => self.push("<ul>\n"),
        }
    }

    /// How far what begins at a place is indented; `None` if something else stands before it.
    fn indent(&self, at: usize) -> Option<usize> {
        let before = &self.prepared.text[..at];
        let line = &before[before.rfind('\n').map_or(0, |i| i + 1)..];
        let behind = self.prepared.text[at..]
            .bytes()
            .take_while(|byte| *byte == b' ');
        let alone = line.bytes().all(|byte| byte == b' ');
        alone.then(|| line.len() + behind.count())
    }

    fn open_item(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text[range.clone()];
        let indent = self.indent(range.start);
        let list = self.lists.last_mut();
        if let Some(slip) = list.and_then(|list| list.next(text, indent)) {
            self.slip(slip, range);
        }
        self.item = self.html().len();
        self.push("<li>");
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.silent = None;
                self.end_lead();
                self.close("</p>\n", "\n");
            }
            TagEnd::Heading(level) => self.close_heading(level as u8),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            TagEnd::BlockQuote(_) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(ordered) => {
                let list = self.lists.pop();
                if let Some((slip, at)) = list.as_ref().and_then(Numbers::year) {
                    self.slip(slip, &at);
                }
                let depth = self.depth + 1;
                list.iter()
                    .for_each(|list| self.blocks.restarts.end(list, depth));
                self.last_list = list;
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.close("</li>\n", "\n"),
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n", ": "),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n", "\n"),
            TagEnd::Table => {
                self.below_table = true;
                self.push("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                self.in_head = false;
                if self.is_empty_head {
                    let head = self.head.clone();
                    self.slip(Slip::TableEmptyHead, &head);
                }
                self.close("</tr></thead>\n<tbody>\n", "\n");
            }
            TagEnd::TableRow => self.close("</tr>\n", "\n"),
            TagEnd::TableCell => {
                if self.in_head {
                    self.end_head_cell();
                }
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

    /// Begins what a list explains. Programs that have such lists give it an anchor, as to a heading.
    fn open_term(&mut self, range: &Range<usize>) {
        let id = match self.place {
            Place::Field(_) => None,
            _ => {
                let title = bare(&self.prepared.text[range.clone()]);
                self.page.term_id(&title)
            }
        };
        self.push("<dt");
        if let Some(id) = id {
            self.attribute("id", &id);
        }
        self.push(">");
    }

    /// Writes the end of an element, and what stands for it in the text without markup.
    fn close(&mut self, html: &str, text: &str) {
        self.push(html);
        self.plain_text(text);
    }
}

/// A line of Markdown without the addresses of its links.
fn bare(line: &str) -> String {
    let mut parts = line.trim().split("](");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
    }
    out
}
