//! The content types of a site: which fields a page has and what they mean.
//!
//! In: the YAML files of `content/_schema/` and of the theme's components. Out: a [`Schema`], from
//! which validation, `casa new`, search filters and template views all follow. A site without
//! `_schema/` has the open schema: the usual names of front matter, and anything else as it comes.
//! It does not know any particular type.

mod check;
mod choices;
mod files;
mod json;
mod meant;
mod open;
mod programs;
mod read;
mod slips;
mod table;
mod written;

pub use check::{is_gone, unknown_section};
pub use files::{definition, has_common, stem};
pub use json::json_schema;
pub use meant::{choice_meant, field_meant};
pub use open::TAXONOMIES;
pub use programs::Programs;
pub use read::{missing_key, read_components, read_types};

use crate::diagnostic::{Problem, nearest};
use crate::source::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// Folder of the content types, below the root.
pub const FOLDER: &str = "content/_schema/";

/// All content types of a site, and the Markdown components of its theme.
#[derive(Debug, Default)]
pub struct Schema {
    /// Types by name.
    pub types: Vec<ContentType>,
    /// Components by name, with their attributes.
    pub components: BTreeMap<String, Vec<Field>>,
    /// Those that are nothing without a text inside.
    pub wrappers: BTreeSet<String>,
    /// The component that holds the document of a page, if the theme has one.
    pub document: Option<String>,
    /// Anchors that the theme's templates use themselves, so that no heading may have them.
    pub taken_ids: BTreeSet<String>,
    /// There is no `_schema/`, or no type in it: unknown fields are kept as they come, and what is
    /// wrong with the content is left out instead of stopping the build.
    pub open: bool,
    /// What the site's own shortcodes of another program stand for, by their names.
    pub shortcodes: BTreeMap<String, String>,
    /// The programs for which the folder was written.
    pub programs: Programs,
    /// Those who write the site part thousands with a point.
    pub points_part_thousands: bool,
}

/// Index of a type in [`Schema::types`].
pub type TypeId = usize;

impl Schema {
    /// The type with this name.
    pub fn find(&self, name: &str) -> Option<TypeId> {
        self.types.iter().position(|t| t.name == name)
    }

    /// What is wrong with the name of a type that there is not.
    pub fn unknown_type(&self, name: &str) -> Problem {
        let names = || self.types.iter().map(|t| t.name.as_str());
        Problem::UnknownType {
            name: name.to_owned(),
            suggestion: nearest(name, names()),
            known: names().map(str::to_owned).collect(),
        }
    }

    /// The field at the end of a path that begins at a type: `a.b` is the field `b` of the types
    /// that the field `a` refers to.
    pub fn field_at(&self, content_type: &str, path: &str) -> Option<&Field> {
        let content_type = &self.types[self.find(content_type)?];
        match path.split_once('.') {
            None => content_type.field(path),
            Some((name, rest)) => match &content_type.field(name)?.kind {
                Kind::Ref(types) => types.iter().find_map(|t| self.field_at(t, rest)),
                _ => None,
            },
        }
    }

