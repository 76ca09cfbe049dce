//! The language of a site that does not say it, counted from its texts.

use crate::source::Sources;

/// How many pages are read.
const MOST_READ: usize = 40;
/// How much of each, in bytes: the beginning says it.
const MOST_OF_ONE: usize = 4_000;

/// Small words that are frequent in one language and rare in the others.
const WORDS: [(&str, &[&str]); 11] = [
    ("en", &["of", "that", "the", "is", "and", "for", "to"]),
    (
        "it",
        &["di", "che", "della", "il", "è", "per", "una", "non", "le"],
    ),
    (
        "fr",
        &["les", "des", "est", "une", "pour", "et", "du", "le", "dans"],
    ),
    (
        "de",
        &["der", "und", "das", "ist", "nicht", "ein", "mit", "die"],
    ),
    (
        "es",
        &["el", "los", "las", "una", "es", "por", "y", "para", "con"],
    ),
    (
        "pt",
        &["não", "uma", "os", "com", "em", "são", "da", "para", "do"],
    ),
    (
        "nl",
        &["het", "een", "van", "niet", "voor", "zijn", "en", "is"],
    ),
    ("pl", &["jest", "nie", "się", "na", "oraz", "dla", "przez"]),
    (
        "id",
        &["yang", "dan", "untuk", "dengan", "ini", "pada", "di"],
    ),
    ("ru", &["и", "в", "не", "на", "что", "для"]),
    ("uk", &["і", "та", "що", "не", "на", "для"]),
];
/// How many of them have to be there for a language to be believed.
const ENOUGH: usize = 4;
/// Languages that are told by their letters, of which so many are a word.
const LETTERS: [&str; 3] = ["ja", "zh", "ko"];
const LETTERS_OF_A_WORD: usize = 3;

/// The language of most pages; English where nothing says it.
pub(super) fn language(sources: &Sources) -> &'static str {
    let pages = sources.under("content/");
    let pages = pages.filter(|(_, file)| {
        let ends = [".md", ".mdx", ".markdown"];
        ends.iter().any(|end| file.path.ends_with(end))
    });
    let mut counts = [0; WORDS.len()];
    let mut letters = [0; LETTERS.len()];
    for (_, file) in pages.take(MOST_READ) {
        let content = file.read();
        let text = content.text();
        count(
            &text[..text.floor_char_boundary(MOST_OF_ONE)],
            &mut counts,
            &mut letters,
        );
    }
    let words = WORDS.iter().map(|(tag, _)| *tag).zip(counts);
    // Chinese letters are Japanese ones too.
    if letters[0] * 4 > letters[1] {
        letters[1] = 0;
    }
    let letters = letters.map(|count| count / LETTERS_OF_A_WORD);
    let all = words.chain(LETTERS.into_iter().zip(letters));
    // Of the same number the first is it.
    let most = all.rev().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= ENOUGH)
        .map_or("en", |(tag, _)| tag)
}

fn count(text: &str, counts: &mut [usize; WORDS.len()], letters: &mut [usize; LETTERS.len()]) {
    for word in text.split_ascii_whitespace() {
        for ((_, own), count) in WORDS.iter().zip(counts.iter_mut()) {
            *count += usize::from(own.contains(&word));
        }
        for letter in word.chars().filter(|letter| !letter.is_ascii()) {
            match letter {
                '\u{3041}'..='\u{30ff}' => letters[0] += 1,
                '\u{4e00}'..='\u{9fff}' => letters[1] += 1,
                '\u{ac00}'..='\u{d7a3}' => letters[2] += 1,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_small_words() {
        for (text, expected) in [
            ("", "en"),
            ("x y z", "en"),
            ("Benvenuti. Le note, una per una.", "en"),
            ("This is the text of a page, and for all.", "en"),
            ("Il testo della pagina è per chi legge, di tutti.", "it"),
            ("Le texte est pour les gens et une page du site.", "fr"),
            (
                "Der Text ist nicht lang und das Buch mit ein paar Seiten.",
                "de",
            ),
            ("El texto es para los que leen y una de las partes.", "es"),
            ("Os textos são para uma pessoa que não leu com calma.", "pt"),
            ("Het is een tekst van een boek, niet voor kinderen.", "nl"),
            ("Это не всё, что нужно для работы и жизни.", "ru"),
            (
                "これは日本語の文章です。読む人のために書かれています。",
                "ja",
            ),
            (
                "这是一篇关于如何编写文档的文章，供所有人阅读和参考使用。",
                "zh",
            ),
        ] {
            let sources = Sources::from_texts([("content/a.md", text)]);
            assert_eq!(language(&sources), expected, "{text}");
        }
    }
}
