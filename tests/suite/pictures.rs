//! Pictures in the sizes in which pages show them.

use crate::html::elements;
use crate::support::{Site, build};
use casa::internals::emit::{self, Keys};
use casa::internals::pipeline::{self, Sources};
use jpeg_encoder::{ColorType, Encoder};
use search_core::Query;
use search_core::native::{Folder, Start};
use std::collections::{BTreeMap, BTreeSet};

const CONFIG: &str =
    "title: Prova\nlanguage: it\npictures: {widths: [400, 100, 200], quality: 70}\n";

/// What a camera notes: held on its right side, at 41° 54' north.
const NOTES: &[u8] = b"MM\0*\0\0\0\x08\0\x02\
\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\
\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\
\0\0\0\0\
\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x38\0\0\0\0\
\0\0\0\x29\0\0\0\x01\0\0\0\x36\0\0\0\x01\0\0\0\0\0\0\0\x01";

/// Red on the left, blue on the right, neither quite even.
fn pixels(width: usize, height: usize) -> Vec<u8> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    places
        .flat_map(|(x, y)| {
            let rough = ((x * 31 + y * 17) % 23) as u8;
            match x < width / 2 {
                true => [220 - rough, 10 + rough, 10],
                false => [10, 10 + rough, 220 - rough],
            }
        })
        .collect()
}

fn jpeg(width: usize, height: usize, notes: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 92);
    if let Some(notes) = notes {
        encoder.add_exif_metadata(notes).unwrap();
    }
    let pixels = pixels(width, height);
    encoder
        .encode(&pixels, width as u16, height as u16, ColorType::Rgb)
        .unwrap();
    out
}

fn png(width: usize, height: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder
        .add_text_chunk("Author".to_owned(), "Rossi".to_owned())
        .unwrap();
    let mut writer = encoder.write_header().unwrap();
    // Few colours, as in a drawing.
    let flat: Vec<u8> = pixels(width, height).iter().map(|n| n & 0xc0).collect();
    writer.write_image_data(&flat).unwrap();
    writer.finish().unwrap();
    out
}

fn site(pictures: &[(&str, Vec<u8>)]) -> Site {
    let mut text = "# Prova\n".to_owned();
    for (name, _) in pictures {
        text += &format!("\n![Una {name}]({name})\n");
    }
    let site = Site::of(&[("content/casa.yaml", CONFIG), ("content/_index.md", &text)]);
    for (name, bytes) in pictures {
        site.write(&format!("content/{name}"), bytes);
    }
    site
}

/// The versions that a site publishes, as width and extension.
fn versions(public: &BTreeMap<String, Vec<u8>>) -> Vec<(usize, String, &Vec<u8>)> {
    let versions = public
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("assets/pictures/")?, bytes)));
    let mut found: Vec<_> = versions
        .map(|(name, bytes)| {
            let (_, rest) = name.split_once('-').unwrap();
            let (width, extension) = rest.split_once('.').unwrap();
            (width.parse().unwrap(), extension.to_owned(), bytes)
        })
        .collect();
    found.sort();
    found
}

fn home(public: &BTreeMap<String, Vec<u8>>) -> String {
    String::from_utf8(public["index.html"].clone()).unwrap()
}

