//! What the tags of other programs stand for.

use super::block::{Block, kind};
use super::known::Foreign;
use super::tag::{Arguments, Family, Tag};

/// What a tag stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A block, up to its end.
    Block(Block),
    /// Code in a language, up to its end.
    Code(String),
    /// A block with Markdown and code in it.
    CodeInside(Block, String, String),
    /// Markdown before and behind what is in it.
    Around(String, String),
    /// Markdown.
    Text(String),
    /// A block with Markdown in it.
    Inside(Block, String),
    /// A link of what is in it, or of its own label.
    Link {
        label: Option<String>,
        address: String,
    },
}

/// Elements of other programs' components that are read as tags.
const ELEMENTS: [&str; 43] = [
    "Tabs",
    "TabItem",
    "Tab",
    "CodeGroup",
    "CodeGroupItem",
    "Admonition",
    "Aside",
    "Callout",
    "Alert",
    "Note",
    "Info",
    "Tip",
    "Warning",
    "Danger",
    "Caution",
    "Details",
    "Accordion",
    "Expandable",
    "Steps",
    "Step",
    "Card",
    "Cards",
    "CardGroup",
    "CardGrid",
    "LinkCard",
    "LinkButton",
    "FileTree",
    "Fragment",
    "Badge",
    "Icon",
    "YouTube",
    "Youtube",
    "Vimeo",
    "Listing",
    "Button",
    "Columns",
    "Column",
    "ReadMore",
    "Figure",
    "Frame",
    "AccordionItem",
    "AccordionGroup",
    "CodeBlock",
];

/// Whether an element of this name is read as a tag.
pub(in crate::content) fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name) || is_tabs(name)
}

/// Whether an element of this name holds tabs, whatever else it does: `<PackageManagerTabs>`.
pub(super) fn is_tabs(name: &str) -> bool {
    name.ends_with("Tabs")
}

/// What a tag stands for; `paired` if something ends it. `None` for what is not understood.
pub(super) fn meaning(tag: &Tag<'_>, paired: bool, foreign: &Foreign<'_>) -> Option<Meaning> {
    if tag.family == Family::Value {
        return value(tag.name);
    }
    if tag.family == Family::Element && !is_element(tag.name) {
        return link(tag);
    }
    let mapped = foreign.shortcodes.get(tag.name);
    let name = mapped.map_or(tag.name, String::as_str).to_ascii_lowercase();
    let meaning = match paired {
        true => around(&name, &tag.arguments),
        false => alone(&name, &tag.arguments),
    };
    meaning.or_else(|| link(tag))
}

/// What a component stands for of which nothing is known but where it leads.
fn link(tag: &Tag<'_>) -> Option<Meaning> {
    let label = tag.arguments.get(&["title", "label", "text", "name"]);
    Some(Meaning::Link {
        label: label.map(plain),
        address: tag.leads_to()?.to_owned(),
    })
}

/// What a value of a template stands for: the beginning of addresses, or an address.
fn value(text: &str) -> Option<Meaning> {
    let (first, filter) = text.split_once('|').unwrap_or((text, ""));
    let first = first.trim();
    if ["site.baseurl", "site.url", "base_url", "site.baseUrl"].contains(&first) {
        return Some(Meaning::Text(String::new()));
    }
    let is_address = ["relative_url", "absolute_url", "url"].contains(&filter.trim());
    let quoted = first.trim_matches(['"', '\'']);
    (is_address && quoted.len() + 2 == first.len()).then(|| Meaning::Text(quoted.to_owned()))
}

