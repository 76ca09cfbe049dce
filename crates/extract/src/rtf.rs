//! Rich Text Format 1.9.1, as far as text is kept in it.

use crate::cause::Cause;
use crate::codepage::Codepage;
use crate::facts::{Facts, FindingKind};
use crate::passages::{MAX_TEXT, Pieces};
use std::collections::HashMap;

/// Deepest groups.
const MAX_DEPTH: usize = 512;

/// Groups that are no text of the document.
const SKIPPED: [&str; 29] = [
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "pict",
    "object",
    "objdata",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "fldinst",
    "datafield",
    "bkmkstart",
    "bkmkend",
    "pntext",
    "filetbl",
];

/// What the text of a group is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Text,
    Note,
    Skipped,
    Title,
    Person,
    Comment,
    Fonts,
}

#[derive(Clone, Copy)]
struct Group {
    place: Place,
    /// How many characters follow the number of one, for programs that do not know it.
    fallback: usize,
    /// Whether its text was deleted.
    deleted: bool,
    /// Whether readers do not see it.
    hidden: bool,
    /// The number of its font.
    font: i64,
}

struct Reader<'a> {
    pieces: Pieces,
    facts: &'a mut Facts,
    groups: Vec<Group>,
    group: Group,
    /// Characters still to be left out after the number of one.
    skip: usize,
    /// The first half of a character beyond the first 65,536.
    high: Option<u16>,
    /// The text of a property.
    value: String,
    /// Whether the group that begins may be left out by who does not know it.
    is_optional: bool,
    changes: usize,
    comments: usize,
    language: Option<u16>,
    /// The encoding of bytes, and those that fonts have for themselves.
    codepage: Codepage,
    fonts: HashMap<i64, Codepage>,
    /// The font that text has until it is given one.
    default_font: i64,
    /// The first byte of a character of two.
    lead: Option<u8>,
}

/// The text of a document.
pub(crate) fn read(bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Cause::NotDocument);
    }
    let mut reader = Reader {
        pieces: Pieces::default(),
        facts,
        groups: Vec::new(),
        group: Group {
            place: Place::Text,
            fallback: 1,
            deleted: false,
            hidden: false,
            font: 0,
        },
        skip: 0,
        high: None,
        value: String::new(),
        is_optional: false,
        changes: 0,
        comments: 0,
        language: None,
        codepage: Codepage::WESTERN,
        fonts: HashMap::new(),
        default_font: 0,
        lead: None,
    };
    reader.run(bytes)?;
    let Reader {
        pieces,
        facts,
        changes,
        comments,
        language,
        ..
    } = reader;
    facts.count(FindingKind::Changes, "\\revised, \\deleted", changes);
    facts.count(FindingKind::Comments, "\\annotation", comments);
    // Numbers of Windows: Italian of Italy and of Switzerland, English of two countries.
    match language {
        Some(1040 | 2064) => facts.language("it"),
        Some(1033 | 2057) => facts.language("en"),
        _ => {}
    }
    Ok(pieces)
}

