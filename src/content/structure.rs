//! What Markdown makes of a text as it stands: where other syntax cannot be.

use crate::html::{CODE, name_of_tag};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::{Range, RangeInclusive};

/// The Markdown that pages are written in.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// What Markdown makes of the text as it stands: where component lines cannot be.
#[derive(Debug)]
pub(super) struct Structure {
    /// Code blocks and comments, in order: whatever stands there is not looked at.
    opaque: Vec<Range<usize>>,
    /// The same, and code within a line.
    code: Vec<Range<usize>>,
    /// Where the blocks of code begin that have signs around them.
    fences: Vec<usize>,
    /// List items, definitions and footnotes: the text inside is indented.
    indented: Vec<Range<usize>>,
}

impl Structure {
    pub(super) fn of(body: &str) -> Self {
        let mut structure = Self {
            opaque: Vec::new(),
            code: Vec::new(),
            fences: Vec::new(),
            indented: Vec::new(),
        };
        // Where an element of HTML began whose text is code.
        let mut element = None;
        for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
            match event {
                Event::InlineHtml(html) if is_code(&html) => match html.starts_with("</") {
                    false => element = element.or(Some(range.start)),
                    true => structure.hide_element(element.take(), range.end),
                },
                Event::Start(Tag::CodeBlock(kind)) => {
                    structure
                        .fences
                        .extend(kind.is_fenced().then_some(range.start));
                    structure.hide(range);
                }
                Event::Code(_) => structure.code.push(range),
                Event::Start(Tag::HtmlBlock) => {
                    let html = body[range.clone()].trim_start().to_ascii_lowercase();
                    if ["<!--", "<script", "<pre", "<style", "<textarea"]
                        .iter()
                        .any(|start| html.starts_with(start))
                    {
                        structure.hide(range);
                    }
                }
                Event::Start(
                    Tag::Item | Tag::DefinitionListDefinition | Tag::FootnoteDefinition(_),
                ) => structure.indented.push(range),
                _ => {}
            }
        }
        structure
    }

    fn hide_element(&mut self, start: Option<usize>, end: usize) {
        if let Some(start) = start {
            // What is inside belongs to it.
            self.code.retain(|range| range.start < start);
            self.code.push(start..end);
        }
    }

    fn hide(&mut self, range: Range<usize>) {
        self.opaque.push(range.clone());
        self.code.push(range);
    }

    /// The code or comment that a place stands in.
    pub(super) fn code_at(&self, place: usize) -> Option<&Range<usize>> {
        let next = self.code.partition_point(|range| range.start <= place);
        let range = self.code.get(next.checked_sub(1)?)?;
        range.contains(&place).then_some(range)
    }

    /// Whether a place stands in a block of code or a comment.
    pub(super) fn is_opaque(&self, place: usize) -> bool {
        let next = self.opaque.partition_point(|range| range.start <= place);
        next > 0 && self.opaque[next - 1].contains(&place)
    }

    /// Whether a block of code with signs around it begins in a range.
    pub(super) fn begins_fence(&self, range: RangeInclusive<usize>) -> bool {
        let next = self.fences.partition_point(|start| start < range.start());
        self.fences
            .get(next)
            .is_some_and(|start| range.contains(start))
    }

    /// Whether a block may begin behind the `before` bytes of indentation and quotation marks
    /// with which the line at `line` begins.
    pub(super) fn may_begin_block(&self, line: usize, before: usize) -> bool {
        let place = line + before;
        let hidden = self.is_opaque(place);
        // Four spaces make code, or the next line of a paragraph, except inside a list.
        let inside = || self.indented.iter().any(|range| range.contains(&place));
        !hidden && (before < 4 || inside())
    }
}

/// Whether a tag begins or ends an element in which nothing is meant as markup.
fn is_code(tag: &str) -> bool {
    CODE.contains(&&*name_of_tag(tag).to_ascii_lowercase())
}
