//! Markdown to HTML with marks, collecting headings, links, acronyms and searchable text.
//!
//! In: text and its place in the file. Out: HTML in which everything that depends on other pages
//! is a mark (see [`body`](super::body)); the rest gathers in the [`PageBuilder`].

use super::body::{HoleKind, has_reserved, push_mark, push_unreserved, without_reserved_entities};
use super::components::{Line, OPTIONS, Prepared, line_index, prepare};
use super::html_policy::{self, Attribute, AttributeKind};
use super::inline::escape_into;
use super::parse::{Heading, PageBuilder, TextSection};
use super::slug::anchor;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::Span;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd,
};
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// HTML with marks.
pub(super) struct Written {
    /// The HTML.
    pub html: String,
    /// Whether it contains HTML from the source, which has to be sanitised.
    pub raw_html: bool,
    /// The first-level heading taken from the beginning.
    pub title: Option<String>,
}

/// Most components inside each other; each is a template in a template.
const MAX_COMPONENTS: usize = 16;

/// Link texts that say nothing when they are read on their own.
const VAGUE: [&str; 9] = [
    "clicca qui",
    "qui",
    "link",
    "leggi",
    "leggi tutto",
    "scarica",
    "here",
    "click here",
    "read more",
];

/// Renders `source[start..]`.
pub(super) fn render(
    source: &str,
    start: usize,
    take_title: bool,
    page: &mut PageBuilder<'_>,
) -> Written {
    let prepared = prepare(source, start, page.file, page.diagnostics);
    Writer::new(page, &prepared, Place::File, take_title).run()
}

/// Renders the Markdown of a field. Places inside it are not known, since YAML may have changed
/// its indentation and quotes, so problems are shown at the whole field.
pub(super) fn render_field(text: &str, span: Span, page: &mut PageBuilder<'_>) -> Written {
    let mut own = Vec::new();
    let prepared = prepare(text, 0, page.file, &mut own);
    page.diagnostics
        .extend(own.into_iter().map(|d| Diagnostic { span, ..d }));
    Writer::new(page, &prepared, Place::Field(span), false).run()
}

/// How places in the prepared text become places in the file.
#[derive(Clone, Copy)]
enum Place {
    File,
    Field(Span),
}

struct Writer<'w, 'p> {
    page: &'w mut PageBuilder<'p>,
    prepared: &'w Prepared<'w>,
    place: Place,
    /// HTML being written; the last is the innermost component's or footnote's.
    out: Vec<String>,
    /// Components that are open.
    components: Vec<OpenComponent>,
    /// Components that were closed without a line that closes them, which may still come.
    missed_closes: usize,
    /// Nesting of Markdown blocks, to see whether a component closes where it was opened.
    depth: usize,
    /// Heading, link or picture being read.
    capture: Vec<Capture>,
    in_code_block: bool,
    table: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// Number of each footnote, in order of first reference.
    footnotes: HashMap<String, Footnote>,
    current_footnote: Vec<String>,
    last_level: u8,
    raw_html: bool,
    /// Whether there may be characters that are kept for marks, as they are or as entities.
    may_be_reserved: bool,
    /// In a block of HTML that is a comment.
    in_comment: bool,
    /// The element whose inside is dropped, while it is open.
    silent: Option<&'static str>,
    take_title: bool,
    title: Option<String>,
}

struct OpenComponent {
    component: Option<super::Component>,
    depth: usize,
    name: String,
    span: Span,
    /// Whether a misplaced close has been reported.
    reported: bool,
}

#[derive(Default)]
struct Footnote {
    number: usize,
    references: usize,
    html: Option<String>,
}

/// A heading, link or picture that is read until its end is known.
struct Capture {
    /// Its text without markup.
    text: String,
    /// Where the HTML of its inside begins.
    from: usize,
    /// Where it stands.
    span: Span,
    /// The anchor that a heading asks for.
    id: Option<String>,
}

