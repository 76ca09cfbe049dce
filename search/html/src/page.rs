//! One page: HTML in, what the search is told of it out. Pure.

use std::collections::BTreeMap;

use search_index::{Light, Section};

use crate::encoding::decode;
use crate::reader::{Read, Reader};
use crate::reason::Reason;
use crate::survey::{Root, Survey, Titles};
use crate::text::contains_ignore_case;
use crate::tree::Tree;

/// Weights of pages are kept within this range, so that none hides all others.
const WEIGHTS: (f32, f32) = (0.1, 10.0);

/// A page as it speaks of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What is said of it in a `title` metadatum, its first `<h1>` or its `<title>`.
    pub title: String,
    /// If the title is an `<h1>` outside its text: the title if that is the site's name.
    pub other_title: Option<String>,
    /// `<meta name=description>`; empty if there is none.
    pub description: String,
    /// `<html lang>`; empty if there is none.
    pub language: String,
    /// The text, parted by its headings. One without an `id` is reached through the last that
    /// has one.
    pub sections: Vec<Section>,
    /// Text that is marked as weighing more than the rest of the page.
    pub emphasised: Vec<String>,
    /// Filter -> values, in the order of the page.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Metadatum -> value; the first on the page counts.
    pub meta: BTreeMap<String, String>,
    /// Sort key -> value; the first on the page counts.
    pub sort: BTreeMap<String, String>,
    /// Date as ISO 8601.
    pub date: Option<String>,
    /// Weight of the page, from the element that holds its text.
    pub weight: f32,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// Whether the page marks what is to be indexed.
    pub is_marked: bool,
    /// Whether the page loads the search.
    pub has_search: bool,
    /// Whether the encoding had to be guessed.
    pub is_guessed: bool,
}

/// Reads a page.
///
/// # Errors
///
/// Why it is none that the search should find.
pub fn page(html: &[u8]) -> Result<Page, Reason> {
    let (html, is_guessed) = decode(html);
    let tree = Tree::parse(&html);
    if !tree.has_doctype && !contains_ignore_case(&html, "<html") {
        return Err(Reason::Fragment);
    }
    let survey = Survey::of(&tree);
    let (roots, whole) = roots(&survey)?;
    // A weight on what holds all the text is the page's.
    let weight = match roots.iter().all(|root| root.weight == roots[0].weight) {
        true => roots[0].weight,
        false => 1.0,
    };
    let mut reader = Reader::new(&tree, weight, whole);
    for root in &roots {
        reader.read(*root);
    }
    let mut read = reader.finish();
    let (mut meta, mut default_meta) = (survey.meta, survey.default_meta);
    let said = [meta.remove("title"), default_meta.remove("title")];
    let (title, other_title) = title(said, &read, survey.titles);
    if let Some((source, alternative)) = survey.picture
        && !meta.contains_key("image")
    {
        meta.insert("image".to_owned(), source);
        if !alternative.is_empty() {
            meta.insert("image_alt".to_owned(), alternative);
        }
    }
    for (name, value) in default_meta {
        meta.entry(name).or_insert(value);
    }
    fold_title(&mut read, &title);
    let sections: Vec<Section> = read.sections.into_iter().map(|(_, s)| s).collect();
    if title.is_empty() && sections.is_empty() {
        return Err(Reason::Empty);
    }
    let date = survey.sort.get("date").or(meta.get("date"));
    let date = date.or(survey.published.as_ref());
    Ok(Page {
        date: date.and_then(|text| iso_date(text)),
        title,
        other_title,
        description: survey.description,
        language: survey.language,
        sections,
        emphasised: read.emphasised,
        filters: survey.filters,
        meta,
        sort: survey.sort,
        weight: weight.clamp(WEIGHTS.0, WEIGHTS.1),
        canonical: survey.canonical,
        is_marked: !survey.marked.is_empty(),
        has_search: survey.has_search,
        is_guessed,
    })
}

/// What holds the text, and whether that is the whole body.
fn roots(survey: &Survey) -> Result<(Vec<Root>, bool), Reason> {
    // What is marked is wanted, even if search engines are told to keep away.
    let is_marked = !survey.marked.is_empty();
    if survey.is_redirect {
        return Err(Reason::Redirect);
    }
    if survey.is_noindex && !is_marked {
        return Err(Reason::NoIndex);
    }
    let (roots, whole) = match (&survey.marked, &survey.mains) {
        (marked, _) if is_marked => (marked, false),
        (_, mains) if !mains.is_empty() => (mains, false),
        _ => (&survey.bodies, true),
    };
    let roots: Vec<Root> = roots.iter().filter(|root| !root.ignored).copied().collect();
    match roots.is_empty() {
        true => Err(Reason::Ignored),
        false => Ok((roots, whole)),
    }
}

/// The title: what is said to be it, the first `<h1>` of the text or else of the page,
/// `<title>`, what is said to be it by default, or the first heading there is. With it, where that
/// is an `<h1>` outside the text, what comes after that.
fn title(
    [said, default]: [Option<String>; 2],
    read: &Read,
    others: Titles,
) -> (String, Option<String>) {
    let first = |is_h1: bool| {
        let mut all = read.sections.iter().filter(|(h1, _)| !is_h1 || *h1);
        let found = all.find(|(_, section)| !section.heading.is_empty());
        found.map(|(_, section)| section.heading.clone())
    };
    if let Some(own) = said.or_else(|| first(true)) {
        return (own, None);
    }
    let rest = others.title.or(default).or_else(|| first(false));
    match others.h1 {
        Some(outside) => (outside, rest),
        None => (rest.unwrap_or_default(), None),
    }
}

/// The heading that is the title has its words there: its section has no heading of its own, but
/// still its anchor, if the page begins with it; else what comes after it is of the one before.
fn fold_title(read: &mut Read, title: &str) {
    let mut sections = read.sections.iter();
    let Some(at) = sections.position(|(h1, section)| *h1 && section.heading == title) else {
        return;
    };
    if at == 0 || read.sections[at].1.anchor.is_some() {
        read.sections[at].1.heading.clear();
        if read.sections[at].1.text.is_empty() {
            read.sections.remove(at);
        }
        return;
    }
    let (_, section) = read.sections.remove(at);
    let before = &mut read.sections[at - 1].1;
    if !before.text.is_empty() && !section.text.is_empty() {
        before.text.push(' ');
    }
    let from = before.text.len();
    before
        .light
        .extend(section.light.into_iter().map(|light| Light {
            range: light.range.start + from..light.range.end + from,
            ..light
        }));
    before.text.push_str(&section.text);
}

/// The day of `2025-06-30T10:00:00Z`, if that is how a date is written.
fn iso_date(text: &str) -> Option<String> {
    let day = text.trim().get(..10)?;
    let number = |range: std::ops::Range<usize>| {
        let digits = &day.as_bytes()[range];
        let digit = |n: u32, byte: &u8| Some(n * 10 + char::from(*byte).to_digit(10)?);
        digits.iter().try_fold(0, digit)
    };
    let dashes = &day.as_bytes()[4..5] == b"-" && &day.as_bytes()[7..8] == b"-";
    number(0..4)?;
    let valid = dashes && (1..=12).contains(&number(5..7)?) && (1..=31).contains(&number(8..10)?);
    valid.then(|| day.to_owned())
}
