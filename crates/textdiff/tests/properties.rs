//! What holds for any two texts.

use proptest::prelude::*;
use textdiff::{Block, Change, Difference, Edited, Kind, Pair, compare};

/// A text of words from a small stock, so that versions have something in common.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-d]{1,2}",
        1 => Just("140.000".to_owned()),
        1 => Just("dell'ente,".to_owned()),
        1 => Just("(art. 50)".to_owned()),
    ];
    prop::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = Block> {
    let heading = (1..4_u8, 1..9_u8, words(3)).prop_map(|(level, number, name)| {
        Block::new(Kind::Heading(level), &format!("Art. {number} – {name}"))
    });
    let kind = prop_oneof![Just(Kind::Paragraph), Just(Kind::Item(0)), Just(Kind::Code)];
    let text = (kind, words(12)).prop_map(|(kind, text)| Block::new(kind, &text));
    let kind = prop_oneof![1 => Just(Kind::Head), 3 => Just(Kind::Row)];
    let row = (kind, prop::collection::vec(words(3), 0..4))
        .prop_map(|(kind, cells)| Block::row(kind, cells.iter().map(String::as_str)));
    prop_oneof![2 => heading, 5 => text, 2 => row]
}

/// Two versions: the second is the first with blocks taken out, put in and moved.
fn versions() -> impl Strategy<Value = (Vec<Block>, Vec<Block>)> {
    let text = prop::collection::vec(block(), 0..24);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), block(), 0..3_u8), 0..8);
    (text, edits).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (place, block, what) in edits {
            let at = place.index(new.len() + 1);
            match what {
                0 => new.insert(at, block),
                1 if at < new.len() => drop(new.remove(at)),
                _ => new.rotate_left(at),
            }
        }
        (old, new)
    })
}

fn pairs(difference: &Difference) -> impl Iterator<Item = &Pair> {
    let sections = difference.sections.iter();
    sections.flat_map(|section| section.heading.iter().chain(&section.pairs))
}

/// The blocks of one version, by what the difference says of it: index and cells. A cell that only
/// the other version has is empty here.
fn version(
    difference: &Difference,
    gone: Edited,
    index: fn(&Pair) -> Option<usize>,
) -> Vec<(usize, Vec<String>)> {
    let mut blocks: Vec<(usize, Vec<String>)> = Vec::new();
    for pair in pairs(difference) {
        let Some(at) = index(pair) else { continue };
        let cell = |edits: &Vec<textdiff::Edit>| {
            let own = edits.iter().filter(|edit| edit.kind != gone);
            let text: String = own.map(|edit| edit.text.as_str()).collect();
            text
        };
        blocks.push((at, pair.cells.iter().map(cell).collect()));
    }
    blocks.sort();
    blocks
}

fn filled(cells: &[String]) -> Vec<&String> {
    cells.iter().filter(|text| !text.is_empty()).collect()
}

fn is_version(blocks: &[Block], found: &[(usize, Vec<String>)]) {
    assert_eq!(blocks.len(), found.len());
    for (i, (block, (at, cells))) in blocks.iter().zip(found).enumerate() {
        assert_eq!(i, *at);
        assert_eq!(filled(&block.cells), filled(cells));
    }
}

proptest! {
    #[test]
    fn either_version_is_in_the_difference((old, new) in versions()) {
        let difference = compare(&old, &new);
        is_version(&old, &version(&difference, Edited::Added, |pair| pair.place.in_old()));
        is_version(&new, &version(&difference, Edited::Removed, |pair| pair.place.in_new()));
        prop_assert_eq!(&difference, &compare(&old, &new));
    }

    #[test]
    fn applied_to_the_old_text_it_gives_the_new_one((old, new) in versions()) {
        let difference = compare(&old, &new);
        let mut applied = Vec::new();
        for pair in pairs(&difference).filter(|pair| pair.place.in_new().is_some()) {
            let before = pair.place.in_old().map(|i| old[i].text()).unwrap_or_default();
            // What stays is taken from the old text, only what is added from the difference.
            let mut rest = before.as_str();
            let mut text = String::new();
            for edit in pair.cells.iter().flatten() {
                let word = edit.text.as_str();
                if edit.kind != Edited::Added {
                    let at = rest.find(word).expect("what is kept or removed was there");
                    rest = &rest[at + word.len()..];
                }
                if edit.kind != Edited::Removed {
                    text.push_str(&edit.text);
                }
            }
            applied.push((pair.place.in_new(), text.split_whitespace().collect::<String>()));
        }
        applied.sort();
        let texts: Vec<_> = new.iter().enumerate().map(|(i, block)| {
            (Some(i), block.cells.concat().split_whitespace().collect::<String>())
        }).collect();
        prop_assert_eq!(applied, texts);
    }

    #[test]
    fn nothing_differs_between_a_text_and_itself((text, _) in versions()) {
        let difference = compare(&text, &text);
        prop_assert!(difference.is_empty(), "{:?}", difference);
        let kept = pairs(&difference).all(|pair| pair.place.in_old() == pair.place.in_new() && pair.is_same());
        prop_assert!(kept);
    }

    #[test]
    fn any_text_can_be_compared(
        old in prop::collection::vec((0..6_u8, any::<String>()), 0..6),
        new in prop::collection::vec((0..6_u8, any::<String>()), 0..6),
    ) {
        let kind = |kind| match kind {
            0 | 1 => Kind::Heading(2),
            2 => Kind::Item(1),
            3 => Kind::Row,
            4 => Kind::Code,
            _ => Kind::Paragraph,
        };
        let blocks = |texts: &[(u8, String)]| -> Vec<Block> {
            texts.iter().map(|(of, text)| Block::new(kind(*of), text)).collect()
        };
        let (old, new) = (blocks(&old), blocks(&new));
        let difference = compare(&old, &new);
        is_version(&old, &version(&difference, Edited::Added, |pair| pair.place.in_old()));
        is_version(&new, &version(&difference, Edited::Removed, |pair| pair.place.in_new()));
    }
}

