//! Charts: values as geometry. What it looks like is the theme's.

use super::view::{ChartView, MarkView, TickView};
use tera::Value;

/// About how many steps there are between the least and the greatest tick.
const STEPS: f64 = 4.0;
/// The part of its place that a bar fills.
const BAR: f64 = 0.6;
/// The greatest value: beyond it numbers are no longer whole ones apart.
const GREATEST: f64 = 1e15;

/// The geometry of values in a box of a width and a height: as bars in equal steps or, with the
/// dates `at`, at distances that are those in time. Zero and `most` are always in it, so that
/// lengths compare, also between charts.
///
/// # Errors
/// If there is not a date for each value, a text is no date, or a value is beyond 10^15.
pub(super) fn chart(
    values: &[f64],
    at: Option<&[String]>,
    most: f64,
    [width, height]: [f64; 2],
) -> Result<Value, String> {
    if let Some(value) = values
        .iter()
        .chain([&most])
        .find(|value| value.is_nan() || value.abs() > GREATEST)
    {
        return Err(format!("{value} is too large for a chart"));
    }
    let middles = match at {
        Some(dates) if dates.len() != values.len() => {
            return Err(format!("{} dates for {} values", dates.len(), values.len()));
        }
        Some(dates) => {
            let times: Result<Vec<f64>, String> = dates.iter().map(|date| time(date)).collect();
            spread(&times?, width)
        }
        None => (0..values.len())
            .map(|i| (i as f64 + 0.5) * width / values.len() as f64)
            .collect(),
    };
    let ticks = ticks(values, most);
    let (least, greatest) = (ticks[0], ticks[ticks.len() - 1]);
    let y = |value: f64| rounded(height * (greatest - value) / (greatest - least));
    let bar = width / values.len().max(1) as f64 * BAR;
    let marks: Vec<MarkView> = values
        .iter()
        .zip(&middles)
        .map(|(value, x)| MarkView {
            value: *value,
            x: rounded(*x),
            y: y(*value),
            left: rounded(x - bar / 2.0),
            top: y(value.max(0.0)),
            width: rounded(bar),
            height: rounded((y(*value) - y(0.0)).abs()),
        })
        .collect();
    let mut by_date: Vec<&MarkView> = marks.iter().collect();
    by_date.sort_by(|a, b| a.x.total_cmp(&b.x));
    let points: Vec<String> = by_date.iter().map(|m| format!("{} {}", m.x, m.y)).collect();
    let line = match points.is_empty() {
        true => String::new(),
        false => format!("M{}", points.join("L")),
    };
    let ticks = ticks.iter().map(|value| TickView {
        value: *value,
        y: y(*value),
    });
    Ok(Value::from(ChartView {
        width,
        height,
        base: y(0.0),
        ticks: ticks.collect(),
        marks,
        line,
    }))
}

/// Round values in equal steps that enclose zero, `most` and all values; always at least two.
/// Between whole values there are no others.
fn ticks(values: &[f64], most: f64) -> Vec<f64> {
    let least = values.iter().copied().fold(0.0, f64::min);
    let greatest = values.iter().copied().fold(most.max(0.0), f64::max);
    let whole = values.iter().all(|value| value.fract() == 0.0);
    let finest = if whole { 1.0 } else { 0.0 };
    let step = nice((greatest - least) / STEPS).max(finest);
    let first = (least / step).floor();
    let last = (greatest / step).ceil().max(first + 1.0);
    // There are few, whatever the values: the step follows from them.
    let count = (last - first) as usize;
    (0..=count).map(|i| (first + i as f64) * step).collect()
}

