//! An editor, as far as the language server sees one.

use crate::support::Site;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};

/// An editor with a site open.
pub struct Editor {
    root: PathBuf,
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    last: i32,
    /// What is open, by path below the root.
    open: BTreeMap<String, (i32, String)>,
    /// What was told of each file, the newest.
    told: BTreeMap<String, Value>,
}

impl Editor {
    /// Opens a site.
    pub fn on(root: &Path, arguments: &[&str]) -> Self {
        let root = root.canonicalize().unwrap();
        let mut server = crate::support::casa(&root, &[&["lsp"], arguments].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take().unwrap();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Self {
            root,
            server,
            input,
            output,
            last: 0,
            open: BTreeMap::new(),
            told: BTreeMap::new(),
        };
        let folder = editor.uri("");
        let snippets = json!({"completion": {"completionItem": {"snippetSupport": true}}});
        editor.ask(
            "initialize",
            json!({
                "processId": null,
                "rootUri": folder,
                "capabilities": {"textDocument": snippets},
            }),
        );
        editor.tell("initialized", json!({}));
        editor
    }

    /// The address of a file.
    pub fn uri(&self, path: &str) -> String {
        let disk = self.root.join(path);
        let address = lsp_types::Url::from_file_path(disk).unwrap().to_string();
        match crate::support::is_emulated_windows() {
            true => address.replacen("file:///", "file:///Z:/", 1),
            false => address,
        }
    }

    fn send(&mut self, message: Message) {
        message.write(&mut self.input).unwrap();
        self.input.flush().unwrap();
    }

    /// Tells the server something.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Takes the next message of the server; what it tells of files is kept.
    fn next(&mut self) -> Message {
        let message = Message::read(&mut self.output).unwrap();
        let message = message.expect("the server has gone");
        if let Message::Notification(told) = &message
            && told.method == "textDocument/publishDiagnostics"
        {
            let uri = told.params["uri"].as_str().unwrap();
            let root = self.uri("");
            let path = uri.strip_prefix(&root).unwrap().trim_start_matches('/');
            self.told.insert(path.to_owned(), told.params.clone());
        }
        message
    }

    /// What the server answers.
    pub fn response(&mut self, method: &str, params: Value) -> Response {
        self.last += 1;
        let id = RequestId::from(self.last);
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            if let Message::Response(response) = self.next()
                && response.id == id
            {
                return response;
            }
        }
    }

    /// What it answers where it does as it is asked.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let response = self.response(method, params);
        serde_json::to_value(&response).unwrap()["result"].clone()
    }

    /// Opens a file with a text, or changes it if it is open.
    pub fn write(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        match self.open.get_mut(path) {
            Some((version, now)) => {
                *version += 1;
                *now = text.to_owned();
                let document = json!({"uri": uri, "version": *version});
                let changes = json!([{"text": text}]);
                let params = json!({"textDocument": document, "contentChanges": changes});
                self.tell("textDocument/didChange", params);
            }
            None => {
                let document =
                    json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
                self.tell("textDocument/didOpen", json!({"textDocument": document}));
                self.open.insert(path.to_owned(), (1, text.to_owned()));
            }
        }
    }

    /// What is wrong with an open file, once its newest version has been looked at: a line each.
    pub fn problems(&mut self, path: &str) -> Vec<String> {
        let uri = self.uri(path);
        // An answer comes only after all that is wrong has been told.
        self.ask(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": uri}}),
        );
        let told = self
            .told
            .get(path)
            .cloned()
            .unwrap_or(json!({"diagnostics": []}));
        lines(&told)
    }

    /// What is told first of an open file as it is now, before the site is built: a line each.
    pub fn first_problems(&mut self, path: &str) -> Vec<String> {
        let version = self.open[path].0;
        let is_now = |told: &BTreeMap<String, Value>| {
            told.get(path)
                .is_some_and(|told| told["version"] == version)
        };
        while !is_now(&self.told) {
            self.next();
        }
        lines(&self.told[path])
    }

    /// All that the server told of a file last.
    pub fn told(&self, path: &str) -> &Value {
        &self.told[path]
    }

    /// Writes a text with a caret in it, without the caret; where that is.
    pub fn put(&mut self, path: &str, marked: &str) -> Value {
        let at = marked.find('^').expect("a caret");
        self.write(path, &marked.replacen('^', "", 1));
        let line = marked[..at].matches('\n').count();
        let before = marked[..at].rsplit('\n').next().unwrap();
        let column = before.encode_utf16().count();
        let uri = self.uri(path);
        json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
    }

    /// What may be written at the caret: what it takes the place of, and what is written.
    pub fn completions(&mut self, path: &str, marked: &str) -> Vec<String> {
        let place = self.put(path, marked);
        let list = self.ask("textDocument/completion", place);
        let items = list["items"].as_array().cloned().unwrap_or_default();
        let edit = |item: &Value| item["textEdit"].clone();
        let shown = |item: &Value| {
            let edit = edit(item);
            format!(
                "{} {}",
                range(&edit["range"]),
                edit["newText"].as_str().unwrap()
            )
        };
        items.iter().map(shown).collect()
    }

    /// Carries out changes, on disk.
    pub fn carry_out(&self, edit: &Value) {
        for change in edit["documentChanges"].as_array().unwrap() {
            let disk = |uri: &Value| {
                let uri = uri.as_str().unwrap();
                // The same file, where this program is none of Windows.
                let own = uri.replacen("file:///Z:/", "file:///", 1);
                lsp_types::Url::parse(&own).unwrap().to_file_path().unwrap()
            };
            if change["kind"] == "rename" {
                std::fs::rename(disk(&change["oldUri"]), disk(&change["newUri"])).unwrap();
                continue;
            }
            let file = disk(&change["textDocument"]["uri"]);
            let mut text = std::fs::read_to_string(&file).unwrap();
            let mut edits = change["edits"].as_array().unwrap().clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(offset(&text, &edit["range"]["start"])));
            for edit in edits {
                let start = offset(&text, &edit["range"]["start"]);
                let end = offset(&text, &edit["range"]["end"]);
                text.replace_range(start..end, edit["newText"].as_str().unwrap());
            }
            std::fs::write(&file, text).unwrap();
        }
    }

    /// Ends the session.
    pub fn close(mut self) -> ExitStatus {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    /// How the server ended.
    pub fn ended(mut self) -> ExitStatus {
        self.server.wait().unwrap()
    }
}

/// What was told of a file, a line each.
fn lines(told: &Value) -> Vec<String> {
    let found = told["diagnostics"].as_array().unwrap().iter();
    found
        .map(|d| format!("{} {}", range(&d["range"]), d["code"].as_str().unwrap()))
        .collect()
}

/// A site that is open.
pub fn open(site: &Site) -> Editor {
    Editor::on(site.root(), &[])
}

/// The byte of a place.
fn offset(text: &str, place: &Value) -> usize {
    let line = place["line"].as_u64().unwrap() as usize;
    let column = place["character"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let rest = text[start..].char_indices();
    let mut places = rest.map(|(i, c)| {
        let before = units;
        units += c.len_utf16();
        (i, before)
    });
    let found = places.find(|(_, units)| *units >= column);
    found.map_or(text.len(), |(i, _)| start + i)
}

/// A range as people write it, from 0: `3:2-5`.
pub fn range(range: &Value) -> String {
    let (start, end) = (&range["start"], &range["end"]);
    let (line, column) = (&start["line"], &start["character"]);
    match line == &end["line"] {
        true => format!("{line}:{column}-{}", end["character"]),
        false => format!("{line}:{column}-{}:{}", end["line"], end["character"]),
    }
}
