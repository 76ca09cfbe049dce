//! `menu` and `footer`: lists of pages, and of addresses elsewhere.

use crate::diagnostic::{Diagnostic, Expected, FieldSlip, Problem, SiteSlip};
use crate::source::Span;
use crate::yaml::{Key, MapReader, Node, Value};

/// An entry of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it says; the page's short title where missing.
    pub label: Option<String>,
    /// Path of the page below `content/`, without `.md`.
    pub page: String,
    /// The address elsewhere that it leads to instead of a page.
    pub url: Option<String>,
    /// Where the path stands.
    pub span: Span,
    /// Entries below it.
    pub children: Vec<MenuItem>,
}

impl MenuItem {
    /// The path of the folder that it names, as pages have theirs: empty for the top, which has no
    /// name of its own.
    pub fn folder(&self) -> &str {
        match self.page.trim_matches('/') {
            "." => "",
            folder => folder,
        }
    }
}

/// The entries of a menu of so many levels.
pub(super) fn menu(reader: &mut MapReader<'_>, key: &'static str, levels: usize) -> Vec<MenuItem> {
    if let Some(first) = reader.node(key).and_then(group) {
        let slip = FieldSlip::MenuMap {
            key: first.text.clone(),
        };
        let problem = Problem::FieldSlip(slip);
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, first.span));
        return Vec::new();
    }
    let items = reader.list(key).iter();
    let items: Vec<MenuItem> = items
        .filter_map(|node| match leads_elsewhere(node) {
            true => elsewhere(node, levels, reader.diagnostics()),
            false => Some(menu_item(node, levels, reader.diagnostics())),
        })
        .collect();
    for (i, item) in items.iter().enumerate() {
        let is_same = |other: &MenuItem| other.page == item.page && !item.page.is_empty();
        if items[..i].iter().any(is_same) {
            let page = item.page.clone();
            let problem = Problem::FieldSlip(FieldSlip::MenuTwice { page });
            reader
                .diagnostics()
                .push(Diagnostic::new(problem, item.span));
        }
    }
    items
}

/// The entries below an entry, where its menu has another level.
fn children(node: &Node, reader: &mut MapReader<'_>, levels: usize) -> Vec<MenuItem> {
    if levels > 1 {
        return menu(reader, "children", levels - 1);
    }
    reader.node("children");
    let key = node
        .entries()
        .iter()
        .find(|(key, _)| key.text == "children");
    if let Some((key, _)) = key {
        let problem = Problem::FieldSlip(FieldSlip::MenuLevels);
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, key.span));
    }
    Vec::new()
}

/// The name of a menu among several, as other programs have them.
fn group(node: &Node) -> Option<&Key> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (key, value) = entries.first()?;
    matches!(value.value, Value::List(_))
        .then_some(key)
        .filter(|key| key.text != "children")
}

pub(super) fn menu_item(node: &Node, levels: usize, diagnostics: &mut Vec<Diagnostic>) -> MenuItem {
    if let Some(page) = node.as_text() {
        return MenuItem {
            label: None,
            page: page.to_owned(),
            url: None,
            span: node.span,
            children: Vec::new(),
        };
    }
    let mut reader = MapReader::new(node, "menu", diagnostics);
    let label = reader.text("label");
    let page = reader.required_text("page");
    let span = reader.node("page").map_or(node.span, |node| node.span);
    // An entry with an address elsewhere is read by itself, and others hear of it.
    reader.node("url");
    let children = children(node, &mut reader, levels);
    reader.finish();
    MenuItem {
        label,
        page,
        url: None,
        span,
        children,
    }
}

/// Whether an entry has an address elsewhere, under the name that it has here or in other programs.
fn leads_elsewhere(node: &Node) -> bool {
    let other = |key| node.get(key).and_then(Node::as_text);
    let mut others = ["link", "href"].into_iter().filter_map(other);
    node.get("url").is_some() || node.get("page").is_none() && others.any(is_address)
}

