//! The door of the preview: how many come in, for how long, and with how much to say.
//!
//! tiny_http gives a connection a thread for as long as it lasts, reads a head of any size, and lets
//! one connection stand behind another that a browser keeps open for minutes. So connections end
//! here: a request that is whole goes on to tiny_http, over a connection that ends with its answer.
//! Who has not said what he wants leaves after a while, and at once when others need the room.

use super::preview::Preview;
use crate::diagnostic::Language;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Most connections at once: each takes a thread, and up to four of the files that a process may
/// have open, which often are 1,024.
const MOST: usize = 128;
/// Longest head of a request. Browsers send it with the cookies of all that ever was on localhost.
const LONGEST: usize = 32 * 1024;
/// How many rounds somebody may take to say what he wants.
const ROUNDS: u8 = 10;
/// How long a round is, and the pause where the system has no room for another connection.
const ROUND: Duration = Duration::from_secs(1);
/// How long a part of an answer waits for its reader.
const PATIENCE: Duration = Duration::from_secs(10);
/// The name of the header that says where a request came from, which no request says of itself.
pub(super) const FROM: &str = "X-Casa-From";
/// How much is read of a request after it was refused, so that its sender comes to read the answer.
const READ_ON: u64 = 4 << 20;

/// Who has come in.
#[derive(Default)]
struct Guests {
    /// The oldest first.
    list: Vec<Guest>,
}

/// A connection.
struct Guest {
    stream: Arc<TcpStream>,
    /// How many rounds ago it came; missing once it has said what it wants.
    waiting: Option<u8>,
}

impl Guests {
    /// Takes one in; for more than there is room for, another leaves.
    fn take_in(&mut self, stream: &Arc<TcpStream>) {
        if self.list.len() >= MOST {
            let waits = self.list.iter().position(|guest| guest.waiting.is_some());
            self.list.remove(waits.unwrap_or(0)).send_away();
        }
        self.list.push(Guest {
            stream: Arc::clone(stream),
            waiting: Some(0),
        });
    }

    /// Whether one that has said what it wants is still here to be answered.
    fn hear(&mut self, stream: &Arc<TcpStream>) -> bool {
        let mut list = self.list.iter_mut();
        let heard = list.find(|guest| Arc::ptr_eq(&guest.stream, stream));
        heard.map(|guest| guest.waiting = None).is_some()
    }

    fn forget(&mut self, stream: &Arc<TcpStream>) {
        self.list
            .retain(|guest| !Arc::ptr_eq(&guest.stream, stream));
    }

    /// A round has passed.
    fn grow_older(&mut self) {
        for guest in &mut self.list {
            guest.waiting = guest.waiting.map(|rounds| rounds + 1);
        }
        let late = |guest: &mut Guest| guest.waiting.is_some_and(|rounds| rounds >= ROUNDS);
        for guest in self.list.extract_if(.., late) {
            guest.send_away();
        }
    }
}

impl Guest {
    /// Its thread reads or writes nothing more, and ends.
    fn send_away(self) {
        // It may have gone by itself.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// The door, and who has come in.
pub(super) struct Door {
    guests: Mutex<Guests>,
    /// Where tiny_http answers.
    inner: SocketAddr,
    preview: Arc<Preview>,
}

impl Door {
    pub(super) fn new(inner: SocketAddr, preview: Arc<Preview>) -> Arc<Self> {
        Arc::new(Self {
            guests: Mutex::default(),
            inner,
            preview,
        })
    }

    /// Lets connections in, for as long as the program runs.
    pub(super) fn open(self: &Arc<Self>, listener: &TcpListener) {
        let door = Arc::clone(self);
        thread::spawn(move || {
            loop {
                thread::sleep(ROUND);
                door.guests().grow_older();
            }
        });
        loop {
            match listener.accept() {
                Ok((stream, _)) => self.let_in(Arc::new(stream)),
                // There will be room when others have left.
                Err(_) => thread::sleep(ROUND),
            }
        }
    }

    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn let_in(self: &Arc<Self>, stream: Arc<TcpStream>) {
        self.guests().take_in(&stream);
        let (door, guest) = (Arc::clone(self), Arc::clone(&stream));
        let attended = thread::Builder::new().spawn(move || {
            // A reader who went away is no reason to stop.
            let _ = door.attend(&guest);
            door.guests().forget(&guest);
        });
        if attended.is_err() {
            // The system has no thread: the connection ends.
            self.guests().forget(&stream);
        }
    }

    /// Hears what somebody wants, and has it answered.
    fn attend(&self, stream: &Arc<TcpStream>) -> io::Result<()> {
        stream.set_write_timeout(Some(PATIENCE))?;
        // On Windows who is sent away stays until then: nothing wakes whoever reads.
        stream.set_read_timeout(Some(PATIENCE))?;
        let from = stream.peer_addr()?.ip().to_canonical();
        let head = read_head(stream)?;
        match head.as_deref().map(|head| request(head, from)) {
            Some(Ok(request)) if self.guests().hear(stream) => self.pass_on(&request, stream),
            Some(Ok(_)) => Ok(()),
            Some(Err(refusal)) => refuse(stream, refusal),
            None => refuse(stream, too_long(self.preview.current().language)),
        }
    }

    /// Lets tiny_http answer a request.
    fn pass_on(&self, request: &[u8], mut stream: &TcpStream) -> io::Result<()> {
        let mut inner = TcpStream::connect(self.inner)?;
        inner.write_all(request)?;
        let mut answer = BufReader::new(inner);
        let mut status = Vec::new();
        answer.read_until(b'\n', &mut status)?;
        if !status.is_empty() {
            stream.write_all(&status)?;
            stream.write_all(b"Connection: close\r\n")?;
            io::copy(&mut answer, &mut stream)?;
        }
        stream.shutdown(Shutdown::Write)
    }
}

/// The head of a request; `None` if it is too long.
///
/// # Errors
/// If it does not come to its end.
fn read_head(mut stream: &TcpStream) -> io::Result<Option<Vec<u8>>> {
    let (mut head, mut part) = (Vec::new(), [0; 4096]);
    while head.len() <= LONGEST {
        let read = match stream.read(&mut part)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => read,
        };
        // The end may have begun in the part before.
        let from = head.len().saturating_sub(END.len() - 1);
        head.extend_from_slice(&part[..read]);
        let end = head[from..]
            .windows(END.len())
            .position(|bytes| bytes == END);
        if let Some(end) = end {
            head.truncate(from + end + END.len());
            return Ok(Some(head));
        }
    }
    Ok(None)
}

/// The end of the head of a request.
const END: &[u8] = b"\r\n\r\n";

/// A request as tiny_http gets it: the last one on its connection, without a body, with its sender.
///
/// # Errors
/// The answer, if there is a body or the head is not of the kind that tiny_http reads.
fn request(head: &[u8], from: IpAddr) -> Result<Vec<u8>, String> {
    let bad = |what: &str| Err(format!("400 Bad Request{what}\n"));
    let Some(head) = str::from_utf8(head).ok().filter(|head| head.is_ascii()) else {
        return bad("");
    };
    let mut request = String::with_capacity(head.len() + 32);
    for line in head.trim_end_matches("\r\n").split("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name.to_ascii_lowercase().as_str() {
            "content-length" if value.trim() == "0" => {}
            "content-length" | "transfer-encoding" => return bad(": no body expected"),
            "connection" | "expect" => {}
            name if FROM.eq_ignore_ascii_case(name) => {}
            _ => {
                request += line;
                request += "\r\n";
            }
        }
    }
    request += &format!("{FROM}: {from}\r\nConnection: close\r\n\r\n");
    Ok(request.into_bytes())
}

