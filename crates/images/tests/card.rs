//! Cards as they are drawn.

use images::card::{Colours, Painter, SIZE, Text};
use images::{Error, decode};

const FONT: &[u8] = include_bytes!("../../../themes/italia/preview/titillium-web-700.ttf");
const COLOURS: Colours = Colours {
    paper: [0; 3],
    ink: [255; 3],
    accent: [255, 0, 0],
};

/// The colours of a card, row by row.
struct Card(Vec<[u8; 3]>);

fn drawn(kicker: &str, title: &str, foot: &str) -> Card {
    let text = Text {
        kicker,
        title,
        foot,
    };
    let mut out = Vec::new();
    let painter = Painter::new(FONT).unwrap();
    painter.draw(text, COLOURS, &mut out).unwrap();
    let pixels = decode(&out).unwrap().pixels;
    assert_eq!(pixels.size(), SIZE);
    let colours = pixels.data().chunks(3);
    Card(colours.map(|c| [c[0], c[1], c[2]]).collect())
}

impl Card {
    /// First and last row in which a colour is found, and first and last column.
    fn extent(&self, colour: [u8; 3]) -> Option<[usize; 4]> {
        let places = self.0.iter().enumerate().filter(|(_, c)| **c == colour);
        let places: Vec<(usize, usize)> = places.map(|(i, _)| (i / SIZE.0, i % SIZE.0)).collect();
        let columns = places.iter().map(|place| place.1);
        let (first, last) = (places.first()?.0, places.last()?.0);
        Some([first, last, columns.clone().min()?, columns.max()?])
    }
}

#[test]
fn an_empty_card_has_its_bar() {
    let card = drawn("", "", "");
    assert_eq!(card.extent(COLOURS.accent), Some([80, 89, 80, 199]));
    assert_eq!(card.extent(COLOURS.ink), None);
}

#[test]
fn each_text_has_its_place_and_colour() {
    let [top, bottom, left, _] = drawn("", "H", "").extent(COLOURS.ink).unwrap();
    // On the line at 270, as high as capitals of 76 pixels.
    assert_eq!((bottom, left > 80 && left < 90), (269, true));
    assert!((215..225).contains(&top), "{top}");
    let kicker = drawn("H", "", "").extent(COLOURS.accent).unwrap();
    assert_eq!((kicker[0], kicker[1]), (80, 159));
    let foot = drawn("", "", "H").extent(COLOURS.accent).unwrap();
    assert_eq!((foot[0], foot[1]), (80, 561));
}

#[test]
fn longer_titles_are_smaller_and_break_at_spaces() {
    let word = "Amministrazione";
    let height = |words: usize| {
        let title = vec![word; words].join(" ");
        let [top, bottom, ..] = drawn("", &title, "").extent(COLOURS.ink).unwrap();
        (top, bottom)
    };
    let (short, four, ten, forty) = (height(1), height(4), height(10), height(40));
    assert!(short.1 < four.1 && four.1 < 520, "{short:?} {four:?}");
    // The first line of smaller letters stands higher.
    assert!(ten.0 < short.0 && forty.0 < ten.0, "{ten:?} {forty:?}");
    assert!(forty.1 < 525, "{forty:?}");
}

#[test]
fn what_has_no_room_is_cut_and_marked() {
    let fitting = ["mmmmmm"; 4].join(" ");
    let endless = vec!["mmmmmm"; 400].join(" ");
    let (fitting, endless) = (drawn("", &fitting, ""), drawn("", &endless, ""));
    assert!(fitting.extent(COLOURS.ink).unwrap()[1] < endless.extent(COLOURS.ink).unwrap()[1]);
    for card in [&fitting, &endless] {
        assert!(card.extent(COLOURS.ink).unwrap()[3] < 1150);
    }
    // Of a line, the first that fits is shown.
    let line = "mmmmmm ".repeat(100);
    let [_, bottom, _, right] = drawn(&line, "", "").extent(COLOURS.accent).unwrap();
    assert!(
        bottom <= 160 && (900..=1120).contains(&right),
        "{bottom} {right}"
    );
}

#[test]
fn words_without_end_and_letters_that_are_not_there_do_no_harm() {
    let endless = "m".repeat(100_000);
    drawn(&endless, &endless, &endless);
    let unknown = drawn("", "\u{10ffff}日本", "");
    assert_eq!(unknown.extent(COLOURS.ink), None);
}

#[test]
fn the_same_card_is_the_same_file() {
    let painter = Painter::new(FONT).unwrap();
    let text = Text {
        kicker: "Avviso",
        title: "È aperta l’iscrizione",
        foot: "Comune",
    };
    let draw = || {
        let mut out = Vec::new();
        painter.draw(text, COLOURS, &mut out).unwrap();
        out
    };
    assert_eq!(draw(), draw());
}

#[test]
fn what_is_no_font_is_an_error() {
    for none in [b"".as_slice(), b"no font", &FONT[..100]] {
        assert_eq!(Painter::new(none).err(), Some(Error::Font));
    }
}
