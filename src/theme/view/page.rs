//! A page, and what other pages show of it.

use super::site::FeedView;
use super::version::{EditionView, VersionView};
use super::{Html, View, views};
use crate::schema::ContentType;
use tera::{Map, Value};

views! {
    /// A page on its own.
    pub struct PageView {
        /// `home, page, section, taxonomy, term, facet, difference, print, not-found`.
        kind: &'static str,
        /// Title.
        title: String,
        /// What its text has as its title, where the field says something else.
        heading: Option<String>,
        /// Title for menus.
        short_title: String,
        /// Path on this site.
        url: String,
        /// Absolute address.
        permalink: String,
        /// One or two sentences.
        summary: Option<String>,
        /// Language.
        language: String,
        /// `rtl` in a language that is written from right to left.
        direction: Option<&'static str>,
        /// The languages of the site, its own first; empty where there is only one.
        languages: Vec<LanguageView>,
        /// ISO date.
        date: Option<String>,
        /// ISO date of the last change.
        updated: Option<String>,
        /// ISO date of the last check.
        verified: Option<String>,
        /// ISO date from which it is no longer published.
        expires: Option<String>,
        /// Whether it is in force.
        status: Option<StatusView>,
        /// Shown only in previews.
        draft: bool,
        /// Dated ahead, shown only in previews.
        future: bool,
        /// Its content type.
        r#type: Option<TypeView>,
        /// The way back, home first.
        breadcrumbs: Vec<Breadcrumb>,
        /// Its text.
        body: Html,
        /// Its headings.
        toc: Vec<TocEntry>,
        /// Reading time.
        minutes: usize,
        /// Its fields by name.
        f: Option<Value>,
        /// Its fields in order, without those with a role.
        fields: Vec<FieldView>,
        /// Its picture.
        image: Option<ImageView>,
        /// Files to download.
        attachments: Vec<AttachmentView>,
        /// Its document in formats.
        document: Option<DocumentView>,
        /// Its kit.
        kit: Option<KitView>,
        /// Terms it belongs to.
        terms: Vec<Value>,
        /// Pages that refer to it.
        backlinks: Vec<BacklinksView>,
        /// Pages that link to it.
        mentions: Vec<Value>,
        /// Pages to read next.
        related: Vec<Value>,
        /// It and what it replaces or is replaced by, the newest first.
        versions: Vec<VersionView>,
        /// Where the feed of these is.
        versions_feed: Option<String>,
        /// The versions of the documentation that it is part of (`versions` in the configuration), in their order; empty outside of these.
        editions: Vec<EditionView>,
        /// Its text as Markdown, where that is published (`markdown` in the configuration).
        markdown: Option<String>,
        /// All pages of the section as one, where that is published (`print` in the configuration).
        print: Option<String>,
        /// The tree of its section, drawn by `tree.html`, with the link to the page marked.
        tree: Option<Html>,
        /// The page before.
        prev: Option<Value>,
        /// The page after.
        next: Option<Value>,
        /// Sections directly below.
        sections: Vec<Value>,
        /// Its feeds.
        feeds: Vec<FeedView>,
        /// Its calendar file, or that of its section.
        calendar: Option<String>,
        /// Its dates whose term has passed (`stale_after` in the schema), the oldest first.
        stale: Vec<String>,
        /// Its source file.
        source: Option<String>,
        /// Where its source file can be edited: in the repository, else by a mail to who publishes it.
        edit_url: Option<String>,
        /// Where all changes to its source file are listed.
        history_url: Option<String>,
        /// The last changes to its source file.
        history: Vec<ChangeView>,
        /// What machines read.
        meta: Option<Value>,
    }

    /// A language of the site, on a page.
    pub struct LanguageView {
        /// Its tag.
        language: String,
        /// The page in this language, or where it is not there the home.
        url: String,
        /// The same, absolute.
        permalink: String,
        /// Whether it is the page's.
        current: bool,
        /// Whether the page is there in this language.
        translated: bool,
        /// What the theme says in it.
        t: Option<Value>,
    }

    /// A change to the source file of a page.
    pub struct ChangeView {
        /// ISO date.
        date: String,
        /// What it is for readers.
        note: Option<String>,
        /// Where it can be seen.
        url: Option<String>,
    }

    /// A page as others show it.
    pub struct Card {
        /// Title.
        title: String,
        /// Title for menus.
        short_title: String,
        /// Path on this site.
        url: String,
        /// Its language, where the site has several.
        language: Option<String>,
        /// One or two sentences.
        summary: Option<String>,
        /// ISO date.
        date: Option<String>,
        /// ISO date of the last change.
        updated: Option<String>,
        /// ISO date of the last check.
        verified: Option<String>,
        /// Its content type.
        r#type: Option<Value>,
        /// Whether it is in force.
        status: Option<StatusView>,
        /// Shown only in previews.
        draft: bool,
        /// Its picture.
        image: Option<ImageView>,
        /// Terms it belongs to.
        terms: Vec<Value>,
        /// Its plain fields by name.
        f: Option<Value>,
    }

    /// A content type.
    pub struct TypeView {
        /// Name in the schema.
        name: String,
        /// What one is called.
        label: String,
        /// What many are called.
        plural: String,
        /// The section that holds it.
        url: Option<String>,
    }

    /// Whether a page is in force.
    pub struct StatusView {
        /// As written.
        value: String,
        /// As shown.
        label: String,
        /// Not to be published yet.
        draft: bool,
        /// No longer in force.
        superseded: bool,
    }

    /// A step of the way back.
    pub struct Breadcrumb {
        /// Title.
        title: String,
        /// Address.
        url: String,
    }

    /// A heading.
    pub struct TocEntry {
        /// Anchor.
        id: String,
        /// Text.
        title: String,
        /// From 2.
        level: usize,
        /// Deeper headings.
        children: Vec<TocEntry>,
    }

    /// A field that is set.
    pub struct FieldView {
        /// Name in the schema.
        name: String,
        /// Name for people.
        label: String,
        /// Its type.
        r#type: &'static str,
        /// Whether the value is a list.
        many: bool,
        /// Address segment of the taxonomy whose terms the values are; the page's `terms` have them too.
        taxonomy: Option<String>,
        /// The value.
        value: Option<Value>,
        /// What a group consists of, each without a value: that is in the group's, by its name.
        parts: Vec<FieldView>,
    }

    /// A value of a closed list.
    pub struct ChoiceView {
        /// As written.
        value: String,
        /// As shown.
        label: String,
    }

    /// A picture.
    pub struct ImageView {
        /// Address; of the widest there is, if it is published in several sizes.
        url: String,
        /// Address of the file as it is.
        original: Option<String>,
        /// The same in other formats, the best first.
        sources: Vec<SourceView>,
        /// Addresses and widths of all sizes, as HTML has them.
        srcset: Option<String>,
        /// How wide it is shown, as HTML has it.
        sizes: Option<String>,
        /// What it shows.
        alt: Option<String>,
        /// Whose it is.
        credits: Option<String>,
        /// Pixels.
        width: Option<usize>,
        /// Pixels.
        height: Option<usize>,
        /// Size of the file as it is.
        bytes: Option<u64>,
    }

    /// A picture in all sizes in one format.
    pub struct SourceView {
        /// Media type.
        r#type: &'static str,
        /// Addresses and widths.
        srcset: String,
    }

    /// A file.
    pub struct FileView {
        /// Address.
        url: String,
        /// File name.
        name: String,
        /// Extension in capitals.
        format: String,
        /// Size.
        bytes: u64,
        /// SHA-256 of its bytes, hexadecimal.
        sha256: Option<String>,
    }

    /// A file to download.
    pub struct AttachmentView {
        /// Anchor of its place on the page.
        id: String,
        /// Address.
        url: String,
        /// What it is.
        title: String,
        /// File name.
        name: String,
        /// Extension in capitals.
        format: String,
        /// Size.
        bytes: u64,
        /// SHA-256 of its bytes, hexadecimal.
        sha256: Option<String>,
        /// How many pages or slides it has.
        pages: Option<u64>,
        /// The day on which it was last changed, ISO 8601.
        date: Option<String>,
        /// The title that it gives itself.
        own_title: Option<String>,
        /// Whether it is marked for assistive technology, where its format can be.
        tagged: Option<bool>,
        /// Whether it is made of pictures of pages, without text.
        scan: bool,
        /// Its language: what the page says, or else the file.
        language: Option<Value>,
        /// Whether it is accessible.
        accessible: Option<Value>,
        /// Where an accessible version is.
        alternative: Option<Value>,
    }

    /// The document of a page, which is also there as files.
    pub struct DocumentView {
        /// Its title.
        title: String,
        /// The files.
        files: Vec<DocumentFileView>,
        /// What readers fill in.
        blanks: Vec<BlankView>,
        /// The script with which they do it on the page, if there is a file for it.
        script: Option<String>,
    }

    /// A document as a file.
    pub struct DocumentFileView {
        /// Address.
        url: String,
        /// File name.
        name: String,
        /// `pdf, docx, odt`.
        format: &'static str,
        /// Size.
        bytes: u64,
    }

    /// The steps that a page tells and the documents that they need, together.
    pub struct KitView {
        /// How many documents are in it.
        documents: usize,
        /// Its files: an archive, and a document that holds all.
        files: Vec<KitFileView>,
    }

    /// A file of a kit.
    pub struct KitFileView {
        /// Address.
        url: String,
        /// File name.
        name: String,
        /// `zip, pdf`.
        format: &'static str,
    }

    /// What readers fill in; in the text each use has the attribute `data-blank`.
    pub struct BlankView {
        /// What tells it from the others of the page.
        id: String,
        /// Its name.
        name: String,
        /// What to write there.
        help: Option<String>,
        /// What it holds at first.
        value: Option<String>,
        /// What can be chosen; empty: any text.
        choices: Vec<String>,
    }

    /// A term.
    pub struct TermView {
        /// Address segment of its taxonomy.
        taxonomy: Option<String>,
        /// Label.
        title: String,
        /// Address.
        url: String,
        /// How many pages have it.
        count: Option<usize>,
    }

    /// Pages that refer to a page through one field.
    pub struct BacklinksView {
        /// Their type.
        r#type: String,
        /// The field.
        field: String,
        /// What to call them.
        label: String,
        /// Their cards.
        pages: Vec<Value>,
    }

    /// What machines read of a page.
    pub struct MetaView {
        /// Title with the site's name.
        title: String,
        /// Description.
        description: Option<String>,
        /// Address to remember.
        canonical: Option<String>,
        /// What robots may do, where not everything.
        robots: Option<&'static str>,
        /// Picture for previews, absolute.
        image: Option<String>,
        /// Pixels.
        image_width: Option<usize>,
        /// Pixels.
        image_height: Option<usize>,
        /// What it shows.
        image_alt: Option<String>,
        /// `article` or `website`.
        og_type: &'static str,
        /// Linked data, safe inside a script element.
        json_ld: Option<Html>,
        /// The page in all its languages, where there are several.
        alternates: Vec<AlternateView>,
    }

    /// A page in one of its languages.
    pub struct AlternateView {
        /// The language, or `x-default` for readers of any other.
        language: String,
        /// Absolute address.
        url: String,
    }
}

impl From<&ContentType> for TypeView {
    /// A type without the address of its section.
    fn from(content_type: &ContentType) -> Self {
        Self {
            name: content_type.name.clone(),
            label: content_type.label.clone(),
            plural: content_type.plural.clone(),
            url: None,
        }
    }
}
