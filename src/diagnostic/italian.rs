//! The messages in Italian.

mod attachments;
mod causes;
mod field_slips;
mod fields;
mod kinds;
mod layout;
mod misread;
mod reasons;
mod slips;
mod templates;

use super::causes::publishes;
use super::nearest::has_odd_space;
use super::{DayCause, Problem, Text, Unheard};
use attachments::attachment;
use causes::{
    dates, expected_example, expected_name, field_doubt, file, left_out, map, pdf, picture,
    separator_name, table, yaml,
};
use field_slips::field_slip;
use fields::fields;
use kinds::{unreadable, wrong_kind};

/// The text of a problem.
pub(super) fn text(problem: &Problem) -> Text {
    let (message, help): (String, Option<String>) = match problem {
        Problem::NotUtf8 => (
            "il file non è in UTF-8 a partire da qui".into(),
            Some("Salvalo con la codifica UTF-8: negli editor è di solito in «Salva con nome».".into()),
        ),
        Problem::Unreadable { reason } => unreadable(reason),
        Problem::WrongKind(kind) => wrong_kind(kind),
        Problem::UnusableName { name } => (
            format!("da «{name}» non si ricava un indirizzo"),
            Some(reasons::name(name)),
        ),
        Problem::EmptyFile => (
            "il file è vuoto".into(),
            Some("Scrivi almeno il titolo, tra due righe «---», oppure elimina il file.".into()),
        ),
        Problem::EmptyData => (
            "il file di dati è vuoto: le pagine che lo usano perdono ciò che diceva".into(),
            Some("Rimetti l'ultima copia buona; se non serve più, elimina il file.".into()),
        ),
        Problem::YamlSyntax { cause } => yaml(cause),
        Problem::FrontMatterNotClosed { fence } => (
            format!("manca la riga «{fence}» che chiude l'intestazione"),
            Some(match *fence {
                "---" => "Dopo l'ultimo campo va una riga di tre trattini, e niente altro: ---".into(),
                fence => format!("Dopo l'ultimo campo va una riga «{fence}»."),
            }),
        ),
        Problem::FrontMatterNotMap => (
            "qui servono campi nella forma «nome: valore»".into(),
            Some("Per esempio: titolo: Il titolo della pagina".into()),
        ),
        Problem::OddName { name, wanted } => (
            format!("il nome del file «{name}» ha spazi, accenti o maiuscole, e l'indirizzo della pagina sarà diverso"),
            Some(format!("Rinominalo «{wanted}»; se è una copia, eliminalo.")),
        ),
        Problem::LeftOut { cause } => left_out(cause),
        Problem::MergeConflict => (
            "due modifiche alla stessa riga aspettano di essere messe insieme (conflitto di git)".into(),
            Some("Tieni il testo giusto e togli le righe che cominciano con <<<<<<<, ======= e >>>>>>>.".into()),
        ),
        Problem::ControlCharacter { code } => (
            format!("c'è un carattere invisibile (U+{code:04X}) che non si può pubblicare, ed è stato tolto"),
            Some("Viene spesso da un copia e incolla: cancellalo.".into()),
        ),
        Problem::FrontMatterNotOpened { line } => (
            format!("l'intestazione si apre con una riga «---», e il file comincia con «{line}»"),
            Some("La prima riga del file deve essere di tre trattini, con niente prima: ---".into()),
        ),
        Problem::FrontMatterSplit(fence) => (
            "questa riga divide l'intestazione, e i campi che la seguono vanno persi".into(),
            Some(format!("L'intestazione è una sola, con un «{fence}» prima del primo campo e uno dopo l'ultimo: togli le righe «{fence}» in mezzo.")),
        ),
        Problem::TomlSyntax { reason } => (
            format!("il TOML non si legge: {}", reasons::reason(reason)),
            Some("Si scrive nome = \"valore\", un campo per riga, tra due righe «+++».".into()),
        ),
        Problem::JsonSyntax { reason } => (
            format!("il JSON non si legge: {}", reasons::reason(reason)),
            Some("Si scrive \"nome\": \"valore\", con una virgola tra un campo e il seguente e nessuna dopo l'ultimo.".into()),
        ),
        Problem::UnclearDraft { field, value } => (
            format!("«{field}: {value}» non dice se la pagina è una bozza: nel dubbio non si pubblica"),
            Some(match publishes(field) {
                true => format!("Scrivi {field}: false per una bozza, {field}: true per pubblicarla."),
                false => format!("Scrivi {field}: true per una bozza, {field}: false per pubblicarla."),
            }),
        ),
        Problem::FieldDoubt(doubt) => field_doubt(doubt),
        Problem::FieldSlip(slip) => field_slip(slip),
        Problem::NoEffect { field, wish } => (
            format!("«{field}» qui non ha effetto"),
            Some(match wish {
                Unheard::Hiding => "La pagina resta nella mappa del sito e nella ricerca. Con draft: true non si pubblica.".into(),
                Unheard::Address => "L'indirizzo di una pagina si scrive in «url».".into(),
                Unheard::Redirect => "Scrivi l'indirizzo di questa pagina tra gli «aliases» di quella a cui deve portare, e togli questa.".into(),
            }),
        ),
        Problem::CsvSeparator { found } => (
            format!("le celle della tabella sono separate da «{}» e non da virgole", separator_name(*found)),
            Some("Salva il file come «CSV (delimitato da virgole)», in UTF-8.".into()),
        ),
        Problem::Table { cause } => table(cause),
        Problem::DuplicateRow { name } => (
            format!("due righe della tabella hanno lo stesso nome: «{name}»"),
            Some("Tieni una delle due, o cambia il nome.".into()),
        ),
        Problem::DateOrder { cause } => dates(cause),
        Problem::Expired { day } => (
            format!("la pagina è scaduta il {day} e non si pubblica"),
            Some("Se serve ancora, sposta in avanti la scadenza o togli il campo.".into()),
        ),
        Problem::ExpiresSoon { day, links } => (
            match links {
                0 => format!("la pagina scade il {day}"),
                1 => format!("la pagina scade il {day}, e 1 collegamento porta qui"),
                n => format!("la pagina scade il {day}, e {n} collegamenti portano qui"),
            },
            Some("Se serve ancora, sposta in avanti la scadenza o togli il campo.".into()),
        ),
        Problem::Stale { field, day, months, citing } => (
            match citing {
                0 => format!("«{field}» è del {day}, più di {months} mesi fa"),
                1 => format!("«{field}» è del {day}, più di {months} mesi fa, e 1 pagina la cita così"),
                n => format!("«{field}» è del {day}, più di {months} mesi fa, e {n} pagine la citano così"),
            },
            Some("Rileggi il testo alla fonte, correggi la pagina e scrivi il giorno nuovo.".into()),
        ),
        Problem::CurlyQuotes { field } => (
            format!("le virgolette curve fanno parte di «{field}» e si pubblicano"),
            Some("Toglile, o usa quelle diritte: \".".into()),
        ),
        Problem::SeveralInOne { field, value } => (
            format!("«{field}» è un elenco, e «{value}» conta come un valore solo"),
            Some(format!("Scrivi {field}: [{}]; se è davvero uno, {field}: [{}].", value.replace(';', ","), super::field_slip::in_quotes(value))),
        ),
        Problem::ThousandsPoint { value } => (
            format!("il punto separa i decimali: «{value}» vale poco più di {}", value.split('.').next().unwrap_or(value)),
            Some(format!("Se sono migliaia, scrivi {}; altrimenti aggiungi uno zero: {value}0.", value.replace('.', ""))),
        ),
        Problem::SimilarTerm { term, other, pages } => (
            format!("«{term}» è solo in questa pagina e somiglia a «{other}», che ne ha {pages}"),
            Some(format!("Se è lo stesso, scrivi «{other}».")),
        ),
        Problem::ReferenceForm { value, wanted } => (
            format!("il rimando «{value}» si scrive «{wanted}»"),
            Some("Si scrive il nome del file com'è, in minuscolo e senza «.md».".into()),
        ),
        Problem::BadMail(target) => (
            format!("«{target}» non è un indirizzo e-mail"),
            Some("Si scrive mailto:ufficio@provincia.it, senza barre.".into()),
        ),
        Problem::BadAddress { target, suggestion } => (
            format!("«{target}» non è un indirizzo web"),
            Some(meant(suggestion).unwrap_or_else(|| "Si scrive https://, con due barre, e il nome del sito.".into())),
        ),
        Problem::ExternalImage { host } => (
            format!("l'immagine sta su un altro sito, «{host}»: chi legge lo contatta senza saperlo, e può sparire"),
            Some("Scaricala, se la licenza lo permette, e mettila accanto alla pagina.".into()),
        ),
        Problem::PictureKind { target } => (
            format!("«{target}» c'è, ma i browser non mostrano immagini di questo tipo"),
            Some("Salvala come JPEG, PNG, WebP o SVG.".into()),
        ),
        Problem::Slip { slip } => slips::slip(slip),
        Problem::EmptyBody { owner } => (
            format!("la pagina non ha testo, e le altre di tipo «{owner}» ce l'hanno"),
            Some("Scrivi il testo sotto la riga «---» che chiude l'intestazione.".into()),
        ),
        Problem::HtmlTooDeep { most } => (
            format!("l'HTML ha più di {most} elementi uno dentro l'altro: da qui in poi non si pubblica"),
            Some("Chiudi gli elementi aperti, o togli l'HTML.".into()),
        ),
        Problem::NoDefaultType { folder } => (
            format!("nessun tipo di contenuto vale per le pagine di «{folder}»"),
            Some("In un file di «content/_schema/» scrivi «default_for: pages», oppure «section:» con la cartella.".into()),
        ),
        Problem::RoleTwice { role, other } => (
            format!("il ruolo «{role}» è già del campo «{other}»"),
            Some("Un ruolo va a un solo campo: toglilo da uno dei due.".into()),
        ),
        Problem::LanguageTag { value, suggestion } => (
            format!("«{value}» non è il codice di una lingua"),
            Some(meant(suggestion).unwrap_or_else(|| "Sono due o tre lettere: it, en, de; con la regione: pt-BR.".into())),
        ),
        Problem::UnknownString { name, suggestion } => (
            format!("la stringa «{name}» non c'è nel tema: nessun modello la usa"),
            meant(suggestion),
        ),
        Problem::NoBreakSpace => (
            "c'è uno spazio unificatore dove serve uno spazio normale".into(),
            Some("Viene spesso da un copia e incolla: cancellalo e premi la barra spaziatrice.".into()),
        ),
        Problem::CommentEatsText { lost } => (
            format!("da «#» in poi il testo è un commento: «{lost}» va perso"),
            Some("Metti tutto il valore tra virgolette: \"… #5\".".into()),
        ),
        Problem::DuplicateKey { key } => (
            format!("il campo «{key}» è scritto due volte"),
            Some("Tieni uno dei due.".into()),
        ),
        Problem::CsvSyntax { reason } => (format!("la tabella CSV non si legge: {reason}"), None),
        Problem::CsvRow { cells, columns } => (
            format!("la riga ha {cells} cell{} e l'intestazione {columns}", if *cells == 1 { "a" } else { "e" }),
            Some(match cells < columns {
                true => "Ogni riga ha una virgola tra una cella e l'altra, anche se sono vuote; un testo con virgolette le ha aperte e chiuse.".into(),
                false => "Una cella che contiene virgole va tra virgolette, aperte e chiuse.".into(),
            }),
        ),
        Problem::Map(cause) => map(cause),
        Problem::Picture(cause) => picture(cause),
        Problem::Pdf(cause) => pdf(cause),
        Problem::UnknownField { field, owner, suggestion, known } => (
            format!("il campo «{field}» non esiste in «{owner}»"),
            Some(meant(suggestion).unwrap_or_else(|| fields::known(known))),
        ),
        Problem::MissingField { field, label, owner, hint, in_line } => (
            format!("manca «{field}»{}, obbligatorio in «{owner}»", called(field, label)),
            Some(match hint {
                _ if *in_line => format!("Aggiungi {field}=\"…\" sulla riga del componente."),
                Some(hint) => format!("Aggiungi una riga «{field}: …». {hint}"),
                None if matches!(field.as_str(), "fields" | "components") => {
                    format!("Aggiungi la riga «{field}:», e sotto ciò che c'era; se il file si è svuotato, rimetti l'ultima copia buona.")
                }
                None => format!("Aggiungi una riga «{field}: …»."),
            }),
        ),
        Problem::EmptyField { field, label, hint } => (
            format!("«{field}» ({label}) è vuoto"),
            Some(match hint {
                Some(hint) => format!("Scrivi un valore dopo i due punti. {hint}"),
                None => "Scrivi un valore dopo i due punti.".into(),
            }),
        ),
        Problem::WrongType { field, expected } => (
            format!("«{field}» deve essere {}", expected_name(*expected)),
            Some(expected_example(*expected, field)),
        ),
        Problem::BadDate { text, cause, suggestion } => (
            match cause {
                DayCause::Form => format!("«{text}» non è una data"),
                DayCause::NoSuchDay => format!("il giorno «{text}» non esiste"),
                DayCause::Time => format!("l'ora di «{text}» non si legge, e va persa"),
                DayCause::Period => format!("«{text}» è un periodo, e qui va un giorno solo"),
            },
            Some(match suggestion {
                _ if *cause == DayCause::Period => "Scrivi il primo giorno, anno-mese-giorno; l'ultimo va in un campo suo, se il tipo di pagina lo ha.".into(),
                _ if *cause == DayCause::Time => "L'ora si scrive dopo la data, con il fuso se serve: 2022-04-14T10:30:00+02:00.".into(),
                None if *cause == DayCause::NoSuchDay => "Controlla il giorno e il mese: le date si scrivono anno-mese-giorno, 2022-04-14.".into(),
                Some(date) => format!("Forse intendevi {date}? Le date si scrivono anno-mese-giorno."),
                None => "Le date si scrivono anno-mese-giorno: 2022-04-14.".into(),
            }),
        ),
        Problem::NotInList { field, value, suggestion, allowed } => (
            format!("«{value}» non è tra i valori di «{field}»"),
            Some(odd_space(value, suggestion).or_else(|| meant(suggestion)).unwrap_or_else(|| format!("I valori sono: {}.", allowed.join(", ")))),
        ),
        Problem::TooLong { field, length, max } => (
            format!("«{field}» è di {length} caratteri, il massimo è {max}"),
            Some("Accorcialo: il resto può stare nel testo della pagina.".into()),
        ),
        Problem::OutOfRange { field, min, max } => (
            format!("«{field}» è fuori dai limiti"),
            Some(match (min, max) {
                (Some(min), Some(max)) => format!("Deve essere tra {min} e {max}."),
                (Some(min), None) => format!("Deve essere almeno {min}."),
                (None, Some(max)) => format!("Deve essere al massimo {max}."),
                (None, None) => "Controlla il valore.".into(),
            }),
        ),
        Problem::PatternMismatch { field, value, hint } => (
            format!("«{value}» non ha la forma giusta per «{field}»"),
            Some(hint.clone().unwrap_or_else(|| "Scrivilo come nelle altre pagine; in un foglio di calcolo gli zeri davanti restano se la colonna ha il formato «Testo».".into())),
        ),
        Problem::Fields(cause) => fields(cause),
        Problem::MissingPage { name, places, first, moved, suggestion } => (
            format!("la pagina «{name}» non c'è, e {places} file rimandano lì: {}{}", first.join(", "), if *places > first.len() { ", …" } else { "" }),
            Some(match (moved, suggestion) {
                (Some(path), _) => format!("Ora è «{path}»: correggi i rimandi, o ridalle il nome di prima."),
                (None, Some(path)) => format!("Forse intendevi «{path}»? Correggi i rimandi."),
                (None, None) => "Rimettila al suo posto, o correggi i rimandi.".into(),
            }),
        ),
        Problem::UnknownReference { field, value, types, suggestion, known } => (
            format!("«{field}» rimanda a «{value}», che non esiste"),
            Some(odd_space(value, suggestion).or_else(|| meant(suggestion)).unwrap_or_else(|| {
                if value.contains("://") {
                    fields::not_a_page(field)
                } else if !known.is_empty() {
                    format!("Le pagine di tipo {} sono: {}.", types.join(", "), known.join(", "))
                } else if types.is_empty() {
                    "Scrivi il nome del file senza «.md», oppure il suo percorso.".into()
                } else {
                    format!("Scrivi il nome di un file senza «.md», tra le pagine di tipo: {}.", types.join(", "))
                }
            })),
        ),
        Problem::AmbiguousReference { field, value, candidates } => (
            format!("«{field}» rimanda a «{value}», ma le pagine con questo nome sono più d'una"),
            Some(format!("Scrivi il percorso: {}.", candidates.join(" oppure "))),
        ),
        Problem::UnpublishedPage { name, places, first } => (
            format!("la pagina «{name}» è una bozza, è futura o è scaduta, e {places} file rimandano lì: {}{}", first.join(", "), if *places > first.len() { ", …" } else { "" }),
            Some("Pubblicala, o lascia così: quei rimandi sono testo finché non c'è. In anteprima: --drafts.".into()),
        ),
        Problem::UnpublishedReference { field, value } => (
            format!("«{field}» rimanda a «{value}», che è una bozza, è futura o è scaduta: non comparirà"),
            Some("Pubblica quella pagina, o togli il rimando.".into()),
        ),
        Problem::ReferenceCycle { field, path } => (
            format!("seguendo «{field}» si torna al punto di partenza: {}", path.join(" → ")),
            Some("Togli uno dei rimandi.".into()),
        ),
        Problem::BrokenLink { target, suggestion } => (
            format!("il collegamento a «{target}» non porta a nessuna pagina"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "Scrivi il percorso del file rispetto a questo: ../documenti/convenzione-sua.md.".into()
            })),
        ),
        Problem::UnpublishedLink { target } => (
            format!("il collegamento porta a «{target}», che è una bozza, è futura o è scaduta"),
            Some("Pubblica quella pagina, o togli il collegamento. In anteprima: --drafts.".into()),
        ),
        Problem::BrokenAnchor { target, anchor, suggestion } => (
            format!("nella pagina «{target}» non c'è il titolo «#{anchor}»"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "L'àncora è il titolo in minuscolo, senza accenti, con trattini al posto degli spazi.".into()
            })),
        ),
        Problem::MissingImage { target, suggestion } => (
            format!("l'immagine «{target}» non c'è"),
            Some(meant(suggestion).unwrap_or_else(|| reasons::place(target))),
        ),
        Problem::MissingFile { target, suggestion } => (
            format!("il file «{target}» non c'è"),
            Some(meant(suggestion).unwrap_or_else(|| reasons::place(target))),
        ),
        Problem::File(cause) => file(cause),
        Problem::UnsafeLink { scheme } => (
            format!("i collegamenti «{scheme}:» non sono ammessi"),
            Some("Usa https:, mailto: o tel:.".into()),
        ),
        Problem::UnknownScheme(scheme) => (
            format!("i browser non seguono i collegamenti che cominciano con «{scheme}:»"),
            Some("Scrivi il percorso della pagina o del file, o un indirizzo con https:, mailto: o tel:.".into()),
        ),
        Problem::AddressTaken { address, other } => (
            format!("l'indirizzo «{address}» è già di «{other}»"),
            Some("Cambia il nome di uno dei due file; se è un indirizzo precedente, toglilo da quelli.".into()),
        ),
        Problem::SupersededLink { target } => (
            format!("il collegamento porta a una pagina superata: «{target}»"),
            Some("Collega la versione vigente, o di' che è quella superata.".into()),
        ),
        Problem::ReplacedInForce { target, status } => (
            format!("questa pagina sostituisce «{target}», che si dice ancora «{status}»"),
            Some("Dai a quella pagina lo stato di pagina superata.".into()),
        ),
        Problem::AttachmentNotRead { .. }
        | Problem::AttachmentScan
        | Problem::AttachmentPersons { .. }
        | Problem::AttachmentChanges { .. }
        | Problem::AttachmentComments { .. } => attachment(problem),
        Problem::EndsBeforeBeginning { field } => (
            format!("«{field}» viene prima dell'inizio"),
            Some("Scrivi l'ultimo giorno, o togli il campo se il giorno è uno.".into()),
        ),
        Problem::MissingAlt => (
            "manca il testo alternativo dell'immagine".into(),
            Some("Descrivi che cosa si vede: ![La sala del convegno](sala.jpg).".into()),
        ),
        Problem::SecondTitle => (
            "nel testo c'è un titolo di primo livello".into(),
            Some("Il titolo della pagina è già il campo del titolo: nel testo comincia da «##».".into()),
        ),
        Problem::HeadingJump { from, to } => (
            format!("dal livello {from} si salta al livello {to}"),
            Some(format!("Usa {} per questo titolo.", "#".repeat(usize::from(*from) + 1))),
        ),
        Problem::VagueLink { text } => (
            format!("«{text}» non dice dove porta il collegamento"),
            Some("Chi ascolta la pagina sente solo queste parole: scrivi che cosa si trova là.".into()),
        ),
        Problem::HtmlRemoved { construct, count } => (
            match count {
                1 => format!("«{construct}» non si pubblica ed è stato tolto"),
                n => format!("«{construct}» non si pubblica ed è stato tolto, {n} volte in questa pagina"),
            },
            // Of an attribute, the element stays.
            (!construct.contains(' ')).then(|| "Ciò che va letto così com'è si mette tra apici inversi (`).".into()),
        ),
        Problem::UnknownComponent { name, suggestion, known } => (
            fields::unknown_component(name),
            Some(meant(suggestion).unwrap_or_else(|| format!("I componenti sono: {}.", known.join(", ")))),
        ),
        Problem::ComponentNotClosed { name } => (
            format!("manca la riga «:::» che chiude «{name}»"),
            Some("Aggiungila dopo l'ultima riga del componente.".into()),
        ),
        Problem::ComponentEnd { written, name } => (
            format!("«{written}» non chiude «{name}»"),
            Some("La riga che chiude un componente è di soli due punti: «:::».".into()),
        ),
        Problem::ComponentStrayEnd => (
            "«:::» chiude un componente che non è aperto".into(),
            Some("Togli la riga, o aggiungi l'apertura: :::callout.".into()),
        ),
        Problem::ComponentSyntax => (
            "gli attributi del componente non si leggono".into(),
            Some("Si scrivono così: :::callout tipo=\"nota\" titolo=\"Da sapere\"".into()),
        ),
        Problem::ComponentTooDeep { name } => (
            format!("«{name}» sta dentro troppi altri componenti"),
            Some("Chiudi prima gli altri con una riga «:::».".into()),
        ),
        Problem::UnknownKind { value, suggestion, known } => (
            format!("«{value}» non è un valore ammesso qui"),
            Some(meant(suggestion).unwrap_or_else(|| match known.is_empty() {
                true => "Non ce n'è nessuno: togli la riga.".into(),
                false => format!("I valori sono: {}.", known.join(", ")),
            })),
        ),
        Problem::BadPattern { reason } => (
            format!("l'espressione regolare non è valida: {}", reasons::reason(reason)),
            Some("Per esempio \\d{3} sono tre cifre, [A-Z]{2} due lettere maiuscole.".into()),
        ),
        Problem::NoTypes => (
            "«content/_schema/» non ha nessun tipo di contenuto".to_owned(),
            Some("Scrivi in «content/_schema/pagina.yaml» le righe «label: Pagina» e «default_for: pages», o elimina la cartella.".to_owned()),
        ),
        Problem::UnknownType { name, suggestion, known } => (
            format!("il tipo di contenuto «{name}» non esiste"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I tipi sono: {}.", known.join(", ")))),
        ),
        Problem::UnknownTheme { name, known } => (
            format!("il tema «{name}» non esiste"),
            Some(format!("I temi sono: {}.", known.join(", "))),
        ),
        Problem::MissingConfig { theme } => (
            format!("manca il file «content/casa.yaml», e nulla dice che il sito usa il tema «{theme}»"),
            Some(format!("Rimettilo, o scrivine uno con le righe «title: Il nome del sito» e «theme: {theme}».")),
        ),
        Problem::MissingTheme { theme } => (
            format!("la configurazione non dice quale tema si usa, e le pagine vogliono quello del sito, «{theme}»"),
            Some(format!("Aggiungi la riga «theme: {theme}»; se il file si è svuotato, rimetti l'ultima copia buona.")),
        ),
        Problem::SectionTwice { section, other } => (
            format!("la cartella «{section}» è già quella del tipo «{other}»"),
            Some("Ogni tipo ha una cartella sua: correggi «section» in uno dei due.".into()),
        ),
        Problem::UnknownLanguage { language, known } => (
            format!("il nome del file finisce con la lingua «{language}», che il sito non ha"),
            Some(format!(
                "Le lingue sono: {}. Aggiungila a «languages» in casa.yaml, o cambia il nome del file.",
                known.join(", ")
            )),
        ),
        Problem::RepositoryAddress { value } => (
            format!("«{value}» non è l'indirizzo dei file del sito in un repository"),
            Some(
                "Apri nel browser la cartella del sito, sul ramo che si pubblica, e copia l'indirizzo: \
                 https://github.com/ente/portale/tree/main oppure \
                 https://gitlab.com/ente/portale/-/tree/main."
                    .into(),
            ),
        ),
        Problem::Template { message } => templates::template(message),
        Problem::MissingTemplate { name, suggestion } => (
            format!("il modello «{name}» non esiste nel tema"),
            Some(meant(suggestion).unwrap_or_else(|| "È un file della cartella «templates» del tema, e finisce con .html; se la pagina non ha un modello suo, togli la riga.".into())),
        ),
    };
    Text { message, help }
}

/// What to do about a value that looks right but for a space that is none.
fn odd_space(value: &str, suggestion: &Option<String>) -> Option<String> {
    let is_odd = suggestion.is_some() && has_odd_space(value);
    is_odd.then(|| "Tra le parole c'è uno spazio unificatore, che sembra uno spazio: cancellalo e premi la barra spaziatrice.".to_owned())
}

/// The label of a field, where that is not its name.
fn called(field: &str, label: &str) -> String {
    match field == label {
        true => String::new(),
        false => format!(" ({label})"),
    }
}

fn meant(suggestion: &Option<String>) -> Option<String> {
    suggestion
        .as_ref()
        .map(|word| format!("Forse intendevi «{word}»?"))
}
