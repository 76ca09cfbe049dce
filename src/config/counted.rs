//! The language of a site that does not say it, counted from its texts.

use super::tongues::Sample;
use crate::fingerprint::Digest;
use crate::source::{FileId, Sources};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many pages are read.
const MOST_READ: usize = 40;
/// How much of each, in bytes: the beginning says it.
const MOST_OF_ONE: usize = 4_000;

/// How many words a text has that would show its language, if it were one of those that are known.
const MANY: usize = 60;

/// What was counted of the pages that were read.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    pages: BTreeMap<FileId, (Digest, Arc<Sample>)>,
    /// How many words they have.
    words: usize,
    told: Option<&'static str>,
}

impl Counted {
    /// The same of other sources; only pages that say something else are read.
    pub(super) fn again(&self, sources: &Sources) -> Self {
        let pages = sources.under("content/").filter(|(_, file)| {
            let ends = [".md", ".mdx", ".markdown"];
            ends.iter().any(|end| file.path.ends_with(end))
        });
        let counted = pages.take(MOST_READ).map(|(id, file)| {
            let before = self.pages.get(&id);
            let known = before.filter(|(digest, _)| *digest == file.digest());
            let sample = known.map_or_else(
                || Arc::new(sample(file.read().text())),
                |(_, sample)| Arc::clone(sample),
            );
            (id, (file.digest(), sample))
        });
        let pages: BTreeMap<_, _> = counted.collect();
        let digests = |pages: &BTreeMap<FileId, (Digest, _)>| -> Vec<Digest> {
            pages.values().map(|(digest, _)| *digest).collect()
        };
        let (words, told) = match digests(&pages) == digests(&self.pages) {
            true => (self.words, self.told),
            false => {
                let mut all = Sample::default();
                pages.values().for_each(|(_, sample)| all.add(sample));
                (all.words(), all.language())
            }
        };
        Self { pages, words, told }
    }

    /// The language of most pages, if their texts tell it.
    pub fn told(&self) -> Option<&'static str> {
        self.told
    }

    /// The same for what needs one: English where there is hardly a text, none where there is one in
    /// another language than those that are known.
    pub(super) fn language(&self) -> &'static str {
        let unknown = match self.words {
            0..MANY => "en",
            _ => "und",
        };
        self.told.unwrap_or(unknown)
    }
}

/// The language of a site by its texts.
pub(super) fn language(sources: &Sources) -> &'static str {
    Counted::default().again(sources).language()
}

