//! Lines with fewer points.

use crate::topology::Point;

/// Lines are simplified in pieces of at most so many points, so that time grows with their length:
/// the algorithm alone takes its square where it divides badly.
const PIECE: usize = 1_000;

/// The points of a line that it needs to stay within a distance of what it was: the first and the
/// last always, and none if there is only one (Douglas and Peucker, "Algorithms for the reduction of the number of points required
/// to represent a digitized line or its caricature", 1973).
pub(crate) fn simplified(points: &[Point], tolerance: f64) -> Vec<Point> {
    let last = points.len().saturating_sub(1);
    let mut kept = vec![false; points.len()];
    let mut open = Vec::new();
    for start in (0..last).step_by(PIECE) {
        let end = (start + PIECE).min(last);
        (kept[start], kept[end]) = (true, true);
        open.push((start, end));
    }
    while let Some((start, end)) = open.pop() {
        let distances =
            (start + 1..end).map(|i| (i, distance(points[i], points[start], points[end])));
        let farthest = distances.max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((middle, _)) = farthest.filter(|(_, distance)| *distance > tolerance) {
            kept[middle] = true;
            open.extend([(start, middle), (middle, end)]);
        }
    }
    let kept = points.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(point, _)| *point).collect()
}

/// How far a point is from the line through two others, or from them where they are one.
fn distance(point: Point, start: Point, end: Point) -> f64 {
    let [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    let [px, py] = [point[0] - start[0], point[1] - start[1]];
    match dx.hypot(dy) {
        0.0 => px.hypot(py),
        length => (px * dy - py * dx).abs() / length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_deviates_by_more_than_the_tolerance_is_kept() {
        let line = [[0.0, 0.0], [5.0, 1.0], [10.0, 0.0]];
        assert_eq!(simplified(&line, 0.99), line);
        assert_eq!(simplified(&line, 1.0), [line[0], line[2]]);
        // Around and back again: the distance is that from the one point.
        let around = [[0.0, 0.0], [3.0, 4.0], [0.0, 0.0]];
        assert_eq!(simplified(&around, 4.9), around);
        assert_eq!(simplified(&around, 5.0), [around[0], around[2]]);
    }

    #[test]
    fn less_than_a_line_has_no_points() {
        assert!(simplified(&[], 1.0).is_empty());
        assert!(simplified(&[[1.0, 1.0]], 1.0).is_empty());
    }

    #[test]
    fn the_ends_of_pieces_are_kept() {
        let straight: Vec<Point> = (0..=PIECE + 2).map(|i| [i as f64, 0.0]).collect();
        let kept = simplified(&straight, 0.5);
        assert_eq!(kept, [0, PIECE, PIECE + 2].map(|i| [i as f64, 0.0]));
    }

    /// A line for which dividing at the farthest point divides badly.
    #[test]
    fn long_lines_take_no_longer_than_their_length_asks() {
        let points: Vec<Point> = (0..200_000)
            .map(|i| [f64::from(i), f64::from(i % 2) * f64::from(i)])
            .collect();
        let kept = simplified(&points, 0.5);
        assert!(kept.len() > 100_000);
        assert_eq!(
            (kept[0], kept[kept.len() - 1]),
            (points[0], points[points.len() - 1])
        );
    }

    proptest! {
        /// What is left out is no farther than the tolerance from the line that took its place.
        #[test]
        fn a_line_stays_within_the_tolerance(
            points in prop::collection::vec(prop::array::uniform2(-100.0..100.0), 2..60),
            tolerance in 0.0..50.0,
        ) {
            let kept = simplified(&points, tolerance);
            let mut at = 0;
            for pair in kept.windows(2) {
                let start = at + points[at..].iter().position(|p| *p == pair[0]).unwrap();
                let end = start + 1 + points[start + 1..].iter().position(|p| *p == pair[1]).unwrap();
                for point in &points[start..end] {
                    prop_assert!(distance(*point, pair[0], pair[1]) <= tolerance);
                }
                at = end;
            }
            prop_assert_eq!(at, points.len() - 1);
        }
    }
}
