//! What is wrong with the words after `casa`, in Italian too. Help is in English.

use super::context::{Context, Lang};
use super::no_value::NoValue;
use super::{output, site};
use crate::diagnostic::Language;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::num::{IntErrorKind, ParseIntError};
use std::path::Path;
use std::process::ExitCode;

/// Says what is wrong, or prints the help that was asked for: its exit code.
pub(super) fn refuse(error: &clap::Error) -> ExitCode {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    match italian(error).filter(|_| language(&words) == Language::Italian) {
        Some(text) => output::fail(text),
        None => {
            // There is no other place to say so.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(super::context::FAILED))
        }
    }
}

/// The language to speak where the words cannot be read as a whole.
fn language(words: &[String]) -> Language {
    let value = |name: &str| {
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.strip_prefix(name) {
                Some("") => return words.next().map(String::as_str),
                Some(rest) if rest.starts_with('=') => return Some(&rest[1..]),
                _ => {}
            }
        }
        None
    };
    let lang = match value("--lang") {
        Some("it") => Some(Lang::It),
        Some("en") => Some(Lang::En),
        _ => None,
    };
    let root = value("--root").unwrap_or(".");
    site::spoken(Path::new(root), Context { lang, quiet: false })
}

/// What is wrong, and the form that is right; `None` for what is no mistake.
fn italian(error: &clap::Error) -> Option<String> {
    let said = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("manca il valore di «{argument}»"),
        ErrorKind::InvalidValue => format!("«{value}» non è un valore di «{argument}»"),
        ErrorKind::ValueValidation => {
            format!("«{value}» non va bene per «{argument}»: {}", reason(error))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("l'opzione «{argument}» non esiste")
        }
        ErrorKind::UnknownArgument => format!("«{argument}» è di troppo"),
        ErrorKind::InvalidSubcommand => {
            let command = said(ContextKind::InvalidSubcommand);
            format!("il comando «{command}» non esiste")
        }
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            other if other == argument => format!("«{argument}» può esserci una volta sola"),
            other => format!("«{argument}» non va insieme a «{other}»"),
        },
        ErrorKind::MissingRequiredArgument => format!("manca: {argument}"),
        ErrorKind::MissingSubcommand => "manca il comando".to_owned(),
        ErrorKind::NoEquals => format!("tra «{argument}» e il suo valore serve «=»"),
        ErrorKind::InvalidUtf8 => "quello che è scritto non è in UTF-8".to_owned(),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("i valori di «{argument}» non sono quanti ne servono")
        }
        _ => return None,
    };
    let mut lines = vec![format!("errore: {what}"), String::new()];
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let meant = suggested
        .into_iter()
        .map(said)
        .find(|meant| !meant.is_empty());
    lines.extend(meant.map(|meant| format!("Forse intendevi «{meant}»?")));
    let values = said(ContextKind::ValidValue);
    if !values.is_empty() {
        lines.push(format!("I valori sono: {values}"));
    }
    let usage = said(ContextKind::Usage);
    if !usage.is_empty() {
        let usage = usage.replace("Usage:", "Uso:");
        lines.push(
            usage
                .replace("[OPTIONS]", "[OPZIONI]")
                .replace("COMMAND", "COMANDO"),
        );
    }
    lines.push("Per saperne di più: --help".to_owned());
    Some(lines.join("\n"))
}

/// What is known of a mistake, in words.
fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Why a value is none.
fn reason(error: &clap::Error) -> String {
    let Some(source) = error.source() else {
        return "non si capisce".to_owned();
    };
    if let Some(reason) = source.downcast_ref::<NoValue>() {
        return reason.italian().to_owned();
    }
    if let Some(number) = source.downcast_ref::<ParseIntError>() {
        return match number.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "è un numero troppo grande",
            _ => "serve un numero intero, in cifre",
        }
        .to_owned();
    }
    if source.is::<std::net::AddrParseError>() {
        return "serve un indirizzo IP, per esempio 0.0.0.0".to_owned();
    }
    let text = source.to_string();
    match text.split_once(" is not in ") {
        Some((_, range)) => format!("non è in {range}"),
        None => text,
    }
}
