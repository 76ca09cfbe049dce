//! Addresses of the site.

use crate::slug::composed;
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

/// A path on the site: begins with `/`, ends with `/` for pages (`/notizie/webinar/`) and with a
/// name for other files (`/sitemap.xml`); never contains `//`, `.` or `..` segments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// The route of a page at these segments, each already a slug.
    pub fn page(segments: &str) -> Self {
        match segments {
            "" => Self("/".into()),
            segments => Self(format!("/{segments}/").into()),
        }
    }

    /// The route of a file at this path, without a first slash.
    pub fn file(path: &str) -> Self {
        debug_assert!(
            !path.starts_with('/') && !path.split('/').any(|p| matches!(p, "" | "." | ".."))
        );
        Self(format!("/{path}").into())
    }

    /// Where hosts look for the page of unknown addresses.
    pub fn not_found() -> Self {
        Self::file("404.html")
    }

    /// A route below this page.
    pub fn child(&self, segment: &str) -> Self {
        Self(format!("{}{segment}/", self.0).into())
    }

    /// A file below this page.
    pub fn child_file(&self, name: &str) -> Self {
        Self(format!("{}{name}", self.0).into())
    }

    /// The route as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that the route is served from, relative to the output folder.
    pub fn file_path(&self) -> String {
        match self.0.strip_suffix('/') {
            Some("") => "index.html".to_owned(),
            Some(folder) => format!("{}/index.html", &folder[1..]),
            None => self.0[1..].to_owned(),
        }
    }

    /// The route with everything percent-encoded that is not allowed in a path (RFC 3986, 3.3).
    pub fn encoded(&self) -> Cow<'_, str> {
        let plain = |byte: u8| PLAIN[usize::from(byte)];
        if self.0.bytes().all(plain) {
            return Cow::Borrowed(&self.0);
        }
        let mut out = String::with_capacity(self.0.len() + 16);
        for byte in self.0.bytes() {
            match plain(byte) {
                true => out.push(byte as char),
                false => {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
        Cow::Owned(out)
    }
}

/// Which bytes of a path stand for themselves.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = matches!(
            byte,
            b'/' | b'-' | b'.' | b'_' | b'~' | b'+' | b',' | b'=' | b'@' | b':'
        ) || byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// The route of an asset of `content/`: its path as it is.
pub fn route_of_asset(path: &str) -> Option<Route> {
    path.strip_prefix("content/").map(Route::file)
}

/// The last name of a path; all of it if it has no slash.
pub fn last_segment(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Decodes `%20` and the like, once (RFC 3986, 2.1): the bytes, and whether every percent sign was
/// followed by two hexadecimal digits; one that was not stands for itself.
pub fn percent_decode(text: &str) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(text.len());
    let mut valid = true;
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |i: usize| char::from(*after.get(i)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                valid &= first != b'%';
                out.push(first);
                rest = after;
            }
        }
    }
    (out, valid)
}

/// Joins a path to a folder, resolving `.` and `..`; `None` above the top. `folder` ends with a
/// slash or is empty.
pub fn join_path(folder: &str, path: &str) -> Option<String> {
    let mut joined = String::with_capacity(folder.len() + path.len());
    let folder = if path.starts_with('/') { "" } else { folder };
    let names = folder.split('/').filter(|name| !name.is_empty());
    for part in names.chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            name => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(name);
            }
        }
    }
    Some(joined)
}

/// The path from a folder to a file, both below the same top.
pub fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

/// A path or anchor as it was meant; what is not UTF-8 once decoded stays as it was written.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    String::from_utf8(percent_decode(text).0).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The path of an address as the paths of files are: decoded, its letters with their accents composed.
pub(super) fn decoded_path(text: &str) -> Cow<'_, str> {
    let path = decoded(text);
    match composed(&path) {
        Cow::Borrowed(_) => path,
        Cow::Owned(composed) => Cow::Owned(composed),
    }
}

/// The path of a page's file without its ending; what other programs publish it as counts too where
/// `open`.
pub(super) fn page_name(file: &str, open: bool) -> &str {
    let own = [".md", ".markdown", ".mdx"].into_iter();
    let all = own.chain([".html", ".htm"].into_iter().filter(|_| open));
    all.filter_map(|end| file.strip_suffix(end))
        .next()
        .unwrap_or(file)
}

/// A path without the name of the file that stands for its folder.
pub(super) fn without_index(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some((folder, "index.html")) => folder,
        None if path == "index.html" => "",
        _ => path,
    }
}

/// The path of an address, and what follows it.
pub fn parts(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}

/// The anchor in an address, or in what follows its path, without what browsers read behind it: the
/// words to be shown (<https://wicg.github.io/scroll-to-text-fragment/>).
pub fn anchor_of(suffix: &str) -> Option<&str> {
    let (_, anchor) = suffix.split_once('#')?;
    let anchor = anchor.split(":~:").next().unwrap_or(anchor);
    (!anchor.is_empty()).then_some(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_served_from_files() {
        assert_eq!(Route::page("").file_path(), "index.html");
        assert_eq!(Route::page("notizie/a").file_path(), "notizie/a/index.html");
        assert_eq!(Route::file("sitemap.xml").file_path(), "sitemap.xml");
        assert_eq!(Route::file("a b/è.pdf").encoded(), "/a%20b/%C3%A8.pdf");
    }

    #[test]
    fn paths_never_leave_the_top() {
        assert_eq!(join_path("a/b/", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join_path("a/", "/c/./d").as_deref(), Some("c/d"));
        assert_eq!(join_path("a/", "../../c"), None);
    }

    #[test]
    fn paths_are_shown_as_links_write_them() {
        assert_eq!(relative("notizie/", "documenti/a.md"), "../documenti/a.md");
        assert_eq!(relative("a/b/", "a/c.md"), "../c.md");
        assert_eq!(relative("", "a.md"), "a.md");
    }

    #[test]
    fn percent_signs_are_decoded_where_they_can_be() {
        assert_eq!(decoded("a%20b%C3%A8"), "a bè");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(decoded_path("cafe%CC%81/a.md"), "caf\u{e9}/a.md");
    }
}
