//! The editor of whoever previews a site, which a click on a page opens at the line of what was
//! clicked on.
//!
//! A request that starts a program is obeyed only if it comes from this machine and from a page of
//! the preview, which alone knows the token; it says which line of which file of the site, never
//! what is run.

use super::door::FROM;
use super::pages::file_of;
use super::passage::line_of;
use super::preview::Version;
use super::response::text;
use crate::diagnostic::Language;
use crate::folder;
use crate::site::percent_decode;
use std::io::Cursor;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use tiny_http::{Method, Request, Response};

/// The name of the header that holds the token.
const TOKEN: &str = "X-Casa-Token";

/// What starts an editor.
pub struct Editor {
    command: EditorCommand,
    root: PathBuf,
    token: String,
}

/// A program and its arguments, with `{file}`, and where wanted `{line}`, in them.
#[derive(Clone, Debug)]
pub struct EditorCommand(Vec<String>);

impl EditorCommand {
    /// Reads a command as it is typed; `None` if a quotation mark is not closed or there is no
    /// `{file}` behind the program. No shell runs it.
    pub fn parse(command: &str) -> Option<Self> {
        let words = shlex::split(command)?;
        let names_file = words.iter().skip(1).any(|word| word.contains("{file}"));
        names_file.then_some(Self(words))
    }

    fn at(&self, file: &Path, line: u32) -> Command {
        let file = file.to_string_lossy();
        // The file last: its name is no command.
        let word = |word: &String| {
            let word = word.replace("{line}", &line.to_string());
            word.replace("{file}", &file)
        };
        let mut command = Command::new(&self.0[0]);
        command.args(self.0[1..].iter().map(word));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

impl Editor {
    /// An editor for the site in a folder; nobody but pages of the preview may guess the token.
    ///
    /// # Errors
    /// If there is no such folder any more.
    pub fn new(command: EditorCommand, root: &Path, token: String) -> std::io::Result<Self> {
        Ok(Self {
            command,
            root: folder::canonical(root)?,
            token,
        })
    }

    /// What pages of the preview say with a request.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Opens what a page asks for, a passage of it or a line of a file.
    pub(super) fn answer(&self, request: &Request, version: &Version) -> Response<Cursor<Vec<u8>>> {
        if *request.method() != Method::Post {
            return text(405, "405 Method Not Allowed\n");
        }
        let header = |name: &'static str| {
            let mut headers = request.headers().iter();
            headers.find(|header| header.field.equiv(name))
        };
        let from = header(FROM).and_then(|from| from.value.as_str().parse::<IpAddr>().ok());
        let is_here = from.is_some_and(|from| from.is_loopback());
        let is_known = header(TOKEN).is_some_and(|token| token.value.as_str() == self.token);
        // Browsers say with every such request which page it comes from; foreign ones are refused.
        if !is_here || !is_known || header("Origin").is_none() {
            return text(403, "403 Forbidden\n");
        }
        let asked = Asked::of(request.url());
        let Some((file, line)) = asked.place(version) else {
            return text(404, &nowhere(version.language));
        };
        match self.command.at(&self.root.join(&file), line).spawn() {
            Ok(mut editor) => {
                // It is waited for so that nothing is left of it; what it says is on the terminal.
                thread::spawn(move || editor.wait());
                text(200, &format!("{file}:{line}\n"))
            }
            Err(error) => text(500, &format!("{}: {error}\n", self.command.0[0])),
        }
    }
}

/// What a page asks to be opened.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    page: Option<String>,
    passage: String,
    before: usize,
    file: Option<String>,
    line: u32,
}

impl Asked {
    fn of(url: &str) -> Self {
        let mut asked = Self::default();
        let query = url.split_once('?').map_or("", |(_, query)| query);
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            let value = String::from_utf8_lossy(&percent_decode(value).0).into_owned();
            match name {
                "page" => asked.page = Some(value),
                "text" => asked.passage = value,
                "before" => asked.before = value.parse().unwrap_or(0),
                "file" => asked.file = Some(value),
                "line" => asked.line = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        asked
    }

    /// The file below the root, one of the site, and the line.
    fn place(&self, version: &Version) -> Option<(String, u32)> {
        let sources = &version.build.renderer.site().sources;
        if let Some(file) = &self.file {
            return Some((sources.get(sources.find(file)?).path.clone(), self.line));
        }
        let file = file_of(version, self.page.as_deref()?)?;
        let content = sources.get(sources.find(&file)?).read();
        let line = line_of(content.text(), &self.passage, self.before)?;
        Some((file, line))
    }
}

fn nowhere(language: Language) -> String {
    match language {
        Language::Italian => "Questo testo non è nel file della pagina.\n".to_owned(),
        Language::English => "This text is not in the file of the page.\n".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(command: &str, file: &str) -> Vec<String> {
        let command = EditorCommand::parse(command)
            .unwrap()
            .at(Path::new(file), 7);
        let arguments = command.get_args();
        arguments
            .map(|word| word.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_command_is_words_and_no_shell() {
        assert_eq!(
            arguments("code -g {file}:{line}", "/a b/$(x);`y`.md"),
            ["-g", "/a b/$(x);`y`.md:7"]
        );
        assert_eq!(
            arguments("'my editor' '+{line}' \"{file}\"", "/{line}.md"),
            ["+7", "/{line}.md"]
        );
        for command in ["", "code", "{file}", "code '{file}", "code {line}"] {
            assert!(EditorCommand::parse(command).is_none(), "{command}");
        }
    }

    #[test]
    fn what_is_asked_is_read_as_it_was_meant() {
        let asked = Asked::of("/_casa/open?page=/a%20b/&text=%C3%A8%20100%25&before=2");
        let expected = Asked {
            page: Some("/a b/".to_owned()),
            passage: "è 100%".to_owned(),
            before: 2,
            ..Asked::default()
        };
        assert_eq!(asked, expected);
        assert_eq!(Asked::of("/_casa/open"), Asked::default());
    }
}
