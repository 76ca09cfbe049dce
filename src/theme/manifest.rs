//! `theme.yaml`: what a theme says of itself, read once.

use super::layers::{OVERRIDES, folder, layer};
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::schema::{self, ContentType, Schema};
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
        check_templates(sources, &folder, schema, diagnostics);
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

/// The templates that the schema names have to be in the theme. A type that names none may have
/// one of its own name, or that of all pages.
fn check_templates(
    sources: &Sources,
    folder: &str,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let named = |t: &&ContentType| {
        let of_type = t.template.strip_suffix(".html") == Some(&t.name);
        !of_type && layer(sources, folder, &format!("templates/{}", t.template)).is_none()
    };
    for content_type in schema.types.iter().filter(named) {
        let node = schema::definition(sources, &content_type.name);
        let Some(place) = node.as_ref().and_then(|node| node.get("template")) else {
            continue;
        };
        let themes = [folder, OVERRIDES].map(|layer| format!("{layer}/templates/"));
        let templates = themes.iter().flat_map(|prefix| {
            let files = sources.under(prefix);
            files.map(|(_, file)| &file.path[prefix.len()..])
        });
        let problem = Problem::MissingTemplate {
            name: content_type.template.clone(),
            suggestion: nearest(&content_type.template, templates),
        };
        diagnostics.push(Diagnostic::new(problem, place.span));
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
