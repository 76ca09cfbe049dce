//! Which file uses what is defined in which other: paths resolved to the file that defines their
//! name, so that a facade (`pub use child::Type`) is no link, and neither is `mod child;`.
//!
//! What it cannot see: a method called on a value whose type is nowhere named.

use super::names::{Import, imports, named_in_attribute, paths};
use super::tokens::{Token, attribute, end_of_group, end_of_item, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// A library or a program.
#[derive(Clone, Debug)]
pub struct Crate {
    /// As other crates name it; programs have the name of their library.
    pub name: String,
    /// The file that it begins with.
    pub root: String,
    /// What its manifest lets it use, as code names it.
    pub dependencies: BTreeSet<String>,
}

/// Where a file names something: line → path as it is written.
pub type Places = BTreeMap<usize, String>;

/// As many lines of one file that use another are shown.
const SHOWN: usize = 4;

/// Every file with what it uses.
#[derive(Debug, Default)]
pub struct Graph {
    /// File → files that define what it uses.
    pub files: BTreeMap<String, BTreeMap<String, Places>>,
    /// Dependency → files that name it.
    pub dependencies: BTreeMap<String, BTreeMap<String, Places>>,
}

/// Builds the graph of the crates, given the text of every file.
pub fn graph(crates: &[Crate], texts: &BTreeMap<String, String>) -> Graph {
    let mut tree = Tree {
        crates,
        texts,
        modules: Vec::new(),
        roots: Vec::new(),
    };
    for (number, of) in crates.iter().enumerate() {
        let root = tree.file(number, None, &of.root);
        tree.roots.push(root);
    }
    tree.graph()
}

impl Graph {
    /// Groups of files each of which uses all the others, directly or not.
    pub fn circles(&self) -> Vec<BTreeSet<&str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .files
            .keys()
            .map(|file| (file.as_str(), self.reached(file)))
            .collect();
        let mut circles = BTreeSet::new();
        for (file, others) in &reached {
            let circle: BTreeSet<&str> = others
                .iter()
                .copied()
                .filter(|other| reached.get(other).is_some_and(|back| back.contains(file)))
                .collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn reached(&self, file: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            for next in self.files.get(file).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(next.as_str()) {
                    open.push(next);
                }
            }
        }
        reached
    }

    /// A circle file by file, with the lines that tie it.
    pub fn explained(&self, circle: &BTreeSet<&str>) -> String {
        let mut text = format!("a circle of {} files:\n", circle.len());
        for (file, used) in self
            .files
            .iter()
            .filter(|(file, _)| circle.contains(file.as_str()))
        {
            for (other, places) in used
                .iter()
                .filter(|(other, _)| circle.contains(other.as_str()))
            {
                text += &format!("  {file} → {other}\n");
                for (line, path) in places.iter().take(SHOWN) {
                    text += &format!("      {line}: {path}\n");
                }
                if places.len() > SHOWN {
                    text += &format!("      and {} more\n", places.len() - SHOWN);
                }
            }
        }
        text
    }
}

/// A module: a file, or a part of one.
#[derive(Default)]
struct Module {
    file: String,
    of: usize,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    /// Children that a macro declares, which it does to use them: lines and modules.
    listed: Vec<(usize, usize)>,
    /// Names of its types, which a path may go on from, and of its other items.
    types: BTreeSet<String>,
    values: BTreeSet<String>,
    imports: Vec<Import>,
    /// All its tokens but those of imports.
    code: Vec<Vec<Token>>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(usize),
    /// An item, by the module that defines it.
    Item(usize),
    Dependency(String),
}

struct Tree<'t> {
    crates: &'t [Crate],
    texts: &'t BTreeMap<String, String>,
    modules: Vec<Module>,
    /// The first module of every crate.
    roots: Vec<usize>,
}

/// Whether a macro is called here with the declaration of modules: `kinds! { mod page; … }`.
fn declares_modules(tokens: &[Token], at: usize) -> bool {
    let is = |offset: usize, text: &str| tokens.get(at + offset).is_some_and(|t| t.is(text));
    is(1, "!") && is(2, "{") && is(3, "mod")
}

