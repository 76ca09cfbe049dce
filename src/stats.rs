//! Access logs as counts that say nothing of anybody.
//!
//! In: the lines of a web server's log in the common or combined format, and what the site has at
//! which address. Out: how often each page was read and each file was taken, by month, as the text
//! of a CSV file. Of a line only the month and the address are kept, and of the address only what
//! the site has there: no visitor, no program, no query, nothing that somebody else made up.

use crate::csv;
use crate::render::{Output, Subject};
use crate::site::{Route, Site, last_segment, percent_decode};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

/// Smaller counts are not told: they could point at someone.
pub const LEAST: u64 = 5;
/// The first line of the file.
const HEADER: &str = "month,kind,url,title,count";
/// Words in the names of programs that no reader looks through.
const ROBOTS: [&str; 24] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scan",
    "monitor",
    "uptime",
    "preview",
    "headless",
    "lighthouse",
    "validator",
    "archiver",
    "externalhit",
    "feed",
    "curl",
    "wget",
    "python",
    "java/",
    "go-http",
    "okhttp",
    "libwww",
    "httpclient",
    "axios",
    "node-fetch",
];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    /// Readings of pages.
    Page,
    /// Downloads of files.
    File,
    /// Requests of what is not there.
    Missing,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Page, Self::File, Self::Missing];

    /// What it is called in the file.
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::File => "file",
            Self::Missing => "missing",
        }
    }
}

/// What a reader may ask for.
struct Place {
    kind: Kind,
    url: String,
    title: String,
}

/// What the site has for readers, by address.
pub struct Places {
    /// The path that all addresses begin with.
    base: String,
    places: Vec<Place>,
    by_route: HashMap<String, usize>,
}

impl Places {
    /// The pages and files of a site; what only programs ask for is not among them.
    pub fn new<'a>(
        site: &Site,
        outputs: impl Iterator<Item = (&'a Route, &'a dyn Output)>,
    ) -> Self {
        let mut found = Self {
            base: site.config.base_url.path.clone(),
            places: Vec::new(),
            by_route: HashMap::new(),
        };
        // Later pages of a list count for the page that they continue.
        let mut known: HashMap<String, usize> = HashMap::new();
        for (route, output) in outputs {
            let Some((kind, main, title)) = place(site, route, output) else {
                continue;
            };
            let url = site.url(&main);
            let number = *known.entry(url.clone()).or_insert_with(|| {
                found.places.push(Place { kind, url, title });
                found.places.len() - 1
            });
            found.by_route.insert(route.as_str().to_owned(), number);
        }
        found
    }

    /// The number of what is at the path of a request.
    fn find(&self, path: &str) -> Option<usize> {
        let path = path.strip_prefix(&self.base)?;
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let at = |path: &str| self.by_route.get(path).copied();
        at(path).or_else(|| at(&format!("{path}/")))
    }
}

fn place(site: &Site, route: &Route, output: &dyn Output) -> Option<(Kind, Route, String)> {
    Some(match output.subject(site, route)? {
        Subject::Page(route, title) => (Kind::Page, route, title),
        Subject::File => {
            let name = last_segment(route.as_str()).to_owned();
            (Kind::File, route.clone(), name)
        }
    })
}

/// A line of a log, as far as it matters.
#[derive(Debug, PartialEq, Eq)]
struct Request<'a> {
    /// Year and month: `2026-10`.
    month: String,
    /// What was asked; empty if the request was none.
    request: &'a str,
    status: &'a str,
    /// The program that asked, where the format has it.
    agent: Option<&'a str>,
}

