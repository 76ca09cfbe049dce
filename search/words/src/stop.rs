//! Words too common to be looked for beside others, and words of questions
//! that say little of what is sought: they rank, but less. All folded.
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
pub(crate) const ITALIAN_ELIDED: &str = "c d l m n s t v di gl po com cos dov anch pres qual senz tutt quand quant quell quest neanch nessun ciascun";

#[cfg(feature = "it")]
const ITALIAN_LOW: &str = "qual quale quali cosa cose quando dove chi quanto quanta quanti quante come \
perche anno anni tipo tipi nome nomi fatto fatta fatti fatte fare fa viene vengono venne puo possono \
poteva altro altra altri altre oltre modo modi chiama chiamato chiamata chiamati chiamate chiamano \
chiamava tempo alcuni alcune alcuna trova trovano esempio volta fine";

#[cfg(feature = "en")]
const ENGLISH_LOW: &str = "what which when where who whom whose how why does year years kind type name \
names can could other way ways called some example time";
