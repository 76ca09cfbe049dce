//! Maps: areas of a TopoJSON file as paths that a template draws.
//!
//! In: boundaries as arcs that neighbours share, in degrees. Out: paths in whole units of a box,
//! simplified arc by arc, so that neighbours still meet. Nothing here knows what the areas are.

use super::view::{MapView, View};
use crate::diagnostic::{Diagnostic, MapCause, Problem};
use crate::source::{Sources, Span, offset_of};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use tera::{Map, Value};

/// Where maps lie, and how their names end.
const FOLDER: &str = "content/_data/";
const EXTENSION: &str = ".topojson";
/// Most points of all areas of a file together: what a file refers to again and again counts each time.
const MOST_POINTS: usize = 500_000;
/// Arcs are simplified in pieces of at most so many points, so that time grows with their length.
const PIECE: usize = 1_000;
/// Islands smaller than so many square units are left out, unless an area has nothing else.
const LEAST_AREA: i64 = 8;
/// Degrees below which a map has no size.
const LEAST_SPAN: f64 = 1e-6;

/// The maps of a site by the names of their files.
pub(super) type Maps = BTreeMap<String, Topology>;

type Point = [f64; 2];
/// An arc and its direction: `!arc` is the arc backwards.
type Reference = i64;

/// Areas and the arcs that they are made of.
#[derive(Debug)]
pub(super) struct Topology {
    /// Longitude and latitude in degrees.
    arcs: Vec<Vec<Point>>,
    objects: BTreeMap<String, Vec<Area>>,
    least: Point,
    greatest: Point,
}

#[derive(Debug)]
struct Area {
    id: Option<String>,
    rings: Vec<Vec<Reference>>,
}

/// The file as it is written.
#[derive(Deserialize)]
struct File {
    arcs: Vec<Vec<Point>>,
    objects: BTreeMap<String, Geometry>,
    transform: Option<Transform>,
}

#[derive(Deserialize)]
struct Transform {
    scale: Point,
    translate: Point,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: GeometryKind,
    id: Option<serde_json::Value>,
    arcs: Option<Arcs>,
    #[serde(default)]
    geometries: Vec<Geometry>,
}

