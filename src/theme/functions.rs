//! Filters and functions for templates.

use super::filters;
use super::ingredients::Ingredients;
use super::layers::layers;
use super::shapes::Maps;
use super::shared::Shared;
use super::statics::StaticFiles;
use super::tables;
use super::view::{ChartView, DataGroupsView, DatasetView, MapView, OpenDataView, ToVerifyView};
use crate::config::LanguageId;
use crate::export::dataset;
use crate::export::table::Table;
use crate::export::table_config::TableConfig;
use crate::site::{PageId, Site};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Error, FunctionResult, Kwargs, State, Tera, TeraResult, Value};

/// Where template functions are registered, each with what it reads of other pages.
pub(super) struct Registry<'a> {
    tera: &'a mut Tera,
    /// Functions that read the cards of any page.
    pub reading_cards: Vec<&'static str>,
}

/// What a template function reads besides its arguments and what holds for the whole site.
enum Reads {
    /// Nothing.
    Nothing,
    /// The cards of any page.
    Cards,
}

impl<'a> Registry<'a> {
    pub(super) fn new(tera: &'a mut Tera) -> Self {
        Self {
            tera,
            reading_cards: Vec::new(),
        }
    }

    fn function<R: FunctionResult>(
        &mut self,
        name: &'static str,
        reads: Reads,
        function: impl Fn(Kwargs, &State<'_>) -> R + Send + Sync + 'static,
    ) {
        if matches!(reads, Reads::Cards) {
            self.reading_cards.push(name);
        }
        self.tera.register_function(name, function);
    }
}

/// Registers what templates can call in any language.
pub(super) fn register(
    registry: &mut Registry<'_>,
    shared: &Shared,
    ingredients: Ingredients<'_>,
    maps: Maps,
) {
    register_asset(registry, &shared.site, ingredients.statics);
    register_icon(registry, &shared.site);
    register_shapes(registry, maps);
    register_table(registry, shared, ingredients.tables);
    register_chart(registry);
    register_open_data(registry, &shared.site);
    register_to_verify(registry, shared);
}

/// Registers what differs from language to language.
pub(super) fn register_language(
    registry: &mut Registry<'_>,
    shared: &Shared,
    language: LanguageId,
) {
    filters::register(registry.tera, shared.site.config.locale(language).language);
    register_pages(registry, shared, language);
}

/// `chart(values=[…])`: values as geometry.
fn register_chart(registry: &mut Registry<'_>) {
    registry.function("chart", Reads::Nothing, |args: Kwargs, _: &State<'_>| {
        let values = args.must_get::<Vec<f64>>("values")?;
        let at = args.get::<Vec<String>>("at")?;
        let number = |name, default| TeraResult::Ok(args.get::<f64>(name)?.unwrap_or(default));
        let most = number("most", 0.0)?;
        let size = [number("width", 320.0)?, number("height", 160.0)?];
        let chart = graphics::chart(&values, at.as_deref(), most, size).map_err(Error::message)?;
        Ok(Value::from(ChartView::from(chart)))
    });
}

/// `asset(path="css/site.css")`: the address of a static file.
fn register_asset(registry: &mut Registry<'_>, site: &Arc<Site>, statics: &StaticFiles) {
    let addresses: BTreeMap<String, String> = statics
        .iter()
        .map(|(path, route, _)| (path.to_owned(), site.url(&route)))
        .collect();
    registry.function(
        "asset",
        Reads::Nothing,
        move |args: Kwargs, _: &State<'_>| {
            let path = args.must_get::<&str>("path")?;
            addresses
                .get(path)
                .cloned()
                .ok_or_else(|| Error::message(format!("the theme has no static file `{path}`")))
        },
    );
}

/// `icon(name="it-file")`: a drawing of the theme, inline and silent.
fn register_icon(registry: &mut Registry<'_>, site: &Arc<Site>) {
    let mut icons: HashMap<String, Value> = HashMap::new();
    for layer in layers(site) {
        for (_, file) in site.sources.under(&format!("{layer}/static/icons/")) {
            if let (Some(name), Some(svg)) =
                (file.name().strip_suffix(".svg"), drawing(file.text()))
            {
                icons.insert(name.to_owned(), Value::safe_string(&svg));
            }
        }
    }
    registry.function(
        "icon",
        Reads::Nothing,
        move |args: Kwargs, _: &State<'_>| {
            let name = args.must_get::<&str>("name")?;
            icons
                .get(name)
                .cloned()
                .ok_or_else(|| Error::message(format!("the theme has no icon `{name}`")))
        },
    );
}

/// The `<svg>` element of a file, marked as decoration.
fn drawing(text: &str) -> Option<String> {
    let start = text.find("<svg")?;
    let rest = text[start + 4..].trim_end();
    let class = if rest.split('>').next()?.contains("class=") {
        ""
    } else {
        " class=\"icon\""
    };
    Some(format!(
        "<svg{class} aria-hidden=\"true\" focusable=\"false\"{rest}"
    ))
}

