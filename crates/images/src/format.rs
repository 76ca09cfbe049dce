//! The formats of pictures that browsers show: the one table of their extensions and media types.

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Both photographs and drawings, in less space than WebP.
    Avif,
    /// Drawings of few colours, which may move.
    Gif,
    /// Icons of a site, which browsers show beside its name and pages do not.
    Ico,
    /// Photographs, with loss.
    Jpeg,
    /// Drawings, without loss.
    Png,
    /// Drawings as lines and areas.
    Svg,
    /// Both photographs and drawings, in less space than JPEG and PNG.
    WebP,
}

/// Each with its extensions in small letters, the usual one first, and its media type.
const FORMATS: [(Format, &[&str], &str); 7] = [
    (Format::Avif, &["avif"], "image/avif"),
    (Format::Gif, &["gif"], "image/gif"),
    (Format::Ico, &["ico"], "image/x-icon"),
    (Format::Jpeg, &["jpg", "jpeg", "jfif"], "image/jpeg"),
    (Format::Png, &["png"], "image/png"),
    (Format::Svg, &["svg"], "image/svg+xml"),
    (Format::WebP, &["webp"], "image/webp"),
];

impl Format {
    /// The format that the extension of a path states, in letters of either case; `None` if it is
    /// that of no picture.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        let mut formats = FORMATS.iter();
        let found = formats.find(|(_, all, _)| all.contains(&extension.as_str()));
        found.map(|(format, ..)| *format)
    }

    /// The usual extension, without a dot.
    pub fn extension(self) -> &'static str {
        self.row().1[0]
    }

    /// The media type (IANA; that of icons as browsers know it).
    pub fn media_type(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static [&'static str], &'static str) {
        &FORMATS[self as usize]
    }

    /// Whether [`decode`](crate::decode) reads it.
    pub fn is_decoded(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_own_row() {
        for (format, extensions, media_type) in FORMATS {
            assert_eq!(format.row().0, format);
            assert_eq!(format.media_type(), media_type);
            assert_eq!(format.extension(), extensions[0]);
            for extension in extensions {
                assert_eq!(Format::of_path(&format!("a/b.{extension}")), Some(format));
                let upper = extension.to_uppercase();
                assert_eq!(Format::of_path(&format!("a.b.{upper}")), Some(format));
            }
        }
    }

    #[test]
    fn other_names_are_those_of_no_picture() {
        for path in ["", "png", "a.pdf", "a.png/b", "a.png ", "a.jpg.txt"] {
            assert_eq!(Format::of_path(path), None, "{path}");
        }
    }

    #[test]
    fn photographs_and_drawings_are_decoded() {
        let formats = FORMATS.map(|row| row.0);
        let decoded: Vec<Format> = formats.into_iter().filter(|f| f.is_decoded()).collect();
        assert_eq!(decoded, [Format::Jpeg, Format::Png]);
    }
}