/// What begins and ends.
fn around(name: &str, arguments: &Arguments) -> Option<Meaning> {
    if let Some(meaning) = around_text(name, arguments) {
        return Some(meaning);
    }
    let text = |names: &[&str], at| arguments.get_or(names, at).map(str::to_owned);
    let block = match name {
        "notice" | "alert" | "callout" | "hint" | "admonition" | "aside" | "admonish" => {
            let names = ["type", "color", "style", "kind", "status", "level"];
            let own = arguments.get_or(&names, 0).unwrap_or("note");
            let kind = kind(own).or_else(|| kind(if name == "hint" { "tip" } else { "note" }))?;
            let title = arguments.get(&["title", "heading"]);
            let title = title.or(arguments.plain.get(1).map(String::as_str));
            let title = title.map(str::to_owned);
            Block::Callout {
                kind,
                title,
                opens: None,
            }
        }
        "details" | "expand" | "collapse" | "accordion" | "accordionitem" | "spoiler"
        | "expandable" => {
            let title = text(&["title", "summary", "label", "header"], 0);
            match title.is_none() && name == "accordion" {
                // It holds those that open.
                true => Block::Plain,
                false => Block::Details { title, open: false },
            }
        }
        "tabs" | "tabpane" | "tabgroup" | "tab-group" => Block::Tabs { of_code: false },
        "codegroup" | "code-group" | "codetabs" | "code-tabs" => Block::Tabs { of_code: true },
        name if name.ends_with("tabs") => Block::Tabs { of_code: false },
        "tab" | "tabitem" | "code-tabs-item" | "codegroupitem" => Block::Tab {
            title: text(&["label", "name", "header", "title", "value", "tabname"], 0)?,
        },
        "listing" | "figure" | "frame" => {
            let caption = arguments.get(&["caption", "title"]);
            let number = arguments.get(&["number"]);
            let file = arguments.get(&["file-name"]);
            let parts = [number, file, caption].into_iter().flatten();
            let caption = parts.collect::<Vec<_>>().join(". ");
            Block::Figure { caption }
        }
        "raw" | "verbatim" | "accordiongroup" | "stepper" | "content-ref" | "page-ref"
        | "updates" | "update" | "steps" | "step" | "cards" | "cardgroup" | "cardgrid"
        | "cardpane" | "columns" | "column" | "filetree" | "fragment" | "readmore" | "badge"
        | "div" | "section" | "none" => Block::Plain,
        "quote" | "blockquote" | "cite" => {
            let whose = ["title", "author", "cite", "source", "by"];
            Block::callout("quote", text(&whose, 0))?
        }
        name => Block::callout(name, text(&["title"], 0))?,
    };
    Some(Meaning::Block(block))
}

/// What begins and ends and is no block.
fn around_text(name: &str, arguments: &Arguments) -> Option<Meaning> {
    Some(match name {
        "highlight" | "code" | "code-block" | "codeblock" => {
            let language = arguments.get_or(&["lang", "language"], 0).unwrap_or("");
            let title = arguments.get(&["title", "file", "filename"]);
            let options = arguments.get_or(&["options"], 1).unwrap_or("");
            let options: String = options.chars().filter(|c| !"`\n{}".contains(*c)).collect();
            let info = fence_info(language, title);
            Meaning::Code(match options.is_empty() {
                true => info,
                false => format!("{info} {{{options}}}"),
            })
        }
        "code-toggle" => {
            let title = arguments.get(&["file"]);
            Meaning::Code(fence_info("toml", title))
        }
        "mermaid" => Meaning::Code("mermaid".to_owned()),
        "katex" | "math" => {
            let is_display = arguments.get_or(&["display"], 0).is_some();
            let (open, close) = match is_display {
                true => ("$$", "$$"),
                false => ("$`", "`$"),
            };
            Meaning::Around(open.to_owned(), close.to_owned())
        }
        "card" | "linkcard" => return card(arguments),
        "step" => {
            let title = arguments.get(&["title", "label"])?;
            Meaning::Inside(Block::Plain, format!("**{title}**"))
        }
        // What is between is the caption.
        "embed" | "file" => Meaning::Link {
            label: arguments.get(&["caption"]).map(str::to_owned),
            address: arguments.get(&["url", "src"])?.to_owned(),
        },
        "button" | "linkbutton" => {
            let link = arguments.get_or(&["href", "relref", "link", "url", "to"], 0)?;
            Meaning::Around("[".to_owned(), format!("]({link})"))
        }
        _ => return None,
    })
}

/// A card with a text: what stands above it, and below.
fn card(arguments: &Arguments) -> Option<Meaning> {
    let title = arguments.get_or(&["title", "header"], 0);
    let link = arguments.get(&["href", "link", "to"]);
    let bold = match (title, link) {
        (Some(title), Some(link)) => format!("**[{title}]({link})**"),
        (Some(title), None) => format!("**{title}**"),
        (None, Some(_)) => return None,
        (None, None) => String::new(),
    };
    let header = arguments
        .get(&["header"])
        .filter(|header| Some(*header) != title);
    let subtitle = arguments.get(&["subtitle"]);
    let parts = [header, Some(bold.as_str()), subtitle]
        .into_iter()
        .flatten();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n\n");
    Some(match arguments.get(&["footer"]) {
        Some(footer) => Meaning::Around(format!("{text}\n\n"), format!("\n\n{footer}")),
        None => Meaning::Inside(Block::Plain, text),
    })
}

/// A film or a file elsewhere, as GitBook shows it: with what it is called, or by its address.
fn embedded(address: &str, caption: Option<&str>) -> Meaning {
    let hosts = ["youtube.com/", "youtu.be/", "vimeo.com/"];
    let label = plain(caption.unwrap_or(address));
    let link = format!("[{label}](<{}>)", address.replace(['<', '>'], ""));
    match hosts.iter().any(|host| address.contains(host)) {
        true => Meaning::Inside(Block::Video, link),
        false => Meaning::Text(link),
    }
}

