//! Where a file or an address is that was written where a file of the site belongs.

/// Where a file is that is not beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// On another site.
    Web,
    /// On the computer of who writes.
    Computer,
    /// It is a page.
    Page,
    /// It is a folder.
    Folder,
    /// Of the site's own parts.
    Site,
    /// Below a folder that is written with it, from the page or, with a slash before it, from the top.
    Below,
    /// It should be beside the page.
    Beside,
}

pub(super) fn of(target: &str) -> Whereabouts {
    let lower = target.to_lowercase();
    let is_drive =
        lower.len() > 2 && lower.as_bytes()[1] == b':' && lower.as_bytes()[0].is_ascii_alphabetic();
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    match () {
        () if begins(&["http:", "https:", "www.", "//"]) => Whereabouts::Web,
        () if is_drive || begins(&["file:", "\\\\", "/users/", "/home/", "~/", "/tmp/"]) => {
            Whereabouts::Computer
        }
        () if lower.ends_with(".md") => Whereabouts::Page,
        () if target.ends_with('/') => Whereabouts::Folder,
        () if begins(&["content/", "themes/", "_data/"]) => Whereabouts::Site,
        () if target.contains('/') => Whereabouts::Below,
        () => Whereabouts::Beside,
    }
}

/// The path that an address had, of one that is written as something else; none if it has none.
pub(super) fn old_path(name: &str) -> Option<String> {
    let after = name
        .split_once("://")
        .map_or(name, |(_, after)| match after.find('/') {
            Some(at) => &after[at..],
            None => "",
        });
    let path = after.split(['?', '#']).next().unwrap_or(after);
    let path = path.trim_start_matches(['.', '/']).trim_end_matches('/');
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    let end = if is_file { "" } else { "/" };
    (!path.is_empty()).then(|| format!("/{path}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_their_form() {
        for (target, expected) in [
            ("https://x.it/a.pdf", Whereabouts::Web),
            ("C:\\Documenti\\a.pdf", Whereabouts::Computer),
            ("\\\\server\\a.pdf", Whereabouts::Computer),
            ("../a.md", Whereabouts::Page),
            ("allegati/", Whereabouts::Folder),
            ("img/a.png", Whereabouts::Below),
            ("/a.png", Whereabouts::Below),
            ("a.pdf", Whereabouts::Beside),
        ] {
            assert_eq!(of(target), expected, "{target}");
        }
        for (name, expected) in [
            ("https://www.x.it/notizia", Some("/notizia/")),
            ("../a/b/", Some("/a/b/")),
            ("/index.php?id=3", Some("/index.php")),
            ("https://www.x.it", None),
            ("#", None),
        ] {
            assert_eq!(old_path(name).as_deref(), expected, "{name}");
        }
    }
}
