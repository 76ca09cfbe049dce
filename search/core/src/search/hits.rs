//! The texts of the best documents, and what a hit shows of them.

use crate::cache::Held;
use crate::excerpt::{self, Text, Wanted, is_blank};
use crate::format::{FileName, Piece, StoredDocument};
use crate::results::{Hit, Marked, Passage};
use crate::tokens::{Analyser, Language, is_title_stop, surface};

use super::files::{Index, Missing};
use super::spelling;

/// Most passages that a hit shows beside the best.
const MOST_PASSAGES: usize = 3;

/// What a passage has to be worth beside the best one to be shown.
const WORTH_SHOWING: f32 = 0.5;

/// The files of places that hits will need whatever they are, to have them
/// fetched beside the words.
pub(super) fn prefetch(indexes: &[Index<'_>], missing: &mut Missing) {
    for index in indexes {
        if let [file] = index.root.places[..] {
            missing.get(index, Piece::whole(file));
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
    let Some(Held::Places(places)) = missing.get(index, Piece::whole(file)) else {
        return Ok(None);
    };
    let slice = places.slice((document % placed) as usize).ok_or(file)?;
    match missing.get(index, slice) {
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
    fn of(&mut self, tag: &str) -> &mut Analyser {
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
const WINDOW: u32 = 20;

/// What a term counts that the text has in another form than was typed, and a
/// neighbour by what it is worth.
const OTHER_FORM: f32 = 0.3;
/// The same where only accents, dots or capitals beyond ASCII are others.
const OTHER_SPELLING: f32 = 0.9;
const NEIGHBOUR: f32 = 0.5;
/// The same where the word is only in another (`for` in `parallel_for`).
const INSIDE: f32 = 0.5;

/// What two words of a query count again that stand in its order, with at most
/// [`BETWEEN`] others between them.
const IN_ORDER: f32 = 0.15;
const BETWEEN: u32 = 2;

/// What the words count again of a document whose title begins with them: it is the
/// thing itself, and others are about it.
const NAMED: f32 = 1.5;

/// A document that is shown, its texts analysed.
pub(super) struct Shown<'a> {
    pub(super) index: &'a Index<'a>,
    /// Its id in the index.
    pub(super) document: u32,
    stored: &'a StoredDocument,
    /// Title, summary, then heading and text of each section.
    texts: Vec<Text<'a>>,
    /// What the words are worth as they stand together in it.
    closeness: f32,
}

impl<'a> Shown<'a> {
    /// Looks for the wanted terms in a document.
    pub(super) fn read(
        (index, document, stored): (&'a Index<'a>, u32, &'a StoredDocument),
        wanted: &[Wanted<'_>],
        analysers: &mut Analysers,
    ) -> Self {
        let analyser = analysers.of(&stored.language);
        let mut texts = Vec::with_capacity(2 + 2 * stored.sections.len());
        let mut read = |text| texts.push(Text::read(text, wanted, analyser));
        read(&stored.title);
        read(&stored.summary);
        for section in &stored.sections {
            read(&section.heading);
            read(&section.text);
        }
        let mut shown = Self {
            index,
            document,
            stored,
            texts,
            closeness: 0.0,
        };
        shown.closeness = shown.closeness(wanted);
        shown.leave_neighbours(wanted);
        shown
    }

    /// Leaves out what is only near a word that is there itself: it adds to the
    /// score, and says nothing to a reader.
    fn leave_neighbours(&mut self, wanted: &[Wanted<'_>]) {
        let mut there = vec![false; wanted.last().map_or(0, |last| last.word + 1)];
        for text in &self.texts {
            for found in &text.matches {
                for wanted in found.meanings(wanted) {
                    there[wanted.word] |= !wanted.near;
                }
            }
        }
        for text in &mut self.texts {
            text.matches.retain(|found| {
                let mut meanings = found.meanings(wanted);
                meanings.any(|wanted| !(wanted.near && there[wanted.word]))
            });
        }
    }

    /// What the words of a query are worth where they stand together best, and
    /// where they follow each other as in the query.
    fn closeness(&self, wanted: &[Wanted<'_>]) -> f32 {
        let mut best = 0.0_f32;
        let words = wanted.last().map_or(0, |last| last.word + 1);
        let mut most = vec![0.0_f32; words];
        let mut in_order = vec![0.0_f32; words];
        let mut occurrences: Vec<(u32, usize, f32)> = Vec::new();
        for text in &self.texts {
            occurrences.clear();
            for found in &text.matches {
                for wanted in found.meanings(wanted) {
                    let mut worth = wanted.worth;
                    if wanted.near {
                        worth *= NEIGHBOUR;
                    } else if !wanted.surface.is_empty() {
                        let written = text.written(found);
                        if !written.eq_ignore_ascii_case(wanted.typed) {
                            let same = surface(written) == wanted.surface;
                            worth *= if same { OTHER_SPELLING } else { OTHER_FORM };
                        }
                    }
                    if found.inside {
                        worth *= INSIDE;
                    }
                    occurrences.push((found.position, wanted.word, worth));
                }
            }
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
            for pair in occurrences.windows(2) {
                let ((from, word, worth), (to, next, more)) = (pair[0], pair[1]);
                if next == word + 1 && to > from && to <= from + BETWEEN + 1 {
                    in_order[word] = in_order[word].max(worth + more);
                }
            }
        }
        let named = if self.is_named(wanted, words) {
            NAMED
        } else {
            0.0
        };
        best * (1.0 + named) + IN_ORDER * in_order.iter().sum::<f32>()
    }

    /// Whether the title begins with the words of a query, all of them.
    fn is_named(&self, wanted: &[Wanted<'_>], words: usize) -> bool {
        let mut there = vec![false; words];
        // Stop words are not looked for in texts; as many may stand between.
        let mut between = 0;
        for wanted in wanted.iter().filter(|wanted| is_title_stop(wanted.term)) {
            there[wanted.word] = true;
            between += 1;
        }
        let mut end = 0;
        for found in &self.texts[0].matches {
            if found.position > end + between {
                break;
            }
            for wanted in found.meanings(wanted).filter(|wanted| !wanted.near) {
                there[wanted.word] = true;
                end = found.position + 1;
            }
        }
        there.iter().all(|there| *there)
    }

    /// What is shown; its score is what the text adds to that of the words.
    pub(super) fn hit(&self, wanted: &[Wanted<'_>]) -> Hit {
        let (excerpt, passages) = self.passages(wanted);
        let stored = self.stored;
        Hit {
            index: self.index.number,
            document: self.document,
            url: stored.url.clone(),
            title: self.texts[0].marked(),
            all: false,
            language: stored.language.clone(),
            score: TOGETHER * self.closeness,
            date: stored.date.clone(),
            filters: stored.filters.clone(),
            meta: stored.meta.clone(),
            excerpt,
            passages,
        }
    }

    /// The best passage of the text and others of other sections; where only a
    /// heading matches, what follows it; where only the title does, the summary
    /// or else the beginning.
    fn passages(&self, wanted: &[Wanted<'_>]) -> (Passage, Vec<Passage>) {
        let stored = self.stored;
        let mut best: Vec<(f32, Passage)> = Vec::new();
        let mut add = |worth: f32, passage| {
            let mut at = 0;
            while best.get(at).is_some_and(|(known, _)| *known >= worth) {
                at += 1;
            }
            best.insert(at, (worth, passage));
            best.truncate(MOST_PASSAGES + 1);
        };
        if let Some((worth, text)) = self.texts[1].best(wanted) {
            add(worth, passage("", "", text));
        }
        for (section, texts) in stored.sections.iter().zip(self.texts[2..].chunks(2)) {
            let heading = texts[0].worth(wanted);
            let window = texts[1].best(wanted);
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
}

/// How what is shown writes a term where that is nearest to a typed word, and how
/// far [apart](spelling::apart) they are; the first of equals, nothing if it has
/// the term nowhere.
pub(super) fn nearest<'a>(
    shown: &[Shown<'a>],
    wanted: &[Wanted<'_>],
    typed: &str,
    term: &str,
) -> (usize, &'a str) {
    let mut nearest = (usize::MAX, "");
    for shown in shown {
        for text in &shown.texts {
            for found in &text.matches {
                if found.term(wanted) == term {
                    let written = text.written(found);
                    let form = match found.inside {
                        true => term.to_owned(),
                        false => surface(written),
                    };
                    let apart = spelling::apart(typed, &form);
                    if apart < nearest.0 {
                        nearest = (apart, written);
                    }
                }
            }
        }
    }
    nearest
}

fn passage(heading: &str, anchor: &str, text: Marked) -> Passage {
    Passage {
        heading: heading.to_owned(),
        anchor: anchor.to_owned(),
        text,
    }
}
