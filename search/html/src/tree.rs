//! HTML as a browser reads it: text in, a tree out.
//!
//! The only home of html5ever, chosen over html5gum and lol_html (tokens: what closes a `<p>` or
//! a `<td>` would be ours to know), tl (not the standard's algorithm) and scraper (the same
//! parser, with selectors we do not need): it builds the tree that the standard prescribes for
//! any input, is kept by the Servo project, and is in the program already, below ammonia.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

/// The document itself, the first node of every tree.
pub(crate) const DOCUMENT: NodeId = NodeId(0);

/// A document.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// Whether it says of itself that it is HTML.
    pub(crate) has_doctype: bool,
}

struct Node {
    kind: Kind,
    parent: Option<NodeId>,
    before: Option<NodeId>,
    after: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

enum Kind {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// The document, what templates contain, comments: nothing that is read.
    Other,
}

impl Tree {
    /// Parses a document; there is no text that is not one.
    pub(crate) fn parse(html: &str) -> Self {
        parse_document(Sink::new(), ParseOpts::default()).one(html)
    }

    /// Name of an element in small letters; empty for other nodes.
    pub(crate) fn name(&self, node: NodeId) -> &str {
        match &self.node(node).kind {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Attributes of an element, names in small letters.
    pub(crate) fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match &self.node(node).kind {
            Kind::Element { attributes, .. } => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|a| (&*a.name.local, &*a.value))
    }

    /// Value of an attribute.
    pub(crate) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.attributes(node)
            .find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The node that this one is in.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).parent
    }

    /// The words of an element's `class`.
    pub(crate) fn classes(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let class = self.attribute(node, "class").unwrap_or_default();
        class.split_whitespace()
    }

    /// Goes through a node and all that is in it, in reading order.
    pub(crate) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            at: Some((root, false)),
            entered: None,
        }
    }

    /// A node that is nowhere yet.
    fn add(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node {
            kind,
            parent: None,
            before: None,
            after: None,
            first: None,
            last: None,
        });
        NodeId(self.nodes.len() as u32 - 1)
    }

    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.0 as usize]
    }
}

/// A step of a [`Walk`].
pub(crate) enum Step<'a> {
    /// An element begins.
    Enter(NodeId),
    /// An element ends.
    Leave(NodeId),
    /// Text, as it stands.
    Text(&'a str),
}

/// A way through a tree without recursion, as pages may be nested as deep as they like.
pub(crate) struct Walk<'a> {
    tree: &'a Tree,
    root: NodeId,
    /// Where to go next, and whether to leave it.
    at: Option<(NodeId, bool)>,
    entered: Option<NodeId>,
}

impl Walk<'_> {
    /// Passes over what is in the element that was just entered; its end comes next.
    pub(crate) fn pass_over(&mut self) {
        if let Some(node) = self.entered {
            self.at = Some((node, true));
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        loop {
            let (id, leaving) = self.at?;
            let node = self.tree.node(id);
            self.entered = None;
            self.at = match (leaving, node.first) {
                (false, Some(child)) => Some((child, false)),
                (false, None) => Some((id, true)),
                (true, _) if id == self.root => None,
                (true, _) => match node.after {
                    Some(sibling) => Some((sibling, false)),
                    None => node.parent.map(|parent| (parent, true)),
                },
            };
            match (&node.kind, leaving) {
                (Kind::Element { .. }, true) => return Some(Step::Leave(id)),
                (Kind::Element { .. }, false) => {
                    self.entered = Some(id);
                    return Some(Step::Enter(id));
                }
                (Kind::Text(text), false) => return Some(Step::Text(text)),
                _ => {}
            }
        }
    }
}

/// What html5ever builds the tree with.
struct Sink {
    tree: RefCell<Tree>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self {
            tree: RefCell::new(Tree {
                nodes: Vec::with_capacity(128),
                has_doctype: false,
            }),
        };
        sink.add(Kind::Other);
        sink
    }

    fn add(&self, kind: Kind) -> NodeId {
        self.tree.borrow_mut().add(kind)
    }

    /// Puts something into `parent`, before a child of it or at the end.
    fn insert(&self, parent: NodeId, next: Option<NodeId>, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                let tree = &mut *self.tree.borrow_mut();
                let before = match next {
                    Some(next) => tree.node(next).before,
                    None => tree.node(parent).last,
                };
                if let Some(before) = before
                    && let Kind::Text(known) = &mut tree.nodes[before.0 as usize].kind
                {
                    known.push_tendril(&text);
                    return;
                }
                tree.add(Kind::Text(text))
            }
        };
        let nodes = &mut self.tree.borrow_mut().nodes;
        let before = match next {
            Some(next) => nodes[next.0 as usize].before.replace(child),
            None => nodes[parent.0 as usize].last.replace(child),
        };
        match before {
            Some(before) => nodes[before.0 as usize].after = Some(child),
            None => nodes[parent.0 as usize].first = Some(child),
        }
        let node = &mut nodes[child.0 as usize];
        (node.parent, node.before, node.after) = (Some(parent), before, next);
    }

    fn detach(&self, id: NodeId) {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let node = &mut nodes[id.0 as usize];
        let (before, after) = (node.before.take(), node.after.take());
        let Some(parent) = node.parent.take() else {
            return;
        };
        match before {
            Some(before) => nodes[before.0 as usize].after = after,
            None => nodes[parent.0 as usize].first = after,
        }
        match after {
            Some(after) => nodes[after.0 as usize].before = before,
            None => nodes[parent.0 as usize].last = before,
        }
    }
}

/// The name that is asked for where there is none, which html5ever promises not to do.
static NO_NAME: std::sync::LazyLock<QualName> =
    std::sync::LazyLock::new(|| QualName::new(None, html5ever::ns!(), "".into()));

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| match &tree.node(*target).kind {
            Kind::Element { name, .. } => name,
            _ => &*NO_NAME,
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        self.add(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.tree.borrow().parent(*element).is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, _: StrTendril, _: StrTendril) {
        self.tree.borrow_mut().has_doctype = name.eq_ignore_ascii_case("html");
    }

    fn get_template_contents(&self, _: &NodeId) -> NodeId {
        // A node outside the tree, so that templates are never read.
        self.add(Kind::Other)
    }

    fn same_node(&self, a: &NodeId, b: &NodeId) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        // A moved node may stand right before its new place: out with it first.
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(*node);
        }
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        let nodes = &mut self.tree.borrow_mut().nodes;
        if let Kind::Element { attributes, .. } = &mut nodes[target.0 as usize].kind {
            for new in more {
                if attributes.iter().all(|known| known.name != new.name) {
                    attributes.push(new);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        loop {
            let child = self.tree.borrow().node(*node).first;
            match child {
                Some(child) => self.insert(*parent, None, NodeOrText::AppendNode(child)),
                None => return,
            }
        }
    }
}
