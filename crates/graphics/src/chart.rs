//! Charts: values as geometry in a box. What it looks like is up to whoever draws it.

use crate::scale::{spread, ticks, years};
use std::fmt;

/// The part of its place that a bar fills.
const BAR: f64 = 0.6;
/// The greatest value: beyond it numbers are no longer whole ones apart.
const GREATEST: f64 = 1e15;

/// Values as geometry in a box whose upper left corner is (0, 0); lengths are in its units, with
/// one decimal.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Width of the box.
    pub width: f64,
    /// Height of the box.
    pub height: f64,
    /// Where zero is, from the top.
    pub base: f64,
    /// Round values across the height, the least first.
    pub ticks: Vec<Tick>,
    /// The values, in their order.
    pub marks: Vec<Mark>,
    /// The `d` of a path through all of them, from left to right.
    pub line: String,
}

/// A round value and its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// Its distance from the top.
    pub y: f64,
}

/// A value as a bar and as a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The value.
    pub value: f64,
    /// The middle of the bar, and the point.
    pub x: f64,
    /// The end of the bar that is not zero, and the point.
    pub y: f64,
    /// The left side of the bar.
    pub left: f64,
    /// The upper side of the bar.
    pub top: f64,
    /// Width of the bar.
    pub width: f64,
    /// Height of the bar.
    pub height: f64,
}

/// Why values cannot be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartError {
    /// A value is no number, or beyond 10^15.
    TooLarge(f64),
    /// There is not a date for each value.
    Dates {
        /// How many dates there are.
        dates: usize,
        /// How many values there are.
        values: usize,
    },
    /// A text is no date.
    NoDate(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(value) => write!(f, "{value} is too large for a chart"),
            Self::Dates { dates, values } => write!(f, "{dates} dates for {values} values"),
            Self::NoDate(text) => write!(
                f,
                "`{text}` is no date: a year, a month (2021-04) or a day (2021-04-28) is needed"
            ),
        }
    }
}

impl std::error::Error for ChartError {}

/// The geometry of values in a box of a width and a height: as bars in equal steps or, with the
/// dates `at`, at distances that are those in time. Zero and `most` are always in it, so that
/// lengths compare, also between charts.
///
/// # Errors
/// If there is not a date for each value, a text is no date, or a value is beyond 10^15.
pub fn chart(
    values: &[f64],
    at: Option<&[String]>,
    most: f64,
    [width, height]: [f64; 2],
) -> Result<Chart, ChartError> {
    let too_large = |value: &&f64| value.is_nan() || value.abs() > GREATEST;
    if let Some(value) = values.iter().chain([&most]).find(too_large) {
        return Err(ChartError::TooLarge(*value));
    }
    let middles = middles(values.len(), at, width)?;
    let ticks = ticks(values, most);
    let (least, greatest) = (ticks[0], ticks[ticks.len() - 1]);
    let y = |value: f64| rounded(height * (greatest - value) / (greatest - least));
    let bar = width / values.len().max(1) as f64 * BAR;
    let mark = |(value, x): (&f64, &f64)| Mark {
        value: *value,
        x: rounded(*x),
        y: y(*value),
        left: rounded(x - bar / 2.0),
        top: y(value.max(0.0)),
        width: rounded(bar),
        height: rounded((y(*value) - y(0.0)).abs()),
    };
    let marks: Vec<Mark> = values.iter().zip(&middles).map(mark).collect();
    let ticks = ticks.iter().map(|value| Tick {
        value: *value,
        y: y(*value),
    });
    Ok(Chart {
        width,
        height,
        base: y(0.0),
        ticks: ticks.collect(),
        line: line(&marks),
        marks,
    })
}

/// Where the middle of each value is.
fn middles(values: usize, at: Option<&[String]>, width: f64) -> Result<Vec<f64>, ChartError> {
    let Some(dates) = at else {
        let place = |i| (i as f64 + 0.5) * width / values as f64;
        return Ok((0..values).map(place).collect());
    };
    if dates.len() != values {
        let dates = dates.len();
        return Err(ChartError::Dates { dates, values });
    }
    let time = |date: &String| years(date).ok_or_else(|| ChartError::NoDate(date.clone()));
    let times: Result<Vec<f64>, ChartError> = dates.iter().map(time).collect();
    Ok(spread(&times?, width))
}

/// A path through all marks, from left to right.
fn line(marks: &[Mark]) -> String {
    let mut from_left: Vec<&Mark> = marks.iter().collect();
    from_left.sort_by(|a, b| a.x.total_cmp(&b.x));
    let points: Vec<String> = from_left
        .iter()
        .map(|mark| format!("{} {}", mark.x, mark.y))
        .collect();
    match points.is_empty() {
        true => String::new(),
        false => format!("M{}", points.join("L")),
    }
}

/// A length with one decimal: more cannot be seen.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}
