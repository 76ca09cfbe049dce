//! Photographs and drawings in the sizes in which pages show them.
//!
//! In: the JPEG and PNG files that pages show, and `pictures:` of the configuration. Out: for each
//! a few widths, as WebP and in its own format, without what cameras note. Which there are follows
//! from the beginnings of the files, so that a page can name them; they are made when they are
//! asked for, and their names stand for all that they are made from. What cannot be read is
//! reported and published as it is.

use super::manifest::Manifest;
use super::picture_config::{self, PicturesConfig};
use super::view::{ImageView, SourceView};
use crate::diagnostic::{Diagnostic, PictureCause, Problem, Severity};
use crate::fingerprint::Digester;
use crate::site::{Route, Site, route_of_asset};
use crate::source::{Content, FileId};
use images::{Format, Header, MAX_BYTES_PER_PIXEL, MAX_MEGAPIXELS, MAX_SIDE, Pixels, Size};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

/// Changes with what is made of the same file by the same settings.
const METHOD: u8 = 1;
/// How much of the width of the window a picture takes, where the theme does not say.
const WHOLE_WINDOW: &str = "100vw";
/// How many pictures are kept in all their sizes, for the formats that they are wanted in.
const KEPT: usize = 4;
/// What pictures may take while they are read, all together: as much as the largest takes alone.
const MEMORY: usize = MAX_MEGAPIXELS as usize * 1_000_000 * MAX_BYTES_PER_PIXEL;

/// A picture of more bytes than this is not shown beside a hit of the search.
const MOST_OF_THUMBNAIL: u64 = 64 * 1024;

/// The pictures that the pages of a site show.
pub struct Pictures {
    by_file: BTreeMap<FileId, Picture>,
    quality: u8,
    /// How wide the theme shows them, as HTML has it.
    shown: String,
    made: Mutex<VecDeque<(FileId, Made)>>,
    memory: Memory,
}

/// A picture in one of its sizes, in one of its formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureVersion {
    /// The file that it is made from.
    pub file: FileId,
    /// Width in pixels.
    pub width: usize,
    /// What it is written as.
    pub format: Format,
}

/// A picture in all its sizes, or why not.
type Made = Arc<OnceLock<Result<Vec<Pixels>, images::Error>>>;

struct Picture {
    header: Header,
    /// What its addresses begin with.
    name: String,
    /// In which sizes it is published, as it is to be seen, the smallest first; none if it is
    /// published only as it is.
    sizes: Vec<Size>,
}

impl Picture {
    /// In which formats it is published.
    fn formats(&self) -> [Format; 2] {
        [Format::WebP, self.header.format]
    }
}

impl Pictures {
    /// Looks at the pictures that pages show; what is wrong with them is reported.
    pub fn new(site: &Site, manifest: &Manifest, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut pictures = Self {
            by_file: BTreeMap::new(),
            quality: 0,
            shown: manifest
                .picture_sizes
                .clone()
                .unwrap_or_else(|| WHOLE_WINDOW.to_owned()),
            made: Mutex::default(),
            memory: Memory::new(MEMORY),
        };
        let config = picture_config::read(&site.config, diagnostics);
        let files: Vec<FileId> = files(site).into_iter().collect();
        let looked_at: Vec<_> = files
            .into_par_iter()
            .map(|id| (id, header(site, id)))
            .collect();
        for (id, header) in looked_at {
            let mut report = |cause| {
                diagnostics.push(Diagnostic::of_file(Problem::Picture(cause), id));
            };
            match header {
                Ok(header) => {
                    let Some(config) = &config else {
                        continue;
                    };
                    if header.exif.has_location {
                        report(PictureCause::Place);
                    }
                    let picture = Picture::new(site, config, id, header);
                    pictures.by_file.insert(id, picture);
                }
                Err(error) => report(cause(&error)),
            }
        }
        pictures.quality = config.map_or(0, |config| config.quality);
        pictures
    }

    /// The size in which every picture is shown at most.
    pub fn sizes(&self) -> impl Iterator<Item = (FileId, Size)> {
        self.by_file.iter().map(|(id, picture)| {
            let most = picture.sizes.last().copied();
            (*id, most.unwrap_or_else(|| picture.header.upright_size()))
        })
    }

