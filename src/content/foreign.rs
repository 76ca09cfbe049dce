//! What other programs have where this one has components: their blocks become ours before Markdown
//! is read.
//!
//! In: a text as it was written. Out: the same with marks where blocks begin and end, and with the
//! Markdown that stands for what is within a line. Only sites without a schema are read so: those
//! who have one write our own forms.

mod asked;
mod block;
mod classes;
mod colons;
mod columns;
mod comments;
mod critic;
mod directive;
mod docfx;
mod docsify;
mod emoji;
mod fences;
mod figures;
mod formulas;
mod generated;
mod gone;
mod headings;
mod hidden_lines;
mod includes;
mod indented;
mod known;
mod layout;
mod looks;
mod marks;
mod material;
mod meaning;
mod myst;
mod own;
mod panes;
mod part;
mod quotes;
mod required;
mod sets;
mod sizes;
mod slashes;
mod tag;
mod tags;
mod titled_code;
mod verbatim;
mod wiki;

pub(super) use block::{Block, Kind};
pub(super) use colons::{line as colons, plain as without_signs};
pub(super) use fences::directive;
pub use gone::GONE;
pub(super) use known::Foreign;
pub(super) use looks::plain as without_looks;
pub(super) use meaning::is_element;
pub use own::in_own_form;
pub(super) use tag::{end_of_element, leads_somewhere, without_tags};

use super::component_line::{Line, Title};
use super::prepared::Prepared;
use super::signs::has_any;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::yaml::Node;

/// Reads what a text has.
pub(super) fn read(
    foreign: &Foreign<'_>,
    prepared: &mut Prepared<'_>,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_myst = myst::is_one(&prepared.text);
    comments::read(prepared);
    if let Some(sources) = foreign.sources {
        includes::read(prepared, file, (sources, foreign.keeps), diagnostics);
    }
    material::read(prepared);
    generated::read(prepared, file, diagnostics);
    fences::read(prepared, file, (foreign.programs, foreign.keeps));
    sets::read(prepared);
    if is_myst {
        myst::read(prepared);
    }
    slashes::read(prepared, file);
    headings::read(prepared);
    titled_code::read(prepared);
    if foreign.programs.docsify {
        docsify::read(prepared, file);
    }
    match foreign.is_mdx {
        true => {
            gone::read(prepared);
            layout::read(prepared);
        }
        false => {
            required::read(prepared);
            layout::open(prepared);
        }
    }
    columns::read(prepared);
    figures::read(prepared, file);
    classes::read(prepared, file);
    indented::read(prepared, file);
    docfx::read(prepared, file);
    colons::read(prepared);
    critic::read(prepared);
    emoji::read(prepared);
    tags::read(prepared, file, foreign);
    marks::read(prepared, file, foreign.programs, diagnostics);
    quotes::read(prepared, file, foreign);
}

/// The block that a line between colons opens, if the theme has no component of its name.
pub(super) fn block(foreign: &Foreign<'_>, line: Line) -> Line {
    let Line::Open {
        name,
        span,
        attributes,
        title,
        ..
    } = &line
    else {
        return line;
    };
    if let Some(block) = untitled(name, attributes) {
        let span = *span;
        return Line::Block { block, span };
    }
    let title = title_of(title.as_ref(), attributes);
    if let Some(block) = folded(name, title.as_ref(), attributes) {
        let span = *span;
        return Line::Block { block, span };
    }
    if foreign.components.contains_key(name) {
        // What a theme shows of a title is text.
        let callout = title.filter(|title| has_any(title, &["*", "`", "_", "]("]));
        let callout = callout.and_then(|title| Block::callout(name, Some(title)));
        let span = *span;
        return callout.map_or(line, |block| Line::Block { block, span });
    }
    let block = match name.as_str() {
        "code-group" | "code-tabs" => Some(Block::Tabs { of_code: true }),
        "tabs" | "tab-set" => Some(Block::Tabs { of_code: false }),
        "tab" | "tab-item" => title.map(|title| Block::Tab { title }),
        name if DETAILS.contains(&name) => Some(Block::Details { title, open: false }),
        "captioned" => title.map(|caption| Block::Figure { caption }),
        "video-link" => Some(Block::Video),
        "v-pre" | "raw" | "div" | "container" | "steps" => Some(Block::Plain),
        name => Block::callout(name, title),
    };
    let span = *span;
    match block {
        Some(block) => Line::Block { block, span },
        None => line,
    }
}

/// A callout that says that it has no title: `:::note title=""`.
fn untitled(name: &str, attributes: &Node) -> Option<Block> {
    let is_empty = attributes.get("title")?.as_text() == Some("");
    Block::callout(name, Some(String::new())).filter(|_| is_empty)
}

/// What a text that opens is called.
const DETAILS: [&str; 4] = ["details", "dropdown", "collapse", "spoiler"];

/// A block that says whether it is open, which no theme's component does: `:::tip open="false"`, and
/// `::: details Title {open}` of VitePress.
fn folded(name: &str, title: Option<&String>, attributes: &Node) -> Option<Block> {
    if let Some(own) = title.and_then(|title| title.strip_suffix("{open}"))
        && DETAILS.contains(&name)
    {
        let title = Some(own.trim_end().to_owned()).filter(|title| !title.is_empty());
        return Some(Block::Details { title, open: true });
    }
    let opens = match attributes.get("open")?.as_text()? {
        "true" => true,
        "false" => false,
        _ => return None,
    };
    let kind = block::kind(name)?;
    Some(Block::Callout {
        kind,
        title: title.cloned(),
        opens: Some(opens),
    })
}

/// The title of a line between colons, wherever it says it.
fn title_of(title: Option<&Title>, attributes: &Node) -> Option<String> {
    let named = || {
        let value = attributes.get("title").or(attributes.get("label"))?;
        value.as_text().map(str::to_owned)
    };
    let title = title.map(|title| title.text.clone()).or_else(named)?;
    let quoted = title
        .strip_prefix('"')
        .and_then(|title| title.strip_suffix('"'));
    Some(quoted.map_or(title.clone(), str::to_owned)).filter(|title| !title.is_empty())
}
