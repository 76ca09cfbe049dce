//! The maps of a site, and maps as templates see them.

use super::view::MapView;
use crate::diagnostic::{Diagnostic, MapCause, Problem};
use crate::source::{FileId, Sources, Span, offset_of};
use graphics::{MAX_POINTS, MapObject, Topology, TopologyError};
use std::collections::BTreeMap;
use tera::{Map, Value};

/// Where maps lie, and how their names end.
const FOLDER: &str = "content/_data/";
const EXTENSION: &str = ".topojson";

/// The maps of a site by the names of their files.
pub(super) type Maps = BTreeMap<String, Topology>;

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
            Err(error) => diagnostics.push(diagnostic(error, id, file.text())),
        }
    }
    maps
}

/// What keeps a map from being drawn, at its place where that is known.
fn diagnostic(error: TopologyError, file: FileId, text: &str) -> Diagnostic {
    let mut span = Span::start_of(file);
    let cause = match error {
        TopologyError::Syntax { reason, at } => {
            let at = offset_of(text, at.0.max(1), at.1.max(1));
            span = Span::new(file, at, at);
            MapCause::Syntax { reason }
        }
        TopologyError::MissingArc { arc } => MapCause::MissingArc { arc },
        TopologyError::Position { arc } => MapCause::Position { arc },
        TopologyError::Empty => MapCause::Empty,
        TopologyError::TooLarge => MapCause::TooLarge { most: MAX_POINTS },
    };
    Diagnostic::new(Problem::Map(cause), span)
}

impl From<graphics::Map> for MapView {
    fn from(map: graphics::Map) -> Self {
        let objects = map.objects.into_iter();
        let objects: Map = objects
            .map(|(name, object)| (name.into(), value(object)))
            .collect();
        Self {
            width: map.width,
            height: map.height,
            objects: Some(Value::from(objects)),
        }
    }
}

fn value(object: MapObject) -> Value {
    let mut shapes = Map::default();
    for (id, path) in object.shapes {
        shapes.insert(id.into(), Value::from(path));
    }
    let mut value = Map::default();
    value.insert("shapes".into(), Value::from(shapes));
    value.insert("outline".into(), Value::from(object.outline));
    Value::from(value)
}
