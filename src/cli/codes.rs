//! `casa explain`: what a problem means.

use super::context::Context;
use super::{messages, output, site};
use crate::diagnostic::{codes, explained, nearest};
use std::path::Path;
use std::process::ExitCode;

/// Arguments of `casa explain`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The code that stands in brackets before a message; all codes where missing
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let language = site::spoken(Path::new("."), context);
    let Some(code) = &arguments.code else {
        codes().for_each(output::line);
        return Ok(ExitCode::SUCCESS);
    };
    match explained(code) {
        Some(explanation) => {
            output::line(format_args!("{code}\n\n{}", explanation.text(language)));
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let near = nearest(code, codes());
            let (italian, english) = match &near {
                Some(near) => (
                    format!(" Forse intendevi «{near}»?"),
                    format!(" Did you mean `{near}`?"),
                ),
                None => (String::new(), String::new()),
            };
            Err(output::fail(messages::say(
                language,
                &format!("errore: nessun messaggio ha il codice «{code}».{italian}"),
                &format!("error: no message has the code `{code}`.{english}"),
            )))
        }
    }
}
