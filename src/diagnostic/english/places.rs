//! What to do about files and addresses that are elsewhere, in English.

use crate::diagnostic::whereabouts::{self, Whereabouts};

/// What to do about a file that is not where it should be.
pub(super) fn place(target: &str) -> String {
    let help = match whereabouts::of(target) {
        Whereabouts::Web => {
            "Download it, if its licence allows, put it next to this page and write its name alone."
        }
        Whereabouts::Computer => {
            "This is a path on your computer: copy the file next to this page and write its name alone."
        }
        Whereabouts::Page => {
            "It is a page, and a file goes here: pages are linked in the text, or named in a field for references."
        }
        Whereabouts::Folder => "It is a folder, and a file goes here: write its name too.",
        Whereabouts::Site => "Put it back, or take away what uses it.",
        Whereabouts::Below if target.starts_with('/') => {
            "The path counts from the folder of all texts: put the file there, or correct the path."
        }
        Whereabouts::Below => {
            "The path counts from the folder of this page: put the file there, or correct the path."
        }
        Whereabouts::Beside => "Put it next to this page, in the same folder.",
    };
    help.to_owned()
}

/// What to write in place of a name, or an address, of which none can be made.
pub(super) fn name(name: &str) -> String {
    if let Some(stem) = [".xlsx", ".xls", ".ods"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
    {
        return format!("The table is published as CSV: write {stem}.csv");
    }
    match whereabouts::old_path(name).filter(|_| name.contains('/')) {
        Some(path) => format!(
            "Write the path alone, without the name of the site and signs like `?` and `#`: {path}"
        ),
        None if name.contains(['/', '#', '?']) => {
            "Write the path that the page had, for instance /news/webinar/.".into()
        }
        None => "Use letters without accents, digits and hyphens: `annual-report.md`.".into(),
    }
}
