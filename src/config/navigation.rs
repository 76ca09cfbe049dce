//! Files in which other programs keep the order of their pages.

/// What a file says of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFile {
    /// The contents of a book, as mdBook and GitBook have them.
    Summary,
    /// The configuration of MkDocs, with `nav`.
    MkDocs,
    /// A folder's title and order, as the plugin awesome-pages has them.
    Pages,
    /// A folder's name and place, as Docusaurus has them.
    Category,
    /// The contents of a folder, as docfx has them.
    Toc,
    /// Menus of Jekyll's themes.
    Data,
    /// The trees of Docusaurus's documents.
    Sidebars,
}

impl OrderFile {
    /// What a file at this path below the root says, by its name.
    pub fn at(path: &str) -> Option<Self> {
        let Some(below) = path.strip_prefix("content/") else {
            return Self::of_site(path);
        };
        let name = below.rsplit('/').next().unwrap_or(below);
        if let Some(file) = Self::of_site(below) {
            return Some(file);
        }
        Some(match name {
            "SUMMARY.md" => Self::Summary,
            ".pages" => Self::Pages,
            "_category_.json" | "_category_.yml" | "_category_.yaml" => Self::Category,
            "toc.yml" | "toc.yaml" => Self::Toc,
            _ => {
                let data = below.strip_prefix("_data/navigation.")?;
                return matches!(data, "yml" | "yaml" | "json").then_some(Self::Data);
            }
        })
    }

    /// The files that say the order of a whole site, in the folder of its pages or beside it.
    pub const OF_SITE: [&str; 6] = [
        "mkdocs.yml",
        "mkdocs.yaml",
        "sidebars.js",
        "sidebars.ts",
        "sidebars.mjs",
        "sidebars.cjs",
    ];

    /// What a file of such a name says.
    fn of_site(name: &str) -> Option<Self> {
        let is_sidebars = name.starts_with("sidebars");
        let is_known = Self::OF_SITE.contains(&name);
        is_known.then_some(if is_sidebars {
            Self::Sidebars
        } else {
            Self::MkDocs
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        let cases = [
            ("mkdocs.yml", Some(OrderFile::MkDocs)),
            ("content/mkdocs.yml", Some(OrderFile::MkDocs)),
            ("content/s/mkdocs.yml", None),
            ("sidebars.ts", Some(OrderFile::Sidebars)),
            ("content/sidebars.js", Some(OrderFile::Sidebars)),
            ("content/s/sidebars.js", None),
            ("content/SUMMARY.md", Some(OrderFile::Summary)),
            ("content/s/SUMMARY.md", Some(OrderFile::Summary)),
            ("content/s/.pages", Some(OrderFile::Pages)),
            ("content/s/_category_.json", Some(OrderFile::Category)),
            ("content/s/toc.yml", Some(OrderFile::Toc)),
            ("content/_data/navigation.yml", Some(OrderFile::Data)),
            ("content/_data/navigation.csv", None),
            ("content/summary.md", None),
            ("themes/t/toc.yml", None),
        ];
        for (path, expected) in cases {
            assert_eq!(OrderFile::at(path), expected, "{path}");
        }
    }
}
