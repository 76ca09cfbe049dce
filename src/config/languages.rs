//! `languages`: into what pages are translated.

use super::menu::{MenuItem, menu};
use crate::diagnostic::{Diagnostic, Problem, SiteSlip};
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// Number of a language of the site: 0 is its own, the others follow in their order.
pub type LanguageId = usize;

/// What the site is called and how it is laid out in a language other than its own.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language, such as `en`.
    pub language: String,
    /// Name of the site; its own where missing.
    pub title: Option<String>,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What search engines show of the home.
    pub description: Option<String>,
    /// Main menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
}

/// What the pages of one language see of the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Locale<'a> {
    /// The language.
    pub language: &'a str,
    /// Name of the site.
    pub title: &'a str,
    /// A line under the name.
    pub tagline: Option<&'a str>,
    /// What search engines show of the home.
    pub description: Option<&'a str>,
    /// Main menu.
    pub menu: &'a [MenuItem],
    /// Links at the foot of every page.
    pub footer: &'a [MenuItem],
}

/// The languages with a code of two letters (ISO 639-1).
const ISO_639: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho \
    hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj \
    om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether this is the code of a language, of two letters.
pub(super) fn is_code(text: &str) -> bool {
    ISO_639.split(' ').any(|code| code == text)
}

/// Whether a text is the tag of a language (BCP 47), as far as its form says: a code of two letters
/// that there is, or of three, and what follows.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_known = match first.len() {
        2 => is_code(&first),
        3 => letters(&first) && !first.contains(char::is_whitespace),
        _ => false,
    };
    is_known
        && parts.all(|part| {
            let plain = part.bytes().all(|b| b.is_ascii_alphanumeric());
            plain && matches!(part.len(), 2..=8)
        })
}

/// What the languages into which most is translated call themselves.
const OWN_NAMES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("gl", "Galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-br", "Português do Brasil"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-cn", "简体中文"),
    ("zh-tw", "繁體中文"),
];

/// What a language calls itself, by its code, which may be the name of a folder.
pub fn own_name(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_lowercase();
    let mut names = OWN_NAMES.iter();
    names.find(|(own, _)| *own == code).map(|(_, name)| *name)
}