    /// The type of a page by the folder it lies in, the deepest `section` that contains it.
    /// `folder` is relative to `content/`, without a final slash.
    pub fn of_folder(&self, folder: &str) -> TypeId {
        self.types
            .iter()
            .enumerate()
            .filter_map(|(id, t)| t.section.as_deref().map(|section| (id, section)))
            .filter(|(_, section)| {
                folder
                    .strip_prefix(section)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .max_by_key(|(_, section)| section.len())
            .map_or_else(|| self.default_for(DefaultFor::Pages), |(id, _)| id)
    }

    /// The type of pages that no folder gives a type to.
    pub fn default_for(&self, what: DefaultFor) -> TypeId {
        self.types
            .iter()
            .position(|t| t.default_for == Some(what))
            .or_else(|| self.types.iter().position(ContentType::is_for_any))
            .or_else(|| self.types.iter().position(|t| t.default_for.is_some()))
            .unwrap_or(0)
    }
}

/// One content type.
#[derive(Debug)]
pub struct ContentType {
    /// File name of the type, used in the schema and in templates.
    pub name: String,
    /// What one page of it is called.
    pub label: String,
    /// What many are called.
    pub plural: String,
    /// Which pages without a type of their own have this one.
    pub default_for: Option<DefaultFor>,
    /// Folder below `content/` whose pages have this type.
    pub section: Option<String>,
    /// Template of its pages.
    pub template: String,
    /// Order of its pages in lists.
    pub sort: Option<Sort>,
    /// Items on one page of a list.
    pub page_size: usize,
    /// The schema.org type of its pages.
    pub json_ld: String,
    /// What the document of each of its pages is published as, besides the page.
    pub formats: Vec<Format>,
    /// The field, a group, whose steps and documents each of its pages offers as a kit.
    pub kit: Option<String>,
    /// Whether "read also" is computed for its pages.
    pub related: bool,
    /// Whether pages dated in the future are published: events, deadlines.
    pub publish_future: bool,
    /// Whether its pages are appointments, each with a calendar file.
    pub calendar: bool,
    /// Where its pages come from besides files of their own.
    pub source: Option<DataSource>,
    /// It stands in for one that the schema does not have: unknown fields are kept.
    pub open: bool,
    /// Fields, in the order in which they are shown.
    pub fields: Vec<Field>,
}

impl ContentType {
    /// Whether it may be that of any page: nothing says which pages have it.
    fn is_for_any(&self) -> bool {
        self.section.is_none() && self.default_for.is_none() && self.source.is_none()
    }

    /// The field with this role.
    pub fn role(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|f| f.role == Some(role))
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

/// Pages whose type does not follow from the folder they lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultFor {
    /// The pages of folders themselves.
    Sections,
    /// Pages outside the folders that have a type.
    Pages,
}

/// What a document is published as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tagged PDF, to read and print.
    Pdf,
    /// For Word and others.
    Docx,
    /// For LibreOffice and others.
    Odt,
}

impl Format {
    /// All formats with the names they have in a schema, which files end with.
    pub const NAMES: [(&'static str, Format); 3] = [
        ("pdf", Format::Pdf),
        ("docx", Format::Docx),
        ("odt", Format::Odt),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
}

/// An order of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Name of the field compared; pages without it come last.
    pub field: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A CSV file each row of which is a page.
#[derive(Debug)]
pub struct DataSource {
    /// The file, once found among the sources.
    pub file: FileId,
    /// Column from which the page's address is made.
    pub slug: String,
}

/// One field of a type, a group or a component.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key in the front matter.
    pub name: String,
    /// What the value is.
    pub kind: Kind,
    /// Whether the value is a list of such values.
    pub many: bool,
    /// Whether it has to be there.
    pub required: bool,
    /// What the generator does with it.
    pub role: Option<Role>,
    /// Name for people.
    pub label: String,
    /// What to write, for people.
    pub help: Option<String>,
    /// Whether lists and the search filter by it.
    pub facet: bool,
    /// Address of the taxonomy whose terms are the values of this field.
    pub taxonomy: Option<String>,
    /// For references: what the page referred to calls the pages that refer to it.
    pub inverse: Option<String>,
    /// For references: following it may not lead back.
    pub acyclic: bool,
    /// Least value of a number.
    pub min: Option<f64>,
    /// Greatest value of a number, or most characters of a text.
    pub max: Option<f64>,
    /// For dates: after how many months what they say has to be looked at again.
    pub stale_after: Option<u32>,
    /// What schema.org calls it, in the linked data of its pages.
    pub property: Option<String>,
    /// Form that a text must have, whole.
    pub pattern: Option<regex_lite::Regex>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A text on one line.
    Text,
    /// Markdown.
    Markdown,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A calendar date.
    Date,
    /// One of a closed list.
    Choice(Vec<Choice>),
    /// A page of one of these types; of any type if the list is empty.
    Ref(Vec<String>),
    /// A file of the site.
    File,
    /// A picture of the site.
    Image,
    /// An http or https address.
    Url,
    /// An e-mail address.
    Email,
    /// Fields of its own.
    Group(Vec<Field>),
    /// Whatever stands there, as text; only in the open schema.
    Any,
}

impl Kind {
    /// What it is called in a schema.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text | Self::Any => "text",
            Self::Markdown => "markdown",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Choice(_) => "choice",
            Self::Ref(_) => "ref",
            Self::File => "file",
            Self::Image => "image",
            Self::Url => "url",
            Self::Email => "email",
            Self::Group(_) => "group",
        }
    }
}

/// One value of a closed list.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// As written in front matter.
    pub value: String,
    /// As shown.
    pub label: String,
    /// Pages with this value are published only in previews.
    pub draft: bool,
    /// Pages with this value are no longer in force.
    pub superseded: bool,
    /// What schema.org calls what pages with this value are about.
    pub json_ld: Option<String>,
}

/// What the generator does with a field, whatever it is called in a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the name of what it gives")]
pub enum Role {
    Title,
    ShortTitle,
    Summary,
    Date,
    /// The last day of what begins on the date.
    Ends,
    /// Where it takes place.
    Place,
    /// A boolean: whether one can take part from afar.
    Online,
    Updated,
    Verified,
    /// From this day on the page is left out.
    Expires,
    /// A boolean that marks drafts.
    Draft,
    /// A choice whose values may mark drafts and superseded pages.
    Status,
    Order,
    /// Last part of the address instead of the file's name.
    Slug,
    /// The whole address instead of the file's path.
    Address,
    Template,
    /// Old addresses that lead here.
    Aliases,
    /// Other words by which to find the page.
    Synonyms,
    Image,
    Attachments,
    Related,
    /// References to the pages that the page takes the place of.
    Replaces,
    /// An acronym that this page explains.
    Abbreviation,
    /// What the acronym stands for; the title where missing.
    Expansion,
    /// A boolean that keeps the page out of the search.
    Unsearched,
    /// A boolean that asks search engines to leave the page out.
    Unindexed,
    /// What readers fill in.
    Blanks,
    /// Which version of the document it is.
    Version,
}

impl Role {
    /// All roles with the names they have in a schema.
    pub const NAMES: [(&'static str, Role); 28] = [
        ("title", Role::Title),
        ("short_title", Role::ShortTitle),
        ("summary", Role::Summary),
        ("date", Role::Date),
        ("ends", Role::Ends),
        ("place", Role::Place),
        ("online", Role::Online),
        ("updated", Role::Updated),
        ("verified", Role::Verified),
        ("expires", Role::Expires),
        ("draft", Role::Draft),
        ("status", Role::Status),
        ("order", Role::Order),
        ("slug", Role::Slug),
        ("address", Role::Address),
        ("template", Role::Template),
        ("aliases", Role::Aliases),
        ("synonyms", Role::Synonyms),
        ("image", Role::Image),
        ("attachments", Role::Attachments),
        ("related", Role::Related),
        ("replaces", Role::Replaces),
        ("abbreviation", Role::Abbreviation),
        ("expansion", Role::Expansion),
        ("unsearched", Role::Unsearched),
        ("unindexed", Role::Unindexed),
        ("blanks", Role::Blanks),
        ("version", Role::Version),
    ];
}

/// The schema of a site that has none: the names that other generators use.
pub const OPEN_FIELDS: &str = include_str!("schema/open.yaml");
