//! Where other programs say that pages are edited → `repository`.

use crate::config::Repository;

/// The signs of what a program fills in.
const COMPUTED: [char; 6] = ['{', '$', ':', '?', '#', '*'];

/// The address of the folder of a site, of the one at which the files in its folder of pages, or
/// those in the site itself if that is empty, are edited; `None` if it has another form.
pub(super) fn repository(edited: &str, pages: &str) -> Option<String> {
    let (scheme, rest) = edited.split_once("://")?;
    let verbs = ["/edit/", "/tree/", "/blob/"].into_iter();
    let (at, verb) = verbs
        .filter_map(|verb| Some((rest.find(verb)?, verb)))
        .min()?;
    let (project, tree) = (&rest[..at], &rest[at + verb.len()..]);
    let tree = format!("{}/", tree.trim_matches('/'));
    let pages = pages.trim_start_matches("./").trim_matches('/');
    let tree = match pages {
        "" => tree.as_str(),
        pages => tree
            .strip_suffix(&format!("/{pages}/"))
            .unwrap_or(tree.as_str()),
    };
    let address = format!("{scheme}://{project}/tree/{}", tree.trim_end_matches('/'));
    let is_known = !rest.contains(COMPUTED) && Repository::parse(&address).is_some();
    is_known.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_where_other_programs_edit_them() {
        for (edited, pages, expected) in [
            (
                "https://github.com/a/b/edit/main/docs/",
                "docs",
                Some("https://github.com/a/b/tree/main"),
            ),
            (
                "https://github.com/a/b/tree/main/site",
                "",
                Some("https://github.com/a/b/tree/main/site"),
            ),
            (
                "https://gitlab.com/a/b/-/blob/x/site/docs",
                "./docs/",
                Some("https://gitlab.com/a/b/-/tree/x/site"),
            ),
            (
                "https://github.com/a/b/edit/main/",
                "",
                Some("https://github.com/a/b/tree/main"),
            ),
            ("https://github.com/a/b/edit/", "", None),
            ("https://github.com/a/b", "", None),
            ("https://github.com/a/b/edit/${branch}/", "", None),
            ("edit/main/docs/", "docs", None),
        ] {
            assert_eq!(repository(edited, pages).as_deref(), expected, "{edited}");
        }
    }
}