impl<'w, 'p> Writer<'w, 'p> {
    fn new(
        page: &'w mut PageBuilder<'p>,
        prepared: &'w Prepared<'w>,
        place: Place,
        take_title: bool,
    ) -> Self {
        let expected = prepared.text.len() + prepared.text.len() / 4;
        Self {
            page,
            prepared,
            place,
            out: vec![String::with_capacity(expected)],
            components: Vec::new(),
            missed_closes: 0,
            depth: 0,
            capture: Vec::new(),
            in_code_block: false,
            table: Vec::new(),
            cell: 0,
            in_head: false,
            footnotes: HashMap::new(),
            current_footnote: Vec::new(),
            last_level: 1,
            raw_html: false,
            may_be_reserved: has_reserved(&prepared.text) || prepared.text.contains("&#"),
            in_comment: false,
            silent: None,
            take_title,
            title: None,
        }
    }

    fn run(mut self) -> Written {
        let text: &str = &self.prepared.text;
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            self.event(event, range);
        }
        self.close_components_deeper_than(None);
        self.write_footnotes();
        Written {
            html: self.out.swap_remove(0),
            raw_html: self.raw_html,
            title: self.title,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        match self.place {
            Place::Field(span) => span,
            Place::File => {
                let start = self.prepared.original(range.start);
                let end = self.prepared.original(range.end);
                let text = self.page.source.get(start..end).unwrap_or_default();
                Span::new(self.page.file, start, start + text.trim_end().len())
            }
        }
    }

    fn report(&mut self, problem: Problem, span: Span) {
        self.page.diagnostics.push(Diagnostic::new(problem, span));
    }

