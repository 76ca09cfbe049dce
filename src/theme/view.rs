//! What templates see: the contract with theme authors, described in `docs/themes.md`.
//!
//! Views become template values by moving; a [`Value`] inside a view is shared, never copied.
//! What is `None` is missing in templates.

mod data;
mod list;
mod page;
mod site;
mod tree;
mod version;

pub use data::{
    ChartView, CountView, DataGroupsView, DatasetView, MapView, MarkView, OpenDataView,
    TableCellView, TableHeadView, TableRowView, TableView, TickView, ToVerifyView,
};
pub use list::{
    CatalogueView, CurrentView, FacetValueView, FacetView, ListView, PagerPageView, PagerView,
};
pub use page::{
    AlternateView, AttachmentView, BacklinksView, BlankView, Breadcrumb, Card, ChangeView,
    ChoiceView, DocumentFileView, DocumentView, FieldView, FileView, ImageView, KitFileView,
    KitView, LanguageView, MetaView, PageView, SourceView, StatusView, TermView, TocEntry,
    TypeView,
};
pub use site::{FeedView, LicenseView, MenuView, SearchView, SiteView};
pub use tree::{TreeEntryView, TreeView};
pub use version::{
    DifferenceCountsView, DifferenceGroupView, DifferencePartView, DifferenceSectionView,
    DifferenceView, EditionView, PrintPartView, ReplacedView, VersionView,
};

use tera::Value;

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

/// The name of a field, which may be a word of Rust's.
const fn name_of(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Structs that become maps for templates, field by field.
macro_rules! views {
    ($($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl From<$name> for Value {
            fn from(view: $name) -> Self {
                let mut map = Map::with_capacity([$(stringify!($field)),*].len());
                $(if let Some(value) = view.$field.into_view() {
                    const NAME: &str = super::name_of(stringify!($field));
                    map.insert(NAME.into(), value);
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
use views;
