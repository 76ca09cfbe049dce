//! `casa init`: a new portal.

use super::context::Context;
use super::{messages, output, terminal};
use crate::diagnostic::Language;
use crate::folder;
use crate::slug::slug;
use crate::yaml;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `casa init`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the new portal
    #[arg(default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Title of the portal; asked for at a terminal
    #[arg(long)]
    title: Option<String>,
    /// Language of its pages; asked for at a terminal, else that of the environment
    #[arg(long, value_enum)]
    language: Option<Tongue>,
    /// Types of pages, with commas; asked for at a terminal, else none
    #[arg(long, value_enum, value_delimiter = ',')]
    types: Option<Vec<Kind>>,
}

/// Languages that a portal can begin in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    /// Italiano
    It,
    /// English
    En,
}

/// Types that a portal can begin with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// What has happened
    News,
    /// Texts to be adopted or read
    Documents,
    /// What others have done, and how
    Practices,
    /// No type: any field is taken as it comes
    None,
}

/// A type as a portal has it: its file, its definition, its section.
struct Type {
    kind: Kind,
    file: &'static str,
    definition: &'static str,
    section: &'static str,
    plural: &'static str,
}

/// What a portal in a language begins with.
struct Beginning {
    common: [(&'static str, &'static str); 3],
    types: [Type; 3],
    configuration: &'static str,
    title: &'static str,
}

const ITALIAN: Beginning = Beginning {
    common: [
        ("_common.yaml", include_str!("init/it/_common.yaml")),
        ("pagina.yaml", include_str!("init/it/pagina.yaml")),
        ("sezione.yaml", include_str!("init/it/sezione.yaml")),
    ],
    types: [
        Type {
            kind: Kind::News,
            file: "notizia.yaml",
            definition: include_str!("init/it/notizia.yaml"),
            section: "notizie",
            plural: "Notizie",
        },
        Type {
            kind: Kind::Documents,
            file: "documento.yaml",
            definition: include_str!("init/it/documento.yaml"),
            section: "documenti",
            plural: "Documenti",
        },
        Type {
            kind: Kind::Practices,
            file: "pratica.yaml",
            definition: include_str!("init/it/pratica.yaml"),
            section: "pratiche",
            plural: "Buone pratiche",
        },
    ],
    configuration: include_str!("init/it/casa.yaml"),
    title: "titolo",
};

