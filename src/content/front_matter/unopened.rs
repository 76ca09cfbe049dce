//! Front matter without the line that opens it, below other lines, or in a disguise that another
//! program gave it. It is never read, but the page does not go public with it.

use super::lines::{
    fields_alone, fields_until, is_block, is_fence, is_name, is_rule, key_of, line_at, lines,
    may_be_field,
};

/// What is known of fields.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    /// Whether a page may have a field of this name.
    pub is_field: &'a dyn Fn(&str) -> bool,
    /// Whether a field with this value keeps a page from being published.
    pub holds: &'a dyn Fn(&str, &str) -> bool,
    /// Whether every page has to begin with its fields: nothing else at the top is an example.
    pub needs_fields: bool,
}

/// How many lines may stand above front matter.
const MOST_ABOVE: usize = 12;

/// One past the front matter of a file whose first line, at `start`, does not open any.
pub(super) fn unopened(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    indented(text, start, rules.is_field)
        .or_else(|| not_opened(text, start, rules.is_field))
        .or_else(|| joined(text, start, rules))
        .or_else(|| wrapped(text, start, rules))
        .or_else(|| disguised(text, start, rules))
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

/// A first line that goes on behind its dashes: with a field, or with the name of a language that is
/// not read.
fn joined(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    let first = line_at(text, start);
    let behind = start + first.len();
    let mark = first
        .get(..3)
        .filter(|mark| matches!(*mark, "---" | "+++"))?;
    let rest = first[3..].trim();
    let closes = |line: &str| line.trim_end() == mark;
    let known = |line: &str| field_of(line, rules).is_some();
    if known(rest) {
        let fields = lines(text, behind)
            .take_while(|(_, line)| closes(line) || may_be_field(line) || line.contains('='));
        let close = fields.into_iter().find(|(_, line)| closes(line));
        return Some(close.map_or_else(
            || fields_alone(text, behind).1,
            |(at, line)| at + line.len(),
        ));
    }
    let is_word = !rest.is_empty() && rest.len() <= 12 && rest.chars().all(char::is_alphanumeric);
    let (at, close) = lines(text, behind).find(|(_, line)| closes(line))?;
    let inside = &text[behind..at];
    let is_front = inside.trim_start().starts_with('{') || inside.lines().any(known);
    (is_word && is_front).then_some(at + close.len())
}

/// A line as a field that a page may have, or that keeps it back, with either sign behind its name:
/// whether it keeps it back.
fn field_of(line: &str, rules: Rules<'_>) -> Option<bool> {
    let at = line.find([':', '='])?;
    let (key, value) = (line[..at].trim(), line[at + 1..].trim());
    let holds = (rules.holds)(key, value);
    (holds || is_name(key) && (rules.is_field)(key)).then_some(holds)
}

/// Front matter as other programs write it: in a fence of code, between escaped dashes or lines of
/// another sign, or behind a sign of its own on each line.
fn disguised(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    in_fence(text, start, rules)
        .or_else(|| between_signs(text, start, rules))
        .or_else(|| behind_signs(text, start, rules))
}

/// Front matter with its dashes in a fence of code: a draft's, or that of a text which is in the
/// fence as a whole, as chats give it. Others are examples.
fn in_fence(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    let first = line_at(text, start).trim_end();
    let language = first.trim_start_matches(['`', '~']);
    let fence = &first[..first.len() - language.len()];
    let is_text = matches!(language.trim(), "" | "markdown" | "md");
    let is_fields = rules.needs_fields && matches!(language.trim(), "yaml" | "yml" | "frontmatter");
    if fence.len() < 3 || !(is_text || is_fields) {
        return None;
    }
    let opening = start + line_at(text, start).len();
    let from = opening + line_at(text, opening).len();
    if line_at(text, opening).trim_end() != "---" {
        return None;
    }
    let (to, end) = fields_until(text, from, is_fence, rules.is_field)?;
    let held = text[from..to]
        .lines()
        .any(|line| field_of(line, rules) == Some(true));
    let next = lines(text, end).find(|(_, line)| !line.trim().is_empty());
    let Some((at, next)) = next else {
        return rules.needs_fields.then_some(end);
    };
    if next.trim_end() == fence {
        return (held || rules.needs_fields).then_some(at + next.len());
    }
    let whole = text.trim_end().ends_with(fence);
    match whole {
        true => Some(text.len()),
        false => rules.needs_fields.then_some(end),
    }
}

/// Fields between two lines of dashes that a program has escaped, or of another sign.
fn between_signs(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    let written = |line: &str| line.trim().replace("&#45;", "-").replace('\\', "");
    let first = line_at(text, start).trim_end();
    let mark = written(first);
    let sign = mark.chars().next()?;
    let is_sign = sign.is_ascii_punctuation() && !matches!(sign, '`' | '~' | '*' | '_');
    if mark.len() < 3 || !is_sign || mark.chars().any(|c| c != sign) || first == "---" {
        return None;
    }
    let from = start + line_at(text, start).len();
    let mut known = false;
    for (at, line) in lines(text, from) {
        let inside = written(line);
        if inside == mark {
            return known.then_some(at + line.len());
        }
        known |= field_of(&inside, rules).is_some();
        if !may_be_field(&inside) {
            return None;
        }
    }
    None
}

/// Lines that are all fields behind the same sign: Org's, reStructuredText's, Logseq's, those of
/// TOML without its lines; in remarks of programs only where they keep the page back.
fn behind_signs(text: &str, start: usize, rules: Rules<'_>) -> Option<usize> {
    const SIGNS: [(&str, bool); 6] = [
        ("#+", false),
        (":", false),
        ("// ", true),
        ("# ", true),
        ("; ", true),
        ("% ", true),
    ];
    let first = line_at(text, start);
    let found = SIGNS.iter().find(|(sign, _)| first.starts_with(sign));
    let (sign, is_remark) = *found.unwrap_or(&("", false));
    let as_field = |line: &str| {
        let line = line.strip_prefix(sign)?;
        let is_other = line.contains("::") || line.contains(" = ") || !sign.is_empty();
        is_other.then(|| line.replacen("::", ":", 1))
    };
    let (mut known, mut held, mut end) = (0, false, start);
    for (at, line) in lines(text, start) {
        let Some(field) = as_field(line).filter(|_| !line.trim().is_empty()) else {
            break;
        };
        let is_field = field_of(&field, rules);
        known += usize::from(is_field.is_some());
        held |= is_field == Some(true);
        end = at + line.len();
    }
    (known >= 2 && (held || !is_remark)).then_some(end)
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
