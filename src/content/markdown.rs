//! Markdown to HTML with sentinels, collecting headings, links, acronyms and searchable text.
//!
//! In: text and its place in the file, the components that it uses already read. Out: a body in
//! which everything that depends on other pages is a placeholder; the rest gathers in the
//! [`PageBuilder`].

mod acronyms;
mod addresses;
mod blanks;
mod blocks;
mod code;
mod colours;
mod depth;
mod fences;
mod footnotes;
mod foreign;
mod groups;
mod labels;
mod languages;
mod links;
mod named;
mod nesting;
mod numbering;
mod raw;
mod run;
mod scrolling;
mod slips;
mod tables;
mod text_signs;
mod writer;

pub(super) use run::near;
pub use slips::broken;
pub use slips::template;
pub(super) use slips::{filler, is_file_name, is_shouted, needless_words};
pub(super) use writer::{Place, Takes};

use super::body::{Body, Component};
use super::builder::PageBuilder;
use super::prepared::{Prepared, inline_index, line_index};
use super::signs::has_any;
use super::structure::OPTIONS;
use crate::diagnostic::Slip;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use writer::{RawBlock, Writer};

/// What Markdown becomes.
pub(super) struct Written {
    /// The text.
    pub body: Body,
    /// The first-level heading taken from the beginning.
    pub title: Option<String>,
}

/// Renders a prepared text; `components` are those that its lines open, by line.
pub(super) fn render(
    prepared: &Prepared<'_>,
    components: Vec<Option<Component>>,
    place: Place<'_>,
    takes: Takes,
    page: &mut PageBuilder<'_>,
) -> Written {
    if prepared.has_any(&["{", "\n:"]) {
        page.reserve_ids(&prepared.text);
    }
    let mut writer = Writer::new(page, prepared, components, place, takes);
    writer.all_document = writer.is_all_document();
    let events = Parser::new_ext(&prepared.text, OPTIONS).into_offset_iter();
    let (mut unused, mut first) = (BTreeMap::new(), BTreeMap::new());
    let mut definitions: Vec<_> = events.reference_definitions().iter().collect();
    definitions.sort_by_key(|(_, definition)| definition.span.start);
    for (label, definition) in definitions {
        first.insert(label_key(label), definition.span.start);
        // One that leads nowhere is how Markdown is given remarks: `[//]: <> (…)`.
        let is_text = !definition.dest.contains(['/', '.', '#', ':', '?', '{']);
        if is_text && !definition.dest.is_empty() {
            let label = label.to_owned();
            writer.slip(Slip::TextAsDefinition { label }, &definition.span);
        } else if !matches!(&*definition.dest, "" | "#") && !label.starts_with("//") {
            unused.insert(
                label_key(label),
                (label.to_owned(), definition.span.clone()),
            );
        }
    }
    for (label, span) in repeated_definitions(&prepared.text) {
        let of_label = first.get(&label_key(&label));
        if of_label.is_some_and(|start| *start != span.start) {
            writer.slip(Slip::RepeatedDefinition { label }, &span);
        }
    }
    for (event, range) in events {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            unused.remove(&label_key(id));
        }
        writer.gather(event, range);
    }
    // In a site without schema one list of definitions may stand on many pages.
    if !writer.page.schema.open {
        for (label, span) in unused.into_values() {
            writer.slip(Slip::UnusedDefinition { label }, &span);
        }
    }
    writer.end_of_text();
    writer.close_components_deeper_than(None);
    writer.write_footnotes();
    let html = writer.out.swap_remove(0);
    Written {
        body: writer.body_of(&html),
        title: writer.title,
    }
}

/// The lines that say where a link leads after another has said it of the same label; not those of
/// blocks of code.
fn repeated_definitions(text: &str) -> Vec<(String, Range<usize>)> {
    if !has_any(text, &["]: "]) {
        return Vec::new();
    }
    let (mut at, mut in_code) = (0, false);
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        let own = line.trim_end();
        in_code ^= own.starts_with("```") || own.starts_with("~~~");
        let label = own
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "));
        if let Some((label, target)) =
            label.filter(|(label, _)| !in_code && !label.starts_with('^'))
            && !target.trim().contains(' ')
            && !seen.insert(label_key(label))
        {
            found.push((label.to_owned(), at..at + own.len()));
        }
        at += line.len();
    }
    found
}

