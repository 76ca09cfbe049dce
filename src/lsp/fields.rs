//! Fields, in words, and by the names that lead to them.

use crate::diagnostic::Language;
use crate::schema::{Field, Kind};

/// The field at the end of a path of names.
pub fn field_at<'a>(fields: &'a [Field], path: &[&str]) -> Option<&'a Field> {
    let (name, above) = path.split_last()?;
    fields_in(fields, above)?.iter().find(|f| f.name == *name)
}

/// The fields of the group at the end of a path of names; all if it is empty.
pub fn fields_in<'a>(mut fields: &'a [Field], path: &[&str]) -> Option<&'a [Field]> {
    for name in path {
        let field = fields.iter().find(|field| field.name == *name)?;
        match &field.kind {
            Kind::Group(inner) => fields = inner,
            _ => return None,
        }
    }
    Some(fields)
}

/// What there is to know of a field, as Markdown.
pub fn about(field: &Field, language: Language) -> String {
    let mut out = format!("**{}** · {}", field.label, kind(field, language));
    if field.required {
        out += match language {
            Language::Italian => ", obbligatorio",
            Language::English => ", required",
        };
    }
    if let Some(help) = &field.help {
        out += &format!("\n\n{help}");
    }
    let (italian, english) = match (field.min, field.max, &field.kind) {
        (_, Some(max), Kind::Text) => (
            format!("al massimo {max} caratteri"),
            format!("at most {max} characters"),
        ),
        (Some(min), Some(max), _) => (format!("da {min} a {max}"), format!("{min} to {max}")),
        (Some(min), None, _) => (format!("almeno {min}"), format!("at least {min}")),
        (None, Some(max), _) => (format!("al massimo {max}"), format!("at most {max}")),
        (None, None, _) => (String::new(), String::new()),
    };
    if !english.is_empty() {
        let limits = match language {
            Language::Italian => italian,
            Language::English => english,
        };
        out += &format!("\n\n{limits}");
    }
    if let Kind::Choice(choices) = &field.kind {
        out += "\n";
        for choice in choices {
            out += &format!("\n- `{}` {}", choice.value, choice.label);
        }
    }
    out
}

/// What a field holds.
pub fn kind(field: &Field, language: Language) -> String {
    let italian = language == Language::Italian;
    let (it, en) = match &field.kind {
        Kind::Text | Kind::Any => ("testo", "text"),
        Kind::Markdown => ("testo in Markdown", "text in Markdown"),
        Kind::Integer => ("numero intero", "whole number"),
        Kind::Number => ("numero", "number"),
        Kind::Boolean => ("true o false", "true or false"),
        Kind::Date => ("data: anno-mese-giorno", "date: year-month-day"),
        Kind::Choice(_) => ("valore di un elenco", "value of a list"),
        Kind::Ref(_) => ("rimando a una pagina", "reference to a page"),
        Kind::File => ("file", "file"),
        Kind::Image => ("immagine", "picture"),
        Kind::Url => ("indirizzo web", "web address"),
        Kind::Email => ("indirizzo e-mail", "e-mail address"),
        Kind::Group(_) => ("gruppo di campi", "group of fields"),
    };
    let mut words = if italian { it } else { en }.to_owned();
    if let Kind::Ref(types) = &field.kind
        && !types.is_empty()
    {
        words += &format!(" ({})", types.join(", "));
    }
    if field.many {
        words += if italian {
            ", anche più d'uno"
        } else {
            ", one or more"
        };
    }
    words
}