const ENGLISH: Beginning = Beginning {
    common: [
        ("_common.yaml", include_str!("init/en/_common.yaml")),
        ("page.yaml", include_str!("init/en/page.yaml")),
        ("section.yaml", include_str!("init/en/section.yaml")),
    ],
    types: [
        Type {
            kind: Kind::News,
            file: "news.yaml",
            definition: include_str!("init/en/news.yaml"),
            section: "news",
            plural: "News",
        },
        Type {
            kind: Kind::Documents,
            file: "document.yaml",
            definition: include_str!("init/en/document.yaml"),
            section: "documents",
            plural: "Documents",
        },
        Type {
            kind: Kind::Practices,
            file: "practice.yaml",
            definition: include_str!("init/en/practice.yaml"),
            section: "practices",
            plural: "Good practices",
        },
    ],
    configuration: include_str!("init/en/casa.yaml"),
    title: "title",
};

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.root;
    let speaks = messages::language(context, None);
    if root.join("content").exists() {
        let root = root.display();
        let italian = format!("errore: in «{root}» c'è già content/: scegli un'altra cartella");
        let english =
            format!("error: there is content/ in `{root}` already: choose another folder");
        return Err(output::fail(messages::say(speaks, &italian, &english)));
    }
    let (title, tongue, kinds) = arguments.answers(speaks).ok_or_else(|| {
        let italian = "errore: serve il titolo: casa init --title \"Titolo\"";
        let english = "error: the title is needed: casa init --title \"Title\"";
        output::fail(messages::say(speaks, italian, english))
    })?;
    let (beginning, language) = match tongue {
        Tongue::It => (&ITALIAN, Language::Italian),
        Tongue::En => (&ENGLISH, Language::English),
    };
    let files = files(beginning, &title, &kinds);
    for (path, text) in &files {
        let path = root.join("content").join(path);
        write(&path, text)
            .map_err(|error| output::fail(messages::unwritten(&path, &error, speaks)))?;
        output::line(folder::shown(&path));
    }
    if !context.quiet {
        output::error_line(next(root, beginning, &kinds, language));
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    /// What the portal is to be; `None` if its title is not said.
    fn answers(&self, speaks: Language) -> Option<(String, Tongue, Vec<Kind>)> {
        let asks = terminal::is_there();
        let title = match &self.title {
            Some(title) => title.trim().to_owned(),
            None if asks => terminal::ask(&messages::say(speaks, "Titolo", "Title"), "")?,
            None => return None,
        };
        let own = match speaks {
            Language::Italian => Tongue::It,
            Language::English => Tongue::En,
        };
        let tongue = match self.language {
            Some(tongue) => tongue,
            None if asks => {
                let question = messages::say(speaks, "Lingua", "Language");
                let choices = [("it", "Italiano"), ("en", "English")];
                let proposed = messages::say(speaks, "it", "en");
                let chosen = terminal::choose(&question, &choices, &proposed, false, speaks)?;
                chosen.first().map_or(own, |i| [Tongue::It, Tongue::En][*i])
            }
            None => own,
        };
        let kinds = match &self.types {
            Some(kinds) => kinds.clone(),
            None if asks => {
                let labels = match speaks {
                    Language::Italian => ["notizie", "documenti", "buone pratiche"],
                    Language::English => ["news", "documents", "good practices"],
                };
                let names = ["news", "documents", "practices"];
                let choices: Vec<(&str, &str)> = names.into_iter().zip(labels).collect();
                let question = messages::say(
                    speaks,
                    "Tipi di pagine, con le virgole; nessuno: Invio",
                    "Types of pages, with commas; none: Enter",
                );
                let chosen = terminal::choose(&question, &choices, "", true, speaks)?;
                let all = [Kind::News, Kind::Documents, Kind::Practices];
                chosen.into_iter().map(|i| all[i]).collect()
            }
            None => Vec::new(),
        };
        (!slug(&title).is_empty()).then_some((title, tongue, kinds))
    }
}

/// The files of a new portal, by path below `content/`.
fn files(beginning: &Beginning, title: &str, kinds: &[Kind]) -> Vec<(String, String)> {
    let types = beginning.types.iter();
    let types: Vec<&Type> = types.filter(|of| kinds.contains(&of.kind)).collect();
    let page = |title: &str| format!("---\n{}: {}\n---\n", beginning.title, yaml::written(title));
    let sections: Vec<&str> = types.iter().map(|of| of.section).collect();
    let menu = format!("menu: [{}]\n", sections.join(", "));
    let title_line = format!("title: {}\n", yaml::written(title));
    let mut files = vec![
        (
            "casa.yaml".to_owned(),
            title_line + beginning.configuration + &menu,
        ),
        ("_index.md".to_owned(), page(title)),
    ];
    if !types.is_empty() {
        let common = beginning.common.iter();
        let common = common.map(|(file, text)| (format!("_schema/{file}"), (*text).to_owned()));
        files.extend(common);
    }
    for of in types {
        files.push((format!("_schema/{}", of.file), of.definition.to_owned()));
        files.push((format!("{}/_index.md", of.section), page(of.plural)));
    }
    files
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

/// What to do next.
fn next(root: &Path, beginning: &Beginning, kinds: &[Kind], language: Language) -> String {
    let mut types = beginning.types.iter();
    let first = types.find(|of| kinds.contains(&of.kind));
    let name = first.map_or(beginning.common[1].0, |of| of.file);
    let name = name.trim_end_matches(".yaml");
    let at = match root == Path::new(".") {
        true => String::new(),
        false => format!(" --root {}", terminal::typed(root)),
    };
    let new = match kinds.iter().any(|kind| *kind != Kind::None) {
        true => format!("    casa new {name}{at}\n"),
        false => String::new(),
    };
    let (italian, english) = ("E adesso:", "Next:");
    let say = messages::say(language, italian, english);
    format!("\n{say}\n\n{new}    casa serve --open{at}")
}
