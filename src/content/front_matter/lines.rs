//! What a line of a file may be, where front matter is looked for.

/// A line that ends front matter in YAML.
pub(super) fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// A line of dashes that are not the three that are wanted: `----`, `- - -`, or the long ones that
/// word processors make of them.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().filter(|&c| c != ' ');
    let marks = |c: char| matches!(c, '-' | '*' | '_' | '–' | '—' | '―' | '−');
    !line.is_empty()
        && line != "---"
        && line.chars().all(|c| c == ' ' || marks(c))
        && (dashes.count() > 1 || line.starts_with(['–', '—', '―']))
}

/// Whether a line can stand in a map of YAML.
pub(super) fn may_be_field(line: &str) -> bool {
    let whole = line.trim_end();
    whole.is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}', '\u{a0}'])
        || whole == "-"
        || line.starts_with("- ")
        || key_of(line).is_some()
}

/// The name of a field that a line begins with.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let ends = value.is_empty() || value.starts_with(char::is_whitespace);
    (ends && is_name(key)).then_some(key.trim_matches(['"', '\'']))
}

pub(super) fn is_name(key: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    !key.is_empty() && !key.starts_with('-') && key.chars().all(part)
}

pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// The line that begins at `at`, with its line ending.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

pub(super) fn span_of(at: usize, line: &str) -> (usize, usize) {
    (at, at + line.trim_end().len())
}

/// Lines that are all fields, some of them known, as far as a line that closes them: where that
/// line begins and ends. `closes` knows such lines.
pub(super) fn fields_until(
    text: &str,
    from: usize,
    closes: impl Fn(&str) -> bool,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let (mut known, mut blank, mut continues) = (0, false, false);
    for (at, line) in lines(text, from) {
        if closes(line) {
            // Text that begins with "Data: …" and a line under it is text.
            return (known > usize::from(blank || continues)).then_some((at, at + line.len()));
        }
        match key_of(line) {
            Some(key) => known += usize::from(is_field(key)),
            None if line.trim().is_empty() => blank |= known > 0,
            // The rest of a text over several lines, which the line above cuts in two.
            None if at == from && line.starts_with("  ") => continues = true,
            None if known == 0 && !continues || !may_be_field(line) => return None,
            None => {}
        }
    }
    None
}

/// The fields from `from` on that a blank line ends.
pub(super) fn fields_alone(text: &str, from: usize) -> (usize, usize) {
    let end = lines(text, from).find(|(_, line)| line.trim().is_empty() || !may_be_field(line));
    let at = end.map_or(text.len(), |(at, _)| at);
    (at, at)
}

/// Whether lines are fields as Pelican and MultiMarkdown have them, without lines around them: of
/// several, at least two are known.
pub(super) fn is_block(block: &str, is_field: &dyn Fn(&str) -> bool) -> bool {
    let known = block.lines().filter_map(key_of).filter(|key| is_field(key));
    block.lines().all(|line| key_of(line).is_some()) && known.count() >= 2
}
