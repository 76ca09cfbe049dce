//! Which names the preview answers to.

use std::net::{IpAddr, Ipv6Addr};
use tiny_http::Request;

/// The names of the preview. A page of another site that makes its own name point here (DNS
/// rebinding) does not get to read it.
pub(super) struct Hosts {
    bound: IpAddr,
    names: Vec<String>,
}

impl Hosts {
    /// The names of an address, of this machine, and others.
    pub(super) fn new(bound: IpAddr, names: &[String]) -> Self {
        let names = names.iter().map(|name| name_of(name).to_owned()).collect();
        Self { bound, names }
    }

    /// The name that a request is for, if the preview does not answer to it.
    pub(super) fn refused(&self, request: &Request) -> Option<String> {
        let header = |name: &'static str| {
            let mut headers = request.headers().iter();
            let found = headers.find(|header| header.field.equiv(name));
            found.map(|header| header.value.as_str())
        };
        // Of two names nobody knows which is meant.
        let names = request.headers().iter();
        let mut names = names.filter(|header| header.field.equiv("Host"));
        let second = names.nth(1).map(|header| header.value.as_str());
        second
            .or_else(|| self.refused_names(header("Host").unwrap_or(""), header("Origin")))
            .map(|name| name.chars().filter(|c| !c.is_control()).collect())
    }

    fn refused_names<'a>(&self, host: &'a str, origin: Option<&'a str>) -> Option<&'a str> {
        if !self.answers_to(name_of(host)) {
            return Some(host);
        }
        // A request of a page that is not of the preview, whatever the name of the other.
        let origin = origin?;
        let site = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        let is_own = site.is_some_and(|site| site == host || self.is_named(name_of(site)));
        (!is_own).then_some(origin)
    }

    fn answers_to(&self, name: &str) -> bool {
        match name.trim_matches(['[', ']']).parse::<IpAddr>() {
            // A number is nobody's to point elsewhere; all those of this machine are bound.
            Ok(_) if self.bound.is_unspecified() => true,
            Ok(address) => address.is_loopback() || address == self.bound,
            Err(_) => name.eq_ignore_ascii_case("localhost") || self.is_named(name),
        }
    }

    fn is_named(&self, name: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|allowed| allowed.eq_ignore_ascii_case(name))
    }
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        // The colons of an address without brackets are no port's.
        Some((name, port))
            if port.bytes().all(|b| b.is_ascii_digit()) && host.parse::<Ipv6Addr>().is_err() =>
        {
            name
        }
        _ => host,
    };
    name.trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(bound: &str) -> Hosts {
        let names = ["Portale.test".to_owned(), "b.example:8080".to_owned()];
        Hosts::new(bound.parse().unwrap(), &names)
    }

    #[test]
    fn names_of_this_machine_and_those_that_are_allowed() {
        let local = hosts("127.0.0.1");
        for host in [
            "localhost:4000",
            "LOCALHOST",
            "127.0.0.1:4000",
            "127.0.0.1:8080",
            "[::1]:4000",
            "portale.test",
            "portale.test.:80",
            "b.example",
        ] {
            assert_eq!(local.refused_names(host, None), None, "{host}");
        }
        for host in [
            "",
            "evil.example:4000",
            "localhost.evil.example",
            "192.168.1.5:4000",
            "x.portale.test",
            "[::1]evil",
        ] {
            assert_eq!(local.refused_names(host, None), Some(host));
        }
        let of_network = hosts("192.168.1.5");
        assert_eq!(of_network.refused_names("192.168.1.5:4000", None), None);
        assert!(of_network.refused_names("192.168.1.6", None).is_some());
        let of_all = hosts("0.0.0.0");
        assert_eq!(of_all.refused_names("10.1.2.3:4000", None), None);
        assert!(of_all.refused_names("evil.example", None).is_some());
        assert_eq!(hosts("::").refused_names("[fe80::1]:4000", None), None);
    }

    #[test]
    fn pages_of_others_are_refused() {
        let local = hosts("127.0.0.1");
        let from = |origin| local.refused_names("localhost:4000", Some(origin));
        assert_eq!(from("http://localhost:4000"), None);
        assert_eq!(from("https://portale.test"), None);
        assert!(from("http://localhost:3000").is_some());
        assert!(from("http://evil.example").is_some());
        assert!(from("null").is_some());
    }
}
