//! Axes: round values across a range, and dates across a width.

/// About how many steps there are between the least and the greatest tick.
const STEPS: f64 = 4.0;

/// Round values in equal steps that enclose zero, `most` and all values; always at least two.
/// Between whole values there are no others.
pub(crate) fn ticks(values: &[f64], most: f64) -> Vec<f64> {
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

/// The next greater number among 1, 2 and 5 times a power of ten (after Heckbert, "Nice Numbers for
/// Graph Labels", Graphics Gems, 1990).
fn nice(step: f64) -> f64 {
    if !step.is_normal() {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let found = [1.0, 2.0, 5.0].into_iter().find(|n| step <= n * power);
    found.unwrap_or(10.0) * power
}

/// A date as a number of years; a year alone is its middle, a month alone too. `None` if it is none.
pub(crate) fn years(date: &str) -> Option<f64> {
    let numbers: Result<Vec<u16>, _> = date.split('-').map(str::parse).collect();
    let (year, within) = match *numbers.ok()? {
        [year] => (year, 0.5),
        [year, month @ 1..=12] => (year, (f64::from(month) - 0.5) / 12.0),
        [year, month @ 1..=12, day @ 1..=31] => (
            year,
            (f64::from(month) - 1.0 + f64::from(day) / 32.0) / 12.0,
        ),
        _ => return None,
    };
    Some(f64::from(year) + within)
}

/// Times across a width, the first at its start and the last at its end.
pub(crate) fn spread(times: &[f64], width: f64) -> Vec<f64> {
    let first = times.iter().copied().fold(f64::INFINITY, f64::min);
    let last = times.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let place = |time: &f64| match last - first {
        0.0 => width / 2.0,
        span => (time - first) / span * width,
    };
    times.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for extreme in [1e15, f64::MIN_POSITIVE, 5e-324] {
            let ticks = ticks(&[extreme], 0.0);
            assert!(
                ticks.len() < 8 && ticks.iter().all(|t| t.is_finite()),
                "{extreme}: {ticks:?}"
            );
        }
    }

    #[test]
    fn nice_numbers_are_one_two_and_five() {
        let wanted = [
            (1.0, 1.0),
            (1.1, 2.0),
            (2.0, 2.0),
            (4.0, 5.0),
            (5.1, 10.0),
            (0.03, 0.05),
        ];
        for (step, nicer) in wanted {
            assert!((nice(step) - nicer).abs() < 1e-12, "{step}");
        }
        assert_eq!([0.0, f64::NAN].map(nice), [1.0; 2]);
    }

    #[test]
    fn dates_are_years_and_parts_of_them() {
        let year = |date| years(date).unwrap();
        assert_eq!(
            (year("2021"), year("2021-01")),
            (2021.5, 2021.0 + 0.5 / 12.0)
        );
        assert_eq!(year("2021-12"), 2021.0 + 11.5 / 12.0);
        assert_eq!(year("2021-03-16"), 2021.0 + 2.5 / 12.0);
        assert!(year("2021-04-28") < year("2021-05-01"));
        for wrong in [
            "",
            "x",
            "2021-13",
            "2021-00",
            "2021-1-0",
            "2021-1-32",
            "2021-1-1-1",
            "-5",
            "70000",
        ] {
            assert_eq!(years(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_spread_over_the_whole_width() {
        assert_eq!(spread(&[2.0, 1.0, 5.0], 100.0), [25.0, 0.0, 100.0]);
        assert_eq!(spread(&[7.0, 7.0], 100.0), [50.0, 50.0]);
        assert!(spread(&[], 100.0).is_empty());
    }
}
