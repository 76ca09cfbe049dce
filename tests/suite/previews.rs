//! The pictures that other sites show beside links.

use crate::support::{Site, repository, tree};
use flate2::read::ZlibDecoder;
use std::collections::BTreeSet;
use std::io::Read;

fn site(preview: &str) -> Site {
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Il portale\nlanguage: it\ntheme: mio\nbase_url: https://a.it/p/\n",
        ),
        ("content/_index.md", "# Casa\n"),
        ("content/a.md", "# Perché è «così»\n"),
        ("content/b.md", "# Perché è «così»\n"),
        (
            "content/c.md",
            &format!(
                "---\ntitle: {}\n---\n",
                "Un titolo che non finisce mai ".repeat(20)
            ),
        ),
        ("themes/mio/theme.yaml", preview),
    ]);
    for (path, bytes) in tree(&repository().join("themes/plain")) {
        if path != "theme.yaml" {
            site.write(&format!("themes/mio/{path}"), bytes);
        }
    }
    let font = repository().join("themes/italia/preview/titillium-web-700.ttf");
    site.write("themes/mio/preview/f.ttf", std::fs::read(font).unwrap());
    site
}

const PREVIEW: &str =
    "preview: {font: preview/f.ttf, paper: '#000000', ink: '#ffffff', accent: '#ff0000'}\n";

/// The pixels of a picture, by number of colour.
fn pixels(png: &[u8]) -> Vec<u8> {
    let size: Vec<u8> = [1200u32, 630]
        .iter()
        .flat_map(|n| n.to_be_bytes())
        .collect();
    assert_eq!((&png[1..4], &png[16..24]), (&b"PNG"[..], &size[..]));
    let mut at = 8;
    let mut data = Vec::new();
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        let body = &png[at + 4..at + 8 + length];
        let mut checksum = flate2::Crc::new();
        checksum.update(body);
        assert_eq!(png[at + 8 + length..][..4], checksum.sum().to_be_bytes());
        if body.starts_with(b"IDAT") {
            ZlibDecoder::new(&body[4..]).read_to_end(&mut data).unwrap();
        }
        at += 12 + length;
    }
    let rows = data.chunks(601).flat_map(|row| &row[1..]);
    rows.flat_map(|pair| [pair >> 4, pair & 15]).collect()
}

#[test]
fn every_page_has_one_and_equal_titles_share_it() {
    let site = site(PREVIEW);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let public = site.public();
    let image = |page: &str| {
        let html = String::from_utf8(public[page].clone()).unwrap();
        let (_, rest) = html.split_once("og:image\" content=\"").unwrap();
        let address = rest.split('"').next().unwrap().to_owned();
        assert!(html.contains("og:image:width\" content=\"1200\""), "{html}");
        assert!(html.contains("og:image:alt\""), "{html}");
        address.strip_prefix("https://a.it/p/").unwrap().to_owned()
    };
    let [home, a, b, c] = ["index.html", "a/index.html", "b/index.html", "c/index.html"].map(image);
    assert_eq!(a, b);
    let names: BTreeSet<&String> = [&home, &a, &c].into();
    let published = public.keys().filter(|path| path.ends_with(".png"));
    assert_eq!(published.collect::<BTreeSet<_>>(), names);
    assert!(!public.keys().any(|path| path.ends_with(".ttf")));
    for name in names {
        let pixels = pixels(&public[name]);
        assert_eq!(pixels.len(), 1200 * 630);
        let ink = pixels.iter().filter(|pixel| **pixel == 7).count();
        let accent = pixels.iter().filter(|pixel| **pixel == 15).count();
        assert!(ink > 2000 && accent >= 1200, "{name}: {ink} {accent}");
        // Nothing is written over the edge of the paper.
        let last_rows = &pixels[1200 * 600..];
        assert!(last_rows.iter().all(|pixel| *pixel == 0));
        assert!(
            pixels
                .chunks(1200)
                .all(|row| row[1150..].iter().all(|pixel| *pixel == 0))
        );
    }
    // The next build keeps those that would be the same.
    site.write("content/b.md", "# Altro\n");
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let after = site.public();
    assert_eq!(after[&a], public[&a]);
    assert_eq!(
        after.keys().filter(|path| path.ends_with(".png")).count(),
        4
    );
}

#[test]
fn without_preview_or_address_there_are_none() {
    let without = site("label: Mio\n");
    let nowhere = site(PREVIEW);
    nowhere.write("content/casa.yaml", "title: Il portale\ntheme: mio\n");
    for site in [without, nowhere] {
        assert_eq!(site.casa(&["build"]).code, Some(0));
        assert!(!site.public().keys().any(|path| path.ends_with(".png")));
    }
}

#[test]
fn what_cannot_be_drawn_with_is_said() {
    for (preview, wanted) in [
        (
            "preview: {font: preview/g.ttf, paper: '#000000', ink: '#ffffff', accent: '#ff0000'}\n",
            "preview/g.ttf",
        ),
        (
            "preview: {font: theme.yaml, paper: '#000000', ink: '#ffffff', accent: '#ff0000'}\n",
            "theme.yaml",
        ),
        (
            "preview: {font: preview/f.ttf, paper: nero, ink: '#ffffff', accent: '#ff0000'}\n",
            "«nero»",
        ),
        (
            "preview: {font: preview/f.ttf, ink: '#ffffff', accent: '#ff0000'}\n",
            "paper",
        ),
        ("preview: {fonte: x}\n", "fonte"),
    ] {
        let ran = site(preview).casa(&["check"]);
        assert!(
            ran.err.contains(wanted) || ran.out.contains(wanted),
            "{}{}",
            ran.out,
            ran.err
        );
    }
}
