//! Front matter without the line that opens it, below other lines, or in a disguise that another
//! program gave it. It is never read, but the page does not go public with it.

use super::lines::{
    fields_alone, fields_until, is_block, is_fence, is_rule, key_of, line_at, lines, may_be_field,
};

/// What is known of fields.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    /// Whether a page may have a field of this name.
    pub is_field: &'a dyn Fn(&str) -> bool,
    /// Whether a field with this value keeps a page from being published.
    pub holds: &'a dyn Fn(&str, &str) -> bool,
}

/// How many lines may stand above front matter.
const MOST_ABOVE: usize = 12;

/// One past the front matter of a file whose first line, at `start`, does not open any.
pub(super) fn unopened(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    indented(text, start, rules.is_field)
        .or_else(|| not_opened(text, start, rules.is_field))
        .or_else(|| wrapped(text, start, rules))
        .or_else(|| below(text, start, rules))
}

/// Fields between the right lines, all of them indented.
fn indented(text: &str, start: usize, is_field: &dyn Fn(&str) -> bool) -> Option<usize> {
    let first = line_at(text, start);
    if !first.starts_with(' ') || first.trim() != "---" {
        return None;
    }
    let from = start + first.len();
    let mut known = false;
    for (at, line) in lines(text, from) {
        let inside = line.trim();
        if inside == "---" {
            return known.then_some(at + line.len());
        }
        known |= key_of(inside).is_some_and(is_field);
        if !may_be_field(inside) {
            return None;
        }
    }
    None
}

/// A file that begins with fields, or with a line of other dashes before them.
fn not_opened(text: &str, start: usize, is_field: &dyn Fn(&str) -> bool) -> Option<usize> {
    let first = line_at(text, start);
    let from = match is_rule(first) {
        true => start + first.len(),
        false => start,
    };
    let (_, begins) = lines(text, from).find(|(_, line)| !line.trim().is_empty())?;
    if !key_of(begins).is_some_and(is_field) {
        return None;
    }
    let closes = |line: &str| is_fence(line) || from > start && is_rule(line);
    let (_, body) = fields_until(text, from, closes, is_field)
        .or_else(|| (from > start).then(|| fields_alone(text, from)))
        .or_else(|| {
            Some(fields_alone(text, from)).filter(|&(to, _)| is_block(&text[from..to], is_field))
        })?;
    Some(body)
}

/// Fields in a comment, where only those count that keep the page back; in a fence of code that
/// shows no lines around them, in a quotation, or behind two dots as Nikola has them, where one
/// alone is an example.
fn wrapped(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    let first = line_at(text, start);
    let behind = start + first.len();
    let language = first.trim_start_matches(['`', '~']);
    let mut alone = false;
    let (from, to, end, prefix) = if text[start..].starts_with("<!--") {
        let from = start + "<!--".len();
        let to = from + text[from..].find("-->")?;
        alone = true;
        (from, to, to + "-->".len(), "")
    } else if first.len() - language.len() >= 3 && matches!(language.trim(), "yaml" | "yml") {
        let fence = &first[..first.len() - language.len()];
        let (to, line) = lines(text, behind).find(|(_, line)| line.trim_end() == fence)?;
        (behind, to, to + line.len(), "")
    } else {
        let prefix = ["> ", ".. "].into_iter().find(|p| first.starts_with(p))?;
        let outside = lines(text, start).find(|(_, line)| !line.starts_with(prefix));
        let to = outside.map_or(text.len(), |(at, _)| at);
        (start, to, to, prefix)
    };
    let (mut known, mut held) = (0, false);
    for line in text[from..to].lines() {
        let line = line.strip_prefix(prefix).unwrap_or(line).trim_end();
        let line = if prefix.is_empty() { line.trim() } else { line };
        match key_of(line) {
            Some(key) => {
                let holds = holds(line, rules);
                known += usize::from(holds || (rules.is_field)(key));
                held |= holds;
            }
            None if line == "---" && behind == from => return None,
            None if !may_be_field(line) && line != "---" => return None,
            None => {}
        }
    }
    let is_front = match prefix {
        "" => held && (alone || known >= 2),
        _ => known >= 2,
    };
    is_front.then_some(end)
}

/// Front matter that stands below something else: a remark, a heading, a line for an editor; or
/// whose first line an editor has escaped.
fn below(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    for (at, line) in lines(text, start).take(MOST_ABOVE) {
        let mark = line.trim_end();
        if mark == "---" || at == start && matches!(mark, "\\---" | "&#45;--") {
            let from = at + line.len();
            key_of(line_at(text, from))?;
            let (to, end) = fields_until(text, from, is_fence, rules.is_field)?;
            let fields = || text[from..to].lines();
            let known = fields().filter_map(key_of).filter(|k| (rules.is_field)(k));
            let is_front = known.count() >= 2 || fields().any(|line| holds(line, rules));
            return is_front.then_some(end);
        }
        if line.starts_with("```") || line.starts_with("~~~") {
            return None;
        }
    }
    None
}

/// Whether a line is a field that keeps a page back.
fn holds(line: &str, rules: Rules<'_>) -> bool {
    line.split_once(':')
        .is_some_and(|(key, value)| (rules.holds)(key, value.trim()))
}
