//! Tags of templates and of components: `{{< figure >}}`, `{% raw %}`, `<Tabs>`.

use super::block::Block;
use super::known::Foreign;
use super::meaning::{self, Meaning};
use super::panes;
use super::tag::{self, Family, Role, Tag};
use super::verbatim;
use crate::content::component_line::Line;
use crate::content::inline::escape;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};
use crate::yaml::{self, Node};
use memchr::{memchr_iter, memchr2};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Puts what they stand for in the place of the tags that are understood.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId, foreign: &Foreign<'_>) {
    let text = &prepared.text;
    let is_capital = |at: usize| {
        let rest = text.as_bytes()[at + 1..].iter().find(|byte| **byte != b'/');
        rest.is_some_and(u8::is_ascii_uppercase)
    };
    let may_have =
        prepared.has_any(&["{{", "{%"]) || memchr_iter(b'<', text.as_bytes()).any(is_capital);
    if !may_have {
        return;
    }
    let mut edits = Vec::new();
    let tags = find(prepared, &mut edits);
    if tags.is_empty() {
        return prepared.edit(edits);
    }
    let ends = pair(&tags);
    let mut writer = TagWriter {
        prepared,
        file,
        lines: Vec::new(),
        edits,
    };
    let mut open: Vec<(usize, &Tag<'_>, Option<Labels>)> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        if !matches!(tag.role, Role::Open | Role::Void) {
            continue;
        }
        let end = ends[index].map(|end| &tags[end]);
        open.retain(|(end, ..)| *end > index);
        let is_element = tag.family == Family::Element;
        let tabs = open.last().and_then(|(_, _, labels)| labels.as_ref());
        let tab = tabs.filter(|_| is_element && end.is_some());
        let around = open.last().map(|(_, tag, _)| *tag);
        let meaning = match tab.and_then(|labels| title_of_tab(tag, labels)) {
            Some(title) => Some(Meaning::Block(Block::Tab { title })),
            None => panes::code(text, tag, around)
                .filter(|_| end.is_some())
                .or_else(|| meaning::meaning(tag, end.is_some(), foreign)),
        };
        let labels = (is_element && meaning::is_tabs(tag.name)).then(|| labels(tag));
        open.extend(ends[index].map(|end| (end, tag, labels)));
        if let Some(meaning) = meaning {
            writer.write(tag, end, meaning);
        }
    }
    writer.unindent(&tags, &ends);
    let TagWriter {
        lines, mut edits, ..
    } = writer;
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    // What was taken for a tag inside of another is none.
    edits.dedup_by(|next, before| next.range.start < before.range.end);
    prepared.lines.extend(lines);
    prepared.edit(edits);
}

/// What tabs are called, by their values.
type Labels = BTreeMap<String, String>;

/// The labels that a set of tabs has: `<Tabs values={[{label: 'A', value: 'a'}]}>` of Docusaurus.
fn labels(tabs: &Tag<'_>) -> Labels {
    let written = tabs.arguments.get(&["values"]).unwrap_or_default();
    // As a literal it is YAML too; what computes them is none.
    let read = yaml::parse(written, 0, written.len(), FileId(0));
    let text = |node: &Node, key: &str| Some(node.get(key)?.as_text()?.to_owned());
    let items = read.as_ref().map_or(&[][..], Node::items).iter();
    items
        .filter_map(|node| Some((text(node, "value")?, text(node, "label")?)))
        .collect()
}

/// What something among tabs is called by its slot, or by the labels of the tabs.
fn title_of_tab(tag: &Tag<'_>, labels: &Labels) -> Option<String> {
    if let Some(slot) = tag.arguments.get(&["slot"]) {
        return Some(slot.to_owned());
    }
    let value = tag.arguments.get(&["value"])?;
    let own = tag.arguments.get(&["label"]);
    labels.get(value).filter(|_| own.is_none()).cloned()
}

