//! Lines of code that books do not show: <https://rust-lang.github.io/mdBook/format/mdbook.html>.

/// How a block of code says which of its lines are not shown.
pub(super) enum Hidden {
    /// Those that begin with `# `, as in all of Rust.
    Rust,
    /// Those that begin with a sign.
    Sign(String),
}

impl Hidden {
    /// By what stands behind the signs of a block; `None` if all are shown.
    pub(super) fn of(info: &str, is_book: bool) -> Option<Self> {
        if let Some((_, sign)) = info.split_once("hidelines=") {
            let sign = sign.split([',', ' ', '}']).next().unwrap_or_default();
            return (!sign.is_empty()).then(|| Self::Sign(sign.to_owned()));
        }
        let language = info.trim_start_matches(['{', '.', ' ']);
        let rest = language.strip_prefix("rust").filter(|_| is_book)?;
        let is_rust = !rest.starts_with(|c: char| c.is_alphanumeric() || "-_+".contains(c));
        is_rust.then_some(Self::Rust)
    }

    /// What is shown of a line, if that is not the line.
    pub(super) fn edit(&self, line: &str) -> Option<String> {
        match self {
            Self::Sign(sign) => line.starts_with(sign.as_str()).then(String::new),
            Self::Rust if line == "#" || line.starts_with("# ") => Some(String::new()),
            Self::Rust => line.starts_with("##").then(|| line[1..].to_owned()),
        }
    }
}
