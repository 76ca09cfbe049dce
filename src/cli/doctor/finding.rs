//! What `casa doctor` says of one place.

use super::super::{messages, output};
use crate::diagnostic::Language;

/// What was found in one place.
pub(super) struct Finding {
    /// The place, in Italian and English.
    place: [&'static str; 2],
    pub(super) state: State,
    /// What it is like, in both.
    found: [String; 2],
    /// What to do, in both; nothing if it is good.
    advice: [String; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Good,
    /// Casa does without, or less well.
    Poor,
    /// The site cannot be built.
    Bad,
}

impl Finding {
    pub(super) fn good(place: [&'static str; 2], italian: String, english: String) -> Self {
        Self {
            place,
            state: State::Good,
            found: [italian, english],
            advice: Default::default(),
        }
    }

    pub(super) fn poor(place: [&'static str; 2], found: [String; 2], advice: [String; 2]) -> Self {
        let state = State::Poor;
        Self {
            place,
            state,
            found,
            advice,
        }
    }

    pub(super) fn bad(place: [&'static str; 2], found: [String; 2], advice: [String; 2]) -> Self {
        let state = State::Bad;
        Self {
            place,
            state,
            found,
            advice,
        }
    }

    pub(super) fn print(&self, language: Language) {
        let say = |[italian, english]: &[String; 2]| messages::say(language, italian, english);
        let [place_it, place_en] = self.place;
        let place = messages::say(language, place_it, place_en);
        let sign = match self.state {
            State::Good => "ok",
            State::Poor => "!",
            State::Bad => "x",
        };
        output::line(format_args!("{sign:<3}{place}: {}", say(&self.found)));
        if self.state != State::Good {
            output::line(format_args!("   → {}", say(&self.advice)));
        }
    }
}
