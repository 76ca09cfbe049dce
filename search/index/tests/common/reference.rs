//! The ranking once more, as simply as it can be said: every document is
//! scored for every word by what its own text says. Follows what the comments
//! of `impact.rs`, `search/words.rs`, `neighbours.rs` and `hits.rs` promise, and
//! shares with them only the analyser and the formula of an impact.

use std::collections::{BTreeMap, BTreeSet};

use search_core::Query;
use search_core::format::{Field, MOST_RANKED};
use search_core::impact;
use search_core::tokens::{
    Analyser, Language, Part, QueryTerm, Role, TITLE_STOP, is_low, query_terms, stem, surface,
};
use search_index::{Aliases, Analysed, Document, NEXT, SAME, analyse, split};
use tantivy::fieldnorm::FieldNormReader;

// The constants of the search, which are its own.
const LOW: f32 = 0.5;
const NEIGHBOUR_WORTH: f32 = 0.6;
const SHARED: usize = 3;
const MOST_NEIGHBOURS: usize = 8;
const TOGETHER: f32 = 1.2;
const WINDOW: u32 = 20;
const INSIDE: f32 = 0.5;
const IN_ORDER: f32 = 0.15;
const NAMED: f32 = 1.5;
const BETWEEN: u32 = 2;
const IN_TITLE: f32 = 1.0;
const STOPS_IN_TITLE: f32 = 0.2;
const OTHER_FORM: f32 = 0.3;
const OTHER_SPELLING: f32 = 0.9;
const NEAR: f32 = 0.5;
const BESIDE: f32 = 0.15;
const FADE: f32 = 0.7;
/// Where nothing is left of it.
const FARTHEST: usize = 60;

/// A term of a query with what it counts.
#[derive(Clone, Debug)]
pub struct Sense {
    pub term: String,
    pub worth: f32,
    pub near: bool,
    word: usize,
    weight: f32,
    typed: String,
    surface: String,
}

/// Documents with their terms, those of a long page as the index has them.
pub struct Reference {
    documents: Vec<Document>,
    /// Of each the first of its page, which stands for it.
    pages: Vec<usize>,
    /// Term -> document -> its level, with `impact::TITLED`.
    pub postings: BTreeMap<String, BTreeMap<usize, u8>>,
    /// Term -> the documents where it ranks.
    ranked: BTreeMap<String, BTreeSet<usize>>,
}

/// The terms of each field with their positions.
pub fn fields(analysed: &Analysed) -> [Vec<(&str, u32)>; 3] {
    let mut fields = [Vec::new(), Vec::new(), Vec::new()];
    let mut position = 0;
    let mut rest = analysed.terms.as_str();
    while !rest.is_empty() {
        let term = rest.trim_start_matches([NEXT, SAME]);
        let separators = &rest[..rest.len() - term.len()];
        position += separators.matches(NEXT).count() as u32;
        let end = term.find([NEXT, SAME]).unwrap_or(term.len());
        let field = match position {
            at if at < analysed.starts[0] => 0,
            at if at < analysed.starts[1] => 1,
            _ => 2,
        };
        fields[field].push((&term[..end], position));
        rest = &term[end..];
    }
    fields
}

/// How often each term stands in each field, once a position, and how often in
/// the beginning of the body.
pub fn frequencies(analysed: &Analysed) -> BTreeMap<String, ([u32; 3], u32)> {
    let mut found: BTreeMap<String, ([u32; 3], u32)> = BTreeMap::new();
    for (field, terms) in fields(analysed).into_iter().enumerate() {
        for (term, position) in terms.into_iter().collect::<BTreeSet<_>>() {
            let (frequencies, early) = found.entry(term.to_owned()).or_default();
            frequencies[field] += 1;
            let begins = position < analysed.starts[1] + impact::BEGINNING;
            *early += u32::from(field == 2 && begins);
        }
    }
    found
}

