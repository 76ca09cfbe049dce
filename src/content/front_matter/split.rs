//! Where the front matter of a file ends and its text begins, and what its first and last line
//! should have been.

use super::lines::{
    fields_until, is_fence, is_name, is_rule, key_of, line_at, lines, may_be_field, span_of,
};
use super::unopened::{Rules, unopened};
use crate::diagnostic::Problem;

/// What is written into a file without being seen, and stands before its first line.
const INVISIBLE: [char; 4] = ['\u{feff}', '\u{200b}', '\u{200e}', '\u{2060}'];

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

/// Splits a file into front matter and text; `rules` know the fields that it may have.
pub(super) fn split(text: &str, rules: Rules<'_>) -> Split {
    let begin = text.len() - text.trim_start_matches(INVISIBLE).len();
    let blank = |c: char| c.is_whitespace() || INVISIBLE.contains(&c);
    let start = text.len() - text.trim_start_matches(blank).len();
    let start = text[..start].rfind('\n').map_or(begin, |i| i + 1);
    let first = line_at(text, start);
    let found = match opened_by(first.trim_matches(blank)) {
        Some((Form::Yaml, _)) => {
            yaml(text, start, rules.is_field).or_else(|| without_opening(text, start, rules))
        }
        Some((form, fence)) => fenced(text, start, form, fence),
        None => json(text, start).or_else(|| without_opening(text, start, rules)),
    };
    let found = found.unwrap_or(Split {
        front: None,
        body: begin,
        trouble: None,
    });
    match second(text, &found, rules.is_field) {
        Some((place, body)) => Split {
            front: None,
            body,
            trouble: Some((Problem::FrontMatterSplit, place)),
        },
        None => found,
    }
}

/// Front matter that the first line does not open.
fn without_opening(text: &str, start: usize, rules: Rules<'_>) -> Option<Split> {
    let first = line_at(text, start);
    let body = unopened(text, start, rules)?;
    let line = first.trim().chars().take(60).collect();
    Some(Split {
        front: None,
        body,
        trouble: Some((
            Problem::FrontMatterNotOpened { line },
            span_of(start, first),
        )),
    })
}

/// What a first line opens, and the line that closes it. Some programs name the language behind
/// the dashes; a remark may stand there as well.
fn opened_by(line: &str) -> Option<(Form, &'static str)> {
    let (mark, rest) = line.split_at_checked(3)?;
    Some(match (mark, rest.trim()) {
        ("---", "" | "yaml" | "yml") => (Form::Yaml, "---"),
        ("---", _) if rest.trim_start().starts_with('#') && rest.starts_with(' ') => {
            (Form::Yaml, "---")
        }
        ("---", "toml") => (Form::Toml, "---"),
        ("---", "json") => (Form::Json, "---"),
        ("+++", "" | "toml") => (Form::Toml, "+++"),
        (";;;", "" | "json") => (Form::Json, ";;;"),
        _ => return None,
    })
}

