//! `theme.yaml`: what a theme says of itself, read once.

use super::layers::{OVERRIDES, folder, layer};
use crate::diagnostic::Diagnostic;
use crate::schema::{self, Schema};
use crate::source::Sources;
use crate::yaml::{self, MapReader, Node};

/// What a theme says of itself. Each part is read where it is used.
#[derive(Debug, Default)]
pub struct Manifest {
    /// How wide pictures are shown, as the attribute `sizes` of HTML has it.
    pub picture_sizes: Option<String>,
    /// How previews are drawn.
    pub preview: Option<Node>,
}

impl Manifest {
    /// Reads the manifest of a site's theme, and into the schema what it has to say of content: the
    /// components that it declares, and the anchors that its templates use.
    pub fn read(
        sources: &Sources,
        theme: Option<&str>,
        schema: &mut Schema,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let folder = folder(theme);
        for layer in [folder.as_str(), OVERRIDES] {
            for (_, file) in sources.under(&format!("{layer}/templates/")) {
                schema.taken_ids.extend(literal_ids(file.text()));
            }
        }
        let Some(file) = layer(sources, &folder, "theme.yaml") else {
            return Self::default();
        };
        let Some(node) = yaml::parse_file(sources, file, diagnostics) else {
            return Self::default();
        };
        let mut reader = MapReader::new(&node, "theme.yaml", diagnostics);
        for about in ["label", "description", "license"] {
            reader.text(about);
        }
        if let Some(components) = reader.node("components") {
            schema::read_components(components, schema, reader.diagnostics());
        }
        let manifest = Self {
            picture_sizes: reader.text("picture_sizes"),
            preview: reader.node("preview").cloned(),
        };
        reader.finish();
        manifest
    }
}

/// The ids that a template gives literally.
fn literal_ids(template: &str) -> impl Iterator<Item = String> {
    let starts = template.split(" id=\"").skip(1);
    starts
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.contains(['{', ' ']))
        .map(str::to_owned)
}
