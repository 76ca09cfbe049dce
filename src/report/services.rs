//! Diagnostics in the forms that services for reviewing changes read.

use super::{Diagnostic, list};
use crate::diagnostic::{self, Language, Severity, explained};
use crate::fingerprint::Digest;
use crate::source::Sources;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Where SARIF 2.1.0 is described.
const SARIF: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Commands of GitHub's workflows: a line for each diagnostic.
pub fn github(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    language: Language,
) -> String {
    let line = |d: Diagnostic| {
        let level = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = &d.place;
        let mut message = d.message.clone();
        if let Some(help) = &d.help {
            message += &format!("\n{help}");
        }
        // Columns are allowed only within one line.
        let columns = match place.line == place.end_line {
            true => format!(",col={},endColumn={}", place.column, place.end_column),
            false => String::new(),
        };
        format!(
            "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
            property(&place.file),
            place.line,
            place.end_line,
            d.code,
            data(&message)
        )
    };
    let list = list(diagnostics, sources, language);
    list.into_iter().map(line).collect()
}

/// A warning that is about no file, as a command of GitHub's workflows.
pub fn github_warning(title: &str, text: &str) -> String {
    format!("::warning title={}::{}\n", property(title), data(text))
}

/// The text of a command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A report of GitLab's Code Quality.
pub fn gitlab(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    language: Language,
) -> String {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let issue = |d: Diagnostic| {
        let severity = match d.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        // Lines come and go above a problem that stays the same.
        let same = Digest::of(format!("{} {} {}", d.place.file, d.code, d.message).as_bytes());
        let same = same.to_string();
        let times = seen.entry(same.clone()).or_default();
        *times += 1;
        json!({
            "description": sentence(&d),
            "check_name": d.code,
            "fingerprint": format!("{same}-{times}"),
            "severity": severity,
            "location": {
                "path": d.place.file,
                "lines": { "begin": d.place.line, "end": d.place.end_line },
            },
        })
    };
    let list = list(diagnostics, sources, language);
    written(&list.into_iter().map(issue).collect())
}

/// A log of SARIF 2.1.0, with a rule for each code that is in it.
pub fn sarif(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    language: Language,
) -> String {
    let list = list(diagnostics, sources, language);
    let mut codes: BTreeMap<&str, Severity> = BTreeMap::new();
    for d in &list {
        codes.entry(d.code).or_insert(d.severity);
    }
    let index: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(i, c)| (*c, i)).collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, severity)| rule(code, *severity, language))
        .collect();
    let results: Vec<Value> = list
        .iter()
        .map(|d| {
            json!({
                "ruleId": d.code,
                "ruleIndex": index[d.code],
                "level": level(d.severity),
                "message": { "text": sentence(d) },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&d.place.file), "uriBaseId": "%SRCROOT%" },
                    "region": {
                        "startLine": d.place.line,
                        "startColumn": d.place.column,
                        "endLine": d.place.end_line,
                        "endColumn": d.place.end_column,
                    },
                } }],
            })
        })
        .collect();
    written(&json!({
        "$schema": SARIF,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "casa",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: &str, severity: Severity, language: Language) -> Value {
    let text = explained(code).map_or_else(String::new, |e| e.text(language));
    let first = text.lines().next().unwrap_or(code);
    json!({
        "id": code,
        "shortDescription": { "text": first },
        "help": { "text": text },
        "defaultConfiguration": { "level": level(severity) },
    })
}

/// What is wrong, and what to do.
fn sentence(d: &Diagnostic) -> String {
    match &d.help {
        Some(help) => format!("{}. {help}", d.message),
        None => d.message.clone(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as part of an address.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

fn written(value: &Value) -> String {
    format!("{value:#}\n")
}