impl<'a> Request<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let (_, rest) = line.split_once(" [")?;
        let (time, rest) = rest.split_once("] ")?;
        let (request, rest) = quoted(rest)?;
        let mut fields = rest.trim_start().splitn(3, ' ');
        let status = fields.next().filter(|s| s.len() == 3 && is_number(s))?;
        fields
            .next()
            .filter(|size| *size == "-" || is_number(size))?;
        let rest = fields.next().unwrap_or_default();
        let agent = quoted(rest).and_then(|(_, rest)| quoted(rest.trim_start()));
        Some(Self {
            month: month(time)?,
            request,
            status,
            agent: agent.map(|(agent, _)| agent),
        })
    }

    fn is_of_robot(&self) -> bool {
        self.agent.is_some_and(|agent| {
            let agent = agent.to_ascii_lowercase();
            agent.len() <= 1 || ROBOTS.iter().any(|word| agent.contains(word))
        })
    }

    /// The path that a reader asked for, decoded, without what follows it.
    fn path(&self) -> Option<String> {
        let mut words = self.request.split(' ');
        let target = words
            .next()
            .filter(|method| *method == "GET")
            .and(words.next())?;
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let (bytes, _) = percent_decode(path);
        String::from_utf8(bytes)
            .ok()
            .filter(|path| path.starts_with('/'))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text in quotation marks, in which a backslash hides the next one; and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('"')?;
    let mut hidden = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !hidden;
        hidden = byte == b'\\' && !hidden;
        ends
    })?;
    Some((&text[..end], &text[end + 1..]))
}

