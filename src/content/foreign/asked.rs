//! What asks for a file, as each program writes it.

use super::part::Part;
use super::tag;
use crate::content::markdown::near;
use crate::content::signs::has_any;
use std::ops::Range;

/// What a text has in which there is something.
pub(super) const SIGNS: [&str; 9] = [
    "{{",
    "{% include",
    "--8<--",
    "[!",
    "<<< ",
    "@include",
    ":::code",
    "![[",
    "@[code",
];

/// Where GitBook keeps what pages share.
const SHARED: &str = "gitbook/includes/";

/// What a text asks for.
pub(super) struct Asked<'a> {
    /// Where it does.
    pub range: Range<usize>,
    /// The path of the file, as it is written.
    pub path: &'a str,
    pub part: Part,
    /// The language, if it is shown as code.
    pub code: Option<String>,
    /// What stands there if there is no such file.
    pub otherwise: Option<String>,
    /// It is known by its name alone.
    pub is_note: bool,
}

/// What a text asks for, in order.
pub(super) fn all(text: &str) -> Vec<Asked<'_>> {
    let mut found = Vec::new();
    if !has_any(text, &SIGNS) {
        return found;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let own = content.trim_start_matches([' ', '\t', '>']);
        let start = at + content.len() - own.len();
        if let Some(asked) = of_line(own, start) {
            found.push(asked);
        } else if own.contains("{{#") || own.contains("[!") {
            within(own, start, &mut found);
        }
        at += line.len();
    }
    found
}

/// What a whole line asks for.
fn of_line(line: &str, start: usize) -> Option<Asked<'_>> {
    let whole = start..start + line.len();
    let asked = note(line).or_else(|| between_colons(line));
    let asked = asked.or_else(|| code(line));
    let asked = asked.or_else(|| by_path(line))?;
    Some(Asked {
        range: whole,
        ..asked
    })
}

/// What a line asks for by a path with a part behind it.
fn by_path(line: &str) -> Option<Asked<'_>> {
    let mut code = None;
    let written = if let Some(rest) = line.strip_prefix("--8<--") {
        rest.trim()
            .strip_prefix(['"', '\''])?
            .strip_suffix(['"', '\''])?
    } else if let Some(rest) = line.strip_prefix("<<< ") {
        let path = rest.trim().split([' ', '{', '[']).next()?;
        let (path_alone, _) = path.split_once('#').unwrap_or((path, ""));
        let (_, end) = path_alone.rsplit_once('.')?;
        code = Some(snippet(end, &rest.trim()[path.len()..]));
        path
    } else if let Some(rest) = line.strip_prefix("<!--") {
        let rest = rest.trim_start().strip_prefix("@include:")?;
        rest.strip_suffix("-->")?.trim()
    } else if ["{{<", "{{%", "{% include"]
        .iter()
        .any(|sign| line.starts_with(sign))
    {
        let tag = tag::at(line, 0)?;
        let known = ["include", "readfile", "import", "includes"].contains(&tag.name);
        let path = tag.arguments.get_or(&["file", "path", "src"], 0)?;
        // Those of other programs lie among their templates.
        let is_of_template = line.starts_with("{% ") && !path.contains(SHARED);
        if !known || is_of_template || tag.range.end != line.len() {
            return None;
        }
        &line[line.find(path)?..][..path.len()]
    } else {
        return None;
    };
    let (path, part) = parted(written);
    Some(Asked {
        range: 0..0,
        path,
        part,
        code,
        otherwise: None,
        is_note: false,
    })
}

/// `![[Note#Heading]]` of Obsidian alone on its line; a picture is none.
fn note(line: &str) -> Option<Asked<'_>> {
    let inside = line.strip_prefix("![[")?.strip_suffix("]]")?;
    let inside = inside.split('|').next()?.trim();
    let is_file = inside.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_one = !inside.is_empty() && !inside.starts_with('#') && !inside.contains(['[', '^']);
    if !is_one || is_file && !inside.ends_with(".md") {
        return None;
    }
    let (path, heading) = inside.split_once('#').unwrap_or((inside, ""));
    Some(Asked {
        range: 0..0,
        path,
        part: match heading.trim_start_matches('#') {
            "" => Part::Whole,
            heading => Part::Below(heading.to_owned()),
        },
        code: None,
        otherwise: Some(line.to_owned()),
        is_note: true,
    })
}

/// `@[code{1-2} js{1}](./x.js)` of VuePress.
fn code(line: &str) -> Option<Asked<'_>> {
    let inside = line.strip_prefix("@[code")?;
    let (said, path) = inside.strip_suffix(')')?.split_once("](")?;
    let (lines, language) = match said.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => ("", said),
    };
    let language = language.split(':').next()?.trim();
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    Some(Asked {
        range: 0..0,
        path,
        part: match lines {
            "" => Part::Whole,
            lines => Part::read(lines),
        },
        code: Some(match language.starts_with('{') || language.is_empty() {
            true => format!("{end}{language}"),
            false => language.to_owned(),
        }),
        otherwise: None,
        is_note: false,
    })
}

