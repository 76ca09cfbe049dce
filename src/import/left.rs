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
    /// A setting, by its keys, in whose place something is computed.
    Calculated(String, String),
    /// A page of which a script makes others.
    Routes,
    /// Words of a translation that are no pages.
    Words,
    /// A file that only its program can run: a template, a style, a script.
    Program,
    /// A page that is made by a template, and has a text in it.
    Template,
    /// Something that its program has and that has no place here.
    NotCarried(String),
    /// A page that its program did not publish either.
    Unpublished,
    /// A file that cannot be read.
    Unreadable,
    /// A pattern of files that cannot be read.
    Pattern(String),
    /// A folder that is not among what is imported.
    Folder(String),
    /// The folder below which a site is published, whose host nobody says.
    Base(String),
    /// A date that is none.
    Date(String),
    /// Something in a text that its program replaces.
    Shortcode(String),
    /// An entry of a menu that leads to no page.
    MenuEntry(String),
    /// An entry of a menu that leads to a page to which another one beside it does.
    MenuTwice(String),
    /// An entry of a menu that leads to a page, where it led to a place in it.
    MenuPlace(String, String),
    /// An old address that does not answer.
    Address(String),
    /// An old address that answers only on hosts that read `_redirects`.
    OnlyRedirected(String),
    /// Old addresses of feeds that answer only on such hosts.
    FeedsRedirected(Vec<String>),
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
        match language {
            Language::Italian => self.what.italian(),
            Language::English => self.what.english(),
        }
    }
}

impl What {
    fn italian(&self) -> String {
        match self {
            Self::Setting(name) => format!("l'impostazione `{name}` qui non ha effetto"),
            Self::Computed(construct) => format!("«{construct}» si calcola: nell'ordine non c'è"),
            Self::Calculated(name, construct) => {
                format!("`{name}`: «{construct}» si calcola, e qui non c'è: scrivilo a mano")
            }
            Self::Routes => "qui un programma faceva più pagine: scrivile una a una".to_owned(),
            Self::Words => "parole tradotte del tema: qui le dice il tema".to_owned(),
            Self::Program => {
                "modello, stile, programma o parola sua: l'aspetto è del tema".to_owned()
            }
            Self::Template => {
                "è un modello con un testo: il testo non è portato, riscrivilo in una pagina"
                    .to_owned()
            }
            Self::NotCarried(name) => format!("`{name}` non è portato"),
            Self::Unpublished => "non era pubblicata nemmeno prima".to_owned(),
            Self::Unreadable => "non si può leggere".to_owned(),
            Self::Pattern(pattern) => {
                format!("il modello di file «{pattern}» non si capisce: non ne sceglie nessuno")
            }
            Self::Folder(folder) => format!(
                "la cartella `{folder}` non è in quella importata: copiala lì dentro e cambia il percorso"
            ),
            Self::Base(base) => format!(
                "il sito sta sotto `{base}`: in casa.yaml scrivi l'indirizzo intero, `base_url: https://…{base}`"
            ),
            Self::Date(date) => format!("la data «{date}» non si capisce: la pagina non ne ha"),
            Self::Shortcode(name) => format!("`{name}` qui è testo"),
            Self::MenuEntry(name) => format!("la voce di menu «{name}» non porta a una pagina"),
            Self::MenuTwice(name) => {
                format!("la voce di menu «{name}» porta a una pagina che lì c'è già: è tralasciata")
            }
            Self::MenuPlace(name, place) => {
                format!("la voce di menu «{name}» porta all'inizio della pagina, senza `{place}`")
            }
            Self::Address(address) => format!("il vecchio indirizzo {address} non risponde"),
            Self::OnlyRedirected(address) => {
                format!("{address} risponde dove il server legge _redirects")
            }
            Self::FeedsRedirected(feeds) => format!(
                "rispondono dove il server legge _redirects, {} vecchi feed: {}",
                feeds.len(),
                feeds.join(", ")
            ),
            Self::Elsewhere(address, to) => format!("{address} porta a {to}: qui l'elenco non c'è"),
            Self::Text(problem) => problem.text(Language::Italian).message,
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Setting(name) => format!("the setting `{name}` has no effect here"),
            Self::Computed(construct) => {
                format!("`{construct}` is computed: it is left out of the order")
            }
            Self::Calculated(name, construct) => {
                format!("`{name}`: `{construct}` is computed, and missing here: write it by hand")
            }
            Self::Routes => "a script made pages of this one: write each of them".to_owned(),
            Self::Words => "translated words of the theme: here the theme has its own".to_owned(),
            Self::Program => {
                "template, style, script or word of its own: the theme does that".to_owned()
            }
            Self::Template => {
                "is a template with a text: the text is not carried over, write it in a page"
                    .to_owned()
            }
            Self::NotCarried(name) => format!("`{name}` is not carried over"),
            Self::Unpublished => "was not published before either".to_owned(),
            Self::Unreadable => "cannot be read".to_owned(),
            Self::Pattern(pattern) => {
                format!("the pattern of files `{pattern}` is not understood: it chooses none")
            }
            Self::Folder(folder) => format!(
                "the folder `{folder}` is not in the one that is imported: copy it inside, and change the path"
            ),
            Self::Base(base) => format!(
                "the site is below `{base}`: write its whole address in casa.yaml, `base_url: https://…{base}`"
            ),
            Self::Date(date) => format!("the date `{date}` is not understood: the page has none"),
            Self::Shortcode(name) => format!("`{name}` is text here"),
            Self::MenuEntry(name) => format!("the entry `{name}` of the menu leads to no page"),
            Self::MenuTwice(name) => format!(
                "the entry `{name}` of the menu leads to a page that is there already: it is left out"
            ),
            Self::MenuPlace(name, place) => format!(
                "the entry `{name}` of the menu leads to the beginning of its page, without `{place}`"
            ),
            Self::Address(address) => format!("the old address {address} does not answer"),
            Self::OnlyRedirected(address) => {
                format!("{address} answers where the host reads _redirects")
            }
            Self::FeedsRedirected(feeds) => format!(
                "{} old feeds answer where the host reads _redirects: {}",
                feeds.len(),
                feeds.join(", ")
            ),
            Self::Elsewhere(address, to) => {
                format!("{address} leads to {to}: there is no such list here")
            }
            Self::Text(problem) => problem.text(Language::English).message,
        }
    }
}