#[test]
fn a_photograph_is_published_upright_in_every_width_that_it_has() {
    let original = jpeg(240, 300, Some(NOTES));
    let site = site(&[("foto.jpg", original.clone())]);
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    // The file says where it was taken, and is public.
    assert!(ran.err.contains("content/foto.jpg") && ran.err.contains("dove è stata scattata"));
    let public = site.public();
    assert_eq!(public["foto.jpg"], original);
    let found = versions(&public);
    let names: Vec<(usize, &str)> = found.iter().map(|(w, e, _)| (*w, e.as_str())).collect();
    let wanted = [100, 200, 300].map(|width| [(width, "jpg"), (width, "webp")]);
    assert_eq!(names, wanted.concat());
    for (width, extension, bytes) in &found {
        let size = imagesize::blob_size(bytes).unwrap();
        assert_eq!((size.width, size.height), (*width, width * 240 / 300));
        assert!(bytes.len() < original.len(), "{width}.{extension}");
        assert!(!bytes.windows(4).any(|window| window == b"Exif"));
        assert!(bytes.starts_with(if extension == "webp" {
            b"RIFF"
        } else {
            b"\xff\xd8\xff\xe0"
        }));
        if extension == "jpg" {
            let options = zune_jpeg::zune_core::options::DecoderOptions::default();
            let cursor = std::io::Cursor::new(bytes);
            let mut decoder = zune_jpeg::JpegDecoder::new_with_options(cursor, options);
            let data = decoder.decode().unwrap();
            let pixel = |x: usize, y: usize| &data[(y * width + x) * 3..][..3];
            // What lay on the left is above.
            let (above, below) = (pixel(width / 2, 3), pixel(width / 2, width * 240 / 300 - 4));
            assert!(above[0] > 180 && above[2] < 60, "{above:?}");
            assert!(below[2] > 180 && below[0] < 60, "{below:?}");
        }
    }
    let html = home(&public);
    let all = elements(&html);
    let of = |name: &str| all.iter().find(|element| element.name == name).unwrap();
    let (source, img) = (of("source"), of("img"));
    assert_eq!(source.get("type"), Some("image/webp"));
    assert!(source.get("srcset").unwrap().ends_with("-300.webp 300w"));
    assert!(
        img.get("srcset")
            .unwrap()
            .contains("-100.jpg 100w, /assets/")
    );
    assert!(img.get("src").unwrap().ends_with("-300.jpg"));
    assert_eq!(
        (img.get("width"), img.get("height")),
        (Some("300"), Some("240"))
    );
    assert_eq!(img.get("alt"), Some("Una foto.jpg"));
    assert!(
        html.contains("<picture><source ") && html.contains("></picture></p>"),
        "{html}"
    );
    for set in [source, img] {
        assert!(
            set.get("sizes")
                .is_some_and(|sizes| sizes.contains("100vw"))
        );
        for version in set.get("srcset").unwrap().split(", ") {
            let path = version.split(' ').next().unwrap().trim_start_matches('/');
            assert!(public.contains_key(path), "{path}");
        }
    }
}

#[test]
fn a_drawing_keeps_its_edges_and_never_grows() {
    let original = png(380, 200);
    let site = site(&[("disegno.png", original.clone())]);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let public = site.public();
    let found = versions(&public);
    let names: Vec<(usize, &str)> = found.iter().map(|(w, e, _)| (*w, e.as_str())).collect();
    let wanted = [100, 200, 380].map(|width| [(width, "png"), (width, "webp")]);
    assert_eq!(names, wanted.concat());
    for (width, extension, bytes) in found {
        assert!(bytes.len() <= original.len(), "{width}.{extension}");
        assert!(!bytes.windows(5).any(|window| window == b"Rossi"));
        if extension == "webp" {
            assert_eq!(&bytes[12..16], b"VP8L", "{width}: without loss");
        }
    }
}

#[test]
fn what_is_small_or_moves_is_published_as_it_is() {
    let mut moving = Vec::new();
    let mut encoder = png::Encoder::new(&mut moving, 300, 8);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for shade in [0, 255] {
        writer.write_image_data(&[shade; 300 * 8]).unwrap();
    }
    writer.finish().unwrap();
    let site = site(&[("piccola.jpg", jpeg(100, 40, None)), ("mossa.png", moving)]);
    let ran = site.casa(&["build"]);
    assert_eq!(
        (ran.code, ran.err.contains("picture")),
        (Some(0), false),
        "{}",
        ran.err
    );
    let public = site.public();
    assert_eq!(versions(&public), []);
    let html = home(&public);
    assert!(
        html.contains("<img src=\"/piccola.jpg\" width=\"100\" height=\"40\" alt="),
        "{html}"
    );
    assert!(html.contains("<img src=\"/mossa.png\" width=\"300\" height=\"8\" loading=\"lazy\""));
    assert!(!html.contains("<picture>"));
}

#[test]
fn only_what_pages_show_is_made_and_once_for_files_that_are_the_same() {
    let picture = jpeg(150, 100, None);
    let site = site(&[("a.jpg", picture.clone()), ("b.jpg", picture.clone())]);
    site.write("content/c.jpg", jpeg(160, 100, None));
    site.write("content/testo.md", "# Testo\n\n[Scarica](c.jpg)\n");
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let public = site.public();
    assert!(
        ["a.jpg", "b.jpg", "c.jpg"]
            .iter()
            .all(|name| public.contains_key(*name))
    );
    assert_eq!(versions(&public).len(), 4);
    let html = home(&public);
    let loading: Vec<Option<String>> = elements(&html)
        .iter()
        .filter(|element| element.name == "img")
        .map(|img| img.get("loading").map(str::to_owned))
        .collect();
    assert_eq!(loading, [None, Some("lazy".to_owned())]);
}

