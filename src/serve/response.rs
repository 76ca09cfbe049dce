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
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "vtt" => "text/vtt; charset=utf-8",
        _ => BYTES,
    }
}

/// Whether a file is one of which players ask for parts.
pub(super) fn is_played(content_type: &str) -> bool {
    content_type.starts_with("video/") || content_type.starts_with("audio/")
}

/// The bytes that a request asks for, first and last, if it asks for one range from its first byte on,
/// as the search and players do.
pub(super) fn range(request: &Request) -> Option<(usize, Option<usize>)> {
    let header = request.headers().iter().find(|h| h.field.equiv("Range"))?;
    let (first, last) = header
        .value
        .as_str()
        .strip_prefix("bytes=")?
        .split_once('-')?;
    let last = match last {
        "" => None,
        last => Some(last.parse().ok()?),
    };
    Some((first.parse().ok()?, last))
}

/// A file, or the part of it that is asked for.
pub(super) fn part_of(
    bytes: Vec<u8>,
    content_type: &'static str,
    range: Option<(usize, Option<usize>)>,
) -> Response<Cursor<Vec<u8>>> {
    let end = bytes.len().saturating_sub(1);
    let part = range.and_then(|(first, last)| {
        // What goes beyond the end ends there.
        let last = last.unwrap_or(end).min(end);
        let part = bytes.get(first..=last).filter(|part| !part.is_empty())?;
        Some((first, last, part))
    });
    let Some((first, last, part)) = part else {
        return with_type(200, bytes, content_type);
    };
    let mut response = with_type(206, part.to_vec(), content_type);
    let place = format!("bytes {first}-{last}/{}", bytes.len());
    if let Ok(header) = Header::from_bytes("Content-Range", place) {
        response.add_header(header);
    }
    response
}
