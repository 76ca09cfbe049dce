//! The guides: what repeats the schema, the messages or the code is made of them, and what is told
//! to be typed is typed here.
//!
//! `UPDATE_GOLDEN=1` writes the parts between marks again.

use crate::support::{PORTAL_EPOCH, Ran, Site, casa, copy, difference, ran, repository, updating};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// Holds what stands in a file between the marks of a name.
fn hold(path: &str, name: &str, made: &str) {
    let whole = text(path);
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = whole
        .split_once(&begin)
        .unwrap_or_else(|| panic!("{path}: {begin}"));
    let (stands, after) = rest
        .split_once(&end)
        .unwrap_or_else(|| panic!("{path}: {end}"));
    let made = format!("\n{}\n\n", made.trim());
    if updating() {
        fs::write(
            repository().join(path),
            format!("{before}{begin}{made}{end}{after}"),
        )
        .unwrap();
    } else if let Some(difference) = difference(stands, &made) {
        panic!("{path}, {name}: UPDATE_GOLDEN=1 writes it again\n{difference}");
    }
}

/// What `casa guide` says of the portal.
fn guide(arguments: &[&str]) -> String {
    let mut command = casa(repository(), &[&["guide"], arguments].concat());
    let ran = ran(command
        .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
        .output()
        .unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    ran.out
}

#[test]
fn the_guide_of_editors_says_what_the_schema_and_the_messages_say() {
    hold("docs/guida-redazione.md", "casa guide", &guide(&[]));
    hold(
        "docs/guida-redazione.md",
        "casa guide --messages",
        &guide(&["--messages"]),
    );
}

#[test]
fn every_type_has_an_example_that_is_sound() {
    let site = Site::new();
    for folder in ["content", "themes"] {
        copy(&repository().join(folder), &site.path(folder));
    }
    let guide = guide(&[]);
    let mut written = BTreeSet::new();
    for example in guide.split("\nPer esempio, da `").skip(1) {
        let (path, rest) = example.split_once("`:\n\n````markdown\n").unwrap();
        let (page, _) = rest.split_once("````\n").unwrap();
        site.write(path, page);
        written.insert(path);
    }
    let types = fs::read_dir(site.path("content/_schema")).unwrap().count() - 1;
    assert_eq!(written.len(), types, "{written:?}");
    let mut command = casa(site.root(), &["check", "--format", "json"]);
    let checked = ran(command
        .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
        .output()
        .unwrap());
    let problems: Vec<Value> = serde_json::from_str(&checked.out).unwrap();
    let own = problems.iter().filter(|problem| {
        let file = problem["place"]["file"]
            .as_str()
            .or(problem["file"].as_str())
            .unwrap();
        written.contains(file) && problem["severity"] == "error"
    });
    assert_eq!(own.collect::<Vec<_>>(), Vec::<&Value>::new());
}

/// The blocks of a kind in a file of Markdown.
fn blocks<'a>(markdown: &'a str, kind: &str) -> Vec<&'a str> {
    let begin = format!("\n```{kind}\n");
    let parts = markdown.split(begin.as_str()).skip(1);
    parts
        .map(|part| part.split_once("\n```").unwrap().0)
        .collect()
}

