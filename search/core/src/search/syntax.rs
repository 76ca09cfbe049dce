//! What readers type, taken apart: words, "phrases", -exclusions, facet:value.

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

/// Takes `text` apart. `is_field` says whether something of the index has a
/// name; what has none before a colon is a word.
pub(super) fn parse(text: &str, is_field: &dyn Fn(&str) -> bool) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let minus = rest.strip_prefix('-');
        let minus = minus.filter(|rest| !rest.starts_with([' ', '-']) && !rest.is_empty());
        let excluded = minus.is_some();
        rest = minus.unwrap_or(rest);
        let end = word_end(rest);
        let colon = rest[..end].bytes().position(|byte| byte == b':');
        let field = colon.filter(|&at| {
            let value = &rest[at + 1..];
            !rest.starts_with(is_quote)
                && !value.is_empty()
                && !value.starts_with(' ')
                && is_field(&rest[..at])
        });
        if let Some(at) = field {
            let (value, _, after) = value(&rest[at + 1..]);
            parsed.fields.push(Field {
                name: rest[..at].to_owned(),
                value: value.to_owned(),
                excluded,
            });
            rest = after.trim_start();
            continue;
        }
        let (value, quoted, after) = value(rest);
        if excluded {
            parsed.excluded.push(value.to_owned());
        } else {
            if quoted {
                parsed.phrases.push(value.to_owned());
            }
            if !parsed.words.is_empty() {
                parsed.words.push(' ');
            }
            parsed.words.push_str(value);
        }
        parsed.open = !excluded && !quoted && after.is_empty();
        rest = after.trim_start();
    }
    parsed
}

/// A quoted text without its quotes, or a word; and what comes after.
fn value(text: &str) -> (&str, bool, &str) {
    let opening = text.chars().next().filter(|&c| is_quote(c));
    let Some(opening) = opening else {
        let end = word_end(text);
        return (&text[..end], false, &text[end..]);
    };
    let inside = &text[opening.len_utf8()..];
    match inside.char_indices().find(|&(_, c)| is_quote(c)) {
        Some((end, closing)) => (&inside[..end], true, &inside[end + closing.len_utf8()..]),
        // Still being typed.
        None => (inside, true, ""),
    }
}

fn word_end(text: &str) -> usize {
    let mut ends = text.char_indices();
    let end = ends.find(|&(at, c)| c == ' ' || at > 0 && is_quote(c));
    end.map_or(text.len(), |(at, _)| at)
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
            ("“ente capo", "ente capo [ente capo] [] []"),
            ("bandi -scaduti", "bandi [] [scaduti] []"),
            ("-\"in corso\" bandi", "bandi [] [in corso] []…"),
            ("nord-est - sud", "nord-est - sud [] [] []…"),
            ("tipo:notizia pnrr", "pnrr [] [] [tipo=notizia]…"),
            ("-tipo:\"buona pratica\"", " [] [] [-tipo=buona pratica]"),
            ("nota:bene tipo:", "nota:bene tipo: [] [] []…"),
            ("tipo: notizia", "tipo: notizia [] [] []…"),
            ("\"tipo:notizia\"", "tipo:notizia [tipo:notizia] [] []"),
            ("5\"ab", "5 ab [ab] [] []"),
            ("\"", " [] [] []"),
        ] {
            assert_eq!(shown(text).replace("[|", "["), expected, "{text}");
        }
    }
}
