//! The preview server: pages rendered when asked for, from the newest build in memory.
//!
//! In: builds, one after another. Out: HTTP on the loopback interface. It reads nothing from disk
//! but the assets of the build and writes nothing. Only `GET` and `HEAD` are answered, and only
//! for the names of this machine, so that no web page can reach it under a name of its own.

mod pages;
mod preview;
mod response;

pub use preview::{Preview, Version};

use crate::search::FOLDER;
use crate::site::join_path;
use pages::{OWN, decode, respond};
use response::{part_of, range, text, with_type};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use tiny_http::{Method, Request, Server};

/// Threads that answer requests.
const WORKERS: usize = 4;
/// How often a silent listener is written to, to learn whether it is still there.
const PING: Duration = Duration::from_secs(5);
/// What is sent to open pages when there is a newer version.
const CHANGE: &[u8] = b"event: change\ndata: \n\n";
/// The script that reloads pages and shows problems.
const SCRIPT: &str = include_str!("serve/preview.js");

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
