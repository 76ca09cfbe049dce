//! `casa fmt`.

use super::context::{CONTENT_ERRORS, Context, SiteArguments};
use super::{messages, output, site};
use crate::config;
use crate::content::{in_normal_form, page_path};
use crate::diagnostic::Language;
use crate::folder;
use crate::source::Sources;
use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::process::ExitCode;

/// Arguments of `casa fmt`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Write nothing; exit code 1 if there is something to write
    #[arg(long)]
    check: bool,
}

/// What was found.
#[derive(Default)]
struct Found {
    changed: usize,
    /// Pages whose front matter has no normal form.
    left: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let language = language(&sources, context);
    let mut found = Found::default();
    for (_, file) in sources.iter().filter(|(_, file)| file.is_page()) {
        if page_path(&file.path).is_none() {
            continue;
        }
        let disk = root.join(&file.path);
        let unread = |error| output::fail(messages::unread(&disk, &error, language));
        let bytes = fs::read(&disk).map_err(unread)?;
        let Ok(text) = str::from_utf8(&bytes) else {
            found.leave(&file.path, language);
            continue;
        };
        match in_normal_form(text) {
            None => found.leave(&file.path, language),
            Some(Cow::Borrowed(_)) => {}
            Some(Cow::Owned(normal)) => {
                found.changed += 1;
                if !arguments.check {
                    let write = |file: &mut fs::File| file.write_all(normal.as_bytes());
                    folder::replace(&disk, write).map_err(|error| {
                        output::fail(messages::unwritten(&disk, &error, language))
                    })?;
                }
                output::line(&file.path);
            }
        }
    }
    if !context.quiet {
        found.say(arguments.check, language);
    }
    Ok(match arguments.check && found.changed > 0 {
        true => ExitCode::from(CONTENT_ERRORS),
        false => ExitCode::SUCCESS,
    })
}

fn language(sources: &Sources, context: Context) -> Language {
    let config = config::read(sources, "", &[], &mut Vec::new());
    messages::language(context, Some(&config.language))
}

impl Found {
    fn leave(&mut self, path: &str, language: Language) {
        self.left += 1;
        let italian = format!("lasciata com'è: «{path}»; che cos'ha lo dice casa check");
        let english = format!("left as it is: `{path}`; casa check says what is wrong");
        output::error_line(messages::say(language, &italian, &english));
    }

    fn say(&self, check: bool, language: Language) {
        let (italian, english) = match (self.changed, check) {
            (0, _) => (
                "tutte le intestazioni sono in forma normale".to_owned(),
                "all front matter is in its normal form".to_owned(),
            ),
            (n, true) => (
                format!("{} da riscrivere: casa fmt", messages::pages(n, language)),
                format!("{} to be rewritten: casa fmt", messages::pages(n, language)),
            ),
            (n, false) => (
                format!("{} in forma normale", messages::pages(n, language)),
                format!("{} in normal form", messages::pages(n, language)),
            ),
        };
        if self.changed > 0 || self.left == 0 {
            output::line(messages::say(language, &italian, &english));
        }
    }
}
