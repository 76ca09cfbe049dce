//! Charts by their geometry.

use graphics::{Chart, ChartError, Mark, Tick, chart};
use proptest::prelude::*;

fn drawn(values: &[f64], at: Option<&[&str]>) -> Chart {
    let at: Option<Vec<String>> = at.map(|at| at.iter().map(|date| (*date).to_owned()).collect());
    chart(values, at.as_deref(), 0.0, [300.0, 100.0]).unwrap()
}

#[test]
fn bars_stand_on_zero() {
    let chart = drawn(&[80.0, 20.0], None);
    assert_eq!(
        (chart.width, chart.height, chart.base),
        (300.0, 100.0, 100.0)
    );
    assert_eq!(
        chart.marks[1],
        Mark {
            value: 20.0,
            x: 225.0,
            y: 75.0,
            left: 180.0,
            top: 75.0,
            width: 90.0,
            height: 25.0
        }
    );
    let below = drawn(&[-10.0, 10.0], None);
    let (top, height) = (below.marks[0].top, below.marks[0].height);
    assert_eq!((below.base, top, height), (50.0, 50.0, 50.0));
    assert_eq!((below.marks[1].top, below.marks[1].height), (0.0, 50.0));
}

#[test]
fn ticks_stand_at_their_values() {
    let ticks = drawn(&[2.0], None).ticks;
    let tick = |value, y| Tick { value, y };
    assert_eq!(ticks, [tick(0.0, 100.0), tick(1.0, 50.0), tick(2.0, 0.0)]);
}

#[test]
fn the_most_of_another_chart_is_in_it() {
    let alone = chart(&[2.0], None, 0.0, [1.0, 100.0]).unwrap();
    let beside = chart(&[2.0], None, 4.0, [1.0, 100.0]).unwrap();
    assert_eq!(
        (alone.marks[0].height, beside.marks[0].height),
        (100.0, 50.0)
    );
}

#[test]
fn dates_are_as_far_apart_as_in_time() {
    let chart = drawn(&[3.0, 1.0, 2.0], Some(&["2024", "2020", "2021"]));
    let x: Vec<f64> = chart.marks.iter().map(|mark| mark.x).collect();
    assert_eq!(x, [300.0, 0.0, 75.0]);
    assert_eq!(chart.line, "M0 66.7L75 33.3L300 0");
}

#[test]
fn nothing_and_one_moment_can_be_drawn() {
    let nothing = drawn(&[], None);
    assert_eq!((nothing.line.as_str(), nothing.marks.len()), ("", 0));
    assert_eq!(nothing.ticks.len(), 2);
    assert_eq!(drawn(&[1.0], Some(&["2020"])).marks[0].x, 150.0);
}

#[test]
fn what_cannot_be_drawn_is_an_error_that_says_why() {
    let of = |values: &[f64], at: Option<&str>, most| {
        let at = at.map(|date| vec![date.to_owned()]);
        let error = chart(values, at.as_deref(), most, [1.0, 1.0]).unwrap_err();
        (error.to_string(), error)
    };
    let no_date = of(&[1.0], Some("2021-13"), 0.0);
    assert_eq!(no_date.1, ChartError::NoDate("2021-13".to_owned()));
    assert!(
        no_date.0.starts_with("`2021-13` is no date"),
        "{}",
        no_date.0
    );
    let dates = of(&[1.0, 2.0], Some("2020"), 0.0);
    assert_eq!(
        dates.1,
        ChartError::Dates {
            dates: 1,
            values: 2
        }
    );
    assert_eq!(dates.0, "1 dates for 2 values");
    for (value, most) in [(f64::INFINITY, 0.0), (-1.1e15, 0.0), (1.0, 1.1e15)] {
        let (said, error) = of(&[value], None, most);
        assert!(matches!(error, ChartError::TooLarge(_)), "{said}");
    }
    assert_eq!(of(&[f64::NAN], None, 0.0).0, "NaN is too large for a chart");
    assert!(chart(&[1e15, -1e15], None, 0.0, [1.0, 1.0]).is_ok());
}

proptest! {
    /// Every bar is inside of the box, reaches from zero to its value, and no tick is far from the
    /// values that it is there for.
    #[test]
    fn all_values_are_in_the_box(
        values in prop::collection::vec(-1e15..1e15, 1..20),
        most in -1e15..1e15,
    ) {
        let chart = chart(&values, None, most, [320.0, 160.0]).unwrap();
        prop_assert!((2..=7).contains(&chart.ticks.len()), "{:?}", chart.ticks);
        prop_assert!(chart.ticks.is_sorted_by(|a, b| a.value < b.value && a.y > b.y));
        for (mark, value) in chart.marks.iter().zip(&values) {
            prop_assert_eq!(mark.value, *value);
            prop_assert!(mark.left >= 0.0 && mark.left + mark.width <= 320.1);
            prop_assert!(mark.top >= 0.0 && mark.top + mark.height <= 160.2);
            let end = if *value < 0.0 { mark.top + mark.height } else { mark.top };
            prop_assert!((end - mark.y).abs() < 0.2);
        }
    }
}