fn bash(folder: &Path, commands: &str) -> Ran {
    let programs = Path::new(env!("CARGO_BIN_EXE_casa")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command
        .args(["--noprofile", "--norc", "-c", commands])
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_CACHE_HOME", folder.join(".cache"));
    ran(command.output().unwrap())
}

#[test]
fn a_portal_in_ten_minutes_is_what_its_guide_says() {
    let folder = Site::new();
    let markdown = text("docs/new-portal.md");
    let blocks = blocks(&markdown, "sh");
    let done = bash(folder.root(), &format!("set -e\n{}", blocks.join("\n")));
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    for expected in [
        "content/desks/europe-desk.md\n",
        "4 pages, no problems\n",
        "Europe desk",
    ] {
        assert!(done.out.contains(expected), "{expected}\n{}", done.out);
    }
    assert!(
        done.err.contains("`summary` (Summary) is empty"),
        "{}",
        done.err
    );
    let home = fs::read_to_string(folder.path("portal/public/index.html")).unwrap();
    for expected in ["href=\"/desks/\"", "https://portal.example.org/"] {
        assert!(home.contains(expected), "{expected}\n{home}");
    }
    let page =
        fs::read_to_string(folder.path("portal/public/desks/europe-desk/index.html")).unwrap();
    assert!(page.contains("Opening hours"), "{page}");
}

/// The names that a message lists of what may stand where something else does.
fn known(files: &[(&str, &str)], code: &str) -> BTreeSet<String> {
    let checked = Site::of(files).casa(&["check", "--lang", "en", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_str(&checked.out).unwrap();
    let found = problems.iter().find(|problem| problem["code"] == code);
    let help = found.unwrap_or_else(|| panic!("{code}: {}", checked.out))["help"]
        .as_str()
        .unwrap();
    let (_, names) = help.split_once(": ").unwrap();
    let names = names.trim_end_matches('.').split([',', ' ']);
    names
        .filter(|name| !name.is_empty())
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

/// The names in the first column of the tables of a text; several stand with commas.
fn first_column(markdown: &str) -> BTreeSet<String> {
    let rows = markdown.lines().filter_map(|line| line.strip_prefix("| `"));
    let names = rows.flat_map(|row| row.split('|').next().unwrap().split(','));
    names
        .map(|name| name.trim().trim_matches('`').to_owned())
        .collect()
}

#[test]
fn the_reference_of_the_configuration_is_complete() {
    let markdown = text("docs/configuration.md");
    let files = [
        ("content/casa.yaml", "title: A\nlanguage: en\nzzzzzzzz: 1\n"),
        ("content/a.md", "# A\n"),
    ];
    assert_eq!(first_column(&markdown), known(&files, "unknown-field"));

    let site = Site::new();
    let arguments = [
        "init",
        "--title",
        "A",
        "--language",
        "en",
        "--types",
        "news,practices",
    ];
    assert_eq!(site.casa(&arguments).code, Some(0));
    for (path, title) in [
        ("practices/one", "One"),
        ("search", "Search"),
        ("data", "Data"),
        ("manual/v1/use", "Use"),
        ("manual/v2/use", "Use"),
    ] {
        let text =
            format!("---\ntitle: {title}\nsummary: S.\nbody: B\nproblem: P.\nsolution: S.\n---\n");
        let text = if path == "practices/one" {
            text
        } else {
            format!("---\ntitle: {title}\n---\n")
        };
        site.write(&format!("content/{path}.md"), text);
    }
    site.write(
        "content/casa.yaml",
        format!("{}\n", blocks(&markdown, "yaml")[0]),
    );
    let checked = site.casa(&["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
}

#[test]
fn the_reference_of_the_schema_is_complete() {
    let markdown = text("docs/schema.md");
    let checked = |field: &str, more: &str, code: &str| {
        let schema = format!(
            "label: A\ndefault_for: pages\n{more}fields:\n  title: {{type: text, role: title}}\n  x: {field}\n"
        );
        let files = [
            ("content/casa.yaml", "title: A\nlanguage: en\n"),
            ("content/_schema/a.yaml", schema.as_str()),
            ("content/a.md", "---\ntitle: A\n---\n"),
        ];
        known(&files, code)
    };
    let (of_types, fields) = markdown.split_once("\n## Fields\n").unwrap();
    for key in checked("{type: text}", "zzzzzzzz: 1\n", "unknown-field") {
        assert!(
            of_types.contains(&format!("\n{key}: ")),
            "the key `{key}` of a type"
        );
    }
    let (of_fields, roles) = fields.split_once("\n## Roles\n").unwrap();
    let documented = first_column(of_fields);
    for key in checked("{type: text, zzzzzzzz: 1}", "", "unknown-field") {
        assert!(documented.contains(&key), "the key `{key}` of a field");
    }
    for kind in checked("{type: zzzzzzzz}", "", "unknown-kind") {
        assert!(of_fields.contains(&kind), "the type `{kind}` of a field");
    }
    let roles = roles.split("\n## ").next().unwrap();
    for role in checked("{type: text, role: zzzzzzzz}", "", "unknown-kind") {
        assert!(roles.contains(&role), "the role `{role}`");
    }
}

/// The values that templates see, as their views declare them.
fn template_values() -> String {
    let mut out = String::new();
    for file in ["site", "page", "list", "tree", "version", "data"] {
        let source = text(&format!("src/theme/view/{file}.rs"));
        let (mut about, mut is_open) = (String::new(), false);
        for line in source.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("/// ") {
                about = format!("{about} {words}").trim().to_owned();
            } else if let Some(name) = line.strip_prefix("pub struct ") {
                let name = name.trim_end_matches(" {").trim_end_matches("View");
                out +=
                    &format!("### {name}\n\n{about}\n\n| value | kind | what |\n|---|---|---|\n");
                (about, is_open) = (String::new(), true);
            } else if let Some((name, kind)) = line.split_once(": ").filter(|_| is_open) {
                let kind = kind.trim_end_matches(',');
                let name = name.trim_start_matches("r#");
                out += &format!(
                    "| `{name}` | {} | {} |\n",
                    kind_of(kind),
                    about.replace('|', "\\|")
                );
                about.clear();
            } else if line == "}" && is_open {
                out += "\n";
                is_open = false;
            }
        }
    }
    out
}

/// A type of Rust as templates see it.
fn kind_of(kind: &str) -> String {
    let inner = |name: &str| kind.strip_prefix(name)?.strip_suffix('>').map(kind_of);
    if let Some(inner) = inner("Option<") {
        return format!("{inner}, or missing");
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {inner}");
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "i64" | "u64" | "f64" => "number".to_owned(),
        "Html" => "HTML, safe".to_owned(),
        "Value" => "value".to_owned(),
        view => {
            let name = view.strip_suffix("View").unwrap_or(view);
            format!("[{name}](#{})", name.to_lowercase())
        }
    }
}

#[test]
fn the_reference_of_templates_is_that_of_the_views() {
    hold("docs/template-values.md", "views", &template_values());
    // What themes are written by names each of them.
    let themes = text("docs/themes.md");
    let page = text("src/theme/view/page.rs");
    let (_, page) = page.split_once("pub struct PageView {").unwrap();
    let (page, _) = page.split_once("\n    }\n").unwrap();
    for line in page
        .lines()
        .filter(|line| !line.trim_start().starts_with("///"))
    {
        let Some((name, _)) = line.trim().split_once(": ") else {
            continue;
        };
        let name = name.trim_start_matches("r#");
        let is_told = ["`", "`, `", ", ", " "].iter().any(|before| {
            ["`", ",", " "]
                .iter()
                .any(|after| themes.contains(&format!("{before}{name}{after}")))
        });
        assert!(is_told, "docs/themes.md does not name page.{name}");
    }
}
