//! What templates see: the contract with theme authors, described in `docs/themes.md`.
//!
//! Views become template values by moving; a [`Value`] inside a view is shared, never copied.
//! What is `None` is missing in templates.

use tera::{Map, Value};

/// Something that becomes a template value; `None` is left out of the map it would stand in.
pub trait View {
    /// The value.
    fn into_view(self) -> Option<Value>;
}

/// HTML that is known to be safe.
#[derive(Clone, Debug, Default)]
pub struct Html(pub String);

impl View for Html {
    fn into_view(self) -> Option<Value> {
        Some(Value::safe_string(&self.0))
    }
}

impl<T: View> View for Option<T> {
    fn into_view(self) -> Option<Value> {
        self.and_then(View::into_view)
    }
}

impl<T: View> View for Vec<T> {
    fn into_view(self) -> Option<Value> {
        Some(list(self))
    }
}

/// A list of views as one value.
pub fn list<T: View>(views: Vec<T>) -> Value {
    Value::from(
        views
            .into_iter()
            .filter_map(View::into_view)
            .collect::<Vec<Value>>(),
    )
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl View for $type {
            fn into_view(self) -> Option<Value> {
                Some(Value::from(self))
            }
        }
    )*};
}
plain!(String, &str, bool, usize, i64, f64, u64);

impl View for Value {
    fn into_view(self) -> Option<Value> {
        Some(self)
    }
}

macro_rules! views {
    ($($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl From<$name> for Value {
            fn from(view: $name) -> Self {
                let mut map = Map::with_capacity([$(stringify!($field)),*].len());
                $(if let Some(value) = view.$field.into_view() {
                    map.insert(stringify!($field).trim_start_matches("r#").into(), value);
                })*
                Value::from(map)
            }
        }

        impl View for $name {
            fn into_view(self) -> Option<Value> {
                Some(self.into())
            }
        }
    )*};
}

