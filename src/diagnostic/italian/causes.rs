//! Causes of problems, in Italian.

use crate::diagnostic::nearest::{is_seen, number_of};
use crate::diagnostic::{
    DateCause, Expected, FieldDoubt, FileCause, LeftOutCause, MapCause, PdfCause, PictureCause,
    SyntaxCause, TableCause,
};

pub(super) fn picture(cause: &PictureCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        // The reason is in the decoder's English.
        PictureCause::Broken { .. } => (
            "l'immagine non si legge e si pubblica com'è: il file è rovinato, o non è un'immagine"
                .into(),
            "Aprila con un programma di grafica e salvala di nuovo come JPEG o PNG.",
        ),
        PictureCause::Truncated => (
            "l'immagine si interrompe prima della fine e si pubblica com'è".into(),
            "Il file è incompleto: caricalo di nuovo.",
        ),
        PictureCause::TooLarge { megapixels, most } => (
            format!(
                "l'immagine ha {megapixels} milioni di pixel e si pubblica com'è: se ne leggono {most}"
            ),
            "Riducila prima di metterla nel sito: 3000 pixel di lato bastano.",
        ),
        PictureCause::Place => (
            "la fotografia dice dove è stata scattata, e il file originale resta pubblico".into(),
            "Se il luogo non deve sapersi, togli la posizione dai dati del file e caricalo di nuovo.",
        ),
    };
    (message, Some(help.into()))
}

pub(super) fn file(cause: &FileCause) -> (String, Option<String>) {
    match cause {
        FileCause::Outside { target } => (
            format!("«{target}» esce dalla cartella dei testi che si pubblicano"),
            Some("Copia il file in quella cartella, e scrivi il percorso della copia.".into()),
        ),
        FileCause::Elsewhere { target } => (
            format!("«{target}» non viene incluso: una pagina include solo file del suo sito"),
            Some("Copia il file tra i testi e scrivi il percorso, o metti un collegamento all'indirizzo.".into()),
        ),
        FileCause::NoPart {
            target,
            part,
            suggestion,
        } => (
            format!("nel file «{target}» non c'è la parte «{part}»"),
            Some(suggestion.as_ref().map_or_else(
                || {
                    "Segna quella parte nel file, o scrivi il nome o le righe di una che c'è."
                        .into()
                },
                |name| format!("Volevi dire «{name}»?"),
            )),
        ),
        FileCause::Itself { target } => (
            format!("«{target}» include sé stesso"),
            Some("Togli la riga, o segna la parte che serve e includi solo quella.".into()),
        ),
        FileCause::TooMuch { target, most } => (
            format!("con «{target}» la pagina ne includerebbe più di {most} byte"),
            Some("Includine una parte, o metti un collegamento.".into()),
        ),
    }
}

pub(super) fn table(cause: &TableCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        TableCause::Empty => (
            "la tabella non ha righe, e ogni riga è una pagina".into(),
            "Rimetti l'ultima copia buona: la prima riga dice i nomi delle colonne, le altre i valori.".into(),
        ),
        TableCause::MissingColumn { column, found, known } => (
            format!("nella prima riga manca la colonna «{column}», che dà il nome alle pagine"),
            match found {
                Some(found) => format!("La colonna «{found}» si deve chiamare «{column}», scritto così."),
                None => format!("La prima riga dice i nomi delle colonne: {}, …", known.join(", ")),
            },
        ),
        TableCause::RepeatedColumn { column } => (
            format!("due colonne della tabella si chiamano «{column}»"),
            "Cambia il nome di una delle due nella prima riga, o togli la colonna.".into(),
        ),
        TableCause::NamelessColumn => (
            "nella prima riga una colonna non ha nome, e sotto ha dei valori".into(),
            "Scrivi il nome della colonna, tra le sue virgole.".into(),
        ),
        TableCause::Header { cells, columns } => (
            format!("la prima riga ha {columns} colonne, e tutte le altre {cells} celle"),
            "Nella prima riga ci vuole un nome per ogni colonna: aggiungi quello che manca, o togli quello in più.".into(),
        ),
        TableCause::EmptyCell { column, owner } => (
            match owner {
                None => format!("in questa riga la cella «{column}» è vuota, e dà il nome alla pagina"),
                Some(owner) => format!("in questa riga la cella «{column}» è vuota, ed è un valore obbligatorio in «{owner}»"),
            },
            "Scrivila, o togli la riga.".into(),
        ),
    };
    (message, Some(help))
}

