//! Linear light instead of encoded values, and the colours of sRGB instead of those of a profile.

use std::sync::LazyLock;

/// Makes linear red, green and blue of others; row by row.
pub type Matrix = [[f32; 3]; 3];

/// Steps between no light and full light; fine enough for every value to come back as itself.
const STEPS: usize = 1 << 14;

/// How much light, from 0 to 1, each value stands for (IEC 61966-2-1).
pub(crate) static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let part = value as f32 / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    })
});

/// The value of each step of light.
static ENCODED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let value = |step: usize| {
        let light = step as f32 / STEPS as f32;
        let part = match light <= 0.003_130_8 {
            true => light * 12.92,
            false => 1.055 * light.powf(1.0 / 2.4) - 0.055,
        };
        (part * 255.0).round() as u8
    };
    (0..=STEPS).map(value).collect()
});

/// The value that stands for an amount of light, of what is more or less than there is the nearest.
pub(crate) fn encoded(light: f32) -> u8 {
    ENCODED[(light.clamp(0.0, 1.0) * STEPS as f32 + 0.5) as usize]
}

/// Linear sRGB from CIE XYZ as profiles have it (white D50 by the Bradford adaptation; Lindbloom,
/// "RGB/XYZ Matrices").
const SRGB_FROM_XYZ: Matrix = [
    [3.133_856, -1.616_867, -0.490_615],
    [-0.978_768, 1.916_142, 0.033_454],
    [0.071_945, -0.228_991, 1.405_243],
];

/// What makes linear sRGB of the linear colours of an ICC profile (ICC.1:2010, tags `rXYZ`, `gXYZ`,
/// `bXYZ`); `None` if they are the same, or the profile is not three primaries. Their curves are taken for that of sRGB, which holds for
/// what cameras and phones write (Display P3, Adobe RGB).
pub(crate) fn to_srgb(profile: &[u8]) -> Option<Matrix> {
    if profile.get(16..20)? != b"RGB " {
        return None;
    }
    let long = |at: usize| {
        let bytes = profile.get(at..at.checked_add(4)?)?;
        Some(i32::from_be_bytes(bytes.try_into().ok()?))
    };
    let primary = |name: &[u8; 4]| -> Option<[f32; 3]> {
        let entries = (0..long(128)?.clamp(0, 100) as usize).map(|i| 132 + i * 12);
        let mut found = entries.filter(|at| profile.get(*at..at + 4) == Some(name));
        let at = usize::try_from(long(found.next()? + 4)?).ok()?;
        let part = |i: usize| Some(long(at.checked_add(8 + i * 4)?)? as f32 / 65536.0);
        Some([part(0)?, part(1)?, part(2)?])
    };
    let primaries = [primary(b"rXYZ")?, primary(b"gXYZ")?, primary(b"bXYZ")?];
    let matrix: Matrix = std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            let parts = SRGB_FROM_XYZ[row].iter().zip(primaries[column]);
            parts.map(|(a, b)| a * b).sum()
        })
    });
    let differs = (0..9).any(|i| {
        let same = f32::from(u8::from(i / 3 == i % 3));
        (matrix[i / 3][i % 3] - same).abs() > 0.01
    });
    differs.then_some(matrix)
}

/// Light in other colours.
pub(crate) fn transformed([r, g, b]: [f32; 3], matrix: &Matrix) -> [f32; 3] {
    matrix.map(|[x, y, z]| x * r + y * g + z * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of three primaries.
    fn profile(primaries: [[f64; 3]; 3]) -> Vec<u8> {
        let mut out = vec![0; 128];
        out[16..20].copy_from_slice(b"RGB ");
        out.extend(3u32.to_be_bytes());
        for (i, name) in (0u32..).zip([b"rXYZ", b"gXYZ", b"bXYZ"]) {
            out.extend(name);
            out.extend((168 + i * 20).to_be_bytes());
            out.extend(20u32.to_be_bytes());
        }
        for primary in primaries {
            out.extend(b"XYZ \0\0\0\0");
            for part in primary {
                out.extend(((part * 65536.0) as i32).to_be_bytes());
            }
        }
        out
    }

    const SRGB: [[f64; 3]; 3] = [
        [0.436_07, 0.222_49, 0.013_92],
        [0.385_15, 0.716_87, 0.097_08],
        [0.143_07, 0.060_61, 0.714_10],
    ];
    const DISPLAY_P3: [[f64; 3]; 3] = [
        [0.515_12, 0.241_20, -0.001_05],
        [0.291_98, 0.692_25, 0.041_89],
        [0.157_10, 0.066_57, 0.784_07],
    ];

    #[test]
    fn every_value_comes_back_as_itself() {
        for n in 0..=255 {
            assert_eq!(encoded(LINEAR[usize::from(n)]), n);
        }
        assert_eq!((encoded(-1.0), encoded(2.0)), (0, 255));
    }

    #[test]
    fn colours_of_a_wider_profile_become_those_of_srgb() {
        assert_eq!(to_srgb(&profile(SRGB)), None);
        let matrix = to_srgb(&profile(DISPLAY_P3)).unwrap();
        // White stays white; what sRGB has not is cut to the most that it has.
        let white = transformed([1.0; 3], &matrix);
        assert!(
            white.iter().all(|part| (part - 1.0).abs() < 0.01),
            "{white:?}"
        );
        assert_eq!(
            transformed([1.0, 0.0, 0.0], &matrix).map(encoded),
            [255, 0, 0]
        );
        // The sRGB red that Display P3 writes as (234, 51, 35).
        let [r, g, b] = [234, 51, 35].map(|n| LINEAR[n]);
        let red = transformed([r, g, b], &matrix).map(encoded);
        assert!(red[0] >= 253 && red[1] <= 12 && red[2] <= 12, "{red:?}");
        let whole = profile(DISPLAY_P3);
        for length in 0..whole.len() {
            let _ = to_srgb(&whole[..length]);
        }
        let mut grey = profile(DISPLAY_P3);
        grey[16..20].copy_from_slice(b"GRAY");
        assert_eq!(to_srgb(&grey), None);
    }
}
