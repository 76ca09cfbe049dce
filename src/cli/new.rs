//! `casa new`: a page with the fields of its type.

use super::context::{Context, SiteArguments};
use super::{messages, output, site};
use crate::content::Date;
use crate::diagnostic::{Language, nearest};
use crate::pipeline;
use crate::schema::{ContentType, DefaultFor, Field, Kind, Role};
use crate::site::{Site, last_segment};
use crate::slug::slug;
use crate::yaml;
use std::fmt::Write;
use std::fs::OpenOptions;
use std::process::ExitCode;

/// Arguments of `casa new`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Content type, as named in the schema
    #[arg(value_name = "TYPE")]
    content_type: String,
    /// Title of the page
    title: String,
    #[command(flatten)]
    site: SiteArguments,
}

/// Most pages listed as possible values of a reference.
const SHOWN_PAGES: usize = 12;

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let options = site::options(root, None, true, context)?;
    let build = pipeline::build(sources, &options, None, |_| {});
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    let Some(id) = site.schema.find(&arguments.content_type) else {
        let unknown = unknown_type(site, &arguments.content_type, language);
        return Err(output::fail(unknown));
    };
    let content_type = &site.schema.types[id];
    let name = slug(&arguments.title);
    if name.is_empty() {
        let italian = "errore: il titolo deve avere almeno una lettera o una cifra";
        let english = "error: the title needs at least one letter or digit";
        return Err(output::fail(messages::say(language, italian, english)));
    }
    let place = match (&content_type.section, content_type.default_for) {
        (Some(section), _) => format!("{section}/{name}.md"),
        (None, Some(DefaultFor::Sections)) => format!("{name}/_index.md"),
        (None, _) => format!("{name}.md"),
    };
    let path = root.join("content").join(place);
    let today = options.visibility.today;
    let text = scaffold(site, content_type, &arguments.title, today, language);
    let written = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    match written {
        Ok(()) => {
            output::line(path.display());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let path = path.display();
            let italian = format!("errore: «{path}» c'è già: scegli un altro titolo");
            let english = format!("error: `{path}` exists already: choose another title");
            Err(output::fail(messages::say(language, &italian, &english)))
        }
        Err(error) => Err(output::fail(format_args!("{}: {error}", path.display()))),
    }
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

/// The text of a new page: required fields to fill in, the others as comments.
fn scaffold(
    site: &Site,
    content_type: &ContentType,
    title: &str,
    today: Date,
    language: Language,
) -> String {
    let mut out = String::from("---\n");
    let (required, optional): (Vec<&Field>, Vec<&Field>) = content_type
        .fields
        .iter()
        .filter(|field| !site.schema.open || is_name_for(field, content_type, language))
        // What readers fill in follows from the text.
        .filter(|field| field.role != Some(Role::Blanks))
        .partition(|f| f.required || f.role == Some(Role::Title));
    for field in required {
        let value = match field.role {
            Some(Role::Title) => format!(" {}", yaml::quoted(title)),
            Some(Role::Date) => format!(" {today}"),
            // What is left empty is reported; a value that only shows the form would be published.
            _ => empty(field),
        };
        comment(&mut out, site, field);
        let _ = writeln!(out, "{}:{value}", field.name);
    }
    if !optional.is_empty() {
        let italian = "# Facoltativi: togli il cancelletto a quelli che servono.";
        let english = "# Optional: remove the hash of those you need.";
        let _ = writeln!(out, "\n{}", messages::say(language, italian, english));
    }
    for field in optional {
        let _ = write!(
            out,
            "# {}:{}",
            field.name,
            empty(field).replace('\n', "\n# ")
        );
        let _ = writeln!(out, "    # {}", one_line(&about(site, field)));
    }
    out.push_str("---\n\n");
    out
}

/// Whether a field is the one that a page in this language has for its role: a site without schema
/// knows several names for most.
fn is_name_for(field: &Field, content_type: &ContentType, language: Language) -> bool {
    const ITALIAN: [&str; 3] = ["titolo", "sommario", "data"];
    let is_italian = |f: &&Field| ITALIAN.contains(&f.name.as_str());
    let alike = || {
        let fields = content_type.fields.iter();
        fields.filter(|f| f.role.is_some() && f.role == field.role)
    };
    let own = alike()
        .find(is_italian)
        .filter(|_| language == Language::Italian);
    own.or_else(|| alike().next())
        .is_none_or(|own| own.name == field.name)
}

/// A line above a required field that says what to write.
fn comment(out: &mut String, site: &Site, field: &Field) {
    let _ = writeln!(out, "# {}", one_line(&about(site, field)));
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Label, help and allowed values of a field.
fn about(site: &Site, field: &Field) -> String {
    let mut text = field.label.clone();
    if let Some(help) = &field.help {
        let _ = write!(text, ". {help}");
    }
    match &field.kind {
        Kind::Choice(choices) => {
            let values: Vec<&str> = choices.iter().map(|c| c.value.as_str()).collect();
            let _ = write!(text, " [{}]", values.join(" | "));
        }
        Kind::Ref(types) if !types.is_empty() => {
            let names: Vec<&str> = site
                .pages
                .iter()
                .filter(|page| types.contains(&site.schema.types[page.content_type()].name))
                .map(|page| last_segment(&page.path))
                .collect();
            let shown = names[..names.len().min(SHOWN_PAGES)].join(" | ");
            let more = if names.len() > SHOWN_PAGES {
                " | …"
            } else {
                ""
            };
            let _ = write!(text, " [{shown}{more}]");
        }
        _ => {}
    }
    text
}

/// What stands after the colon of a field that is to be filled in: nothing, or the fields of a group.
fn empty(field: &Field) -> String {
    match &field.kind {
        Kind::Group(fields) => group(fields, field.many),
        _ => String::new(),
    }
}

fn group(fields: &[Field], many: bool) -> String {
    let mut out = String::new();
    for (i, field) in fields.iter().filter(|f| f.required).enumerate() {
        let lead = match (many, i) {
            (true, 0) => "\n  - ",
            (true, _) => "\n    ",
            (false, _) => "\n  ",
        };
        let _ = write!(out, "{lead}{}:{}", field.name, empty(field));
    }
    out
}