/// What other languages call themselves; their codes are words, or names of folders, too.
const MORE_NAMES: [(&str, &str); 31] = [
    ("af", "Afrikaans"),
    ("az", "Azərbaycanca"),
    ("be", "Беларуская"),
    ("bs", "Bosanski"),
    ("cy", "Cymraeg"),
    ("eo", "Esperanto"),
    ("fur", "Furlan"),
    ("ga", "Gaeilge"),
    ("hy", "Հայերեն"),
    ("is", "Íslenska"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("la", "Latina"),
    ("lb", "Lëtzebuergesch"),
    ("lld", "Ladin"),
    ("mk", "Македонски"),
    ("mn", "Монгол"),
    ("ms", "Bahasa Melayu"),
    ("mt", "Malti"),
    ("nn", "Norsk nynorsk"),
    ("oc", "Occitan"),
    ("rm", "Rumantsch"),
    ("sc", "Sardu"),
    ("sq", "Shqip"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("ur", "اردو"),
    ("uz", "Oʻzbekcha"),
    ("zh", "中文"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
];

/// What the language with a tag calls itself, or else the one that it is a form of.
pub fn name_of_language(tag: &str) -> Option<&'static str> {
    let named = |tag: &str| {
        let mut more = MORE_NAMES.iter().filter(|(own, _)| *own == tag);
        own_name(tag).or_else(|| more.next().map(|(_, name)| *name))
    };
    let tag = tag.to_ascii_lowercase();
    let shorter = tag
        .rmatch_indices('-')
        .find_map(|(at, _)| named(&tag[..at]));
    named(&tag).or(shorter)
}

/// The code of a language that people write by its name.
fn code_of(name: &str) -> Option<&'static str> {
    let names = [
        ("it", "italiano italian italia ita"),
        ("en", "inglese english eng"),
        ("de", "tedesco german deutsch ger"),
        ("fr", "francese french français francais fre"),
        ("es", "spagnolo spanish español espanol"),
        ("pt", "portoghese portuguese português portugues"),
        ("sl", "sloveno slovene slovenian"),
        ("lld", "ladino ladin"),
        ("fur", "friulano friulian furlan"),
        ("sc", "sardo sardinian"),
    ];
    let name = name.to_lowercase();
    let found = names
        .iter()
        .find(|(_, names)| names.split(' ').any(|known| known == name));
    found.map(|(code, _)| *code)
}

/// Reads the language of the site.
pub(super) fn language(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let text = node.as_text().unwrap_or_default();
    read_tag(text, node.span, diagnostics)
}

/// The tag of a language; what is none is reported, and what was meant returned if that is clear.
fn read_tag(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let text = text.trim();
    let code = code_of(text);
    if is_language(text) && code.is_none() {
        return Some(canonical(text));
    }
    let underscore = text.replace('_', "-");
    let suggestion = code
        .map(str::to_owned)
        .or_else(|| is_language(&underscore).then(|| canonical(&underscore)));
    let problem = Problem::LanguageTag {
        value: text.to_owned(),
        suggestion: suggestion.clone(),
    };
    diagnostics.push(Diagnostic::new(problem, span));
    // So that what is wrong is said in the language that was meant.
    suggestion
}

/// The languages besides the site's own: its tag and where it stands.
pub(super) fn translations(
    node: &Node,
    (own, own_node): (&str, Option<&Node>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Translation> {
    let mut translations = Vec::new();
    // Reports what is no map, and keys that stand twice.
    MapReader::new(node, "languages", diagnostics);
    for (key, node) in node.entries() {
        let Some(language) = read_tag(&key.text, key.span, diagnostics) else {
            continue;
        };
        if language.eq_ignore_ascii_case(own) {
            let problem = SiteSlip::OwnLanguage { language };
            let other = own_node.map_or(key.span, |node| node.span);
            diagnostics.push(Diagnostic::new(problem.into(), key.span).with_other(other));
            continue;
        }
        let mut reader = MapReader::new(node, &key.text, diagnostics);
        translations.push(Translation {
            language,
            title: reader.text("title"),
            tagline: reader.text("tagline"),
            description: reader.text("description"),
            menu: menu(&mut reader, "menu", 2),
            footer: menu(&mut reader, "footer", 1),
        });
        reader.finish();
    }
    translations
}

/// The tag of a language in its usual form (RFC 5646, 2.1.1): the language in small letters, the
/// script with a capital, the region in capitals.
fn canonical(tag: &str) -> String {
    let mut form = String::with_capacity(tag.len());
    let mut after_single = false;
    for part in tag.split('-') {
        let lower = part.to_ascii_lowercase();
        let is_first = form.is_empty();
        if !is_first {
            form.push('-');
        }
        match (is_first || after_single, part.len()) {
            (false, 2) => form.push_str(&lower.to_ascii_uppercase()),
            (false, 4) => {
                form.push_str(&lower[..1].to_ascii_uppercase());
                form.push_str(&lower[1..]);
            }
            _ => form.push_str(&lower),
        }
        after_single |= part.len() == 1;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_their_usual_form() {
        for tag in ["it", "fur", "pt-BR", "zh-Hant", "en-GB", "de-1996"] {
            assert!(is_language(tag), "{tag}");
        }
        for text in ["", "italiano", "xx", "it_IT", "it-", "i", "ita liano"] {
            assert!(!is_language(text), "{text}");
        }
        let forms = [
            ("en", "en"),
            ("FUR", "fur"),
            ("pt-br", "pt-BR"),
            ("ZH-hant-tw", "zh-Hant-TW"),
            ("de-1996", "de-1996"),
            ("es-419", "es-419"),
            ("sl-ROZAJ", "sl-rozaj"),
        ];
        for (tag, form) in forms {
            assert_eq!(canonical(tag), form);
        }
    }
}
