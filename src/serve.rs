//! The preview server: pages rendered when asked for, from the newest build in memory.
//!
//! In: builds, one after another. Out: HTTP on the loopback interface. It reads nothing from disk
//! but the assets of the build and writes nothing. Only `GET` and `HEAD` are answered, and only
//! for the names of this machine, so that no web page can reach it under a name of its own.

use crate::diagnostic::Language;
use crate::outputs::{Output, not_found_route};
use crate::pipeline::Build;
use crate::report::{self, Style};
use crate::search::FOLDER;
use crate::site::{Route, join_path, percent_decode};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Threads that answer requests.
const WORKERS: usize = 4;
/// Most pages that listen for changes at once; each holds a thread.
const MAX_LISTENERS: usize = 64;
/// How often a silent listener is written to, to learn whether it is still there.
const PING: Duration = Duration::from_secs(5);
/// Address of everything that the preview adds to the site.
const OWN: &str = "/_casa/";
/// What is sent to open pages when there is a newer version.
const CHANGE: &[u8] = b"event: change\ndata: \n\n";
/// The script that reloads pages and shows problems.
const SCRIPT: &str = include_str!("serve/preview.js");

/// What is being previewed.
pub struct Preview {
    current: RwLock<Arc<Version>>,
    listeners: Mutex<Vec<Listener>>,
    search: Mutex<Search>,
    /// Told when there is a version to index, or a newer index.
    search_changed: Condvar,
}

/// The search index follows the pages: a thread of its own builds it, so that no page waits for
/// it, from the first search on.
#[derive(Default)]
struct Search {
    asked: bool,
    /// The newest indexes that are ready, newest first. A search that began on the one before still
    /// finds its files.
    indexed: Vec<Indexed>,
}

/// The index of a version.
struct Indexed {
    /// The version's number.
    version: u64,
    /// Its files; none if the indexer refused its pages.
    files: BTreeMap<String, Vec<u8>>,
}

/// How many versions of the index are kept.
const INDEXES: usize = 2;

/// One build on show.
pub struct Version {
    /// Counts builds, from 1.
    pub number: u64,
    /// The build.
    pub build: Build,
    /// Its problems as the terminal shows them; empty if there are none that stop publishing.
    pub problems: String,
    /// Language of messages.
    pub language: Language,
}

impl Preview {
    /// A preview of a first build.
    pub fn new(version: Version) -> Arc<Self> {
        Arc::new(Self {
            current: RwLock::new(Arc::new(version)),
            listeners: Mutex::default(),
            search: Mutex::default(),
            search_changed: Condvar::new(),
        })
    }

    /// Shows a newer build and tells the open pages.
    pub fn show(&self, version: Version) {
        let version = Arc::new(version);
        let before = std::mem::replace(
            &mut *self.current.write().unwrap_or_else(PoisonError::into_inner),
            version,
        );
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.changes.send(()).is_ok());
        drop(listeners);
        drop(self.search());
        self.search_changed.notify_all();
        // Letting go of a whole site takes a while: nobody waits for it.
        thread::spawn(move || drop(before));
    }

    fn search(&self) -> MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Indexes each newest version, from the first search on; never returns.
    fn follow(&self) {
        // Of all cores one: the others are for pages.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        let mut memory = search_index::Memory::default();
        loop {
            let version = {
                let mut search = self.search();
                loop {
                    let current = self.current();
                    let done = search.indexed.first().map(|index| index.version);
                    if search.asked && done != Some(current.number) {
                        break current;
                    }
                    search = wait(&self.search_changed, search);
                }
            };
            let build = || version.build.index_after(&memory);
            let built = match &pool {
                Ok(pool) => pool.install(build),
                Err(_) => build(),
            };
            let files = built.map_or_else(
                |_| BTreeMap::new(),
                |(index, next)| {
                    memory = next;
                    index.files
                },
            );
            let indexed = Indexed {
                version: version.number,
                files,
            };
            let mut search = self.search();
            search.indexed.insert(0, indexed);
            search.indexed.truncate(INDEXES);
            self.search_changed.notify_all();
        }
    }

    /// A file of the newest index that is ready; waits for the first one.
    fn index_file(&self, name: &str) -> Option<Vec<u8>> {
        let mut search = self.search();
        search.asked = true;
        self.search_changed.notify_all();
        while search.indexed.is_empty() {
            search = wait(&self.search_changed, search);
        }
        let mut indexes = search.indexed.iter();
        indexes.find_map(|index| index.files.get(name).cloned())
    }

    /// The version on show.
    pub fn current(&self) -> Arc<Version> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A receiver of changes; `None` if too many listen already.
    fn listen(&self) -> Option<(Receiver<()>, Arc<()>)> {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.alive.strong_count() > 0);
        if listeners.len() >= MAX_LISTENERS {
            return None;
        }
        let (changes, receiver) = channel();
        let alive = Arc::new(());
        listeners.push(Listener {
            changes,
            alive: Arc::downgrade(&alive),
        });
        Some((receiver, alive))
    }
}

