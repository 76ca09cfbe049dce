//! TopoJSON: areas made of arcs that neighbours share, in degrees.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// Most points of all areas of a file together; an arc counts each time an area refers to it.
pub const MAX_POINTS: usize = 500_000;
/// Degrees below which a map has no extent.
const MIN_EXTENT: f64 = 1e-6;

/// Longitude and latitude in degrees, or a point in the units of a box.
pub(crate) type Point = [f64; 2];
/// An arc and its direction: `!arc` is the arc backwards.
pub(crate) type Reference = i64;

/// The areas of a TopoJSON file and the arcs that they are made of, all of which are there.
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    pub(crate) arcs: Vec<Vec<Point>>,
    pub(crate) objects: BTreeMap<String, Vec<Area>>,
    /// The least and the greatest longitude and latitude.
    pub(crate) min: Point,
    pub(crate) max: Point,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) id: Option<String>,
    pub(crate) rings: Vec<Vec<Reference>>,
}

/// Why a file is no map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TopologyError {
    /// It is not JSON, or not that of a topology of polygons.
    Syntax {
        /// What the JSON reader says.
        reason: String,
        /// Line and column, from 1; 0 where they are not known.
        at: (usize, usize),
    },
    /// An area refers to an arc that is not there.
    MissingArc {
        /// As the area writes it.
        arc: i64,
    },
    /// A point that is no longitude and latitude in degrees.
    Position {
        /// The number of its arc.
        arc: usize,
    },
    /// There is no area, or it has no extent.
    Empty,
    /// The areas have more than [`MAX_POINTS`].
    TooLarge,
}

impl fmt::Display for TopologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { reason, at } => write!(f, "{reason} at line {}, column {}", at.0, at.1),
            Self::MissingArc { arc } => write!(f, "there is no arc {arc}"),
            Self::Position { arc } => {
                write!(f, "a point of arc {arc} is no longitude and latitude")
            }
            Self::Empty => f.write_str("there are no areas with an extent"),
            Self::TooLarge => write!(f, "there are more than {MAX_POINTS} points"),
        }
    }
}

impl std::error::Error for TopologyError {}

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

impl Topology {
    /// Reads a file: polygons, multi-polygons and collections of them, quantised or not
    /// (TopoJSON Format Specification 1.0).
    ///
    /// # Errors
    /// If it is no such topology, refers to what is not there, is not in degrees, has no extent, or
    /// has more than [`MAX_POINTS`] points.
    pub fn read(text: &str) -> Result<Self, TopologyError> {
        // Some editors put a mark of the byte order before it, which JSON does not know.
        let text = text.trim_start_matches('\u{feff}');
        let file: File = serde_json::from_str(text).map_err(|error| {
            let text = error.to_string();
            // The place stands apart.
            let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
            let at = (error.line(), error.column());
            TopologyError::Syntax { reason, at }
        })?;
        Self::new(file)
    }

    fn new(file: File) -> Result<Self, TopologyError> {
        let mut topology = Self {
            arcs: Vec::with_capacity(file.arcs.len()),
            objects: BTreeMap::new(),
            min: [f64::INFINITY; 2],
            max: [f64::NEG_INFINITY; 2],
        };
        for points in file.arcs {
            topology.add_arc(positions(points, file.transform.as_ref()))?;
        }
        let mut points = 0;
        for (name, geometry) in file.objects {
            let mut areas = Vec::new();
            collect(geometry, &mut areas);
            for reference in areas.iter().flat_map(|area| area.rings.iter().flatten()) {
                let arc = topology.arcs.get(index(*reference));
                points += arc
                    .ok_or(TopologyError::MissingArc { arc: *reference })?
                    .len();
            }
            topology.objects.insert(name, areas);
        }
        let extents = (0..2).map(|axis| topology.max[axis] - topology.min[axis]);
        match points {
            0 => Err(TopologyError::Empty),
            _ if points > MAX_POINTS => Err(TopologyError::TooLarge),
            // There are points, so that this is a number.
            _ if extents.fold(0.0, f64::max) < MIN_EXTENT => Err(TopologyError::Empty),
            _ => Ok(topology),
        }
    }

    /// Adds an arc and widens the bounds by it; its points have to lie on the globe.
    fn add_arc(&mut self, points: Vec<Point>) -> Result<(), TopologyError> {
        let arc = self.arcs.len();
        for point in &points {
            for (axis, limit) in [180.0, 90.0].into_iter().enumerate() {
                // What is not a number is not within the limits either.
                if !(-limit..=limit).contains(&point[axis]) {
                    return Err(TopologyError::Position { arc });
                }
                self.min[axis] = self.min[axis].min(point[axis]);
                self.max[axis] = self.max[axis].max(point[axis]);
            }
        }
        self.arcs.push(points);
        Ok(())
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

/// The number of the arc that is meant, in either direction; there is none as great as the greatest.
pub(crate) fn index(reference: Reference) -> usize {
    let arc = if reference < 0 { !reference } else { reference };
    usize::try_from(arc).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_added_up_and_scaled() {
        let transform = Transform {
            scale: [0.5, 2.0],
            translate: [10.0, -1.0],
        };
        let steps = vec![[2.0, 1.0], [0.0, -1.0], [4.0, 2.0]];
        assert_eq!(
            positions(steps, Some(&transform)),
            [[11.0, 1.0], [11.0, -1.0], [13.0, 3.0]]
        );
    }

    #[test]
    fn a_mark_of_the_byte_order_is_passed_over() {
        let text = r#"{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":
            [{"type":"Polygon","arcs":[[0]]}]}},"arcs":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
        assert!(Topology::read(text).is_ok());
        assert!(Topology::read(&format!("\u{feff}{text}")).is_ok());
    }

    #[test]
    fn a_reference_means_its_arc_in_both_directions() {
        assert_eq!([0, 7, -1, -8].map(index), [0, 7, 0, 7]);
        assert_eq!([i64::MAX, i64::MIN].map(index), [i64::MAX as usize; 2]);
    }
}
