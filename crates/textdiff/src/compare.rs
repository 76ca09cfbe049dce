//! What differs between two texts.

use crate::align::{Aligned, align};
use crate::block::{Block, Kind};
use crate::headings::Name;
use crate::rows::Tables;
use crate::sections::{Part, matched, moved, parts};
use crate::words::{Edit, Edited, edits, whole};

/// What differs between two versions of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the order of the new version; what is gone stands where it was.
    pub sections: Vec<Section>,
}

/// A section of one version, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Whether it is another.
    pub change: Change,
    /// It stands elsewhere among the others.
    pub moved: bool,
    /// Its number as the old version has it, where the new one has another.
    pub renumbered: Option<String>,
    /// It calls itself an article.
    pub article: bool,
    /// The indices of its heading; neither for the text before the first.
    pub heading: Option<Pair>,
    /// Its blocks besides, in order.
    pub pairs: Vec<Pair>,
}

/// What happened to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing, besides its number and its place.
    Same,
    /// It has another name or another text.
    Changed,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// A block of one version, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which it is.
    pub place: Aligned,
    /// Its text, by cells as a block has them.
    pub cells: Vec<Vec<Edit>>,
}

impl Pair {
    /// Whether both versions have it, word by word.
    pub fn is_same(&self) -> bool {
        let mut edits = self.cells.iter().flatten();
        matches!(self.place, Aligned::Both(..)) && edits.all(|edit| edit.kind == Edited::Same)
    }

    /// The block itself, of the new version if both have it.
    pub fn of<'a>(&self, old: &'a [Block], new: &'a [Block]) -> &'a Block {
        match self.place {
            Aligned::Old(i) => &old[i],
            Aligned::New(j) | Aligned::Both(_, j) => &new[j],
        }
    }
}

/// How many sections with a heading there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With another name or text.
    pub changed: usize,
    /// Only in the new version.
    pub added: usize,
    /// Only in the old version.
    pub removed: usize,
    /// The same, in another place or with another number.
    pub shifted: usize,
    /// The same.
    pub same: usize,
    /// Most of them call themselves articles.
    pub articles: bool,
}

impl Difference {
    /// Whether both versions say the same, in the same order and with the same numbers.
    pub fn is_empty(&self) -> bool {
        let mut sections = self.sections.iter();
        sections.all(|section| section.change == Change::Same && !section.is_shifted())
    }

    /// What there is of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let mut articles = 0;
        let headed = || {
            self.sections
                .iter()
                .filter(|section| section.heading.is_some())
        };
        for section in headed() {
            articles += usize::from(section.article);
            let count = match section.change {
                Change::Changed => &mut counts.changed,
                Change::Added => &mut counts.added,
                Change::Removed => &mut counts.removed,
                Change::Same if section.is_shifted() => &mut counts.shifted,
                Change::Same => &mut counts.same,
            };
            *count += 1;
        }
        counts.articles = 2 * articles > headed().count();
        counts
    }
}

impl Section {
    /// Whether it stands elsewhere, or has another number.
    pub fn is_shifted(&self) -> bool {
        self.moved || self.renumbered.is_some()
    }
}

/// Compares two versions of a text.
pub fn compare(old: &[Block], new: &[Block]) -> Difference {
    let texts = Texts { old, new };
    let (before, after) = (parts(old), parts(new));
    let partners = matched((old, &before), (new, &after));
    let order: Vec<usize> = partners.iter().flatten().copied().collect();
    let mut has_moved = moved(&order).into_iter();
    // What is gone stands behind the section that was before it.
    let mut gone: Vec<Vec<Section>> = after.iter().map(|_| Vec::new()).collect();
    let mut first = Vec::new();
    let mut kept = vec![None; before.len()];
    for (j, i) in partners.iter().enumerate() {
        if let Some(i) = i {
            kept[*i] = Some(j);
        }
    }
    let mut place = None;
    for (part, kept) in before.iter().zip(kept) {
        match kept {
            Some(j) => place = Some(j),
            None => {
                let behind = place.map_or(&mut first, |j| &mut gone[j]);
                behind.push(texts.section(Some(part), None));
            }
        }
    }
    let mut sections = first;
    for (j, part) in after.iter().enumerate() {
        let partner = partners[j].map(|i| &before[i]);
        let mut section = texts.section(partner, Some(part));
        section.moved = partner.is_some() && has_moved.next().unwrap_or(false);
        sections.push(section);
        sections.append(&mut gone[j]);
    }
    Difference { sections }
}

