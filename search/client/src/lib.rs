//! The search client: as files for a site to serve, and the boundary between
//! `search-core` and JavaScript when compiled to WebAssembly.

/// The client's files, name -> bytes, to be served from one folder (`search/`
/// in a site): `casa-search.js`, `casa-search.css` and `casa_search.wasm`.
pub const FILES: &[(&str, &[u8])] = &[];
