//! What a language makes of a word: its stem, and whether it is a stop word or
//! one that says little.
//!
//! In: a language and a folded word (lower case, no accents). Out: its [`flags`]
//! and stem. What a word is and how it is folded is `search-core`'s business.
//!
//! Readers leave accents out, and most stemmers give folded words the same stem:
//! over forms of words of administrations (see the tests) as many meet as when
//! they are stemmed as they are spelt, and more when accents are left out. What
//! a stemmer needs of an accent all the same, [`spelt`] puts back by rule.
//!
//! A feature for each language: native programs have all, and in a browser each
//! is a module of its own, of which only what is searched is fetched.

#[cfg(all(target_arch = "wasm32", feature = "module"))]
mod boundary;
#[cfg(feature = "it")]
mod italian;
#[cfg(any(feature = "it", feature = "en"))]
// A module of one language has only its own of it.
#[cfg_attr(
    not(all(feature = "it", feature = "en")),
    allow(dead_code, unused_imports)
)]
mod snowball;
mod stop;
#[doc(hidden)]
pub mod text;

use std::borrow::Cow;

use text::entry;

/// The languages that something is known of, by the two letters of their tags.
pub const LANGUAGES: &str = "bg ca cs da de el en es et eu fi fr ga hr hu it lt lv nl no pl pt ro \
ru sk sl sv tr uk";

/// What a word is besides its stem.
pub mod flags {
    /// Too common to be looked for beside others.
    pub const STOP: u8 = 1;
    /// The same, but only before an apostrophe.
    pub const ELIDED: u8 = 2;
    /// A stop word that in a query is more likely the acronym it spells.
    pub const ACRONYM: u8 = 4;
    /// A word of questions, which says little of what is sought.
    pub const LOW: u8 = 8;
}

/// What a language, by the two letters of its tag, makes of a folded word: a
/// byte of [`flags`] and the stem, which is the word itself where nothing is
/// known of it.
pub fn told(language: [u8; 2], word: &str) -> Vec<u8> {
    let mut told = vec![flags_of(language, word)];
    told.append(&mut stem(language, word).unwrap_or_default());
    if told.len() == 1 {
        told.extend_from_slice(word.as_bytes());
    }
    told
}

fn flags_of(language: [u8; 2], word: &str) -> u8 {
    let (stop, low) = stop::of(language);
    let mut flags = 0;
    let lists = |list: &str| entry(list.as_bytes(), word.as_bytes()).is_some();
    if lists(stop) {
        flags |= flags::STOP;
    }
    if lists(low) {
        flags |= flags::LOW;
    }
    #[cfg(feature = "it")]
    if language == *b"it" {
        if lists(stop::ITALIAN_ELIDED) {
            flags |= flags::ELIDED;
        }
        // The Stazione Unica Appaltante, against "his".
        if word == "sua" {
            flags |= flags::ACRONYM;
        }
    }
    flags
}

/// A word's stem, if it has one.
fn stem(language: [u8; 2], word: &str) -> Option<Vec<u8>> {
    // A name with digits has no endings.
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Folded Italian and English are ASCII; anything else is a name or another
    // language, which these rules would only mangle.
    #[cfg(any(feature = "it", feature = "en"))]
    let ascii = word.bytes().all(|byte| byte.is_ascii_lowercase());
    #[cfg(feature = "it")]
    if language == *b"it" && ascii {
        return Some(italian::stem(word));
    }
    #[cfg(feature = "en")]
    if language == *b"en" && ascii {
        return Some(snowball::english(word));
    }
    let stemmer = frostem::Stemmer::new(algorithm(language)?);
    let stem = stemmer.stem(&spelt(language, word)).into_owned();
    #[cfg(feature = "tr")]
    if language == *b"tr" {
        return Some(unspelt(&stem).into_bytes());
    }
    Some(stem.into_bytes())
}

/// A folded word as its stemmer tells its ending by.
fn spelt(language: [u8; 2], word: &str) -> Cow<'_, str> {
    let spelt = match &language {
        // `decisões` beside `decisão`.
        #[cfg(feature = "pt")]
        b"pt" => ending(word, "oes", "ao"),
        // `subvenció` beside `subvencions`.
        #[cfg(feature = "ca")]
        b"ca" => ending(word, "cio", "cions"),
        #[cfg(feature = "tr")]
        b"tr" => Some(harmonious(word)),
        _ => None::<String>,
    };
    spelt.map_or(Cow::Borrowed(word), Cow::Owned)
}

