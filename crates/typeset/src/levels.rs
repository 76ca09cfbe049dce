//! Levels of headings without gaps, as PDF/UA-1 wants them.

/// Gives one heading after the other its level.
#[derive(Debug, Default)]
pub struct Levels {
    /// The levels, as written, of the headings that the one before is under, and its own.
    open: Vec<u8>,
}

impl Levels {
    /// The level of the next heading, from 1: what is written, less what was skipped. PDF 1.7
    /// has six.
    pub fn next(&mut self, written: u8) -> usize {
        while self.open.last().is_some_and(|open| *open >= written) {
            self.open.pop();
        }
        self.open.push(written);
        self.open.len().min(6)
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;

    fn all(written: &[u8]) -> Vec<usize> {
        let mut levels = Levels::default();
        written.iter().map(|level| levels.next(*level)).collect()
    }

    #[test]
    fn levels_have_no_gaps() {
        assert_eq!(all(&[1, 2, 2, 1, 2]), [1, 2, 2, 1, 2]);
        assert_eq!(all(&[2, 4, 4, 3, 2, 1, 3]), [1, 2, 2, 2, 1, 1, 2]);
        assert_eq!(
            all(&[1, 2, 3, 4, 5, 6, 7, 8, 3]),
            [1, 2, 3, 4, 5, 6, 6, 6, 3]
        );
    }
}
