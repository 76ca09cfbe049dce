//! The tags of templates and of components, as they are written.

use std::borrow::Cow;
use std::ops::Range;

/// A tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whose it is.
    pub family: Family,
    /// Its name.
    pub name: &'a str,
    /// Whether it begins something, ends it or is alone.
    pub role: Role,
    /// What stands behind the name.
    pub arguments: Arguments,
}

/// Whose a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `{{< … >}}` and `{{% … %}}`.
    Hugo,
    /// `{% … %}`.
    Liquid,
    /// `{{ name(…) }}`.
    Call,
    /// `{{ … }}`.
    Value,
    /// `<Name …>`.
    Element,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins something, if something ends it.
    Open,
    /// It ends what was begun last under its name.
    Close,
    /// It ends what was begun last.
    CloseAny,
    /// It is alone.
    Void,
}

/// What stands behind a name.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    /// Without a name.
    pub plain: Vec<String>,
    /// With one.
    pub named: Vec<(String, String)>,
}

impl Arguments {
    /// The first that there is of some names.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let mut named = self.named.iter();
            let (_, value) = named.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            Some(value.as_str())
        })
    }

    /// The same, or the one without a name at a place.
    pub(super) fn get_or(&self, names: &[&str], at: usize) -> Option<&str> {
        self.get(names).or(self.plain.get(at).map(String::as_str))
    }
}

impl Tag<'_> {
    /// Whether what is in it is shown as it stands.
    pub(super) fn is_raw(&self) -> bool {
        self.role == Role::Open && matches!(self.name, "raw" | "verbatim")
    }

    /// Where a component leads, if it says so as it stands and not by a program.
    pub(super) fn leads_to(&self) -> Option<&str> {
        let address = self.arguments.get(&["href", "to", "link"])?;
        let begins = ["/", "#", "./", "../", "https://", "http://", "mailto:"];
        let is_address = begins.iter().any(|sign| address.starts_with(sign));
        let is_written = !address.contains(|c: char| c.is_whitespace() || "{}<>`'\"$".contains(c));
        (self.family == Family::Element && is_address && is_written).then_some(address)
    }
}

/// Whether a component begins at a place that leads somewhere.
pub(in crate::content) fn leads_somewhere(text: &str, start: usize) -> bool {
    element(text, start).is_some_and(|tag| tag.leads_to().is_some())
}

