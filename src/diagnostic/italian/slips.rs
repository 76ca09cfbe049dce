//! Slips in a text, in Italian.

use crate::diagnostic::Slip;

/// What is wrong, and what to write instead.
pub(super) fn slip(slip: &Slip) -> (String, Option<String>) {
    let (message, help): (String, String) = match slip {
        Slip::HashWithoutSpace { level } => (
            "dopo «#» manca lo spazio: la riga si pubblica come testo, non come titolo".into(),
            format!("Scrivi {} e uno spazio prima del titolo.", "#".repeat(*level)),
        ),
        Slip::TooManyHashes => (
            "i titoli hanno al massimo sei «#»: la riga si pubblica come testo".into(),
            "Per un titolo usa da ## a ######, secondo il livello.".into(),
        ),
        Slip::BoldHeading => (
            "una riga tutta in grassetto fa da titolo, ma chi ascolta la pagina non la trova tra i titoli".into(),
            "Se è un titolo, scrivi ## e uno spazio al posto degli asterischi.".into(),
        ),
        Slip::DashesMakeHeading => (
            "la riga di trattini subito sotto trasforma questo testo in un titolo".into(),
            "Lascia una riga vuota tra il testo e i trattini.".into(),
        ),
        Slip::ShoutedTitle => (
            "il titolo è tutto in maiuscolo: si legge male, e chi ascolta può sentirlo lettera per lettera".into(),
            "Scrivilo in minuscolo, con la maiuscola solo all'inizio e nei nomi.".into(),
        ),
        Slip::EmptySection => (
            "sotto questo titolo non c'è testo".into(),
            "Scrivi il testo, o togli il titolo.".into(),
        ),
        Slip::EmptyHeading => (
            "il titolo non ha testo".into(),
            "Scrivi il titolo dopo i «#», o togli la riga.".into(),
        ),
        Slip::TableSplit => (
            "la tabella comincia dalla riga di trattini: l'intestazione è staccata, e si pubblica come testo".into(),
            "Togli la riga vuota tra l'intestazione e i trattini.".into(),
        ),
        Slip::TableWithoutDelimiter => (
            "sembra una tabella, ma manca la riga di trattini sotto l'intestazione: si pubblica come testo con le barre".into(),
            "Dopo la prima riga aggiungi |---|---|, un gruppo di trattini per colonna.".into(),
        ),
        Slip::TableDelimiter { cells, columns } => (
            format!("la riga di trattini ha {} e l'intestazione {columns}: non è una tabella, si pubblica come testo", columns_of(*cells)),
            "Scrivi un gruppo di trattini per colonna: |---|---|.".into(),
        ),
        Slip::TableExtraCells { cells, columns } => (
            format!("la riga ha {} e la tabella {}: il resto va perso", cells_of(*cells), columns_of(*columns)),
            "Aggiungi una colonna all'intestazione, o unisci le celle. Una barra nel testo si scrive \\|.".into(),
        ),
        Slip::TableEmptyHead => (
            "la tabella ha l'intestazione vuota: chi ascolta non sa che cosa sono le colonne".into(),
            "Scrivi nella prima riga il nome di ogni colonna.".into(),
        ),
        Slip::PastedList { mark } => (
            format!("le righe con «{mark}» sembrano un elenco copiato da un documento: si pubblicano una di seguito all'altra"),
            "Comincia ogni riga con un trattino e uno spazio: - primo punto.".into(),
        ),
        Slip::ListWithoutSpace { mark } => (
            format!("dopo «{mark}» manca lo spazio: non è un elenco, le righe si pubblicano una di seguito all'altra"),
            format!("Scrivi «{mark} », con uno spazio, e una riga vuota prima dell'elenco."),
        ),
        Slip::ListInParagraph => (
            "l'elenco è attaccato al paragrafo: si pubblica di seguito, come testo".into(),
            "Lascia una riga vuota prima della prima voce.".into(),
        ),
        Slip::OpenEmphasis { mark } => (
            format!("«{mark}» è aperto e non chiuso: gli asterischi si pubblicano"),
            format!("Metti {mark} anche alla fine, senza spazi all'interno; per un asterisco vero scrivi \\*."),
        ),
        Slip::EmphasisSpaces { mark } => (
            format!("tra «{mark}» e il testo c'è uno spazio: gli asterischi si pubblicano"),
            format!("Togli gli spazi all'interno: {mark}importante{mark}."),
        ),
        Slip::TwoColons { name } => (
            format!("i componenti cominciano con tre volte due punti: «::{name}» si pubblica come testo"),
            format!("Scrivi :::{name}, e ::: sulla riga che lo chiude."),
        ),
        Slip::UnquotedAttribute { value } => (
            format!("il valore «{value}» è senza virgolette"),
            format!("Scrivilo tra virgolette: \"{value}\"."),
        ),
        Slip::ForeignSyntax { construct, count } => (
            match count {
                1 => format!("«{construct}» è di un altro programma: qui si pubblica come testo"),
                n => format!("«{construct}» è di un altro programma: qui si pubblica come testo, {n} volte in questa pagina"),
            },
            "Sostituiscilo con Markdown o con un componente (:::); se è un esempio, mettilo tra apici inversi (`).".into(),
        ),
        Slip::UnknownAlert { kind } => (
            format!("«[!{kind}]» non è un tipo di avviso: si pubblica come testo"),
            "I tipi sono NOTE, TIP, IMPORTANT, WARNING e CAUTION, da soli sulla prima riga.".into(),
        ),
        Slip::AlertTitle { kind } => (
            format!("dopo «[!{kind}]» c'è altro testo sulla riga: non è un avviso, si pubblica come testo"),
            format!("Lascia «> [!{kind}]» da solo sulla riga, e metti il titolo in grassetto in quella sotto."),
        ),
        Slip::HtmlForMarkdown { tag } => (
            format!("«<{tag}>» è HTML dove basta Markdown"),
            match tag.as_str() {
                "img" => "Scrivi ![Che cosa si vede](file.jpg).".into(),
                "center" => "Togli il tag: il testo non si centra a mano, ci pensa il tema.".into(),
                _ => "Togli il tag: l'aspetto lo decide il tema.".into(),
            },
        ),
        Slip::UndefinedFootnote { label } => (
            format!("la nota «[^{label}]» non ha un testo: si pubblica così com'è"),
            format!("Aggiungi in fondo una riga [^{label}]: con il testo della nota."),
        ),
        Slip::UnusedFootnote { label } => (
            format!("nessun punto del testo rimanda alla nota «[^{label}]»: non si pubblica"),
            format!("Scrivi [^{label}] dove serve la nota, o toglila."),
        ),
        Slip::RepeatedFootnote { label } => (
            format!("la nota «[^{label}]» è scritta due volte: se ne pubblica una"),
            "Dai un numero diverso a una delle due.".into(),
        ),
        Slip::ReversedLink => (
            "le parentesi del collegamento sono invertite: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo): prima le quadre, poi le tonde.".into(),
        ),
        Slip::OpenLink => (
            "manca la parentesi che chiude l'indirizzo: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo), con la tonda alla fine dell'indirizzo.".into(),
        ),
        Slip::LinkBrackets => (
            "le parentesi del collegamento non tornano: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo): il testo tra due quadre, l'indirizzo tra due tonde.".into(),
        ),
        Slip::NoTarget => (
            "il collegamento non ha un indirizzo: chi lo apre resta su questa pagina".into(),
            "Scrivi l'indirizzo tra le tonde: [testo](indirizzo).".into(),
        ),
        Slip::SpaceBeforeTarget => (
            "tra «]» e «(» c'è uno spazio: non è un collegamento, si pubblica come testo".into(),
            "Attacca le parentesi: [testo](indirizzo).".into(),
        ),
        Slip::SpaceInTarget { target } => (
            format!("l'indirizzo «{target}» contiene spazi: non è un collegamento, si pubblica come testo"),
            format!("Rinomina il file senza spazi, o scrivi (<{target}>)."),
        ),
        Slip::WikiLink { target } => (
            format!("«[[{target}]]» è un collegamento di altri programmi: qui si pubblica come testo"),
            format!("Scrivi [testo]({target}.md), con il percorso del file."),
        ),
        Slip::UndefinedLink { label } => (
            format!("il collegamento rimanda a «[{label}]», che non è definito: si pubblicano le parentesi"),
            format!("Scrivi l'indirizzo qui, [testo](indirizzo), o aggiungi una riga [{label}]: indirizzo."),
        ),
        Slip::EmptyLink => (
            "il collegamento non ha testo: nessuno lo vede né lo sente".into(),
            "Scrivi tra le quadre che cosa si trova là: [La convenzione](convenzione.md).".into(),
        ),
        Slip::AddressAsText => (
            "il testo del collegamento è il suo indirizzo: chi ascolta lo sente lettera per lettera".into(),
            "Scrivi che cosa si trova là: [il sito di ANAC](https://www.anticorruzione.it).".into(),
        ),
        Slip::AltIsFileName { alt } => (
            format!("il testo alternativo «{alt}» è il nome di un file"),
            "Descrivi che cosa si vede: ![La sala del convegno](sala.jpg).".into(),
        ),
        Slip::AltBegins { words } => (
            format!("il testo alternativo comincia con «{words}»: chi ascolta sa già che è un'immagine"),
            "Comincia da che cosa si vede: ![La sala del convegno](sala.jpg).".into(),
        ),
        Slip::OpenFence { mark } => (
            format!("il blocco di codice aperto con «{mark}» non si chiude: il resto della pagina ne fa parte"),
            format!("Chiudilo con una riga {mark}."),
        ),
        Slip::OpenComment => (
            "il commento «<!--» non si chiude: il resto della pagina va perso".into(),
            "Chiudilo con -->.".into(),
        ),
        Slip::CommentAsText => (
            "il commento «<!--» non si chiude nel suo paragrafo: si pubblica come testo".into(),
            "Chiudilo con --> prima della riga vuota, o mettilo all'inizio di una riga sua.".into(),
        ),
        Slip::Filler { words } => (
            format!("«{words}» è un testo segnaposto"),
            "Sostituiscilo con il testo vero.".into(),
        ),
    };
    (message, Some(help))
}

fn cells_of(n: usize) -> String {
    match n {
        1 => "1 cella".into(),
        n => format!("{n} celle"),
    }
}

fn columns_of(n: usize) -> String {
    match n {
        1 => "1 colonna".into(),
        n => format!("{n} colonne"),
    }
}