/// What is said of a picture: its title, its caption, and whose it is.
fn caption(arguments: &Arguments) -> Option<String> {
    let (title, caption) = (arguments.get(&["title"]), arguments.get(&["caption"]));
    let title = title.map(|title| match caption {
        Some(_) => format!("**{title}**"),
        None => title.to_owned(),
    });
    let whose = arguments.get(&["attr"]);
    let whose = whose.map(|whose| match arguments.get(&["attrlink"]) {
        Some(link) => format!("[{}](<{}>)", plain(whose), link.replace(['<', '>'], "")),
        None => whose.to_owned(),
    });
    let parts = [title, caption.map(str::to_owned), whose];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A video, by its name at whoever shows it or by its address.
fn video(name: &str, arguments: &Arguments) -> Option<Meaning> {
    let id = arguments.get_or(&["id", "videoId"], 0)?;
    let (label, address) = match name {
        "vimeo" => ("Vimeo", format!("https://vimeo.com/{id}")),
        _ => ("YouTube", format!("https://www.youtube.com/watch?v={id}")),
    };
    // Some are given an address instead of its last part.
    let address = Some(id)
        .filter(|id| id.contains("://"))
        .map_or(address, str::to_owned);
    let title = arguments.get(&["title"]).unwrap_or(label);
    let link = format!("[{}](<{address}>)", plain(title));
    Some(Meaning::Inside(Block::Video, link))
}

/// What stands alone.
fn alone(name: &str, arguments: &Arguments) -> Option<Meaning> {
    let text = match name {
        "figure" | "img" | "image" | "imgproc" => {
            let source = arguments.get_or(&["src", "link", "path"], 0)?;
            let caption = caption(arguments);
            let said = arguments.get(&["alt", "caption", "title"]);
            // Eleventy's has it behind the picture.
            let second = arguments.plain.get(1).filter(|_| name == "image");
            let said = said.or(second.map(String::as_str));
            let picture = picture(source, said.unwrap_or_default());
            let link = arguments.get(&["link"]).filter(|link| *link != source);
            let picture = match link {
                Some(link) => format!("[{picture}](<{}>)", link.replace(['<', '>'], "")),
                None => picture,
            };
            if let Some(caption) = caption {
                return Some(Meaning::Inside(Block::Figure { caption }, picture));
            }
            picture
        }
        "youtube" | "vimeo" => {
            return video(name, arguments);
        }
        "embed" => {
            let caption = arguments.get(&["caption"]);
            return Some(embedded(arguments.get(&["url"])?, caption));
        }
        "file" | "page-ref" => {
            let source = arguments.get(&["src", "page"])?;
            let name = source.rsplit('/').next().unwrap_or(source);
            let label = arguments.get(&["caption"]).unwrap_or(name);
            format!("[{}](<{}>)", plain(label), source.replace(['<', '>'], ""))
        }
        "ref" | "relref" | "link" => {
            let path = arguments.get_or(&["path"], 0)?;
            format!("<{}>", path.replace(['<', '>'], ""))
        }
        "badge" => plain(arguments.get_or(&["text"], 0)?),
        "linkcard" | "card" => {
            let title = plain(arguments.get_or(&["title", "header"], 0)?);
            let link = arguments.get(&["href", "link", "to"]);
            let title = link.map_or(title.clone(), |link| format!("[{title}](<{link}>)"));
            let more = ["subtitle", "description", "details", "footer"];
            let more = more.iter().filter_map(|name| arguments.get(&[name]));
            let parts = [format!("**{title}**")].into_iter().chain(more.map(plain));
            let text = parts.collect::<Vec<_>>().join("\n\n");
            return Some(Meaning::Inside(Block::Plain, text.trim_end().to_owned()));
        }
        "linkbutton" | "button" => {
            let title = arguments.get_or(&["title", "text"], 0)?;
            let link = arguments.get(&["href", "link", "to"])?;
            format!("[{}](<{link}>)", plain(title))
        }
        "icon" | "none" => String::new(),
        "br" => "\\\n".to_owned(),
        _ => return None,
    };
    Some(Meaning::Text(text))
}

/// A picture in Markdown.
pub(super) fn picture(source: &str, alt: &str) -> String {
    format!("![{}](<{}>)", plain(alt), source.replace(['<', '>'], ""))
}

/// A text in brackets of Markdown.
fn plain(text: &str) -> String {
    text.replace(['[', ']', '\n'], " ")
}

/// What stands behind the signs of a block of code.
fn fence_info(language: &str, title: Option<&str>) -> String {
    let language: String = language.chars().filter(|c| !"`\n ".contains(*c)).collect();
    match title {
        Some(title) => format!(
            "{language} title=\"{}\"",
            title.replace(['"', '`', '\n'], "")
        ),
        None => language,
    }
}
