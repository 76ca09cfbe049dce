//! The pages and files of a build, rendered when they are asked for.

use super::preview::Version;
use super::response::{HTML, content_type, text, with_type};
use crate::diagnostic::Language;
use crate::outputs::not_found_route;
use crate::render::Output;
use crate::report::{self, Detail, Style};
use crate::site::{Route, join_path, percent_decode};
use serde_json::Value;
use std::io::Cursor;
use tiny_http::{Header, Response};

/// Address of everything that the preview adds to the site.
pub(super) const OWN: &str = "/_casa/";

/// The response for a path of the site, as it was asked for and as it was meant; with the token, if
/// pages may open an editor.
pub(super) fn respond(
    version: &Version,
    token: Option<&str>,
    path: &str,
    decoded: &str,
) -> Response<Cursor<Vec<u8>>> {
    let is_folder = path.ends_with('/');
    let page = page_at(decoded);
    let outputs = &version.build.outputs;
    if !is_folder && !decoded.is_empty() {
        let file = Route::file(decoded);
        if let Some(output) = outputs.get(&file) {
            return render(version, token, output, 200, content_type(decoded));
        }
        if outputs.get(&page).is_some() {
            let location = Header::from_bytes("Location", page.encoded().as_bytes());
            let response = text(301, "");
            return location.map_or(text(500, ""), |location| response.with_header(location));
        }
    }
    match (outputs.get(&page), outputs.get(&not_found_route())) {
        (Some(output), _) => render(version, token, output, 200, HTML),
        (None, Some(output)) => render(version, token, output, 404, HTML),
        (None, None) => text(404, "404 Not Found\n"),
    }
}

/// The page that is meant by a path.
fn page_at(decoded: &str) -> Route {
    let folder = decoded.strip_suffix("index.html").unwrap_or(decoded);
    Route::page(folder.trim_end_matches('/'))
}

/// The file of the page at an address, as browsers give it.
pub(super) fn file_of(version: &Version, address: &str) -> Option<String> {
    let decoded = join_path("", &decode(address)?)?;
    let output = version.build.outputs.get(&page_at(&decoded))?;
    let site = version.build.renderer.site();
    let page = site.page(output.leads_to()?);
    Some(site.sources.get(page.parsed.file).path.clone())
}

/// What the pages that are not published yet are, by address, as JSON; shown by the preview alone.
pub(super) fn waiting(version: &Version) -> String {
    let site = version.build.renderer.site();
    let [draft, future] = match version.language {
        Language::Italian => ["bozza", "non ancora pubblicata"],
        Language::English => ["draft", "not published yet"],
    };
    let waiting = site.pages.iter().filter_map(|page| {
        let what = match (page.meta.draft, page.future) {
            (true, _) => draft,
            (false, true) => future,
            (false, false) => return None,
        };
        Some((site.url(&page.route), Value::from(what)))
    });
    Value::Object(waiting.collect()).to_string()
}

fn render(
    version: &Version,
    token: Option<&str>,
    output: &dyn Output,
    status: u16,
    content_type: &'static str,
) -> Response<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    match output.render(&version.build.renderer, &mut bytes) {
        Ok(()) if content_type == HTML => {
            with_type(status, with_script(bytes, version.number, token), HTML)
        }
        Ok(()) => with_type(status, bytes, content_type),
        Err(diagnostic) => {
            let sources = &version.build.renderer.site().sources;
            let problems = report::human(
                &[*diagnostic],
                sources,
                (version.language, Style::Plain),
                &Detail::All,
            );
            let escaped = problems.replace('&', "&amp;").replace('<', "&lt;");
            let page = format!(
                "<!doctype html><meta charset=\"utf-8\"><title>casa</title><body><pre>{escaped}</pre></body>"
            );
            with_type(
                500,
                with_script(page.into_bytes(), version.number, token),
                HTML,
            )
        }
    }
}

/// Adds the preview's script at the end of a page.
fn with_script(page: Vec<u8>, version: u64, token: Option<&str>) -> Vec<u8> {
    let token = token.map_or(String::new(), |token| format!(" data-token=\"{token}\""));
    let script =
        format!("<script src=\"{OWN}preview.js\" data-version=\"{version}\"{token}></script>");
    let end = page
        .windows(7)
        .rposition(|window| window.eq_ignore_ascii_case(b"</body>"));
    let at = end.unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

/// A path as it was meant; `None` if it is badly encoded, not UTF-8 or has control characters.
pub(super) fn decode(path: &str) -> Option<String> {
    let (bytes, valid) = percent_decode(path);
    let text = String::from_utf8(bytes).ok().filter(|_| valid)?;
    (!text.contains(|c: char| c.is_control() || c == '\\')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decode("/a%20b").as_deref(), Some("/a b"));
        assert_eq!(decode("/%252e").as_deref(), Some("/%2e"));
        assert_eq!(decode("/%00"), None);
        assert_eq!(decode("/%ff"), None);
        assert_eq!(decode("/%2"), None);
        assert_eq!(decode("/a%5cb"), None);
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let page = with_script(b"<body>x</BODY></html>".to_vec(), 3, None);
        let page = String::from_utf8(page).unwrap();
        assert_eq!(
            page,
            "<body>x<script src=\"/_casa/preview.js\" data-version=\"3\"></script></BODY></html>"
        );
    }
}