/// The tags outside of code; what only shows one loses its comment signs.
fn find<'a>(prepared: &'a Prepared<'_>, edits: &mut Vec<Edit>) -> Vec<Tag<'a>> {
    let text = &*prepared.text;
    let mut tags: Vec<Tag<'a>> = Vec::new();
    // Names of those that lead somewhere.
    let mut leading: BTreeSet<&str> = BTreeSet::new();
    let mut at = 0;
    // Where something ends that was taken for code.
    let mut no_code = 0;
    while let Some(found) = memchr2(b'{', b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        if let Some(end) = verbatim::shown(prepared, start, edits) {
            at = end;
            continue;
        }
        let Some(tag) = tag::at(text, start) else {
            continue;
        };
        let is_element = tag.family == Family::Element;
        let leads = tag.leads_to().is_some();
        let ends_link = tag.role == Role::Close && leading.contains(tag.name);
        if is_element && !(leads || ends_link || meaning::is_element(tag.name)) {
            continue;
        }
        if let Some(code) = prepared.structure().code_at(start) {
            let own = text[code.clone()].trim_start();
            // What ends an element in code without beginning it there shows that it is no code: an
            // empty line in code within elements is taken for the end of these.
            let before = &text[code.start..start];
            let is_its = |open: &Tag<'_>| open.name == tag.name && open.role == Role::Open;
            let is_open = || tags.iter().any(is_its);
            if is_element
                && tag.role == Role::Close
                && is_open()
                && !before.contains(&format!("<{}", tag.name))
            {
                no_code = code.end;
            }
            // Where components are, nothing is code by its indentation.
            let in_component = is_element && is_component(own) && is_in_component(&tags);
            if in_component && is_in_fence(before) {
                continue;
            }
            let is_real = !in_component && (own.starts_with(['`', '~', '<']) || !is_element);
            if is_real && start >= no_code {
                verbatim::unwrap(text, code.clone(), edits);
                at = code.end.max(at);
                continue;
            }
        }
        at = verbatim::behind(&tag, prepared, edits);
        leading.extend(leads.then_some(tag.name));
        tags.push(tag);
    }
    tags
}

