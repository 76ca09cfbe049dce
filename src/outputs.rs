//! All that a site publishes, a file a kind.
//!
//! In: a [`Site`] and the theme. Out: [`Outputs`], for every route what produces its bytes. A kind
//! of output says in its file which routes it has, what it reads (its key) and how its bytes are
//! made; a new one is such a file, and a line here.

use crate::diagnostic::Diagnostic;
use crate::render::{Kind, Layout, Outputs, Plan};
use crate::site::Site;

/// Declares the kinds; of two that want one address, the first has it.
macro_rules! kinds {
    ($(mod $kind:ident;)*) => {
        $(mod $kind;)*

        /// Every kind.
        const KINDS: &[Kind] = &[$($kind::KIND),*];
    };
}

kinds! {
    mod page;
    mod difference;
    mod document;
    mod kit;
    mod calendar;
    mod view_all;
    mod feed;
    mod preview;
    mod picture;
    mod taxonomy;
    mod term;
    mod facet;
    mod data;
    mod markdown;
    mod print;
    mod file;
    mod fill;
    mod not_found;
    mod robots;
    mod sitemap;
    mod search_client;
    mod security_txt;
    mod form;
    mod table;
    mod verifications;
    mod versions;
    mod redirect;
}

/// Where hosts look for the page of unknown addresses.
pub use not_found::route as not_found_route;

/// Every output of a site. Two that want one address are reported.
pub fn plan(site: &Site, layout: &Layout, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    let mut plan = Plan::new(site, layout, diagnostics);
    for kind in KINDS {
        (kind.plan)(&mut plan);
    }
    plan.finish()
}

/// Sections of the configuration that kinds of outputs read.
pub fn sections() -> impl Iterator<Item = &'static str> {
    KINDS.iter().filter_map(|kind| kind.section)
}