pub(super) fn map(cause: &MapCause) -> (String, Option<String>) {
    match cause {
        MapCause::Syntax { reason } => (
            format!("la mappa non si legge: {reason}"),
            Some("Serve un file TopoJSON con Polygon, MultiPolygon e GeometryCollection.".into()),
        ),
        MapCause::MissingArc { arc } => (
            format!("nella mappa un'area usa l'arco {arc}, che non c'è"),
            Some("I numeri degli archi partono da 0; quelli percorsi al contrario da -1.".into()),
        ),
        MapCause::Position { arc } => (
            format!("nella mappa l'arco {arc} ha un punto che non è longitudine e latitudine"),
            Some("Esporta i confini in gradi (WGS 84).".into()),
        ),
        MapCause::Empty => ("la mappa non ha aree da disegnare".into(), None),
        MapCause::TooLarge { most } => (
            format!("le aree della mappa hanno più di {most} punti"),
            Some("Semplifica i confini prima di metterli nel sito.".into()),
        ),
    }
}

pub(super) fn yaml(cause: &SyntaxCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        SyntaxCause::Tab => (
            "c'è una tabulazione dove servono spazi".into(),
            "In YAML i rientri si fanno con gli spazi: sostituiscila con due spazi.",
        ),
        SyntaxCause::ColonInText => (
            "i due punti seguiti da spazio spezzano il valore".into(),
            "Metti tutto il valore tra virgolette: titolo: \"Appalti: la guida\".",
        ),
        SyntaxCause::OpenQuote => (
            "una virgoletta è aperta e non chiusa".into(),
            "Chiudila alla fine del valore.",
        ),
        SyntaxCause::OpenBracket => (
            "una parentesi è aperta e non chiusa".into(),
            "Gli elenchi su una riga si scrivono [uno, due].",
        ),
        SyntaxCause::TwoCommas
        | SyntaxCause::ListMark(_)
        | SyntaxCause::TextNotIndented
        | SyntaxCause::NoDash
        | SyntaxCause::TextOverLines => written(cause),
        SyntaxCause::TextAfterClose(c) => (
            format!("dopo la «{c}» che chiude il valore c'è altro testo"),
            "Se è un testo, mettilo tutto tra virgolette che dentro non ha: \"L'ente capofila\".",
        ),
        SyntaxCause::ReservedCharacter(c) => (
            format!("un valore non può cominciare con «{c}»"),
            "Mettilo tra virgolette.",
        ),
        SyntaxCause::Anchor => (
            "«*» e «&» all'inizio di un valore hanno un significato speciale".into(),
            "Metti il valore tra virgolette: \"*importante*\".",
        ),
        SyntaxCause::Escape => (
            "tra virgolette doppie la barra «\\» ha un significato speciale".into(),
            "Usa le virgolette semplici, o scrivi la barra due volte.",
        ),
        SyntaxCause::TwoDocuments => (
            "una riga «---» divide l'intestazione in due".into(),
            "Togli la riga.",
        ),
        SyntaxCause::TooLarge => (
            "troppi valori, o troppo annidati".into(),
            "Sposta i dati in un file di _data/.",
        ),
        SyntaxCause::Layout(slip) => return super::layout::slip(slip),
        SyntaxCause::NoColon
        | SyntaxCause::NoSpaceAfterColon
        | SyntaxCause::NoBreakSpace
        | SyntaxCause::SpaceBefore
        | SyntaxCause::Indentation => layout(cause),
        SyntaxCause::Other(_) => (
            "da qui il testo non si legge come «nome: valore»".into(),
            "Controlla rientri, due punti, trattini e virgolette di questa riga e di quelle vicine.",
        ),
    };
    (message, Some(help.into()))
}

/// What is wrong with how a list or a text of several lines is written.
fn written(cause: &SyntaxCause) -> (String, &'static str) {
    match cause {
        SyntaxCause::NoDash => (
            "manca il trattino davanti a questa voce dell'elenco".into(),
            "Ogni voce di un elenco comincia con un trattino e uno spazio: - voce.",
        ),
        SyntaxCause::TextOverLines => (
            "il testo di questo campo va a capo e contiene due punti".into(),
            "Scrivi una barra dopo i due punti, e sotto il testo rientrato: nome: |",
        ),
        SyntaxCause::TwoCommas => (
            "in questo elenco ci sono due virgole di fila".into(),
            "Togline una: gli elenchi su una riga si scrivono [uno, due].",
        ),
        SyntaxCause::ListMark(c) => (
            format!("le voci di un elenco non cominciano con «{c}»"),
            "Ogni voce sta su una riga che comincia con un trattino e uno spazio: - uno",
        ),
        _ => (
            "il testo che segue «|» o «>» non è rientrato".into(),
            "Comincia ogni sua riga con due spazi.",
        ),
    }
}