#[test]
fn pictures_written_in_html_are_wrapped_too() {
    let site = site(&[("a.jpg", jpeg(150, 100, None))]);
    site.write(
        "content/b.md",
        "# B\n\n<figure><img alt=\"Più &gt; meno\" src=\"a.jpg\" loading=\"eager\"><figcaption>A</figcaption></figure>\n",
    );
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let html = String::from_utf8(site.public()["b/index.html"].clone()).unwrap();
    let (_, rest) = html.split_once("<figure><picture><source ").unwrap();
    let (picture, rest) = rest.split_once("</picture>").unwrap();
    assert!(rest.starts_with("<figcaption>"), "{html}");
    assert!(picture.contains("alt=\"Più &gt; meno\""), "{picture}");
    assert_eq!(picture.matches(" loading=").count(), 1);
}

#[test]
fn without_configuration_pictures_are_published_as_they_are() {
    let site = site(&[("foto.jpg", jpeg(240, 300, None))]);
    site.write("content/casa.yaml", "title: Prova\nlanguage: it\n");
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let public = site.public();
    assert_eq!(versions(&public), []);
    assert!(home(&public).contains("<img src=\"/foto.jpg\" width=\"240\" height=\"300\" alt="));
}

#[test]
fn what_cannot_be_read_is_said_and_published_as_it_is() {
    let photo = jpeg(240, 300, None);
    let drawing = png(240, 300);
    let mut huge = drawing.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    // Only the checksum of the first part knows the size.
    let mut checksum = flate2::Crc::new();
    checksum.update(&huge[12..29]);
    huge[29..33].copy_from_slice(&checksum.sum().to_be_bytes());
    let frame = photo
        .windows(2)
        .position(|marker| marker == [0xff, 0xc0])
        .unwrap();
    let mut wide = photo.clone();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xf0; 4]);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        (
            "mezza.jpg",
            photo[..photo.len() / 2].to_vec(),
            "si interrompe",
        ),
        (
            "mezzo.png",
            drawing[..drawing.len() / 2].to_vec(),
            "si interrompe",
        ),
        (
            "testo.jpg",
            b"Non sono una fotografia".to_vec(),
            "non si legge",
        ),
        (
            "gif.png",
            b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
            "non si legge",
        ),
        ("vuota.jpg", Vec::new(), "si interrompe"),
        ("testa.jpg", photo[..frame].to_vec(), "non si legge"),
        ("bomba.png", huge, "269 milioni di pixel"),
        ("bomba.jpg", wide, "3805 milioni di pixel"),
    ];
    for (name, bytes, words) in cases {
        let site = site(&[(name, bytes.clone())]);
        let ran = site.casa(&["build"]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
        let said = ran.err.contains(&format!("content/{name}")) && ran.err.contains(words);
        assert!(said, "{name}: {}", ran.err);
        let public = site.public();
        assert_eq!(public[name], bytes);
        assert_eq!(versions(&public), [], "{name}");
        assert!(home(&public).contains(&format!("<img src=\"/{name}\"")));
        // `check` finds the same.
        assert!(
            site.casa(&["check"]).out.contains(words) || site.casa(&["check"]).err.contains(words)
        );
    }
}

/// A file that breaks further in keeps the site from being published, for its pages name what
/// cannot be made.
#[test]
fn what_breaks_while_it_is_made_is_an_error_of_the_file() {
    let mut drawing = png(240, 300);
    let middle = drawing.len() / 2;
    drawing[middle..middle + 8].fill(0xff);
    let site = site(&[("rotto.png", drawing)]);
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("content/rotto.png"), "{}", ran.err);
    assert!(site.public().is_empty());
}

