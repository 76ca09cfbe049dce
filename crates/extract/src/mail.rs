//! Messages (RFC 5322, MIME): the subject and the text, without what is attached.

use crate::cause::Cause;
use crate::codepage;
use crate::facts::Facts;
use crate::passages::Pieces;

/// Deepest messages within messages.
const MAX_DEPTH: usize = 8;
/// Most parts of a message.
const MAX_PARTS: usize = 256;

/// The text of a message.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    let (headers, _) = split(bytes);
    if headers.is_empty() {
        return Err(Cause::NotDocument);
    }
    if let Some(subject) = header(&headers, "subject") {
        facts.title(&words(subject));
    }
    for (name, field) in [("from", "From"), ("to", "To"), ("cc", "Cc")] {
        if let Some(people) = header(&headers, name) {
            facts.person(field, &words(people));
        }
    }
    if let Some(date) = header(&headers, "date").and_then(day) {
        facts.date(&date);
    }
    let mut pieces = Pieces::default();
    if let Some(title) = &facts.title {
        pieces.begin(true);
        pieces.text(title)?;
        pieces.end();
    }
    let mut parts = 0;
    part(bytes, 0, &mut parts, &mut pieces)?;
    Ok(pieces)
}

type Headers = Vec<(String, String)>;

/// The headers of a message or of a part, and its body.
fn split(bytes: &[u8]) -> (Headers, &[u8]) {
    let mut headers: Headers = Vec::new();
    let mut rest = bytes;
    loop {
        let end = rest
            .iter()
            .position(|&b| b == b'\n')
            .map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        if line.trim_ascii().is_empty() {
            return (headers, after);
        }
        let text = codepage::text(line);
        let is_more = text.starts_with([' ', '\t']);
        match (headers.last_mut(), text.split_once(':')) {
            (Some((_, value)), _) if is_more => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (_, Some((name, value))) if is_name(name) => {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            // No header: the body begins without an empty line.
            _ => return (headers, rest),
        }
        rest = after;
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic())
}

fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    let found = headers.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// The value of a parameter of a header.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut parameters = value.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let is_it = key.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Adds the text of a part; of several that say the same, the first plain one.
fn part(bytes: &[u8], depth: usize, parts: &mut usize, pieces: &mut Pieces) -> Result<(), Cause> {
    *parts += 1;
    if depth > MAX_DEPTH || *parts > MAX_PARTS {
        return Err(Cause::TooLarge);
    }
    let (headers, body) = split(bytes);
    let value = header(&headers, "content-type").unwrap_or("text/plain");
    let kind = value
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let disposition = header(&headers, "content-disposition").unwrap_or("");
    if disposition
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("attachment")
    {
        return Ok(());
    }
    if kind.starts_with("multipart/") {
        let Some(boundary) = parameter(value, "boundary").filter(|b| !b.is_empty()) else {
            return Err(Cause::NotDocument);
        };
        let inner = divided(body, &boundary);
        let is_plain = |part: &&&[u8]| {
            let (headers, _) = split(part);
            let kind = header(&headers, "content-type").unwrap_or("text/plain");
            kind.trim_start()
                .to_ascii_lowercase()
                .starts_with("text/plain")
        };
        let only = match kind.as_str() {
            "multipart/alternative" => inner.iter().find(is_plain),
            _ => None,
        };
        for inner in only.map_or(&inner[..], std::slice::from_ref) {
            part(inner, depth + 1, parts, pieces)?;
        }
        return Ok(());
    }
    if kind == "message/rfc822" {
        return part(body, depth + 1, parts, pieces);
    }
    if !kind.starts_with("text/") {
        return Ok(());
    }
    content(&headers, &kind, body, pieces)
}

/// Adds the text of a part that has no others.
fn content(headers: &Headers, kind: &str, body: &[u8], pieces: &mut Pieces) -> Result<(), Cause> {
    let encoding = header(headers, "content-transfer-encoding").unwrap_or("");
    let decoded = match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body, false),
        _ => body.to_vec(),
    };
    let text = codepage::text(&decoded);
    let text = match kind {
        "text/html" => without_tags(&text),
        _ => text,
    };
    for line in text.lines() {
        match line.trim() {
            "" => pieces.end(),
            line => {
                pieces.text(line)?;
                pieces.text(" ")?;
            }
        }
    }
    pieces.end();
    Ok(())
}

/// The parts between the lines with a boundary.
fn divided<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            if let Some(start) = start {
                parts.push(&body[start..at]);
            }
            let is_last = line[mark.len()..].starts_with(b"--");
            start = (!is_last).then_some(at + line.len());
        }
        at += line.len();
    }
    if let Some(start) = start {
        parts.push(&body[start..]);
    }
    parts
}

/// What base64 stands for; other characters are passed over.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// What quoted-printable stands for; in headers, `_` is a space.
fn quoted(text: &[u8], in_header: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'_' if in_header => bytes.push(b' '),
            b'=' => {
                let digits = text.get(at..at + 2).unwrap_or_default();
                let digits = std::str::from_utf8(digits).unwrap_or("");
                if let Ok(byte) = u8::from_str_radix(digits, 16) {
                    bytes.push(byte);
                    at += 2;
                } else if digits.starts_with("\r\n") {
                    at += 2;
                } else if digits.starts_with('\n') {
                    at += 1;
                }
            }
            byte => bytes.push(byte),
        }
    }
    bytes
}

/// A header with its encoded words (RFC 2047) as text.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut fields = after.splitn(4, '?');
        let word = (fields.next(), fields.next(), fields.next(), fields.next());
        let (Some(_), Some(encoding), Some(encoded), Some(end)) = word else {
            break;
        };
        let Some(end) = end.strip_prefix('=') else {
            break;
        };
        // Spaces between encoded words only divide them.
        if !before.trim().is_empty() || text.is_empty() {
            text.push_str(before);
        }
        let bytes = match encoding {
            "B" | "b" => base64(encoded.as_bytes()),
            _ => quoted(encoded.as_bytes(), true),
        };
        text.push_str(&codepage::text(&bytes));
        rest = end;
    }
    text.push_str(rest);
    text
}

/// The day of a date such as `Wed, 14 May 2025 10:00:00 +0200`, ISO 8601.
fn day(date: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let date = date.split_once(',').map_or(date, |(_, after)| after);
    let mut words = date.split_whitespace();
    let day: u32 = words.next()?.parse().ok()?;
    let month = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
    let year: u32 = words.next()?.parse().ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The text of a page, roughly: readers of messages see little more.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let name: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_ascii_lowercase();
        let end = match name.as_str() {
            "style" | "script" => after.find(&format!("</{name}")).map(|at| &after[at + 1..]),
            _ => Some(after),
        };
        let is_inline = matches!(
            name.as_str(),
            "b" | "i" | "a" | "span" | "em" | "strong" | "font"
        );
        if !is_inline && !after.starts_with('/') {
            text.push_str("\n\n");
        }
        rest = end
            .and_then(|end| end.split_once('>'))
            .map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for (entity, character) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&agrave;", "à"),
        ("&egrave;", "è"),
        ("&eacute;", "é"),
        ("&igrave;", "ì"),
        ("&ograve;", "ò"),
        ("&ugrave;", "ù"),
        ("&rsquo;", "’"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text
}