/// What is wrong with how a line is laid out.
fn layout(cause: &SyntaxCause) -> (String, &'static str) {
    let (message, help) = match cause {
        SyntaxCause::NoColon => (
            "manca «: » dopo il nome di un campo",
            "Si scrive nome: valore, con uno spazio dopo i due punti.",
        ),
        SyntaxCause::NoSpaceAfterColon => (
            "manca lo spazio dopo i due punti",
            "Si scrive nome: valore, con uno spazio dopo i due punti.",
        ),
        SyntaxCause::NoBreakSpace => (
            "dopo i due punti c'è uno spazio unificatore, che sembra uno spazio e non lo è",
            "Viene spesso da un copia e incolla: cancellalo e premi la barra spaziatrice.",
        ),
        SyntaxCause::SpaceBefore => (
            "ci sono spazi di troppo all'inizio della riga",
            "Toglili: i campi dello stesso livello cominciano alla stessa colonna.",
        ),
        _ => (
            "questa riga non è allineata con le altre",
            "I campi dello stesso livello cominciano alla stessa colonna; dopo il nome servono due punti e uno spazio.",
        ),
    };
    (message.into(), help)
}

pub(super) fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "un testo",
        Expected::Integer => "un numero intero",
        Expected::Number => "un numero",
        Expected::Date => "una data",
        Expected::Boolean => "true o false",
        Expected::List => "un elenco",
        Expected::Map => "un gruppo di campi",
        Expected::Url => "un indirizzo web",
        Expected::Email => "un indirizzo e-mail",
    }
}

pub(super) fn expected_example(expected: Expected, field: &str) -> String {
    match expected {
        Expected::Text => format!("Scrivi un solo valore: {field}: testo"),
        Expected::Integer if field == "widths" => "Scrivi i numeri senza unità: widths: [480, 960]".into(),
        Expected::Integer if field == "quality" => "Scrivi il numero da solo: quality: 78".into(),
        Expected::Integer => format!("Scrivi le cifre senza punti né unità: {field}: 1200"),
        Expected::Number => {
            format!("Scrivi le cifre con il punto per i decimali: {field}: 351370254.33")
        }
        Expected::Date => format!("Si scrive anno-mese-giorno: {field}: 2022-04-14"),
        Expected::Boolean => format!("Scrivi {field}: true oppure {field}: false"),
        Expected::List => format!(
            "Scrivi {field}: [uno, due] oppure una voce per riga, preceduta da un trattino."
        ),
        Expected::Map if field == "license" => {
            "Scrivi license: {name: CC BY 4.0, url: \"https://creativecommons.org/licenses/by/4.0/\"}".into()
        }
        Expected::Map => format!("Scrivi {field}: e sotto, rientrati di due spazi, i suoi campi."),
        Expected::Url => "Comincia con https:// e il nome del sito, senza spazi: https://www.provincia.it.".into(),
        Expected::Email => "Per esempio: ufficio@provincia.it.".into(),
    }
}

pub(super) fn left_out(cause: &LeftOutCause) -> (String, Option<String>) {
    let (message, help): (&str, String) = match cause {
        LeftOutCause::Page { wanted } => (
            "il file sembra una pagina ma per il nome non lo è: non si pubblica",
            format!("Rinominalo «{wanted}»."),
        ),
        LeftOutCause::Underscore => (
            "i file e le cartelle il cui nome comincia con «_» non sono pagine: non si pubblica",
            "Se è una pagina, togli il trattino basso; per una bozza usa il campo dello stato."
                .into(),
        ),
        LeftOutCause::Name { wanted } => (
            match wanted.contains('/') {
                true => "il file non si legge, per dove si trova",
                false => "il file non si legge, per come si chiama",
            },
            match wanted.ends_with(".csv") {
                true => format!("Salvalo come «{wanted}» (CSV UTF-8)."),
                false if wanted.ends_with(".html") && !wanted.contains('/') => format!("Rinominalo «{wanted}»."),
                false if wanted.contains('/') => format!("Il suo posto è «{wanted}»: spostalo lì."),
                false => format!("Rinominalo «{wanted}», nella forma di YAML."),
            },
        ),
        LeftOutCause::Leftover => (
            "il file è un residuo di un programma: non si pubblica",
            "Eliminalo, o aggiungi il nome a «ignore» in casa.yaml.".into(),
        ),
        LeftOutCause::Secret => (
            "il file è una chiave privata: non si pubblica",
            "Toglilo dal sito e dal suo deposito: chi lo ha visto può usarlo. Poi cambia la chiave.".into(),
        ),
        LeftOutCause::Special => (
            "non è un file normale ma un canale di un programma: non si pubblica",
            "Eliminalo.".into(),
        ),
        LeftOutCause::Twin { other } => (
            "il file non si legge: ce n'è un altro con lo stesso nome",
            format!("Tieni uno dei due: questo o «{other}»."),
        ),
        LeftOutCause::Unlinked => (
            "nessuna pagina porta a questo documento: non si pubblica",
            "Collegalo o allegalo a una pagina, oppure eliminalo.".into(),
        ),
    };
    (message.into(), Some(help))
}

