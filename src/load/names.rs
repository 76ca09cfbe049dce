//! What a file is for, by its path, and which files are none of a site's.

use crate::config::OrderFile;
use crate::source::NotRead;

/// Where the files of a site's schema are.
pub(super) const SCHEMA: &str = "content/_schema";
/// Folders that are read, each with a meaning of its own.
const FOLDERS: [&str; 3] = [SCHEMA, "content/_data", "content/_theme"];

/// How the names of files end that are read at once.
pub(super) const READ: [&str; 7] = ["yaml", "yml", "json", "toml", "csv", "topojson", "html"];

/// Whether a site is another without what is at a path.
pub(super) fn shapes(path: &str) -> bool {
    FOLDERS.contains(&path) || role(path) == Some(Role::Text)
}

/// Whether a path is that of a theme, or of their folder.
pub(super) fn may_be_theme(path: &str) -> bool {
    let name = path.strip_prefix("themes");
    name.is_some_and(|name| !name[name.len().min(1)..].contains('/'))
}

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A page, read when it is parsed.
    Page,
    /// Read at once.
    Text,
    /// Published as it is.
    Asset,
    /// A page, if it begins like one; the name that it should have. Published as it is otherwise.
    PerhapsPage(String),
    /// A page whose name, or a folder's, begins with `_`: not read, and said so if it begins like one.
    HiddenPage,
    /// Not read, and said so.
    LeftOut(NotRead),
}

/// Whether files and folders of this name are hidden: no part of a site, and nobody asks why.
pub(super) fn is_hidden(name: &str) -> bool {
    let is_read = matches!(name, ".well-known" | ".pages");
    name.starts_with('.') && !is_read || name == "node_modules"
}

/// Whether a program left a file of this name behind: a backup, a lock, half a download.
fn is_leftover(name: &str) -> bool {
    const ENDS: [&str; 14] = [
        "~",
        ".orig",
        ".bak",
        ".tmp",
        ".temp",
        ".swp",
        ".swo",
        ".swn",
        ".rej",
        ".crdownload",
        ".part",
        ".save",
        ".kate-swp",
        ".old",
    ];
    // Copies that programs make of a file which two people have changed.
    const COPIES: [&str; 4] = [
        "(conflicted copy",
        "'s conflicted copy",
        "(copia in conflitto",
        ".sync-conflict-",
    ];
    const NAMES: [&str; 4] = ["thumbs.db", "ehthumbs.db", "desktop.ini", "4913"];
    let lower = name.to_ascii_lowercase();
    ENDS.iter().any(|end| lower.ends_with(end))
        || NAMES.contains(&&*lower)
        || COPIES.iter().any(|copy| lower.contains(copy))
        || name.starts_with("~$")
        || name.starts_with('#') && name.ends_with('#')
}