fn wait<'a, T>(changed: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// An open page that waits for changes.
struct Listener {
    changes: Sender<()>,
    /// Held by the thread that writes to the page, for as long as it can.
    alive: Weak<()>,
}

/// A server bound to a port of the loopback interface.
pub struct Bound {
    server: Arc<Server>,
    address: SocketAddr,
}

/// Binds a port; 0 for any free one.
///
/// # Errors
/// If the port is taken.
pub fn bind(port: u16) -> io::Result<Bound> {
    let server = Server::http(("127.0.0.1", port)).map_err(io::Error::other)?;
    let address = server
        .server_addr()
        .to_ip()
        .ok_or(io::ErrorKind::AddrNotAvailable)?;
    Ok(Bound {
        server: Arc::new(server),
        address,
    })
}

impl Bound {
    /// The port that was bound.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Starts answering requests, on threads of its own.
    pub fn serve(self, preview: &Arc<Preview>) {
        let follower = Arc::clone(preview);
        thread::spawn(move || follower.follow());
        for _ in 0..WORKERS {
            let (server, preview) = (Arc::clone(&self.server), Arc::clone(preview));
            let port = self.address.port();
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A reader who went away is no reason to stop.
                    let _ = answer(request, &preview, port);
                }
            });
        }
    }
}

fn answer(request: Request, preview: &Arc<Preview>, port: u16) -> io::Result<()> {
    if !is_local(&request, port) {
        return request.respond(text(
            403,
            "403 Forbidden: this preview answers only to localhost\n",
        ));
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(text(405, "405 Method Not Allowed\n"));
    }
    if request.body_length().is_some_and(|length| length > 0) {
        return request.respond(text(400, "400 Bad Request: no body expected\n"));
    }
    let path = request
        .url()
        .split(['?', '#'])
        .next()
        .unwrap_or("/")
        .to_owned();
    if let Some(own) = path.strip_prefix(OWN) {
        return answer_own(request, own, preview);
    }
    let Some(decoded) = decode(&path).and_then(|path| join_path("", &path)) else {
        return request.respond(text(400, "400 Bad Request\n"));
    };
    let version = preview.current();
    if let Some(name) = decoded.strip_prefix(FOLDER)
        && name.ends_with(".casa")
    {
        let (preview, name) = (Arc::clone(preview), name.to_owned());
        // It may have to wait for the index; those who answer for pages do not.
        thread::spawn(move || {
            let response = match preview.index_file(&name) {
                Some(bytes) => part_of(bytes, range(&request)),
                None => text(404, "404 Not Found\n"),
            };
            // A reader who went away is no reason to stop.
            let _ = request.respond(response);
        });
        return Ok(());
    }
    request.respond(respond(&version, &path, &decoded))
}

/// Whether a request names this machine: a page of another site that makes its own name point
/// here (DNS rebinding) does not get to read the preview.
fn is_local(request: &Request, port: u16) -> bool {
    let header = |name: &'static str| {
        request
            .headers()
            .iter()
            .find(|h| h.field.equiv(name))
            .map(|h| h.value.as_str())
    };
    let names = [format!("localhost:{port}"), format!("127.0.0.1:{port}")];
    let host = header("Host").is_some_and(|host| names.iter().any(|name| name == host));
    let origin = header("Origin").is_none_or(|origin| {
        names
            .iter()
            .any(|name| origin.strip_prefix("http://") == Some(name))
    });
    host && origin
}

/// Addresses that belong to the preview itself.
fn answer_own(request: Request, path: &str, preview: &Arc<Preview>) -> io::Result<()> {
    match path {
        "preview.js" => request.respond(with_type(
            200,
            SCRIPT.into(),
            "text/javascript; charset=utf-8",
        )),
        "problems" => {
            let version = preview.current();
            request.respond(text(200, &version.problems))
        }
        "events" => match preview.listen() {
            Some((changes, alive)) => {
                let shown = request.url().split_once("?version=");
                let shown = shown.and_then(|(_, number)| number.parse().ok());
                // What has changed since the page was read, nobody was there to be told.
                let is_old = shown.is_some_and(|number: u64| number != preview.current().number);
                thread::spawn(move || {
                    // The page has gone away: that is how a stream ends.
                    let _ = stream(request, is_old, &changes);
                    drop(alive);
                });
                Ok(())
            }
            None => request.respond(text(503, "503 Service Unavailable: too many open pages\n")),
        },
        _ => request.respond(text(404, "404 Not Found\n")),
    }
}

