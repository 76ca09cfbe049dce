//! What one file says: the types below all that read it.

use super::Date;
use super::blanks::Blank;
use super::body::Body;
use super::spill::Spilled;
use super::values::Fields;
use crate::schema::TypeId;
use crate::source::{FileId, Span};
use serde::{Deserialize, Serialize};

/// Everything that one file says by itself. What is spilled is written apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParsedPage {
    /// The file; for a page made from a row alone, the data file.
    pub file: FileId,
    /// Its content type.
    pub content_type: TypeId,
    /// Its front matter.
    pub fields: Fields,
    /// Those of its fields that are Markdown.
    pub markdown: Vec<Body>,
    /// Its text.
    #[serde(skip)]
    pub body: Spilled<Body>,
    /// The title that the text begins with, where the front matter has none.
    pub heading: Option<String>,
    /// Headings of the text, in order.
    pub headings: Vec<Heading>,
    /// Anchors that raw HTML sets besides.
    pub anchors: Vec<String>,
    /// The files that the text takes in, whether they are there or not.
    pub included: Vec<Included>,
    /// Addresses of links and pictures, in the text and in Markdown fields.
    pub links: Vec<Link>,
    /// Pages named by fields.
    pub references: Vec<Reference>,
    /// Files named by fields and components.
    pub files: Vec<FileReference>,
    /// What readers fill in, in the order of the text.
    pub blanks: Vec<Blank>,
    /// What a search finds, by section of the text; the first has no heading.
    #[serde(skip)]
    pub text: Spilled<Vec<TextSection>>,
    /// The first words of that, for a page that does not describe itself.
    pub beginning: Option<String>,
    /// Whether these are what its author cut off for lists (`<!-- more -->`).
    pub has_excerpt: bool,
    /// Whether anything is written below the front matter.
    pub has_text: bool,
    /// Words in the text.
    pub words: u32,
    /// Stands for its front matter, its heading and what is cut off for lists, which is what other pages can show of it;
    /// missing for a page that has no file.
    pub front: Option<u64>,
    /// What keeps it from being published, besides its fields.
    pub hold: Hold,
    /// Where to show what concerns the whole page.
    pub span: Span,
}

/// What keeps a page from being published in a site that has no schema to say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Its author says that it is not ready, or what its author says cannot be understood.
    pub draft: bool,
    /// The first day on which it may be published.
    pub until: Option<Date>,
    /// The pages below it wait as well.
    pub below: bool,
    /// What its author says could not be read, in whatever site.
    pub unread: bool,
}

impl ParsedPage {
    /// Whether only the text tells one page from another: to the rest of the site they are the
    /// same.
    pub fn differs_only_in_text(&self, other: &Self) -> bool {
        let same_link = |(a, b): (&Link, &Link)| a.target == b.target && a.image == b.image;
        let same_heading =
            |(a, b): (&Heading, &Heading)| a.level == b.level && a.id == b.id && a.title == b.title;
        let same_file =
            |(a, b): (&FileReference, &FileReference)| a.target == b.target && a.image == b.image;
        self.file == other.file
            && self.content_type == other.content_type
            && self.span == other.span
            && self.hold == other.hold
            && self.front.is_some() == other.front.is_some()
            && self.fields == other.fields
            && self.markdown == other.markdown
            && self.heading == other.heading
            && self.headings.len() == other.headings.len()
            && self.headings.iter().zip(&other.headings).all(same_heading)
            && self.anchors == other.anchors
            && self.references == other.references
            && self.links.len() == other.links.len()
            && self.links.iter().zip(&other.links).all(same_link)
            && self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(same_file)
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2 to 6.
    pub level: u8,
    /// Its anchor, unique on the page.
    pub id: String,
    /// Its text without markup.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

/// An address written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// As written.
    pub target: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a picture's.
    pub image: bool,
}

/// A file that a text takes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Included {
    /// Its path below the root, whether it is there or not.
    pub path: String,
    /// Where the page asks for it, or for a file that does.
    pub span: Span,
}

/// A page named by a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The page's field that it stands in, also where it stands in a group inside it.
    pub field: String,
    /// As written.
    pub target: String,
    /// Names of the types that it may be of; any if empty.
    pub types: Vec<String>,
    /// What the other page calls the pages that refer to it.
    pub inverse: Option<String>,
    /// Following the field may not lead back here.
    pub acyclic: bool,
    /// Where it stands.
    pub span: Span,
}

/// A file named by a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReference {
    /// As written.
    pub target: String,
    /// Whether it has to be a picture.
    pub image: bool,
    /// Where it stands.
    pub span: Span,
}

/// A stretch of text as a search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSection {
    /// Anchor of its heading.
    pub anchor: Option<String>,
    /// Its heading; empty for the text before the first.
    pub heading: String,
    /// Its text, without markup.
    pub text: String,
}

