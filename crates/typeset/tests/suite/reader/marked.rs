//! The marked content of a page.

use super::plain;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Text};
use hayro_syntax::page::Page;
use std::collections::BTreeMap;

/// What a page has in its marks.
#[derive(Debug, Default)]
pub struct Marked {
    /// The text of each piece of content that has a number.
    pub contents: BTreeMap<i32, String>,
    /// The text that is no content.
    pub artifacts: String,
    /// What is wrong with it.
    pub wrong: Vec<String>,
}

/// A mark that is open.
struct Mark {
    /// Its number among the page's content; none: an artifact, or a part of what is around it.
    number: Option<i32>,
    artifact: bool,
    /// Whether it says itself what its text is.
    told: bool,
}

/// Characters of a font by their codes, and which fonts say what those are.
type Fonts = BTreeMap<Vec<u8>, BTreeMap<u16, String>>;

/// Reads the marked content of a page.
pub fn marked(page: &Page<'_>) -> Marked {
    let mut read = Marked::default();
    let mut marks: Vec<Mark> = Vec::new();
    let mut fonts = Fonts::new();
    let mut font = Vec::new();
    let mut ops = page.typed_operations();
    while let Some(op) = ops.next() {
        match op {
            Op::BeginMarkedContent(mark) => {
                let artifact = &**mark.0 == b"Artifact";
                marks.push(Mark {
                    number: None,
                    artifact,
                    told: false,
                });
            }
            Op::BeginMarkedContentWithProperties(mark) => {
                let opened = read.opened(mark.0, mark.1, &marks);
                marks.push(opened);
            }
            Op::EndMarkedContent(_) => {
                if marks.pop().is_none() {
                    read.wrong.push("a mark is closed that is not open".into());
                }
            }
            Op::TextFont(set) => {
                font = set.0.to_vec();
                if !fonts.contains_key(&font) {
                    let dict = page.resources().get_font(set.0).expect("a font");
                    fonts.insert(font.clone(), read.font(&dict));
                }
            }
            Op::ShowText(shown) => read.show(shown.0.as_bytes(), &fonts[&font], &marks),
            Op::ShowTexts(shown) => {
                for part in shown.0.iter::<Object<'_>>() {
                    if let Object::String(part) = part {
                        read.show(part.as_bytes(), &fonts[&font], &marks);
                    }
                }
            }
            other => read.painted(&other, &marks),
        }
    }
    if !marks.is_empty() {
        read.wrong.push("a mark is never closed".into());
    }
    read
}

impl Marked {
    fn opened(&mut self, tag: &Name<'_>, properties: &Object<'_>, around: &[Mark]) -> Mark {
        let Object::Dict(properties) = properties else {
            self.wrong.push("properties by name".into());
            return Mark {
                number: None,
                artifact: false,
                told: false,
            };
        };
        let number: Option<i32> = properties.get("MCID");
        let artifact = &**tag == b"Artifact";
        let within = around
            .iter()
            .any(|mark| mark.artifact || mark.number.is_some());
        if within && (artifact || number.is_some()) {
            self.wrong
                .push("content within content or artifacts".into());
        }
        let actual: Option<Text<'_>> = properties.get("ActualText");
        let mark = Mark {
            number,
            artifact,
            told: actual.is_some(),
        };
        if let Some(number) = number
            && self.contents.insert(number, String::new()).is_some()
        {
            self.wrong.push(format!("two contents {number}"));
        }
        if let Some(actual) = actual {
            let number = number.or(around.iter().rev().find_map(|mark| mark.number));
            self.put(number, &plain(actual.as_bytes()));
        }
        mark
    }

    fn put(&mut self, number: Option<i32>, text: &str) {
        match number {
            Some(number) => self.contents.entry(number).or_default().push_str(text),
            None => self.artifacts.push_str(text),
        }
    }

    fn show(&mut self, codes: &[u8], font: &BTreeMap<u16, String>, marks: &[Mark]) {
        self.known(marks);
        if marks.iter().any(|mark| mark.told) {
            return;
        }
        let number = marks.iter().rev().find_map(|mark| mark.number);
        for code in codes.chunks_exact(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            match font.get(&code) {
                Some(text) => self.put(number, text),
                None => self.wrong.push(format!("glyph {code} has no text")),
            }
        }
    }

    /// Whether what is shown is content or an artifact.
    fn known(&mut self, marks: &[Mark]) {
        if !marks
            .iter()
            .any(|mark| mark.artifact || mark.number.is_some())
        {
            self.wrong
                .push("something is shown that has no mark".into());
        }
    }

    fn painted(&mut self, op: &Op<'_, '_>, marks: &[Mark]) {
        let paints = matches!(
            op,
            Op::StrokePath(_)
                | Op::CloseAndStrokePath(_)
                | Op::FillPathNonZero(_)
                | Op::FillPathEvenOdd(_)
                | Op::FillAndStrokeNonZero(_)
                | Op::FillAndStrokeEvenOdd(_)
                | Op::Shading(_)
                | Op::XObject(_)
        );
        if paints {
            self.known(marks);
        }
        let unread = matches!(
            op,
            Op::NextLineAndShowText(_) | Op::ShowTextWithParameters(_)
        );
        assert!(!unread, "text that this reader does not read");
    }

    /// The characters of a font, whose file must be in the PDF.
    fn font(&mut self, font: &Dict<'_>) -> BTreeMap<u16, String> {
        let below: Option<Array<'_>> = font.get("DescendantFonts");
        let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let described = below.and_then(|font| font.get::<Dict<'_>>("FontDescriptor"));
        let files = ["FontFile2", "FontFile3"];
        let embedded =
            described.is_some_and(|font| files.iter().any(|file| font.contains_key(file)));
        if !embedded {
            self.wrong.push("a font is not embedded".into());
        }
        let Some(map) = font.get::<Stream<'_>>("ToUnicode") else {
            self.wrong
                .push("a font does not say what its glyphs are".into());
            return BTreeMap::new();
        };
        characters(&String::from_utf8_lossy(
            &map.decoded().expect("a map of characters"),
        ))
    }
}

/// The pairs of a map of characters (`<0003> <0041>`), and its ranges.
fn characters(map: &str) -> BTreeMap<u16, String> {
    let mut found = BTreeMap::new();
    let mut lines = map.lines();
    while let Some(line) = lines.next() {
        let pairs = line.ends_with("beginbfchar");
        let ranges = line.ends_with("beginbfrange");
        if !pairs && !ranges {
            continue;
        }
        for line in lines.by_ref().take_while(|line| !line.starts_with("endbf")) {
            let parts: Vec<Vec<u16>> = line.split_whitespace().map(units).collect();
            if pairs {
                found.insert(parts[0][0], String::from_utf16_lossy(&parts[1]));
            } else {
                for (step, code) in (parts[0][0]..=parts[1][0]).enumerate() {
                    let mut text = parts[2].clone();
                    *text.last_mut().expect("a character") += step as u16;
                    found.insert(code, String::from_utf16_lossy(&text));
                }
            }
        }
    }
    found
}

fn units(hex: &str) -> Vec<u16> {
    let digits = hex.trim_matches(['<', '>']).as_bytes();
    let unit = |four: &[u8]| u16::from_str_radix(std::str::from_utf8(four).unwrap(), 16).unwrap();
    digits.chunks_exact(4).map(unit).collect()
}