pub(super) fn dates(cause: &DateCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        DateCause::Improbable { date } => (
            format!("«{date}» è una data improbabile"),
            "Controlla l'anno: 2022-04-14.",
        ),
        DateCause::UpdatedBeforeDate => (
            "la data di aggiornamento viene prima di quella di pubblicazione".into(),
            "Controlla le due date.",
        ),
        DateCause::UpdatedInFuture => (
            "la data di aggiornamento è nel futuro".into(),
            "Scrivi il giorno dell'ultima modifica.",
        ),
        DateCause::VerifiedInFuture => (
            "la data della verifica è nel futuro".into(),
            "Scrivi il giorno in cui qualcuno ha ricontrollato la pagina.",
        ),
        DateCause::ExpiredBeforeUpdate => (
            "la scadenza è già passata quando la pagina è stata aggiornata: la pagina non si pubblica".into(),
            "Sposta in avanti la scadenza, o togli il campo.",
        ),
    };
    (message, Some(help.into()))
}

pub(super) fn separator_name(separator: char) -> String {
    match separator {
        '\t' => "tabulazione".into(),
        other => other.to_string(),
    }
}

pub(super) fn pdf(cause: &PdfCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        PdfCause::Character { character, near } => (
            format!(
                "il PDF non ha il carattere «{character}» (U+{:04X}), in «{near}»",
                u32::from(*character)
            ),
            "Scrivi una parola al suo posto: ci sono le lettere latine, greche e cirilliche, e segni come → ✓ ☐.",
        ),
        PdfCause::Heading { near } => (
            format!("nel documento un titolo non ha testo, prima di «{near}»"),
            "Scrivi il titolo, o togli i cancelletti.",
        ),
        PdfCause::TableWithoutHeader { near } => (
            format!("nel documento la tabella «{near}» non ha intestazioni"),
            "Scrivi i nomi delle colonne nella prima riga: chi ascolta la tabella li sente prima di ogni cella.",
        ),
        PdfCause::UnevenTable { near } => (
            format!("nel documento le righe della tabella «{near}» non sono larghe uguali"),
            "Aggiungi le celle che mancano, o togli quelle di troppo.",
        ),
        PdfCause::Picture { name, why } => (
            format!("l'immagine «{name}» non entra nel PDF: {why}"),
            "Salvala di nuovo come PNG o JPEG.",
        ),
        PdfCause::TooDeep { near } => (
            format!("nel documento ci sono troppi livelli uno dentro l'altro, a «{near}»"),
            "Dividi l'elenco o il riquadro.",
        ),
        PdfCause::Refused(why) => return (format!("il PDF non si può fare: {why}"), None),
    };
    (message, Some(help.into()))
}

/// What is said of a field that may mean something else than it says.
pub(super) fn field_doubt(doubt: &FieldDoubt) -> (String, Option<String>) {
    match doubt {
        FieldDoubt::HeldBack {
            field,
            value,
            meant,
        } => (
            format!(
                "«{field}: {value}» sembra dire che la pagina non è pubblica: nel dubbio non si pubblica"
            ),
            Some(match meant {
                Some(meant) => format!(
                    "Forse intendevi «{meant}»? Correggi il nome, o togli il campo per pubblicare la pagina."
                ),
                None => {
                    "Per una bozza scrivi draft: true; per pubblicare la pagina togli il campo."
                        .into()
                }
            }),
        ),
        FieldDoubt::OddLetter { field, letter } => (
            match letter {
                c if !is_seen(*c) => format!(
                    "nel nome del campo «{field}» c'è un carattere che non si vede ({})",
                    number_of(*c)
                ),
                c => format!(
                    "nel nome del campo «{field}» c'è un carattere che sembra un altro: «{c}» ({})",
                    number_of(*c)
                ),
            },
            Some(format!(
                "Viene da un copia e incolla: cancella il nome e riscrivilo, «{field}»."
            )),
        ),
    }
}