/// Whether a text begins with the tag of a component.
fn is_component(text: &str) -> bool {
    let name = text.strip_prefix('<');
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether what follows a text is in a block of code that begins in it.
fn is_in_fence(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let fences = lines.filter(|line| line.starts_with("```"));
    !fences.count().is_multiple_of(2)
}

/// Whether what follows the tags is inside of a component.
fn is_in_component(tags: &[Tag<'_>]) -> bool {
    let elements = tags.iter().filter(|tag| tag.family == Family::Element);
    let depth = elements.fold(0_i32, |depth, tag| match tag.role {
        Role::Open => depth + 1,
        Role::Close => depth - 1,
        _ => depth,
    });
    depth > 0
}

/// For each tag the one that ends what it begins.
fn pair(tags: &[Tag<'_>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let begun = match tag.role {
            Role::Open => {
                open.push(index);
                continue;
            }
            Role::Void => continue,
            Role::Close => open.iter().rposition(|begun| {
                let begun = &tags[*begun];
                begun.name == tag.name && begun.family == tag.family
            }),
            Role::CloseAny => open
                .iter()
                .rposition(|begun| tags[*begun].family == tag.family),
        };
        if let Some(at) = begun {
            ends[open[at]] = Some(index);
            open.truncate(at);
        }
    }
    ends
}

struct TagWriter<'a, 'b> {
    prepared: &'a Prepared<'b>,
    file: FileId,
    lines: Vec<Line>,
    edits: Vec<Edit>,
}

impl TagWriter<'_, '_> {
    fn write(&mut self, tag: &Tag<'_>, end: Option<&Tag<'_>>, meaning: Meaning) {
        let span = self.span(&tag.range);
        match (meaning, end) {
            // Within a line what means nothing leaves nothing.
            (Meaning::Block(Block::Plain), Some(end)) if self.is_within_line(tag, end) => {
                self.replace(&tag.range, String::new());
                self.replace(&end.range, String::new());
            }
            (Meaning::Block(block), Some(end)) => {
                let mark = self.mark(Line::Block { block, span });
                self.on_own_line(&tag.range, &mark);
                let span = self.span(&end.range);
                let mark = self.mark(Line::Close { span });
                self.on_own_line(&end.range, &mark);
            }
            (Meaning::Inside(block, text), end) => {
                let mark = self.mark(Line::Block { block, span });
                let close = self.mark(Line::Close { span });
                let begin = format!("{mark}\n\n{text}\n");
                match end {
                    Some(end) => {
                        self.on_own_line(&tag.range, &begin);
                        self.on_own_line(&end.range, &close);
                    }
                    None => self.on_own_line(&tag.range, &format!("{begin}\n{close}")),
                }
            }
            (Meaning::Code(info), Some(end)) if self.holds_fence(tag, end) => {
                self.title_fence(tag, end, &info);
            }
            (Meaning::Code(info), Some(end)) => {
                let fence = self.fence_around(tag, end);
                self.on_own_line(&tag.range, &format!("{fence}{info}"));
                self.on_own_line(&end.range, &fence);
            }
            (Meaning::CodeInside(block, before, info), Some(end)) => {
                let begin = self.mark(Line::Block { block, span });
                self.code_inside(tag, end, format!("{begin}\n\n{before}"), &info);
            }
            (Meaning::Around(before, behind), Some(end)) => {
                self.replace(&tag.range, before);
                self.replace(&end.range, behind);
            }
            (Meaning::Link { label, address }, end) => self.link(tag, end, label, &address),
            (Meaning::Text(text), None) if self.is_badge_of_heading(tag) => {
                self.below_heading(tag, &text);
            }
            (Meaning::Text(text), _) => {
                let text = self.in_place(tag, text);
                self.replace(&tag.range, text);
            }
            (_, None) => {}
        }
    }

    /// Code between what begins a block and what ends it.
    fn code_inside(&mut self, tag: &Tag<'_>, end: &Tag<'_>, mut begin: String, info: &str) {
        let span = self.span(&end.range);
        let mut close = self.mark(Line::Close { span });
        if !self.holds_fence(tag, end) {
            let fence = self.fence_around(tag, end);
            begin += &format!("{fence}{info}");
            close = format!("{fence}\n\n{close}");
        }
        self.on_own_line(&tag.range, &begin);
        self.on_own_line(&end.range, &close);
    }

    /// What a tag stands for, where it stands: in an attribute, and with an anchor behind it, an address
    /// has no signs around it.
    fn in_place(&self, tag: &Tag<'_>, text: String) -> String {
        let whole = &self.prepared.text;
        let (before, behind) = (&whole[..tag.range.start], &whole[tag.range.end..]);
        let bare = text
            .strip_prefix('<')
            .and_then(|text| text.strip_suffix('>'));
        let in_attribute = before.ends_with("=\"") || before.ends_with("='");
        let goes_on = before.ends_with("](") && behind.starts_with(['#', '?', '/']);
        match bare {
            Some(bare) if in_attribute => bare.to_owned(),
            Some(bare) if goes_on => bare.replace(' ', "%20"),
            _ => text,
        }
    }

    /// The signs of a block of code in which all that stands between two tags has its place.
    fn fence_around(&self, tag: &Tag<'_>, end: &Tag<'_>) -> String {
        let inside = &self.prepared.text[tag.range.end..end.range.start];
        let longest = inside.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        "`".repeat(longest.max(2) + 1)
    }

    /// Whether what stands between two tags begins as a block of code.
    fn holds_fence(&self, tag: &Tag<'_>, end: &Tag<'_>) -> bool {
        let inside = &self.prepared.text[tag.range.end..end.range.start];
        let own = inside.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        own.starts_with("```") || own.starts_with("~~~")
    }

    /// Gives the title that a tag has to the block of code in it.
    fn title_fence(&mut self, tag: &Tag<'_>, end: &Tag<'_>, info: &str) {
        let inside = &self.prepared.text[tag.range.end..end.range.start];
        let fence = inside.find("```").or_else(|| inside.find("~~~"));
        let line = fence.and_then(|at| Some(at + inside[at..].find('\n')?));
        if let (Some(line), Some(title)) = (line, info.find(" title=")) {
            let at = tag.range.end + line;
            self.replace(&(at..at), info[title..].to_owned());
        }
        self.replace(&tag.range, String::new());
        self.replace(&end.range, String::new());
    }

    /// Makes a link of what a component holds, if that is one line; else it has a line of its own.
    fn link(&mut self, tag: &Tag<'_>, end: Option<&Tag<'_>>, label: Option<String>, address: &str) {
        let inside = end.map_or("", |end| {
            &self.prepared.text[tag.range.end..end.range.start]
        });
        let own = inside.trim();
        let said = escape(label.as_deref().unwrap_or(address));
        // Within raw HTML, where Markdown is none, as elsewhere.
        let link = format!("<a href=\"{}\">{said}</a>", escape(address));
        let Some(end) = end.filter(|_| !own.is_empty()) else {
            let range = tag.range.start..end.map_or(tag.range.end, |end| end.range.end);
            return self.replace(&range, link);
        };
        match own.contains(['\n', '[', '<']) {
            true => {
                let text = format!("**{link}**\n");
                self.on_own_line(&tag.range, &text);
                self.replace(&end.range, String::new());
            }
            false => {
                let begin = format!("<a href=\"{}\">", escape(address));
                let behind = inside.len() - inside.trim_start().len();
                let before = inside.len() - inside.trim_end().len();
                self.replace(&(tag.range.start..tag.range.end + behind), begin);
                self.replace(
                    &(end.range.start - before..end.range.end),
                    "</a>".to_owned(),
                );
            }
        }
    }

    /// Whether a tag is a badge behind the text of a heading, whose name and anchor it is no part of.
    fn is_badge_of_heading(&self, tag: &Tag<'_>) -> bool {
        let before = &self.prepared.text[..tag.range.start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let said = line.trim_start_matches('#');
        tag.name.eq_ignore_ascii_case("badge") && said.len() < line.len() && said.starts_with(' ')
    }

    /// Puts what a tag says below the heading that it stands in.
    fn below_heading(&mut self, tag: &Tag<'_>, text: &str) {
        let whole = &self.prepared.text;
        let before = whole[..tag.range.start].trim_end_matches(' ').len();
        let behind = &whole[tag.range.end..];
        let end = tag.range.end + behind.find('\n').unwrap_or(behind.len());
        self.replace(&(before..tag.range.end), String::new());
        if !text.trim().is_empty() {
            self.replace(&(end..end), format!("\n\n*{}*\n", text.trim()));
        }
    }

    /// Whether a tag and the one that ends what it begins stand on one line.
    fn is_within_line(&self, tag: &Tag<'_>, end: &Tag<'_>) -> bool {
        !self.prepared.text[tag.range.start..end.range.start].contains('\n')
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let place = |at| self.prepared.original(at);
        Span::new(self.file, place(range.start), place(range.end))
    }

    fn mark(&mut self, line: Line) -> String {
        self.lines.push(line);
        line_mark(self.prepared.lines.len() + self.lines.len() - 1)
    }

    fn replace(&mut self, range: &Range<usize>, text: String) {
        let range = range.clone();
        self.edits.push(Edit { range, text });
    }

    /// Puts lines in the place of a tag, apart from what else stands on its line.
    fn on_own_line(&mut self, range: &Range<usize>, text: &str) {
        let whole = &self.prepared.text;
        let start = whole[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &whole[start..range.start];
        let behind = whole[range.end..].split('\n').next().unwrap_or("");
        let own = before.trim_start_matches([' ', '\t', '>']);
        let mut prefix = before[..before.len() - own.len()].to_owned();
        let is_item = matches!(own.trim_end(), "-" | "*" | "+")
            || own.trim_end().strip_suffix('.').is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            });
        let mut out = String::new();
        if is_item {
            prefix.push_str(&" ".repeat(own.len()));
        } else if !own.is_empty() {
            out = format!("\n{prefix}");
        }
        out.push_str(&text.replace('\n', &format!("\n{prefix}")));
        if !behind.trim().is_empty() {
            out.push_str(&format!("\n{prefix}"));
        }
        self.replace(range, out);
    }

    /// Takes off the indentation of what stands in components, which means nothing there: so far as
    /// it is more than that of the component, which may stand in a list.
    fn unindent(&mut self, tags: &[Tag<'_>], ends: &[Option<usize>]) {
        let text = &*self.prepared.text;
        let mut at = 0;
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut blocks = tags.iter().zip(ends).filter_map(|(tag, end)| {
            let end = tags[(*end).filter(|_| tag.family == Family::Element)?]
                .range
                .start;
            let start = tag.range.start;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let more = common_indent(&text[tag.range.end..end]);
            Some((tag.range.end, end, more.saturating_sub(start - line)))
        });
        let mut next = blocks.next();
        for line in text.split_inclusive('\n') {
            while let Some((_, end, more)) = next.filter(|(start, _, _)| *start <= at) {
                open.push((end, more));
                next = blocks.next();
            }
            open.retain(|(end, _)| *end > at + line.len() - line.trim_start().len());
            let most: usize = open.iter().map(|(_, more)| *more).sum();
            let own = line.len() - line.trim_start_matches(' ').len();
            let gone = most.min(own);
            if gone > 0 {
                self.edits.push(Edit {
                    range: at..at + gone,
                    text: String::new(),
                });
            }
            at += line.len();
        }
    }
}

/// How far all lines behind the first are indented.
fn common_indent(text: &str) -> usize {
    let lines = text
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim().is_empty());
    let indents = lines.map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.min().unwrap_or(0)
}
