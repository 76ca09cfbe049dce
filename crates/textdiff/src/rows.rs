//! Rows of a table with more or fewer columns than before.

use crate::align::Aligned;
use crate::block::Block;
use crate::runs::runs;
use std::collections::HashMap;

/// Cells that belong together: of the old row, of the new one, or of both.
pub(crate) type Columns = Vec<Aligned>;

/// How the columns of tables correspond, by how many they have in each version.
#[derive(Default)]
pub(crate) struct Tables(HashMap<(usize, usize), Columns>);

impl Tables {
    /// Learns from two header rows.
    pub(crate) fn learn(&mut self, old: &Block, new: &Block) {
        let sizes = (old.cells.len(), new.cells.len());
        self.0.insert(sizes, by_name(&old.cells, &new.cells));
    }

    /// The columns of two rows: as the header rows before said, else from left to right.
    pub(crate) fn columns(&self, old: &Block, new: &Block) -> Columns {
        let (a, b) = (old.cells.len(), new.cells.len());
        let known = self.0.get(&(a, b)).filter(|_| a != b);
        known.cloned().unwrap_or_else(|| in_order(0..a, 0..b))
    }
}

/// Columns of the same name are the same; others between them are, as far as there are as many.
fn by_name(old: &[String], new: &[String]) -> Columns {
    let mut known = HashMap::new();
    let mut number = |name| {
        let next = known.len() as u32;
        *known.entry(name).or_insert(next)
    };
    let a: Vec<u32> = old.iter().map(&mut number).collect();
    let b: Vec<u32> = new.iter().map(&mut number).collect();
    let columns = runs(&a, &b).into_iter();
    columns.flat_map(|run| in_order(run.old, run.new)).collect()
}

fn in_order(mut old: std::ops::Range<usize>, mut new: std::ops::Range<usize>) -> Columns {
    let mut columns = Vec::new();
    loop {
        columns.push(match (old.next(), new.next()) {
            (Some(i), Some(j)) => Aligned::Both(i, j),
            (Some(i), None) => Aligned::Old(i),
            (None, Some(j)) => Aligned::New(j),
            (None, None) => return columns,
        });
    }
}