#[derive(Deserialize, PartialEq)]
enum GeometryKind {
    Polygon,
    MultiPolygon,
    GeometryCollection,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Arcs {
    Polygon(Vec<Vec<Reference>>),
    MultiPolygon(Vec<Vec<Vec<Reference>>>),
}

/// Reads the maps of a site; those that cannot be drawn are reported and left out.
pub(super) fn read_all(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Maps {
    let mut maps = Maps::new();
    for (id, file) in sources.under(FOLDER) {
        let Some(name) = file.name().strip_suffix(EXTENSION) else {
            continue;
        };
        match Topology::read(file.text()) {
            Ok(topology) => {
                maps.insert(name.to_owned(), topology);
            }
            Err((cause, at)) => {
                let span = at.map_or(Span::start_of(id), |at| Span::new(id, at, at));
                diagnostics.push(Diagnostic::new(Problem::Map { cause }, span));
            }
        }
    }
    maps
}

impl Topology {
    /// Reads a file. What cannot be drawn is an error, with its byte where that is known.
    fn read(text: &str) -> Result<Self, (MapCause, Option<usize>)> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            let at = offset_of(text, error.line().max(1), error.column().max(1));
            let text = error.to_string();
            // The place is told by the span.
            let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
            (MapCause::Syntax { reason }, Some(at))
        })?;
        Self::new(file).map_err(|cause| (cause, None))
    }

    fn new(file: File) -> Result<Self, MapCause> {
        let mut topology = Self {
            arcs: Vec::with_capacity(file.arcs.len()),
            objects: BTreeMap::new(),
            least: [f64::INFINITY; 2],
            greatest: [f64::NEG_INFINITY; 2],
        };
        for (arc, points) in file.arcs.into_iter().enumerate() {
            topology
                .arcs
                .push(positions(points, file.transform.as_ref()));
            topology.measure(arc)?;
        }
        let mut points = 0;
        for (name, geometry) in file.objects {
            let mut areas = Vec::new();
            collect(geometry, &mut areas);
            for reference in areas.iter().flat_map(|area| area.rings.iter().flatten()) {
                let arc = topology.arcs.get(index(*reference));
                points += arc.ok_or(MapCause::MissingArc { arc: *reference })?.len();
            }
            topology.objects.insert(name, areas);
        }
        let spans = (0..2).map(|axis| topology.greatest[axis] - topology.least[axis]);
        match points {
            0 => Err(MapCause::Empty),
            _ if points > MOST_POINTS => Err(MapCause::TooLarge { most: MOST_POINTS }),
            // There are points, so that this is a number.
            _ if spans.fold(0.0, f64::max) < LEAST_SPAN => Err(MapCause::Empty),
            _ => Ok(topology),
        }
    }

    /// Widens the bounds by the last arc; its points have to lie on the globe.
    fn measure(&mut self, arc: usize) -> Result<(), MapCause> {
        for point in &self.arcs[arc] {
            for (axis, limit) in [180.0, 90.0].into_iter().enumerate() {
                // What is not a number is not within the limits either.
                if !(-limit..=limit).contains(&point[axis]) {
                    return Err(MapCause::Position { arc });
                }
                self.least[axis] = self.least[axis].min(point[axis]);
                self.greatest[axis] = self.greatest[axis].max(point[axis]);
            }
        }
        Ok(())
    }

    /// The map with its longer side of `size` units, its lines simplified by up to `tolerance`.
    pub(super) fn draw(&self, size: f64, tolerance: f64) -> Value {
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        let middle = f64::midpoint(self.least[1], self.greatest[1]).to_radians();
        let width = (self.greatest[0] - self.least[0]) * middle.cos();
        let height = self.greatest[1] - self.least[1];
        let scale = size / width.max(height);
        let project = |point: &Point| {
            [
                (point[0] - self.least[0]) * middle.cos() * scale,
                (self.greatest[1] - point[1]) * scale,
            ]
        };
        let arcs: Vec<Vec<[i64; 2]>> = self
            .arcs
            .iter()
            .map(|arc| {
                let points: Vec<Point> = arc.iter().map(project).collect();
                round(&simplified(&points, tolerance))
            })
            .collect();
        let objects = self.objects.iter().map(|(name, areas)| {
            let mut shapes = Map::default();
            for area in areas {
                if let Some(id) = &area.id {
                    shapes.insert(id.clone().into(), Value::from(path(&arcs, &area.rings)));
                }
            }
            let mut object = Map::default();
            object.insert("shapes".into(), Value::from(shapes));
            let outline = path(&arcs, &self.outline(areas));
            object.insert("outline".into(), Value::from(outline));
            (name.clone().into(), Value::from(object))
        });
        let view = MapView {
            width: (width * scale).ceil() as usize,
            height: (height * scale).ceil() as usize,
            objects: Some(Value::from(objects.collect::<Map>())),
        };
        view.into_view().unwrap_or_else(Value::none)
    }

    /// The rings around all areas together: made of the arcs that no two of them share.
    fn outline(&self, areas: &[Area]) -> Vec<Vec<Reference>> {
        let all = || areas.iter().flat_map(|area| area.rings.iter().flatten());
        let mut uses: HashMap<usize, usize> = HashMap::new();
        for reference in all() {
            *uses.entry(index(*reference)).or_default() += 1;
        }
        let outer: Vec<Reference> = all().copied().filter(|r| uses[&index(*r)] == 1).collect();
        let mut from: HashMap<[u64; 2], Vec<usize>> = HashMap::new();
        for (i, reference) in outer.iter().enumerate().rev() {
            from.entry(self.end(!*reference)).or_default().push(i);
        }
        let mut used = vec![false; outer.len()];
        let mut rings = Vec::new();
        for first in 0..outer.len() {
            let mut ring = Vec::new();
            let mut next = Some(first);
            while let Some(i) = next.filter(|i| !used[*i]) {
                used[i] = true;
                ring.push(outer[i]);
                let open = from.get_mut(&self.end(outer[i]));
                next = open.and_then(|open| {
                    while open.last().is_some_and(|i| used[*i]) {
                        open.pop();
                    }
                    open.pop()
                });
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        rings
    }

    /// Where an arc ends, as a key: neighbours write the same point in the same way.
    fn end(&self, reference: Reference) -> [u64; 2] {
        let arc = &self.arcs[index(reference)];
        let point = if reference < 0 {
            arc.first()
        } else {
            arc.last()
        };
        point.map_or([0; 2], |point| point.map(f64::to_bits))
    }
}

/// The positions of an arc; quantised ones are steps from the position before.
fn positions(points: Vec<Point>, transform: Option<&Transform>) -> Vec<Point> {
    let Some(Transform { scale, translate }) = transform else {
        return points;
    };
    let mut at = [0.0, 0.0];
    let steps = points.into_iter().map(|step| {
        at = [at[0] + step[0], at[1] + step[1]];
        [
            at[0] * scale[0] + translate[0],
            at[1] * scale[1] + translate[1],
        ]
    });
    steps.collect()
}

/// The areas of a geometry, in order. How deep collections are nested is limited by the JSON reader.
fn collect(geometry: Geometry, areas: &mut Vec<Area>) {
    if geometry.kind == GeometryKind::GeometryCollection {
        for inner in geometry.geometries {
            collect(inner, areas);
        }
        return;
    }
    let id = geometry.id.and_then(|id| match id {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    // Holes need no mark: what lies in an even number of rings is outside.
    let rings = match geometry.arcs {
        Some(Arcs::Polygon(rings)) => rings,
        Some(Arcs::MultiPolygon(polygons)) => polygons.into_iter().flatten().collect(),
        None => Vec::new(),
    };
    areas.push(Area { id, rings });
}

fn index(reference: Reference) -> usize {
    let arc = if reference < 0 { !reference } else { reference };
    usize::try_from(arc).unwrap_or(usize::MAX)
}

/// The points of a line that it needs to stay within a distance of what it was (Douglas–Peucker).
fn simplified(points: &[Point], tolerance: f64) -> Vec<Point> {
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
            (start + 1..end).map(|i| (i, distance(&points[i], points[start], points[end])));
        let farthest = distances.max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((middle, _)) = farthest.filter(|(_, distance)| *distance > tolerance) {
            kept[middle] = true;
            open.extend([(start, middle), (middle, end)]);
        }
    }
    let kept = points.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(point, _)| *point).collect()
}

/// How far a point is from the line between two others, or from them where they are one.
fn distance(point: &Point, start: Point, end: Point) -> f64 {
    let [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    let [px, py] = [point[0] - start[0], point[1] - start[1]];
    match dx.hypot(dy) {
        0.0 => px.hypot(py),
        length => (px * dy - py * dx).abs() / length,
    }
}

/// Points in whole units, without those that fall on the one before.
fn round(points: &[Point]) -> Vec<[i64; 2]> {
    let mut rounded: Vec<[i64; 2]> = points.iter().map(|p| p.map(|c| c.round() as i64)).collect();
    rounded.dedup();
    rounded
}

/// Rings as the `d` of a path, in relative steps.
fn path(arcs: &[Vec<[i64; 2]>], rings: &[Vec<Reference>]) -> String {
    let rings: Vec<Vec<[i64; 2]>> = rings.iter().map(|ring| points(arcs, ring)).collect();
    let largest = rings.iter().map(|ring| area(ring)).max().unwrap_or(0);
    let mut out = String::new();
    for ring in &rings {
        let size = area(ring);
        if size == 0 || size < LEAST_AREA.min(largest) {
            continue;
        }
        let [mut x, mut y] = ring[0];
        // Writing into a text does not fail.
        let _ = write!(out, "M{x} {y}l");
        for (i, [to_x, to_y]) in ring[1..].iter().enumerate() {
            for (axis, step) in [to_x - x, to_y - y].into_iter().enumerate() {
                let first = i == 0 && axis == 0;
                let space = if first || step < 0 { "" } else { " " };
                let _ = write!(out, "{space}{step}");
            }
            [x, y] = [*to_x, *to_y];
        }
        out.push('z');
    }
    out
}

/// The points of a ring, the first not again at the end.
fn points(arcs: &[Vec<[i64; 2]>], ring: &[Reference]) -> Vec<[i64; 2]> {
    let mut points: Vec<[i64; 2]> = Vec::new();
    for reference in ring {
        let arc = &arcs[index(*reference)];
        match reference {
            0.. => points.extend(arc),
            _ => points.extend(arc.iter().rev()),
        }
    }
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// The area of a ring, in whole square units.
fn area(ring: &[[i64; 2]]) -> i64 {
    let after = ring.iter().cycle().skip(1);
    let twice: i64 = ring
        .iter()
        .zip(after)
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum();
    twice.abs() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side that share an arc, and an islet; in whole degrees at the equator.
    const SQUARES: &str = r#"{"type": "Topology",
      "arcs": [[[1, 1], [1, 0], [1, -1]], [[1, -1], [2, -1], [2, 1], [1, 1]],
               [[1, 1], [0, 1], [0, -1], [1, -1]], [[1.9, 0.9], [1.94, 0.9], [1.9, 0.86], [1.9, 0.9]]],
      "objects": {"squares": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "id": "east", "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": 7, "arcs": [[[2, -1]], [[3]]]}]}}}"#;

    fn drawn(text: &str) -> serde_json::Value {
        let value = Topology::read(text).unwrap().draw(100.0, 0.5);
        serde_json::to_value(value).unwrap()
    }

    fn cause(text: &str) -> MapCause {
        Topology::read(text).map(|_| ()).unwrap_err().0
    }

    #[test]
    fn areas_become_paths_in_whole_units() {
        let map = drawn(SQUARES);
        assert_eq!((&map["width"], &map["height"]), (&100.into(), &100.into()));
        let squares = &map["objects"]["squares"];
        // The point in the middle of the shared line is not needed.
        assert_eq!(squares["shapes"]["east"], "M50 0l0 100 50 0 0-100z");
        assert_eq!(squares["shapes"]["7"], "M50 0l-50 0 0 100 50 0z");
        assert_eq!(squares["outline"], "M50 100l50 0 0-100-50 0-50 0 0 100z");
    }

    #[test]
    fn the_only_ring_of_an_area_is_not_an_islet() {
        let small = SQUARES.replace("[[[2, -1]], [[3]]]", "[[[3]]]");
        assert_eq!(
            drawn(&small)["objects"]["squares"]["shapes"]["7"],
            "M95 5l2 0-2 2z"
        );
    }

    #[test]
    fn steps_are_added_up_and_scaled() {
        let quantised = SQUARES.replace(
            "\"arcs\": [[[1, 1], [1, 0], [1, -1]]",
            r#""transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [[[1, 1], [0, -1], [0, -1]]"#,
        );
        assert_eq!(
            Topology::read(&quantised).unwrap().arcs[0],
            [[1.0, 1.0], [1.0, 0.0], [1.0, -1.0]]
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error() {
        let not_there = |arc: &str| cause(&SQUARES.replace("[[0, 1]]", &format!("[[0, {arc}]]")));
        assert_eq!(not_there("4"), MapCause::MissingArc { arc: 4 });
        assert_eq!(not_there("-5"), MapCause::MissingArc { arc: -5 });
        for extreme in [i64::MAX, i64::MIN] {
            assert_eq!(
                not_there(&extreme.to_string()),
                MapCause::MissingArc { arc: extreme }
            );
        }
        assert_eq!(
            cause(&SQUARES.replace("[2, 1]", "[2, 91]")),
            MapCause::Position { arc: 1 }
        );
        let steps = r#"{"transform": {"scale": [1e308, 1], "translate": [1e308, 0]},
          "arcs": [[[1e308, 0], [-1e308, 0]]], "objects": {}}"#;
        assert_eq!(cause(steps), MapCause::Position { arc: 0 });
        assert_eq!(cause(r#"{"arcs": [], "objects": {}}"#), MapCause::Empty);
        let point =
            r#"{"arcs": [[[5, 5], [5, 5]]], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}"#;
        assert_eq!(cause(point), MapCause::Empty);
        let again = format!("[[{}0]]", "0,".repeat(MOST_POINTS));
        assert_eq!(
            cause(&SQUARES.replace("[[0, 1]]", &again)),
            MapCause::TooLarge { most: MOST_POINTS }
        );
    }

    #[test]
    fn what_is_not_a_topology_is_shown_at_its_place() {
        let wrong = |text: &str| match Topology::read(text).map(|_| ()).unwrap_err() {
            (MapCause::Syntax { .. }, at) => at.unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong("{\"arcs\": [}"), 10);
        wrong("");
        wrong("[]");
        wrong(&SQUARES.replace("[2, 1]", "[2, 1e400]"));
        wrong(&SQUARES.replace("[2, 1]", "[NaN, 1]"));
        wrong(&SQUARES.replace("\"Polygon\"", "\"Point\""));
        let deep = "{\"type\": \"GeometryCollection\", \"geometries\": [".repeat(10_000);
        wrong(&format!("{{\"arcs\": [], \"objects\": {{\"a\": {deep}"));
        wrong(&format!("{{\"arcs\": {}", "[".repeat(100_000)));
    }

    #[test]
    fn long_lines_take_no_longer_than_their_length_asks() {
        // A line for which dividing at the farthest point divides badly.
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
}
