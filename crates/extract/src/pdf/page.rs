//! The operators of a page, as far as they write text.

use super::fields::drawn;
use super::initials;
use super::lines::{Line, Lines};
use super::strings::text;
use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Operator;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as PdfString};
use hayro_syntax::page::{Page as Source, Resources};
use std::sync::Arc;

/// Most operators of a page, forms included: a page has some thousands.
const MAX_WORK: usize = 2_000_000;
/// Deepest forms within forms.
const MAX_FORMS: u8 = 12;
/// Most states that are saved, and most marks that are open.
const MAX_SAVED: usize = 256;
/// How many bytes of a form are as much work as an operator.
const BYTES_OF_WORK: usize = 16;

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    /// The font that a dictionary describes; none if its library would count beyond all numbers.
    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let encoding = dict.get::<Dict<'_>>("Encoding");
        let differences = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
        let is_code = |object| match object {
            Object::Number(code) => i32::try_from(code.as_i64()).is_ok(),
            _ => true,
        };
        let is_sound = differences.is_none_or(|list| list.iter::<Object<'_>>().all(is_code));
        is_sound.then(|| self.cache.font(dict, &self.programs, &self.cmaps))?
    }

    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
                })
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
        }
    }
}

/// What is written on a page.
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) glyphs: usize,
    pub(super) pictures: usize,
    /// How many operators it took.
    pub(super) work: usize,
}

impl Page {
    /// Reads a page; `None` if it has more operators than any page.
    pub(super) fn read<'a>(page: &'a Source<'a>, fonts: &Fonts<'a>) -> Option<Self> {
        let (width, height) = page.render_dimensions();
        let mut reader = Reader {
            fonts,
            area: (width.into(), height.into()),
            lines: Lines::of_height(height.into()),
            marks: Vec::new(),
            glyphs: 0,
            pictures: 0,
            work: 0,
        };
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let state = State::new(transform);
        reader.run(page.typed_operations(), page.resources(), state.clone(), 0);
        for (appearance, left, bottom) in drawn(page.raw()) {
            let mut state = state.clone();
            state.transform *= Affine::translate((left, bottom));
            reader.object(&appearance, page.resources(), &state, 0);
        }
        (reader.work <= MAX_WORK).then(|| Self {
            lines: initials::rejoined(reader.lines.into_lines()),
            glyphs: reader.glyphs,
            pictures: reader.pictures,
            work: reader.work,
        })
    }
}

/// The state of text (ISO 32000, 9.3), and where it goes on the page.
#[derive(Clone)]
struct State<'a> {
    transform: Affine,
    font: Option<Font<'a>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    /// The places of the next glyph and of the line, as matrices.
    at: Affine,
    line: Affine,
}

