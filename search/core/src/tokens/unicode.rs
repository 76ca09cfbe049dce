//! What the host lends in a browser: Unicode's tables, and the modules of
//! languages.

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().collect::<String>().to_lowercase()
}

#[cfg(target_arch = "wasm32")]
pub use host::{Host, set};
#[cfg(target_arch = "wasm32")]
pub(super) use host::{decomposed, told};

/// What the host lends.
#[cfg(target_arch = "wasm32")]
mod host {
    use std::cell::Cell;

    /// What is called where there is no table.
    #[derive(Clone, Copy)]
    pub struct Host {
        /// A text decomposed by compatibility (NFKD), in lower case.
        pub decomposed: fn(&str) -> String,
        /// What a language makes of a folded word: its flags and its stem, or
        /// nothing where the language's module is not here yet.
        pub told: fn([u8; 2], &str) -> Vec<u8>,
    }

    thread_local! {
        static HOST: Cell<Option<Host>> = const { Cell::new(None) };
    }

    /// Sets the host, before anything is analysed.
    pub fn set(host: Host) {
        HOST.set(Some(host));
    }

    pub(in super::super) fn decomposed(text: &str) -> String {
        HOST.get()
            .map_or_else(|| text.to_owned(), |host| (host.decomposed)(text))
    }

    pub(in super::super) fn told(tag: [u8; 2], word: &str) -> Vec<u8> {
        HOST.get()
            .map_or_else(Vec::new, |host| (host.told)(tag, word))
    }
}
