//! Lists and what they are narrowed down by.

use super::page::TypeView;
use super::{View, views};
use tera::{Map, Value};

views! {
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
        view_all: Option<String>,
        /// The value whose pages are listed here.
        current: Option<CurrentView>,
        /// By item of this page of the list, its values: `facet:value` with spaces between.
        facet_values: Vec<String>,
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