impl State<'_> {
    fn new(transform: Affine) -> Self {
        Self {
            transform,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            at: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    fn begin_line(&mut self, matrix: Affine) {
        self.line = matrix;
        self.at = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.begin_line(self.line * Affine::translate((x, y)));
    }
}

/// Marked content that is open.
struct Mark {
    /// What stands for its glyphs, until it is written.
    actual: Option<Option<String>>,
}

struct Reader<'a, 'b> {
    fonts: &'b Fonts<'a>,
    area: (f64, f64),
    lines: Lines,
    marks: Vec<Mark>,
    glyphs: usize,
    pictures: usize,
    work: usize,
}

impl<'a> Reader<'a, '_> {
    fn run(
        &mut self,
        mut operators: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: u8,
    ) {
        let mut saved: Vec<State<'a>> = Vec::new();
        let open = self.marks.len();
        while let Some(operator) = operators.next() {
            self.work += 1;
            if self.work > MAX_WORK {
                return;
            }
            match operator {
                Operator::SaveState(_) if saved.len() < MAX_SAVED => saved.push(state.clone()),
                Operator::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                Operator::BeginMarkedContent(_) => self.mark(None),
                Operator::BeginMarkedContentWithProperties(mark) => {
                    let properties = match mark.1 {
                        Object::Dict(properties) => Some(properties.clone()),
                        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                        _ => None,
                    };
                    let actual = properties.and_then(|p| p.get::<PdfString<'_>>("ActualText"));
                    self.mark(actual.map(|actual| text(actual.as_bytes())));
                }
                Operator::EndMarkedContent(_) if self.marks.len() > open => self.unmark(),
                Operator::InlineImage(_) => self.pictures += 1,
                Operator::XObject(object) => {
                    if let Some(object) = resources.get_x_object(object.0) {
                        self.object(&object, resources, &state, depth);
                    }
                }
                Operator::TextFont(font) => {
                    state.size = number(font.1);
                    let dict = resources.get_font(font.0);
                    state.font = dict.and_then(|dict| self.fonts.font(&dict));
                }
                other => self.text(other, &mut state),
            }
        }
        while self.marks.len() > open {
            self.unmark();
        }
    }

    /// Operators of text and its places.
    fn text(&mut self, operator: Operator<'_, '_>, state: &mut State<'a>) {
        let n = number;
        match operator {
            Operator::Transform(t) => {
                let matrix = [n(t.0), n(t.1), n(t.2), n(t.3), n(t.4), n(t.5)];
                state.transform *= Affine::new(matrix);
            }
            Operator::BeginText(_) => state.begin_line(Affine::IDENTITY),
            Operator::SetTextMatrix(t) => {
                let matrix = [n(t.0), n(t.1), n(t.2), n(t.3), n(t.4), n(t.5)];
                state.begin_line(Affine::new(matrix));
            }
            Operator::NextLine(t) => state.next_line(n(t.0), n(t.1)),
            Operator::NextLineAndSetLeading(t) => {
                state.leading = -n(t.1);
                state.next_line(n(t.0), n(t.1));
            }
            Operator::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Operator::CharacterSpacing(v) => state.letter_space = n(v.0),
            Operator::WordSpacing(v) => state.word_space = n(v.0),
            Operator::HorizontalScaling(v) => state.scale = n(v.0) / 100.0,
            Operator::TextLeading(v) => state.leading = n(v.0),
            Operator::TextRise(v) => state.rise = n(v.0),
            Operator::ShowText(t) => self.show(t.0.as_bytes(), state),
            Operator::NextLineAndShowText(t) => {
                state.next_line(0.0, -state.leading);
                self.show(t.0.as_bytes(), state);
            }
            Operator::ShowTextWithParameters(t) => {
                state.word_space = n(t.0);
                state.letter_space = n(t.1);
                state.next_line(0.0, -state.leading);
                self.show(t.2.as_bytes(), state);
            }
            Operator::ShowTexts(t) => {
                for part in t.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.show(text.as_bytes(), state),
                        Object::Number(by) => {
                            let by = -n(by) / 1000.0 * state.size * state.scale;
                            state.at *= Affine::translate((by, 0.0));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// Writes a string.
    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) {
        let Some(font) = state.font.clone() else {
            return;
        };
        self.work += bytes.len() / BYTES_OF_WORK;
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            self.glyphs += 1;
            let width = font.code_advance(code).x / 1000.0 * state.size;
            let is_space = code == 32 && length == 1;
            let space = if is_space { state.word_space } else { 0.0 };
            let place = Affine::new([state.scale, 0.0, 0.0, 1.0, 0.0, state.rise]);
            let place = state.transform * state.at * place;
            let (from, to) = (place * Point::ZERO, place * Point::new(width, 0.0));
            let size = (place * Point::new(0.0, state.size) - from).hypot();
            let advance = (width + state.letter_space + space) * state.scale;
            state.at *= Affine::translate((advance, 0.0));
            if self.is_on_page(from) {
                let glyph = font.glyph(font.map_code(code), code);
                let written = match glyph {
                    FontGlyph::Outline(glyph) => glyph.as_unicode(),
                    FontGlyph::Type3(glyph) => glyph.as_unicode().or_else(|| drawn_letter(code)),
                };
                self.glyph(written, from, to, size);
            }
        }
    }

    /// Writes a glyph, or what stands for it and its neighbours.
    fn glyph(&mut self, written: Option<BfString>, from: Point, to: Point, size: f64) {
        let mut marks = self.marks.iter_mut();
        if let Some(actual) = marks.find_map(|mark| mark.actual.as_mut()) {
            match actual.take() {
                Some(text) => self.lines.put(&text, from, to, size),
                None => self.lines.pass(to, size),
            }
            return;
        }
        match written {
            Some(BfString::Char(c)) => self.lines.put(c.encode_utf8(&mut [0; 4]), from, to, size),
            Some(BfString::String(text)) => self.lines.put(&text, from, to, size),
            None => {}
        }
    }

    fn is_on_page(&self, place: Point) -> bool {
        let (width, height) = self.area;
        (-1.0..=width + 1.0).contains(&place.x) && (-1.0..=height + 1.0).contains(&place.y)
    }

    fn mark(&mut self, actual: Option<String>) {
        // What is beyond is closed by what is before it.
        if self.marks.len() < MAX_SAVED {
            let actual = actual.map(Some);
            self.marks.push(Mark { actual });
        }
    }

    /// Ends marked content; what stands for no glyph is text all the same.
    fn unmark(&mut self) {
        let Some(mark) = self.marks.pop() else {
            return;
        };
        let is_inside = self.marks.iter().any(|mark| mark.actual.is_some());
        if let Some(Some(text)) = mark.actual
            && !is_inside
        {
            self.lines.add(&text);
        }
    }

    /// A picture, or a form with operators of its own.
    fn object(&mut self, object: &Stream<'a>, above: &Resources<'a>, state: &State<'a>, depth: u8) {
        let dict = object.dict();
        let subtype = dict.get::<Name<'_>>("Subtype");
        match subtype.as_ref().map(|name| name.as_str()) {
            Some("Image") => self.pictures += 1,
            Some("Form") if depth < MAX_FORMS => {
                let Ok(data) = object.decoded() else {
                    return;
                };
                self.work += data.len() / BYTES_OF_WORK;
                let matrix = dict.get::<Array<'_>>("Matrix");
                let matrix = matrix.map(|matrix| matrix.iter::<f64>().collect::<Vec<_>>());
                let matrix = <[f64; 6]>::try_from(matrix.unwrap_or_default());
                let mut inside = state.clone();
                inside.transform *= matrix.map_or(Affine::IDENTITY, Affine::new);
                let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
                let resources = own.as_ref().unwrap_or(above);
                self.run(TypedIter::new(&data), resources, inside, depth + 1);
            }
            _ => {}
        }
    }
}

/// What a code of a font of drawings stands for where the font does not say it: it is most often one
/// of TeX, in whose two encodings ligatures, accents and dashes come before the letters.
fn drawn_letter(code: u32) -> Option<BfString> {
    const FIRST: [char; 21] = [
        'ﬀ', 'ﬁ', 'ﬂ', 'ﬃ', 'ﬄ', 'ı', '”', '`', '´', 'ˇ', '–', '—', '˚', '¸', 'ß', 'æ', 'ﬀ', 'ﬁ',
        'ﬂ', 'ﬃ', 'ﬄ',
    ];
    let letter = match code {
        11..=31 => FIRST[code as usize - 11],
        94 => 'ˆ',
        123 => '–',
        124 => '—',
        126 => '˜',
        127 => '¨',
        // Letters of the second one are where Latin 1 has them.
        0x20..=0x7d | 0xc0..=0xfe => char::from_u32(code)?,
        0xff => 'ß',
        _ => return None,
    };
    Some(BfString::Char(letter))
}

fn number(number: Number) -> f64 {
    number.as_f64()
}