    fn html(&mut self) -> &mut String {
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    fn push(&mut self, html: &str) {
        self.html().push_str(html);
    }

    fn hole(&mut self, kind: HoleKind) {
        let index = self.page.holes.len();
        self.page.holes.push(Some(kind));
        push_mark(index, self.html());
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            // The lines of components are such blocks themselves.
            Event::Start(Tag::HtmlBlock) => {
                let html = self.prepared.text.get(range).unwrap_or_default();
                self.in_comment = html.trim_start().starts_with("<!--");
            }
            Event::End(TagEnd::HtmlBlock) => self.in_comment = false,
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.close_components_deeper_than(Some(self.depth));
                self.end(tag);
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.push("<code>");
                self.escaped(&code);
                self.push("</code>");
                self.plain_text(&code);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, range),
            Event::SoftBreak => {
                self.push("\n");
                self.plain_text(" ");
            }
            Event::HardBreak => {
                self.push("<br>\n");
                self.plain_text(" ");
            }
            Event::Rule => self.push("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(checked) => {
                let html = self.html();
                if let Some(item) = html.rfind("<li>") {
                    html.replace_range(item..item + 4, "<li class=\"task-list-item\">");
                }
                // A box that cannot be ticked is not a form control but a sign.
                self.push(if checked { "☑ " } else { "☐ " });
            }
            // Mathematics is not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } => {
                let span = self.span(&range);
                let mut id = None;
                match &tag {
                    Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        ..
                    } => {
                        self.open_link(*link_type, dest_url, title, span);
                    }
                    Tag::Image {
                        dest_url, title, ..
                    } => self.open_image(dest_url, title, span),
                    Tag::Heading { id: wanted, .. } => id = wanted.as_deref().map(anchor),
                    _ => {}
                }
                let from = self.html().len();
                self.capture.push(Capture {
                    text: String::new(),
                    from,
                    span,
                    id,
                });
            }
            Tag::BlockQuote(kind) => {
                let class = match kind {
                    Some(BlockQuoteKind::Note) => " class=\"alert note\"",
                    Some(BlockQuoteKind::Tip) => " class=\"alert tip\"",
                    Some(BlockQuoteKind::Important) => " class=\"alert important\"",
                    Some(BlockQuoteKind::Warning) => " class=\"alert warning\"",
                    Some(BlockQuoteKind::Caution) => " class=\"alert caution\"",
                    None => "",
                };
                let _ = writeln!(self.html(), "<blockquote{class}>");
            }
            Tag::CodeBlock(kind) => {
                self.in_code_block = true;
                // It may scroll, so the keyboard has to reach it.
                self.push("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = &kind {
                    let language = info.split([' ', ',']).next().unwrap_or_default();
                    if !language.is_empty() {
                        self.push(" class=\"language-");
                        self.escaped(language);
                        self.push("\"");
                    }
                }
                self.push(">");
            }
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => {
                let _ = writeln!(self.html(), "<ol start=\"{start}\">");
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.push("<li>"),
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
            Tag::TableCell => {
                let class = match self.table.get(self.cell) {
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"end\"",
                    _ => "",
                };
                let tag = if self.in_head {
                    "th scope=\"col\""
                } else {
                    "td"
                };
                let _ = write!(self.html(), "<{tag}{class}>");
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.silent = None;
                self.push("</p>\n");
                self.plain_text("\n");
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
            TagEnd::Item => {
                self.push("</li>\n");
                self.plain_text("\n");
            }
            TagEnd::FootnoteDefinition => {
                let html = self.out.pop().unwrap_or_default();
                if let Some(label) = self.current_footnote.pop() {
                    self.footnotes.entry(label).or_default().html = Some(html);
                }
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.push("</dt>\n");
                self.plain_text(": ");
            }
            TagEnd::DefinitionListDefinition => {
                self.push("</dd>\n");
                self.plain_text("\n");
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead>\n<tbody>\n");
                self.plain_text("\n");
            }
            TagEnd::TableRow => {
                self.push("</tr>\n");
                self.plain_text("\n");
            }
            TagEnd::TableCell => {
                self.cell += 1;
                self.push(if self.in_head { "</th>" } else { "</td>" });
                self.plain_text(" ");
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn close_heading(&mut self, level: u8) {
        let Some(capture) = self.capture.pop() else {
            return;
        };
        let title = capture.text.trim().to_owned();
        let inner = self.html().split_off(capture.from);
        let first = self.page.headings.is_empty()
            && self.html().trim().is_empty()
            && self.components.is_empty();
        if level == 1 && self.take_title && self.title.is_none() && first {
            self.title = Some(title);
            return;
        }
        if level == 1 {
            self.report(Problem::SecondTitle, capture.span);
        } else if level > self.last_level + 1 {
            let problem = Problem::HeadingJump {
                from: self.last_level,
                to: level,
            };
            self.report(problem, capture.span);
        }
        self.last_level = level.max(2);
        // The page's title is its only first-level heading.
        let level = level.max(2);
        if matches!(self.place, Place::Field(_)) {
            let _ = writeln!(self.html(), "<h{level}>{inner}</h{level}>");
            return;
        }
        let id = self
            .page
            .unique_id(capture.id.unwrap_or_else(|| anchor(&title)));
        let _ = writeln!(self.html(), "<h{level} id=\"{id}\">{inner}</h{level}>");
        self.page.text.push(TextSection {
            anchor: Some(id.clone()),
            heading: title.clone(),
            text: String::new(),
        });
        self.page.headings.push(Heading { level, id, title });
    }

    fn open_link(&mut self, kind: LinkType, target: &CowStr<'_>, title: &CowStr<'_>, span: Span) {
        let target = match kind {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        let index = self.page.link(target, false, span);
        self.push("<a href=\"");
        self.hole(HoleKind::Link(index));
        self.push("\"");
        self.title_attribute(title);
        self.push(">");
    }

    fn close_link(&mut self) {
        let Some(capture) = self.capture.pop() else {
            return;
        };
        self.push("</a>");
        let text = capture.text.trim();
        if VAGUE.contains(&text.to_lowercase().as_str()) {
            self.report(
                Problem::VagueLink {
                    text: text.to_owned(),
                },
                capture.span,
            );
        }
        self.plain_text(&capture.text);
    }

    fn open_image(&mut self, target: &CowStr<'_>, title: &CowStr<'_>, span: Span) {
        let index = self.page.link(target.to_string(), true, span);
        self.push("<img src=\"");
        self.hole(HoleKind::Image(index));
        self.push("\"");
        self.title_attribute(title);
        self.push(" alt=\"");
    }

    fn close_image(&mut self) {
        let Some(capture) = self.capture.pop() else {
            return;
        };
        // The alternative text is what was captured; markup written meanwhile goes.
        let from = capture.from;
        self.html().truncate(from);
        let text = capture.text.trim().to_owned();
        self.escaped(&text);
        self.push("\">");
        if text.is_empty() {
            self.report(Problem::MissingAlt, capture.span);
        }
        self.plain_text(&text);
    }

    fn title_attribute(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.escaped(title);
            self.push("\"");
        }
    }

    fn text(&mut self, text: &str) {
        self.plain_text(text);
        // Most texts have no second capital, and counting bytes is fast.
        let capitals = text
            .bytes()
            .filter(|byte| matches!(byte, b'A'..=b'Z' | 0xc3..))
            .count();
        if self.in_code_block || !self.capture.is_empty() || capitals < 2 {
            self.escaped(text);
            return;
        }
        let mut rest = text;
        while let Some((before, acronym)) = next_acronym(rest) {
            self.escaped(&rest[..before]);
            if !self.page.acronyms.contains(acronym) {
                self.page.acronyms.insert(acronym.to_owned());
                self.hole(HoleKind::Acronym {
                    len: acronym.len() as u32,
                });
            }
            self.push(acronym);
            rest = &rest[before + acronym.len()..];
        }
        self.escaped(rest);
    }

    /// Adds to the text that a search sees, or to what is being captured.
    fn plain_text(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        let out = match self.capture.last_mut() {
            Some(capture) => &mut capture.text,
            None => {
                let current = self.page.current_text();
                if current.is_empty() && text.trim().is_empty() {
                    return;
                }
                current
            }
        };
        match self.may_be_reserved {
            false => out.push_str(text),
            true => push_unreserved(text, out),
        }
    }

    fn escaped(&mut self, text: &str) {
        match self.may_be_reserved {
            false => escape_into(text, self.html()),
            true => {
                let mut clean = String::new();
                push_unreserved(text, &mut clean);
                escape_into(&clean, self.html());
            }
        }
    }

    fn raw(&mut self, html: &str, range: Range<usize>) {
        if let Some(index) = line_index(html)
            && let Some(line) = self.prepared.lines.get(index).cloned()
        {
            return self.component_line(line);
        }
        for construct in html_policy::removed(html) {
            let span = self.span(&range);
            self.report(Problem::HtmlRemoved { construct }, span);
        }
        self.raw_html = true;
        self.silence(html);
        if self.in_comment {
            return self.push_raw(html);
        }
        let span = self.span(&range);
        let mut at = 0;
        for Attribute { kind, range } in html_policy::attributes(html) {
            let value = html[range.clone()].replace("&amp;", "&");
            self.push_raw(&html[at..range.start]);
            at = range.end;
            match kind {
                AttributeKind::Id => {
                    self.push_raw(&html[range]);
                    self.page.anchor(value);
                }
                AttributeKind::Picture => {
                    let index = self.page.link(value, true, span);
                    self.hole(HoleKind::Image(index));
                }
                AttributeKind::Link | AttributeKind::SizedPicture => {
                    let index = self.page.link(value, false, span);
                    self.hole(HoleKind::Link(index));
                }
            }
        }
        self.push_raw(&html[at..]);
    }

    /// Writes HTML of the source, without characters that are kept for marks.
    fn push_raw(&mut self, html: &str) {
        let mut clean = String::new();
        push_unreserved(html, &mut clean);
        self.push(&without_reserved_entities(&clean));
    }

    /// Closes the components that stand open where a list item or the like ends, so that what is
    /// inside one never reaches outside; all that are open for `None`.
    fn close_components_deeper_than(&mut self, depth: Option<usize>) {
        while let Some(open) = self
            .components
            .pop_if(|open| depth.is_none_or(|depth| open.depth > depth))
        {
            if !open.reported {
                let problem = Problem::ComponentNotClosed {
                    name: open.name.clone(),
                };
                self.report(problem, open.span);
                // The line that was meant to close it is not worth a second message.
                self.missed_closes += 1;
            }
            self.close_component(open);
        }
    }

    /// Follows inline elements whose text is code that is not published: it is no text either.
    fn silence(&mut self, html: &str) {
        let html = html.to_ascii_lowercase();
        match self.silent {
            Some(name) if html.starts_with(&format!("</{name}")) => self.silent = None,
            Some(_) => {}
            None => {
                let opened = html.strip_prefix('<').unwrap_or_default();
                let name: &str = opened
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let closed = html.contains(&format!("</{name}"));
                let known = html_policy::CODE.into_iter().find(|code| *code == name);
                self.silent = known.filter(|_| !closed);
            }
        }
    }

    fn component_line(&mut self, line: Line) {
        match line {
            Line::Open {
                name,
                span,
                attributes,
            } => {
                let span = self.place_of(span);
                let mut component = self.page.component(&name, span, &attributes);
                if self.components.len() >= MAX_COMPONENTS {
                    self.report(Problem::ComponentTooDeep { name: name.clone() }, span);
                    component = None;
                }
                self.components.push(OpenComponent {
                    component,
                    depth: self.depth,
                    name,
                    span,
                    reported: false,
                });
                self.out.push(String::new());
            }
            Line::Close { span } => match self.components.pop_if(|open| open.depth == self.depth) {
                Some(open) => self.close_component(open),
                // Closed inside a list item or the like that it contains: it ends later.
                None if !self.components.is_empty() => {
                    let last = self.components.len() - 1;
                    let open = &mut self.components[last];
                    let (problem, span) = (
                        Problem::ComponentNotClosed {
                            name: open.name.clone(),
                        },
                        open.span,
                    );
                    if !std::mem::replace(&mut open.reported, true) {
                        self.report(problem, span);
                    }
                }
                None if self.missed_closes > 0 => self.missed_closes -= 1,
                None => {
                    let span = self.place_of(span);
                    self.report(Problem::ComponentStrayEnd, span);
                }
            },
        }
    }

    fn place_of(&self, span: Span) -> Span {
        match self.place {
            Place::File => span,
            Place::Field(field) => field,
        }
    }

    fn close_component(&mut self, open: OpenComponent) {
        let html = self.out.pop().unwrap_or_default();
        match open.component {
            Some(mut component) => {
                component.body = self.page.body_of(&html, self.raw_html);
                self.hole(HoleKind::Component(Box::new(component)));
                self.push("\n");
            }
            None => self.push(&html),
        }
    }

    fn footnote_reference(&mut self, label: &str) {
        let footnote = self.footnotes.entry(label.to_owned()).or_default();
        if footnote.number == 0 {
            self.page.footnotes += 1;
            footnote.number = self.page.footnotes;
        }
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        let suffix = if nth > 1 {
            format!("-{nth}")
        } else {
            String::new()
        };
        let _ = write!(
            self.html(),
            "<sup class=\"footnote-ref\"><a href=\"#fn_{number}\" id=\"fnref_{number}{suffix}\" role=\"doc-noteref\">{number}</a></sup>"
        );
    }

    fn write_footnotes(&mut self) {
        let mut footnotes: Vec<Footnote> = std::mem::take(&mut self.footnotes)
            .into_values()
            .filter(|f| f.number > 0)
            .collect();
        if footnotes.is_empty() {
            return;
        }
        footnotes.sort_by_key(|f| f.number);
        let first = footnotes[0].number;
        let start = if first > 1 {
            format!(" start=\"{first}\"")
        } else {
            String::new()
        };
        let _ = writeln!(
            self.html(),
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol{start}>"
        );
        for footnote in footnotes {
            let number = footnote.number;
            let html = footnote.html.unwrap_or_default();
            let backlink = format!(
                " <a href=\"#fnref_{number}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ {number}\">↩</a>"
            );
            let html = match html.trim_end().strip_suffix("</p>") {
                Some(start) => format!("{start}{backlink}</p>"),
                None => format!("{html}{backlink}"),
            };
            let _ = writeln!(self.html(), "<li id=\"fn_{number}\">{html}</li>");
        }
        self.push("</ol></section>\n");
    }
}

/// The next thing in `text` that may be an acronym, and where: two or more capitals, with the
/// digits, full stops and small letters of "D.Lgs.", "L2" or "PA" around them.
fn next_acronym(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '.')) {
        if !word.starts_with(char::is_uppercase) {
            at += word.len();
            continue;
        }
        let body = word.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
        let dotted = body.trim_end_matches('.').contains('.');
        let acronym = if dotted {
            body
        } else {
            body.trim_end_matches('.')
        };
        let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
        if capitals >= 2 && acronym.len() <= 16 {
            return Some((at, acronym));
        }
        at += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_found_with_their_dots() {
        assert_eq!(next_acronym("la SUA di Treviso"), Some((3, "SUA")));
        assert_eq!(next_acronym("con la SUA."), Some((7, "SUA")));
        assert_eq!(next_acronym("il D.Lgs. 36"), Some((3, "D.Lgs.")));
        assert_eq!(next_acronym("dell’ANAC e"), Some((7, "ANAC")));
        assert_eq!(next_acronym("Provincia di Treviso"), None);
    }
}
