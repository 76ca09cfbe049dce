//! Rules by which hosts lead addresses on.

use super::address::normal;
use super::answer::answers;
use super::left::{Left, What};
use super::plan::Plan;
use crate::load::Planned;
use crate::pipeline::Build;
use std::collections::BTreeMap;

/// The file in which hosts read them.
const REDIRECTS: &str = "_redirects";

/// Rules with the folder of its host below which the site is published, which hosts want in front of
/// addresses; what leads there already stays.
pub(super) fn below_base(rules: &[(String, String)], first: &Build) -> Vec<(String, String)> {
    let base = &first.renderer.site().config.base_url.path;
    let is_below = |to: &str| {
        let rest = to.strip_prefix(base.as_str());
        rest.is_some_and(|rest| rest.starts_with('/')) && !answers(first, &normal(to))
    };
    let whole = |address: &str| match !address.starts_with('/') || is_below(address) {
        true => address.to_owned(),
        false => format!("{base}{address}"),
    };
    let rules = rules.iter();
    rules.map(|(from, to)| (whole(from), whole(to))).collect()
}

/// Adds rules to those that the site has.
pub(super) fn add(files: &mut BTreeMap<String, Planned>, rules: &[(String, String)]) {
    if rules.is_empty() {
        return;
    }
    let own = files.get(REDIRECTS).and_then(|file| file.bytes().ok());
    let mut text = own.map_or(String::new(), |own| {
        String::from_utf8_lossy(&own).into_owned()
    });
    for (from, to) in rules {
        text.push_str(&format!("{from} {to} 301\n"));
    }
    files.insert(REDIRECTS.to_owned(), Planned::Text(text));
}

/// Tells addresses that answer by a rule: feeds at once, and those that are told already by where.
pub(super) fn tell(plan: &mut Plan, rules: &[(String, String)], feeds: &[(String, String)]) {
    for rule in rules.iter().filter(|rule| !feeds.contains(rule)) {
        let is_same = |what: &What| matches!(what, What::Elsewhere(from, _) if *from == rule.0);
        let is_told = |left: &&mut Left| left.path == "content/" && is_same(&left.what);
        match plan.left.iter_mut().find(is_told) {
            Some(left) => left.path.push_str(REDIRECTS),
            None => plan
                .left
                .push(redirected(What::OnlyRedirected(rule.0.clone()))),
        }
    }
    let feeds: Vec<String> = feeds.iter().map(|(from, _)| from.clone()).collect();
    match feeds.as_slice() {
        [] => {}
        [one] => plan
            .left
            .push(redirected(What::OnlyRedirected(one.clone()))),
        _ => plan.left.push(redirected(What::FeedsRedirected(feeds))),
    }
}

/// Something that is told at the rules for hosts.
fn redirected(what: What) -> Left {
    Left::new(what, &format!("content/{REDIRECTS}"), None)
}
