//! Where the front matter of a file ends and its text begins, and what its first and last line
//! should have been.

use crate::diagnostic::Problem;

/// The parts of a content file, as byte offsets.
#[derive(Debug, PartialEq)]
pub(super) struct Split {
    /// The front matter, without the lines around it.
    pub front: Option<Front>,
    /// First byte of the text.
    pub body: usize,
    /// What is wrong with its first or last line, and which line that is.
    pub trouble: Option<(Problem, (usize, usize))>,
}

/// Front matter and the language that it is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Front {
    pub form: Form,
    pub from: usize,
    pub to: usize,
}

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Yaml,
    Toml,
    Json,
}

/// Splits a file into front matter and text; `is_field` knows the fields that it may have.
pub(super) fn split(text: &str, is_field: &dyn Fn(&str) -> bool) -> Split {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let start = text.len() - text[begin..].trim_start().len();
    let start = text[..start].rfind('\n').map_or(begin, |i| i + 1);
    let first = line_at(text, start);
    let found = match first.trim() {
        "---" => yaml(text, start, is_field),
        "+++" => toml(text, start),
        line if line.starts_with('{') => json(text, start),
        _ => not_opened(text, start, is_field),
    };
    found.unwrap_or(Split {
        front: None,
        body: begin,
        trouble: None,
    })
}

fn yaml(text: &str, start: usize, is_field: &dyn Fn(&str) -> bool) -> Option<Split> {
    let from = start + line_at(text, start).len();
    let close = lines(text, from).find(|(_, line)| is_fence(line));
    if let Some((at, line)) = close {
        let body = at + line.len();
        return Some(match fields_until(text, body, is_fence, is_field) {
            Some((_, end)) => Split {
                front: None,
                body: end,
                trouble: Some((Problem::FrontMatterSplit, span_of(at, line))),
            },
            None => Split {
                front: Some(Front {
                    form: Form::Yaml,
                    from,
                    to: at,
                }),
                body,
                trouble: None,
            },
        });
    }
    // A line of this kind with no field under it is a thematic break.
    let (at, begins) = lines(text, from).find(|(_, line)| !line.trim().is_empty())?;
    let key = key_of(begins)?;
    if at > from && !is_field(key) {
        return None;
    }
    let last = lines(text, from).find(|(_, line)| is_rule(line) || !may_be_field(line));
    let (at, line) = last.unwrap_or((text.len(), ""));
    let place = match last {
        Some(_) => span_of(at, line),
        None => span_of(start, line_at(text, start)),
    };
    Some(Split {
        front: None,
        body: at + if is_rule(line) { line.len() } else { 0 },
        trouble: Some((Problem::FrontMatterNotClosed { fence: "---" }, place)),
    })
}

/// In front matter that cannot be read, the line where it should have ended: one that cannot be a
/// field and stands after a blank line, or one of other dashes.
pub(super) fn missing_end(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let mut blank = false;
    for (at, line) in lines(&text[..to], from) {
        if is_rule(line) || blank && !may_be_field(line) {
            return Some(span_of(at, line));
        }
        blank = line.trim().is_empty();
    }
    None
}

fn toml(text: &str, start: usize) -> Option<Split> {
    let from = start + line_at(text, start).len();
    let front = |to| Front {
        form: Form::Toml,
        from,
        to,
    };
    if let Some((at, line)) = lines(text, from).find(|(_, line)| line.trim_end() == "+++") {
        return Some(Split {
            front: Some(front(at)),
            body: at + line.len(),
            trouble: None,
        });
    }
    let (_, begins) = lines(text, from).find(|(_, line)| !line.trim().is_empty())?;
    let key = begins.split_once('=').map_or("", |(key, _)| key.trim());
    is_name(key).then(|| Split {
        front: None,
        body: text.len(),
        trouble: Some((
            Problem::FrontMatterNotClosed { fence: "+++" },
            span_of(start, line_at(text, start)),
        )),
    })
}

