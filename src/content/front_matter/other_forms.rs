//! Front matter in TOML or JSON: where it ends.

use super::lines::{is_fence, is_name, line_at, lines, span_of};
use super::parts::{Form, Front, Split};
use super::unopened::Rules;
use crate::diagnostic::Problem;

/// Front matter in a language other than YAML, which a line like the first one closes.
pub(super) fn fenced(text: &str, start: usize, form: Form, fence: &'static str) -> Option<Split> {
    let from = start + line_at(text, start).len();
    let front = |to| Front { form, from, to };
    if let Some((at, line)) = lines(text, from).find(|(_, line)| line.trim_end() == fence) {
        let body = at + line.len();
        let more = toml_until(text, body, fence).filter(|_| form == Form::Toml);
        return Some(match more {
            Some(end) => Split {
                front: None,
                body: end,
                trouble: Some((Problem::FrontMatterSplit(fence), span_of(at, line))),
            },
            None => Split {
                front: Some(front(at)),
                body,
                trouble: None,
            },
        });
    }
    let (_, begins) = lines(text, from).find(|(_, line)| !line.trim().is_empty())?;
    let is_front = match form {
        Form::Json => begins.trim_start().starts_with(['{', '"']),
        _ => is_name(begins.split_once('=').map_or("", |(key, _)| key.trim())),
    };
    // The line that closes another form.
    let other = lines(text, from).find(|(_, line)| form == Form::Toml && is_fence(line));
    let (at, line) = other.unwrap_or((start, line_at(text, start)));
    is_front.then(|| Split {
        front: None,
        body: other.map_or(text.len(), |(at, line)| at + line.len()),
        trouble: Some((Problem::FrontMatterNotClosed { fence }, span_of(at, line))),
    })
}

/// One past the line that closes lines which are all of TOML, with a field among them.
pub(super) fn toml_until(text: &str, from: usize, fence: &str) -> Option<usize> {
    let mut fields = 0;
    for (at, line) in lines(text, from) {
        if line.trim_end() == fence {
            return (fields > 0).then_some(at + line.len());
        }
        let is_field = line
            .split_once('=')
            .is_some_and(|(key, _)| is_name(key.trim()));
        fields += usize::from(is_field);
        let may_be = line.trim().is_empty() || line.starts_with([' ', '\t', '#', '[', ']', '"']);
        if !is_field && !may_be {
            return None;
        }
    }
    None
}

/// Whether what stands behind a brace begins an object, or what was meant as one: with other
/// quotation marks, or none, or a remark first. What its reader makes of it is told.
fn begins_object(inside: &str, rules: Rules<'_>) -> bool {
    let mut rest = inside.trim_start();
    while let Some(end) = match rest.get(..2) {
        Some("//") => rest.find('\n'),
        Some("/*") => rest.find("*/").map(|i| i + 2),
        _ => None,
    } {
        rest = rest[end..].trim_start();
    }
    let remark = rest.len() < inside.trim_start().len();
    const QUOTES: [char; 9] = ['\'', '“', '”', '„', '«', '»', '‘', '’', '`'];
    let quoted = rest.strip_prefix(QUOTES).and_then(|rest| {
        let (name, rest) = rest.split_once(QUOTES)?;
        (is_name(name) && rest.trim_start().starts_with(':')).then_some(())
    });
    let bare = || {
        let (name, value) = rest.split_once(':')?;
        let value = value.split([',', '}', '\n']).next().unwrap_or("").trim();
        let known = is_name(name) && ((rules.is_field)(name) || (rules.holds)(name, value));
        known.then_some(())
    };
    rest.starts_with('"') || !remark && rest.starts_with('}') || quoted.or_else(bare).is_some()
}

pub(super) fn json(text: &str, start: usize, rules: Rules<'_>) -> Option<Split> {
    let inside = text[start..].trim_start().strip_prefix('{')?;
    if !begins_object(inside, rules) {
        return None;
    }
    let Some(to) = end_of_object(text, start) else {
        return Some(Split {
            front: None,
            body: text.len(),
            trouble: Some((
                Problem::FrontMatterNotClosed { fence: "}" },
                span_of(start, line_at(text, start)),
            )),
        });
    };
    let rest = line_at(text, to);
    if rest.trim().is_empty() {
        let form = Form::Json;
        return Some(Split {
            front: Some(Front {
                form,
                from: start,
                to,
            }),
            body: to + rest.len(),
            trouble: None,
        });
    }
    let reason = "trailing characters".to_owned();
    Some(Split {
        front: None,
        body: to + rest.len(),
        trouble: Some((Problem::JsonSyntax { reason }, span_of(to, rest))),
    })
}

/// One past the brace that closes the first one from `start` on.
fn end_of_object(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (i, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}