fn sample(text: &str) -> Sample {
    Sample::of(&text[..text.floor_char_boundary(MOST_OF_ONE)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourceFile, Stamp};

    #[test]
    fn the_language_is_that_of_the_small_words() {
        for (text, expected) in [
            ("", "en"),
            ("x y z", "en"),
            ("Benvenuti. Le note, una per una, per chi legge.", "it"),
            ("This is the text of a page, and for all.", "en"),
            ("Il testo della pagina è per chi legge, di tutti.", "it"),
            ("Le texte est pour les gens et une page du site.", "fr"),
            (
                "Der Text ist nicht lang und das Buch mit ein paar Seiten.",
                "de",
            ),
            ("El texto es para los que leen y una de las partes.", "es"),
            ("Os textos são para uma pessoa que não leu com calma.", "pt"),
            ("Het is een tekst van een boek, niet voor kinderen.", "nl"),
            ("Это не всё, что нужно для работы и жизни.", "ru"),
            (
                "Це не все, що потрібно для роботи та життя, але досить.",
                "uk",
            ),
            (
                "Това е страница, която не е дълга, но е за всички, които четат.",
                "bg",
            ),
            (
                "Ово је страница која није дуга, али ће бити међу првима које ћете читати.",
                "sr",
            ),
            (
                "これは日本語の文章です。読む人のために書かれています。",
                "ja",
            ),
            (
                "这是一篇关于如何编写文档的文章，供所有人阅读和参考使用。",
                "zh",
            ),
            (
                "이것은 모든 사람이 읽을 수 있도록 쓴 한국어 글입니다.",
                "ko",
            ),
            (
                "هذه صفحة قصيرة كتبت لمن يريد أن يعرف كيف يعمل المكتب.",
                "ar",
            ),
            (
                "این یک صفحه کوتاه است که برای همه کسانی که می‌خواهند بدانند نوشته شده است.",
                "fa",
            ),
            (
                "זהו דף קצר שנכתב עבור כל מי שרוצה לדעת איך המשרד עובד.",
                "he",
            ),
            (
                "Αυτή είναι μια σελίδα για όλους όσους θέλουν να μάθουν.",
                "el",
            ),
            ("นี่คือหน้าสั้นๆสำหรับทุกคนที่อยากรู้ว่าสำนักงานทำงานอย่างไร", "th"),
            (
                "यह पृष्ठ उन सभी के लिए है जो जानना चाहते हैं कि कार्यालय कैसे काम करता है।",
                "hi",
            ),
            ("हे पान सर्वांसाठी आहे आणि ते लहान आहे. हे कार्यालय आहे.", "mr"),
            (
                "Đây là một trang ngắn dành cho những người muốn biết văn phòng làm việc thế nào.",
                "vi",
            ),
            (
                "To jest krótka strona dla wszystkich, którzy chcą wiedzieć, jak działa urząd. Nie ma tu nic więcej.",
                "pl",
            ),
            (
                "Bu sayfa herkes için yazıldı ve çok kısa bir metin. Daha fazla bilgi için bize yazın, ama önce okuyun.",
                "tr",
            ),
            (
                "Tämä sivu on kaikille niille, jotka haluavat tietää, miten virasto toimii. Se ei ole pitkä, mutta siinä on kaikki.",
                "fi",
            ),
            (
                "Den här sidan är för alla som vill veta hur kontoret fungerar. Den är inte lång, men allt finns här.",
                "sv",
            ),
            (
                "Denne siden er for alle som ønsker å vite hvordan kontoret virker. Den er ikke lang, men alt står her etter hvert.",
                "no",
            ),
            (
                "Denne side er for alle, der gerne vil vide, hvordan kontoret virker. Den er ikke lang, men alt står her efterhånden af sig selv.",
                "da",
            ),
            (
                "Tato stránka je pro všechny, kteří chtějí vědět, jak úřad funguje. Není dlouhá, ale je v ní vše, co je třeba.",
                "cs",
            ),
            (
                "Ez az oldal mindenkinek szól, aki tudni akarja, hogyan működik a hivatal. Nem hosszú, de minden benne van, ami kell.",
                "hu",
            ),
            (
                "Această pagină este pentru toți cei care vor să știe cum lucrează biroul. Nu este lungă, dar are tot ce trebuie.",
                "ro",
            ),
            (
                "Aquesta pàgina és per a tots els que volen saber com treballa l'oficina. No és llarga, però hi ha tot el que cal.",
                "ca",
            ),
            (
                "Halaman ini adalah untuk semua orang yang ingin tahu, dan tidak panjang.",
                "id",
            ),
            // Of what stands in code nothing is known.
            (
                "Xyz.\n\n```\nthe end of the line is to be for all that\n```\n",
                "en",
            ),
        ] {
            // By one sentence, and by a page of it.
            for text in [text.to_owned(), format!("{text}\n\n").repeat(9)] {
                let sources = Sources::from_texts([("content/a.md", &*text)]);
                assert_eq!(language(&sources), expected, "{text}");
            }
        }
    }

    /// What nothing is known of is not said to be English.
    #[test]
    fn a_text_of_no_language_is_of_none() {
        let swahili = "Ukurasa huu umeandikwa kwa ajili ya watu wote wanaotaka kujua jinsi ofisi yetu \
            inavyofanya kazi. Siyo mrefu lakini una kila kitu ambacho mtu anahitaji kufahamu kabla ya kuja. ";
        let sources = Sources::from_texts([("content/a.md", &*swahili.repeat(4))]);
        let counted = Counted::default().again(&sources);
        assert_eq!((counted.told(), counted.language()), (None, "und"));
    }

    #[test]
    fn what_is_as_it_was_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let disk = folder.path().join(name);
            std::fs::write(&disk, text).unwrap();
            let path = format!("content/{name}");
            SourceFile::new(path, disk, Content::OnDisk, Stamp::default())
        };
        let italian = file("a.md", "Il testo della pagina è per chi legge, di tutti.");
        let sources = Sources::default().with_all(vec![italian]);
        let counted = Counted::default().again(&sources);
        std::fs::remove_file(folder.path().join("a.md")).unwrap();
        assert_eq!(counted.again(&sources).language(), "it");
        let english = "This is the text of a page, and for all that is of the and to the.";
        let changed = sources.clone().with(vec![file("a.md", english)]);
        assert_eq!(counted.again(&changed).language(), "en");
    }
}
