//! Files that pages show or offer.

use super::pictures::Pictures;
use super::view::FileView;
use crate::site::{Site, route_of_asset};
use crate::source::{Content, FileId};
use images::Format;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::sync::OnceLock;

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
pub(super) fn download_view(site: &Site, checksums: &Checksums, id: FileId) -> Option<FileView> {
    Some(FileView {
        sha256: checksums.of(site, id),
        ..file_view(site, id)?
    })
}

/// The checksums of files that readers download, each made when first asked for: several outputs
/// show the same file.
pub(super) struct Checksums(HashMap<FileId, OnceLock<Option<String>>>);

impl Checksums {
    pub(super) fn new(site: &Site) -> Self {
        let files = site.sources.under("content/");
        let assets = files.filter(|(_, file)| file.is_asset());
        Self(assets.map(|(id, _)| (id, OnceLock::new())).collect())
    }

    /// SHA-256 of the bytes of a file, hexadecimal; `None` if it cannot be read.
    fn of(&self, site: &Site, id: FileId) -> Option<String> {
        let read = || {
            let bytes = fs::read(&site.sources.get(id).disk).ok()?;
            Some(format!("{:x}", Sha256::digest(bytes)))
        };
        self.0.get(&id)?.get_or_init(read).clone()
    }
}

/// Sizes in pixels of all pictures of the content, as they are shown.
pub(super) fn picture_sizes(site: &Site, pictures: &Pictures) -> HashMap<FileId, (usize, usize)> {
    // Those that are read whole are known better: a camera may have lain on its side.
    let mut sizes: HashMap<FileId, (usize, usize)> = pictures.sizes().collect();
    let assets: Vec<_> = site
        .sources
        .under("content/")
        .filter(|(id, file)| file.is_asset() && !sizes.contains_key(id))
        .collect();
    sizes.par_extend(assets.into_par_iter().filter_map(|(id, file)| {
        let opened = File::open(&file.disk).ok()?;
        // Most of them are no pictures.
        let size = images::size(Format::of_path(&file.path), BufReader::new(opened));
        Some((id, size.ok()?))
    }));
    sizes
}
