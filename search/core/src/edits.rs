//! How far two words are from each other.

/// Counts edits: letters put in, left out, put for another, or two neighbours changed about
/// (optimal string alignment, Damerau 1964). One counter for many words asks for memory once.
#[derive(Default)]
pub struct Edits {
    rows: [Vec<usize>; 3],
}

impl Edits {
    /// The edits between two words, or nothing if they are more than `most`.
    #[inline(never)]
    pub fn between<T: PartialEq>(&mut self, a: &[T], b: &[T], most: usize) -> Option<usize> {
        if a.len().abs_diff(b.len()) > most {
            return None;
        }
        // From the beginnings of `a` to those of `b`: two letters ago, one letter ago, now.
        let [before, last, row] = &mut self.rows;
        for row in [&mut *before, &mut *last, &mut *row] {
            while row.len() <= b.len() {
                row.push(0);
            }
        }
        for (at, edits) in last.iter_mut().enumerate() {
            *edits = at;
        }
        for (i, x) in a.iter().enumerate() {
            row[0] = i + 1;
            let mut least = row[0];
            for (j, y) in b.iter().enumerate() {
                let substituted = last[j] + usize::from(x != y);
                let mut edits = substituted.min(last[j + 1] + 1).min(row[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    edits = edits.min(before[j - 1] + 1);
                }
                row[j + 1] = edits;
                least = least.min(edits);
            }
            // The least of a row never falls again.
            if least > most {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        Some(last[b.len()]).filter(|edits| *edits <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_a_limit() {
        let mut edits = Edits::default();
        for (a, b, expected) in [
            ("appalt", "appalt", Some(0)),
            ("apalt", "appalt", Some(1)),
            ("appatl", "appalt", Some(1)),
            ("appalto", "appalt", Some(1)),
            ("epalt", "appalt", Some(2)),
            ("ente", "enet", Some(1)),
            ("comune", "provincia", None),
            ("", "ab", Some(2)),
        ] {
            let found = edits.between(a.as_bytes(), b.as_bytes(), 2);
            assert_eq!(found, expected, "{a} {b}");
        }
    }
}