    /// All that is published of them.
    pub fn versions(&self) -> impl Iterator<Item = (Route, PictureVersion)> {
        self.by_file.iter().flat_map(move |(file, picture)| {
            let formats = picture.formats().into_iter();
            formats.flat_map(move |format| {
                picture.sizes.iter().map(move |size| {
                    let version = PictureVersion {
                        file: *file,
                        width: size.0,
                        format,
                    };
                    (route(picture, version.width, format), version)
                })
            })
        })
    }

    /// Where a version is; its name says all that it is made from.
    pub fn route(&self, version: PictureVersion) -> Option<Route> {
        let picture = self.by_file.get(&version.file)?;
        Some(route(picture, version.width, version.format))
    }

    /// Where a picture is in its smallest size; `None` if that is large still.
    pub fn thumbnail(&self, site: &Site, file: FileId) -> Option<Route> {
        if let Some(picture) = self.by_file.get(&file)
            && let Some(size) = picture.sizes.first()
        {
            return Some(route(picture, size.0, Format::WebP));
        }
        let file = site.sources.get(file);
        let Content::Asset { bytes } = file.content else {
            return None;
        };
        (bytes <= MOST_OF_THUMBNAIL)
            .then(|| route_of_asset(&file.path))
            .flatten()
    }

    /// Where a file is to be found in the sizes that there are of it; `None` if it is published
    /// only as it is.
    pub fn view(&self, site: &Site, file: FileId) -> Option<ImageView> {
        let picture = self.by_file.get(&file)?;
        let (width, height) = *picture.sizes.last()?;
        let url = |width, format| site.url(&route(picture, width, format));
        let srcset = |format| {
            let widths = picture.sizes.iter().map(|size| size.0);
            let versions: Vec<String> = widths
                .map(|width| format!("{} {width}w", url(width, format)))
                .collect();
            versions.join(", ")
        };
        let own = picture.header.format;
        Some(ImageView {
            url: url(width, own),
            width: Some(width),
            height: Some(height),
            sources: vec![SourceView {
                r#type: Format::WebP.media_type(),
                srcset: srcset(Format::WebP),
            }],
            srcset: Some(srcset(own)),
            sizes: Some(self.shown.clone()),
            ..ImageView::default()
        })
    }

    /// Writes a version at the end of `out`.
    ///
    /// # Errors
    /// If the file cannot be read any more, or not to its end.
    pub fn render(
        &self,
        site: &Site,
        version: PictureVersion,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(picture) = self.by_file.get(&version.file) else {
            return Ok(());
        };
        let failed = |error: &images::Error| {
            let cause = cause(error);
            let diagnostic = Diagnostic::of_file(Problem::Picture(cause), version.file);
            // The page names what cannot be made.
            Box::new(Diagnostic {
                severity: Severity::Error,
                ..diagnostic
            })
        };
        let original = fs::read(&site.sources.get(version.file).disk);
        let original = original.map_err(|error| Diagnostic::unreadable(version.file, &error))?;
        let made = self.made(version.file);
        let made = made.get_or_init(|| self.make(picture, &original));
        let made = made.as_ref().map_err(failed)?;
        let wanted = made.iter().find(|pixels| pixels.size().0 == version.width);
        let pixels = wanted.expect("a picture is made in all sizes that it is published in");
        let file = images::encode(pixels, version.format, self.quality, &original);
        out.extend(file.map_err(|error| failed(&error))?);
        Ok(())
    }

