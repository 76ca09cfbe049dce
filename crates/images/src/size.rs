//! Width and height of a picture from the beginning of its file.

use crate::error::Error;
use crate::format::Format;
use crate::pixels::Size;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, Seek};

/// The size in pixels of a picture as it is stored, of any format that browsers show; of SVG the one
/// that its first tag states, or that of its view box. `format` is what the name of the file says.
///
/// # Errors
/// If the file cannot be read, is no picture, or states no size.
pub fn size(format: Option<Format>, mut file: impl BufRead + Seek) -> Result<Size, Error> {
    if format == Some(Format::Svg) {
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(Error::broken)?;
        return size_of_svg(&text).ok_or_else(|| Error::broken("the drawing states no size"));
    }
    let size = imagesize::reader_size(file).map_err(Error::broken)?;
    Ok((size.width, size.height))
}

/// What `width` and `height` state in pixels, or else the `viewBox` (SVG 2, 8.2).
fn size_of_svg(svg: &str) -> Option<Size> {
    let tag = first_tag(svg, b"svg")?;
    let attribute = |name: &str| {
        let value = tag.try_get_attribute(name).ok()??.value;
        String::from_utf8(value.into_owned()).ok()
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let stated = || {
        Some((
            pixels(&attribute("width")?)?,
            pixels(&attribute("height")?)?,
        ))
    };
    let boxed = || {
        let view_box = attribute("viewBox")?;
        let numbers = view_box.split([' ', ',']);
        let mut numbers = numbers.filter_map(pixels).skip(2);
        Some((numbers.next()?, numbers.next()?))
    };
    let (width, height) = stated().or_else(boxed)?;
    Some((width.round() as usize, height.round() as usize))
}

/// The first tag of elements with this name.
fn first_tag<'a>(xml: &'a str, name: &[u8]) -> Option<BytesStart<'a>> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => {
                return Some(tag);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_the_size_that_they_state_or_that_of_their_view_box() {
        let size =
            |attributes: &str| size_of_svg(&format!("<?xml?><svg{attributes}><path/></svg>"));
        assert_eq!(
            size(" width=\"40px\" height=\"20\" viewBox=\"0 0 1 1\""),
            Some((40, 20))
        );
        assert_eq!(
            size(" viewBox=\"0 0 320.4 100\" width=\"100%\""),
            Some((320, 100))
        );
        assert_eq!(size(" class=\"x\""), None);
    }
}
