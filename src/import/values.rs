//! What the configuration of the other program is called by in texts: `{{ site.title }}`.

use crate::yaml::Node;

/// A text with values in the place of their names, which begin with one word; what has no value, and
/// what is shown as it stands, stays.
pub(super) fn filled(text: &str, first: &str, values: &Node) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_raw = false;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let close = if tag.starts_with("{%") { "%}" } else { "}}" };
        let Some(end) = tag.find(close).map(|end| end + 2) else {
            rest = tag;
            break;
        };
        let inside = tag[2..end - 2].trim_matches(['-', ' ']);
        match (inside, tag.starts_with("{%")) {
            ("raw", true) => is_raw = true,
            ("endraw", true) => is_raw = false,
            _ => {}
        }
        let value = match is_raw {
            true => None,
            false => value(inside, first, values),
        };
        out.push_str(value.unwrap_or(&tag[..end]));
        rest = &tag[end..];
    }
    out + rest
}

fn value<'a>(name: &str, first: &str, values: &'a Node) -> Option<&'a str> {
    // What addresses begin with is known where they are read.
    if ["site.baseurl", "site.url"].contains(&name) {
        return None;
    }
    let path = match first {
        "" => name,
        first => name.strip_prefix(first)?.strip_prefix('.')?,
    };
    let node = path
        .split('.')
        .try_fold(values, |node, key| node.get(key))?;
    node.as_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::parse;

    #[test]
    fn names_of_settings_are_their_values() {
        let values = parse("title: T\nurl: u\nauthor: {name: N}\nlist: [a]\n", "yml").unwrap();
        let text = "{{ site.title }} {{site.author.name}} {{ site.list }} {{ page.title }} {{ site.url }} {% raw %}{{ site.title }}{% endraw %} {{ x";
        let expected = "T N {{ site.list }} {{ page.title }} {{ site.url }} {% raw %}{{ site.title }}{% endraw %} {{ x";
        assert_eq!(filled(text, "site", &values), expected);
        assert_eq!(filled("{{ title }} {{ x }}", "", &values), "T {{ x }}");
    }
}
