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

/// Of many things those that fit what is typed, the best first, a few more than are shown: it takes
/// longer to say what they are than to find them. `words` are what each is found by, folded.
pub fn first<'a, T: Copy>(
    all: impl Iterator<Item = T>,
    typed: &str,
    words: impl Fn(T) -> [&'a str; 2],
) -> Vec<T> {
    let typed = fold(typed);
    let mut ranks: [Vec<T>; 3] = Default::default();
    for one in all {
        let rank = words(one)
            .into_iter()
            .filter_map(|word| rank_of(word, &typed));
        if let Some(rank) = rank.min()
            && ranks[rank as usize].len() <= MOST
        {
            ranks[rank as usize].push(one);
        }
    }
    ranks.into_iter().flatten().take(MOST + 1).collect()
}

/// How well a proposal fits what is typed, the best 0; `None` if it does not.
fn rank(proposal: &Proposal, typed: &str) -> Option<u8> {
    let words = proposal.words.iter();
    words.filter_map(|word| rank_of(&fold(word), typed)).min()
}

fn rank_of(word: &str, typed: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(0);
    }
    let at = word.find(typed)?;
    let begins = |at: usize| !word[..at].ends_with(char::is_alphanumeric);
    let begin = begins(at) || word.match_indices(typed).any(|(at, _)| begins(at));
    Some(match (at, begin) {
        (0, _) => 0,
        (_, true) => 1,
        _ => 2,
    })
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
