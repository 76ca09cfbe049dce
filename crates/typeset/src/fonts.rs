//! The fonts that documents are set in, in the program: Titillium Web as on the site, and DejaVu
//! Sans Mono for code and for the signs that Titillium Web lacks (`→ ✓ ☐`).

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations, is_default_ignorable};

const FILES: [&[u8]; 6] = [
    include_bytes!("../fonts/TitilliumWeb_400Regular.ttf"),
    include_bytes!("../fonts/TitilliumWeb_400Regular_Italic.ttf"),
    include_bytes!("../fonts/TitilliumWeb_600SemiBold.ttf"),
    include_bytes!("../fonts/TitilliumWeb_700Bold.ttf"),
    include_bytes!("../fonts/TitilliumWeb_700Bold_Italic.ttf"),
    include_bytes!("../fonts/DejaVuSansMono.ttf"),
];

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FILES
        .iter()
        .flat_map(|file| Font::iter(Bytes::new(*file)))
        .collect()
});

/// The fonts as they are drawn.
static DRAWN: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let drawn = fonts().iter().cloned().map(|font| {
        let variations = FontVariations::default();
        font.instantiate(FontVariant::default(), Abs::pt(10.5), &variations)
    });
    drawn.collect()
});

/// The fonts, read once.
pub fn fonts() -> &'static [Font] {
    &FONTS
}

/// Whether a character can be shown, or is one that is there to be not shown.
pub fn shows(character: char) -> bool {
    let private = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    // A font may list characters that it shows as missing, by its first glyph.
    let drawn = |font: &FontInstance| {
        let glyph = font.ttf().glyph_index(character);
        glyph.is_some_and(|glyph| glyph.0 != 0)
    };
    !private && (is_default_ignorable(character) || DRAWN.iter().any(drawn))
}

/// Whether a character leaves something on the page.
pub fn is_seen(character: char) -> bool {
    !character.is_whitespace() && !is_default_ignorable(character)
}