#[test]
fn a_warm_build_makes_no_picture_again() {
    let site = site(&[("foto.jpg", jpeg(240, 300, None)), ("b.png", png(240, 300))]);
    let read = || {
        build(
            pipeline::read(site.root(), &Sources::default(), 0).unwrap(),
            false,
        )
    };
    let out = site.path("public");
    let publish = |before: &emit::Files| {
        let build = read();
        let keys = Keys::new(&build.renderer);
        let pictures: Vec<_> = build
            .outputs
            .iter()
            .filter(|(route, _)| route.as_str().starts_with("/assets/pictures/"))
            .map(|(_, output)| output.key(&keys).unwrap())
            .collect();
        let unkeyed = build
            .outputs
            .iter()
            .filter(|(_, output)| output.key(&keys).is_none());
        let before = emit::Before {
            files: before,
            index: &emit::IndexMemo::new(None, emit::Stamp::default()),
        };
        let published = emit::write(&build, &out, Some(before), &|_, _| {}).unwrap();
        (published, pictures, unkeyed.count())
    };
    let (first, keys, _) = publish(&emit::Files::new());
    assert_eq!(keys.len(), 12);
    assert_eq!(first.made, first.files.len());
    let (second, same, unkeyed) = publish(&first.files);
    assert_eq!((second.made, second.changed), (unkeyed, 0));
    assert_eq!(keys, same);
    // Other settings and other files have other addresses.
    site.write("content/casa.yaml", CONFIG.replace("70", "50"));
    let (third, _, _) = publish(&second.files);
    site.write("content/foto.jpg", jpeg(240, 301, None));
    let (fourth, _, _) = publish(&third.files);
    let names = |files: &emit::Files| -> BTreeSet<String> {
        let paths = files
            .keys()
            .filter(|path| path.starts_with("assets/pictures/"));
        paths.cloned().collect()
    };
    assert!(names(&second.files).is_disjoint(&names(&third.files)));
    assert_eq!(
        names(&third.files)
            .intersection(&names(&fourth.files))
            .count(),
        6
    );
}

#[test]
fn a_hit_of_the_search_has_the_picture_of_its_page_in_the_smallest_size() {
    let schema = "label: Notizia\nplural: Notizie\nsection: notizie\ndefault_for: pages\n\
                  fields:\n  title: {type: text, role: title, required: true}\n  image:\n    \
                  type: group\n    role: image\n    fields:\n      \
                  file: {type: image, required: true}\n      \
                  alt: {type: text, required: true}\n";
    let page = |picture: &str| {
        format!("---\ntitle: Torre {picture}\nimage: {{file: {picture}, alt: x}}\n---\nTesto.\n")
    };
    let images = |config: &str| {
        let site = Site::of(&[
            ("content/casa.yaml", config),
            ("content/_index.md", "---\ntitle: Prova\n---\n"),
            ("content/_schema/notizia.yaml", schema),
            ("content/notizie/a/index.md", &page("alta.jpg")),
            ("content/notizie/b.md", &page("mini.png")),
        ]);
        site.write("content/notizie/a/alta.jpg", jpeg(1200, 900, None));
        site.write("content/notizie/mini.png", png(40, 30));
        let ran = site.casa(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let mut folder = Folder::open(&site.path("public")).unwrap();
        let query = Query::new("torre");
        let (results, _) = folder.results(&query, Start::Cold).unwrap();
        let mut images: Vec<_> = results
            .hits
            .into_iter()
            .map(|hit| {
                let mut meta = hit.meta.into_iter();
                (hit.url, meta.find(|(name, _)| name == "image"))
            })
            .map(|(url, image)| (url, image.map(|(_, address)| address)))
            .collect();
        images.sort();
        (site.public(), images)
    };
    let (public, found) = images(&format!("{CONFIG}base_url: https://prova.example/sotto\n"));
    let [(_, Some(tall)), (_, Some(small))] = found.as_slice() else {
        panic!("{found:?}");
    };
    let version = tall.strip_prefix("../../").unwrap();
    assert!(public.contains_key(version) && version.ends_with("-100.webp"));
    // What is small already is shown as it is.
    assert_eq!(small, "../../notizie/mini.png");
    // Without sizes a photograph is too much to show beside a hit.
    let (_, found) = images("title: Prova\nlanguage: it\n");
    let addresses: Vec<_> = found.into_iter().map(|(_, address)| address).collect();
    assert_eq!(addresses, [None, Some("../../notizie/mini.png".to_owned())]);
}