/// A text for those who see nothing else of a page, without the tags of templates that nobody has read.
pub(in crate::content) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains("{{") && !text.contains("{%") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find('{') {
        let tag = at(rest, start).filter(|tag| tag.family != Family::Value);
        let end = tag.map_or(start + 1, |tag| tag.range.end);
        let is_tag = end > start + 1;
        out.push_str(&rest[..if is_tag { start } else { end }]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How far the end of a tag is looked for, in bytes.
const LONGEST: usize = 2_000;

const SIGNS: [(&str, &str, Family); 4] = [
    ("{{<", ">}}", Family::Hugo),
    ("{{%", "%}}", Family::Hugo),
    ("{%", "%}", Family::Liquid),
    ("{{", "}}", Family::Value),
];

/// The tag that begins at a place.
pub(super) fn at(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start..];
    if rest.starts_with('<') {
        return element(text, start);
    }
    let (open, close, family) = SIGNS.iter().find(|(open, _, _)| rest.starts_with(open))?;
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let length = near[open.len()..].find(close)?;
    let end = open.len() + length + close.len();
    let inside = rest[open.len()..open.len() + length].trim_matches(['-', ' ', '\n', '\t']);
    let (closes, own) = match inside.strip_prefix('/') {
        Some(own) => (true, own.trim_start()),
        None => (false, inside),
    };
    let void = own.ends_with('/') && *family == Family::Hugo;
    let own = if void {
        own[..own.len() - 1].trim_end()
    } else {
        own
    };
    let is_name = |c: char| c.is_alphanumeric() || "_-/.".contains(c);
    let name = &own[..own.find(|c| !is_name(c)).unwrap_or(own.len())];
    let behind = own[name.len()..].trim_start();
    let called = behind
        .strip_prefix('(')
        .map(|rest| rest.strip_suffix(')').unwrap_or(rest));
    let (family, name, role) = match family {
        Family::Liquid if name == "end" => (Family::Liquid, name, Role::CloseAny),
        Family::Liquid => match name.strip_prefix("end") {
            Some(name) => (Family::Liquid, name.trim_start_matches('_'), Role::Close),
            None => (Family::Liquid, name, Role::Open),
        },
        Family::Value if called.is_some() => (Family::Call, name, Role::Void),
        Family::Value => (Family::Value, own, Role::Void),
        family if closes => (*family, name, Role::Close),
        family if void => (*family, name, Role::Void),
        family => (*family, name, Role::Open),
    };
    (!name.is_empty() || role == Role::CloseAny).then(|| Tag {
        range: start..start + end,
        family,
        name,
        role,
        arguments: arguments(called.unwrap_or(behind)),
    })
}

/// `<Name …>`, whose name begins with a capital or has a hyphen.
fn element(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start + 1..];
    let (closes, own) = match rest.strip_prefix('/') {
        Some(own) => (true, own),
        None => (false, rest),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let name = &own[..own.find(|c| !is_name(c)).unwrap_or(own.len())];
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('-');
    if !is_component || name.starts_with('-') {
        return None;
    }
    let behind = &own[name.len()..];
    let near = &behind[..behind.floor_char_boundary(LONGEST)];
    let length = end_of_element(near)?;
    let inside = &behind[..length];
    let void = inside.ends_with('/');
    let before = own.as_ptr() as usize - text.as_ptr() as usize;
    Some(Tag {
        range: start..before + name.len() + length + 1,
        family: Family::Element,
        name,
        role: match (closes, void) {
            (true, _) => Role::Close,
            (_, true) => Role::Void,
            _ => Role::Open,
        },
        arguments: arguments(inside.trim_end_matches('/')),
    })
}

/// Where the `>` of a tag is, behind quoted texts and expressions.
pub(in crate::content) fn end_of_element(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// What stands behind a name: `a "b c" key=value key="a text" key={…}`, with or without commas.
pub(super) fn arguments(text: &str) -> Arguments {
    let mut found = Arguments::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let is_key = |c: char| c.is_alphanumeric() || "_-:@.".contains(c);
        let length = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        let key = &rest[..length];
        let behind = rest[length..].trim_start();
        if !key.is_empty()
            && let Some(behind) = behind.strip_prefix('=')
        {
            let (value, next) = value(behind.trim_start());
            found.named.push((key.to_owned(), value));
            rest = next;
        } else {
            let (value, next) = value(rest);
            // What no value begins with is passed over.
            rest = match next.len() == rest.len() {
                true => &rest[rest.chars().next().map_or(0, char::len_utf8)..],
                false => next,
            };
            found
                .plain
                .extend(Some(value).filter(|value| !value.is_empty()));
        }
    }
}

/// The value at the beginning of a text, and what is behind it.
fn value(text: &str) -> (String, &str) {
    let first = text.chars().next().unwrap_or(' ');
    if matches!(first, '"' | '\'' | '`' | '“') {
        let close = if first == '“' { '”' } else { first };
        let inside = &text[first.len_utf8()..];
        let mut escaped = false;
        let end = inside.char_indices().find(|(_, c)| {
            let ends = *c == close && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        return match end {
            Some((end, close)) => {
                let value = inside[..end].replace("\\\"", "\"");
                (value, &inside[end + close.len_utf8()..])
            }
            None => (inside.to_owned(), ""),
        };
    }
    if first == '{' {
        let mut depth = 0_usize;
        let end = text.char_indices().find(|(_, c)| {
            depth = match c {
                '{' => depth + 1,
                '}' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        let end = end.map_or(text.len(), |(at, _)| at + 1);
        let inside = text[1..end].trim_end_matches('}').trim();
        let bare = inside.trim_matches(['"', '\'', '`']);
        return (bare.to_owned(), &text[end..]);
    }
    let end = text.find(|c: char| c.is_whitespace() || c == ',');
    let end = end.unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(tag) = at(text, 0) else {
            return String::new();
        };
        let Arguments { plain, named } = &tag.arguments;
        let named: Vec<String> = named.iter().map(|(k, v)| format!("{k}={v}")).collect();
        format!(
            "{} {:?} {} {} {}",
            tag.name,
            tag.role,
            plain.join("|"),
            named.join("|"),
            &text[tag.range.end..]
        )
    }

    #[test]
    fn who_sees_the_beginning_alone_sees_no_tags() {
        for (text, expected) in [
            ("{{< blocks/cover a=\"b\" >}} c {% capture x %}d", " c d"),
            ("{{ a }} {b} {% c", "{{ a }} {b} {% c"),
        ] {
            assert_eq!(without_tags(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_are_read_as_their_programs_do() {
        for (text, expected) in [
            (
                "{{< figure src=\"a b.png\" title=T >}}x",
                "figure Open  src=a b.png|title=T x",
            ),
            (
                "{{% notice tip \"A \\\"b\\\"\" %}}",
                "notice Open tip|A \"b\"  ",
            ),
            ("{{< /notice >}}", "notice Close   "),
            ("{{< youtube id />}}", "youtube Void id  "),
            ("{% endhighlight %}", "highlight Close   "),
            ("{%- include a.html x=\"1\" -%}", "include Open a.html x=1 "),
            (
                "{{ youtube(id=\"a\", autoplay=true) }}",
                "youtube Void  id=a|autoplay=true ",
            ),
            ("{% end %}", "end CloseAny   "),
            (
                "<TabItem value=\"x\" label={'a > b'} default>c",
                "TabItem Open default value=x|label=a > b c",
            ),
            ("<Since v=\"1\" />.", "Since Void  v=1 ."),
            ("</Tabs>", "Tabs Close   "),
            ("<b>", ""),
            ("{{< open", ""),
            ("{a: 1}", ""),
        ] {
            assert_eq!(shown(text).trim_end(), expected.trim_end(), "{text}");
        }
    }
}
