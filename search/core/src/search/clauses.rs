//! Filters that are any formula of facets and values, as clauses: each lets
//! through what one of its conditions holds for, and all have to.

use crate::query::Condition;

use super::files::{Index, documents};
use super::filters::Filters;

impl Filters<'_> {
    /// Lets pass only what some condition of the clause holds for.
    pub(super) fn demand(&mut self, clause: &[Condition], indexes: &[Index<'_>]) {
        let mut passing = vec![false; documents(indexes)];
        for condition in clause {
            match condition {
                Condition::Has(filter) | Condition::Lacks(filter) => {
                    let lacks = matches!(condition, Condition::Lacks(_));
                    let having = self.having(&filter.facet, &filter.value, indexes);
                    for (passing, has) in passing.iter_mut().zip(having) {
                        *passing |= has != lacks;
                    }
                }
                Condition::Within(number) | Condition::Elsewhere(number) => {
                    let within = matches!(condition, Condition::Within(_));
                    for index in indexes {
                        if (index.number == *number) == within {
                            passing[index.documents()].fill(true);
                        }
                    }
                }
            }
        }
        self.mask(passing);
    }
}
