//! What could not be carried over.

use crate::diagnostic::{Language, Problem};

/// Something that could not be carried over, and where it stands.
#[derive(Debug, PartialEq)]
pub struct Left {
    /// What it is.
    pub what: What,
    /// The file, of the old site or, behind `content/`, of the new one.
    pub path: String,
    /// The line in it, if it is one.
    pub line: Option<usize>,
}

/// What could not be carried over.
#[derive(Debug, PartialEq)]
pub enum What {
    /// A setting that means nothing here.
    Setting(String),
    /// Something of an order that its program computes.
    Computed(String),
    /// A file that only its program can run: a template, a style, a script.
    Program,
    /// A page that its program did not publish either.
    Unpublished,
    /// A file that cannot be read.
    Unreadable,
    /// A pattern of files that cannot be read.
    Pattern(String),
    /// A date that is none.
    Date(String),
    /// Something in a text that its program replaces.
    Shortcode(String),
    /// An entry of a menu that leads to no page.
    MenuEntry(String),
    /// An old address that does not answer.
    Address(String),
    /// An old address that answers only on hosts that read `_redirects`.
    OnlyRedirected(String),
    /// An old address that leads to something else, since there is no such list.
    Elsewhere(String, String),
    /// Something in a text that is not understood.
    Text(Box<Problem>),
}

impl Left {
    pub(super) fn new(what: What, path: &str, line: Option<usize>) -> Self {
        Self {
            what,
            path: path.to_owned(),
            line,
        }
    }

    /// Where it stands.
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.path),
            None => self.path.clone(),
        }
    }

    /// What is to be said of it.
    pub fn said(&self, language: Language) -> String {
        let (italian, english) = match &self.what {
            What::Setting(name) => (
                format!("l'impostazione `{name}` qui non ha effetto"),
                format!("the setting `{name}` has no effect here"),
            ),
            What::Computed(construct) => (
                format!("«{construct}» si calcola: nell'ordine non c'è"),
                format!("`{construct}` is computed: it is left out of the order"),
            ),
            What::Program => (
                "modello, stile, programma o parola sua: l'aspetto è del tema".to_owned(),
                "template, style, script or word of its own: the theme does that".to_owned(),
            ),
            What::Unpublished => (
                "non era pubblicata nemmeno prima".to_owned(),
                "was not published before either".to_owned(),
            ),
            What::Unreadable => ("non si può leggere".to_owned(), "cannot be read".to_owned()),
            What::Pattern(pattern) => (
                format!("il modello di file «{pattern}» non si capisce: non ne sceglie nessuno"),
                format!("the pattern of files `{pattern}` is not understood: it chooses none"),
            ),
            What::Date(date) => (
                format!("la data «{date}» non si capisce: la pagina non ne ha"),
                format!("the date `{date}` is not understood: the page has none"),
            ),
            What::Shortcode(name) => (
                format!("`{name}` qui è testo"),
                format!("`{name}` is text here"),
            ),
            What::MenuEntry(name) => (
                format!("la voce di menu «{name}» non porta a una pagina"),
                format!("the entry `{name}` of the menu leads to no page"),
            ),
            What::Address(address) => (
                format!("il vecchio indirizzo {address} non risponde"),
                format!("the old address {address} does not answer"),
            ),
            What::OnlyRedirected(address) => (
                format!("{address} risponde dove il server legge _redirects"),
                format!("{address} answers where the host reads _redirects"),
            ),
            What::Elsewhere(address, to) => (
                format!("{address} porta a {to}: qui l'elenco non c'è"),
                format!("{address} leads to {to}: there is no such list here"),
            ),
            What::Text(problem) => return problem.text(language).message,
        };
        match language {
            Language::Italian => italian,
            Language::English => english,
        }
    }
}