/// What a file is for; `None` for what is no part of a site, such as the scripts of a theme.
pub(super) fn role(path: &str) -> Option<Role> {
    // The contents of a book are a page by their name, and may be one.
    if OrderFile::at(path).is_some_and(|file| file != OrderFile::Summary) {
        return Some(Role::Text);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    if FOLDERS.contains(&path) || may_be_theme(path) {
        return Some(Role::LeftOut(NotRead::File(name.to_owned())));
    }
    let below_theme = |below| {
        let named = || Some(NotRead::Name(misplaced_in_theme(path, below)?));
        theme_role(below).or_else(|| named().map(Role::LeftOut))
    };
    let role = match path.strip_prefix("content/") {
        Some(below) => match below.strip_prefix("_theme/") {
            Some(overridden) => below_theme(overridden),
            None => content_role(below, name),
        },
        None => below_theme(path.strip_prefix("themes/")?.split_once('/')?.1),
    };

    let leftover = is_leftover(name) && (role.is_some() || path.starts_with("content/"));
    match leftover {
        true => Some(Role::LeftOut(NotRead::Leftover)),
        false => role,
    }
}

/// The same of a file of content.
fn content_role(below: &str, name: &str) -> Option<Role> {
    let folder = below.split_once('/').map(|(folder, _)| folder);
    let read: &[&str] = match folder {
        None if configures(name) => &["yaml", "yml", "json"],
        Some("_schema" | "_data") if is_copy(name) => {
            return Some(Role::LeftOut(NotRead::Leftover));
        }
        Some("_schema") => &["yaml", "yml", "json"],
        Some("_data") => &["yaml", "yml", "json", "toml", "csv", "topojson"],
        _ => return page_role(below, name),
    };
    // An editor may have put ".txt" behind a name.
    let meant = name.strip_suffix(".txt").unwrap_or(name);
    let is_type = folder == Some("_schema") && meant != name && !meant.contains('.');
    if is_type && !is_about(meant) {
        return Some(Role::LeftOut(NotRead::Name(format!("{meant}.yaml"))));
    }
    let (stem, extension) = meant.rsplit_once('.')?;
    let lower = extension.to_ascii_lowercase();
    let wanted = match &*lower {
        lower if read.contains(&lower) => lower,
        "toml" => "yaml",
        "tsv" | "xls" | "xlsx" | "ods" if folder == Some("_data") => "csv",
        _ => return None,
    };
    let stem = match folder {
        None => "casa",
        Some(_) => stem,
    };
    let wanted = format!("{stem}.{wanted}");
    Some(match wanted == name {
        true => Role::Text,
        false => Role::LeftOut(NotRead::Name(wanted)),
    })
}

/// Whether a file of this name, without its ending, says something of the folder that it is in.
fn is_about(stem: &str) -> bool {
    const WORDS: [&str; 5] = ["readme", "leggimi", "note", "notes", "todo"];
    WORDS.contains(&&*stem.to_lowercase())
}

/// The folder that one of the site's own was meant to be, by another number or in another language.
fn folder_meant(below: &str) -> Option<&'static str> {
    const MEANT: [(&str, &str); 6] = [
        ("_schemas", "_schema"),
        ("_schemi", "_schema"),
        ("_scheme", "_schema"),
        ("_dati", "_data"),
        ("_tema", "_theme"),
        ("_temi", "_theme"),
    ];
    let (folder, _) = below.split_once('/')?;
    let found = MEANT.iter().find(|(other, _)| *other == folder);
    found.map(|(_, folder)| *folder)
}

