//! The files of the search client. (Those of the index are named by what they hold, and so are
//! published beside the plan.)

use crate::diagnostic::Diagnostic;
use crate::fingerprint;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer};
use crate::search::client;
use std::fmt;

/// A file of the client.
struct ClientFile(&'static [u8]);

impl fmt::Debug for ClientFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientFile({} bytes)", self.0.len())
    }
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    if plan.site.config.search {
        let languages = plan.site.config.locales().map(|locale| locale.language);
        for (route, bytes) in client::files(languages) {
            plan.add(route, plan.nowhere(), ClientFile(bytes));
        }
    }
}

impl Output for ClientFile {
    fn render(&self, _: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend_from_slice(self.0);
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        Some(Key::of_files(fingerprint::of(self.0)))
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
