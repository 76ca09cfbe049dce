//! What office files say: the text of their parts, a line a paragraph.

use flate2::read::DeflateDecoder;
use std::io::Read;

/// The files of an archive, by their local headers.
pub fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let short = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let long = |at: usize| short(at) | short(at + 2) << 16;
    let mut parts = Vec::new();
    let mut at = 0;
    while archive[at..].starts_with(b"PK\x03\x04") {
        let data = at + 30 + short(at + 26) + short(at + 28);
        let packed = &archive[data..data + long(at + 18)];
        let mut bytes = Vec::new();
        match short(at + 8) {
            0 => bytes.extend_from_slice(packed),
            _ => drop(DeflateDecoder::new(packed).read_to_end(&mut bytes).unwrap()),
        }
        let name = String::from_utf8_lossy(&archive[at + 30..at + 30 + short(at + 26)]);
        parts.push((name.into_owned(), bytes));
        at = data + packed.len();
    }
    parts
}

/// The text of the parts that have any.
pub fn text(archive: &[u8]) -> String {
    let mut out = String::new();
    for (name, bytes) in parts(archive) {
        if !name.ends_with(".xml") || name == "word/styles.xml" || name.starts_with("META-INF") {
            continue;
        }
        let xml = String::from_utf8(bytes).unwrap();
        let mut text = String::new();
        for piece in xml.split('<').skip(1) {
            let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
            if matches!(tag, "/w:p" | "/text:p" | "/text:h" | "/field") || tag.starts_with("/dc:") {
                text.push('\n');
            }
            text.push_str(said);
        }
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.collect();
        if !lines.is_empty() {
            out += &format!("--- {name}\n{}\n", lines.join("\n"));
        }
    }
    out
}