/// Writes a server-sent event for each change until the reader goes away, the first at once to a
/// reader of an old version.
fn stream(request: Request, is_old: bool, changes: &Receiver<()>) -> io::Result<()> {
    let mut out = request.into_writer();
    out.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n: ready\n\n",
    )?;
    if is_old {
        out.write_all(CHANGE)?;
    }
    out.flush()?;
    loop {
        match changes.recv_timeout(PING) {
            Ok(()) => out.write_all(CHANGE)?,
            Err(RecvTimeoutError::Timeout) => out.write_all(b": ping\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        out.flush()?;
    }
}

/// The bytes that a request asks for, first and last, if it asks for one range with both ends, as
/// the search does.
fn range(request: &Request) -> Option<(usize, usize)> {
    let header = request.headers().iter().find(|h| h.field.equiv("Range"))?;
    let (first, last) = header
        .value
        .as_str()
        .strip_prefix("bytes=")?
        .split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// A file of the index, or the part of it that is asked for.
fn part_of(bytes: Vec<u8>, range: Option<(usize, usize)>) -> Response<Cursor<Vec<u8>>> {
    let part = range.and_then(|(first, last)| Some((first, last, bytes.get(first..=last)?)));
    let Some((first, last, part)) = part else {
        return with_type(200, bytes, BYTES);
    };
    let mut response = with_type(206, part.to_vec(), BYTES);
    let place = format!("bytes {first}-{last}/{}", bytes.len());
    if let Ok(header) = Header::from_bytes("Content-Range", place) {
        response.add_header(header);
    }
    response
}

/// The response for a path of the site, as it was asked for and as it was meant.
fn respond(version: &Version, path: &str, decoded: &str) -> Response<Cursor<Vec<u8>>> {
    let is_folder = path.ends_with('/');
    let page = Route::page(
        decoded
            .strip_suffix("index.html")
            .unwrap_or(decoded)
            .trim_end_matches('/'),
    );
    let outputs = &version.build.outputs;
    if !is_folder && !decoded.is_empty() {
        let file = Route::file(decoded);
        if let Some(output) = outputs.get(&file) {
            return render(version, output, 200, content_type(decoded));
        }
        if outputs.get(&page).is_some() {
            let location = Header::from_bytes("Location", page.encoded().as_bytes());
            let response = text(301, "");
            return location.map_or(text(500, ""), |location| response.with_header(location));
        }
    }
    match (outputs.get(&page), outputs.get(&not_found_route())) {
        (Some(output), _) => render(version, output, 200, HTML),
        (None, Some(output)) => render(version, output, 404, HTML),
        (None, None) => text(404, "404 Not Found\n"),
    }
}

const BYTES: &str = "application/octet-stream";
const HTML: &str = "text/html; charset=utf-8";

fn render(
    version: &Version,
    output: &dyn Output,
    status: u16,
    content_type: &'static str,
) -> Response<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    match output.render(&version.build.renderer, &mut bytes) {
        Ok(()) if content_type == HTML => {
            with_type(status, with_script(bytes, version.number), HTML)
        }
        Ok(()) => with_type(status, bytes, content_type),
        Err(diagnostic) => {
            let sources = &version.build.renderer.site().sources;
            let problems = report::human(&[*diagnostic], sources, version.language, Style::Plain);
            let escaped = problems.replace('&', "&amp;").replace('<', "&lt;");
            let page = format!(
                "<!doctype html><meta charset=\"utf-8\"><title>casa</title><body><pre>{escaped}</pre></body>"
            );
            with_type(500, with_script(page.into_bytes(), version.number), HTML)
        }
    }
}

/// Adds the preview's script at the end of a page.
fn with_script(page: Vec<u8>, version: u64) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}preview.js\" data-version=\"{version}\"></script>");
    let end = page
        .windows(7)
        .rposition(|window| window.eq_ignore_ascii_case(b"</body>"));
    let at = end.unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

/// A path as it was meant; `None` if it is badly encoded, not UTF-8 or has control characters.
fn decode(path: &str) -> Option<String> {
    let (bytes, valid) = percent_decode(path);
    let text = String::from_utf8(bytes).ok().filter(|_| valid)?;
    (!text.contains(|c: char| c.is_control() || c == '\\')).then_some(text)
}

fn text(status: u16, body: &str) -> Response<Cursor<Vec<u8>>> {
    with_type(
        status,
        body.as_bytes().to_vec(),
        "text/plain; charset=utf-8",
    )
}

fn with_type(status: u16, body: Vec<u8>, content_type: &'static str) -> Response<Cursor<Vec<u8>>> {
    let mut response = Response::from_data(body).with_status_code(StatusCode(status));
    let headers = [
        ("Content-Type", content_type),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
}

/// The media type of a file by its extension.
fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        _ => BYTES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decode("/a%20b").as_deref(), Some("/a b"));
        assert_eq!(decode("/%252e").as_deref(), Some("/%2e"));
        assert_eq!(decode("/%00"), None);
        assert_eq!(decode("/%ff"), None);
        assert_eq!(decode("/%2"), None);
        assert_eq!(decode("/a%5cb"), None);
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let page = with_script(b"<body>x</BODY></html>".to_vec(), 3);
        let page = String::from_utf8(page).unwrap();
        assert_eq!(
            page,
            "<body>x<script src=\"/_casa/preview.js\" data-version=\"3\"></script></BODY></html>"
        );
    }
}
