//! Files that a text takes in, whole or in part: `{{#include}}` of mdBook, `--8<--` of MkDocs,
//! `[!INCLUDE]` and `[!code-…]` of docfx, `<<< @/` of VitePress, `{{% include %}}` of Hugo.

use super::part::{self, Part};
use super::tag;
use crate::content::Included;
use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};
use crate::content::signs::has_any;
use crate::content::structure::Structure;
use crate::diagnostic::{Diagnostic, FileCause, Problem, nearest};
use crate::source::{Content, FileId, NotRead, Sources, Span};
use std::cell::LazyCell;
use std::ops::Range;

/// How deep files take in others.
const DEEPEST: usize = 4;
/// How much a page takes in at most, in bytes.
const MOST: usize = 1_000_000;

/// What a text has in which there is something.
const SIGNS: [&str; 7] = ["{{", "--8<--", "[!", "<<< ", "@include", ":::code", "![["];

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
    /// It is known by its name alone.
    is_note: bool,
}

/// Takes in what a text asks for. Notes the paths, whether there is such a file or not. What asks for
/// one that is not there stays if `keeps` is set, and is left out otherwise.
pub(super) fn read(
    prepared: &mut Prepared<'_>,
    file: FileId,
    (sources, keeps): (&Sources, bool),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if all(&prepared.text).is_empty() {
        return;
    }
    let mut taker = Taker {
        sources,
        keeps,
        included: Vec::new(),
        open: vec![sources.get(file).path.clone()],
        taken: 0,
        missing: Vec::new(),
    };
    let edits = taker.edits(&prepared.text, folder(&sources.get(file).path), DEEPEST);
    let place = |range: Range<usize>| {
        let original = |at| prepared.original(at);
        Span::new(file, original(range.start), original(range.end))
    };
    let missing = taker.missing.into_iter();
    diagnostics.extend(missing.map(|(range, problem)| Diagnostic::new(problem, place(range))));
    let included = taker.included.into_iter();
    prepared.included = included
        .map(|(range, path)| Included {
            path,
            span: place(range),
        })
        .collect();
    prepared.edit(edits);
}

/// A file that is taken in.
struct Found {
    path: String,
    /// What it says, without its front matter.
    text: String,
    /// Whether it is a page of its own.
    is_page: bool,
}

struct Taker<'a> {
    sources: &'a Sources,
    /// Whether what asks for a file that is not there stays.
    keeps: bool,
    /// The files that were looked for, each with the place in the text of the page that led there.
    included: Vec<(Range<usize>, String)>,
    /// The page and the files in it that are being taken in, from the outside in.
    open: Vec<String>,
    /// How many bytes have been taken in.
    taken: usize,
    /// What is not there, as the page or a file that it takes in asks for it.
    missing: Vec<(Range<usize>, Problem)>,
}

impl Taker<'_> {
    fn edits(&mut self, text: &str, own: &str, deep: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        let structure = LazyCell::new(|| Structure::of(text));
        for asked in all(text) {
            let looked = self.included.len();
            let taken = self.taken(&asked, own, deep);
            for (range, _) in &mut self.included[looked..] {
                *range = asked.range.clone();
            }
            let taken = match (taken, asked.otherwise) {
                (Ok(taken), _) | (Err(_), Some(taken)) => taken,
                (Err(problem), None) => {
                    self.missing.push((asked.range.clone(), problem));
                    // In code it may be an example; elsewhere nobody wants to read it.
                    if self.keeps || structure.code_at(asked.range.start).is_some() {
                        continue;
                    }
                    String::new()
                }
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

    /// What stands in the place of what is asked for in a file of a folder.
    fn taken(&mut self, asked: &Asked<'_>, own: &str, deep: usize) -> Result<String, Problem> {
        let target = asked.path.to_owned();
        let missing = self.missing.len();
        let found = match asked.is_note {
            true => self.note(asked.path, own)?,
            false => self.file(asked.path, own)?,
        };
        if self.open.contains(&found.path) {
            return Err(Problem::File(FileCause::Itself { target }));
        }
        let Some(part) = asked.part.of(&found.text) else {
            let part = asked.part.to_string();
            let suggestion = nearest(&part, part::names(&found.text));
            return Err(Problem::File(FileCause::NoPart {
                target,
                part,
                suggestion,
            }));
        };
        self.open.push(found.path.clone());
        let taken = match &asked.code {
            Some(language) => as_code(&part, language),
            None => self.nested(part, folder(&found.path), deep),
        };
        self.open.pop();
        // A page says itself what it lacks; for other files whoever takes them in does.
        match found.is_page {
            true => self.missing.truncate(missing),
            false => self.missing[missing..]
                .iter_mut()
                .for_each(|(range, _)| *range = asked.range.clone()),
        }
        self.taken += taken.len();
        match self.taken <= MOST {
            true => Ok(taken),
            false => Err(Problem::File(FileCause::TooMuch { target, most: MOST })),
        }
    }

    /// A text with what it takes in itself.
    fn nested(&mut self, text: String, own: &str, deep: usize) -> String {
        if deep == 0 || self.taken > MOST {
            return text;
        }
        let edits = self.edits(&text, own, deep - 1);
        let mut out = text;
        for edit in edits.into_iter().rev() {
            out.replace_range(edit.range, &edit.text);
        }
        out
    }

    /// The file that a path means in a folder.
    fn file(&mut self, target: &str, own: &str) -> Result<Found, Problem> {
        let below = target.trim_start_matches(['@', '~']);
        let path = match below.strip_prefix('/') {
            Some(path) => format!("content/{path}"),
            None => format!("{own}/{below}"),
        };
        let is_inside = |path: &String| path.starts_with("content/");
        let way = joined(&path).filter(is_inside);
        let leads_out = way.is_none();
        let from_top = joined(&format!("content/{below}")).filter(is_inside);
        for path in way.into_iter().chain(from_top) {
            self.included.push((0..0, path.clone()));
            if let Some(text) = self.text(&path) {
                let found = self.sources.find(&path);
                let is_page = found.is_some_and(|id| self.sources.get(id).is_page());
                return Ok(Found {
                    path,
                    text,
                    is_page,
                });
            }
        }
        let target = target.to_owned();
        Err(match leads_out {
            true => Problem::File(FileCause::Outside { target }),
            false => Problem::MissingFile {
                target,
                suggestion: None,
            },
        })
    }

    /// The page that a name means, wherever it is, as Obsidian knows it.
    fn note(&mut self, name: &str, own: &str) -> Result<Found, Problem> {
        let file = format!("{}.md", name.strip_suffix(".md").unwrap_or(name));
        let beside = self.file(&file, own);
        if beside.is_ok() {
            return beside;
        }
        // Whichever file of the name comes or goes.
        let last = file.rsplit('/').next().unwrap_or(&file).to_owned();
        self.included.push((0..0, last));
        let end = format!("/{file}");
        let all = self.sources.under("content/");
        let all = all.map(|(_, file)| file.path.as_str());
        let mut all = all.filter(|path| path.ends_with(&end));
        match (all.next(), all.next()) {
            (Some(path), None) => {
                let path = path.strip_prefix("content").unwrap_or(path).to_owned();
                self.file(&path, own)
            }
            _ => beside,
        }
    }

    /// The text of a file without its front matter.
    fn text(&self, path: &str) -> Option<String> {
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
    let asked = note(line).or_else(|| between_colons(line));
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

/// A path and the part of the file that it asks for.
fn parted(text: &str) -> (&str, Part) {
    let at = text.find(['#', '?', '{']).or_else(|| text.find(':'));
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