/// `:::code source="x.cs":::` of docfx.
fn between_colons(line: &str) -> Option<Asked<'_>> {
    let inside = line.strip_prefix(":::")?.trim_start();
    let inside = inside.strip_prefix("code ")?.strip_suffix(":::")?;
    let arguments = tag::arguments(inside);
    let path = arguments.get(&["source"])?;
    let begin = inside.find(path)?;
    let language = arguments.get(&["language"]).unwrap_or("");
    let (name, lines) = (arguments.get(&["id"]), arguments.get(&["range"]));
    Some(Asked {
        range: 0..0,
        path: &inside[begin..begin + path.len()],
        part: name.or(lines).map_or(Part::Whole, Part::read),
        code: Some(marking(language, arguments.get(&["highlight"]))),
        otherwise: None,
        is_note: false,
    })
}

/// What stands behind the signs of a block of code whose file is asked for with `{2 ts:line-numbers}
/// [title]` behind it.
fn snippet(end: &str, behind: &str) -> String {
    let inside = behind
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'));
    let (inside, title) = inside.unwrap_or(("", behind));
    let is_lines = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let (lines, words): (Vec<&str>, Vec<&str>) = inside.split_whitespace().partition(is_lines);
    let mut info = match words.first() {
        Some(named) if !named.starts_with(':') => (*named).to_owned(),
        other => format!("{end}{}", other.unwrap_or(&"")),
    };
    if !lines.is_empty() {
        info += &format!("{{{}}}", lines.join(","));
    }
    let title = title.trim();
    if title.starts_with('[') && title.ends_with(']') {
        info += &format!(" {title}");
    }
    info
}

/// A language with the lines that are marked.
fn marking(language: &str, lines: Option<&str>) -> String {
    let language: String = language.chars().filter(|c| !"`\n ".contains(*c)).collect();
    let is_lines = |lines: &&str| {
        lines
            .chars()
            .all(|c| c.is_ascii_digit() || ",-".contains(c))
    };
    let lines = lines.filter(is_lines).map(|lines| format!("{{{lines}}}"));
    language + &lines.unwrap_or_default()
}

/// What parts of a line ask for.
fn within<'a>(line: &'a str, start: usize, found: &mut Vec<Asked<'a>>) {
    let mut at = 0;
    while let Some(next) = line[at..].find(['{', '[']) {
        let begin = at + next;
        at = begin + 1;
        // It is shown and not meant.
        if line[..begin].ends_with(['`', '\\']) {
            continue;
        }
        let rest = &line[begin..];
        let Some((length, path, code, otherwise)) = book(rest).or_else(|| docfx(rest)) else {
            continue;
        };
        let (path, part) = parted(path);
        found.push(Asked {
            range: start + begin..start + begin + length,
            path,
            part,
            code,
            otherwise,
            is_note: false,
        });
        at = begin + length;
    }
}

type FoundWithin<'a> = (usize, &'a str, Option<String>, Option<String>);

/// `{{#include path}}`, and its like.
fn book(rest: &str) -> Option<FoundWithin<'_>> {
    let inside = rest.strip_prefix("{{#")?;
    let end = near(inside).find("}}")?;
    let (name, path) = inside[..end].split_once(' ')?;
    let path = path.trim().split(' ').next()?;
    let code = match name {
        "include" | "rustdoc_include" => None,
        "playground" | "playpen" => Some("rust".to_owned()),
        _ => return None,
    };
    Some((end + 5, path, code, None))
}

/// `[!INCLUDE [title](path)]` and `[!code-cs[title](path)]`.
fn docfx(rest: &str) -> Option<FoundWithin<'_>> {
    let inside = rest.strip_prefix("[!")?;
    let (head, behind) = inside.split_once('[')?;
    let (title, behind) = behind.split_once("](")?;
    let (path, behind) = behind.split_once(')')?;
    if !behind.starts_with(']') || path.contains('\n') {
        return None;
    }
    let length = rest.len() - behind.len() + 1;
    let path = path.split([' ', '"']).next()?;
    let head = head.trim();
    if head.eq_ignore_ascii_case("include") {
        return Some((length, path, None, None));
    }
    let language = head
        .get(..4)
        .filter(|code| code.eq_ignore_ascii_case("code"));
    let language = language.map(|_| head[4..].trim_start_matches('-').to_ascii_lowercase())?;
    let link = format!("[{title}]({path})");
    let lines = path
        .split_once("highlight=")
        .map(|(_, lines)| lines.split('&').next());
    Some((
        length,
        path,
        Some(marking(&language, lines.flatten())),
        Some(link),
    ))
}

/// Whether what is asked for is not in the site.
pub(super) fn is_address(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// A path and the part of the file that it asks for.
fn parted(text: &str) -> (&str, Part) {
    if is_address(text) {
        return (text, Part::Whole);
    }
    let at = text.find(['#', '?', '{']).or_else(|| text.find(':'));
    match at {
        Some(at) => (&text[..at], Part::read(&text[at..])),
        None => (text, Part::Whole),
    }
}
