//! All that a site publishes, a file a kind.
//!
//! In: a [`Site`] and the theme. Out: [`Outputs`], for every route what produces its bytes. A kind
//! of output says in its file which routes it has, what it reads (its key) and how its bytes are
//! made; a new one is such a file, and a line here.

mod fingerprints;
mod key;
mod layout;
mod output;
mod page_view;
mod renderer;

pub use key::{Key, Keys};
pub use layout::Layout;
pub use output::{Output, Outputs, Plan, Subject};
pub use renderer::Renderer;

use crate::diagnostic::Diagnostic;
use crate::site::Site;

/// Declares the kinds; of two that want one address, the first has it.
macro_rules! kinds {
    ($(mod $kind:ident;)*) => {
        $(mod $kind;)*

        /// What each kind adds to a plan.
        const KINDS: &[fn(&mut Plan<'_>)] = &[$($kind::plan),*];
    };
}

kinds! {
    mod page;
    mod calendar;
    mod view_all;
    mod feed;
    mod preview;
    mod picture;
    mod taxonomy;
    mod term;
    mod facet;
    mod not_found;
    mod robots;
    mod sitemap;
    mod data;
    mod file;
    mod search_client;
    mod table;
    mod redirect;
}

/// Where hosts look for the page of unknown addresses.
pub use not_found::route as not_found_route;

/// Every output of a site. Two that want one address are reported.
pub fn plan(site: &Site, layout: &Layout, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    let mut plan = Plan::new(site, layout, diagnostics);
    for kind in KINDS {
        kind(&mut plan);
    }
    plan.finish()
}