/// A text as its author would write it: `#` headings, `|` rows, `!` header rows.
fn text(lines: &str) -> Vec<Block> {
    let block = |line: &str| {
        let line = line.trim();
        match line.split_at_checked(1) {
            Some(("#", name)) => Block::new(Kind::Heading(2), name),
            Some(("|", cells)) => Block::row(Kind::Row, cells.split('|')),
            Some(("!", cells)) => Block::row(Kind::Head, cells.split('|')),
            _ => Block::new(Kind::Paragraph, line),
        }
    };
    lines.lines().map(block).collect()
}

/// A difference in a few signs: `=` kept, `~` changed, `+` and `-` added and removed, `>` moved,
/// with the old number in parentheses.
fn outline(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (text(old), text(new));
    let sections = compare(&old, &new).sections;
    let line = |section: textdiff::Section| {
        let sign = match section.change {
            Change::Same => "=",
            Change::Changed => "~",
            Change::Added => "+",
            Change::Removed => "-",
        };
        let heading = section.heading.map(|pair| pair.of(&old, &new).text());
        let number = section.renumbered.map(|number| format!(" ({number})"));
        let moved = if section.moved { ">" } else { "" };
        format!(
            "{sign}{moved} {}{}",
            heading.unwrap_or_default(),
            number.unwrap_or_default()
        )
    };
    sections.into_iter().map(line).collect()
}

#[test]
fn articles_keep_their_name_when_their_number_changes() {
    let old = "# Art. 1 – Oggetto\nUno due tre.\n# Art. 2 – Durata\nDue anni.\n# Art. 3 – Recesso\nSei mesi.";
    let new = "# Art. 1 – Oggetto\nUno due tre.\n# Art. 2 – Definizioni\nEnte è il Comune.\n\
               # Art. 3 – Durata\nTre anni.\n# Art. 4 – Recesso\nSei mesi.";
    assert_eq!(
        outline(old, new),
        [
            "= Art. 1 – Oggetto",
            "+ Art. 2 – Definizioni",
            "~ Art. 3 – Durata (Art. 2)",
            "= Art. 4 – Recesso (Art. 3)",
        ]
    );
}

#[test]
fn a_section_that_is_renamed_or_moved_is_recognised() {
    let old = "# Oggetto\nLa Provincia svolge le gare per i Comuni.\n# Durata\nDue anni.\n# Spese\nNessuna.";
    let new = "# Durata\nDue anni.\n# Spese\nNessuna.\n# Attività\nLa Provincia svolge le gare per i Comuni.";
    assert_eq!(outline(old, new), ["= Durata", "= Spese", "~> Attività"]);
    assert_eq!(outline("# A\nUno.\n# B\nDue.", "# B\nDue."), ["- A", "= B"]);
}

#[test]
fn tables_are_compared_by_rows_and_by_columns() {
    let old = text("!Oggetto|Importo\n|Lavori|40.000 euro\n|Servizi|40.000 euro\n|Altro|niente");
    let new =
        text("!Oggetto|Norma|Importo\n|Lavori|art. 50|150.000 euro\n|Servizi|art. 50|140.000 euro");
    let difference = compare(&old, &new);
    let shown = |pair: &Pair| {
        let cell = |edits: &Vec<textdiff::Edit>| -> String {
            let shown = edits.iter().map(|edit| match edit.kind {
                Edited::Same => edit.text.clone(),
                Edited::Removed => format!("[{}]", edit.text),
                Edited::Added => format!("{{{}}}", edit.text),
            });
            shown.collect()
        };
        pair.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(
        pairs(&difference).map(shown).collect::<Vec<_>>(),
        [
            "Oggetto | {Norma} | Importo",
            "Lavori | {art. 50} | [40.000]{150.000} euro",
            "Servizi | {art. 50} | [40.000]{140.000} euro",
            "[Altro] | [niente]",
        ]
    );
}

#[test]
fn counts_speak_of_articles_where_there_are_some() {
    let old = text("Premessa.\n# Art. 1 – Oggetto\nUno.\n# Art. 2 – Durata\nDue.\n# Firme\nTre.");
    let new =
        text("Premesse.\n# Art. 1 – Oggetto\nUno e due.\n# Art. 3 – Durata\nDue.\n# Firme\nTre.");
    let counts = compare(&old, &new).counts();
    assert_eq!((counts.changed, counts.shifted, counts.same), (1, 1, 1));
    assert_eq!(
        (counts.added, counts.removed, counts.articles),
        (0, 0, true)
    );
}

#[test]
fn long_texts_are_compared_in_time_and_memory_that_grow_with_them() {
    let long = |factor: usize| -> Vec<Block> {
        let block = |i: usize| match i % 10 {
            0 => Block::new(
                Kind::Heading(2),
                &format!("Art. {} – Nome {}", i / 10, i * factor % 7919),
            ),
            _ => Block::new(
                Kind::Paragraph,
                &format!("Il comma {} vale {} giorni.", i % 10, i * factor % 31),
            ),
        };
        (0..5_000).map(block).collect()
    };
    let (old, new) = (long(3), long(5));
    let difference = compare(&old, &new);
    assert_eq!(
        pairs(&difference)
            .filter_map(|pair| pair.place.in_old())
            .count(),
        old.len()
    );
    assert_eq!(
        pairs(&difference)
            .filter_map(|pair| pair.place.in_new())
            .count(),
        new.len()
    );
}