/// A label of a link as Markdown compares it.
fn label_key(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl<'w> Writer<'w, '_> {
    /// Gathers the texts of which a run is made: Markdown divides them where there might have been
    /// markup.
    fn gather(&mut self, event: Event<'w>, range: Range<usize>) {
        if self.in_code_block {
            if let Event::Text(text) = event {
                return self.code_text(&text);
            }
        } else if self.run.take(&event, &range) {
            self.is_empty_head = false;
            if let Event::Text(text) = event {
                return self.add_text(text, range);
            }
        } else {
            self.end_text();
            self.end_run();
        }
        self.end_text();
        self.event(event, range);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                self.block_begins(&Tag::HtmlBlock);
                self.block = Some(RawBlock::default());
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = self.block.take() {
                    self.raw_block(&block);
                }
            }
            Event::Start(tag) => {
                self.depth += 1;
                if !is_inline(&tag) {
                    self.block_begins(&tag);
                }
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.close_components_deeper_than(Some(self.depth));
                self.end(tag);
            }
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                if let Some(index) = inline_index(&code) {
                    return self.formula(index);
                }
                self.push("<code>");
                self.escaped(&code);
                self.push("</code>");
                self.plain_text(&code);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html_event(&html, range),
            Event::SoftBreak => {
                self.push("\n");
                self.plain_text(" ");
            }
            Event::HardBreak => {
                self.push("<br>\n");
                self.plain_text(" ");
            }
            Event::Rule => {
                self.section = None;
                self.spaced_table(&range);
                self.blocks.restarts.other(0, false);
                self.push("<hr>\n");
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(is_done) => self.task(is_done),
            // Mathematics is not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Keeps a text until it is known whether the next goes on with it.
    fn add_text(&mut self, text: CowStr<'w>, range: Range<usize>) {
        let Some((before, from)) = &mut self.pending else {
            let text = match text {
                CowStr::Borrowed(text) => Cow::Borrowed(text),
                text => Cow::Owned(text.into_string()),
            };
            self.pending = Some((text, range));
            return;
        };
        let verbatim = matches!(before, Cow::Borrowed(before) if before.len() == from.len())
            && text.len() == range.len();
        match verbatim && from.end == range.start {
            true => *before = Cow::Borrowed(&self.prepared.text[from.start..range.end]),
            false => before.to_mut().push_str(&text),
        }
        from.end = range.end;
    }

    /// Writes the text that was kept.
    fn end_text(&mut self) {
        if let Some((text, range)) = self.pending.take() {
            self.text(&text, &range);
        }
    }

    /// All has been read.
    fn end_of_text(&mut self) {
        self.end_text();
        self.end_run();
        self.end_section(1);
        self.report_open_fence();
        self.report_undefined_footnotes();
        for (tag, span) in std::mem::take(&mut self.nesting).left_open() {
            self.page.slip(Slip::OpenElement { tag }, span);
        }
    }

    /// A piece of HTML, a line of a block of it, or the line of a component, which is a block too.
    fn html_event(&mut self, html: &str, range: Range<usize>) {
        let prepared = self.prepared;
        if self.run.range.is_none() {
            self.blocks.restarts.other(0, false);
        }
        if let Some(index) = line_index(html)
            && let Some(line) = prepared.lines.get(index)
        {
            // Such a line may end a block of HTML, or stand in one.
            if let Some(block) = self.block.as_mut().map(std::mem::take) {
                self.raw_block(&block);
            }
            return self.component_line(index, line);
        }
        match &mut self.block {
            Some(block) => {
                block.html.push_str(html);
                block.lines.push(range);
            }
            None => {
                let lines = self.lines_of(html, range);
                let html = html.to_owned();
                self.raw(&RawBlock { html, lines });
            }
        }
    }

    /// The lines of a piece of HTML inside a paragraph.
    fn lines_of(&self, html: &str, range: Range<usize>) -> Vec<Range<usize>> {
        let mut from = range.start;
        let lines = html.split_inclusive('\n').map(|line| {
            let start = from;
            from = (start + line.len()).min(range.end);
            start..from
        });
        lines.collect()
    }
}

/// Whether an element stands in a line of text.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
