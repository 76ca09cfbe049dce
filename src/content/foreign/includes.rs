//! Files that a text takes in, whole or in part: `{{#include}}` of mdBook, `--8<--` of MkDocs,
//! `[!INCLUDE]` and `[!code-…]` of docfx, `<<< @/` of VitePress, `{{% include %}}` of Hugo.

use super::asked::{Asked, SIGNS, all, is_address};
use super::part;
use crate::content::Included;
use crate::content::prepared::{Edit, Prepared};
use crate::content::structure::Structure;
use crate::diagnostic::{Diagnostic, FileCause, Problem, nearest};
use crate::source::{Content, FileId, NotRead, Sources, Span};
use std::cell::LazyCell;
use std::ops::Range;

/// How deep files take in others.
const DEEPEST: usize = 4;
/// How much a page takes in at most, in bytes.
const MOST: usize = 1_000_000;

/// Takes in what a text asks for. Notes the paths, whether there is such a file or not. What asks for
/// one that is not there stays if `keeps` is set, and is left out otherwise.
pub(super) fn read(
    prepared: &mut Prepared<'_>,
    file: FileId,
    (sources, keeps): (&Sources, bool),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !prepared.has_any(&SIGNS) || all(&prepared.text).is_empty() {
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
        if is_address(asked.path) {
            return Err(Problem::File(FileCause::Elsewhere { target }));
        }
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
