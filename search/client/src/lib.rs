//! The search client: as files for a site to serve, and the boundary between
//! `search-core` and JavaScript when compiled to WebAssembly.
//!
//! [`Request`] is all that a browser can ask, [`reply`] what it is told; only
//! the module `boundary`, which moves the bytes, is unsafe, and it exists in
//! WebAssembly alone. `search/client/js` is the other side of it.

/// A file of `dist/` with its name.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../dist/", $name)))
    };
}

#[cfg(target_arch = "wasm32")]
mod allocator;
#[cfg(target_arch = "wasm32")]
mod boundary;
mod json;
mod reply;
mod request;
#[cfg(not(target_arch = "wasm32"))]
pub mod sources;

pub use reply::reply;
pub use request::Request;

/// The client's files, name -> bytes, to be served from one folder (`search/`
/// in a site): the script `casa-search.js` finds the others beside itself.
#[cfg(not(target_arch = "wasm32"))]
pub const FILES: &[(&str, &[u8])] = &[
    file!("casa-engine.js"),
    file!("casa-search.css"),
    file!("casa-search.js"),
    file!("casa-ui.js"),
    file!("casa_search.wasm"),
];
