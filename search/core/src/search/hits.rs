//! The texts of the best documents, and what a hit shows of them.

use crate::cache::{Held, Piece};
use crate::excerpt::{self, Wanted, is_blank};
use crate::format::{FileName, StoredDocument};
use crate::results::{Hit, Marked, Passage};
use crate::tokens::{Analyser, Language, Role, surface};

use super::files::{Index, Missing};

/// Most passages that a hit shows beside the best.
const MOST_PASSAGES: usize = 3;

/// What a passage has to be worth beside the best one to be shown.
const WORTH_SHOWING: f32 = 0.5;

/// The files of places that hits will need whatever they are, to have them
/// fetched beside the words.
pub(super) fn foresee(indexes: &[Index<'_>], missing: &mut Missing) {
    for index in indexes {
        if let [file] = index.root.places[..] {
            missing.get(index, Piece::Whole(file));
        }
    }
}

/// The text of a document, once it is here. Its place is unknown only if the
/// index is not what it says.
pub(super) fn stored<'a>(
    index: &'a Index<'a>,
    document: u32,
    missing: &mut Missing,
) -> Result<Option<&'a StoredDocument>, FileName> {
    let placed = index.root.placed.max(1);
    let Some(&file) = index.root.places.get((document / placed) as usize) else {
        return Err(FileName::ROOT);
    };
    let Some(Held::Places(places)) = missing.get(index, Piece::Whole(file)) else {
        return Ok(None);
    };
    let slice = places.slice((document % placed) as usize).ok_or(file)?;
    match missing.get(index, Piece::Part(slice)) {
        Some(Held::Document(document)) => Ok(Some(document)),
        _ => Ok(None),
    }
}

/// One analyser a language, made when a document needs it.
#[derive(Default)]
pub(super) struct Analysers {
    known: Vec<(Language, Analyser)>,
}

impl Analysers {
    pub(super) fn of(&mut self, tag: &str) -> &mut Analyser {
        let language = Language::of_tag(tag);
        let at = self.known.iter().position(|(known, _)| *known == language);
        let at = at.unwrap_or_else(|| {
            self.known.push((language, Analyser::new(language)));
            self.known.len() - 1
        });
        &mut self.known[at].1
    }
}

/// What the words count again where they stand together.
const TOGETHER: f32 = 1.2;

/// Words of a text that stand together.
const WINDOW: u32 = 24;

/// What a term counts that the text has in another form than was typed, and a
/// neighbour by what it is worth.
const OTHER_FORM: f32 = 0.3;
const NEIGHBOUR: f32 = 0.5;

/// All texts of a document, in order.
fn texts(stored: &StoredDocument) -> Vec<&str> {
    let mut texts = vec![stored.title.as_str(), &stored.summary];
    for section in &stored.sections {
        texts.push(&section.heading);
        texts.push(&section.text);
    }
    texts
}

/// What the words of a query are worth where they stand together best.
fn closeness(stored: &StoredDocument, wanted: &[Wanted<'_>], analyser: &mut Analyser) -> f32 {
    let mut occurrences: Vec<(u32, usize, f32)> = Vec::new();
    let mut start = 0;
    let mut words = 0;
    for text in texts(stored) {
        let mut last = start;
        analyser.tokens(text, Role::Text, |token| {
            last = start + token.position;
            for wanted in wanted {
                if wanted.term != token.term {
                    continue;
                }
                let mut worth = wanted.worth;
                if wanted.near {
                    worth *= NEIGHBOUR;
                } else if !wanted.surface.is_empty()
                    && surface(&text[token.range()]) != wanted.surface
                {
                    worth *= OTHER_FORM;
                }
                occurrences.push((last, wanted.word, worth));
                words = words.max(wanted.word + 1);
            }
        });
        // No window reaches from one text into the next.
        start = last + WINDOW;
    }
    let mut best = 0.0_f32;
    let mut most = vec![0.0_f32; words];
    for (at, &(from, ..)) in occurrences.iter().enumerate() {
        most.fill(0.0);
        for &(position, word, worth) in &occurrences[at..] {
            if position >= from + WINDOW {
                break;
            }
            most[word] = most[word].max(worth);
        }
        let mut sum = 0.0;
        for most in &most {
            sum += most;
        }
        best = best.max(sum);
    }
    best
}

/// What a hit shows; its score is what its text adds to that of its words.
pub(super) fn hit(
    (index, document): (usize, u32),
    stored: &StoredDocument,
    wanted: &[Wanted<'_>],
    analyser: &mut Analyser,
) -> Hit {
    let (excerpt, passages) = passages(stored, wanted, analyser);
    Hit {
        index,
        document,
        url: stored.url.clone(),
        title: excerpt::mark(&stored.title, wanted, analyser),
        score: TOGETHER * closeness(stored, wanted, analyser),
        date: stored.date.clone(),
        filters: stored.filters.clone(),
        meta: stored.meta.clone(),
        excerpt,
        passages,
    }
}

/// The best passage of the text and others of other sections; where only a
/// heading matches, what follows it; where only the title does, the summary or
/// else the beginning.
fn passages(
    stored: &StoredDocument,
    wanted: &[Wanted<'_>],
    analyser: &mut Analyser,
) -> (Passage, Vec<Passage>) {
    let mut best: Vec<(f32, Passage)> = Vec::new();
    let mut add = |worth: f32, passage| {
        let mut at = 0;
        while best.get(at).is_some_and(|(known, _)| *known >= worth) {
            at += 1;
        }
        best.insert(at, (worth, passage));
        best.truncate(MOST_PASSAGES + 1);
    };
    if let Some((worth, text)) = excerpt::best(&stored.summary, wanted, analyser) {
        add(worth, passage("", "", text));
    }
    for section in &stored.sections {
        let heading = excerpt::worth(&section.heading, wanted, analyser);
        let window = excerpt::best(&section.text, wanted, analyser);
        if heading == 0.0 && window.is_none() {
            continue;
        }
        // Less than the words themselves, which an excerpt can show.
        let (worth, text) = window.unwrap_or_else(|| (0.0, excerpt::beginning(&section.text)));
        let worth = worth + heading / 4.0;
        add(worth, passage(&section.heading, &section.anchor, text));
    }
    let mut best = best.into_iter();
    let Some((most, first)) = best.next() else {
        let mut text = stored.summary.as_str();
        for section in &stored.sections {
            if is_blank(text) {
                text = &section.text;
            }
        }
        return (passage("", "", excerpt::beginning(text)), Vec::new());
    };
    let mut others = Vec::new();
    for (worth, passage) in best {
        if worth >= most * WORTH_SHOWING
            && !passage.anchor.is_empty()
            && passage.anchor != first.anchor
        {
            others.push(passage);
        }
    }
    (first, others)
}

fn passage(heading: &str, anchor: &str, text: Marked) -> Passage {
    Passage {
        heading: heading.to_owned(),
        anchor: anchor.to_owned(),
        text,
    }
}

/// How a document writes the first that it has of the terms for a word.
pub(super) fn written<'a>(
    word: usize,
    wanted: &[Wanted<'_>],
    stored: &'a StoredDocument,
    analyser: &mut Analyser,
) -> Option<&'a str> {
    for text in texts(stored) {
        let mut found = None;
        analyser.tokens(text, Role::Text, |token| {
            let mut wanted = wanted.iter();
            let mut sought = || wanted.any(|it| it.word == word && it.term == token.term);
            if found.is_none() && sought() {
                found = Some(token.range());
            }
        });
        if let Some(range) = found {
            return Some(&text[range]);
        }
    }
    None
}
