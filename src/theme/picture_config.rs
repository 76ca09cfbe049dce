//! `pictures` of the configuration: in which sizes pictures are published.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Expected, Problem};
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
    let most = images::MAX_SIDE;
    let before = reader.diagnostics().len();
    for node in reader.list("widths") {
        widths.extend(count_up_to(most, node, "widths", reader.diagnostics()));
    }
    // Where one has a unit, all have.
    let is_first = |d: &Diagnostic| matches!(d.problem, Problem::WrongType { .. });
    let mut told = false;
    let found = reader.diagnostics().split_off(before).into_iter();
    let found = found.filter(|d| !is_first(d) || !std::mem::replace(&mut told, true));
    reader.diagnostics().extend(found);
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
    let number = node.as_text().and_then(|text| text.parse::<i64>().ok());
    let count = number.and_then(|number| usize::try_from(number).ok());
    let found = count.filter(|count| (1..=most).contains(count));
    let field = field.to_owned();
    let problem = match (found, number) {
        (Some(_), _) => return found,
        (None, Some(_)) => Problem::OutOfRange {
            field,
            min: Some(1.0),
            max: Some(most as f64),
        },
        (None, None) => Problem::WrongType {
            field,
            expected: Expected::Integer,
        },
    };
    diagnostics.push(Diagnostic::new(problem, node.span));
    None
}
