//! Files that pages show or offer.

use super::pictures::Pictures;
use super::view::FileView;
use crate::site::{Site, route_of_asset};
use crate::source::{Content, FileId};
use images::Format;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;

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
            // Most of them are no pictures.
            let size = images::size(Format::of_path(&file.path), BufReader::new(opened));
            Some((id, size.ok()?))
        })
        .collect();
    // Those that are read whole are known better: a camera may have lain on its side.
    sizes.extend(pictures.sizes());
    sizes
}
