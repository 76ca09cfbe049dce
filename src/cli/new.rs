//! `casa new`: a page with the fields of its type.

mod answers;
mod scaffold;

use super::context::{Context, SiteArguments};
use super::{messages, output, site, terminal};
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::folder;
use crate::load;
use crate::pipeline::{self, Build, Options};
use crate::report;
use crate::schema::{ContentType, DefaultFor, Role};
use crate::site::Site;
use crate::slug::slug;
use crate::yaml;
use scaffold::{Values, scaffold};
use serde::Serialize;
use std::fs::OpenOptions;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `casa new`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Content type, as named in the schema; asked for at a terminal
    #[arg(value_name = "TYPE")]
    content_type: Option<String>,
    /// Title of the page; asked for at a terminal
    title: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
    /// Name of the file, and so the end of the address; by default made of the title
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Value of a field, several with commas; as often as needed
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// Say as JSON which file was written, and what is wrong with it still; ask nothing
    #[arg(long)]
    json: bool,
}

/// What `--json` says.
#[derive(Serialize)]
struct Written {
    /// Path of the file below the root of the site.
    file: String,
    #[serde(rename = "type")]
    content_type: String,
    /// What is wrong with it still, as `casa check --format json` says it.
    problems: Vec<report::Diagnostic>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let options = site::options(root, None, true, context)?;
    let build = pipeline::build(sources, &options, None, |_| {});
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    let asks = terminal::is_there() && !arguments.json;
    let nobody = || output::fail(unsaid(language));
    let id = match &arguments.content_type {
        Some(name) => site.schema.find(name).ok_or_else(|| {
            let unknown = unknown_type(site, name, language);
            output::fail(unknown)
        })?,
        None if asks => answers::content_type(site, language).ok_or_else(nobody)?,
        None => return Err(nobody()),
    };
    let content_type = &site.schema.types[id];
    let title = match &arguments.title {
        Some(title) => title.clone(),
        None if asks => {
            let question = messages::say(language, "Titolo", "Title");
            terminal::ask(&question, "").ok_or_else(nobody)?
        }
        None => return Err(nobody()),
    };
    let name = name(arguments, &title, asks, language)?;
    let mut values = given(arguments, content_type, language)?;
    if let Some(field) = content_type.role(Role::Title) {
        values.insert(field.name.clone(), yaml::quoted(&title));
    }
    let today = options.visibility.today;
    if asks {
        answers::ask(site, content_type, today, &mut values, language).ok_or_else(nobody)?;
    } else if let Some(field) = content_type.role(Role::Date).filter(|field| field.required) {
        let day = today.to_string();
        values.entry(field.name.clone()).or_insert(day);
    }
    let place = match (&content_type.section, content_type.default_for) {
        (Some(section), _) => format!("{section}/{name}.md"),
        (None, Some(DefaultFor::Sections)) => format!("{name}/_index.md"),
        (None, _) => format!("{name}.md"),
    };
    let text = scaffold(site, content_type, &values, language);
    write(&root.join("content").join(&place), &text, language)?;
    let file = format!("content/{place}");
    arguments.say(&build, &options, (file, content_type), context, language)
}

