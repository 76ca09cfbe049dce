//! Maps from the text of a file to its paths.

use graphics::{MAX_POINTS, Map, SizeError, Topology, TopologyError};
use proptest::prelude::*;

/// Two squares side by side that share an arc, and an islet; in whole degrees at the equator.
const SQUARES: &str = r#"{"type": "Topology",
  "arcs": [[[1, 1], [1, 0], [1, -1]], [[1, -1], [2, -1], [2, 1], [1, 1]],
           [[1, 1], [0, 1], [0, -1], [1, -1]], [[1.9, 0.9], [1.94, 0.9], [1.9, 0.86], [1.9, 0.9]]],
  "objects": {"squares": {"type": "GeometryCollection", "geometries": [
    {"type": "Polygon", "id": "east", "arcs": [[0, 1]]},
    {"type": "MultiPolygon", "id": 7, "arcs": [[[2, -1]], [[3]]]}]}}}"#;

fn drawn(text: &str) -> Map {
    Topology::read(text).unwrap().draw(100.0, 0.5).unwrap()
}

fn shapes(map: &Map) -> Vec<(&str, &str)> {
    let shapes = map.objects[0].1.shapes.iter();
    shapes
        .map(|(id, path)| (id.as_str(), path.as_str()))
        .collect()
}

fn error(text: &str) -> TopologyError {
    Topology::read(text).unwrap_err()
}

#[test]
fn areas_become_paths_in_whole_units() {
    let map = drawn(SQUARES);
    assert_eq!((map.width, map.height), (100, 100));
    assert_eq!(map.objects[0].0, "squares");
    // The point in the middle of the shared line is not needed, and the islet is too small.
    let wanted = [
        ("east", "M50 0l0 100 50 0 0-100z"),
        ("7", "M50 0l-50 0 0 100 50 0z"),
    ];
    assert_eq!(shapes(&map), wanted);
    assert_eq!(
        map.objects[0].1.outline,
        "M50 100l50 0 0-100-50 0-50 0 0 100z"
    );
}

#[test]
fn the_only_ring_of_an_area_is_not_an_islet() {
    let small = drawn(&SQUARES.replace("[[[2, -1]], [[3]]]", "[[[3]]]"));
    assert_eq!(shapes(&small)[1], ("7", "M95 5l2 0-2 2z"));
    // In a larger map it is no islet.
    let large = Topology::read(SQUARES).unwrap().draw(1000.0, 0.5).unwrap();
    assert!(
        shapes(&large)[1].1.ends_with("zM950 50l20 0-20 20z"),
        "{large:?}"
    );
}

#[test]
fn steps_are_added_up_and_scaled() {
    let quantised = r#"{"type": "Topology", "transform": {"scale": [0.5, 2], "translate": [10, -2]},
      "arcs": [[[0, 0], [8, 0], [0, 2], [-8, 0], [0, -2]]],
      "objects": {"a": {"type": "Polygon", "id": "a", "arcs": [[0]]}}}"#;
    let plain = r#"{"type": "Topology",
      "arcs": [[[10, -2], [14, -2], [14, 2], [10, 2], [10, -2]]],
      "objects": {"a": {"type": "Polygon", "id": "a", "arcs": [[0]]}}}"#;
    assert_eq!(Topology::read(quantised), Topology::read(plain));
    assert_eq!(shapes(&drawn(plain)), [("a", "M0 100l100 0 0-100-100 0z")]);
}

/// At 60 degrees a degree of longitude is half of one of latitude.
#[test]
fn the_projection_is_true_to_scale_in_the_middle() {
    let square = r#"{"arcs": [[[0, 59], [2, 59], [2, 61], [0, 61], [0, 59]]],
      "objects": {"a": {"type": "Polygon", "id": "a", "arcs": [[0]]}}}"#;
    let map = drawn(square);
    assert_eq!((map.width, map.height), (51, 100));
    assert_eq!(shapes(&map)[0].1, "M0 100l50 0 0-100-50 0z");
}

#[test]
fn areas_without_an_id_are_only_in_the_outline() {
    let map = drawn(&SQUARES.replace("\"id\": 7, ", "\"id\": null, "));
    assert_eq!(shapes(&map).len(), 1);
    assert!(
        map.objects[0]
            .1
            .outline
            .starts_with("M50 100l50 0 0-100-50 0-50 0")
    );
}

/// Islands apart have rings apart, in the order of the areas.
#[test]
fn an_outline_has_a_ring_for_each_island() {
    let islands = r#"{"arcs": [[[0, 0], [1, 0], [1, 1], [0, 0]], [[3, 0], [4, 0], [4, 1], [3, 0]]],
      "objects": {"a": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[1]]}, {"type": "Polygon", "arcs": [[0]]}]}}}"#;
    assert_eq!(
        drawn(islands).objects[0].1.outline,
        "M75 25l25 0 0-25zM0 25l25 0 0-25z"
    );
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let not_there = |arc: &str| error(&SQUARES.replace("[[0, 1]]", &format!("[[0, {arc}]]")));
    assert_eq!(not_there("4"), TopologyError::MissingArc { arc: 4 });
    assert_eq!(not_there("-5"), TopologyError::MissingArc { arc: -5 });
    for extreme in [i64::MAX, i64::MIN] {
        let missing = TopologyError::MissingArc { arc: extreme };
        assert_eq!(not_there(&extreme.to_string()), missing);
    }
    for (point, wrong) in [("[2, 1]", "[2, 91]"), ("[2, 1]", "[-180.1, 1]")] {
        let outside = error(&SQUARES.replace(point, wrong));
        assert_eq!(outside, TopologyError::Position { arc: 1 });
    }
    let steps = r#"{"transform": {"scale": [1e308, 1], "translate": [1e308, 0]},
      "arcs": [[[1e308, 0], [-1e308, 0]]], "objects": {}}"#;
    assert_eq!(error(steps), TopologyError::Position { arc: 0 });
    assert_eq!(
        error(r#"{"arcs": [], "objects": {}}"#),
        TopologyError::Empty
    );
    let point =
        r#"{"arcs": [[[5, 5], [5, 5]]], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}"#;
    assert_eq!(error(point), TopologyError::Empty);
    assert!(error(point).to_string().contains("no areas"));
}

