//! The language of a site that does not say it, counted from its texts.

use crate::fingerprint::Digest;
use crate::source::{FileId, Sources};
use std::collections::BTreeMap;

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

/// How often each language, and then each script, shows in a text.
type Counts = [usize; WORDS.len() + LETTERS.len()];

/// What was counted of the pages that were read.
#[derive(Clone, Debug, Default)]
pub struct Counted(BTreeMap<FileId, (Digest, Counts)>);

impl Counted {
    /// The same of other sources; only pages that say something else are read.
    pub(super) fn again(&self, sources: &Sources) -> Self {
        let pages = sources.under("content/").filter(|(_, file)| {
            let ends = [".md", ".mdx", ".markdown"];
            ends.iter().any(|end| file.path.ends_with(end))
        });
        let counted = pages.take(MOST_READ).map(|(id, file)| {
            let before = self.0.get(&id);
            let known = before.filter(|(digest, _)| *digest == file.digest());
            let counts = known.map_or_else(|| count(file.read().text()), |(_, counts)| *counts);
            (id, (file.digest(), counts))
        });
        Self(counted.collect())
    }

    /// The language of most pages; English where nothing says it.
    pub(super) fn language(&self) -> &'static str {
        let mut counts = Counts::default();
        for (_, own) in self.0.values() {
            for (count, own) in counts.iter_mut().zip(own) {
                *count += own;
            }
        }
        let (words, letters) = counts.split_at_mut(WORDS.len());
        // Chinese letters are Japanese ones too.
        if letters[0] * 4 > letters[1] {
            letters[1] = 0;
        }
        let words = WORDS.iter().map(|(tag, _)| *tag).zip(words.iter().copied());
        let letters = letters.iter().map(|count| count / LETTERS_OF_A_WORD);
        let all: Vec<_> = words.chain(LETTERS.into_iter().zip(letters)).collect();
        // Of the same number the first is it.
        let most = all.into_iter().rev().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count >= ENOUGH)
            .map_or("en", |(tag, _)| tag)
    }
}

/// The language of a site by its texts.
pub(super) fn language(sources: &Sources) -> &'static str {
    Counted::default().again(sources).language()
}

fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let (words, letters) = counts.split_at_mut(WORDS.len());
    let beginning = &text[..text.floor_char_boundary(MOST_OF_ONE)];
    for word in beginning.split_ascii_whitespace() {
        for ((_, own), count) in WORDS.iter().zip(words.iter_mut()) {
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
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourceFile, Stamp};

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

    #[test]
    fn what_is_as_it_was_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let disk = folder.path().join(name);
            std::fs::write(&disk, text).unwrap();
            let path = format!("content/{name}");
            SourceFile::new(path, disk, Content::OnDisk, Stamp::default())
        };
        let italian = file("a.md", "Il testo della pagina è per chi legge, di tutti.");
        let sources = Sources::default().with_all(vec![italian]);
        let counted = Counted::default().again(&sources);
        std::fs::remove_file(folder.path().join("a.md")).unwrap();
        assert_eq!(counted.again(&sources).language(), "it");
        let english = "This is the text of a page, and for all that is of the and to the.";
        let changed = sources.clone().with(vec![file("a.md", english)]);
        assert_eq!(counted.again(&changed).language(), "en");
    }
}
