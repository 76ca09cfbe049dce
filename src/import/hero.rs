//! What the front matter of a home says that its theme shows: a name, a sentence, links, features.

use super::data::text;
use super::front::Front;
use super::plan::Plan;
use crate::yaml::Node;

impl Plan {
    /// Writes it into the text of the page that was added last.
    pub(super) fn hero(&mut self, front: &Front) {
        let said = front.node.as_ref().map(said).unwrap_or_default();
        let Some(page) = self.pages.last_mut().filter(|_| !said.is_empty()) else {
            return;
        };
        page.text.insert_str(front.body, &format!("{said}\n"));
        // That of VuePress stands at the end.
        let foot = front
            .node
            .as_ref()
            .and_then(|node| home(node)?.get("footer"));
        if let Some(foot) = foot.and_then(Node::as_text) {
            page.text = format!("{}\n\n{}\n", page.text.trim_end(), foot.trim());
        }
    }
}

/// The front matter, if it is that of a home of VuePress.
fn home(node: &Node) -> Option<&Node> {
    let is_home = node.get("home").and_then(Node::as_bool) == Some(true);
    is_home.then_some(node)
}

/// As Markdown.
fn said(node: &Node) -> String {
    let mut out = String::new();
    let home = home(node);
    if let Some(title) = home.and_then(|home| text(home, &["heroText"])) {
        out.push_str(&format!("# {}\n\n", title.trim()));
    }
    if let Some(hero) = node.get("hero").or(home) {
        let paragraphs = [&["text"][..], &["tagline"]];
        for text in paragraphs.into_iter().filter_map(|keys| text(hero, keys)) {
            out.push_str(&format!("{}\n\n", text.trim()));
        }
        let actions = hero.get("actions").map_or(&[][..], Node::items);
        for action in actions.iter().filter_map(|node| linked(node, &["text"])) {
            out.push_str(&format!("- {action}\n"));
        }
        out.push_str(if actions.is_empty() { "" } else { "\n" });
        // VuePress 1 has one only.
        if let Some((label, link)) = text(hero, &["actionText"]).zip(text(hero, &["actionLink"])) {
            out.push_str(&format!("- [{label}]({})\n\n", encoded(link)));
        }
    }
    let features = node.get("features").map_or(&[][..], Node::items);
    for feature in features {
        let Some(title) = linked(feature, &["title"]) else {
            continue;
        };
        let details = text(feature, &["details"]).unwrap_or_default();
        out.push_str(&format!("**{title}**\n: {}\n\n", details.trim()));
    }
    out
}

/// An address of which no sign ends the link that it stands in.
fn encoded(link: &str) -> String {
    let mut out = String::new();
    for c in link.trim().chars() {
        match c {
            '<' | '>' | '(' | ')' | ' ' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// A label with where it leads.
fn linked(node: &Node, keys: &[&str]) -> Option<String> {
    let label = text(node, keys)?.trim();
    Some(match text(node, &["link", "href"]) {
        // Without angle brackets, which are a tag in MDX.
        Some(link) => format!("[{label}]({})", encoded(link)),
        None => label.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_home_says_is_text() {
        let front = Front::of(
            "---\nhero:\n  name: N\n  text: A tool\n  tagline: Fast\n  actions:\n    - {text: Go, link: /a}\n    - {text: B c, link: /b (c)}\nfeatures:\n  - {title: Quick, details: Very.}\n---\n",
        );
        assert_eq!(
            said(&front.node.unwrap()),
            "A tool\n\nFast\n\n- [Go](/a)\n- [B c](/b%20%28c%29)\n\n**Quick**\n: Very.\n\n"
        );
    }
}
