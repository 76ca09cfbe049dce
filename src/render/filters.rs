//! Filters and functions for templates.

use super::chart::chart;
use super::format::{self, DateForm};
use super::shapes::Maps;
use super::table::Table;
use super::theme::{StaticFiles, layers};
use super::view::{DataGroupsView, DatasetView, OpenDataView};
use super::{Shared, data};
use crate::config::LanguageId;
use crate::content::inline_html;
use crate::site::{PageId, Site};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Registers what templates can call in any language.
pub(super) fn register(tera: &mut Tera, shared: &Shared, statics: &StaticFiles, maps: Maps) {
    register_asset(tera, &shared.site, statics);
    register_icon(tera, &shared.site);
    register_shapes(tera, maps);
    register_table(tera, shared);
    tera.register_function("chart", |args: Kwargs, _: &State<'_>| {
        let values = args.must_get::<Vec<f64>>("values")?;
        let at = args.get::<Vec<String>>("at")?;
        let number = |name, default| TeraResult::Ok(args.get::<f64>(name)?.unwrap_or(default));
        let most = number("most", 0.0)?;
        let size = [number("width", 320.0)?, number("height", 160.0)?];
        chart(&values, at.as_deref(), most, size).map_err(Error::message)
    });
    register_open_data(tera, &shared.site);
}

/// Registers what differs from language to language.
pub(super) fn register_language(tera: &mut Tera, shared: &Shared, language: LanguageId) {
    register_filters(tera, shared.site.config.edition(language).language);
    register_pages(tera, shared, language);
}

fn register_filters(tera: &mut Tera, language: &str) {
    let lang = language.to_owned();
    tera.register_filter("date", move |text: &str, args: Kwargs, _: &State<'_>| {
        let form = match args.get::<&str>("format")? {
            None | Some("long") => DateForm::Long,
            Some("short") => DateForm::Short,
            Some("month") => DateForm::Month,
            Some(other) => return Err(Error::message(format!("unknown date format `{other}`"))),
        };
        Ok(format::date(text, form, &lang))
    });
    let lang = language.to_owned();
    tera.register_filter("number", move |value: f64, args: Kwargs, _: &State<'_>| {
        let decimals = args.get::<usize>("decimals")?;
        TeraResult::Ok(format::number(value, decimals, &lang))
    });
    let lang = language.to_owned();
    tera.register_filter("bytes", move |value: u64, _: Kwargs, _: &State<'_>| {
        format::bytes(value, &lang)
    });
    tera.register_filter("safe_url", |text: &str, _: Kwargs, _: &State<'_>| {
        let allowed = ["https://", "http://", "mailto:", "tel:", "/", "#", "?"];
        let local = !text.contains(':');
        if local || allowed.iter().any(|start| text.starts_with(start)) {
            text
        } else {
            "#"
        }
        .to_owned()
    });
    tera.register_filter("inline_markdown", |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&inline_html(text))
    });
}

/// `asset(path="css/site.css")`: the address of a static file.
fn register_asset(tera: &mut Tera, site: &Arc<Site>, statics: &StaticFiles) {
    let addresses: BTreeMap<String, String> = statics
        .iter()
        .map(|(path, route, _)| (path.to_owned(), site.url(&route)))
        .collect();
    tera.register_function("asset", move |args: Kwargs, _: &State<'_>| {
        let path = args.must_get::<&str>("path")?;
        addresses
            .get(path)
            .cloned()
            .ok_or_else(|| Error::message(format!("the theme has no static file `{path}`")))
    });
}

/// `icon(name="it-file")`: a drawing of the theme, inline and silent.
fn register_icon(tera: &mut Tera, site: &Arc<Site>) {
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
    tera.register_function("icon", move |args: Kwargs, _: &State<'_>| {
        let name = args.must_get::<&str>("name")?;
        icons
            .get(name)
            .cloned()
            .ok_or_else(|| Error::message(format!("the theme has no icon `{name}`")))
    });
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
fn register_pages(tera: &mut Tera, shared: &Shared, language: LanguageId) {
    let site = &shared.site;
    let mut by_type: HashMap<String, Vec<PageId>> = HashMap::new();
    let mut sections: Vec<PageId> = site.home_of(language).into_iter().collect();
    // Section by section, so that pages of a type come in the order of their lists.
    while let Some(section) = sections.pop() {
        let page = site.page(section);
        for id in &page.children {
            let name = &site.schema.types[site.page(*id).content_type()].name;
            by_type.entry(name.clone()).or_default().push(*id);
        }
        sections.extend(page.sections.iter().rev());
    }
    let all = shared.clone();
    tera.register_function("pages", move |args: Kwargs, _: &State<'_>| {
        let limit = args.get::<usize>("limit")?.unwrap_or(usize::MAX);
        let ids: &[PageId] = match (args.get::<&str>("type")?, args.get::<&str>("section")?) {
            (Some(name), None) => by_type.get(name).map_or(&[], Vec::as_slice),
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
    tera.register_function("get_page", move |args: Kwargs, _: &State<'_>| {
        let path = args.must_get::<&str>("path")?;
        match all.site.find_in(language, path) {
            Some(id) => Ok(all.card(id)),
            None => Err(Error::message(format!("there is no page `{path}`"))),
        }
    });
}

/// `shapes(data="confini", size=600, tolerance=1)`: a map as paths, made once for each size.
fn register_shapes(tera: &mut Tera, maps: Maps) {
    let drawn: Mutex<HashMap<(String, u64, u64), Value>> = Mutex::default();
    tera.register_function("shapes", move |args: Kwargs, _: &State<'_>| {
        let name = args.must_get::<&str>("data")?;
        let size = args.get::<f64>("size")?.unwrap_or(600.0);
        let tolerance = args.get::<f64>("tolerance")?.unwrap_or(1.0);
        if !(1.0..=10_000.0).contains(&size) || !(0.0..=size).contains(&tolerance) {
            return Err(Error::message(
                "`size` is from 1 to 10000, `tolerance` from 0 to `size`",
            ));
        }
        let map = maps
            .get(name)
            .ok_or_else(|| Error::message(format!("there is no map `{name}` that can be drawn")))?;
        let key = (name.to_owned(), size.to_bits(), tolerance.to_bits());
        let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let map = drawn
            .entry(key)
            .or_insert_with(|| map.draw(size, tolerance));
        Ok(map.clone())
    });
}

/// `table(file="x.csv")`: a table of the configuration.
fn register_table(tera: &mut Tera, shared: &Shared) {
    let shared = shared.clone();
    tera.register_function("table", move |args: Kwargs, _: &State<'_>| {
        let file = args.must_get::<&str>("file")?;
        let tables = &shared.site.config.tables;
        match tables.iter().find(|table| table.file == file) {
            Some(config) => Ok(Table::new(&shared, config).view(&shared)),
            None => Err(Error::message(format!(
                "the configuration has no table `{file}`"
            ))),
        }
    });
}

/// `open_data()`: what is published for machines, on the page that presents it.
fn register_open_data(tera: &mut Tera, site: &Arc<Site>) {
    let site = Arc::clone(site);
    tera.register_function("open_data", move |_: Kwargs, _: &State<'_>| {
        Value::from(open_data(&site))
    });
}

fn open_data(site: &Site) -> OpenDataView {
    let datasets = data::datasets(site).into_iter().map(|set| {
        let content_type = set.content_type();
        let section = site.section_of_type(0, &content_type.name);
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
            schema: site.url(&set.route("schema.json")),
            groups: groups.collect(),
        }
    });
    OpenDataView {
        catalog: data::catalog_route(site).map(|route| site.url(&route)),
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
