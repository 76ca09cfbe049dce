//! The rules by which a host leads old addresses on: the site's `_redirects`.

/// The rules of a site, in the form that Netlify and others read.
#[derive(Default)]
pub(super) struct Redirects(Vec<Vec<String>>);

impl Redirects {
    /// Reads `_redirects` of a site that is published below `prefix`.
    pub(super) fn read(text: &str, prefix: &str) -> Self {
        let rule = |line: &str| {
            let line = line.split('#').next().unwrap_or(line);
            let mut words = line.split_whitespace();
            let from = words.next()?.strip_prefix(prefix)?;
            let rest: Vec<&str> = words.collect();
            // What holds only for some requests (`id=:id`, `Country=it`) leads not everybody on,
            // and what answers with an error leads nowhere.
            let is_partial = rest.iter().skip(1).any(|word| word.contains('='))
                || rest.first()?.contains('=') && !rest.first()?.contains('/');
            let answers = |status: &&str| status.trim_end_matches('!').parse::<u16>().ok();
            let status = rest.iter().skip(1).find_map(answers).unwrap_or(301);
            let leads_on = from.starts_with('/') && !is_partial && status < 400;
            leads_on.then(|| segments(from).map(str::to_owned).collect())
        };
        Self(text.lines().filter_map(rule).collect())
    }

    /// Whether an address of the site leads on.
    pub(super) fn lead_on(&self, address: &str) -> bool {
        let address: Vec<&str> = segments(address).collect();
        self.0.iter().any(|rule| {
            let (rule, takes_rest) = match rule.split_last() {
                Some((last, before)) if last == "*" => (before, true),
                _ => (rule.as_slice(), false),
            };
            let fits =
                |(pattern, part): (&String, &&str)| pattern.starts_with(':') || pattern == part;
            (rule.len() == address.len() || takes_rest && rule.len() < address.len())
                && rule.iter().zip(&address).all(fits)
        })
    }
}

/// The parts of an address; a slash at its end makes no other.
fn segments(address: &str) -> impl Iterator<Item = &str> {
    address.split('/').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_lead_everybody_on() {
        let text = "# old addresses\n/a /b/ 301\n/c/* /d/:splat 302!\n/e/:year/x /f\n/gone /404 404\n\
            /shop id=:id /g\n/it /h Country=it\nhttps://old.example/i /i\n\n/j  /k  200 # a rewrite\n";
        let rules = Redirects::read(text, "");
        for address in ["/a/", "/a", "/c/", "/c/x/y.pdf", "/e/2024/x/", "/j/"] {
            assert!(rules.lead_on(address), "{address}");
        }
        for address in [
            "/", "/b/", "/a/b/", "/e/2024/", "/gone/", "/shop/", "/it/", "/i/",
        ] {
            assert!(!rules.lead_on(address), "{address}");
        }
        let below = Redirects::read("/portal/a /portal/b\n/c /d\n", "/portal");
        assert!(below.lead_on("/a/") && !below.lead_on("/c/"));
        assert!(!Redirects::default().lead_on("/"));
    }
}
