//! Maps and charts as geometry: TopoJSON and values in, paths and lengths out.
//!
//! Everything is pure: the same text and the same numbers give the same geometry. What areas and
//! values mean, and what they look like, is up to whoever draws them.

mod chart;
mod map;
mod scale;
mod simplify;
mod topology;

pub use chart::{Chart, ChartError, Mark, Tick, chart};
pub use map::{Map, MapObject, SizeError};
pub use topology::{MAX_POINTS, Topology, TopologyError};
