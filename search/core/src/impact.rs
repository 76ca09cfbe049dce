//! What a term is worth in a document, and how telling it is.
//!
//! The worth is BM25's (Robertson and Zaragoza, "The Probabilistic Relevance
//! Framework", 2009) with the constants of tantivy, summed over the fields,
//! with one difference: a field's length is compared with a fixed one, not
//! with the mean of the index. So it depends on the document alone: other
//! pages may change without it changing, and scores of several indexes can be
//! compared. It is kept as one of [`LEVELS`] steps.

use crate::format::{FIELDS, Field};

/// Steps of an impact.
pub const LEVELS: usize = 32;

/// Impact of the lowest step.
const LOWEST: f32 = 0.25;

/// Each step's impact by the one below.
const RATIO: f32 = 1.156;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What a match in each field counts for: title, headings, body.
pub const BOOSTS: [f32; FIELDS] = [2.5, 1.5, 1.0];

/// Terms in a field of ordinary length: title, headings, body.
pub const PIVOTS: [u32; FIELDS] = [8, 24, 200];

/// Set in the impact of a term that the title has as a word of its own.
pub const TITLED: u8 = LEVELS as u8;

/// The positions at the beginning of a body where a term counts twice: they
/// say what the document is about.
pub const BEGINNING: u32 = 32;

/// The impacts of the steps.
const VALUES: [f32; LEVELS] = {
    let mut values = [LOWEST; LEVELS];
    let mut level = 1;
    while level < LEVELS {
        values[level] = values[level - 1] * RATIO;
        level += 1;
    }
    values
};

/// The impact that a level stands for, whether it is [`TITLED`] or not.
pub fn value(level: u8) -> f32 {
    VALUES[usize::from(level) % LEVELS]
}

/// The level nearest to an impact.
pub fn level(impact: f32) -> u8 {
    let above = VALUES.iter().position(|&value| impact < value);
    let above = above.unwrap_or(LEVELS);
    let nearest = match above {
        0 => 0,
        LEVELS => LEVELS - 1,
        // Nearest by ratio: the border is the geometric mean.
        at if impact * impact < VALUES[at - 1] * VALUES[at] => at - 1,
        at => at,
    };
    nearest as u8
}

/// The part of the impact that comes from one field where the term occurs
/// `frequency` times among `length` words; stretches may count less than once.
pub fn of_field(field: Field, frequency: f32, length: u32) -> f32 {
    let pivot = PIVOTS[field as usize] as f32;
    let norm = K1 * (1.0 - B + B * length as f32 / pivot);
    BOOSTS[field as usize] * (1.0 + K1) * (frequency / (frequency + norm))
}

/// How telling a term is that `having` of `documents` documents have.
pub fn idf(having: u32, documents: u32) -> f32 {
    let without = documents.saturating_sub(having);
    ln(1.0 + (without as f32 + 0.5) / (having as f32 + 0.5))
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
    fn what_a_match_is_worth() {
        // Once in a field of ordinary length counts what the field does.
        for (field, boost) in Field::ALL.into_iter().zip(BOOSTS) {
            let worth = of_field(field, 1.0, PIVOTS[field as usize]);
            assert!((worth - boost).abs() < 1e-6, "{worth} {boost}");
        }
        // 2.2 * 3 / (3 + 1.2 * (0.25 + 0.75 * 2))
        assert!((of_field(Field::Body, 3.0, 400) - 6.6 / 5.1).abs() < 1e-6);
        assert!((idf(1, 3) - (8.0_f32 / 3.0).ln()).abs() < 1e-6);
        // What more have than there are is not telling, and no less than that.
        assert!(idf(4, 3) > 0.0 && idf(4, 3) < idf(3, 3));
    }

    #[test]
    fn levels_are_nearest() {
        for of in 0..LEVELS as u8 {
            assert_eq!(level(value(of)), of);
            assert_eq!(level(value(of) * 1.06), of);
            assert_eq!(level(value(of) / 1.06), of);
        }
        assert_eq!((level(0.0), level(100.0)), (0, LEVELS as u8 - 1));
    }
}