/// The month of `10/Oct/2026:13:55:36 +0200`.
fn month(time: &str) -> Option<String> {
    let mut parts = time.split(['/', ':']);
    let (day, name, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = MONTHS.iter().position(|month| *month == name)? + 1;
    (is_number(day) && year.len() == 4 && is_number(year)).then(|| format!("{year}-{number:02}"))
}

/// What was counted.
#[derive(Debug, Default)]
pub struct Counts {
    /// By month and kind: how much there was.
    totals: BTreeMap<(String, Kind), u64>,
    /// By month and number of the place.
    places: BTreeMap<(String, usize), u64>,
    /// By path, what was asked for and is not there; to be shown to editors only.
    missing: BTreeMap<String, u64>,
    /// Requests by programs that no reader looks through.
    pub robots: u64,
    /// Whether a line does not say which program asked.
    pub without_agent: bool,
    /// Lines that were read.
    pub lines: u64,
    /// Lines that cannot be read.
    pub unreadable: u64,
}

impl Counts {
    /// Counts a line; `false` if it cannot be read.
    pub fn add(&mut self, line: &[u8], places: &Places) -> bool {
        let line = String::from_utf8_lossy(line);
        let Some(request) = Request::read(line.trim_end()) else {
            self.unreadable += 1;
            return false;
        };
        self.lines += 1;
        self.without_agent |= request.agent.is_none();
        if request.is_of_robot() {
            self.robots += 1;
            return true;
        }
        let Some(path) = request.path() else {
            return true;
        };
        // Every month that a log is about is told of, also if nobody came.
        for kind in Kind::ALL {
            self.totals
                .entry((request.month.clone(), kind))
                .or_default();
        }
        match (request.status, places.find(&path)) {
            // What is not modified is read again, from the reader's own copy.
            ("200" | "304", Some(number)) => {
                let kind = places.places[number].kind;
                *self
                    .totals
                    .entry((request.month.clone(), kind))
                    .or_default() += 1;
                *self.places.entry((request.month, number)).or_default() += 1;
            }
            ("404" | "410", _) if path.starts_with(&places.base) => {
                let total = self.totals.entry((request.month, Kind::Missing));
                *total.or_default() += 1;
                *self.missing.entry(path).or_default() += 1;
            }
            _ => {}
        }
        true
    }

    /// The months of which something is known.
    pub fn months(&self) -> BTreeSet<&str> {
        self.totals
            .keys()
            .map(|(month, _)| month.as_str())
            .collect()
    }

    /// How many pages were read, files taken, and requests missed.
    pub fn totals(&self) -> [u64; 3] {
        Kind::ALL.map(|wanted| {
            let totals = self.totals.iter();
            totals
                .filter(|((_, kind), _)| *kind == wanted)
                .map(|(_, n)| n)
                .sum()
        })
    }

    /// The addresses asked for most that are not there.
    pub fn most_missing(&self, most: usize) -> Vec<(&str, u64)> {
        let missing = self.missing.iter().filter(|(_, count)| **count >= LEAST);
        let mut missing: Vec<(&str, u64)> = missing.map(|(path, n)| (path.as_str(), *n)).collect();
        missing.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        missing.truncate(most);
        missing
    }

    /// The file of the counts, the latest month first: these months as counted, all others as they
    /// are in the file `before`. `None` if that is none of ours.
    pub fn file(&self, before: Option<&str>, places: &Places) -> Option<String> {
        let mut lines = before.unwrap_or(HEADER).lines();
        lines.next().filter(|header| *header == HEADER)?;
        let ours = self.months();
        let mut months: BTreeMap<&str, String> = BTreeMap::new();
        for line in lines {
            let month = line.split(',').next().unwrap_or_default();
            if !ours.contains(month) {
                let text = months.entry(month).or_default();
                *text += line;
                text.push('\n');
            }
        }
        for ((month, kind), count) in &self.totals {
            let name = kind.name();
            let count = (*count >= LEAST).then(|| count.to_string());
            let text = months.entry(month).or_default();
            let _ = writeln!(text, "{month},{name},,,{}", count.unwrap_or_default());
        }
        let mut rows: Vec<(&str, &Place, u64)> = self
            .places
            .iter()
            .filter(|(_, count)| **count >= LEAST)
            .map(|((month, number), count)| (month.as_str(), &places.places[*number], *count))
            .collect();
        rows.sort_by(|(_, a, more), (_, b, less)| {
            (a.kind, less, &a.url).cmp(&(b.kind, more, &b.url))
        });
        for (month, place, count) in rows {
            let name = place.kind.name();
            let (url, title) = (cell(&place.url), cell(&place.title));
            let text = months.entry(month).or_default();
            let _ = writeln!(text, "{month},{name},{url},{title},{count}");
        }
        let months: String = months.into_values().rev().collect();
        Some(format!("{HEADER}\n{months}"))
    }
}

/// A text as a cell that is always on one line.
fn cell(text: &str) -> String {
    csv::cell(&text.replace(['\r', '\n'], " ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read() {
        let common =
            r#"2001:db8::1 - maria [05/Oct/2026:13:55:36 +0200] "GET /a?q=1 HTTP/1.1" 200 -"#;
        let request = Request::read(common).unwrap();
        assert_eq!((request.month.as_str(), request.status), ("2026-10", "200"));
        assert_eq!(
            (request.path().as_deref(), request.agent),
            (Some("/a"), None)
        );
        let combined = format!(r#"{common} "https://a.it/" "Mozilla/5.0 \"x\" Gecko""#);
        let request = Request::read(&combined).unwrap();
        assert_eq!(request.agent, Some(r#"Mozilla/5.0 \"x\" Gecko"#));
        for bad in [
            "",
            "ciao",
            r#"a - - [05/Ott/2026:13:55:36 +0200] "GET / HTTP/1.1" 200 1"#,
            r#"a - - [05/Oct/2026:13:55:36 +0200] "GET / HTTP/1.1 200 1"#,
            r#"a - - [05/Oct/2026:13:55:36 +0200] "GET / HTTP/1.1" OK 1"#,
        ] {
            assert_eq!(Request::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn programs_are_told_from_readers() {
        let is_of_robot = |agent| {
            let (month, request, status) = (String::new(), "", "");
            Request {
                month,
                request,
                status,
                agent,
            }
            .is_of_robot()
        };
        for agent in [
            "Googlebot/2.1",
            "curl/8.5",
            "-",
            "",
            "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
        ] {
            assert!(is_of_robot(Some(agent)), "{agent}");
        }
        assert!(!is_of_robot(Some(
            "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        )));
        assert!(!is_of_robot(None));
    }
}