impl Arguments {
    /// Says which file was written, and what is wrong with it still.
    fn say(
        &self,
        build: &Build,
        options: &Options,
        (file, content_type): (String, &ContentType),
        context: Context,
        language: Language,
    ) -> Result<ExitCode, ExitCode> {
        let root = &self.site.root;
        let before = &build.pages.sources;
        let sources = load::read(root, before, site::now())
            .map_err(|error| output::fail(messages::load_error(&error, language)))?;
        let now = build.again(Arc::new(sources), |_| {});
        let sources = &now.pages.sources;
        let found: Vec<Diagnostic> = now
            .diagnostics
            .into_iter()
            .filter(|diagnostic| sources.get(diagnostic.span.file).path == file)
            .collect();
        if self.json {
            let written = Written {
                file,
                content_type: content_type.name.clone(),
                problems: report::list(&found, sources, language),
            };
            let json = serde_json::to_string_pretty(&written);
            output::line(json.expect("texts and numbers are JSON"));
            return Ok(ExitCode::SUCCESS);
        }
        output::line(folder::shown(&root.join(&file)));
        if !found.is_empty() && !context.quiet && options.visibility.drafts {
            let italian = "\nPrima di pubblicarla:\n";
            let english = "\nBefore it is published:\n";
            output::error_line(messages::say(language, italian, english));
            for problem in report::list(&found, sources, language) {
                output::error_line(format_args!(
                    "  {}: {}",
                    problem.place.line, problem.message
                ));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// That type and title have to be said where nobody can be asked.
fn unsaid(language: Language) -> String {
    let italian = "errore: servono il tipo e il titolo: casa new TIPO \"Titolo\"";
    let english = "error: type and title are needed: casa new TYPE \"Title\"";
    messages::say(language, italian, english)
}

/// The name of the file.
fn name(
    arguments: &Arguments,
    title: &str,
    asks: bool,
    language: Language,
) -> Result<String, ExitCode> {
    let proposed = slug(title);
    let wanted = match &arguments.slug {
        Some(wanted) => wanted.clone(),
        None if asks => {
            let question = messages::say(language, "Nome del file", "Name of the file");
            let answer = terminal::ask(&question, &proposed);
            answer.ok_or_else(|| output::fail(unsaid(language)))?
        }
        None => proposed,
    };
    let name = slug(wanted.strip_suffix(".md").unwrap_or(&wanted));
    if name.is_empty() {
        let italian = "errore: il titolo deve avere almeno una lettera o una cifra";
        let english = "error: the title needs at least one letter or digit";
        return Err(output::fail(messages::say(language, italian, english)));
    }
    Ok(name)
}

/// The values that were given as arguments.
fn given(
    arguments: &Arguments,
    content_type: &ContentType,
    language: Language,
) -> Result<Values, ExitCode> {
    let mut values = Values::new();
    for set in &arguments.set {
        let (name, value) = set.split_once('=').unwrap_or((set, ""));
        let Some(field) = content_type.field(name) else {
            let names = content_type.fields.iter().map(|field| field.name.as_str());
            let near = nearest(name, names);
            let (mut italian, mut english) = (
                format!("errore: «{}» non ha il campo «{name}»", content_type.label),
                format!("error: `{}` has no field `{name}`", content_type.label),
            );
            if let Some(near) = near {
                italian += &format!("\n\nForse intendevi «{near}»?");
                english += &format!("\n\nDid you mean `{near}`?");
            }
            return Err(output::fail(messages::say(language, &italian, &english)));
        };
        values.insert(field.name.clone(), answers::as_yaml(field, value));
    }
    Ok(values)
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str, language: Language) -> Result<(), ExitCode> {
    let written = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| OpenOptions::new().write(true).create_new(true).open(path))
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            let path = path.display();
            let italian = format!("errore: «{path}» c'è già: scegli un altro titolo");
            let english = format!("error: `{path}` exists already: choose another title");
            output::fail(messages::say(language, &italian, &english))
        }
        _ => output::fail(messages::unwritten(path, &error, language)),
    })
}

fn unknown_type(site: &Site, name: &str, language: Language) -> String {
    let names: Vec<&str> = site.schema.types.iter().map(|t| t.name.as_str()).collect();
    let (italian, english) = match nearest(name, names.iter().copied()) {
        Some(near) => (
            format!("Forse intendevi «{near}»? "),
            format!("Did you mean `{near}`? "),
        ),
        None => (String::new(), String::new()),
    };
    let list = names.join(", ");
    messages::say(
        language,
        &format!("errore: il tipo «{name}» non esiste\n\n{italian}I tipi sono: {list}"),
        &format!("error: there is no type `{name}`\n\n{english}The types are: {list}"),
    )
}
