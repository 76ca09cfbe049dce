//! The menu of WordPress: entries that are posts of a kind of their own.

use super::export::{Export, meta};
use crate::import::menu::{Placed, nested};
use crate::import::plan::Plan;
use crate::import::settings::Entry;
use crate::import::xml::Element;

/// Adds the entries of the menu to the settings, below those that they name.
pub(super) fn read(export: &Export<'_>, items: &[&Element], plan: &mut Plan) {
    let mut placed: Vec<(u32, Placed)> = items.iter().map(|item| entry(export, item)).collect();
    placed.sort_by_key(|(order, _)| *order);
    let placed = placed.into_iter().map(|(_, placed)| placed);
    plan.settings.menu.extend(nested(placed.collect()));
}

/// An entry, and its number among all.
fn entry(export: &Export<'_>, item: &Element) -> (u32, Placed) {
    let object = meta(item, "_menu_item_object_id").and_then(|id| export.links.get(id));
    let target = meta(item, "_menu_item_url").or(object.copied());
    let order = item.said(&["wp:menu_order"]);
    let placed = Placed {
        entry: Entry {
            label: item.said(&["title"]).map(str::to_owned),
            target: target.map(|target| {
                // Signs without an address head a group.
                let is_kept = target.starts_with('#') || export.is_elsewhere(target);
                match is_kept {
                    true => target.to_owned(),
                    false => export.below(target),
                }
            }),
            below: Vec::new(),
        },
        name: item.said(&["wp:post_id"]).map(str::to_owned),
        parent: meta(item, "_menu_item_menu_item_parent")
            .filter(|parent| *parent != "0")
            .map(str::to_owned),
    };
    let order = order.and_then(|order| order.parse().ok());
    (order.unwrap_or(u32::MAX), placed)
}
