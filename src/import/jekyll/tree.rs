//! The tree of pages of the theme Just the Docs: each names the page above it by its title.

use crate::import::front::Front;
use crate::import::plan::Plan;
use crate::import::settings::Entry;

/// A page with what it says of its place.
struct Placed {
    title: String,
    parent: Option<String>,
    grandparent: Option<String>,
    /// Numbers before names.
    order: (f64, String),
    to: String,
    is_excluded: bool,
}

/// Makes the order of the site of what its pages say, if any names the page above it.
pub(super) fn order(plan: &mut Plan) {
    let placed: Vec<Placed> = plan
        .pages
        .iter()
        .filter(|page| !is_post(&page.to))
        .filter_map(|page| {
            let front = Front::of(&page.text);
            let said = |key: &str| front.text(key).map(str::to_owned);
            let title = said("title")?;
            let order = said("nav_order").and_then(|order| order.parse().ok());
            Some(Placed {
                parent: said("parent"),
                grandparent: said("grand_parent"),
                order: (order.unwrap_or(f64::MAX), title.to_lowercase()),
                to: page.to.clone(),
                is_excluded: said("nav_exclude").as_deref() == Some("true"),
                title,
            })
        })
        .collect();
    if placed.iter().any(|page| page.parent.is_some()) {
        let shown: Vec<&Placed> = placed.iter().filter(|page| !page.is_excluded).collect();
        let titles: Vec<&str> = shown.iter().map(|page| page.title.as_str()).collect();
        // What names no page that there is stands at the top.
        let is_top = |page: &&Placed| {
            let parent = page.parent.as_deref();
            parent.is_none_or(|parent| !titles.contains(&parent))
        };
        plan.settings.nav = entries(&shown, &is_top, &[]);
    }
}

/// Whether a page at a path is a post, or their list.
fn is_post(path: &str) -> bool {
    path.starts_with("posts/") || path.contains("/posts/")
}

/// The entries of the pages that are in one place, with those below them.
fn entries(all: &[&Placed], is_here: &dyn Fn(&&Placed) -> bool, above: &[&str]) -> Vec<Entry> {
    let mut own: Vec<&Placed> = all.iter().copied().filter(is_here).collect();
    own.sort_by(|a, b| {
        let (a, b) = (&a.order, &b.order);
        a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1))
    });
    let entry = |page: &&Placed| {
        // A page that is above itself has nothing below it.
        let is_below = |other: &&Placed| {
            other.parent.as_deref() == Some(&page.title)
                && !above.contains(&page.title.as_str())
                && other
                    .grandparent
                    .as_deref()
                    .is_none_or(|title| page.parent.as_deref().is_none_or(|own| own == title))
        };
        let above = [above, &[page.title.as_str()]].concat();
        Entry {
            label: Some(page.title.clone()),
            target: Some(page.to.clone()),
            below: entries(all, &is_below, &above),
        }
    };
    own.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan::Moved;

    fn said(entries: &[Entry]) -> String {
        let one = |entry: &Entry| {
            let below = said(&entry.below);
            format!("{}({below})", entry.label.as_deref().unwrap_or("-"))
        };
        entries.iter().map(one).collect()
    }

    #[test]
    fn pages_stand_below_those_that_they_name() {
        let mut plan = Plan::default();
        for front in [
            "title: B\nnav_order: 2",
            "title: A\nnav_order: 10",
            "title: C",
            "title: X\nparent: B",
            "title: W\nparent: B\nnav_order: 1",
            "title: Y\nparent: X\ngrand_parent: B",
            "title: Z\nparent: X\ngrand_parent: A",
            "title: Lost\nparent: Nobody",
            "title: Hidden\nnav_exclude: true",
            "title: Round\nparent: Round",
        ] {
            plan.pages.push(Moved {
                text: format!("---\n{front}\n---\n"),
                ..Moved::default()
            });
        }
        order(&mut plan);
        assert_eq!(said(&plan.settings.nav), "B(W()X(Y()))A()C()Lost()");
    }
}