impl Reference {
    pub fn new(mut documents: Vec<Document>) -> Self {
        documents.sort_by(|a, b| a.url.cmp(&b.url));
        let (mut parts, mut pages) = (Vec::new(), Vec::new());
        for document in documents {
            let page = parts.len();
            parts.extend(split(document));
            pages.resize(parts.len(), page);
        }
        let documents = parts;
        let mut postings: BTreeMap<String, BTreeMap<usize, u8>> = BTreeMap::new();
        for (id, document) in documents.iter().enumerate() {
            let analysed = analyse(document, &Aliases::default());
            let lengths = analysed.lengths.map(|length| {
                FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length))
            });
            for (term, (frequencies, early)) in frequencies(&analysed) {
                let mut sum = 0.0;
                for field in Field::ALL {
                    let at = field as usize;
                    let early = if field == Field::Body { early } else { 0 };
                    if frequencies[at] > 0 {
                        let frequency = (frequencies[at] + early) as f32;
                        sum += impact::of_field(field, frequency, lengths[at]);
                    }
                }
                let mut level = impact::level(sum * document.weight);
                if frequencies[0] > 0 && !analysed.inside.contains(&term) {
                    level |= impact::TITLED;
                }
                postings.entry(term).or_default().insert(id, level);
            }
        }
        let most = (documents.len() / 16).max(8);
        postings.retain(|term, having| !is_of_titles(term) || having.len() <= most);
        let mut ranked = BTreeMap::new();
        for (term, documents) in &postings {
            let mut best: Vec<(usize, u8)> =
                documents.iter().map(|(&id, &level)| (id, level)).collect();
            best.sort_by_key(|&(id, level)| (std::cmp::Reverse(level), id));
            let best = best.into_iter().take(MOST_RANKED).map(|(id, _)| id);
            ranked.insert(term.clone(), best.collect());
        }
        Self {
            documents,
            pages,
            postings,
            ranked,
        }
    }

    fn count(&self, term: &str) -> u32 {
        self.postings
            .get(term)
            .map_or(0, |having| having.len() as u32)
    }

    fn idf(&self, term: &str) -> f32 {
        impact::idf(self.count(term), self.documents.len() as u32)
    }

    /// What each word of `text` may mean. `files` says in how many files terms
    /// with a beginning are.
    pub fn senses(&self, text: &str, files: &dyn Fn(&str) -> usize) -> Vec<Sense> {
        let mut senses = Vec::new();
        for (word, typed) in query_terms(text, Language::ITALIAN).into_iter().enumerate() {
            let stop = typed.part == Part::Stop;
            let low = is_low(Language::ITALIAN, &typed.surface) && !stop;
            let low = low || is_of_titles(&typed.term);
            let sense = |term: &str, worth: f32, near: bool| Sense {
                term: term.to_owned(),
                worth,
                near,
                word,
                weight: if low { LOW } else { 1.0 },
                typed: typed.typed.clone(),
                surface: typed.surface.clone(),
            };
            if self.postings.contains_key(&typed.term) {
                senses.push(sense(&typed.term, self.idf(&typed.term), false));
            }
            if stop {
                let term = stem(Language::ITALIAN, &typed.surface);
                if self.postings.contains_key(&*term) {
                    senses.push(sense(&term, self.idf(&term), false));
                }
            }
            if typed.part != Part::Word {
                continue;
            }
            let own = self.idf(&typed.term);
            for (near, nearness) in self.neighbours(&typed.term, files) {
                let nearness = nearness * NEIGHBOUR_WORTH;
                senses.push(sense(near, nearness * self.idf(near).min(own), true));
            }
        }
        senses
    }

    fn neighbours(&self, term: &str, files: &dyn Fn(&str) -> usize) -> Vec<(&str, f32)> {
        let is_of_letters = |byte: u8| byte.is_ascii_lowercase() || (0x80..0xe0).contains(&byte);
        let word = |term: &str| term.bytes().all(is_of_letters);
        if term.len() < SHARED || !word(term) {
            return Vec::new();
        }
        let half = SHARED.max(term.len().div_ceil(2));
        let few = |&end: &usize| {
            term.get(..end)
                .is_some_and(|beginning| files(beginning) <= 2)
        };
        let Some(end) = (half..=term.len()).find(few) else {
            return Vec::new();
        };
        let mut family: Vec<(&str, f32)> = self
            .postings
            .keys()
            .filter(|known| known.starts_with(&term[..end]) && *known != term)
            .map(|known| {
                let shared = known.bytes().zip(term.bytes()).take_while(|(a, b)| a == b);
                let longest = known.len().max(term.len());
                (known.as_str(), shared.count() as f32 / longest as f32)
            })
            .filter(|&(_, nearness)| nearness >= 0.5)
            .collect();
        family.sort_by(|(a, x), (b, y)| {
            let counts = self.count(b).cmp(&self.count(a));
            y.total_cmp(x).then(counts).then(a.cmp(b))
        });
        family.truncate(MOST_NEIGHBOURS);
        family
    }

    /// What each word is worth in the pages that have it, in the best of their
    /// documents.
    fn words(&self, senses: &[Sense]) -> BTreeMap<usize, BTreeMap<usize, f32>> {
        let mut words: BTreeMap<usize, BTreeMap<usize, f32>> = BTreeMap::new();
        for sense in senses {
            for id in &self.ranked[&sense.term] {
                let level = self.postings[&sense.term][id];
                let page = self.pages[*id];
                let best = words
                    .entry(sense.word)
                    .or_default()
                    .entry(page)
                    .or_default();
                *best = best.max(sense.worth * impact::value(level));
            }
        }
        words
    }

    /// What the words that each page lacks are worth in those beside it.
    fn beside(&self, senses: &[Sense]) -> Vec<f32> {
        let words = self.words(senses);
        let mut beside = vec![0.0; self.documents.len()];
        for sense in senses.iter().filter(|sense| !is_of_titles(&sense.term)) {
            let first = senses.iter().find(|other| other.word == sense.word);
            let is_first = first.is_some_and(|first| first.term == sense.term);
            let Some(having) = words.get(&sense.word).filter(|_| is_first) else {
                continue;
            };
            let has: Vec<bool> = (0..beside.len())
                .map(|id| having.contains_key(&id))
                .collect();
            for (&other, worth) in having {
                let near = other.saturating_sub(FARTHEST)..beside.len().min(other + FARTHEST);
                for id in near.filter(|&id| !has[id]) {
                    let share = BESIDE * FADE.powi(id.abs_diff(other) as i32 - 1);
                    beside[id] += share * sense.weight * worth;
                }
            }
        }
        beside
    }

    /// The pages that have any of the senses, with the scores that their words
    /// give.
    pub fn scores(&self, senses: &[Sense]) -> BTreeMap<usize, f32> {
        let weights: BTreeMap<usize, f32> = senses
            .iter()
            .map(|sense| (sense.word, sense.weight))
            .collect();
        let mut scores = BTreeMap::new();
        for (word, documents) in self.words(senses) {
            for (id, best) in documents {
                *scores.entry(id).or_default() += weights[&word] * best;
            }
        }
        scores
    }

    /// Adds what the stop words of titles are worth where these have any of what
    /// is asked for.
    fn add_stops(&self, text: &str, senses: &[Sense], scores: &mut BTreeMap<usize, f32>) {
        let mut titled = BTreeSet::new();
        for terms in self.asked(text) {
            titled.extend(self.having(&terms, impact::TITLED));
        }
        let stops = senses.iter().filter(|sense| is_of_titles(&sense.term));
        let stops: Vec<Sense> = stops.cloned().collect();
        for (id, worth) in self.scores(&stops) {
            if let Some(score) = scores.get_mut(&id).filter(|_| titled.contains(&id)) {
                *score += worth.min(STOPS_IN_TITLE * *score);
            }
        }
    }

    /// What a search gives: the best by their words, in order of these and of
    /// how the words stand together.
    pub fn search(&self, query: &Query, senses: &[Sense]) -> Vec<(String, f32)> {
        let words = senses.iter().filter(|sense| !is_of_titles(&sense.term));
        let words: Vec<Sense> = words.cloned().collect();
        let mut scores = self.scores(&words);
        self.add_stops(&query.text, senses, &mut scores);
        let mut worth = BTreeMap::new();
        for sense in senses.iter().filter(|sense| !is_of_titles(&sense.term)) {
            let worth = worth.entry(sense.word);
            worth.or_insert(sense.weight * sense.worth);
        }
        for id in self.titled(&query.text) {
            *scores.get_mut(&id).expect("what has the words matches") +=
                IN_TITLE * worth.values().sum::<f32>();
        }
        let beside = self.beside(senses);
        for (id, score) in &mut scores {
            *score += beside[*id];
        }
        let mut best: Vec<(usize, f32)> = scores.into_iter().collect();
        let full = self.full(&query.text, 0);
        let is_full = |id: &usize| full.as_ref().is_none_or(|full| full.contains(id));
        best.sort_by(|(a, x), (b, y)| {
            let words = is_full(b).cmp(&is_full(a));
            words.then(y.total_cmp(x)).then(a.cmp(b))
        });
        best.truncate(query.limit);
        let mut hits: Vec<(bool, String, f32)> = best
            .into_iter()
            .map(|(id, score)| {
                let document = &self.documents[self.best_part(id, senses)];
                let near = TOGETHER * closeness(document, senses);
                (is_full(&id), document.url.clone(), near + score)
            })
            .collect();
        hits.sort_by(|(a, _, x), (b, _, y)| b.cmp(a).then(y.total_cmp(x)));
        let hits = hits.into_iter();
        hits.map(|(_, url, score)| (url, score)).collect()
    }

    /// Of the documents of a page the one where the words are worth most.
    fn best_part(&self, page: usize, senses: &[Sense]) -> usize {
        let parts = (page..self.documents.len()).take_while(|&part| self.pages[part] == page);
        let worth = |part: usize| -> f32 {
            let mut words: BTreeMap<usize, f32> = BTreeMap::new();
            for sense in senses
                .iter()
                .filter(|s| self.ranked[&s.term].contains(&part))
            {
                let impact = impact::value(self.postings[&sense.term][&part]);
                let most = words.entry(sense.word).or_default();
                *most = most.max(sense.weight * sense.worth * impact);
            }
            words.values().sum()
        };
        let best = parts.map(|part| (part, worth(part)));
        let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.expect("a page has a document").0
    }

    /// The pages whose title has all that `text` asks for, if that is several.
    fn titled(&self, text: &str) -> BTreeSet<usize> {
        match self.asked(text).len() {
            0 | 1 => BTreeSet::new(),
            _ => self.full(text, impact::TITLED).unwrap_or_default(),
        }
    }

    /// The compounds that `text` asks for.
    fn asked(&self, text: &str) -> Vec<Vec<QueryTerm>> {
        let mut compounds: BTreeMap<u32, Vec<QueryTerm>> = BTreeMap::new();
        for term in query_terms(text, Language::ITALIAN) {
            compounds.entry(term.compound).or_default().push(term);
        }
        let is_low = |term: &QueryTerm| {
            is_low(Language::ITALIAN, &term.surface) && term.part != Part::Stop
                || is_of_titles(&term.term)
        };
        let only_low = compounds.values().flatten().all(is_low);
        let asked = compounds.values().filter(|terms| {
            let known = |term: &&QueryTerm| self.count(&term.term) <= MOST_RANKED as u32;
            let words = terms.iter().filter(|term| term.part != Part::Less);
            let mut words = words.filter(|term| only_low || !is_low(term));
            words.next().is_some() && terms.iter().all(|term| known(&term))
        });
        asked.cloned().collect()
    }

    /// The pages that have all that `text` asks for, in impacts with these bits;
    /// nothing if all have.
    fn full(&self, text: &str, bits: u8) -> Option<BTreeSet<usize>> {
        let each = self.asked(text).into_iter();
        each.map(|terms| self.having(&terms, bits))
            .reduce(|all, next| &all & &next)
    }

    /// The pages that have a compound, in impacts with these bits.
    fn having(&self, terms: &[QueryTerm], bits: u8) -> BTreeSet<usize> {
        let having = |term: &QueryTerm| -> BTreeSet<usize> {
            let mut names = vec![term.term.clone()];
            if term.part == Part::Stop {
                names.push(stem(Language::ITALIAN, &term.surface));
            }
            let known = names.iter().filter_map(|name| self.postings.get(name));
            let known = known.flatten().filter(|(_, level)| *level & bits == bits);
            known.map(|(id, _)| self.pages[*id]).collect()
        };
        let mut needed = terms
            .iter()
            .filter(|term| term.part.is_needed())
            .map(having);
        let first = needed.next().unwrap_or_default();
        let mut all = needed.fold(first, |all, next| &all & &next);
        for term in terms
            .iter()
            .filter(|term| matches!(term.part, Part::Whole | Part::Joined))
        {
            all.extend(having(term));
        }
        all
    }
}

