//! Files that pages show or offer.

use super::pictures::Pictures;
use super::view::FileView;
use crate::html;
use crate::site::{Site, route_of_asset};
use crate::source::{Content, FileId};
use images::Format;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader};

pub(super) fn file_view(site: &Site, id: FileId) -> Option<FileView> {
    let file = site.sources.get(id);
    let Content::Asset { bytes } = file.content else {
        return None;
    };
    let extension = file
        .name()
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    Some(FileView {
        url: site.url(&route_of_asset(&file.path)?),
        name: file.name().to_owned(),
        format: extension.to_uppercase(),
        bytes,
        sha256: None,
    })
}

/// The view of a file that readers download, with its checksum.
pub(super) fn download_view(site: &Site, id: FileId) -> Option<FileView> {
    let view = file_view(site, id)?;
    let content = std::fs::read(&site.sources.get(id).disk).ok();
    Some(FileView {
        sha256: content.map(|c| format!("{:x}", Sha256::digest(c))),
        ..view
    })
}

/// Sizes in pixels of all pictures of the content, as they are shown.
pub(super) fn picture_sizes(site: &Site, pictures: &Pictures) -> HashMap<FileId, (usize, usize)> {
    let assets: Vec<_> = site
        .sources
        .under("content/")
        .filter(|(_, f)| f.is_asset())
        .collect();
    let mut sizes: HashMap<FileId, (usize, usize)> = assets
        .into_par_iter()
        .filter_map(|(id, file)| {
            let opened = File::open(&file.disk).ok()?;
            if Format::of_path(&file.path) == Some(Format::Svg) {
                let text = io::read_to_string(opened).ok()?;
                return Some((id, drawing_size(&text)?));
            }
            // Most of them are no pictures.
            Some((id, images::size(BufReader::new(opened)).ok()?))
        })
        .collect();
    // Those that are read whole are known better: a camera may have lain on its side.
    sizes.extend(pictures.sizes());
    sizes
}

/// Width and height of a drawing: as it says, or those of its view box.
fn drawing_size(svg: &str) -> Option<(usize, usize)> {
    let tag = html::first_tag(svg, "svg")?;
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let stated = || Some((pixels(tag.get("width")?)?, pixels(tag.get("height")?)?));
    let boxed = || {
        // In small letters, as HTML reads names.
        let numbers = tag.get("viewbox")?.split([' ', ',']);
        let mut numbers = numbers.filter_map(pixels).skip(2);
        Some((numbers.next()?, numbers.next()?))
    };
    let (width, height) = stated().or_else(boxed)?;
    Some((width.round() as usize, height.round() as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_the_size_that_they_state_or_that_of_their_view_box() {
        let size =
            |attributes: &str| drawing_size(&format!("<?xml?><svg{attributes}><path/></svg>"));
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
