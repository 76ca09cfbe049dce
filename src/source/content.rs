//! What is held of a file.

use memchr::memchr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest text file read; a page of this size is a mistake.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// What is held of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text that is parsed: YAML, CSV, templates; in tests, pages too.
    Text(String),
    /// The same, of which characters were taken out that no format can hold.
    Cleaned {
        /// What is left.
        text: String,
        /// Where the first of them stood.
        at: usize,
        /// Its number in Unicode.
        code: u32,
    },
    /// Text that is read when it is asked for: the pages.
    OnDisk,
    /// Should have been text, but is not UTF-8: the text before the first wrong byte.
    NotUtf8 {
        /// What could be read.
        valid: String,
    },
    /// Could not be read; the reason as the system gives it.
    Unreadable(String),
    /// Not read at all.
    LeftOut(NotRead),
    /// Published as it is, from where it lies on disk; only its size is known.
    Asset {
        /// Size in bytes when the site was read.
        bytes: u64,
    },
    /// The same, of a kind of text: git has left two versions in it.
    Conflicted,
    /// Published as it is, from memory (files embedded in the program).
    Embedded(&'static [u8]),
    /// Not known any more, see [`Sources::remembered`].
    Forgotten,
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is a symbolic link.
    Symlink(Leads),
    /// It is a folder where a file of this name belongs.
    Folder(String),
    /// It is a file where a folder of this name belongs.
    File(String),
    /// It is a pipe, a socket or a device, and reading it might never end.
    Special,
    /// A program left it behind.
    Leftover,
    /// It is a private key.
    Secret,
    /// It is a page by its ending, but its name or a folder's above it begins with `_`.
    Underscore,
    /// It is a text for pages to take in, by its name, and no page by what it says.
    Part,
    /// It is a page, by what it says, but not by its name; the name that it should have.
    Page(String),
    /// It should have this name.
    Name(String),
    /// There is another of the same name, with this ending.
    Twin(String),
}

/// Where a symbolic link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a file.
    ToFile,
    /// To a folder.
    ToFolder,
    /// To nothing.
    Nowhere,
}

impl Leads {
    /// Where the link at a path leads.
    pub fn of(link: &Path) -> Self {
        match link.metadata() {
            Ok(target) if target.is_dir() => Self::ToFolder,
            Ok(_) => Self::ToFile,
            Err(_) => Self::Nowhere,
        }
    }
}

impl Content {
    /// Reads a file that should be text.
    pub fn read(disk: &Path) -> Self {
        fn bytes(disk: &Path) -> io::Result<Option<Vec<u8>>> {
            let file = File::open(disk)?;
            let size = file.metadata()?.len();
            if size > MAX_TEXT_BYTES {
                return Ok(None);
            }
            let mut bytes = Vec::with_capacity(size as usize + 1);
            // A file by itself would be asked for its size and place again.
            file.take(MAX_TEXT_BYTES).read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        match bytes(disk) {
            Ok(Some(bytes)) => Self::of_bytes(bytes),
            Ok(None) => Self::Unreadable(format!("> {} MiB", MAX_TEXT_BYTES >> 20)),
            Err(error) => Self::Unreadable(error.to_string()),
        }
    }

    fn of_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::of_text(text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(good);
                Self::NotUtf8 {
                    valid: String::from_utf8(bytes).expect("valid up to here"),
                }
            }
        }
    }

    /// A text with lines that end as they do everywhere, and without control characters.
    pub fn of_text(mut text: String) -> Self {
        if memchr(b'\r', text.as_bytes()).is_some() {
            text = with_line_feeds(text);
        }
        // Nearly all texts have none, which their bytes say sooner than their characters.
        // Without a way out in the middle many are looked at in one step.
        let ascii = |b: u8| (b < b' ') & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0x7f);
        let found = text.bytes().fold(false, |found, b| found | ascii(b))
            || text.as_bytes().contains(&0xef) && text.contains(['\u{fffe}', '\u{ffff}']);
        let first = found.then(|| text.char_indices().find(|&(_, c)| is_control(c)));
        match first.flatten() {
            None => Self::Text(text),
            Some((at, c)) => {
                text.retain(|c| !is_control(c));
                let code = u32::from(c);
                Self::Cleaned { text, at, code }
            }
        }
    }

    /// Whether all of it is in memory.
    pub(super) fn is_held(&self) -> bool {
        matches!(
            self,
            Self::Text(_) | Self::Cleaned { .. } | Self::Embedded(_)
        )
    }

    /// The text, or as much of it as is valid; empty where none is held.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::NotUtf8 { valid: text, .. } | Self::Cleaned { text, .. } => {
                text
            }
            _ => "",
        }
    }
}

/// A text whose lines all end with a line feed, as those of an old Mac do not; every byte stays in
/// its place.
fn with_line_feeds(text: String) -> String {
    let mut bytes = text.into_bytes();
    for i in 0..bytes.len() {
        if bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
            bytes[i] = b'\n';
        }
    }
    String::from_utf8(bytes).expect("one ASCII character stands for another")
}

/// Whether a character may stand in no XML document (XML 1.0, 2.2), or is a mere control.
pub fn is_control(c: char) -> bool {
    let white = matches!(c, '\t' | '\n' | '\r');
    c < ' ' && !white || matches!(c, '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(windows)]
pub fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_without_what_no_format_can_hold() {
        let text = |bytes: &[u8]| Content::of_bytes(bytes.to_vec());
        let same = |t: &str| Content::Text(t.to_owned());
        assert_eq!(text(b"a\r\nb\tc\n"), same("a\r\nb\tc\n"));
        assert_eq!(text(b"a\rb\r"), same("a\nb\n"));
        assert_eq!(text(b"a\rb\r\n\rc\n\r"), same("a\nb\r\n\nc\n\n"));
        let cleaned = |t: &str, at, code| Content::Cleaned {
            text: t.to_owned(),
            at,
            code,
        };
        assert_eq!(text(b"a\x0cb\x00\n"), cleaned("ab\n", 1, 12));
        assert_eq!(
            text("è\u{ffff}\u{7f}x".as_bytes()),
            cleaned("èx", 2, 0xffff)
        );
        assert_eq!(text("\u{85}\u{200b}".as_bytes()), same("\u{85}\u{200b}"));
    }
}
