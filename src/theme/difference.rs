//! What differs between two versions of a page, as its template sees it.

use super::shared::Shared;
use super::templates::Templates;
use super::view::{
    DifferenceCountsView, DifferenceGroupView, DifferencePartView, DifferenceSectionView,
    DifferenceView, Html,
};
use crate::difference::{
    self, Block, Change, Compared, Counts, Pair, Section, Words, groups, stretches,
};
use crate::site::PageId;
use std::ops::Range;

/// The template of what differs; a theme without it has no such pages.
pub const TEMPLATE: &str = "difference.html";

/// What differs between two pages, each with the HTML of its body.
pub fn view(
    shared: &Shared,
    templates: &Templates,
    (old, old_body): (PageId, &str),
    (new, new_body): (PageId, &str),
) -> DifferenceView {
    let site = &shared.site;
    let address = |id| site.url(&site.page(id).route);
    let language = site.page(new).language;
    let texts = Texts {
        compared: Compared::of(old_body, new_body),
        old: address(old),
        new: address(new),
        words: Words {
            added: templates.word(language, "diff_added"),
            removed: templates.word(language, "diff_removed"),
            end: templates.word(language, "diff_end"),
        },
    };
    let difference = &texts.compared.difference;
    let sections = &difference.sections;
    let groups = groups(sections).into_iter();
    let groups = groups.map(|(range, folded)| DifferenceGroupView {
        folded,
        sections: range.map(|i| texts.section(i, &sections[i])).collect(),
    });
    DifferenceView {
        old: Some(shared.card(old)),
        new: Some(shared.card(new)),
        empty: difference.is_empty(),
        counts: counts(difference.counts()),
        groups: groups.collect(),
    }
}

/// Both versions, with their addresses.
struct Texts {
    compared: Compared,
    old: String,
    new: String,
    words: Words,
}

impl Texts {
    fn section(&self, i: usize, section: &Section) -> DifferenceSectionView {
        let heading = section.heading.as_ref();
        let block = heading.map(|pair| self.block(pair));
        let address = block.and_then(|block| Some((block, block.id.as_ref()?)));
        let is_new = heading.is_some_and(|pair| pair.place.in_new().is_some());
        let url = if is_new { &self.new } else { &self.old };
        DifferenceSectionView {
            id: format!("d_{}", i + 1),
            change: match section.change {
                Change::Same => "same",
                Change::Changed => "changed",
                Change::Added => "added",
                Change::Removed => "removed",
            },
            moved: section.moved,
            renumbered: section.renumbered.clone(),
            name: block.map(Block::text),
            title: heading.map(|pair| Html(difference::heading(pair, &self.words))),
            url: address.map(|(_, id)| format!("{url}#{id}")),
            parts: self.parts(&section.pairs),
        }
    }

    fn parts(&self, pairs: &[Pair]) -> Vec<DifferencePartView> {
        let body = |shown: Range<usize>| {
            difference::stretch(pairs, shown, |pair| self.block(pair), &self.words)
        };
        let stretches = stretches(pairs).into_iter();
        let parts = stretches.map(|stretch| DifferencePartView {
            folded: stretch.folded,
            count: stretch.pairs.len(),
            body: Html(body(stretch.pairs)),
        });
        parts.collect()
    }

    fn block(&self, pair: &Pair) -> &Block {
        self.compared.block(pair)
    }
}

fn counts(counts: Counts) -> DifferenceCountsView {
    DifferenceCountsView {
        changed: counts.changed,
        added: counts.added,
        removed: counts.removed,
        shifted: counts.shifted,
        same: counts.same,
        articles: counts.articles,
    }
}
