//! `pictures` of the configuration: in which sizes pictures are published.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::yaml::{MapReader, Node};

/// In which sizes pictures are published.
#[derive(Clone, Debug)]
pub(super) struct PicturesConfig {
    /// Widths in pixels, the smallest first; never none.
    pub widths: Vec<usize>,
    /// Of formats with loss, from 1 to 100.
    pub quality: u8,
}

/// Widths for telephones, tablets and desks, on screens of one and two pixels a point.
const WIDTHS: [usize; 3] = [480, 960, 1440];
/// Where loss begins to be seen.
const QUALITY: u8 = 78;

/// The name of the section.
pub const SECTION: &str = "pictures";

/// How pictures are made smaller; without the section they are published as they are.
pub(super) fn read(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<PicturesConfig> {
    let node = config.section(SECTION)?;
    let mut reader = MapReader::new(node, SECTION, diagnostics);
    let mut widths = Vec::new();
    for node in reader.list("widths") {
        widths.extend(count_up_to(
            images::MAX_SIDE,
            node,
            "widths",
            reader.diagnostics(),
        ));
    }
    widths.sort_unstable();
    widths.dedup();
    if widths.is_empty() {
        widths.extend(WIDTHS);
    }
    let quality = reader
        .node("quality")
        .and_then(|node| count_up_to(100, node, "quality", reader.diagnostics()));
    reader.finish();
    Some(PicturesConfig {
        widths,
        quality: quality.map_or(QUALITY, |quality| quality as u8),
    })
}

/// A whole number from 1 to `most`.
fn count_up_to(
    most: usize,
    node: &Node,
    field: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let number = node.as_text().and_then(|text| text.parse().ok());
    let found = number.filter(|number| (1..=most).contains(number));
    if found.is_none() {
        let problem = Problem::OutOfRange {
            field: field.to_owned(),
            min: Some(1.0),
            max: Some(most as f64),
        };
        diagnostics.push(Diagnostic::new(problem, node.span));
    }
    found
}
