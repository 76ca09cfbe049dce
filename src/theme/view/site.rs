//! The site, the same for all pages.

use super::{View, views};
use tera::{Map, Value};

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
        /// Whether that is another site.
        external: bool,
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
        /// What that loads for the language of the page, if anything.
        words: Option<String>,
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
}
