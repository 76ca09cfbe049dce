//! Addresses in brackets, and what is wrong with them.

use crate::content::markdown::run::{MASK, near};
use crate::diagnostic::Slip;
use crate::slug::anchor;

/// What the titles of links begin with, or are meant to.
const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '«', '»', '‘', '’'];

/// How long an address between two brackets is with them, if there is one.
pub(super) fn address_in(text: &str, open: char, close: char) -> Option<usize> {
    let inside = near(text.strip_prefix(open)?);
    let end = inside.find([close, '\n'])?;
    let address = &inside[..end];
    let found = inside[end..].starts_with(close)
        && is_address(address)
        && !address.contains(char::is_whitespace);
    found.then_some(end + 2)
}

/// What is wrong with an address in parentheses, and how far it goes; whether the text before it
/// holds a link.
pub(super) fn target(rest: &str, nested: bool) -> Option<(Slip, usize)> {
    let line = rest.split('\n').next().unwrap_or(rest);
    let mut depth = 1;
    let end = line.char_indices().find(|(_, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some((end, _)) = end else {
        let address: &str = line.split_whitespace().next()?;
        return (is_address(address) && !is_template(line))
            .then_some((Slip::OpenLink, address.len()));
    };
    let slip = wrong(line[..end].trim(), nested)?;
    Some((slip, end + 1))
}

/// What is wrong with what stands in parentheses.
fn wrong(target: &str, nested: bool) -> Option<Slip> {
    let (address, title) = divided(target);
    if let Some(construct) = size(address) {
        let count = 1;
        return Some(Slip::ForeignSyntax { construct, count });
    }
    // A page may be followed by where in it.
    let page = address.split(',').next().unwrap_or(address);
    let is_page = !page.contains(' ') && is_address(page);
    if !is_page && !is_address(address.trim_start_matches('<')) {
        return None;
    }
    let is_readable = !address.contains([MASK, '<', '>']);
    if let Some(address) = address.strip_prefix('<')
        && !address.contains(['>', MASK])
    {
        return Some(Slip::OpenLink);
    }
    if !is_readable || is_template(address) {
        return None;
    }
    let owned = address.to_owned();
    if address.contains([' ', '\u{a0}']) {
        let instead = without_spaces(address);
        return Some(Slip::SpaceInTarget {
            target: owned,
            instead,
        });
    }
    if nested {
        return Some(Slip::NestedLink);
    }
    let inside = title?.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let is_title = inside.is_some_and(|inside| !inside.contains('"'));
    (!is_title).then_some(Slip::LinkTitle { address: owned })
}

/// An address, and the title that may follow it.
fn divided(target: &str) -> (&str, Option<&str>) {
    let mut spaces = target.match_indices([' ', '\u{a0}']);
    let found = spaces.find_map(|(at, space)| {
        let title = &target[at + space.len()..];
        title.starts_with(QUOTES).then_some((at, title))
    });
    match found.filter(|(at, _)| is_address(target[..*at].trim_end())) {
        Some((at, title)) => (target[..at].trim_end(), Some(title)),
        None => (target, None),
    }
}

/// The size behind the address of a picture, as other programs write it.
fn size(address: &str) -> Option<String> {
    let (file, size) = address.split_once(" =")?;
    let is_size = |c: char| c.is_ascii_digit() || c == 'x' || c == '%';
    (is_address(file) && size.chars().all(is_size)).then(|| format!("={size}"))
}

/// An address as it was meant: anchors have hyphens for spaces, numbers nothing, what a mail says
/// and paths of the web `%20`, and names of files stand between signs.
fn without_spaces(address: &str) -> String {
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    let encoded = |text: &str| text.trim().replace([' ', '\u{a0}'], "%20");
    if let Some((page, title)) = address.split_once('#')
        && !page.contains([' ', '\u{a0}'])
    {
        return format!("{page}#{}", anchor(title));
    }
    if let Some((mail, said)) = address
        .split_once('?')
        .filter(|_| address.starts_with("mailto:"))
    {
        return format!("{}?{}", joined(mail), encoded(said));
    }
    let schemes = ["tel:", "sms:", "mailto:"];
    if schemes.iter().any(|scheme| address.starts_with(scheme)) {
        return joined(address);
    }
    if let Some((scheme, rest)) = address.split_once("://") {
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        return format!("{scheme}://{}{}", joined(host), encoded(path));
    }
    // A page, and where in it.
    let page = address.split([',', ';']).next().unwrap_or(address);
    match page.len() < address.len() && is_address(page) && !page.contains(' ') {
        true => page.to_owned(),
        false => format!("<{address}>"),
    }
}

/// Whether a text may be an address: prose in parentheses is none.
pub(super) fn is_address(text: &str) -> bool {
    let begins = [
        "http://", "https://", "www.", "mailto:", "tel:", "sms:", "/", "./", "../", "#",
    ];
    if begins.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let last = path.rsplit('/').next().unwrap_or(path);
    let known = |extension: &str| {
        const EXTENSIONS: [&str; 26] = [
            "md", "html", "htm", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt",
            "pptx", "zip", "p7m", "txt", "jpg", "jpeg", "png", "gif", "webp", "svg", "xml", "json",
            "rtf", "avif",
        ];
        EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    };
    last.rsplit_once('.')
        .is_some_and(|(name, extension)| !name.is_empty() && known(extension))
}

/// What another generator would fill in; it has a message of its own.
pub(super) fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}
