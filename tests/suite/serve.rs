//! The preview over HTTP: what it shows after changes, and to whom.

use crate::support::{Site, casa};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

/// With a schema of its own, so that mistakes are errors.
const SCHEMA: &str = "label: Pagina
plural: Pagine
default_for: pages
fields:
  title: {type: text, role: title, required: true}
";

fn site() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/_schema/pagina.yaml", SCHEMA),
        (
            "content/_index.md",
            "---\ntitle: Prova\n---\n\nVersione 1\n",
        ),
        ("content/altra.md", "---\ntitle: Altra\n---\n\nAltra\n"),
    ])
}

/// A running `casa serve`; it ends with the test.
struct Preview {
    process: Child,
    port: u16,
}

impl Preview {
    fn of(site: &Site, arguments: &[&str]) -> Self {
        let mut command = casa(site.root(), &["serve", "--port", "0"]);
        command.args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut addresses = lines.filter_map(|line| {
            let line = line.unwrap();
            let port = line.strip_prefix("http://localhost:")?.strip_suffix('/')?;
            port.parse().ok()
        });
        let port = addresses.next().unwrap();
        // What it goes on to say is read, so that it can be said.
        std::thread::spawn(move || addresses.count());
        Self { process, port }
    }

    fn ask(&self, path: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get_as(&self, path: &str, headers: &str) -> (u16, String) {
        let mut answer = String::new();
        self.ask(path, headers).read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    fn get(&self, path: &str) -> String {
        self.get_as(path, "Host: localhost\r\n").1
    }

    /// The panel over a page.
    fn panel(&self, page: &str) -> String {
        self.get(&format!("/_casa/problems?page={page}"))
    }

    /// Follows the preview as open pages do, until one of its pages is as wanted.
    fn until(&self, is_wanted: impl Fn(&Self, &str) -> bool) {
        loop {
            let page = self.get("/");
            let (_, rest) = page.split_once("data-version=\"").unwrap();
            let version = rest.split('"').next().unwrap();
            if is_wanted(self, &page) {
                return;
            }
            let path = format!("/_casa/events?version={version}");
            let stream = BufReader::new(self.ask(&path, "Host: localhost\r\n"));
            let mut lines = stream.lines().map(Result::unwrap);
            lines.find(|line| line == "event: change").unwrap();
        }
    }

    fn until_home(&self, text: &str) {
        self.until(|_, page| page.contains(text));
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It has ended already if the test did not go well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn home(version: u8) -> String {
    format!("---\ntitle: Prova\n---\n\nVersione {version}\n")
}

#[test]
fn folders_that_are_replaced_are_followed() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    preview.until_home("Versione 1");
    for (path, bytes) in crate::support::tree(&site.path("content")) {
        site.write(&format!("new/{path}"), bytes);
    }
    site.write("new/_index.md", home(2));
    fs::rename(site.path("content"), site.path("old")).unwrap();
    fs::rename(site.path("new"), site.path("content")).unwrap();
    preview.until_home("Versione 2");
    site.write("content/_index.md", home(3));
    preview.until_home("Versione 3");
    // While there is none, the last one is shown, and why.
    fs::rename(site.path("content"), site.path("away")).unwrap();
    preview.until(|preview, page| {
        page.contains("Versione 3") && preview.panel("/").contains("cartella content/")
    });
    // As it was before: nothing has changed but that it is back.
    fs::rename(site.path("away"), site.path("content")).unwrap();
    preview.until(|preview, page| page.contains("Versione 3") && preview.panel("/").is_empty());
    fs::remove_dir_all(site.path("content")).unwrap();
    site.write("content/_index.md", home(4));
    preview.until_home("Versione 4");
}

#[test]
fn themes_that_come_after_the_start_are_seen() {
    let site = site();
    site.write(
        "content/casa.yaml",
        "title: Prova\nlanguage: it\ntheme: mio\n",
    );
    let preview = Preview::of(&site, &[]);
    preview.until(|preview, _| preview.panel("/").contains("unknown-theme"));
    let plain = crate::support::repository().join("themes/plain");
    crate::support::copy(&plain, &site.path("themes/mio"));
    preview.until(|preview, _| preview.panel("/").is_empty());
}

#[test]
fn where_nobody_tells_of_changes_they_are_looked_for() {
    let site = site();
    let preview = Preview::of(&site, &["--poll"]);
    preview.until_home("Versione 1");
    site.write("content/_index.md", home(2));
    preview.until_home("Versione 2");
    fs::remove_dir_all(site.path("content")).unwrap();
    site.write("content/_index.md", home(3));
    preview.until_home("Versione 3");
}

/// An error somewhere does not hold back what is right, and warnings are shown too.
#[test]
fn every_page_is_shown_and_what_is_wrong_with_it_first() {
    let site = site();
    site.write("content/altra.md", "---\ntitle: [aperta\n---\n\nAltra\n");
    let preview = Preview::of(&site, &[]);
    site.write(
        "content/_index.md",
        "---\ntitle: Prova\n---\n\n# Secondo titolo\n\nVersione 2\n",
    );
    preview.until_home("Versione 2");
    let [on_home, on_other] = ["/", "/altra/"].map(|page| preview.panel(page));
    let place = |panel: &str, file: &str| panel.find(&format!("\"name\":\"{file}\"")).unwrap();
    let [home, other] = ["content/_index.md", "content/altra.md"];
    assert!(place(&on_home, home) < place(&on_home, other), "{on_home}");
    assert!(
        place(&on_other, other) < place(&on_other, home),
        "{on_other}"
    );
    assert!(on_home.contains("second-title") && on_home.contains("yaml-syntax"));
    assert_eq!(preview.get_as("/altra/", "Host: localhost\r\n").0, 200);
}

/// Browsers open several connections at once and keep them.
#[test]
fn no_connection_waits_for_another_to_end() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for _ in 0..100 {
        let mut open: Vec<_> = (0..6)
            .map(|_| {
                let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
                let request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
                stream.write_all(request).unwrap();
                // Not to hang, if it fails.
                let patience = std::time::Duration::from_secs(5);
                stream.set_read_timeout(Some(patience)).unwrap();
                stream
            })
            .collect();
        for stream in &mut open {
            let mut begin = [0; 12];
            stream.read_exact(&mut begin).unwrap();
            assert_eq!(&begin, b"HTTP/1.1 200");
        }
    }
}

/// Who says nothing, or goes on saying something, takes neither threads nor the place of others.
#[cfg(target_os = "linux")]
#[test]
fn connections_that_stall_make_room_and_leave_nothing() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    preview.until_home("Versione 1");
    let process = format!("/proc/{}", preview.process.id());
    let threads = || fs::read_dir(format!("{process}/task")).unwrap().count();
    let files = || fs::read_dir(format!("{process}/fd")).unwrap().count();
    let (few_threads, few_files) = (threads(), files());
    let stalled: Vec<_> = (0..600)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            // It may have been sent away already.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: local");
            stream
        })
        .collect();
    preview.until_home("Versione 1");
    let (most_threads, most_files) = (threads(), files());
    assert!(most_threads < few_threads + 200, "{most_threads} threads");
    assert!(most_files < few_files + 400, "{most_files} files");
    drop(stalled);
    // tiny_http keeps threads that were needed once for some seconds.
    while threads() > few_threads + 8 || files() > few_files + 8 {
        preview.until_home("Versione 1");
    }
}

