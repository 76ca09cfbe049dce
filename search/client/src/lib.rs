//! The search client: as files for a site to serve, and the boundary between
//! `search-core` and JavaScript when compiled to WebAssembly.
//!
//! [`reply`] is all that a browser can ask for, as text in and text out; only
//! the module `boundary`, which moves the bytes, is unsafe, and it exists in
//! WebAssembly alone. `search/client/js` is the other side of it.

#[cfg(target_arch = "wasm32")]
mod allocator;
#[cfg(target_arch = "wasm32")]
mod boundary;
mod json;
mod reply;
mod request;

pub use reply::reply;

/// The client's files, name -> bytes, to be served from one folder (`search/`
/// in a site): the script finds the others beside itself.
#[cfg(not(target_arch = "wasm32"))]
pub const FILES: &[(&str, &[u8])] = &[
    ("casa-search.css", include_bytes!("../js/casa-search.css")),
    ("casa-search.js", include_bytes!("../js/casa-search.js")),
    ("casa_search.wasm", include_bytes!("../dist/casa_search.wasm")),
];