/// An entry that leads to an address elsewhere, if it says what it is called and where it leads.
fn elsewhere(node: &Node, levels: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<MenuItem> {
    let mut reader = MapReader::new(node, "menu", diagnostics);
    let label = reader.required_text("label");
    let url = match reader.node("url") {
        Some(node) if node.as_text().and_then(of_site).is_some() => {
            let address = node.as_text().unwrap_or_default().to_owned();
            let page = of_site(&address).unwrap_or_default();
            let problem = SiteSlip::MenuAddress { address, page };
            let diagnostic = Diagnostic::new(problem.into(), node.span);
            reader.diagnostics().push(diagnostic);
            None
        }
        Some(_) => reader.text_like("url", Expected::Url, is_address),
        None if node.get("url").is_some() => Some(reader.required_text("url")),
        // What stands there instead is told as a name that there is not.
        None => None,
    };
    let children = children(node, &mut reader, levels);
    reader.finish();
    let url = url.filter(|url| !url.is_empty() && !label.is_empty())?;
    Some(MenuItem {
        label: Some(label),
        page: String::new(),
        url: Some(url),
        span: node.span,
        children,
    })
}

/// The path of the page that an address without a host leads to.
fn of_site(address: &str) -> Option<String> {
    let path = address.strip_prefix('/')?;
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    let path = path.strip_suffix(".html").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    let is_path = !path.is_empty() && !path.contains(char::is_whitespace);
    is_path.then(|| path.to_owned())
}

/// Whether a text is an address of the web, or of a person.
fn is_address(text: &str) -> bool {
    let of_web = text.strip_prefix("https://");
    let of_web = of_web.or_else(|| text.strip_prefix("http://"));
    let has_goal = match of_web {
        Some(rest) => !rest.is_empty() && !rest.starts_with(['/', '?', '#']),
        None => text.starts_with("mailto:") && text.contains('@'),
    };
    has_goal && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    #[test]
    fn entries_lead_to_pages_or_elsewhere() {
        let text = "menu:\n  - a\n  - {label: B, url: 'https://b.example/?c#d'}\n  - {label: M, url: 'mailto:a@b.example', children: [e]}\n  - {label: F, url: b.example}\n  - {url: 'https://g.example', page: g}\n  - {label: L, url: 'https:///l'}\n  - {label: N, url: }\n  - {label: H, url: 'https://h.example'}\n  - {label: I, link: 'https://i.example'}\n";
        let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
        let mut problems = Vec::new();
        let mut reader = MapReader::new(&node, "casa.yaml", &mut problems);
        let items = menu(&mut reader, "menu", 2);
        let urls: Vec<Option<&str>> = items.iter().map(|item| item.url.as_deref()).collect();
        let (web, person) = ("https://b.example/?c#d", "mailto:a@b.example");
        let own = Some("https://h.example");
        assert_eq!(urls, [None, Some(web), Some(person), own]);
        assert_eq!(items[2].children[0].page, "e");
        let codes: Vec<&str> = problems.iter().map(|p| p.problem.code()).collect();
        let (form, field, unknown) = ("wrong-type", "missing-field", "unknown-field");
        assert_eq!(codes, [form, field, unknown, form, field, unknown]);
    }
    #[test]
    fn nothing_stands_below_the_last_level() {
        let text = "menu:\n  - {label: A, page: a, children: [{page: b, children: [c]}, {label: D, url: 'https://d.example', children: [e]}]}\n";
        let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
        let mut problems = Vec::new();
        let mut reader = MapReader::new(&node, "casa.yaml", &mut problems);
        let items = menu(&mut reader, "menu", 2);
        assert_eq!(items[0].children.len(), 2);
        assert!(
            items[0]
                .children
                .iter()
                .all(|item| item.children.is_empty())
        );
        let told = FieldSlip::MenuLevels;
        let is_told = |problem: &Diagnostic| problem.problem == Problem::FieldSlip(told.clone());
        assert_eq!(
            problems.iter().filter(|problem| is_told(problem)).count(),
            2
        );
        assert_eq!(problems.len(), 2);
    }
}
