//! Which of many proposals are shown.

use crate::slug::fold;
use lsp_types::CompletionItem;

/// Most proposals at once: what is typed next narrows them down.
const MOST: usize = 100;

/// Something that may be written.
pub struct Proposal {
    /// As it is shown.
    pub item: CompletionItem,
    /// What is written.
    pub insert: String,
    /// What it is found by.
    pub words: Vec<String>,
}

impl Proposal {
    /// A proposal that is called by what is written.
    pub fn of(text: &str, item: CompletionItem) -> Self {
        Self {
            item: CompletionItem {
                label: text.to_owned(),
                ..item
            },
            insert: text.to_owned(),
            words: vec![text.to_owned()],
        }
    }
}

/// The proposals that fit what is typed, the best first, and whether there are more.
pub fn best(proposals: Vec<Proposal>, typed: &str) -> (Vec<Proposal>, bool) {
    let typed = fold(typed);
    let mut ranked: Vec<(u8, Proposal)> = proposals
        .into_iter()
        .filter_map(|proposal| Some((rank(&proposal, &typed)?, proposal)))
        .collect();
    // What is alike stays in the order in which it was proposed.
    ranked.sort_by_key(|(rank, _)| *rank);
    let more = ranked.len() > MOST;
    ranked.truncate(MOST);
    let best = ranked.into_iter().map(|(_, proposal)| proposal);
    (best.collect(), more)
}

/// How well a proposal fits what is typed, the best 0; `None` if it does not.
fn rank(proposal: &Proposal, typed: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(0);
    }
    let of_word = |word: &String| {
        let word = fold(word);
        let at = word.find(typed)?;
        let begins = |at: usize| !word[..at].ends_with(char::is_alphanumeric);
        let begin = begins(at) || word.match_indices(typed).any(|(at, _)| begins(at));
        Some(match (at, begin) {
            (0, _) => 0,
            (_, true) => 1,
            _ => 2,
        })
    };
    proposal.words.iter().filter_map(of_word).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_comes_before_what_has_it_inside() {
        let named = |text: &str| Proposal::of(text, CompletionItem::default());
        let names = ["Le città", "cittadini", "Oltrecittà", "Treviso"];
        let (found, more) = best(names.map(named).into(), "Citta");
        let found: Vec<&str> = found.iter().map(|p| p.insert.as_str()).collect();
        assert_eq!(
            (found, more),
            (vec!["cittadini", "Le città", "Oltrecittà"], false)
        );
        let many = (0..MOST + 1).map(|i| named(&format!("a{i}"))).collect();
        let (found, more) = best(many, "a");
        assert_eq!((found.len(), more), (MOST, true));
    }
}