fn json(text: &str, start: usize) -> Option<Split> {
    let inside = text[start..].trim_start().strip_prefix('{')?.trim_start();
    if !inside.starts_with(['"', '}']) {
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

/// A file that begins with fields, or with a line of other dashes before them.
fn not_opened(text: &str, start: usize, is_field: &dyn Fn(&str) -> bool) -> Option<Split> {
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
    Some(Split {
        front: None,
        body,
        trouble: Some((
            Problem::FrontMatterNotOpened {
                line: first.trim().chars().take(60).collect(),
            },
            span_of(start, first),
        )),
    })
}

/// Lines that are all fields, some of them known, as far as a line that closes them: where that
/// line begins and ends. `closes` knows such lines.
fn fields_until(
    text: &str,
    from: usize,
    closes: impl Fn(&str) -> bool,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let (mut known, mut blank) = (0, false);
    for (at, line) in lines(text, from) {
        if closes(line) {
            // Text that begins with "Data: …" and a line under it is text.
            return (known > usize::from(blank)).then_some((at, at + line.len()));
        }
        match key_of(line) {
            Some(key) => known += usize::from(is_field(key)),
            None if line.trim().is_empty() => blank |= known > 0,
            None if known == 0 || !may_be_field(line) => return None,
            None => {}
        }
    }
    None
}

/// The fields from `from` on that a blank line ends.
fn fields_alone(text: &str, from: usize) -> (usize, usize) {
    let end = lines(text, from).find(|(_, line)| line.trim().is_empty() || !may_be_field(line));
    let at = end.map_or(text.len(), |(at, _)| at);
    (at, at)
}

/// Whether lines are fields as Pelican and MultiMarkdown have them, without lines around them: of
/// several, at least two are known.
fn is_block(block: &str, is_field: &dyn Fn(&str) -> bool) -> bool {
    let known = block.lines().filter_map(key_of).filter(|key| is_field(key));
    block.lines().all(|line| key_of(line).is_some()) && known.count() >= 2
}

/// A line that ends front matter in YAML.
fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// A line of dashes that are not the three that are wanted: `----`, `- - -`, or the long ones that
/// word processors make of them.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().filter(|&c| c != ' ');
    let marks = |c: char| matches!(c, '-' | '*' | '_' | '–' | '—' | '―' | '−');
    !line.is_empty()
        && line != "---"
        && line.chars().all(|c| c == ' ' || marks(c))
        && (dashes.count() > 1 || line.starts_with(['–', '—', '―']))
}

/// Whether a line can stand in a map of YAML.
fn may_be_field(line: &str) -> bool {
    let whole = line.trim_end();
    whole.is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}', '\u{a0}'])
        || whole == "-"
        || line.starts_with("- ")
        || key_of(line).is_some()
}

/// The name of a field that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let ends = value.is_empty() || value.starts_with(char::is_whitespace);
    (ends && is_name(key)).then_some(key)
}

fn is_name(key: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    !key.is_empty() && !key.starts_with('-') && key.chars().all(part)
}

fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// The line that begins at `at`, with its line ending.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

