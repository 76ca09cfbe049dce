//! `casa guide`: the types of pages and what is said of mistakes, in Markdown, for whoever writes
//! the guide of a site's editors. It is made of the schema, so that the guide says what the schema
//! does.

mod example;

use super::context::{Context, SiteArguments};
use super::messages::say;
use super::{messages, output, site};
use crate::diagnostic::{Language, codes, explained};
use crate::schema::{ContentType, DefaultFor, Field, Kind, TypeId};
use crate::site::Site;
use example::example;
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments of `casa guide`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// What each message means, instead of the types
    #[arg(long)]
    messages: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let build = site::built(root, false, context)?;
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    output::text(match arguments.messages {
        true => meanings(language),
        false => Guide { site, language }.types(),
    });
    Ok(ExitCode::SUCCESS)
}

/// All codes of messages, and what each means.
fn meanings(language: Language) -> String {
    let mut out = say(
        language,
        "| Codice | Che cosa vuol dire |",
        "| Code | What it means |",
    );
    out += "\n|---|---|\n";
    for code in codes() {
        let text = explained(code).map(|explanation| explanation.text(language));
        let meaning = text.as_deref().and_then(|text| text.lines().next());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{code}` | {} |", cell(meaning.unwrap_or_default()));
    }
    out
}

/// The guide to the types of a site.
struct Guide<'a> {
    site: &'a Site,
    language: Language,
}

/// What is said of one field.
#[derive(Clone, PartialEq, Eq)]
struct Row {
    name: String,
    required: bool,
    about: String,
    written: String,
}

impl Guide<'_> {
    fn say(&self, italian: &str, english: &str) -> String {
        say(self.language, italian, english)
    }

    /// All types: first the fields that they share, then each with its own and an example.
    fn types(&self) -> String {
        let common = self.common();
        let mut out = String::new();
        if !common.is_empty() {
            let title = self.say("I campi di tutte le pagine", "The fields of all pages");
            let _ = writeln!(out, "### {title}\n\n{}", self.table_of(&common.concat()));
        }
        for (id, content_type) in self.types_of_the_site() {
            let own = content_type.fields.iter().map(|field| self.rows(field, ""));
            let own: Vec<Row> = own
                .filter(|rows| !common.contains(rows))
                .flatten()
                .collect();
            let label = &content_type.label;
            let _ = writeln!(out, "### {label}\n\n{}\n", self.place(content_type));
            if !own.is_empty() {
                let _ = writeln!(out, "{}", self.table_of(&own));
            }
            if let Some((path, text)) = example(self.site, id) {
                let from = self.say("Per esempio, da", "For example, of");
                let _ = writeln!(out, "{from} `{path}`:\n\n````markdown\n{text}````\n");
            }
        }
        out.truncate(out.trim_end().len());
        out + "\n"
    }

    /// Types, without those that only stand in for what the schema does not have.
    fn types_of_the_site(&self) -> impl Iterator<Item = (TypeId, &ContentType)> {
        let schema = &self.site.schema;
        let types = schema.types.iter().enumerate();
        types.filter(|(_, content_type)| schema.open || !content_type.open)
    }

    /// What all types say alike of a field, in the order of the first.
    fn common(&self) -> Vec<Vec<Row>> {
        let types: Vec<&ContentType> = self.types_of_the_site().map(|(_, found)| found).collect();
        let [first, others @ ..] = types.as_slice() else {
            return Vec::new();
        };
        let rows = first.fields.iter().map(|field| self.rows(field, ""));
        let is_common = |rows: &Vec<Row>| {
            let mut of_others = others.iter().filter_map(|other| other.field(&rows[0].name));
            let alike = of_others
                .by_ref()
                .filter(|field| self.rows(field, "") == *rows);
            !others.is_empty() && alike.count() == others.len()
        };
        rows.filter(is_common).collect()
    }

    fn place(&self, content_type: &ContentType) -> String {
        let name = self.say("NOME", "NAME");
        let file = match (&content_type.section, content_type.default_for) {
            (Some(section), _) => format!("content/{section}/{name}.md"),
            (None, Some(DefaultFor::Sections)) => "_index.md".to_owned(),
            (None, _) => return self.say("Nelle altre cartelle.", "In other folders."),
        };
        let mut place = format!("File: `{file}`.");
        if let Some(source) = &content_type.source {
            let table = &self.site.sources.get(source.file).path;
            place += &self.say(
                &format!(" Ogni riga di `{table}` è già una pagina: il file aggiunge il testo e gli altri campi."),
                &format!(" Each row of `{table}` is a page already: the file adds the text and other fields."),
            );
        }
        place
    }

    fn table_of(&self, rows: &[Row]) -> String {
        let mut out = self.say(
            "| Campo | Che cosa contiene | Come si scrive |",
            "| Field | What it holds | How it is written |",
        );
        out += "\n|---|---|---|\n";
        for row in rows {
            let required = match row.required {
                true => self.say(" (obbligatorio)", " (required)"),
                false => String::new(),
            };
            let Row {
                name,
                about,
                written,
                ..
            } = row;
            let _ = writeln!(
                out,
                "| `{name}`{required} | {} | {} |",
                cell(about),
                cell(written)
            );
        }
        out
    }

    /// A field, and below it those of a group.
    fn rows(&self, field: &Field, above: &str) -> Vec<Row> {
        let name = format!("{above}{}", field.name);
        let help = field.help.as_deref().map(|help| format!(": {help}"));
        let mut rows = vec![Row {
            required: field.required,
            about: field.label.clone() + help.as_deref().unwrap_or(""),
            written: self.written(field),
            name: name.clone(),
        }];
        if let Kind::Group(fields) = &field.kind {
            let below = format!("{name}.");
            rows.extend(fields.iter().flat_map(|field| self.rows(field, &below)));
        }
        rows
    }

    /// How a value is written.
    fn written(&self, field: &Field) -> String {
        let mut words = match field.many {
            true => self.say("elenco: ", "list: "),
            false => String::new(),
        };
        words += &self.value(&field.kind);
        let is_text = matches!(field.kind, Kind::Text | Kind::Markdown);
        if let Some(most) = field.max {
            words += &match is_text {
                true => self.say(
                    &format!(", al massimo {most} caratteri"),
                    &format!(", at most {most} characters"),
                ),
                false => self.say(
                    &format!(", al massimo {most}"),
                    &format!(", at most {most}"),
                ),
            };
        }
        if let Some(least) = field.min {
            words += &self.say(&format!(", almeno {least}"), &format!(", at least {least}"));
        }
        if let Some(pattern) = &field.pattern {
            let form = self.say("della forma", "of the form");
            words += &format!(", {form} `{pattern}`");
        }
        words
    }

    fn value(&self, kind: &Kind) -> String {
        let quoted = |names: Vec<&str>| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(", ")
        };
        match kind {
            Kind::Text => self.say("testo", "text"),
            Kind::Markdown => self.say("testo in Markdown", "text in Markdown"),
            Kind::Integer => self.say("numero intero", "whole number"),
            Kind::Number => self.say("numero, con il punto per i decimali", "number"),
            Kind::Boolean => self.say("`true` o `false`", "`true` or `false`"),
            Kind::Date => self.say("data, come `2022-04-14`", "date, such as `2022-04-14`"),
            Kind::Choice(choices) => {
                let values = choices.iter().map(|choice| choice.value.as_str());
                let values = quoted(values.collect());
                self.say(&format!("uno tra {values}"), &format!("one of {values}"))
            }
            Kind::Ref(types) => {
                let schema = &self.site.schema;
                let named = types.iter().filter_map(|name| schema.find(name));
                let labels: Vec<&str> = named.map(|id| schema.types[id].label.as_str()).collect();
                let labels = labels.join(", ");
                match types.is_empty() {
                    true => self.say("pagina di qualsiasi tipo", "page of any type"),
                    false => self.say(
                        &format!("pagina di tipo {labels}"),
                        &format!("page of type {labels}"),
                    ),
                }
            }
            Kind::File => self.say("file", "file"),
            Kind::Image => self.say("immagine", "picture"),
            Kind::Url => self.say("indirizzo `https://…`", "address `https://…`"),
            Kind::Email => self.say("indirizzo e-mail", "e-mail address"),
            Kind::Group(_) => self.say("gruppo di campi, qui sotto", "group of fields, below"),
            Kind::Any => self.say("qualsiasi valore", "any value"),
        }
    }
}

/// A text inside a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('\n', " ")
        .replace('<', "&lt;")
}
