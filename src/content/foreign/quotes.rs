//! Callouts that are written as quotations: `> [!tip]- Title` of Obsidian and of Hugo.

use super::block::{Block, kind};
use super::known::Foreign;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, inline_index, line_mark};
use crate::content::structure::Structure;
use crate::source::{FileId, Span};
use std::ops::Range;

/// How deep they stand in each other at most.
const DEEPEST: usize = 8;
/// The kinds that Markdown itself knows, where nothing stands behind them.
const MARKDOWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// A quotation that is something else.
struct Quote {
    /// Where the line that says so begins to.
    start: usize,
    /// The line, from there on.
    head: Range<usize>,
    /// How many signs of quotations stand before it.
    depth: usize,
    /// What it is.
    block: Block,
}

/// Puts the marks of blocks in the place of such quotations, from the outermost on.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId, foreign: &Foreign<'_>) {
    for _ in 0..DEEPEST {
        if !prepared.has_any(&["[!"]) {
            return;
        }
        let quotes = find(prepared, foreign);
        if quotes.is_empty() {
            return;
        }
        let (mut edits, mut lines) = (Vec::new(), Vec::new());
        let mut end = 0;
        for quote in quotes {
            if quote.start < end {
                continue;
            }
            let place = |at| prepared.original(at);
            let span = Span::new(file, place(quote.head.start), place(quote.head.end));
            let mut mark = |line| {
                lines.push(line);
                line_mark(prepared.lines.len() + lines.len() - 1)
            };
            let block = quote.block.clone();
            let opened = mark(Line::Block { block, span });
            let closed = mark(Line::Close { span });
            end = unquote(&prepared.text, &quote, (&opened, &closed), &mut edits);
        }
        prepared.lines.extend(lines);
        prepared.edit(edits);
    }
}

/// The quotations of a text that are something else; of one in another the outer one comes first.
fn find(prepared: &Prepared<'_>, foreign: &Foreign<'_>) -> Vec<Quote> {
    let text = &*prepared.text;
    let structure: &Structure = prepared.structure();
    let mut quotes = Vec::new();
    let (mut at, mut above) = (0, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let own = content.trim_start_matches(is_before);
        let before = &content[..content.len() - own.len()];
        let depth = before.matches('>').count();
        let start = at + before.len();
        let is_first = depth > above && before.trim_end().ends_with('>');
        if is_first
            && own.starts_with("[!")
            && !structure.is_opaque(start)
            && let Some(block) = head(own, prepared, foreign)
        {
            quotes.push(Quote {
                start: at,
                head: start..at + content.len(),
                depth,
                block,
            });
        }
        above = depth;
        at += line.len();
    }
    quotes
}

/// Whether a sign may stand before what is quoted.
fn is_before(c: char) -> bool {
    " \t>-*+.)".contains(c) || c.is_ascii_digit()
}

/// What the first line of a quotation says that it is.
fn head(line: &str, prepared: &Prepared<'_>, foreign: &Foreign<'_>) -> Option<Block> {
    let inside = line.strip_prefix("[!")?;
    let (name, behind) = inside.split_once(']')?;
    // Obsidian has more to say of how it looks behind a line.
    let name = name.split('|').next().unwrap_or(name).trim();
    let mapped = foreign.shortcodes.get(name).map_or(name, String::as_str);
    let kind = kind(mapped)?;
    let opens = match behind.as_bytes().first() {
        Some(b'+') => Some(true),
        Some(b'-') => Some(false),
        _ => None,
    };
    let title = with_formulas(behind.trim_start_matches(['+', '-']).trim(), prepared);
    let is_markdown = MARKDOWN.contains(&name.to_ascii_lowercase().as_str());
    if is_markdown && title.is_empty() && opens.is_none() {
        return None;
    }
    let title = Some(title).filter(|title| !title.is_empty());
    Some(Block::Callout { kind, title, opens })
}

/// A title with its formulas as they were written.
fn with_formulas(title: &str, prepared: &Prepared<'_>) -> String {
    let mut out = title.to_owned();
    for part in title.split('`') {
        let line = inline_index(part).and_then(|index| prepared.lines.get(index));
        if let Some(Line::Formula { tex, .. }) = line {
            out = out.replace(&format!("`{part}`"), &format!("`{tex}`"));
        }
    }
    out
}

/// Takes the signs of a quotation off its lines and puts marks around them; where it ends.
fn unquote(
    text: &str,
    quote: &Quote,
    (opened, closed): (&str, &str),
    edits: &mut Vec<Edit>,
) -> usize {
    let before = &text[quote.start..quote.head.start];
    let sign = quote.start + before.rfind('>').unwrap_or(0);
    // In a list the sign of the item is as wide as what stands below it.
    let prefix: String = text[quote.start..sign]
        .chars()
        .map(|c| if c == '>' { '>' } else { ' ' })
        .collect();
    edits.push(Edit {
        range: sign..quote.head.end,
        text: opened.to_owned(),
    });
    let mut end = quote.head.end;
    let mut at = quote.head.end + text[quote.head.end..].find('\n').map_or(0, |at| at + 1);
    for line in text[at..].split_inclusive('\n') {
        let Some(gone) = sign_at(line, quote.depth) else {
            break;
        };
        edits.push(Edit {
            range: at + gone.start..at + gone.end,
            text: String::new(),
        });
        end = at + line.trim_end().len().max(gone.end);
        at += line.len();
        if !line.ends_with('\n') {
            break;
        }
    }
    let closing = format!("\n{prefix}{closed}");
    match edits.last_mut() {
        Some(edit) if edit.range.end == end => edit.text += &closing,
        _ => edits.push(Edit {
            range: end..end,
            text: closing,
        }),
    }
    at.max(end)
}

/// Where the sign of a quotation of a depth stands in a line, with the space behind it.
fn sign_at(line: &str, depth: usize) -> Option<Range<usize>> {
    let mut found = 0;
    for (at, sign) in line.char_indices() {
        match sign {
            ' ' | '\t' => {}
            '>' => {
                found += 1;
                if found == depth {
                    let space = line[at + 1..].starts_with(' ');
                    return Some(at..at + 1 + usize::from(space));
                }
            }
            _ => return None,
        }
    }
    None
}
