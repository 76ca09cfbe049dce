//! Responses as bytes with a type.

use images::Format;
use std::io::Cursor;
use tiny_http::{Header, Request, Response, StatusCode};

pub(super) const BYTES: &str = "application/octet-stream";
pub(super) const HTML: &str = "text/html; charset=utf-8";

pub(super) fn text(status: u16, body: &str) -> Response<Cursor<Vec<u8>>> {
    with_type(
        status,
        body.as_bytes().to_vec(),
        "text/plain; charset=utf-8",
    )
}

pub(super) fn with_type(
    status: u16,
    body: Vec<u8>,
    content_type: &'static str,
) -> Response<Cursor<Vec<u8>>> {
    let mut response = Response::from_data(body).with_status_code(StatusCode(status));
    let headers = [
        ("Content-Type", content_type),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
}

/// The media type of a file by its extension.
pub(super) fn content_type(path: &str) -> &'static str {
    if let Some(format) = Format::of_path(path) {
        return format.media_type();
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        _ => BYTES,
    }
}

/// The bytes that a request asks for, first and last, if it asks for one range with both ends, as
/// the search does.
pub(super) fn range(request: &Request) -> Option<(usize, usize)> {
    let header = request.headers().iter().find(|h| h.field.equiv("Range"))?;
    let (first, last) = header
        .value
        .as_str()
        .strip_prefix("bytes=")?
        .split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// A file of the index, or the part of it that is asked for.
pub(super) fn part_of(bytes: Vec<u8>, range: Option<(usize, usize)>) -> Response<Cursor<Vec<u8>>> {
    let part = range.and_then(|(first, last)| Some((first, last, bytes.get(first..=last)?)));
    let Some((first, last, part)) = part else {
        return with_type(200, bytes, BYTES);
    };
    let mut response = with_type(206, part.to_vec(), BYTES);
    let place = format!("bytes {first}-{last}/{}", bytes.len());
    if let Ok(header) = Header::from_bytes("Content-Range", place) {
        response.add_header(header);
    }
    response
}
