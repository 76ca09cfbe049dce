//! What readers type, taken apart: words, "phrases", -exclusions, facet:value.

use crate::text::cut;

/// The parts of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// The words that rank, those of phrases among them, spaces between.
    pub(super) words: String,
    /// What has to be there as it stands.
    pub(super) phrases: Vec<String>,
    /// What must not be there: a word, or more as they stand.
    pub(super) excluded: Vec<String>,
    /// Facets or orders with the value that is asked for.
    pub(super) fields: Vec<Field>,
    /// Whether the text ends within a word that ranks.
    pub(super) open: bool,
}

/// `name:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: String,
    /// Whether it was written with a minus.
    pub(super) excluded: bool,
}

impl Parsed {
    /// Whether there are words beside phrases, which may do without these.
    pub(super) fn can_loosen(&self) -> bool {
        !self.phrases.is_empty() && self.words != self.phrases.join(" ")
    }
}

/// Takes `text` apart. `is_field` says whether something of the index has a
/// name; what has none before a colon is a word.
pub(super) fn parse(text: &str, is_field: &dyn Fn(&str) -> bool) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = text.trim_ascii_start();
    while !rest.is_empty() {
        let excluded = match rest.as_bytes() {
            [b'-', next, ..] => !matches!(next, b' ' | b'-'),
            _ => false,
        };
        rest = &rest[usize::from(excluded)..];
        if let Some((name, _)) = cut(&rest[..word_end(rest)], b':')
            && !name.chars().next().is_some_and(is_quote)
            && !matches!(rest.as_bytes()[name.len() + 1..], [] | [b' ', ..])
            && is_field(name)
        {
            let (value, _, after) = value(&rest[name.len() + 1..]);
            parsed.fields.push(Field {
                name: name.to_owned(),
                value: value.to_owned(),
                excluded,
            });
            rest = after.trim_ascii_start();
            continue;
        }
        let (value, quoted, after) = value(rest);
        // A letter after a minus is an option of a program (`ls -l`).
        let option = excluded && !quoted && value.len() == 1;
        if excluded && !option {
            parsed.excluded.push(value.to_owned());
        } else {
            if quoted {
                parsed.phrases.push(value.to_owned());
            }
            if !parsed.words.is_empty() {
                parsed.words.push(' ');
            }
            if option {
                parsed.words.push('-');
            }
            parsed.words.push_str(value);
        }
        parsed.open = (option || !excluded) && !quoted && after.is_empty();
        rest = after.trim_ascii_start();
    }
    parsed
}

/// A quoted text without its quotes, or a word; and what comes after.
fn value(whole: &str) -> (&str, bool, &str) {
    let text = whole;
    let mut inside = text.chars();
    if !inside.next().is_some_and(is_quote) {
        let (word, after) = text.split_at(word_end(text));
        return (word, false, after);
    }
    let text = inside.as_str();
    while let Some(c) = inside.next() {
        if is_quote(c) {
            let end = text.len() - inside.as_str().len() - c.len_utf8();
            return (&text[..end], true, inside.as_str());
        }
    }
    // One quotation mark alone is a sign like others.
    let (word, after) = whole.split_at(word_end(whole));
    (word, false, after)
}

fn word_end(text: &str) -> usize {
    let mut end = 0;
    for c in text.chars() {
        if c == ' ' || end > 0 && is_quote(c) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words, phrases, exclusions and fields, each in its own brackets.
    fn shown(text: &str) -> String {
        let parsed = parse(text, &|name| name == "tipo");
        let fields = parsed.fields.iter().map(|field| {
            let minus = if field.excluded { "-" } else { "" };
            format!("{minus}{}={}", field.name, field.value)
        });
        format!(
            "{} [{}] [{}] [{}]{}",
            parsed.words,
            parsed.phrases.join("|"),
            parsed.excluded.join("|"),
            fields.collect::<Vec<_>>().join("|"),
            if parsed.open { "…" } else { "" },
        )
    }

    #[test]
    fn parts() {
        for (text, expected) in [
            ("", " [] [] []"),
            ("bandi di gara", "bandi di gara [] [] []…"),
            ("bandi ", "bandi [] [] []"),
            (
                "\"ente capofila\" bandi",
                "ente capofila bandi [ente capofila] [] []…",
            ),
            ("«ente capofila»", "ente capofila [ente capofila] [] []"),
            ("“ente capo", "“ente capo [] [] []…"),
            ("-n", "-n [] [] []…"),
            ("ls -l", "ls -l [] [] []…"),
            ("bandi -scaduti", "bandi [] [scaduti] []"),
            ("-\"in corso\" bandi", "bandi [] [in corso] []…"),
            ("nord-est - sud", "nord-est - sud [] [] []…"),
            ("tipo:notizia pnrr", "pnrr [] [] [tipo=notizia]…"),
            ("-tipo:\"buona pratica\"", " [] [] [-tipo=buona pratica]"),
            ("nota:bene tipo:", "nota:bene tipo: [] [] []…"),
            ("tipo: notizia", "tipo: notizia [] [] []…"),
            ("\"tipo:notizia\"", "tipo:notizia [tipo:notizia] [] []"),
            ("5\"ab", "5 \"ab [] [] []…"),
            ("\"", "\" [] [] []…"),
        ] {
            assert_eq!(shown(text).replace("[|", "["), expected, "{text}");
        }
    }
}
