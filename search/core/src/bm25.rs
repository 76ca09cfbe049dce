//! BM25 as tantivy computes it, to the order of the operations.
//!
//! In: counts of the index and of a term. Out: scores. Sources: Robertson and
//! Zaragoza, "The Probabilistic Relevance Framework" (2009), for the function;
//! tantivy's `query/bm25.rs` and `fieldnorm/code.rs` for its arithmetic.

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Scores one term in one field.
pub struct Weight {
    /// Inverse document frequency times k1 + 1, times the field's boost.
    weight: f32,
    /// What the field's length adds to the frequency, by length id.
    norms: [f32; 256],
}

impl Weight {
    /// The weight of a term that `having` of `documents` documents have in a
    /// field of `terms` terms in all.
    pub fn new(having: u32, documents: u32, terms: u64, boost: f32) -> Self {
        let mean = terms as f32 / documents as f32;
        let weight = idf(having, documents) * (1.0 + K1);
        let mut norms = [0.0; 256];
        for (id, norm) in norms.iter_mut().enumerate() {
            *norm = K1 * (1.0 - B + B * length(id as u8) as f32 / mean);
        }
        Self {
            weight: if boost == 1.0 { weight } else { weight * boost },
            norms,
        }
    }

    /// The score of one posting.
    pub fn score(&self, frequency: u32, length_id: u8) -> f32 {
        let frequency = frequency as f32;
        self.weight * (frequency / (frequency + self.norms[usize::from(length_id)]))
    }
}

/// How telling a term is that `having` of `documents` documents have.
pub(crate) fn idf(having: u32, documents: u32) -> f32 {
    let without = documents.saturating_sub(having);
    ln(1.0 + (without as f32 + 0.5) / (having as f32 + 0.5))
}

/// The length in terms that a length id stands for: exact up to 40, then in
/// steps of an eighth of a power of two.
fn length(id: u8) -> u32 {
    let Some(code) = id.checked_sub(24) else {
        return u32::from(id);
    };
    let low = u32::from(code & 7);
    match code >> 3 {
        0 => 24 + low,
        shift => 24 + ((low | 8) << (shift - 1)),
    }
}

/// The natural logarithm of `x` >= 1, rounded from a wider result.
///
/// Not the platform's: C libraries and browsers differ in the last bit, and a
/// reader's ranking must be the one that was tested.
fn ln(x: f32) -> f32 {
    let bits = f64::from(x).to_bits();
    let mut exponent = (bits >> 52) as i32 - 1023;
    let mut mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 1023 << 52);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    // ln m = 2 artanh((m - 1) / (m + 1)), whose series ends quickly here.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut series = 0.0;
    for odd in (0..12).rev() {
        series = series * square + 1.0 / f64::from(2 * odd + 1);
    }
    (f64::from(exponent) * std::f64::consts::LN_2 + 2.0 * ratio * series) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm() {
        for step in 0..200_000 {
            let x = 1.0 + (step as f32).powi(2) / 1000.0;
            let expected = f64::from(x).ln() as f32;
            assert_eq!(ln(x), expected, "{x}");
        }
    }

    #[test]
    fn lengths_at_the_edges() {
        assert_eq!(
            [0, 23, 24, 40, 41, 255].map(length),
            [0, 23, 24, 40, 42, 2_013_265_944]
        );
        assert!((0..255).all(|id| length(id) < length(id + 1)));
    }
}
