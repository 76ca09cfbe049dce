//! What differs between two published sites, as far as readers see it.
//!
//! In: for each site its files with their digests, and the HTML of its pages where it is at hand.
//! Out: [`Changes`]: pages that came, went or say something else, and files. Pages that changed in
//! the same words, as they do when a template changes, are one change.

mod redirects;

use crate::html::{Token, tokens};
use redirects::Redirects;
use std::collections::{BTreeMap, BTreeSet};

/// The digests of the files of a site, as text, by path.
pub type Files = BTreeMap<String, String>;

/// Where a host reads which addresses lead on.
const REDIRECTS: &str = "_redirects";
/// From how many pages on a change of the same words is told once.
const MANY: usize = 5;

/// Words that are gone and words that are new → the pages in which they are.
type SameWords = BTreeMap<(Vec<String>, Vec<String>), Vec<Page>>;

/// A page, by its address on the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// Path, beginning with `/`.
    pub url: String,
    /// Its title, as HTML text; missing where its HTML is not at hand.
    pub title: Option<String>,
}

/// Pages that changed in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The pages.
    pub pages: Vec<Page>,
    /// Words that are gone, as HTML text.
    pub removed: Vec<String>,
    /// Words that are new.
    pub added: Vec<String>,
}

/// What differs between two sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many pages the new site has.
    pub pages: usize,
    /// Pages that were not there.
    pub added: Vec<Page>,
    /// Pages that are gone, and whether their address leads elsewhere.
    pub removed: Vec<(Page, bool)>,
    /// Pages that say something else.
    pub changed: Vec<Page>,
    /// The same, where many pages changed in the same words.
    pub together: Vec<Group>,
    /// Pages that say what they said in another HTML.
    pub redrawn: Vec<Page>,
    /// Files for readers that were not there, by path.
    pub files_added: Vec<String>,
    /// Files that are gone, and whether their address leads elsewhere.
    pub files_removed: Vec<(String, bool)>,
    /// Files that are not what they were.
    pub files_changed: Vec<String>,
}

impl Changes {
    /// Compares two sites, the new one below `prefix` of its host; the functions give the text of a
    /// file of each, if it is at hand.
    pub fn between(
        old: &Files,
        new: &Files,
        prefix: &str,
        old_text: impl Fn(&str) -> Option<String>,
        new_text: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut found = Self::default();
        let redirects = new_text(REDIRECTS).map(|text| Redirects::read(&text, prefix));
        let redirects = redirects.unwrap_or_default();
        let mut same_words = SameWords::new();
        let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for path in paths {
            let (before, after) = (old.get(path), new.get(path));
            match (is_page(path), before == after) {
                (true, true) => found.pages += 1,
                (true, false) => {
                    let before = before.map(|_| Html::new(old_text(path)));
                    let after = after.map(|_| Html::new(new_text(path)));
                    found.page(path, before, after, &mut same_words, &redirects);
                }
                (false, false) if is_for_readers(path) => {
                    let path = path.clone();
                    match (before, after) {
                        (None, _) => found.files_added.push(path),
                        (_, None) => {
                            let leads_on = redirects.lead_on(&path);
                            found.files_removed.push((path, leads_on));
                        }
                        _ => found.files_changed.push(path),
                    }
                }
                (false, _) => {}
            }
        }
        found.group(same_words);
        found
    }

    /// Notes a page that is not what it was.
    fn page(
        &mut self,
        path: &str,
        before: Option<Html>,
        after: Option<Html>,
        same_words: &mut SameWords,
        redirects: &Redirects,
    ) {
        match (before.filter(Html::is_page), after) {
            (None, Some(after)) if after.is_page() => {
                self.pages += 1;
                self.added.push(after.page(path));
            }
            (Some(before), Some(after)) if after.is_page() => {
                self.pages += 1;
                let page = after.page(path);
                match before.difference(&after) {
                    None => self.changed.push(page),
                    Some((removed, added)) if removed.is_empty() && added.is_empty() => {
                        self.redrawn.push(page);
                    }
                    Some(words) => same_words.entry(words).or_default().push(page),
                }
            }
            (Some(before), after) => {
                let page = before.page(path);
                let leads_on = after.is_some() || redirects.lead_on(&page.url);
                self.removed.push((page, leads_on));
            }
            _ => {}
        }
    }

    /// Tells pages that changed in the same words together, where they are many.
    fn group(&mut self, same_words: SameWords) {
        for ((removed, added), pages) in same_words {
            match pages.len() < MANY {
                true => self.changed.extend(pages),
                false => self.together.push(Group {
                    pages,
                    removed,
                    added,
                }),
            }
        }
        self.changed.sort();
        self.together
            .sort_by_key(|group| std::cmp::Reverse(group.pages.len()));
    }