fn too_long(language: Language) -> String {
    let most = LONGEST / 1024;
    let reason = match language {
        Language::Italian => format!(
            "la richiesta ha più di {most} KB di intestazioni\n\n\
             Se è un browser, sono i cookie di altri programmi su questo nome: cancellali e ricarica."
        ),
        Language::English => format!(
            "the request has more than {most} KB of headers\n\n\
             If it is a browser, they are cookies of other programs under this name: delete them and reload."
        ),
    };
    format!("431 Request Header Fields Too Large: {reason}\n")
}

/// Answers with a status and its reason, which is what the text begins with.
fn refuse(mut stream: &TcpStream, text: String) -> io::Result<()> {
    let status = text.split([':', '\n']).next().unwrap_or_default();
    let length = text.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(text.as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    // What is not read when a connection is closed takes the answer with it.
    io::copy(&mut stream.take(READ_ON), &mut io::sink())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    /// Both ends of a connection.
    fn connection() -> (TcpStream, Arc<TcpStream>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let outside = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (outside, Arc::new(listener.accept().unwrap().0))
    }

    #[test]
    fn who_does_not_say_what_he_wants_leaves() {
        let mut guests = Guests::default();
        let (mut slow, inside) = connection();
        let (_heard, other) = connection();
        guests.take_in(&inside);
        guests.take_in(&other);
        assert!(guests.hear(&other));
        slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
        for round in 0..ROUNDS {
            assert_eq!(guests.list.len(), 2, "{round}");
            guests.grow_older();
        }
        assert!(!guests.hear(&inside) && guests.hear(&other));
        assert!(read_head(&inside).is_err());
        // The other end learns it too.
        assert!(matches!(slow.read(&mut [0]), Ok(0) | Err(_)));
    }

    #[test]
    fn there_is_room_for_whoever_comes_next() {
        let mut guests = Guests::default();
        let connections: Vec<_> = (0..=MOST).map(|_| connection()).collect();
        for (_, inside) in &connections[..MOST] {
            guests.take_in(inside);
        }
        assert!(guests.hear(&connections[0].1));
        guests.take_in(&connections[MOST].1);
        assert_eq!(guests.list.len(), MOST);
        let is_here = |at: usize| {
            let mut list = guests.list.iter();
            list.any(|guest| Arc::ptr_eq(&guest.stream, &connections[at].1))
        };
        // The oldest is being answered; the next has not said anything.
        assert!(is_here(0) && !is_here(1) && is_here(2) && is_here(MOST));
    }

    #[test]
    fn requests_go_on_without_what_is_between_two_neighbours() {
        let head = b"GET /a HTTP/1.1\r\nHost: localhost\r\nCONNECTION: keep-alive\r\nContent-Length: 0\r\nExpect: 100-continue\r\nx-casa-from: 127.0.0.1\r\nRange: bytes=0-1\r\n\r\n";
        let expected = b"GET /a HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nX-Casa-From: 192.0.2.7\r\nConnection: close\r\n\r\n";
        let from = IpAddr::from([192, 0, 2, 7]);
        assert_eq!(request(head, from).as_deref(), Ok(&expected[..]));
        for refused in [
            "GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
            "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET /è HTTP/1.1\r\n\r\n",
        ] {
            let answer = request(refused.as_bytes(), from).unwrap_err();
            assert!(answer.starts_with("400 Bad Request"), "{refused}: {answer}");
        }
    }
}
