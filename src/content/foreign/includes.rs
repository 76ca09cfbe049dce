//! Files that a text takes in, whole or in part: `{{#include}}` of mdBook, `--8<--` of MkDocs,
//! `[!INCLUDE]` and `[!code-…]` of docfx, `<<< @/` of VitePress, `{{% include %}}` of Hugo.

use super::part::Part;
use super::tag;
use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};
use crate::content::signs::has_any;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{Content, FileId, NotRead, Sources, Span};
use std::ops::Range;

/// How deep files take in others.
const DEEPEST: usize = 4;
/// How much a page takes in at most, in bytes.
const MOST: usize = 1_000_000;

/// What a text has in which there is something.
const SIGNS: [&str; 5] = ["{{", "--8<--", "[!", "<<< ", "@include"];

/// What a text asks for.
struct Asked<'a> {
    /// Where it does.
    range: Range<usize>,
    /// The path of the file, as it is written.
    path: &'a str,
    part: Part,
    /// The language, if it is shown as code.
    code: Option<String>,
    /// What stands there if there is no such file.
    otherwise: Option<String>,
}

/// Takes in what a text asks for. Notes the paths, whether there is such a file or not.
pub(super) fn read(
    prepared: &mut Prepared<'_>,
    file: FileId,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if all(&prepared.text).is_empty() {
        return;
    }
    let mut taker = Taker {
        sources,
        included: Vec::new(),
        taken: 0,
        missing: Vec::new(),
    };
    let edits = taker.edits(&prepared.text, folder(&sources.get(file).path), DEEPEST);
    for (range, target) in taker.missing {
        let place = |at| prepared.original(at);
        let span = Span::new(file, place(range.start), place(range.end));
        let suggestion = None;
        let problem = Problem::MissingFile { target, suggestion };
        diagnostics.push(Diagnostic::new(problem, span));
    }
    prepared.included = taker.included;
    prepared.edit(edits);
}

struct Taker<'a> {
    sources: &'a Sources,
    included: Vec<String>,
    /// How many bytes have been taken in.
    taken: usize,
    /// What is not there.
    missing: Vec<(Range<usize>, String)>,
}

impl Taker<'_> {
    fn edits(&mut self, text: &str, own: &str, deep: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        for asked in all(text) {
            let file = self.file(asked.path, own);
            let part = file.and_then(|(path, text)| Some((path, asked.part.of(&text)?)));
            let taken = part.map(|(path, part)| match &asked.code {
                Some(language) => as_code(&part, language),
                None => self.nested(part, folder(&path), deep),
            });
            let taken = taken.filter(|taken| {
                self.taken += taken.len();
                self.taken <= MOST
            });
            let Some(taken) = taken.or(asked.otherwise) else {
                self.missing.push((asked.range, asked.path.to_owned()));
                continue;
            };
            let before = text[..asked.range.start].rsplit('\n').next().unwrap_or("");
            let own = before.trim_start_matches([' ', '\t', '>']);
            let prefix = &before[..before.len() - own.len()];
            edits.push(Edit {
                range: asked.range,
                text: taken.trim_end().replace('\n', &format!("\n{prefix}")),
            });
        }
        edits
    }

    /// A text with what it takes in itself.
    fn nested(&mut self, text: String, own: &str, deep: usize) -> String {
        if deep == 0 || self.taken > MOST {
            return text;
        }
        let missing = self.missing.len();
        let edits = self.edits(&text, own, deep - 1);
        // Where that stands is in another file.
        self.missing.truncate(missing);
        let mut out = text;
        for edit in edits.into_iter().rev() {
            out.replace_range(edit.range, &edit.text);
        }
        out
    }

    /// The file that a path means in a folder, and its path.
    fn file(&mut self, path: &str, own: &str) -> Option<(String, String)> {
        let below = path.trim_start_matches(['@', '~']);
        let path = match below.strip_prefix('/') {
            Some(path) => format!("content/{path}"),
            None => format!("{own}/{below}"),
        };
        let ways = [joined(&path), joined(&format!("content/{below}"))];
        for path in ways.into_iter().flatten() {
            if let Some(text) = self.text(&path) {
                return Some((path, text));
            }
        }
        None
    }

    /// The text of a file without its front matter.
    fn text(&mut self, path: &str) -> Option<String> {
        if !path.starts_with("content/") {
            return None;
        }
        self.included.push(path.to_owned());
        let file = self.sources.get(self.sources.find(path)?);
        let text = match &file.content {
            Content::Asset { .. } | Content::LeftOut(NotRead::Underscore | NotRead::Part) => {
                let mut bytes = Vec::new();
                file.append_to(&mut bytes).ok()?;
                bytes.truncate(MOST + 1);
                String::from_utf8(bytes).ok()?
            }
            Content::LeftOut(_) => return None,
            _ => file.read().text().to_owned(),
        };
        let front = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"));
        match front {
            Some((_, rest)) if path.ends_with(".md") => Some(rest.to_owned()),
            _ => Some(text).filter(|text| !text.is_empty()),
        }
    }
}