fn span_of(at: usize, line: &str) -> (usize, usize) {
    (at, at + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The front matter, the text of a file, and the code and the text of what is wrong.
    type Parts<'a> = (Option<(Form, &'a str)>, &'a str, Option<(&'a str, &'a str)>);

    fn parts(text: &str) -> Parts<'_> {
        let known = |key: &str| matches!(key.to_ascii_lowercase().as_str(), "title" | "status");
        let split = split(text, &known);
        let trouble = split.trouble.map(|(problem, (from, to))| {
            let code = problem.code().trim_start_matches("front-matter-");
            (code, &text[from..to])
        });
        let front = split.front.map(|f| (f.form, &text[f.from..f.to]));
        (front, &text[split.body..], trouble)
    }

    #[test]
    fn front_matter_is_what_stands_between_the_fences() {
        use Form::{Json, Toml, Yaml};
        let cases = [
            ("---\na: 1\n---\nx", Yaml, "a: 1\n", "x"),
            ("---\r\na: 1\r\n---\r\nx", Yaml, "a: 1\r\n", "x"),
            ("\u{feff}---\n---\n", Yaml, "", ""),
            ("\n \n---\na: 1\n---\nx", Yaml, "a: 1\n", "x"),
            ("\u{feff}\n---\na: 1\n...\nx", Yaml, "a: 1\n", "x"),
            ("--- \na: 1\n---  \nx", Yaml, "a: 1\n", "x"),
            (
                "---\na: 1\n---\n\nnota: b\n\n---\n",
                Yaml,
                "a: 1\n",
                "\nnota: b\n\n---\n",
            ),
            ("+++\na = 1\n+++\nx", Toml, "a = 1\n", "x"),
            ("\n+++\r\na = 1\r\n+++\r\nx", Toml, "a = 1\r\n", "x"),
            ("{\"a\": \"}\\\"\"}\nx", Json, "{\"a\": \"}\\\"\"}", "x"),
            (
                "{\n \"a\": {\"b\": 1}\n}\n\nx",
                Json,
                "{\n \"a\": {\"b\": 1}\n}",
                "\nx",
            ),
        ];
        for (text, form, front, body) in cases {
            assert_eq!(parts(text), (Some((form, front)), body, None), "{text:?}");
        }
    }

    #[test]
    fn text_is_no_front_matter() {
        for text in [
            "",
            "x\n---\n",
            "---\n",
            "---\n\nTesto dopo una riga.\n",
            "---\n\nNota: testo.\n",
            "+++\ntesto\n",
            "{{< nota >}}\n",
            "{a}: testo\n",
            "Nota: non è un campo\n---\n",
            "Title: forse sì\n\nTesto.\n",
            "***\n\nTesto: x\n\n***\n",
            "Title: forse\n\n---\n\nTesto.\n",
            "Title: A\n***\n",
            "- uno\n- due\n---\n",
        ] {
            assert_eq!(parts(text), (None, text, None), "{text:?}");
        }
    }

    #[test]
    fn lines_that_should_be_fences_are_found() {
        let cases = [
            // Not closed, or not quite.
            ("---\na: 1\n", "", "not-closed", "---"),
            ("---\na: 1\n\nTesto.\n", "Testo.\n", "not-closed", "Testo."),
            ("---\na: 1\n----\nx", "x", "not-closed", "----"),
            ("---\na: 1\n—\nx", "x", "not-closed", "—"),
            ("---\na: 1\n - - -\nx", "x", "not-closed", " - - -"),
            ("+++\na = 1\nx", "", "not-closed", "+++"),
            ("{\n\"a\": 1\nx", "", "not-closed", "{"),
            // Not opened, or not quite.
            ("title: A\n---\nx", "x", "not-opened", "title: A"),
            ("title: A\nb:\n  - c\n---\nx", "x", "not-opened", "title: A"),
            ("—\ntitle: A\n—\nx", "x", "not-opened", "—"),
            ("***\ntitle: A\n***\nx", "x", "not-opened", "***"),
            ("----\ntitle: A\n\nx", "\nx", "not-opened", "----"),
            (
                "Title: A\nStatus: draft\n\nx",
                "\nx",
                "not-opened",
                "Title: A",
            ),
            // Closed too early.
            (
                "---\na: 1\n---\nstatus: b\nc: [d]\n---\nx",
                "x",
                "split",
                "---",
            ),
            ("---\n---\ntitle: b\n---\nx", "x", "split", "---"),
        ];
        for (text, body, code, line) in cases {
            assert_eq!(parts(text), (None, body, Some((code, line))), "{text:?}");
        }
    }

    #[test]
    fn the_end_is_missed_where_text_begins() {
        let cases = [
            ("a: 1\n\nTesto.\n", Some("Testo.")),
            ("a: 1\n——\nTesto.\n", Some("——")),
            ("a: b\nc\n", None),
            ("a:\n  - b\n\n# nota\nc: d\n", None),
        ];
        for (text, expected) in cases {
            let found = missing_end(text, 0, text.len()).map(|(from, to)| &text[from..to]);
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
