//! What the form says besides the words of the schema and its own.

/// The words of one language.
pub(super) struct Words {
    /// What is done here.
    pub(super) editing: &'static str,
    /// Messages of the commits that the form makes.
    pub(super) commits: [(&'static str, &'static str); 5],
    /// The page of a folder.
    pub(super) folder_page: &'static str,
    /// The text of a page.
    pub(super) body: &'static str,
    /// What may be written in it.
    pub(super) body_hint: &'static str,
    /// A value that a table gives where the page does not.
    pub(super) from_table: &'static str,
    /// A group that is repeated.
    pub(super) one_more: &'static str,
    /// What a file or a picture is.
    pub(super) beside: &'static str,
    /// A day.
    pub(super) at_most: &'static str,
    /// What is wrong with an address.
    pub(super) address: &'static str,
    /// What is wrong with an e-mail address.
    pub(super) email: &'static str,
    /// What is wrong with a text that has to have a form.
    pub(super) form: &'static str,
    /// Files of data.
    pub(super) data: &'static str,
    /// What they are for.
    pub(super) data_hint: &'static str,
    /// The content of one that is no table.
    pub(super) content: &'static str,
    /// How it is written.
    pub(super) content_hint: &'static str,
    /// Rows of a table.
    pub(super) rows: &'static str,
    /// One of them.
    pub(super) row: &'static str,
}

const ITALIAN: Words = Words {
    editing: "Redazione",
    commits: [
        (
            "create",
            "contenuti: nuova pagina {{slug}} ({{collection}})",
        ),
        ("update", "contenuti: aggiorna {{slug}} ({{collection}})"),
        ("delete", "contenuti: elimina {{slug}} ({{collection}})"),
        ("uploadMedia", "contenuti: aggiungi {{path}}"),
        ("deleteMedia", "contenuti: elimina {{path}}"),
    ],
    folder_page: "Pagina della sezione",
    body: "Testo",
    body_hint: "Markdown: titoli dal secondo livello (##), elenchi, tabelle, collegamenti a [pagine](altra-pagina.md).",
    from_table: "Se è vuoto vale quello della tabella.",
    one_more: "Voce",
    beside: "Il file si carica accanto alla pagina.",
    at_most: "Al massimo {} caratteri.",
    address: "Un indirizzo comincia con https:// o http:// e non ha spazi.",
    email: "Un indirizzo di posta: nome@ente.it",
    form: "Non ha la forma richiesta.",
    data: "Dati e tabelle",
    data_hint: "Le tabelle e i testi che più pagine hanno in comune.",
    content: "Contenuto del file",
    content_hint: "YAML: due spazi per livello, i testi con segni tra virgolette. Il controllo della proposta di modifica dice riga per riga che cosa non va.",
    rows: "Righe",
    row: "Riga",
};

const ENGLISH: Words = Words {
    editing: "Editing",
    commits: [
        ("create", "content: new page {{slug}} ({{collection}})"),
        ("update", "content: update {{slug}} ({{collection}})"),
        ("delete", "content: delete {{slug}} ({{collection}})"),
        ("uploadMedia", "content: add {{path}}"),
        ("deleteMedia", "content: delete {{path}}"),
    ],
    folder_page: "Page of the section",
    body: "Text",
    body_hint: "Markdown: headings from the second level on (##), lists, tables, links to [pages](other-page.md).",
    from_table: "If empty, that of the table holds.",
    one_more: "Item",
    beside: "The file is put beside the page.",
    at_most: "At most {} characters.",
    address: "An address begins with https:// or http:// and has no spaces.",
    email: "An e-mail address: name@example.org",
    form: "It does not have the form that is asked for.",
    data: "Data and tables",
    data_hint: "Tables, and texts that several pages share.",
    content: "Content of the file",
    content_hint: "YAML: two spaces a level, texts with signs between quotation marks. The check of the proposed change says line by line what is wrong.",
    rows: "Rows",
    row: "Row",
};

impl Words {
    /// Those of a language: English where there are none for it.
    pub(super) fn of(language: &str) -> &'static Self {
        match language.split('-').next() {
            Some("it") => &ITALIAN,
            _ => &ENGLISH,
        }
    }
}