/// What a text asks for, in order.
fn all(text: &str) -> Vec<Asked<'_>> {
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
    let asked = |path_and_part: &'_ str| -> (usize, usize) {
        let begin = path_and_part.as_ptr() as usize - line.as_ptr() as usize;
        (begin, begin + path_and_part.len())
    };
    let mut code = None;
    let written = if let Some(rest) = line.strip_prefix("--8<--") {
        rest.trim()
            .strip_prefix(['"', '\''])?
            .strip_suffix(['"', '\''])?
    } else if let Some(rest) = line.strip_prefix("<<< ") {
        let path = rest.trim().split([' ', '{', '[']).next()?;
        let (path_alone, _) = path.split_once('#').unwrap_or((path, ""));
        let (_, end) = path_alone.rsplit_once('.')?;
        code = Some(end.to_owned());
        path
    } else if let Some(rest) = line.strip_prefix("<!--") {
        let rest = rest.trim_start().strip_prefix("@include:")?;
        rest.strip_suffix("-->")?.trim()
    } else if line.starts_with("{{<") || line.starts_with("{{%") {
        let tag = tag::at(line, 0)?;
        let known = ["include", "readfile", "import", "includes"].contains(&tag.name);
        let path = tag.arguments.get_or(&["file", "path", "src"], 0)?;
        if !known || tag.range.end != line.len() {
            return None;
        }
        &line[line.find(path)?..][..path.len()]
    } else {
        return None;
    };
    let (begin, end) = asked(written);
    let (path, part) = parted(&line[begin..end]);
    Some(Asked {
        range: whole,
        path,
        part,
        code,
        otherwise: None,
    })
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
        });
        at = begin + length;
    }
}

type Found<'a> = (usize, &'a str, Option<String>, Option<String>);

/// `{{#include path}}`, and its like.
fn book(rest: &str) -> Option<Found<'_>> {
    let inside = rest.strip_prefix("{{#")?;
    let end = near(inside).find("}}")?;
    let (name, path) = inside[..end].split_once(' ')?;
    let known = ["include", "rustdoc_include", "playground"].contains(&name);
    let path = path.trim().split(' ').next()?;
    known.then_some((end + 5, path, None, None))
}

/// `[!INCLUDE [title](path)]` and `[!code-cs[title](path)]`.
fn docfx(rest: &str) -> Option<Found<'_>> {
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
    Some((length, path, Some(language), Some(link)))
}

/// A path and the part of the file that it asks for.
fn parted(text: &str) -> (&str, Part) {
    let at = text.find(['#', '?']).or_else(|| text.find(':'));
    match at {
        Some(at) => (&text[..at], Part::read(&text[at..])),
        None => (text, Part::Whole),
    }
}

/// A block of code.
fn as_code(text: &str, language: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path without `.` and `..`; `None` for one that leads out.
fn joined(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