    /// Addresses that answered and no longer do.
    pub fn vanished(&self) -> Vec<String> {
        let pages = self.removed.iter().filter(|(_, leads_on)| !leads_on);
        let files = self.files_removed.iter().filter(|(_, leads_on)| !leads_on);
        let pages = pages.map(|(page, _)| page.url.clone());
        pages
            .chain(files.map(|(path, _)| format!("/{path}")))
            .collect()
    }

    /// Whether readers see no difference.
    pub fn is_empty(&self) -> bool {
        let pages = self.pages;
        *self
            == Self {
                pages,
                ..Self::default()
            }
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Whether a file is not a part of how pages look or are searched.
fn is_for_readers(path: &str) -> bool {
    !path.starts_with("assets/") && !path.starts_with("search/")
}

/// The HTML of a page, if it is at hand.
struct Html(Option<Vec<Token>>);

impl Html {
    fn new(text: Option<String>) -> Self {
        Self(text.map(|text| tokens(&text)))
    }

    /// Whether it is more than a sign at an old address.
    fn is_page(&self) -> bool {
        let leads_on = |token: &Token| match token {
            Token::Start(tag) => tag.get("http-equiv") == Some("refresh"),
            _ => false,
        };
        !self.0.iter().flatten().any(leads_on)
    }

    fn page(&self, path: &str) -> Page {
        let folder = path.strip_suffix("index.html").unwrap_or(path);
        Page {
            url: format!("/{folder}"),
            title: self.0.as_deref().and_then(title),
        }
    }

    /// The words that only one of two pages has; `None` if one is not at hand.
    fn difference(&self, after: &Self) -> Option<(Vec<String>, Vec<String>)> {
        let (before, after) = (texts(self.0.as_deref()?), texts(after.0.as_deref()?));
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for text in &before {
            *counts.entry(text).or_default() -= 1;
        }
        for text in &after {
            *counts.entry(text).or_default() += 1;
        }
        let only = |sign: i64| {
            let texts = counts.iter().filter(|(_, count)| *count * sign > 0);
            texts.map(|(text, _)| (*text).to_owned()).collect()
        };
        let difference: (Vec<String>, Vec<String>) = (only(-1), only(1));
        // The same words in another order are another text.
        let moved = difference.0.is_empty() && difference.1.is_empty() && before != after;
        (!moved).then_some(difference)
    }
}

/// The first heading, or else the title.
fn title(html: &[Token]) -> Option<String> {
    let words = texts(inside(html, "h1").or_else(|| inside(html, "title"))?);
    (!words.is_empty()).then(|| words.join(" "))
}

/// What stands in the first element of a name.
fn inside<'a>(html: &'a [Token], name: &str) -> Option<&'a [Token]> {
    let begins = |token: &Token| matches!(token, Token::Start(tag) if tag.name == name);
    let ends = |token: &Token| matches!(token, Token::End(end) if end == name);
    let html = &html[html.iter().position(begins)? + 1..];
    Some(&html[..html.iter().position(ends)?])
}

/// The texts between tags, each on one line, without scripts and what is for machines.
fn texts(html: &[Token]) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_code = false;
    for token in html {
        match token {
            Token::Text(text) if !is_code => found.extend(one_line(text)),
            Token::Text(_) | Token::OpenComment { .. } => {}
            Token::Start(tag) => is_code = ["script", "style"].contains(&tag.name.as_str()),
            Token::End(_) => is_code = false,
        }
    }
    found
}

fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_not_tags() {
        let page = |text: &str| Html::new(Some(text.to_owned()));
        let a = page("<h1 class=x>Uno &amp; <b>due</b></h1><script>1<2</script><p>Testo\n qui");
        assert_eq!(a.page("a/index.html").title.as_deref(), Some("Uno & due"));
        assert_eq!(a.page("a/index.html").url, "/a/");
        let b = page("<main><h1>Uno &amp; <i>due</i></h1><p>Testo qui</p></main>");
        assert_eq!(a.difference(&b), Some((vec![], vec![])));
        let c = page("<h1>Uno &amp; <i>tre</i></h1><p>Testo qui</p>");
        let words = (vec!["due".to_owned()], vec!["tre".to_owned()]);
        assert_eq!(a.difference(&c), Some(words));
        let turned = page("<p>Testo qui</p><h1>Uno &amp; <i>due</i></h1>");
        assert_eq!(a.difference(&turned), None);
        assert_eq!(a.difference(&Html::new(None)), None);
    }
}