impl Reader<'_> {
    fn run(&mut self, bytes: &[u8]) -> Result<(), Cause> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    if self.groups.len() == MAX_DEPTH {
                        return Err(Cause::NotDocument);
                    }
                    self.groups.push(self.group);
                }
                b'}' => self.close(),
                b'\\' => at = self.control(bytes, at)?,
                b'\r' | b'\n' => {}
                byte => self.byte(byte)?,
            }
        }
        match self.groups.is_empty() {
            true => Ok(()),
            // It ends in the middle.
            false => Err(Cause::NotDocument),
        }
    }

    /// Ends a group.
    fn close(&mut self) {
        let Some(before) = self.groups.pop() else {
            return;
        };
        let ended = std::mem::replace(&mut self.group, before);
        self.skip = 0;
        if ended.place == before.place {
            return;
        }
        match ended.place {
            Place::Note => self.pieces.leave(),
            Place::Title => self.facts.title(&std::mem::take(&mut self.value)),
            Place::Person => {
                let name = std::mem::take(&mut self.value);
                self.facts.person("\\author, \\operator (\\info)", &name);
            }
            Place::Text | Place::Skipped | Place::Comment | Place::Fonts => {}
        }
    }

    /// Reads what follows a backslash, and gives the place after it.
    fn control(&mut self, bytes: &[u8], at: usize) -> Result<usize, Cause> {
        let Some(&first) = bytes.get(at) else {
            return Ok(at);
        };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, first, at + 1);
        }
        let rest = &bytes[at..];
        let length = |part: &[u8], wanted: fn(&u8) -> bool| {
            let end = part.iter().position(|byte| !wanted(byte));
            end.unwrap_or(part.len())
        };
        let letters = length(rest, u8::is_ascii_alphabetic);
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = length(&rest[letters + sign..], u8::is_ascii_digit);
        let end = letters + if digits > 0 { sign + digits } else { 0 };
        let word = ascii(&rest[..letters]);
        let number = ascii(&rest[letters..end]);
        let number: Option<i64> = number.parse().ok();
        let end = at + end + usize::from(rest.get(end) == Some(&b' '));
        if word == "bin" {
            // Bytes as they are.
            return Ok(end.saturating_add(number.unwrap_or(0).max(0) as usize));
        }
        self.word(word, number)?;
        Ok(end)
    }

    fn symbol(&mut self, bytes: &[u8], symbol: u8, at: usize) -> Result<usize, Cause> {
        match symbol {
            b'\'' => {
                let digits = bytes.get(at..at + 2).unwrap_or_default();
                let byte = std::str::from_utf8(digits).ok();
                let byte = byte.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if let Some(byte) = byte {
                    self.byte(byte)?;
                }
                return Ok(at + 2);
            }
            b'*' => self.is_optional = true,
            b'~' => self.character(' ')?,
            b'_' => self.character('-')?,
            b'-' | b':' | b'|' => {}
            b'\r' | b'\n' => self.paragraph(),
            other => self.character(char::from(other))?,
        }
        Ok(at)
    }

    fn word(&mut self, word: &str, number: Option<i64>) -> Result<(), Cause> {
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "row" => self.paragraph(),
            "page" => self.paragraph(),
            "line" | "tab" | "cell" | "emspace" | "enspace" => self.character(' ')?,
            "emdash" => self.character('—')?,
            "endash" => self.character('–')?,
            "lquote" => self.character('‘')?,
            "rquote" => self.character('’')?,
            "ldblquote" => self.character('“')?,
            "rdblquote" => self.character('”')?,
            "bullet" => self.character('•')?,
            "u" => self.unicode(number.unwrap_or(0))?,
            "uc" => self.group.fallback = number.unwrap_or(1).clamp(0, 16) as usize,
            "deleted" => {
                self.changes += usize::from(is_on);
                self.group.deleted = is_on;
            }
            "v" => self.group.hidden = is_on,
            "revised" => self.changes += usize::from(is_on),
            "deflang" | "lang" if self.language.is_none() => {
                self.language = number.and_then(|number| number.try_into().ok());
            }
            "footnote" if self.group.place == Place::Text => {
                self.group.place = Place::Note;
                self.pieces.enter()?;
            }
            "annotation" => {
                self.comments += 1;
                self.group.place = Place::Comment;
            }
            "title" if self.group.place == Place::Skipped => self.property(Place::Title),
            "author" | "operator" | "manager" if self.group.place == Place::Skipped => {
                self.property(Place::Person);
            }
            "info" => self.group.place = Place::Skipped,
            "fonttbl" | "ansicpg" | "mac" | "pc" | "pca" | "deff" | "plain" | "f" | "fcharset"
            | "cpg" => self.font(word, number.unwrap_or(0)),
            "shptxt" | "shpinst" | "shprslt" => {}
            word if is_optional || SKIPPED.contains(&word) => self.leave_out(),
            _ => {}
        }
        Ok(())
    }

    /// What says how bytes are to be read.
    fn font(&mut self, word: &str, number: i64) {
        let is_table = self.group.place == Place::Fonts;
        match word {
            "fonttbl" => self.group.place = Place::Fonts,
            "ansicpg" => self.codepage = Codepage::numbered(number),
            "mac" => self.codepage = Codepage::numbered(10000),
            "pc" => self.codepage = Codepage::numbered(437),
            "pca" => self.codepage = Codepage::numbered(850),
            "deff" => {
                self.default_font = number;
                self.group.font = number;
            }
            "plain" => {
                self.group.font = self.default_font;
                self.group.hidden = false;
            }
            "fcharset" if is_table => {
                if let Some(codepage) = of_charset(number) {
                    self.fonts.insert(self.group.font, codepage);
                }
            }
            "cpg" if is_table => {
                let codepage = Codepage::numbered(number);
                self.fonts.insert(self.group.font, codepage);
            }
            "f" => self.group.font = number,
            _ => {}
        }
    }

    /// A byte of text, perhaps the first of a character of two.
    fn byte(&mut self, byte: u8) -> Result<(), Cause> {
        let codepage = self.fonts.get(&self.group.font);
        let codepage = *codepage.unwrap_or(&self.codepage);
        if self.skip > 0 || byte.is_ascii() && self.lead.is_none() {
            return self.character(char::from(byte));
        }
        let text = match self.lead.take() {
            Some(lead) => codepage.text(&[lead, byte]),
            None if codepage.is_lead(byte) => {
                self.lead = Some(byte);
                return Ok(());
            }
            None => codepage.text(&[byte]),
        };
        for c in text.chars() {
            self.character(c)?;
        }
        Ok(())
    }

    fn property(&mut self, place: Place) {
        self.value.clear();
        self.group.place = place;
    }

    fn leave_out(&mut self) {
        // What stands in a note ends with it.
        if self.group.place == Place::Text {
            self.group.place = Place::Skipped;
        }
    }

    fn paragraph(&mut self) {
        if matches!(self.group.place, Place::Text | Place::Note) {
            self.pieces.end();
        }
    }

    /// A character by its number, of which there are two for those beyond the first 65,536.
    fn unicode(&mut self, number: i64) -> Result<(), Cause> {
        let unit = number.rem_euclid(0x1_0000) as u16;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        self.skip = 0;
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
        } else if let Ok(text) = String::from_utf16(&units) {
            for c in text.chars() {
                self.character(c)?;
            }
        }
        self.skip = self.group.fallback;
        Ok(())
    }

    fn character(&mut self, c: char) -> Result<(), Cause> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match self.group.place {
            Place::Text | Place::Note if !self.group.deleted && !self.group.hidden => {
                self.pieces.text(c.encode_utf8(&mut [0; 4]))?;
            }
            Place::Title | Place::Person if self.value.len() < MAX_TEXT => self.value.push(c),
            _ => {}
        }
        Ok(())
    }
}

/// The encoding of a font with a character set of Windows; the first two have that of the document.
fn of_charset(number: i64) -> Option<Codepage> {
    Some(Codepage::numbered(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => return None,
    }))
}

/// Letters, digits and signs of ASCII as text.
fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("only ASCII was counted")
}
