//! The preview server: pages rendered when asked for, from the newest build in memory.
//!
//! In: builds, one after another. Out: HTTP on the loopback interface, or where one is told to. It
//! reads nothing from disk but the assets of the build and writes nothing. Only `GET` and `HEAD`
//! are answered, but for pages of its own that open an editor, and only for the names of this
//! machine and those that are allowed, so that no web page can reach it under a name of its own.

mod door;
mod editor;
mod hosts;
mod pages;
mod passage;
mod preview;
mod problems;
mod response;

pub use editor::{Editor, EditorCommand};
pub use preview::{Preview, Version};
pub use problems::{Problem, Problems};

use crate::diagnostic::Language;
use crate::search::FOLDER;
use crate::site::join_path;
use door::Door;
use hosts::Hosts;
use pages::{OWN, decode, file_of, respond, waiting};
use preview::News;
use response::{BYTES, content_type, is_played, part_of, range, text, with_type};
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Server};

/// Threads that answer requests.
const WORKERS: usize = 4;
/// How often a silent listener is written to, to learn whether it is still there.
const PING: Duration = Duration::from_secs(5);
/// What is sent to open pages when there is a newer version.
const CHANGE: &[u8] = b"event: change\ndata: \n\n";
/// What is sent to them when other things are wrong with it than before.
const PROBLEMS: &[u8] = b"event: problems\ndata: \n\n";
/// The script that reloads pages and shows problems.
const SCRIPT: &str = include_str!("serve/preview.js");

/// A server bound to an address.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    server: Arc<Server>,
    /// Where the server answers, behind the door.
    inner: SocketAddr,
}

/// Binds a port of an address; 0 for any free one.
///
/// # Errors
/// If the port is taken, or the address is none of this machine.
pub fn bind(address: IpAddr, port: u16) -> io::Result<Bound> {
    let listener = TcpListener::bind((address, port))?;
    if address == Ipv4Addr::LOCALHOST {
        is_free_for_localhost(port)?;
    }
    let address = listener.local_addr()?;
    let behind = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let inner = behind.local_addr()?;
    let server = Server::from_listener(behind, None).map_err(io::Error::other)?;
    Ok(Bound {
        listener,
        address,
        server: Arc::new(server),
        inner,
    })
}

/// Browsers look for `localhost` at the address of version 6 first: a program that has the port
/// there alone would be shown instead of the preview.
fn is_free_for_localhost(port: u16) -> io::Result<()> {
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        // Or there is no version 6 here.
        _ => Ok(()),
    }
}

impl Bound {
    /// The port that was bound.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The address of the preview for a browser on this machine, without a slash at its end.
    pub fn origin(&self) -> String {
        let address = self.address.ip();
        let is_localhost = address.is_unspecified() || address == IpAddr::from([127, 0, 0, 1]);
        match is_localhost {
            true => format!("http://localhost:{}", self.port()),
            false => format!("http://{}", self.address),
        }
    }

    /// Starts answering requests, on threads of its own: those for this machine, and for other
    /// names that are allowed. With an editor, clicks on pages open it.
    pub fn serve(self, preview: &Arc<Preview>, names: &[String], editor: Option<Editor>) {
        let follower = Arc::clone(preview);
        thread::spawn(move || follower.follow());
        let hosts = Hosts::new(self.address.ip(), names);
        let house = Arc::new(House { hosts, editor });
        let door = Door::new(self.inner, Arc::clone(preview));
        thread::spawn(move || door.open(&self.listener));
        for _ in 0..WORKERS {
            let (server, preview) = (Arc::clone(&self.server), Arc::clone(preview));
            let house = Arc::clone(&house);
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A reader who went away is no reason to stop.
                    let _ = answer(request, &preview, &house);
                }
            });
        }
    }
}

/// Who is let in, and what they may start.
struct House {
    hosts: Hosts,
    editor: Option<Editor>,
}

fn answer(request: Request, preview: &Arc<Preview>, house: &House) -> io::Result<()> {
    if let Some(name) = house.hosts.refused(&request) {
        let reason = refusal(&name, preview.current().language);
        return request.respond(text(403, &reason));
    }
    let path = request
        .url()
        .split(['?', '#'])
        .next()
        .unwrap_or("/")
        .to_owned();
    let own = path.strip_prefix(OWN);
    if let (Some("open"), Some(editor)) = (own, &house.editor) {
        let response = editor.answer(&request, &preview.current());
        return request.respond(response);
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        let refused = text(405, "405 Method Not Allowed\n");
        let allowed = Header::from_bytes("Allow", "GET, HEAD");
        return request.respond(match allowed {
            Ok(allowed) => refused.with_header(allowed),
            Err(()) => refused,
        });
    }
    if let Some(own) = own {
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
                Ok(Some(bytes)) => part_of(bytes, BYTES, range(&request)),
                Ok(None) => text(404, "404 Not Found\n"),
                Err(reason) => text(500, &format!("500 Internal Server Error: {reason}\n")),
            };
            // A reader who went away is no reason to stop.
            let _ = request.respond(response);
        });
        return Ok(());
    }
    let token = house.editor.as_ref().map(Editor::token);
    let response = respond(&version, token, &path, &decoded);
    let kind = content_type(&decoded);
    match range(&request) {
        Some(range) if is_played(kind) && response.status_code() == 200 => {
            let bytes = response.into_reader().into_inner();
            request.respond(part_of(bytes, kind, Some(range)))
        }
        _ => request.respond(response),
    }
}

/// Why a request for a name is refused, and what to do if it is one's own.
fn refusal(name: &str, language: Language) -> String {
    match language {
        Language::Italian => format!(
            "403 Forbidden: questa anteprima non risponde a «{name}»\n\n\
             Se il nome è tuo, avviala con --host-name e il nome.\n"
        ),
        Language::English => format!(
            "403 Forbidden: this preview does not answer to `{name}`\n\n\
             If the name is yours, start it with --host-name and the name.\n"
        ),
    }
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
            let page = request.url().split_once("?page=").map(|(_, page)| page);
            let page = page.and_then(|page| file_of(&preview.current(), page));
            let panel = preview.panel(page.as_deref());
            request.respond(with_type(200, panel.into_bytes(), "application/json"))
        }
        "waiting" => {
            let waiting = waiting(&preview.current()).into_bytes();
            request.respond(with_type(200, waiting, "application/json"))
        }
        "events" => match preview.listen() {
            Some((news, alive)) => {
                let shown = request.url().split_once("?version=");
                let shown = shown.and_then(|(_, number)| number.parse().ok());
                // Whoever does not say it has the one that is on show.
                let shown = shown.unwrap_or(preview.current().number);
                // What has changed since the page was read, nobody was there to be told.
                let is_old = shown != preview.current().number;
                thread::spawn(move || {
                    // The page has gone away: that is how a stream ends.
                    let _ = stream(request, shown, is_old, &news);
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
fn stream(request: Request, shown: u64, is_old: bool, news: &Receiver<News>) -> io::Result<()> {
    let mut out = request.into_writer();
    out.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n: ready\n\n",
    )?;
    if is_old {
        out.write_all(CHANGE)?;
    }
    out.flush()?;
    loop {
        match news.recv_timeout(PING) {
            // A page may be read between the moment a version is there and the one it is told.
            Ok(News::Version(number)) if number == shown => continue,
            Ok(News::Version(_)) => out.write_all(CHANGE)?,
            Ok(News::Problems) => out.write_all(PROBLEMS)?,
            Err(RecvTimeoutError::Timeout) => out.write_all(b": ping\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        out.flush()?;
    }
}