/// The next greater number among 1, 2 and 5 times a power of ten.
fn nice(step: f64) -> f64 {
    if !step.is_normal() {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let found = [1.0, 2.0, 5.0].into_iter().find(|n| step <= n * power);
    found.unwrap_or(10.0) * power
}

/// A date as a number of years; a year alone is its middle, a month alone too.
fn time(date: &str) -> Result<f64, String> {
    let wrong = || {
        format!("`{date}` is no date: a year, a month (2021-04) or a day (2021-04-28) is needed")
    };
    let numbers: Result<Vec<u16>, _> = date.split('-').map(str::parse).collect();
    let (year, within) = match *numbers.map_err(|_| wrong())? {
        [year] => (year, 0.5),
        [year, month @ 1..=12] => (year, (f64::from(month) - 0.5) / 12.0),
        [year, month @ 1..=12, day @ 1..=31] => (
            year,
            (f64::from(month) - 1.0 + f64::from(day) / 32.0) / 12.0,
        ),
        _ => return Err(wrong()),
    };
    Ok(f64::from(year) + within)
}

/// Times across a width, the first at its start and the last at its end.
fn spread(times: &[f64], width: f64) -> Vec<f64> {
    let first = times.iter().copied().fold(f64::INFINITY, f64::min);
    let last = times.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let place = |time: &f64| match last - first {
        0.0 => width / 2.0,
        span => (time - first) / span * width,
    };
    times.iter().map(place).collect()
}

/// A length with one decimal: more cannot be seen.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[f64], at: Option<&[&str]>) -> serde_json::Value {
        let at: Option<Vec<String>> =
            at.map(|at| at.iter().map(|date| (*date).to_owned()).collect());
        let value = chart(values, at.as_deref(), 0.0, [300.0, 100.0]).unwrap();
        serde_json::to_value(value).unwrap()
    }

    #[test]
    fn ticks_are_round_and_enclose_zero_and_all_values() {
        assert_eq!(
            ticks(&[70.0, 62.0, 55.0], 0.0),
            [0.0, 20.0, 40.0, 60.0, 80.0]
        );
        assert_eq!(ticks(&[-3.0, 8.0], 0.0), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks(&[0.0], 0.0), [0.0, 1.0]);
        assert_eq!(ticks(&[], 0.0), [0.0, 1.0]);
        assert_eq!(ticks(&[2.0], 0.0), [0.0, 1.0, 2.0]);
        assert_eq!(ticks(&[0.5], 0.0)[1], 0.2);
        assert_eq!(ticks(&[2.0], 4.0), ticks(&[4.0], 0.0));
        assert_eq!(ticks(&[351_370_254.33], 0.0).last(), Some(&400_000_000.0));
        for extreme in [GREATEST, f64::MIN_POSITIVE, 5e-324] {
            let ticks = ticks(&[extreme], 0.0);
            assert!(
                ticks.len() < 8 && ticks.iter().all(|t| t.is_finite()),
                "{extreme}: {ticks:?}"
            );
        }
    }

    #[test]
    fn bars_stand_on_zero() {
        let chart = drawn(&[80.0, 20.0], None);
        assert_eq!(chart["base"], 100.0);
        assert_eq!(
            chart["marks"][1],
            serde_json::json!({"value": 20.0, "x": 225.0, "y": 75.0, "left": 180.0, "top": 75.0, "width": 90.0, "height": 25.0})
        );
        let below = drawn(&[-10.0, 10.0], None);
        assert_eq!(
            (&below["marks"][0]["top"], &below["marks"][0]["height"]),
            (&50.0.into(), &50.0.into())
        );
    }

    #[test]
    fn dates_are_as_far_apart_as_in_time() {
        let chart = drawn(&[3.0, 1.0, 2.0], Some(&["2024", "2020", "2021"]));
        let x: Vec<f64> = (0..3)
            .filter_map(|i| chart["marks"][i]["x"].as_f64())
            .collect();
        assert_eq!(x, [300.0, 0.0, 75.0]);
        assert_eq!(chart["line"], "M0 66.7L75 33.3L300 0");
        assert!(time("2021-04").unwrap() < time("2021-04-28").unwrap());
    }

    #[test]
    fn nothing_and_one_moment_can_be_drawn() {
        assert_eq!(drawn(&[], None)["line"], "");
        assert_eq!(drawn(&[1.0], Some(&["2020"]))["marks"][0]["x"], 150.0);
    }

    #[test]
    fn what_is_no_date_is_an_error() {
        for wrong in ["", "x", "2021-13", "2021-1-1-1", "-5", "2021-00"] {
            assert!(
                chart(&[1.0], Some(&[wrong.to_owned()]), 0.0, [1.0, 1.0]).is_err(),
                "{wrong}"
            );
        }
        assert!(chart(&[f64::INFINITY], None, 0.0, [1.0, 1.0]).is_err());
        assert!(chart(&[1.0, 2.0], Some(&["2020".to_owned()]), 0.0, [1.0, 1.0]).is_err());
    }
}
