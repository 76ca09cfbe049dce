//! A page of another program as one of ours: its address and its fields.

use super::address::{day, is_file, normal};
use super::front::{Field, Front, with_fields};
use super::plan::Moved;
use super::settings::is_elsewhere;
use crate::content::guess_date;
use crate::yaml::Node;
use crate::yaml::written;
use std::collections::BTreeSet;

/// The addresses at which a page answers besides its own.
fn others(page: &Moved, own: &str) -> Vec<String> {
    let mut seen = BTreeSet::from([own.to_owned(), "/".to_owned()]);
    let old = page.old.iter().map(|old| normal(old));
    old.filter(|old| seen.insert(old.clone())).collect()
}

/// The address that a page is to have: the first that is no file's, else what a file's becomes here.
pub(super) fn wanted(page: &Moved) -> Option<String> {
    let mut old = page.old.iter().map(|old| normal(old));
    let first = old.next()?;
    // Hosts look for this one by its name.
    if first == "/404.html" {
        return Some(first);
    }
    match first.strip_suffix(".html").or(first.strip_suffix(".htm")) {
        Some(name) => Some(format!("{name}/")),
        None => Some(first).filter(|first| !is_file(first)),
    }
}

/// Days with the month in words, as days are written here: `Jul 08 2022`.
fn dates(front: &Front) -> impl Iterator<Item = (&'static str, Field)> {
    const FIELDS: [&str; 9] = [
        "date",
        "publishDate",
        "pubDate",
        "pubDatetime",
        "lastmod",
        "updated",
        "updatedDate",
        "modDatetime",
        "last_modified_at",
    ];
    FIELDS.into_iter().filter_map(|field| {
        let text = front.text(field)?;
        let in_words = day(text).is_none() && text.contains(char::is_alphabetic);
        let date = guess_date(text).filter(|_| in_words)?;
        Some((field, Field::Plain(date.to_string())))
    })
}

/// An author whose name is a link, or has one behind it, as a name with an address: `Ada
/// ([@ada](https://ada.example))`.
fn author(front: &Front) -> Option<(&'static str, Field)> {
    let text = front.text("author")?;
    let (before, rest) = text.split_once('[')?;
    let (label, rest) = rest.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    let is_one = matches!(rest.trim(), "" | ")") && is_elsewhere(address);
    let name = match before.trim_end_matches(['(', ' ']) {
        "" => label,
        name => name,
    };
    let (name, address) = (written(name), written(address));
    let said = Field::Plain(format!("{{name: {name}, url: {address}}}"));
    is_one.then_some(("author", said))
}

/// Whether a page may say that it has an address.
fn is_sayable(address: &str) -> bool {
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || "<>:\"|?*\\#%{}".contains(c);
    let mut names = address.split('/').filter(|name| !name.is_empty());
    address != "/" && names.all(|name| !name.starts_with(['.', '_']) && !name.contains(is_odd))
}

/// Whether a page was a draft in the other site too.
pub(super) fn is_draft(page: &Moved) -> bool {
    let is_said = |(name, value): &(&str, String)| *name == "draft" && value == "true";
    let front = Front::of(&page.text);
    let said = front.node.as_ref().and_then(|node| node.get("draft"));
    page.fields.iter().any(is_said) || said.and_then(Node::as_bool) == Some(true)
}

/// A page as its program has it, with the fields that are to stand in the place of its own.
pub(super) fn text(page: &Moved) -> String {
    if page.instead.is_empty() {
        return page.text.clone();
    }
    let front = Front::of(&page.text);
    with_fields(&page.text, &front, &page.instead) + &page.text[front.body..]
}

/// The front matter of a page whose address is `own` unless something is said: with the address that
/// it had, and with the others that it had.
pub(super) fn front_matter(page: &Moved, front: &Front, own: Option<&str>) -> String {
    let mut fields: Vec<(&str, Field)> = Vec::new();
    let mut address = own.map(str::to_owned);
    if let Some(wanted) = wanted(page).filter(|wanted| is_sayable(wanted))
        && own.is_some_and(|own| own != wanted && own != "/")
    {
        fields.push(("permalink", Field::Gone));
        fields.push(("url", Field::Text(wanted.clone())));
        address = Some(wanted);
    }
    // A name that is an address says nothing beside the address, and that of the top nothing at all.
    let says_url = fields.iter().any(|(name, _)| *name == "url");
    let slug = front.text("slug").filter(|slug| slug.contains('/'));
    if slug.is_some_and(|slug| says_url || slug.trim_matches('/').is_empty()) {
        fields.push(("slug", Field::Gone));
    }
    let others = address.map_or(Vec::new(), |own| others(page, &own));
    if !others.is_empty() {
        fields.push(("redirect_from", Field::Gone));
        fields.push(("aliases", Field::List(others)));
    }
    fields.extend(dates(front));
    fields.extend(author(front));
    fields.extend(page.instead.iter().cloned());
    for (name, value) in &page.fields {
        if front.text(name).is_none() {
            let value = value.clone();
            fields.push(match value.as_str() {
                "true" | "false" => (name, Field::Plain(value)),
                _ => (name, Field::Text(value)),
            });
        }
    }
    with_fields(&page.text, front, &fields)
}