/// Whether a file is the copy of another that a system has named: `notizia - Copia.yaml`,
/// `province (1).csv`.
fn is_copy(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = stem.to_lowercase();
    let numbered = lower
        .strip_suffix(')')
        .and_then(|stem| stem.rsplit_once(" ("));
    let is_number =
        numbered.is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    is_number
        || [" - copia", " - copy", " copia", " copy", "_copia", "_copy"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// Whether a file at the top is the configuration, or is meant to be.
fn configures(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let kind = lower.strip_prefix("casa.").unwrap_or("");
    matches!(
        kind.trim_end_matches(".txt"),
        "yaml" | "yml" | "json" | "toml"
    )
}

/// The same of a file that may be a page, or lies beside one.
fn page_role(below: &str, name: &str) -> Option<Role> {
    // A system that takes them away at the end of names has let them through in an archive.
    let whole = name.trim_end_matches([' ', '.', '\u{a0}']);
    if whole != name && whole.ends_with(".md") {
        return Some(Role::LeftOut(NotRead::Page(whole.to_owned())));
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let lower = extension.to_ascii_lowercase();
    if matches!(below, "_redirects" | "_headers") {
        // What hosts read.
        return Some(Role::Asset);
    }
    let hidden = below
        .split('/')
        .any(|part| part.starts_with('_') && !part.starts_with("_index."));
    if matches!(extension, "md" | "markdown" | "mdx") {
        return Some(match hidden {
            true => Role::HiddenPage,
            false => Role::Page,
        });
    }
    if hidden {
        let folder = folder_meant(below).filter(|_| READ.contains(&&*lower))?;
        // Programs keep what describes their data there.
        if folder == "_schema" && !matches!(&*lower, "yaml" | "yml") {
            return None;
        }
        let (_, rest) = below.split_once('/')?;
        let wanted = format!("content/{folder}/{rest}");
        return Some(Role::LeftOut(NotRead::Name(wanted)));
    }
    let markdown = |extension: &str| {
        matches!(
            extension,
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdtext"
        )
    };
    if markdown(&lower) {
        return Some(Role::LeftOut(NotRead::Page(format!("{stem}.md"))));
    }
    let inner = stem.rsplit_once('.').map_or("", |(_, inner)| inner);
    if matches!(&*lower, "txt" | "draft" | "bozza") && markdown(&inner.to_ascii_lowercase()) {
        return Some(Role::LeftOut(NotRead::Page(stem.to_owned())));
    }
    Some(match &*lower {
        "markdn" | "qmd" | "rmd" | "adoc" | "asciidoc" | "rst" | "org" | "textile" => {
            Role::LeftOut(NotRead::Page(format!("{stem}.md")))
        }
        "txt" | "text" | "html" | "htm" | "njk" | "liquid" | "pem" | "key" | "ppk" => {
            Role::PerhapsPage(format!("{stem}.md"))
        }
        "" => Role::PerhapsPage(format!("{name}.md")),
        _ => Role::Asset,
    })
}

/// The same of a file of a theme.
pub(super) fn theme_role(path: &str) -> Option<Role> {
    match path.split_once('/') {
        None if path == "theme.yaml" => Some(Role::Text),
        Some(("templates" | "strings", _)) => Some(Role::Text),
        // Pictures drawn inline are read, the other files are only copied.
        Some(("static", rest)) if rest.starts_with("icons/") => Some(Role::Text),
        // The font of previews is only drawn with.
        Some(("static" | "root" | "preview", _)) => Some(Role::Asset),
        _ => None,
    }
}

/// Where a file of a theme belongs that is read nowhere else; `below` is its path in the theme.
fn misplaced_in_theme(path: &str, below: &str) -> Option<String> {
    const FOLDERS: [(&str, &str); 5] = [
        ("template", "templates"),
        ("modelli", "templates"),
        ("string", "strings"),
        ("stringhe", "strings"),
        ("statics", "static"),
    ];
    let theme = path.strip_suffix(below)?;
    match below.split_once('/') {
        None if matches!(below, "theme.yml" | "theme.json") => Some("theme.yaml".to_owned()),
        None if below.ends_with(".html") => Some(format!("{theme}templates/{below}")),
        None => None,
        Some((folder, rest)) => {
            let found = FOLDERS.iter().find(|(other, _)| *other == folder);
            found.map(|(_, folder)| format!("{theme}{folder}/{rest}"))
        }
    }
}

/// Whether a text begins as what nobody but its owner may see.
pub(super) fn begins_like_a_key(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or("");
    first.contains("PRIVATE KEY-----") || first.starts_with("PuTTY-User-Key-File")
}

/// Whether a text begins with front matter, as far as its first lines say.
pub(super) fn begins_like_a_page(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').trim_start().lines();
    let fence = lines.next().map(str::trim_end);
    let field = lines
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("");
    let named = |mark: char| {
        let name = field
            .split_once(mark)
            .map_or("", |(name, _)| name.trim_end());
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    match fence {
        Some("---") => named(':'),
        Some("+++") => named('='),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_paths() {
        let left = |cause| Some(Role::LeftOut(cause));
        let page = |name: &str| left(NotRead::Page(name.to_owned()));
        let named = |name: &str| left(NotRead::Name(name.to_owned()));
        let cases = [
            ("content/a.md", Some(Role::Page)),
            ("content/s/_index.en.md", Some(Role::Page)),
            ("content/a.mdx", Some(Role::Page)),
            ("content/a.MD", page("a.md")),
            ("content/a.Markdown", page("a.md")),
            ("content/a.md.txt", page("a.md")),
            ("content/a.md.bozza", page("a.md")),
            ("content/a.qmd", page("a.md")),
            ("content/a.rst", page("a.md")),
            ("content/_redirects", Some(Role::Asset)),
            ("content/s/_redirects", None),
            (
                "content/a (copia in conflitto di B).md",
                left(NotRead::Leftover),
            ),
            (
                "content/a.sync-conflict-20260101-1.md",
                left(NotRead::Leftover),
            ),
            ("content/a.md.save", left(NotRead::Leftover)),
            (
                "content/id_rsa",
                Some(Role::PerhapsPage("id_rsa.md".to_owned())),
            ),
            ("content/_a.md", Some(Role::HiddenPage)),
            ("content/_bozze/a.md", Some(Role::HiddenPage)),
            ("content/_bozze/a.png", None),
            ("content/_schemas/a.yaml", named("content/_schema/a.yaml")),
            ("content/_schemas/a.json", None),
            ("content/_dati/a.csv", named("content/_data/a.csv")),
            ("themes/t/theme.toml", None),
            ("content/_schema/a.txt", named("a.yaml")),
            ("content/_schema/LEGGIMI.txt", None),
            (
                "content/_theme/a.html",
                named("content/_theme/templates/a.html"),
            ),
            (
                "themes/t/template/s/a.html",
                named("themes/t/templates/s/a.html"),
            ),
            ("themes/t/theme.yml", named("theme.yaml")),
            ("themes/t/build/a.html", None),
            ("content/a.txt", Some(Role::PerhapsPage("a.md".to_owned()))),
            (
                "content/LICENSE",
                Some(Role::PerhapsPage("LICENSE.md".to_owned())),
            ),
            ("content/a.pdf", Some(Role::Asset)),
            (
                "content/.well-known/security.txt",
                Some(Role::PerhapsPage("security.md".to_owned())),
            ),
            ("content/casa.yaml", Some(Role::Text)),
            ("content/casa.yml", Some(Role::Text)),
            ("content/casa.toml", named("casa.yaml")),
            ("content/Casa.yaml", named("casa.yaml")),
            ("content/casa.yaml.txt", named("casa.yaml")),
            ("content/s/casa.yaml", Some(Role::Asset)),
            ("content/s/.pages", Some(Role::Text)),
            ("content/s/_category_.json", Some(Role::Text)),
            ("content/s/toc.yml", Some(Role::Text)),
            ("content/s/SUMMARY.md", Some(Role::Page)),
            ("content/_schema/p.yml", Some(Role::Text)),
            ("content/_schema/p.toml", named("p.yaml")),
            ("content/_schema/LEGGIMI.md", None),
            ("content/_data/x.toml", Some(Role::Text)),
            ("content/_data/x.CSV", named("x.csv")),
            ("content/_data/x.xlsx", named("x.csv")),
            ("content/_data/x.R", None),
            ("content/_data/province (1).csv", left(NotRead::Leftover)),
            ("content/_schema/p - Copia.yaml", left(NotRead::Leftover)),
            ("content/_data/copia.csv", Some(Role::Text)),
            ("content/#a.md#", left(NotRead::Leftover)),
            ("content/a.md~", left(NotRead::Leftover)),
            ("content/~$lettera.docx", left(NotRead::Leftover)),
            ("content/4913", left(NotRead::Leftover)),
            ("content/s/Thumbs.db", left(NotRead::Leftover)),
            (
                "content/_theme/templates/a.html.orig",
                left(NotRead::Leftover),
            ),
            ("themes/t/templates/a.html.rej", left(NotRead::Leftover)),
            ("themes/t/build.lock", None),
        ];
        for (path, expected) in cases {
            assert_eq!(role(path), expected, "{path}");
        }
    }

    #[test]
    fn front_matter_makes_a_page_of_a_text() {
        for (text, expected) in [
            ("---\ntitle: A\n---\n", true),
            ("\u{feff}\n---\r\ntitle: A\r\n", true),
            ("+++\ntitle = 'A'\n", true),
            ("Contact: mailto:a@b.it\n", false),
            ("---\nTesto qualunque\n", false),
            ("", false),
        ] {
            assert_eq!(begins_like_a_page(text), expected, "{text:?}");
        }
    }
}