/// Whether an anchor is one that footnotes and the references to them get.
pub fn is_note_anchor(id: &str) -> bool {
    let number = id.strip_prefix("fnref_").or(id.strip_prefix("fn_"));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Keep, SpillFile, parse};
    use crate::schema::{Schema, read_types};
    use crate::source::Sources;

    const SCHEMA: &str = "label: P\ndefault_for: pages\nfields:\n  t: {type: text, label: T}\n  \
        m: {type: markdown, label: M}\n  r: {type: ref, to: any, label: R}\n  \
        f: {type: file, label: F}\n  title: {type: text, role: title, label: Title}\n";

    fn parsed(text: &str, file: u32, schema: &Schema) -> ParsedPage {
        let keep = Keep {
            sources: None,
            spill: &SpillFile::default(),
            searchable: true,
        };
        parse(text, FileId(file), 0, schema, None, keep).0
    }

    #[test]
    fn what_the_rest_of_a_site_sees_is_more_than_text() {
        let sources = Sources::from_texts([("content/_schema/p.yaml", SCHEMA)]);
        let schema = read_types(&sources, &mut Vec::new());
        let same = [
            ("uno", "due **parole**"),
            ("", "uno"),
            ("[a](b.md) uno", "uno [altro](b.md) due"),
            ("## A\nuno", "## A\n\ndue"),
            ("---\nt: x\n---\nuno", "---\nt: x\n---\ndue"),
            ("---\nf: a.pdf\n---\nuno", "---\nf: a.pdf\n---\ndue"),
        ];
        let other = [
            ("uno", "# Titolo\n\nuno"),
            ("## A", "## B"),
            ("## A", "### A"),
            ("## A", "## A\n\n## A"),
            ("<p id=\"a\">uno</p>", "<p id=\"b\">uno</p>"),
            ("[a](b.md)", "[a](c.md)"),
            ("[a](b.png)", "![a](b.png)"),
            ("[a](b.md)", "[a](b.md) [a](b.md)"),
            ("[a](b.md)", "a"),
            ("---\nt: x\n---\n", "---\nt: y\n---\n"),
            ("---\nm: x\n---\n", "---\nm: y\n---\n"),
            ("---\nr: x\n---\n", "---\nr: y\n---\n"),
            ("---\nf: x\n---\n", "---\nf: y\n---\n"),
        ];
        let is_same = |a: &str, b: &str| {
            let (a, b) = (parsed(a, 1, &schema), parsed(b, 1, &schema));
            let found = a.differs_only_in_text(&b);
            assert_eq!(b.differs_only_in_text(&a), found);
            found
        };
        for (a, b) in same {
            assert!(is_same(a, b), "{a:?} {b:?}");
            assert!(is_same(a, a), "{a:?}");
        }
        for (a, b) in other {
            assert!(!is_same(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn each_part_that_the_rest_of_a_site_sees_counts_by_itself() {
        let sources = Sources::from_texts([("content/_schema/p.yaml", SCHEMA)]);
        let schema = read_types(&sources, &mut Vec::new());
        let text = "---\nm: x\nr: y\nf: z\n---\n# A\n\n## B\n\n<p id=\"c\">C</p>\n\n[d](e.md)\n";
        let page = parsed(text, 1, &schema);
        type Edit = fn(&mut ParsedPage);
        let edits: [(&str, Edit); 19] = [
            ("file", |page| page.file = FileId(2)),
            ("type", |page| page.content_type = 1),
            ("span", |page| page.span.end += 1),
            ("front matter", |page| page.front = None),
            ("fields", |page| page.fields.0.clear()),
            ("markdown", |page| page.markdown.clear()),
            ("heading", |page| page.heading = None),
            ("headings", |page| page.headings.clear()),
            ("level", |page| page.headings[0].level += 1),
            ("anchor", |page| page.headings[0].id.clear()),
            ("title", |page| page.headings[0].title.clear()),
            ("anchors", |page| page.anchors.clear()),
            ("references", |page| page.references.clear()),
            ("links", |page| page.links.clear()),
            ("target of a link", |page| page.links[0].target.clear()),
            ("picture", |page| page.links[0].image = true),
            ("files", |page| page.files.clear()),
            ("picture of a field", |page| page.files[0].image = true),
            ("target of a file", |page| page.files[0].target.clear()),
        ];
        for (part, edit) in edits {
            let mut other = page.clone();
            edit(&mut other);
            assert!(!page.differs_only_in_text(&other), "{part}");
        }
        let moved: [Edit; 4] = [
            |page| page.headings[0].span.start += 1,
            |page| page.links[0].span.start += 1,
            |page| page.files[0].span.start += 1,
            |page| page.words += 1,
        ];
        for edit in moved {
            let mut other = page.clone();
            edit(&mut other);
            assert!(page.differs_only_in_text(&other));
        }
    }
}