impl Tree<'_> {
    fn file(&mut self, of: usize, parent: Option<usize>, path: &str) -> usize {
        let text = self
            .texts
            .get(path)
            .unwrap_or_else(|| panic!("{path} is not there"));
        self.module(of, parent, path, &tokens(text))
    }

    fn module(&mut self, of: usize, parent: Option<usize>, file: &str, tokens: &[Token]) -> usize {
        let id = self.modules.len();
        self.modules.push(Module {
            file: file.to_owned(),
            of,
            parent,
            ..Module::default()
        });
        let mut i = 0;
        while i < tokens.len() {
            i = self.item(id, tokens, i);
        }
        id
    }

    /// Reads the item that begins here; gives the place behind it.
    fn item(&mut self, id: usize, tokens: &[Token], start: usize) -> usize {
        if let Some(end) = attribute(tokens, start) {
            self.modules[id]
                .code
                .push(named_in_attribute(&tokens[start..end]));
            return end;
        }
        let mut at = start;
        let public = tokens[at].is("pub");
        if public {
            at += 1;
            if tokens.get(at).is_some_and(|token| token.is("(")) {
                at = end_of_group(tokens, at);
            }
        }
        match tokens.get(at).and_then(Token::name) {
            Some("use") => {
                let (imports, end) = imports(tokens, at, public);
                self.modules[id].imports.extend(imports);
                end
            }
            Some("mod") => {
                let name = tokens[at + 1].text.clone();
                let (child, end) = self.child(id, &name, tokens, at + 2);
                self.modules[id].children.insert(name, child);
                end
            }
            _ if declares_modules(tokens, at) => {
                let end = end_of_group(tokens, at + 2);
                let before = self.modules[id].children.clone();
                let mut i = at + 3;
                while i < end - 1 {
                    i = self.item(id, &tokens[..end - 1], i);
                }
                let module = &mut self.modules[id];
                let new = module
                    .children
                    .iter()
                    .filter(|(name, _)| !before.contains_key(*name));
                module
                    .listed
                    .extend(new.map(|(_, child)| (tokens[at].line, *child)));
                end
            }
            _ => {
                let end = end_of_item(tokens, at).max(start + 1);
                self.code(id, &tokens[at..end]);
                end
            }
        }
    }

    /// The module behind `mod name`.
    fn child(&mut self, id: usize, name: &str, tokens: &[Token], at: usize) -> (usize, usize) {
        let (of, file) = (self.modules[id].of, self.modules[id].file.clone());
        if tokens[at].is("{") {
            let end = end_of_group(tokens, at);
            return (
                self.module(of, Some(id), &file, &tokens[at + 1..end - 1]),
                end,
            );
        }
        let root = self.modules[id].parent.is_none() || file.ends_with("/mod.rs");
        let folder = if root {
            file.rsplit_once('/').map_or("", |(folder, _)| folder)
        } else {
            file.trim_end_matches(".rs")
        };
        let path = [
            format!("{folder}/{name}.rs"),
            format!("{folder}/{name}/mod.rs"),
        ]
        .into_iter()
        .find(|path| self.texts.contains_key(path))
        .unwrap_or_else(|| panic!("{file}: no file for `mod {name}`"));
        (self.file(of, Some(id), &path), at + 1)
    }

    /// An item that is neither module nor import: what it defines, what it says.
    fn code(&mut self, id: usize, tokens: &[Token]) {
        let module = &mut self.modules[id];
        // An item that is a call of a macro may define what it likes.
        let called = tokens.len() > 1 && tokens[1].is("!") && !tokens[0].is("macro_rules");
        for (i, token) in tokens.iter().enumerate() {
            if !called && (token.is("{") || token.is("=") || token.is("impl")) {
                break;
            }
            let defined = match token.name() {
                Some("struct" | "enum" | "trait" | "type") => &mut module.types,
                Some("fn" | "const" | "static" | "macro_rules") => &mut module.values,
                _ => continue,
            };
            let named = tokens[i + 1..].iter().find(|token| !token.is("!"));
            defined.extend(named.and_then(Token::name).map(str::to_owned));
        }
        let mut code = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let precise = tokens.get(i + 1).is_some_and(|token| token.is("<"));
            if let Some(end) = attribute(tokens, i) {
                code.extend(named_in_attribute(&tokens[i..end]));
                i = end;
            } else if tokens[i].is("use") && !precise {
                let (imports, end) = imports(tokens, i, false);
                module.imports.extend(imports);
                i = end;
            } else {
                code.push(tokens[i].clone());
                i += 1;
            }
        }
        module.code.push(code);
    }

    /// What a path means that is written in a module.
    fn resolve(&self, id: usize, path: &[String], depth: usize) -> BTreeSet<Target> {
        let Some((first, rest)) = path.split_first() else {
            return BTreeSet::from([Target::Module(id)]);
        };
        // Globs that name each other have no end.
        if depth > 12 {
            return BTreeSet::new();
        }
        match first.as_str() {
            "crate" => return self.below(self.roots[self.modules[id].of], rest, depth),
            "self" => return self.resolve_inside(id, rest, depth),
            "super" => {
                let parent = self.modules[id].parent;
                return parent
                    .map_or_else(BTreeSet::new, |id| self.resolve_inside(id, rest, depth));
            }
            _ => {}
        }
        let found = self.below(id, path, depth);
        if !found.is_empty() {
            return found;
        }
        let library = self.crates.iter().position(|of| of.name == *first);
        match library {
            Some(of) if of != self.modules[id].of => {
                let mut found = self.below(self.roots[of], rest, depth);
                found.insert(Target::Dependency(first.clone()));
                found
            }
            _ if self.crates[self.modules[id].of]
                .dependencies
                .contains(first) =>
            {
                BTreeSet::from([Target::Dependency(first.clone())])
            }
            _ => BTreeSet::new(),
        }
    }

    /// The rest of a path behind `self` or `super`, which may begin with another `super`.
    fn resolve_inside(&self, id: usize, rest: &[String], depth: usize) -> BTreeSet<Target> {
        match rest.first().map(String::as_str) {
            Some("super") => self.resolve(id, rest, depth),
            _ => self.below(id, rest, depth),
        }
    }

    /// What a module knows by the first name of a path.
    fn below(&self, id: usize, path: &[String], depth: usize) -> BTreeSet<Target> {
        let Some((first, rest)) = path.split_first() else {
            return BTreeSet::from([Target::Module(id)]);
        };
        let module = &self.modules[id];
        let mut found = BTreeSet::new();
        if let Some(child) = module.children.get(first) {
            found.extend(self.below(*child, rest, depth));
        }
        if module.types.contains(first) || (rest.is_empty() && module.values.contains(first)) {
            found.insert(Target::Item(id));
        }
        for import in module
            .imports
            .iter()
            .filter(|import| import.name.as_ref() == Some(first))
        {
            // `use a::a`: not the name that the import itself gives.
            if import.path == [first.clone()] {
                continue;
            }
            found.extend(self.behind(id, &import.path, rest, depth));
        }
        if found.is_empty() {
            for import in module.imports.iter().filter(|import| import.name.is_none()) {
                let behind = self.behind(id, &import.path, path, depth);
                // What another's prelude holds is not known here.
                found.extend(
                    behind
                        .into_iter()
                        .filter(|to| !matches!(to, Target::Dependency(_))),
                );
            }
        }
        found
    }

    /// What is called `rest` in what `path` leads to.
    fn behind(
        &self,
        id: usize,
        path: &[String],
        rest: &[String],
        depth: usize,
    ) -> BTreeSet<Target> {
        let mut found = BTreeSet::new();
        for target in self.resolve(id, path, depth + 1) {
            match target {
                Target::Module(module) => found.extend(self.below(module, rest, depth + 1)),
                other => {
                    found.insert(other);
                }
            }
        }
        found
    }

    fn graph(&self) -> Graph {
        let mut graph = Graph::default();
        for (id, module) in self.modules.iter().enumerate() {
            graph.files.entry(module.file.clone()).or_default();
            let mut used = Vec::new();
            for code in &module.code {
                used.extend(paths(code));
            }
            let names: BTreeSet<&str> = used.iter().map(|(_, path)| path[0].as_str()).collect();
            for import in &module.imports {
                let facade = import.public
                    && import
                        .name
                        .as_ref()
                        .is_none_or(|name| !names.contains(name.as_str()));
                self.link(&mut graph, id, import.line, &import.path, !facade);
            }
            for (line, child) in &module.listed {
                let used = graph.files.entry(module.file.clone()).or_default();
                let places = used.entry(self.modules[*child].file.clone()).or_default();
                places.insert(*line, "a list of modules".to_owned());
            }
            let globs = self.has_glob(id);
            for (line, path) in used.iter().filter(|(_, path)| globs || path.len() > 1) {
                self.link(&mut graph, id, *line, path, true);
            }
        }
        graph
    }

    /// Whether single names may come from `use module::*`.
    fn has_glob(&self, id: usize) -> bool {
        let mut globs = self.modules[id]
            .imports
            .iter()
            .filter(|import| import.name.is_none());
        globs.any(|import| {
            let found = self.resolve(id, &import.path, 0);
            found
                .iter()
                .any(|target| matches!(target, Target::Module(_)))
        })
    }

    fn link(&self, graph: &mut Graph, id: usize, line: usize, path: &[String], uses: bool) {
        let file = &self.modules[id].file;
        let written = path.join("::");
        for target in self.resolve(id, path, 0) {
            let places = match target {
                Target::Item(other) if uses && self.modules[other].file != *file => graph
                    .files
                    .entry(file.clone())
                    .or_default()
                    .entry(self.modules[other].file.clone()),
                // Behind a name that another module passes on stands that module, its door.
                Target::Dependency(name) if path[0] == name => graph
                    .dependencies
                    .entry(name)
                    .or_default()
                    .entry(file.clone()),
                _ => continue,
            };
            places.or_default().insert(line, written.clone());
        }
    }
}