views! {
    /// The site, the same for all pages.
    pub struct SiteView {
        /// Name.
        title: String,
        /// A line under the name.
        tagline: Option<String>,
        /// What search engines show.
        description: Option<String>,
        /// Absolute address without a final slash.
        url: String,
        /// Path of the home.
        home: String,
        /// Language of the content.
        language: String,
        /// Who publishes.
        owner: Option<String>,
        /// Where to write.
        email: Option<String>,
        /// Address of the declaration of accessibility, filed elsewhere.
        accessibility_statement: Option<String>,
        /// Licence of the content.
        license: Option<LicenseView>,
        /// Main menu.
        menu: Vec<MenuView>,
        /// Links at the foot.
        footer: Vec<MenuView>,
        /// Addresses of the search, where there is one.
        search: Option<SearchView>,
        /// Feeds of the home.
        feeds: Vec<FeedView>,
    }

    /// A map as paths in the units of a box.
    pub struct MapView {
        /// Width of the box.
        width: usize,
        /// Height of the box.
        height: usize,
        /// By name: `shapes`, the paths of areas by their ids, and `outline`, the path around all.
        objects: Option<Value>,
    }

    /// Values as geometry in a box.
    pub struct ChartView {
        /// Width of the box.
        width: f64,
        /// Height of the box.
        height: f64,
        /// Where zero is.
        base: f64,
        /// Round values across the height.
        ticks: Vec<TickView>,
        /// The values, in their order.
        marks: Vec<MarkView>,
        /// A path through all of them, by date.
        line: String,
    }

    /// A round value and its height.
    pub struct TickView {
        /// The value.
        value: f64,
        /// Its distance from the top.
        y: f64,
    }

    /// A value as a bar and as a point.
    pub struct MarkView {
        /// The value.
        value: f64,
        /// The middle of the bar, and the point.
        x: f64,
        /// The end of the bar that is not zero, and the point.
        y: f64,
        /// The left side of the bar.
        left: f64,
        /// The upper side of the bar.
        top: f64,
        /// Width of the bar.
        width: f64,
        /// Height of the bar.
        height: f64,
    }

    /// A table that counts pages.
    pub struct TableView {
        /// Address of the table as CSV.
        url: String,
        /// How long that is.
        bytes: usize,
        /// What the rows are called.
        rows_label: String,
        /// What the columns are called.
        columns_label: String,
        /// The columns, with all that is counted in each, whatever its row.
        columns: Vec<TableHeadView>,
        /// The rows.
        rows: Vec<TableRowView>,
    }

    /// The head of a row or column.
    pub struct TableHeadView {
        /// What it says.
        label: String,
        /// Where it leads.
        url: Option<String>,
        /// All that is counted there.
        counts: Vec<CountView>,
    }

    /// A row of a table.
    pub struct TableRowView {
        /// What it says.
        label: String,
        /// Where it leads.
        url: Option<String>,
        /// All that is counted in the row, whatever its column.
        counts: Vec<CountView>,
        /// Its cells, one a column.
        cells: Vec<TableCellView>,
    }

    /// A cell of a table.
    pub struct TableCellView {
        /// All together.
        total: usize,
        /// Each for itself.
        counts: Vec<CountView>,
    }

    /// How many pages of a type there are.
    pub struct CountView {
        /// The type.
        r#type: TypeView,
        /// How many.
        count: usize,
        /// Which; only in cells.
        pages: Vec<Value>,
    }

    /// A licence.
    pub struct LicenseView {
        /// Name.
        name: String,
        /// Address.
        url: String,
    }

    /// An entry of a menu.
    pub struct MenuView {
        /// What it says.
        label: String,
        /// Where it leads.
        url: String,
        /// Entries below it.
        children: Vec<MenuView>,
    }

    /// Addresses of the search.
    pub struct SearchView {
        /// The search page.
        page: Option<String>,
        /// Folder of the index.
        index: String,
        /// Script of the client.
        script: String,
        /// Style of the client.
        style: String,
        /// What the script loads when the search is used.
        modules: Vec<String>,
        /// What these load: the search as WebAssembly.
        engine: String,
    }

    /// A feed.
    pub struct FeedView {
        /// What it brings.
        title: String,
        /// Its address.
        url: String,
        /// `atom` or `json`.
        kind: &'static str,
    }

    /// A page on its own.
    pub struct PageView {
        /// `home, page, section, taxonomy, term, facet, not-found`.
        kind: &'static str,
        /// Title.
        title: String,
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
        /// Terms it belongs to.
        terms: Vec<Value>,
        /// Pages that refer to it.
        backlinks: Vec<BacklinksView>,
        /// Pages that link to it.
        mentions: Vec<Value>,
        /// Pages to read next.
        related: Vec<Value>,
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
        /// Its source file.
        source: Option<String>,
        /// Where its source file can be edited.
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
        /// The value.
        value: Option<Value>,
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
        /// Its language.
        language: Option<Value>,
        /// Whether it is accessible.
        accessible: Option<Value>,
        /// Where an accessible version is.
        alternative: Option<Value>,
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

    /// A list on a page.
    pub struct ListView {
        /// Cards of this page of the list.
        items: Vec<Value>,
        /// How many there are on all.
        total: usize,
        /// The type, if all are of one.
        r#type: Option<TypeView>,
        /// Where in the list this is.
        pager: PagerView,
        /// Values to filter by.
        facets: Option<Value>,
        /// The catalogue it is, or is a part of.
        catalogue: Option<CatalogueView>,
    }

    /// A catalogue, on a page of its list.
    pub struct CatalogueView {
        /// Address of its first page.
        url: String,
        /// How many pages it lists.
        total: usize,
        /// Address of all of them on one page, where there are several.
        whole: Option<String>,
        /// The value whose pages are listed here.
        current: Option<CurrentView>,
        /// By item of this page of the list, its values: `facet:value` with spaces between.
        marks: Vec<String>,
    }

    /// A value of a facet.
    pub struct CurrentView {
        /// Name of the facet.
        facet: String,
        /// As in addresses.
        value: String,
        /// As shown.
        label: String,
    }

    /// Where in a list a page is.
    pub struct PagerView {
        /// From 1.
        number: usize,
        /// How many pages.
        count: usize,
        /// Address of the first.
        first: String,
        /// Address of the last.
        last: String,
        /// Address of the one before.
        prev: Option<String>,
        /// Address of the one after.
        next: Option<String>,
        /// The first, the last and those around this one.
        pages: Vec<PagerPageView>,
    }

    /// What is published as open data.
    pub struct OpenDataView {
        /// Address of the catalogue.
        catalog: Option<String>,
        /// How the publisher is registered.
        publisher_id: Option<String>,
        /// One for each content type.
        datasets: Vec<DatasetView>,
    }

    /// The data of one content type.
    pub struct DatasetView {
        /// Name in the schema.
        name: String,
        /// What its pages are called.
        label: String,
        /// The section that holds them.
        url: Option<String>,
        /// How many there are.
        count: usize,
        /// ISO date of the last change.
        updated: Option<String>,
        /// Address of the JSON file.
        json: String,
        /// Address of the CSV file.
        csv: String,
        /// Address of the JSON Schema.
        schema: String,
        /// Groups that repeat on a page, each field with a CSV file of its own.
        groups: Vec<DataGroupsView>,
    }

    /// The repeated groups of a field.
    pub struct DataGroupsView {
        /// What they are called.
        label: String,
        /// How many there are.
        count: usize,
        /// Address of the CSV file.
        csv: String,
    }

    /// A page of a list.
    pub struct PagerPageView {
        /// From 1.
        number: usize,
        /// Address.
        url: String,
        /// Whether it is this one.
        current: bool,
    }

    /// A field to filter a list by.
    pub struct FacetView {
        /// Name in the schema.
        name: String,
        /// Name for people.
        label: String,
        /// Values, most frequent first.
        values: Vec<FacetValueView>,
    }

    /// A value to filter by.
    pub struct FacetValueView {
        /// As written.
        value: String,
        /// As shown.
        label: String,
        /// How many have it.
        count: usize,
        /// The page of all that have it: a term's, or the page referred to.
        url: Option<String>,
    }
}