/// `pages(type=…)` and `get_page(path=…)`: cards of other pages in a language; a page asked for by
/// its path is the site's own where it has no translation.
fn register_pages(registry: &mut Registry<'_>, shared: &Shared, language: LanguageId) {
    let site = &shared.site;
    let mut by_type: Vec<Vec<PageId>> = vec![Vec::new(); site.schema.types.len()];
    let home = site.home_of(language);
    for id in home.into_iter().flat_map(|home| site.below(home)) {
        by_type[site.page(id).content_type()].push(id);
    }
    let all = shared.clone();
    registry.function("pages", Reads::Cards, move |args: Kwargs, _: &State<'_>| {
        let limit = args.get::<usize>("limit")?.unwrap_or(usize::MAX);
        let ids: &[PageId] = match (args.get::<&str>("type")?, args.get::<&str>("section")?) {
            (Some(name), None) => all.site.schema.find(name).map_or(&[], |id| &by_type[id]),
            (None, Some(path)) => match all.site.find_in(language, path) {
                Some(id) => &all.site.page(id).children,
                None => return Err(Error::message(format!("there is no section `{path}`"))),
            },
            _ => return Err(Error::message("`pages` takes either `type` or `section`")),
        };
        let cards = ids.iter().take(limit).map(|id| all.card(*id));
        TeraResult::Ok(Value::from(cards.collect::<Vec<Value>>()))
    });
    let all = shared.clone();
    registry.function(
        "get_page",
        Reads::Cards,
        move |args: Kwargs, _: &State<'_>| {
            let path = args.must_get::<&str>("path")?;
            match all.site.find_in(language, path) {
                Some(id) => Ok(all.card(id)),
                // It comes, or comes back, by itself: no template may fail for it.
                None if all.site.is_hidden(path) => Ok(Value::none()),
                None => Err(Error::message(format!("there is no page `{path}`"))),
            }
        },
    );
}

/// `shapes(data="confini", size=600, tolerance=1)`: a map as paths, made once for each size.
fn register_shapes(registry: &mut Registry<'_>, maps: Maps) {
    let drawn: Mutex<HashMap<(String, u64, u64), Value>> = Mutex::default();
    registry.function(
        "shapes",
        Reads::Nothing,
        move |args: Kwargs, _: &State<'_>| {
            let name = args.must_get::<&str>("data")?;
            let size = args.get::<f64>("size")?.unwrap_or(600.0);
            let tolerance = args.get::<f64>("tolerance")?.unwrap_or(1.0);
            let map = maps.get(name).ok_or_else(|| {
                Error::message(format!("there is no map `{name}` that can be drawn"))
            })?;
            let key = (name.to_owned(), size.to_bits(), tolerance.to_bits());
            let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(map) = drawn.get(&key) {
                return Ok(map.clone());
            }
            let map = map.draw(size, tolerance).map_err(Error::message)?;
            let map = Value::from(MapView::from(map));
            drawn.insert(key, map.clone());
            Ok(map)
        },
    );
}

/// `table(file="x.csv")`: a table of the configuration.
fn register_table(registry: &mut Registry<'_>, shared: &Shared, tables: &Arc<Vec<TableConfig>>) {
    let (shared, tables) = (shared.clone(), Arc::clone(tables));
    registry.function("table", Reads::Cards, move |args: Kwargs, _: &State<'_>| {
        let file = args.must_get::<&str>("file")?;
        match tables.iter().find(|table| table.file == file) {
            Some(config) => Ok(tables::view(&Table::new(&shared.site, config), &shared)),
            None => Err(Error::message(format!(
                "the configuration has no table `{file}`"
            ))),
        }
    });
}

/// `open_data()`: what is published for machines, on the page that presents it.
fn register_open_data(registry: &mut Registry<'_>, site: &Arc<Site>) {
    let site = Arc::clone(site);
    registry.function(
        "open_data",
        Reads::Cards,
        move |_: Kwargs, _: &State<'_>| Value::from(open_data(&site)),
    );
}

/// `to_verify()`: the pages with dates that have a term, what is to be looked at first.
fn register_to_verify(registry: &mut Registry<'_>, shared: &Shared) {
    let shared = shared.clone();
    registry.function(
        "to_verify",
        Reads::Cards,
        move |_: Kwargs, _: &State<'_>| {
            let site = &shared.site;
            let pages = site.to_verify().into_iter().map(|(id, checked)| {
                Value::from(ToVerifyView {
                    page: Some(shared.card(id)),
                    label: checked.label,
                    overdue: checked.due <= site.today(),
                    date: checked.date.to_string(),
                    due: checked.due.to_string(),
                })
            });
            Value::from(pages.collect::<Vec<Value>>())
        },
    );
}

fn open_data(site: &Site) -> OpenDataView {
    let datasets = dataset::datasets(site).into_iter().map(|set| {
        let content_type = set.content_type();
        let section = site.section_of_type(0, content_type);
        let groups = set.groups().into_iter().map(|groups| DataGroupsView {
            label: groups.field.label.clone(),
            count: groups.count,
            csv: site.url(&groups.route),
        });
        DatasetView {
            name: content_type.name.clone(),
            label: content_type.plural.clone(),
            url: section.map(|id| site.url(&site.page(id).route)),
            count: set.count(),
            updated: set.updated.map(|date| date.to_string()),
            json: site.url(&set.route("json")),
            csv: site.url(&set.route("csv")),
            xlsx: site.url(&set.route("xlsx")),
            schema: site.url(&set.route("schema.json")),
            groups: groups.collect(),
        }
    });
    OpenDataView {
        catalog: dataset::catalog_route(site).map(|route| site.url(&route)),
        publisher_id: site
            .config
            .open_data
            .as_ref()
            .and_then(|data| data.publisher_id.clone()),
        datasets: datasets.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_decoration() {
        let svg = drawing("<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"><path/></svg>\n");
        let expected = "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 1 1\"><path/></svg>";
        assert_eq!(svg.as_deref(), Some(expected));
    }
}