#[test]
fn heads_and_bodies_are_bounded() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let with = |head: &str, more: &[u8]| {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // It is answered before all of it is read.
        let _ = stream.write_all(more);
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=";
    let fits = [vec![b'a'; 30_000], b"\r\n\r\n".to_vec()].concat();
    let answer = with(head, &fits);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\n"));
    let answer = with(head, &vec![b'a'; 2_000_000]);
    let first = "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    assert!(answer.starts_with(first), "{answer}");
    assert!(
        answer.contains("sono i cookie di altri programmi"),
        "{answer}"
    );
    let lines = "X: y\r\n".repeat(300_000);
    let answer = with("GET / HTTP/1.1\r\nHost: localhost\r\n", lines.as_bytes());
    assert!(answer.starts_with(first), "{answer}");
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
    let answer = with(head, &vec![b'a'; 1_000_000]);
    assert!(
        answer.ends_with("400 Bad Request: no body expected\n"),
        "{answer}"
    );
}

#[test]
fn it_answers_to_names_that_are_allowed() {
    let site = site();
    let preview = Preview::of(&site, &["--bind", "0.0.0.0", "--host-name", "portale.test"]);
    let status = |host: &str| preview.get_as("/", &format!("Host: {host}\r\n")).0;
    for host in ["localhost", "127.0.0.1:80", "portale.test", "10.0.0.7:4000"] {
        assert_eq!(status(host), 200, "{host}");
    }
    let (code, answer) = preview.get_as("/", "Host: evil.example\r\n");
    assert_eq!(code, 403);
    assert!(answer.contains("non risponde a «evil.example»"), "{answer}");
    assert!(answer.contains("--host-name"), "{answer}");
    let foreign = "Host: localhost\r\nOrigin: http://evil.example\r\n";
    assert_eq!(preview.get_as("/", foreign).0, 403);
}

#[test]
fn what_keeps_it_from_answering_is_named() {
    let site = site();
    let other = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let ran = site.casa(&["serve", "--port", &port]);
    assert_eq!(ran.code, Some(2));
    let first = format!("errore: la porta {port} è già occupata da un altro programma");
    assert!(ran.err.starts_with(&first), "{}", ran.err);
    assert!(ran.err.contains("un'altra porta"), "{}", ran.err);
    // Browsers would show the other program, which has the port at the other `localhost`.
    if let Ok(other) = TcpListener::bind(("::1", 0)) {
        let port = other.local_addr().unwrap().port().to_string();
        let ran = site.casa(&["serve", "--port", &port]);
        let first = format!("errore: la porta {port} è già occupata");
        assert!(ran.err.starts_with(&first), "{}", ran.err);
    }
    // Of the range that is kept for examples: nobody has it.
    let ran = site.casa(&["serve", "--bind", "192.0.2.1"]);
    assert_eq!(ran.code, Some(2));
    let first = "errore: questo computer non ha l'indirizzo 192.0.2.1";
    assert!(ran.err.starts_with(first), "{}", ran.err);
}

/// Players ask for parts of a film, some of them for nothing else.
#[test]
fn films_are_given_in_parts() {
    let site = Site::of(&[
        ("content/index.md", "# A\n\n[film](a.mp4)\n"),
        ("content/a.mp4", "0123456789"),
    ]);
    let preview = Preview::of(&site, &[]);
    let part = |asked: &str| preview.get_as("/a.mp4", &format!("Host: localhost\r\n{asked}"));
    assert_eq!(part(""), (200, "0123456789".to_owned()));
    for (range, expected) in [("0-1", "01"), ("7-", "789"), ("7-99", "789")] {
        let asked = format!("Range: bytes={range}\r\n");
        assert_eq!(part(&asked), (206, expected.to_owned()), "{range}");
    }
    assert_eq!(part("Range: bytes=10-\r\n").0, 200);
    // Of two names nobody knows which is meant.
    let named_twice = preview.get_as("/", "Host: localhost\r\nHost: evil.example\r\n");
    assert_eq!(named_twice.0, 403);
}
