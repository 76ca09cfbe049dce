//! Keeps tiny_http from leaving a connection unanswered.
//!
//! It gives a connection to a thread that waits for one, and takes a thread for waiting until that
//! has woken: of two connections that come at once the second may stand behind the first, which a
//! browser keeps open for minutes. A thread that ends a connection looks for others that stand
//! there; so while there are requests, connections are made that end at once.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

/// How long a connection stands behind another at most.
const PAUSE: Duration = Duration::from_millis(50);
/// How often it knocks after the last request: a browser may open connections ahead of need.
const TIMES: u32 = 40;

/// Knocks at an address for as long as there are requests; returns when there never will be again.
pub(super) fn while_asked(address: SocketAddr, requests: &Receiver<()>) {
    let address = own(address);
    while requests.recv().is_ok() {
        let mut times = 0;
        while times < TIMES {
            // A server that does not answer has nobody who waits.
            let _ = TcpStream::connect(address);
            thread::sleep(PAUSE);
            times = match requests.try_iter().count() {
                0 => times + 1,
                _ => 0,
            };
        }
    }
}

/// Where this machine reaches an address that it listens on.
fn own(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}
