//! Markdown pages like those of `corpus.py`, of about 640 words each: the same everywhere.

use casa::Date;
use casa::internals::content::SpillFile;
use casa::internals::pipeline::{Options, Sources, Visibility, read};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

const SECTIONS: [&str; 4] = ["servizi", "procedure", "notizie", "bandi"];
const TOPICS: [&str; 6] = [
    "anagrafe", "tributi", "scuola", "edilizia", "ambiente", "cultura",
];
const OFFICES: [&str; 3] = ["sportello", "protocollo", "ragioneria"];
const WORDS: [&str; 48] = [
    "di",
    "il",
    "la",
    "che",
    "e",
    "per",
    "in",
    "del",
    "della",
    "con",
    "su",
    "da",
    "al",
    "è",
    "non",
    "si",
    "come",
    "anche",
    "più",
    "entro",
    "domanda",
    "procedimento",
    "certificato",
    "ufficio",
    "cittadino",
    "comune",
    "provincia",
    "regolamento",
    "contributo",
    "agevolazione",
    "scadenza",
    "modulo",
    "identità",
    "portale",
    "servizio",
    "residenza",
    "tessera",
    "iscrizione",
    "biblioteca",
    "autorizzazione",
    "comunale",
    "digitale",
    "gratuito",
    "obbligatorio",
    "presentare",
    "richiedere",
    "consultare",
    "disabilità",
];

/// A site of `count` pages in four sections, with two taxonomies; its theme is the embedded one.
/// The pages are read from the folder, which goes when it is dropped.
pub fn sources(count: usize) -> (TempDir, Arc<Sources>) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let write = |path: &str, text: &str| fs::write(content.join(path), text).unwrap();
    for section in SECTIONS {
        fs::create_dir_all(content.join(section)).unwrap();
        write(
            &format!("{section}/_index.md"),
            &format!("---\ntitle: {section}\n---\n"),
        );
    }
    write(
        "casa.yaml",
        "title: Portale\nbase_url: https://www.example.org\nlanguage: it\n",
    );
    write("_index.md", "---\ntitle: Portale\n---\n");
    for i in 0..count {
        write(&format!("{}.md", path(i)), &text(i, count));
    }
    let sources = read(folder.path(), &Default::default(), 0).unwrap();
    (folder, Arc::new(sources))
}

/// Options of a build that depends on no clock, without a search index.
pub fn options() -> Options {
    Options {
        suggestions: true,
        name: "Portale".to_owned(),
        base_url: None,
        visibility: Visibility {
            drafts: false,
            today: Date::from_ymd_opt(2026, 1, 15).unwrap(),
        },
        search: false,
        extractor: None,
        spill: SpillFile::default(),
        history: None,
    }
}

/// Where page `i` stands below `content/`, without extension.
fn path(i: usize) -> String {
    format!("{}/pagina-{i:04}", SECTIONS[i % SECTIONS.len()])
}

/// The file of page `i` of `count`.
pub fn text(i: usize, count: usize) -> String {
    let mut chance = Chance(i as u64);
    let (year, month, day) = (2020 + i % 5, 1 + i % 12, 1 + i % 28);
    let mut text = format!(
        "---\ntitle: \"{} {i}\"\ndescription: \"{}\"\ndate: {year}-{month:02}-{day:02}\n\
         tags: [{}, {}]\ncategories: [{}]\ncodice: \"P{i:06}\"\n---\n\n",
        chance.words(3),
        chance.sentence(),
        TOPICS[i % TOPICS.len()],
        TOPICS[(i + 1) % TOPICS.len()],
        OFFICES[i % OFFICES.len()],
    );
    text += &chance.paragraph(count);
    for part in 0..4 {
        text += &format!("## {}\n\n{}", chance.words(3), chance.paragraph(count));
        match part {
            0 => (0..5).for_each(|_| text += &format!("- {}\n", chance.sentence())),
            1 => {
                text += "| Documento | Termine | Costo |\n|---|---|---:|\n";
                (0..6).for_each(|n| {
                    text += &format!("| {} | {n} giorni | {n},00 € |\n", chance.words(2));
                });
            }
            2 => (1..6).for_each(|n| text += &format!("{n}. {}\n", chance.sentence())),
            _ => text += &format!("> {}\n", chance.sentence()),
        }
        text += &format!("\n### {}\n\n{}", chance.words(3), chance.paragraph(count));
    }
    text += "Contatti: <ufficio@comune.example.it>, <https://www.comune.example.it/contatti>.\n";
    text
}

/// Numbers that only look random (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }

    fn sentence(&mut self) -> String {
        let length = 6 + self.below(7);
        format!("{}.", self.words(length))
    }

    /// Some sentences, with emphasis and a link to one of `count` pages.
    fn paragraph(&mut self, count: usize) -> String {
        let sentences: Vec<String> = (0..4).map(|_| self.sentence()).collect();
        let target = path(self.below(count));
        format!(
            "{} **{}** _{}_ [{}](/{target}/).\n\n",
            sentences.join(" "),
            self.words(2),
            self.words(1),
            self.words(2),
        )
    }
}
