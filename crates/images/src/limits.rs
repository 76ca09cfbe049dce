//! How large a picture may be.

use crate::error::Error;
use crate::pixels::Size;

/// Most pixels of a picture that is decoded, in millions.
pub const MAX_MEGAPIXELS: u64 = 40;
/// What one pixel takes while a picture is decoded, at most: a progressive JPEG keeps two bytes a
/// channel besides the result.
pub const MAX_BYTES_PER_PIXEL: usize = 9;
/// Most pixels that a WebP is wide or high (RFC 9649, 2.7).
pub const MAX_SIDE: usize = 16_383;

/// An error if a picture has more than [`MAX_MEGAPIXELS`].
pub(crate) fn check(size: Size) -> Result<(), Error> {
    let pixels = size.0 as u64 * size.1 as u64;
    match pixels > MAX_MEGAPIXELS * 1_000_000 {
        true => Err(Error::TooLarge {
            megapixels: pixels.div_ceil(1_000_000),
            most: MAX_MEGAPIXELS,
        }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_million_pixels_are_read_and_no_more() {
        assert_eq!(check((8_000, 5_000)), Ok(()));
        let refused = |size| match check(size) {
            Err(Error::TooLarge { megapixels, most }) => (megapixels, most),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused((40_000_001, 1)), (41, 40));
        let most = u32::MAX as usize;
        assert_eq!(refused((most, most)).0, 18_446_744_065_120);
    }
}
