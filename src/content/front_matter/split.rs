//! Where the front matter of a file ends and its text begins, and what its first and last line
//! should have been.

use super::lines::{
    fields_until, is_fence, is_rule, key_of, line_at, lines, may_be_field, span_of,
};
use super::other_forms::{fenced, json, toml_until};
use super::parts::{Form, Front, Split};
use super::unopened::{Rules, unopened};
use crate::diagnostic::Problem;

/// What is written into a file without being seen, and stands before its first line.
const INVISIBLE: [char; 4] = ['\u{feff}', '\u{200b}', '\u{200e}', '\u{2060}'];

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
        None => json(text, start, rules).or_else(|| without_opening(text, start, rules)),
    };
    let found = found.unwrap_or(Split {
        front: None,
        body: begin,
        trouble: None,
    });
    match second(text, &found, rules.is_field) {
        Some((place, body, fence)) => Split {
            front: None,
            body,
            trouble: Some((Problem::FrontMatterSplit(fence), place)),
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

/// A second block of fields behind the first one: where it begins, one past its end, and the line
/// that closes it.
fn second(
    text: &str,
    found: &Split,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<((usize, usize), usize, &'static str)> {
    found.front.filter(|_| found.trouble.is_none())?;
    let (at, line) = lines(text, found.body).find(|(_, line)| !line.trim().is_empty())?;
    let from = at + line.len();
    let (end, fence) = match line.trim_end() {
        "---" => {
            key_of(line_at(text, from))?;
            (fields_until(text, from, is_fence, is_field)?.1, "---")
        }
        "+++" => (toml_until(text, from, "+++")?, "+++"),
        _ => return None,
    };
    Some((span_of(at, line), end, fence))
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
                trouble: Some((Problem::FrontMatterSplit("---"), span_of(at, line))),
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
    let last = lines(text, from).find(|(_, line)| ends_badly(line) || !may_be_field(line));
    let (at, line) = last.unwrap_or((text.len(), ""));
    let place = match last {
        Some(_) => span_of(at, line),
        None => span_of(start, line_at(text, start)),
    };
    Some(Split {
        front: None,
        body: at + if ends_badly(line) { line.len() } else { 0 },
        trouble: Some((Problem::FrontMatterNotClosed { fence: "---" }, place)),
    })
}

/// A line that was meant to end front matter: of other dashes, of the right ones behind spaces, or
/// a field with the dashes behind it.
fn ends_badly(line: &str) -> bool {
    let joined = line.trim_end().strip_suffix(" ---");
    let signs = line.trim();
    let is_other = signs.len() >= 3
        && ["~", "=", "+", "#"]
            .iter()
            .any(|s| signs.trim_start_matches(s).is_empty());
    is_rule(line)
        || is_other
        || line.trim() == "---"
        || joined.is_some_and(|field| key_of(field).is_some() || field.starts_with([' ', '-']))
}

/// In front matter that cannot be read, the line where it should have ended: one that cannot be a
/// field and stands after a blank line, or one of other dashes. Where only fields follow, it goes
/// on, and the line is a value that was broken in two.
pub(super) fn missing_end(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let mut blank = false;
    for (at, line) in lines(&text[..to], from) {
        if ends_badly(line) {
            return Some(span_of(at, line));
        }
        if blank && !may_be_field(line) {
            let below = || lines(&text[..to], at + line.len()).map(|(_, line)| line);
            let goes_on = below().all(may_be_field) && below().any(|l| key_of(l).is_some());
            return (!goes_on).then(|| span_of(at, line));
        }
        blank = line.trim().is_empty();
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
            needs_fields: false,
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
            ("---\na: 1\n  ---\n\nT.\n", "\nT.\n", "not-closed", "  ---"),
            ("---\na: 1 ---\n\nT.\n", "\nT.\n", "not-closed", "a: 1 ---"),
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
            ("+++\na = 1\n+++\nb = [\n  2,\n]\n+++\nx", "split"),
            ("---\na: 1\n---\n+++\ndraft = true\n+++\nx", "split"),
            ("---title: A\ndraft: true\n---\nx", "not-opened"),
            ("--- title: A\ndraft: true\n\nx", "not-opened"),
            ("+++title = 'A'\ndraft = true\n+++\nx", "not-opened"),
            ("---js\n{ title: \"X\" }\n---\nx", "not-opened"),
            ("---cson\ntitle: \"X\"\n---\nx", "not-opened"),
            ("```\n---\ntitle: A\ndraft: true\n---\n```\nx", "not-opened"),
            (
                "```markdown\n---\ntitle: A\nstatus: b\n---\n\nx\n```\n",
                "not-opened",
            ),
            (
                "\\-\\-\\-\n\ntitle: A\ndraft: true\n\n\\-\\-\\-\nx",
                "not-opened",
            ),
            ("%%%\ntitle: A\ndraft: true\n%%%\nx", "not-opened"),
            ("#+title: A\n#+draft: true\n\nx", "not-opened"),
            (":title: A\n:draft: true\n\nx", "not-opened"),
            ("title:: A\ndraft:: true\n\nx", "not-opened"),
            ("title = 'A'\ndraft = true\n\nx", "not-opened"),
            ("// title: A\n// draft: true\n\nx", "not-opened"),
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
            "---js\n\nTesto.\n\n---\n",
            "{{ title: x }}\n",
            "{: .lead}\nTesto.\n",
            "{Nota: testo}\n",
            "{'uno', 'due'}\n",
            "```\n---\ntitle: A\nstatus: b\n---\n```\n\nCosì comincia un file.\n",
            "===\nTesto: sì\n===\n",
            "# Title: x\n# Altro\n",
            ":title: x\n\nT\n",
            "Titolo = x\nAltro = y\n",
        ] {
            assert_eq!(parts(text), (None, text, None), "{text:?}");
        }
    }

    #[test]
    fn what_was_meant_as_an_object_is_one() {
        for text in [
            "{'a': 'O', 'draft': true}",
            "{title: \"R\", draft: true}",
            "{“a”: “V”}",
            "{\n  // bozza\n  \"a\": 1\n}",
            "{ /* x */ 'a': 1 }",
        ] {
            let file = format!("{text}\n\nx");
            let found = parts(&file);
            assert_eq!(found, (Some((Form::Json, text)), "\nx", None), "{text}");
        }
    }

    #[test]
    fn the_end_is_missed_where_text_begins() {
        let cases = [
            ("a: 1\n\nTesto.\n", Some("Testo.")),
            ("a: 1\n——\nTesto.\n", Some("——")),
            ("a: b\nc\n", None),
            ("a:\n  - b\n\n# nota\nc: d\n", None),
            ("a: b\n\nva a capo.\nc: d\n", None),
            (
                "a: b\n\nTesto.\n\nNota: x\nnon è un campo\n",
                Some("Testo."),
            ),
        ];
        for (text, expected) in cases {
            let found = missing_end(text, 0, text.len()).map(|(from, to)| &text[from..to]);
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