/// Both versions.
struct Texts<'a> {
    old: &'a [Block],
    new: &'a [Block],
}

impl Texts<'_> {
    fn section(&self, old: Option<&Part<'_>>, new: Option<&Part<'_>>) -> Section {
        let heading = |part: Option<&Part<'_>>| {
            let part = part.filter(|part| part.heading.is_some());
            part.map(|part| part.blocks.start)
        };
        let body = |part: Option<&Part<'_>>| {
            let skipped = usize::from(heading(part).is_some());
            part.map_or(0..0, |part| part.blocks.start + skipped..part.blocks.end)
        };
        let pairs = self.pairs(body(old), body(new));
        let name = |part: Option<&Part<'_>>| part.map_or("", |part| &part.name.key).to_owned();
        let is_same = name(old) == name(new) && pairs.iter().all(Pair::is_same);
        let change = match (old, new) {
            (Some(_), Some(_)) if is_same => Change::Same,
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        };
        let named: Option<&Name<'_>> = new.or(old).map(|part| &part.name);
        let numbers = old
            .zip(new)
            .map(|(old, new)| (old.name.number, new.name.number));
        let another = numbers.filter(|(old, new)| old != new && !old.is_empty());
        let place = match (heading(old), heading(new)) {
            (Some(i), Some(j)) => Some(Aligned::Both(i, j)),
            (Some(i), None) => Some(Aligned::Old(i)),
            (None, Some(j)) => Some(Aligned::New(j)),
            (None, None) => None,
        };
        Section {
            change,
            moved: false,
            renumbered: another.map(|(old, _)| old.to_owned()),
            article: named.is_some_and(|name| name.article),
            heading: place.map(|place| self.pair(place, &Tables::default())),
            pairs,
        }
    }

    fn pairs(&self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) -> Vec<Pair> {
        let (a, b) = (old.start, new.start);
        let aligned = align(&self.old[old], &self.new[new]);
        let mut tables = Tables::default();
        let pair = |aligned| {
            let place = match aligned {
                Aligned::Old(i) => Aligned::Old(a + i),
                Aligned::New(j) => Aligned::New(b + j),
                Aligned::Both(i, j) => Aligned::Both(a + i, b + j),
            };
            if let Aligned::Both(i, j) = place
                && self.new[j].kind == Kind::Head
            {
                tables.learn(&self.old[i], &self.new[j]);
            }
            self.pair(place, &tables)
        };
        aligned.into_iter().map(pair).collect()
    }

    fn pair(&self, place: Aligned, tables: &Tables) -> Pair {
        let all = |block: &Block, kind| block.cells.iter().map(|text| whole(text, kind)).collect();
        let cells = match place {
            Aligned::Old(i) => all(&self.old[i], Edited::Removed),
            Aligned::New(j) => all(&self.new[j], Edited::Added),
            Aligned::Both(i, j) if self.old[i].cells == self.new[j].cells => {
                all(&self.new[j], Edited::Same)
            }
            Aligned::Both(i, j) => cells(&self.old[i], &self.new[j], tables),
        };
        Pair { place, cells }
    }
}

/// The cells of two rows, or the text of two blocks.
fn cells(old: &Block, new: &Block, tables: &Tables) -> Vec<Vec<Edit>> {
    let columns = tables.columns(old, new).into_iter();
    let cell = |column| match column {
        Aligned::Old(i) => whole(&old.cells[i], Edited::Removed),
        Aligned::New(j) => whole(&new.cells[j], Edited::Added),
        Aligned::Both(i, j) => edits(&old.cells[i], &new.cells[j]),
    };
    columns.map(cell).collect()
}