/// A word with another ending, if it has the one.
#[cfg(any(feature = "ca", feature = "pt"))]
fn ending(word: &str, folded: &str, spelt: &str) -> Option<String> {
    let beginning = word.strip_suffix(folded)?;
    let mut word = beginning.to_owned();
    word.push_str(spelt);
    Some(word)
}

/// A folded Turkish word with its vowels in harmony, by which suffixes are told:
/// before `e` and `i` an `o` or `u` was `ö` or `ü`, and after `a` an `i` was `ı`.
#[cfg(feature = "tr")]
fn harmonious(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let mut before = ' ';
    for letter in &mut letters {
        match letter {
            'i' if matches!(before, 'a' | 'ı') => *letter = 'ı',
            _ => {}
        }
        if matches!(letter, 'a' | 'e' | 'i' | 'ı' | 'o' | 'u') {
            before = *letter;
        }
    }
    let mut after = ' ';
    for letter in letters.iter_mut().rev() {
        if matches!(after, 'e' | 'i' | 'ö' | 'ü') {
            match letter {
                'o' => *letter = 'ö',
                'u' => *letter = 'ü',
                _ => {}
            }
        }
        if matches!(letter, 'a' | 'e' | 'i' | 'ı' | 'o' | 'ö' | 'u' | 'ü') {
            after = *letter;
        }
    }
    letters.into_iter().collect()
}

/// A stem folded again.
#[cfg(feature = "tr")]
fn unspelt(stem: &str) -> String {
    let fold = |letter| match letter {
        'ı' => 'i',
        'ö' => 'o',
        'ü' => 'u',
        'ç' => 'c',
        'ğ' => 'g',
        letter => letter,
    };
    stem.chars().map(fold).collect()
}

/// Snowball's algorithm for a language that we have no code of our own for.
fn algorithm(language: [u8; 2]) -> Option<frostem::Algorithm> {
    match &language {
        #[cfg(feature = "ca")]
        b"ca" => Some(frostem::Algorithm::Catalan),
        #[cfg(feature = "cs")]
        b"cs" => Some(frostem::Algorithm::Czech),
        #[cfg(feature = "da")]
        b"da" => Some(frostem::Algorithm::Danish),
        #[cfg(feature = "de")]
        b"de" => Some(frostem::Algorithm::German),
        #[cfg(feature = "el")]
        b"el" => Some(frostem::Algorithm::Greek),
        #[cfg(feature = "es")]
        b"es" => Some(frostem::Algorithm::Spanish),
        #[cfg(feature = "et")]
        b"et" => Some(frostem::Algorithm::Estonian),
        #[cfg(feature = "eu")]
        b"eu" => Some(frostem::Algorithm::Basque),
        #[cfg(feature = "fi")]
        b"fi" => Some(frostem::Algorithm::Finnish),
        #[cfg(feature = "fr")]
        b"fr" => Some(frostem::Algorithm::French),
        #[cfg(feature = "ga")]
        b"ga" => Some(frostem::Algorithm::Irish),
        #[cfg(feature = "hu")]
        b"hu" => Some(frostem::Algorithm::Hungarian),
        #[cfg(feature = "lt")]
        b"lt" => Some(frostem::Algorithm::Lithuanian),
        #[cfg(feature = "nl")]
        b"nl" => Some(frostem::Algorithm::Dutch),
        #[cfg(feature = "no")]
        b"no" => Some(frostem::Algorithm::Norwegian),
        #[cfg(feature = "pl")]
        b"pl" => Some(frostem::Algorithm::Polish),
        #[cfg(feature = "pt")]
        b"pt" => Some(frostem::Algorithm::Portuguese),
        #[cfg(feature = "ro")]
        b"ro" => Some(frostem::Algorithm::Romanian),
        #[cfg(feature = "ru")]
        b"ru" => Some(frostem::Algorithm::Russian),
        #[cfg(feature = "sv")]
        b"sv" => Some(frostem::Algorithm::Swedish),
        #[cfg(feature = "tr")]
        b"tr" => Some(frostem::Algorithm::Turkish),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_knows_its_stop_words() {
        for tag in LANGUAGES.split(' ') {
            let tag: [u8; 2] = tag.as_bytes().try_into().expect("two letters");
            let (stop, _) = stop::of(tag);
            assert!(stop.split(' ').count() > 20, "{tag:?}");
            assert!(!stop.contains("  ") && !stop.contains('\n'), "{tag:?}");
        }
    }
}
