//! Words too common to be looked for beside others, and words of questions
//! that say little of what is sought: they rank, but less. All folded, and each
//! list in the order of its bytes.
//!
//! `stato` is not among them: on a public administration's site it is the
//! State (and `estado`). Nor are the accented twins of nouns (`po’` but not the
//! river `Po`). The longer lists are Snowball's.

/// The list of a language's own, if it is compiled in.
macro_rules! list {
    ($tag:expr; $($known:literal)*) => {
        match $tag {
            $(#[cfg(feature = $known)]
            $known => include_str!(concat!("../stop/", $known, ".txt")),)*
            _ => "",
        }
    };
}

/// The stop words of a language and those that say little, with spaces between
/// them.
pub(crate) fn of(language: [u8; 2]) -> (&'static str, &'static str) {
    let Ok(tag) = std::str::from_utf8(&language) else {
        return ("", "");
    };
    let stop = list!(
        tag;
        "bg" "ca" "cs" "da" "de" "el" "en" "es" "et" "eu" "fi" "fr" "ga" "hr" "hu" "it"
        "lt" "lv" "nl" "no" "pl" "pt" "ro" "ru" "sk" "sl" "sv" "tr" "uk"
    );
    let low = match tag {
        #[cfg(feature = "it")]
        "it" => ITALIAN_LOW,
        #[cfg(feature = "en")]
        "en" => ENGLISH_LOW,
        _ => "",
    };
    (stop, low)
}

/// Stop words only before an apostrophe.
#[cfg(feature = "it")]
pub(crate) const ITALIAN_ELIDED: &str = "anch c ciascun com cos d di dov gl l m n neanch nessun \
po pres qual quand quant quell quest s senz t tutt v";

#[cfg(feature = "it")]
const ITALIAN_LOW: &str = "alcuna alcune alcuni altra altre altri altro anni anno chi chiama \
chiamano chiamata chiamate chiamati chiamato chiamava come cosa cose dove esempio fa fare fatta \
fatte fatti fatto fine modi modo nome nomi oltre perche possono poteva puo qual quale quali \
quando quanta quante quanti quanto tempo tipi tipo trova trovano vengono venne viene volta";

#[cfg(feature = "en")]
const ENGLISH_LOW: &str = "called can could does example how kind name names other some time \
type way ways what when where which who whom whose why year years";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_in_order;

    /// They are looked up by halves.
    #[test]
    fn lists_are_in_order() {
        let lists = crate::LANGUAGES.split(' ').flat_map(|tag| {
            let tag = tag.as_bytes();
            <[_; 2]>::from(of([tag[0], tag[1]]))
        });
        for list in lists.chain([ITALIAN_ELIDED]) {
            assert!(is_in_order(list), "{list}");
        }
    }
}