#[test]
fn a_file_has_so_many_points_and_no_more() {
    // Every reference counts the three points of the arc, and the rest of the file 18.
    let again = |times: usize| format!("[[0, 1{}]]", ", 0".repeat(times));
    let most = (MAX_POINTS - 18) / 3;
    assert!(Topology::read(&SQUARES.replace("[[0, 1]]", &again(most))).is_ok());
    let larger = SQUARES.replace("[[0, 1]]", &again(most + 1));
    assert_eq!(error(&larger), TopologyError::TooLarge);
}

#[test]
fn what_is_not_a_topology_is_shown_at_its_place() {
    let place = |text: &str| match error(text) {
        TopologyError::Syntax { reason, at } => {
            assert!(!reason.contains(" at line "), "{reason}");
            at
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(place("{\"arcs\": [}"), (1, 11));
    assert_eq!(place(&SQUARES.replace("[2, 1]", "[2, \"\"]")).0, 2);
    place("");
    place("[]");
    place(&SQUARES.replace("[2, 1]", "[2, 1e400]"));
    place(&SQUARES.replace("[2, 1]", "[NaN, 1]"));
    place(&SQUARES.replace("\"Polygon\"", "\"Point\""));
    let deep = "{\"type\": \"GeometryCollection\", \"geometries\": [".repeat(10_000);
    place(&format!("{{\"arcs\": [], \"objects\": {{\"a\": {deep}"));
    place(&format!("{{\"arcs\": {}", "[".repeat(100_000)));
    for length in 0..SQUARES.len() {
        place(&SQUARES[..length]);
    }
}

#[test]
fn sizes_and_tolerances_have_limits() {
    let topology = Topology::read(SQUARES).unwrap();
    for (size, tolerance) in [(1.0, 0.0), (1.0, 1.0), (10_000.0, 0.0), (600.0, 600.0)] {
        assert!(topology.draw(size, tolerance).is_ok(), "{size} {tolerance}");
    }
    let nan = f64::NAN;
    for (size, tolerance) in [
        (0.9, 0.0),
        (10_001.0, 1.0),
        (1.0, -0.1),
        (1.0, 1.1),
        (nan, 0.0),
        (1.0, nan),
    ] {
        assert_eq!(topology.draw(size, tolerance), Err(SizeError));
    }
}

/// The points of a path, which is written in relative steps.
fn points(path: &str) -> Vec<[i64; 2]> {
    let mut points = Vec::new();
    for ring in path.split('z').filter(|ring| !ring.is_empty()) {
        let spaced = ring.replace('-', " -").replace(['M', 'l'], " ");
        let numbers: Vec<i64> = spaced
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        let mut at = [0, 0];
        for step in numbers.chunks(2) {
            at = [at[0] + step[0], at[1] + step[1]];
            points.push(at);
        }
    }
    points
}

proptest! {
    /// Whatever areas there are, their paths stay in the box, which has the size that is asked for.
    #[test]
    fn paths_stay_in_the_box(
        arcs in prop::collection::vec(prop::collection::vec((-180.0..180.0, -90.0..90.0), 1..12), 1..6),
        references in prop::collection::vec(prop::collection::vec(-6i64..6, 0..5), 1..5),
        size in 1.0..2000.0,
        part in 0.0..1.0,
    ) {
        let arcs: Vec<Vec<[f64; 2]>> =
            arcs.into_iter().map(|arc| arc.into_iter().map(|(x, y)| [x, y]).collect()).collect();
        let text = serde_json::json!({
            "arcs": arcs,
            "objects": {"a": {"type": "Polygon", "id": "a", "arcs": references}}
        }).to_string();
        if let Ok(topology) = Topology::read(&text) {
            let map = topology.draw(size, size * part).unwrap();
            prop_assert!(map.width.max(map.height) == size.ceil() as usize
                || map.width.max(map.height) == size.ceil() as usize + 1);
            let object = &map.objects[0].1;
            for path in [&object.outline, &object.shapes[0].1] {
                for [x, y] in points(path) {
                    prop_assert!((0..=map.width as i64).contains(&x), "{x} {path}");
                    prop_assert!((0..=map.height as i64).contains(&y), "{y} {path}");
                }
            }
        }
    }

    /// Whatever stands in a file, it is read or it is not.
    #[test]
    fn damaged_files_are_errors_at_worst(at in 0..SQUARES.len(), bit in 0..7u8) {
        let mut bytes = SQUARES.as_bytes().to_vec();
        bytes[at] ^= 1u8 << bit;
        let text = String::from_utf8(bytes).unwrap();
        if let Ok(topology) = Topology::read(&text) {
            topology.draw(100.0, 0.5).unwrap();
        }
    }
}