    /// The place of a picture among those that are kept.
    fn made(&self, file: FileId) -> Made {
        let mut kept = lock(&self.made);
        if let Some((_, made)) = kept.iter().find(|(id, _)| *id == file) {
            return Arc::clone(made);
        }
        let made = Made::default();
        kept.push_back((file, Arc::clone(&made)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        made
    }

    /// Makes a picture in all its sizes.
    fn make(&self, picture: &Picture, file: &[u8]) -> Result<Vec<Pixels>, images::Error> {
        let Header { size, exif, .. } = picture.header;
        let _taken = self.memory.take(size.0 * size.1 * MAX_BYTES_PER_PIXEL);
        let decoded = images::decode(file)?;
        let sizes = picture.sizes.iter();
        let stored: Vec<Size> = sizes.map(|size| exif.orientation.size(*size)).collect();
        let smaller = decoded.pixels.resized(&stored, decoded.to_srgb.as_ref())?;
        Ok(smaller
            .into_iter()
            .map(|pixels| pixels.oriented(exif.orientation))
            .collect())
    }
}

impl Picture {
    fn new(site: &Site, config: &PicturesConfig, id: FileId, header: Header) -> Self {
        let mut picture = Self {
            header,
            name: String::new(),
            sizes: Vec::new(),
        };
        let (width, height) = picture.header.upright_size();
        // What is small already is not made again, and what moves would stand still.
        let smallest = config.widths.first().copied().unwrap_or(width);
        if width <= smallest || header.animated {
            return picture;
        }
        let widths: BTreeSet<usize> = config.widths.iter().map(|most| width.min(*most)).collect();
        let sizes = widths.into_iter().map(|narrow| {
            let high = (height * narrow + width / 2) / width;
            (narrow, high.max(1))
        });
        picture.sizes = sizes.filter(|size| size.1 <= MAX_SIDE).collect();
        if !picture.sizes.is_empty() {
            let mut digester = Digester::default();
            digester.update(&site.sources.get(id).digest().0);
            digester.update(&[METHOD, config.quality]);
            picture.name = digester.finish().name(16);
        }
        picture
    }
}

fn route(picture: &Picture, width: usize, format: Format) -> Route {
    let (name, extension) = (&picture.name, format.extension());
    Route::file(&format!("assets/pictures/{name}-{width}.{extension}"))
}

/// What the file of a picture says of it.
fn header(site: &Site, id: FileId) -> Result<Header, images::Error> {
    let file = File::open(&site.sources.get(id).disk).map_err(unreadable)?;
    Header::read(BufReader::new(file))
}

/// The files that pages show as pictures and that are read here, by their names.
fn files(site: &Site) -> BTreeSet<FileId> {
    let mut files = BTreeSet::new();
    for page in &site.pages {
        let links = page.parsed.links.iter().filter(|link| link.image);
        files.extend(links.filter_map(|link| site.picture_of(page, link)));
        let fields = page.files.iter().zip(&page.parsed.files);
        files.extend(fields.filter_map(|(id, file)| id.filter(|_| file.image)));
    }
    files.retain(|id| {
        let format = Format::of_path(site.sources.get(*id).name());
        format.is_some_and(Format::is_decoded)
    });
    files
}

fn unreadable(error: io::Error) -> images::Error {
    images::Error::Broken {
        reason: error.to_string(),
    }
}

/// What keeps a picture from being made, as it is told.
fn cause(error: &images::Error) -> PictureCause {
    match error {
        images::Error::Truncated => PictureCause::Truncated,
        images::Error::TooLarge { megapixels, most } => PictureCause::TooLarge {
            megapixels: *megapixels,
            most: *most,
        },
        other => PictureCause::Broken {
            reason: other.to_string(),
        },
    }
}

/// An amount of memory that is shared by those who need a lot for a while.
struct Memory {
    whole: usize,
    free: Mutex<usize>,
    freed: Condvar,
}

/// A part of it, given back when dropped.
struct Taken<'a> {
    of: &'a Memory,
    bytes: usize,
}

impl Memory {
    fn new(bytes: usize) -> Self {
        Self {
            whole: bytes,
            free: Mutex::new(bytes),
            freed: Condvar::new(),
        }
    }

    /// Waits until so much is free.
    fn take(&self, bytes: usize) -> Taken<'_> {
        let bytes = bytes.min(self.whole);
        let mut free = lock(&self.free);
        while *free < bytes {
            let waited = self.freed.wait(free);
            free = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *free -= bytes;
        Taken { of: self, bytes }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *lock(&self.of.free) += self.bytes;
        self.of.freed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