fn is_of_titles(term: &str) -> bool {
    term.as_bytes().starts_with(&[TITLE_STOP])
}

/// What the words are worth in the stretch of a text where they are worth most,
/// and where they follow each other.
fn closeness(document: &Document, senses: &[Sense]) -> f32 {
    let mut analyser = Analyser::new(Language::of_tag(&document.lang));
    let mut texts = vec![document.title.as_str(), document.summary.as_str()];
    for section in &document.sections {
        texts.extend([section.heading.as_str(), section.text.as_str()]);
    }
    let mut best = 0.0_f32;
    let mut in_order: BTreeMap<usize, f32> = BTreeMap::new();
    for text in texts {
        let mut found: Vec<(u32, usize, f32)> = Vec::new();
        analyser.tokens(text, Role::Text, |token| {
            for sense in senses.iter().filter(|sense| sense.term == token.term) {
                let form = surface(&text[token.range()]);
                let factor = match sense.near {
                    true => NEAR,
                    false if text[token.range()].eq_ignore_ascii_case(&sense.typed) => 1.0,
                    false if form == sense.surface => OTHER_SPELLING,
                    false => OTHER_FORM,
                };
                let factor = match token.part.is_literal() {
                    true => factor,
                    false => factor * INSIDE,
                };
                found.push((
                    token.position,
                    sense.word,
                    sense.weight * sense.worth * factor,
                ));
            }
        });
        for &(from, ..) in &found {
            let mut words: BTreeMap<usize, f32> = BTreeMap::new();
            let inside = |at: u32| (from..from + WINDOW).contains(&at);
            for &(_, word, worth) in found.iter().filter(|(at, ..)| inside(*at)) {
                let most = words.entry(word).or_default();
                *most = most.max(worth);
            }
            best = best.max(words.values().sum());
        }
        for pair in found.windows(2) {
            let ((from, word, worth), (to, next, more)) = (pair[0], pair[1]);
            if next == word + 1 && (from + 1..=from + 1 + BETWEEN).contains(&to) {
                let most = in_order.entry(word).or_default();
                *most = most.max(worth + more);
            }
        }
    }
    let named = if is_named(&document.title, &mut analyser, senses) {
        NAMED
    } else {
        0.0
    };
    best * (1.0 + named) + IN_ORDER * in_order.values().sum::<f32>()
}

/// Whether a title begins with all the words, but for as many others as stop words were typed.
fn is_named(title: &str, analyser: &mut Analyser, senses: &[Sense]) -> bool {
    let (stop, meant): (Vec<&Sense>, Vec<&Sense>) =
        senses.iter().partition(|sense| is_of_titles(&sense.term));
    let mut there: BTreeSet<usize> = stop.iter().map(|sense| sense.word).collect();
    let mut end = 0;
    let mut goes_on = true;
    analyser.tokens(title, Role::Text, |token| {
        let of_token = |sense: &&Sense| sense.term == token.term;
        if !senses.iter().any(|sense| of_token(&sense)) {
            return;
        }
        goes_on &= token.position <= end + stop.len() as u32;
        for sense in meant.iter().filter(|sense| !sense.near && of_token(sense)) {
            if goes_on {
                there.insert(sense.word);
                end = token.position + 1;
            }
        }
    });
    let words = senses.iter().map(|sense| sense.word + 1).max();
    (0..words.unwrap_or(0)).all(|word| there.contains(&word))
}
