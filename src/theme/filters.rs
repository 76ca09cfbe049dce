//! Filters for templates.

use super::format::{self, DateForm};
use crate::content::inline_html;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Registers the filters as they are in a language.
pub(super) fn register(tera: &mut Tera, language: &str) {
    let lang = language.to_owned();
    tera.register_filter("date", move |text: &str, args: Kwargs, _: &State<'_>| {
        let form = match args.get::<&str>("format")? {
            None | Some("long") => DateForm::Long,
            Some("short") => DateForm::Short,
            Some("month") => DateForm::Month,
            Some(other) => return Err(Error::message(format!("unknown date format `{other}`"))),
        };
        Ok(format::date(text, form, &lang))
    });
    let lang = language.to_owned();
    tera.register_filter("number", move |value: f64, args: Kwargs, _: &State<'_>| {
        let decimals = args.get::<usize>("decimals")?;
        TeraResult::Ok(format::number(value, decimals, &lang))
    });
    let lang = language.to_owned();
    tera.register_filter("bytes", move |value: u64, _: Kwargs, _: &State<'_>| {
        format::bytes(value, &lang)
    });
    tera.register_filter("safe_url", |text: &str, _: Kwargs, _: &State<'_>| {
        let allowed = ["https://", "http://", "mailto:", "tel:", "/", "#", "?"];
        let local = !text.contains(':');
        let begins = |start: &&str| {
            let begin = text.get(..start.len());
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        };
        if local || allowed.iter().any(begins) {
            text
        } else {
            "#"
        }
        .to_owned()
    });
    tera.register_filter("inline_markdown", |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&inline_html(text))
    });
}
