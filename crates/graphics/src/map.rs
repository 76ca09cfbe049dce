//! Areas as paths in whole units of a box, simplified arc by arc, so that neighbours still meet.

use crate::simplify::simplified;
use crate::topology::{Area, Point, Reference, Topology, index};
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::ops::RangeInclusive;

/// Islands smaller than so many square units are left out, unless an area has nothing else.
const MIN_ISLAND: i64 = 8;
/// The sizes in which a map can be drawn: whole units tell nothing below, and are no finer than
/// degrees above.
const SIZES: RangeInclusive<f64> = 1.0..=10_000.0;

/// A point in whole units.
type Unit = [i64; 2];

/// A topology as paths in a box whose upper left corner is (0, 0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Width of the box in units.
    pub width: usize,
    /// Height of the box in units.
    pub height: usize,
    /// The objects of the topology, by name in order.
    pub objects: Vec<(String, MapObject)>,
}

/// An object of a topology as paths, each the `d` of an SVG path that is filled by `evenodd`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapObject {
    /// The areas that have an id, with it, in the order of the file.
    pub shapes: Vec<(String, String)>,
    /// Around all areas together.
    pub outline: String,
}

/// A size that is not from 1 to 10000, or a tolerance that is not from 0 to the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeError;

impl fmt::Display for SizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`size` is from 1 to 10000, `tolerance` from 0 to `size`")
    }
}

impl std::error::Error for SizeError {}

impl Topology {
    /// The map with its longer side of `size` units, its lines simplified by up to `tolerance`
    /// units. The projection is the equirectangular one that is true to scale along the middle
    /// latitude (Snyder, "Map Projections: A Working Manual", 1987, chapter 12).
    ///
    /// # Errors
    /// If the size is not from 1 to 10000, or the tolerance not from 0 to the size.
    pub fn draw(&self, size: f64, tolerance: f64) -> Result<Map, SizeError> {
        if !SIZES.contains(&size) || !(0.0..=size).contains(&tolerance) {
            return Err(SizeError);
        }
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        let shorter = f64::midpoint(self.min[1], self.max[1]).to_radians().cos();
        let width = (self.max[0] - self.min[0]) * shorter;
        let height = self.max[1] - self.min[1];
        let scale = size / width.max(height);
        let project = |point: &Point| {
            [
                (point[0] - self.min[0]) * shorter * scale,
                (self.max[1] - point[1]) * scale,
            ]
        };
        let arcs: Vec<Vec<Unit>> = self
            .arcs
            .iter()
            .map(|arc| {
                let points: Vec<Point> = arc.iter().map(project).collect();
                rounded(&simplified(&points, tolerance))
            })
            .collect();
        let objects = self.objects.iter().map(|(name, areas)| {
            let shape = |area: &Area| Some((area.id.clone()?, path(&arcs, &area.rings)));
            let object = MapObject {
                shapes: areas.iter().filter_map(shape).collect(),
                outline: path(&arcs, &self.outline(areas)),
            };
            (name.clone(), object)
        });
        Ok(Map {
            width: (width * scale).ceil() as usize,
            height: (height * scale).ceil() as usize,
            objects: objects.collect(),
        })
    }

    /// The rings around all areas together: made of the arcs that no two of them share.
    fn outline(&self, areas: &[Area]) -> Vec<Vec<Reference>> {
        let all = || areas.iter().flat_map(|area| area.rings.iter().flatten());
        let mut uses: HashMap<usize, usize> = HashMap::new();
        for reference in all() {
            *uses.entry(index(*reference)).or_default() += 1;
        }
        let outer: Vec<Reference> = all().copied().filter(|r| uses[&index(*r)] == 1).collect();
        // The last is taken first, so that rings follow the order of the areas.
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

    /// Where an arc ends, as a key: neighbours write the same point in the same way. An arc without
    /// points ends nowhere, and draws nothing.
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

/// Points in whole units, without those that fall on the one before.
fn rounded(points: &[Point]) -> Vec<Unit> {
    let mut rounded: Vec<Unit> = points.iter().map(|p| p.map(|c| c.round() as i64)).collect();
    rounded.dedup();
    rounded
}

/// Rings as the `d` of a path, in relative steps.
fn path(arcs: &[Vec<Unit>], rings: &[Vec<Reference>]) -> String {
    let rings: Vec<Vec<Unit>> = rings.iter().map(|ring| points(arcs, ring)).collect();
    let largest = rings.iter().map(|ring| area(ring)).max().unwrap_or(0);
    let mut out = String::new();
    for ring in &rings {
        let size = area(ring);
        if size > 0 && size >= MIN_ISLAND.min(largest) {
            write_ring(ring, &mut out).expect("writing into a text does not fail");
        }
    }
    out
}

fn write_ring(ring: &[Unit], out: &mut String) -> fmt::Result {
    let [mut x, mut y] = ring[0];
    write!(out, "M{x} {y}l")?;
    for (i, [to_x, to_y]) in ring[1..].iter().enumerate() {
        for (axis, step) in [to_x - x, to_y - y].into_iter().enumerate() {
            let first = i == 0 && axis == 0;
            let space = if first || step < 0 { "" } else { " " };
            write!(out, "{space}{step}")?;
        }
        [x, y] = [*to_x, *to_y];
    }
    out.write_char('z')
}

/// The points of a ring, the first not again at the end.
fn points(arcs: &[Vec<Unit>], ring: &[Reference]) -> Vec<Unit> {
    let mut points: Vec<Unit> = Vec::new();
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

/// The area of a ring in whole square units, by the shoelace formula.
fn area(ring: &[Unit]) -> i64 {
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

    #[test]
    fn areas_are_those_of_rings_in_both_directions() {
        let mut ring = vec![[0, 0], [4, 0], [4, 3]];
        assert_eq!(area(&ring), 6);
        ring.reverse();
        assert_eq!((area(&ring), area(&ring[..2]), area(&[])), (6, 0, 0));
    }

    #[test]
    fn points_that_fall_together_are_one() {
        assert_eq!(
            rounded(&[[0.4, 0.4], [-0.4, 0.1], [0.6, -0.6]]),
            [[0, 0], [1, -1]]
        );
        let arcs = [vec![[0, 0], [1, 0]], vec![[0, 0], [0, 1], [1, 0]]];
        assert_eq!(points(&arcs, &[0, -2]), [[0, 0], [1, 0], [0, 1]]);
        assert_eq!(points(&arcs, &[]), [[0; 2]; 0]);
    }
}
