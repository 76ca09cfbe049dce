//! CSV (RFC 4180).

use std::borrow::Cow;

/// Writes a row at the end of `out`.
pub fn row(out: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&quoted(cell.as_ref()));
    }
    out.push_str("\r\n");
}

/// A cell that spreadsheets would take for a formula, so that it does not begin like one.
pub fn without_formula(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

fn quoted(cell: &str) -> Cow<'_, str> {
    match cell.contains([',', '"', '\r', '\n']) {
        true => Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\""))),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let mut out = String::new();
        row(&mut out, ["a", "b, c", "d\"e", "f\ng"]);
        assert_eq!(out, "a,\"b, c\",\"d\"\"e\",\"f\ng\"\r\n");
    }

    #[test]
    fn no_cell_begins_like_a_formula() {
        assert_eq!(without_formula("=1+1"), "'=1+1");
        assert_eq!(without_formula("1-1"), "1-1");
    }
}