/// A second block of fields behind the first one: where it begins, and one past its end.
fn second(
    text: &str,
    found: &Split,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<((usize, usize), usize)> {
    found.front.filter(|_| found.trouble.is_none())?;
    let (at, line) = lines(text, found.body).find(|(_, line)| !line.trim().is_empty())?;
    let from = at + line.len();
    if line.trim_end() != "---" || key_of(line_at(text, from)).is_none() {
        return None;
    }
    let (_, end) = fields_until(text, from, is_fence, is_field)?;
    Some((span_of(at, line), end))
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
    // Formatters make a heading of fields between blank lines.
    let inside = begins.trim_start_matches(['#', ' ']);
    let joined = inside.len() < begins.len() && begins.matches(": ").count() < 2;
    let key = key_of(inside).filter(|_| !joined)?;
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

/// Front matter in a language other than YAML, which a line like the first one closes.
fn fenced(text: &str, start: usize, form: Form, fence: &'static str) -> Option<Split> {
    let from = start + line_at(text, start).len();
    let front = |to| Front { form, from, to };
    if let Some((at, line)) = lines(text, from).find(|(_, line)| line.trim_end() == fence) {
        return Some(Split {
            front: Some(front(at)),
            body: at + line.len(),
            trouble: None,
        });
    }
    let (_, begins) = lines(text, from).find(|(_, line)| !line.trim().is_empty())?;
    let is_front = match form {
        Form::Json => begins.trim_start().starts_with(['{', '"']),
        _ => is_name(begins.split_once('=').map_or("", |(key, _)| key.trim())),
    };
    is_front.then(|| Split {
        front: None,
        body: text.len(),
        trouble: Some((
            Problem::FrontMatterNotClosed { fence },
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The front matter, the text of a file, and the code and the text of what is wrong.
    type Parts<'a> = (Option<(Form, &'a str)>, &'a str, Option<(&'a str, &'a str)>);

    fn parts(text: &str) -> Parts<'_> {
        let known = |key: &str| matches!(key.to_ascii_lowercase().as_str(), "title" | "status");
        let rules = Rules {
            is_field: &known,
            holds: &|key, value| key == "draft" && value == "true",
        };
        let split = split(text, rules);
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
    fn other_programs_name_the_language_of_front_matter() {
        use Form::{Json, Toml, Yaml};
        for (text, form, front) in [
            ("---yaml\ntitle: A\n---\nx", Yaml, "title: A\n"),
            ("--- # nota\ntitle: A\n---\nx", Yaml, "title: A\n"),
            ("\u{200b}---\ntitle: A\n---\nx", Yaml, "title: A\n"),
            ("---toml\na = 1\n---\nx", Toml, "a = 1\n"),
            ("+++toml\na = 1\n+++\nx", Toml, "a = 1\n"),
            ("---json\n{\"a\": 1}\n---\nx", Json, "{\"a\": 1}\n"),
            (";;;\n{\"a\": 1}\n;;;\nx", Json, "{\"a\": 1}\n"),
        ] {
            assert_eq!(parts(text), (Some((form, front)), "x", None), "{text:?}");
        }
    }

    #[test]
    fn front_matter_is_found_in_disguise_and_below_other_lines() {
        for (text, code) in [
            (
                "<!-- x -->\n---\ntitle: A\ndraft: true\n---\nx",
                "not-opened",
            ),
            ("# T\n\n---\ntitle: A\nstatus: b\n---\nx", "not-opened"),
            ("{#\nx\n#}\n---\ntitle: A\nstatus: b\n---\nx", "not-opened"),
            ("\\---\ntitle: A\ndraft: true\n---\nx", "not-opened"),
            ("> ---\n> title: A\n> draft: true\n> ---\nx", "not-opened"),
            (" ---\n title: A\n draft: true\n ---\nx", "not-opened"),
            ("\"title\": A\n\"draft\": true\n---\nx", "not-opened"),
            ("<!--\ndraft: true\n-->\nx", "not-opened"),
            ("<!--\ntitle: A\ndraft: true\n-->\nx", "not-opened"),
            ("```yaml\ntitle: A\ndraft: true\n```\nx", "not-opened"),
            (".. title: A\n.. status: draft\n\nx", "not-opened"),
            ("---\n\n## title: \"H\" draft: true\n", "not-closed"),
            ("---\na: 1\n---\n\n---\ntitle: b\n---\nx", "split"),
            ("---\n---\n---\ntitle: b\n---\nx", "split"),
            ("+++\na = 1\n+++\n---\ntitle: b\n---\nx", "split"),
        ] {
            let (front, _, trouble) = parts(text);
            assert_eq!(
                (front, trouble.map(|t| t.0)),
                (None, Some(code)),
                "{text:?}"
            );
        }
        for text in [
            "<!-- title: A -->\nx",
            "<!--\ntitle: A\ndraft: false\n-->\nx",
            "```yaml\ntitle: A\n```\nx",
            "# T\n\n```\n---\ntitle: A\nstatus: b\n---\n```\n",
            "T\n\n---\n\nTitle: x\n\n---\n",
            "Intro\n---\nTitle: x\nand more text\n---\n",
            "---\n\n# Title: x\n",
            "> Nota: x\n",
            "> draft: true\n\nx\n",
            "```yaml\ndraft: true\n```\nx",
            "```yaml\n---\ntitle: A\ndraft: true\n---\n```\nx",
            "~~~yml\n---\ntitle: A\ndraft: true\n---\n~~~\nx",
            " ---\n\n Testo: con due punti.\n\n ---\n",
        ] {
            assert_eq!(parts(text), (None, text, None), "{text:?}");
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
