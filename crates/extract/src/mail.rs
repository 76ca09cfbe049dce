//! Messages (RFC 5322, MIME): the subject, the text, and what is attached, as far as it is read.

mod calendar;
mod encoded;

use crate::cause::Cause;
use crate::codepage;
use crate::facts::{Facts, Finding};
use crate::format::Format;
use crate::found::Extract;
use crate::html;
use crate::passages::{Passage, Pieces};
use encoded::{base64, decoded, quoted, unescaped, words};

/// Deepest messages within messages.
const MAX_DEPTH: usize = 8;
/// Most parts of a message.
const MAX_PARTS: usize = 256;

/// The text of a message.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts, read_file: ReadFile) -> Result<Pieces, Cause> {
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
    let mut reader = Reader {
        pieces: Pieces::default(),
        facts,
        parts: 0,
        read_file,
    };
    reader.message(bytes, 0)?;
    Ok(reader.pieces)
}

struct Reader<'a> {
    pieces: Pieces,
    facts: &'a mut Facts,
    parts: usize,
    read_file: ReadFile,
}

/// What reads the files that are attached.
type ReadFile = fn(Format, &[u8]) -> Result<Extract, Cause>;

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

impl Reader<'_> {
    /// Adds a message under its subject.
    fn message(&mut self, bytes: &[u8], depth: usize) -> Result<(), Cause> {
        let (headers, _) = split(bytes);
        if let Some(subject) = header(&headers, "subject") {
            self.heading(&words(subject))?;
        }
        self.part(bytes, depth)
    }

    fn heading(&mut self, text: &str) -> Result<(), Cause> {
        self.pieces.begin(true);
        self.pieces.text(text)?;
        self.pieces.end();
        Ok(())
    }

    /// Adds the text of a part; of several that say the same, the first plain one
    /// that says anything.
    fn part(&mut self, bytes: &[u8], depth: usize) -> Result<(), Cause> {
        self.parts += 1;
        if depth > MAX_DEPTH || self.parts > MAX_PARTS {
            return Err(Cause::TooLarge);
        }
        let (headers, body) = split(bytes);
        let value = header(&headers, "content-type").unwrap_or("text/plain");
        let kind = kind(&headers);
        if kind.starts_with("multipart/") {
            let Some(boundary) = parameter(value, "boundary").filter(|b| !b.is_empty()) else {
                return Err(Cause::NotDocument);
            };
            let inner = divided(body, &boundary);
            let is_plain = |part: &&&[u8]| {
                let (headers, text) = split(part);
                self::kind(&headers) == "text/plain" && !text.trim_ascii().is_empty()
            };
            let only = match kind.as_str() {
                "multipart/alternative" => inner.iter().find(is_plain),
                _ => None,
            };
            for inner in only.map_or(&inner[..], std::slice::from_ref) {
                self.part(inner, depth + 1)?;
            }
            return Ok(());
        }
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or("");
        let content = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => base64(body),
            "quoted-printable" => quoted(body, false),
            _ => body.to_vec(),
        };
        let disposition = header(&headers, "content-disposition").unwrap_or("");
        // A message that is sent on, or that certified mail carries, is text whatever it says.
        if kind == "message/rfc822" {
            return self.message(&content, depth + 1);
        }
        if let Some(name) = file_name(disposition).or_else(|| file_name(value)) {
            return self.attached(&name, &content, depth);
        }
        if !kind.starts_with("text/") || disposition.trim_start().starts_with("attachment") {
            return Ok(());
        }
        let mut text = decoded(&content, parameter(value, "charset").as_deref());
        // A space at the end of a line stands for nothing where the message says so (RFC 3676).
        if parameter(value, "delsp").is_some_and(|says| says.eq_ignore_ascii_case("yes")) {
            text = text.replace(" \r\n", "").replace(" \n", "");
        }
        self.pieces.paragraphs(&match kind.as_str() {
            "text/html" => html::text(&text),
            "text/calendar" => calendar::text(&text),
            _ => text,
        })
    }

    /// Adds the text of a file that is attached, under its name; what cannot be read has its name
    /// alone.
    fn attached(&mut self, name: &str, content: &[u8], depth: usize) -> Result<(), Cause> {
        if name.to_ascii_lowercase().ends_with(".ics") {
            self.heading(name)?;
            return self
                .pieces
                .paragraphs(&calendar::text(&codepage::text(content)));
        }
        let Some(format) = Format::of(name) else {
            return self.heading(name);
        };
        if format == Format::Eml {
            return self.message(content, depth + 1);
        }
        let Ok(found) = (self.read_file)(format, content) else {
            return self.heading(name);
        };
        for passage in found.passages {
            self.heading(&place(name, &passage))?;
            self.pieces.text(&passage.text)?;
            self.pieces.end();
        }
        let findings = found.facts.findings.into_iter();
        self.facts.findings.extend(findings.map(|found| Finding {
            field: format!("{}, {name}", found.field),
            ..found
        }));
        Ok(())
    }
}

/// The name of a file in a header, which may be written in three ways (RFC 2231, RFC 2047).
fn file_name(value: &str) -> Option<String> {
    let extended = ["filename*", "name*", "filename*0*"];
    let extended = extended.iter().find_map(|name| parameter(value, name));
    if let Some(extended) = extended {
        let mut fields = extended.splitn(3, '\'');
        let (charset, _, name) = (fields.next()?, fields.next()?, fields.next()?);
        return Some(decoded(&unescaped(name), Some(charset)));
    }
    let plain = parameter(value, "filename").or_else(|| parameter(value, "name"));
    plain.map(|name| words(&name))
}

/// What a part is, without parameters.
fn kind(headers: &Headers) -> String {
    let value = header(headers, "content-type").unwrap_or("text/plain");
    let kind = value.split(';').next().unwrap_or("");
    kind.trim().to_ascii_lowercase()
}

/// Where a passage of a file that is attached stands.
fn place(name: &str, passage: &Passage) -> String {
    let page = passage.page.map(|page| format!("p. {page}"));
    let heading = Some(passage.heading.clone()).filter(|heading| !heading.is_empty());
    match page.or(passage.sheet.clone()).or(heading) {
        Some(place) => format!("{name}, {place}"),
        None => name.to_owned(),
    }
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
