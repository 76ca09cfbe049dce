//! `casa lsp`: what editors ask of a site while somebody writes, by the Language Server Protocol.
//!
//! In: messages of an editor, and a site on disk. Out: what is wrong as it is typed, what may be
//! written, where things lead. One more consumer of the pipeline: texts that are open lie over those
//! on disk, and every change is a build after the last one. Builds have a thread of their own, so
//! that what may be written is answered at once, from the build before.

mod actions;
mod complete;
mod cursor;
mod documents;
mod edits;
mod fields;
mod formatting;
mod front;
mod hover;
mod leads;
mod problems;
mod rename;
mod requests;
mod server;
mod symbols;
mod text;
mod view;

pub use server::Workspace;

use crate::pipeline::{self, Build, Options};
use crate::source::Sources;
use crate::watch::Watcher;
use lsp_server::Connection;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, InitializeParams, InitializeResult, OneOf, RenameOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkDoneProgressOptions,
};
use server::{Event, Server};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Works with the editor on standard input and output until it says that it is done; whether it
/// ended as the protocol wants. `workspace` is told the folder that the editor has open.
///
/// # Errors
/// If what the editor says is not the protocol.
pub fn run(workspace: impl FnOnce(Option<PathBuf>) -> Workspace) -> Result<bool, Box<dyn Error>> {
    let (connection, _threads) = Connection::stdio();
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params)?;
    let result = InitializeResult {
        capabilities: capabilities(),
        server_info: Some(ServerInfo {
            name: "casa".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let result = serde_json::to_value(result).expect("structures of the protocol are JSON");
    connection.initialize_finish(id, result)?;
    let Connection { sender, receiver } = connection;
    let (tell, events) = channel();
    let messages = tell.clone();
    thread::spawn(move || {
        receiver
            .into_iter()
            .map(Event::Message)
            .chain([Event::Closed])
            .try_for_each(|event| messages.send(event))
    });
    let workspace = workspace(folder(&params));
    let (ask, asked) = channel();
    build_when_asked(workspace.options.clone(), asked, tell.clone());
    watch(&workspace, tell);
    let editor = Box::new(move |message| {
        // An editor that is gone is noticed where it is listened to.
        let _ = sender.send(message);
    });
    let mut server = Server::new(workspace, takes_snippets(&params), editor, ask);
    Ok(serve(&mut server, &events))
}

/// Takes events until the session ends. What came meanwhile is taken before anything is built.
fn serve(server: &mut Server, events: &Receiver<Event>) -> bool {
    loop {
        server.build();
        let first = events.recv().unwrap_or(Event::Closed);
        for event in std::iter::once(first).chain(events.try_iter()) {
            if let Some(properly) = server.take(event) {
                return properly;
            }
        }
    }
}

/// Builds what it is asked to, each time after the time before.
fn build_when_asked(options: Options, asked: Receiver<Arc<Sources>>, tell: Sender<Event>) {
    thread::spawn(move || {
        let mut before: Option<Arc<Build>> = None;
        for sources in asked {
            let build = match before {
                Some(before) => before.again(sources, |_| {}),
                None => pipeline::build(sources, &options, None, |_| {}),
            };
            let build = Arc::new(build);
            before = Some(Arc::clone(&build));
            if tell.send(Event::Built(build)).is_err() {
                return;
            }
        }
    });
}

/// Tells of changes on disk, where the system does.
fn watch(workspace: &Workspace, tell: Sender<Event>) {
    // Without a watcher what is open is followed all the same, and what is saved.
    if let Ok(mut watcher) = Watcher::new(&workspace.root) {
        thread::spawn(move || {
            while let Some(changes) = watcher.wait() {
                if tell.send(Event::Changed(changes)).is_err() {
                    return;
                }
            }
        });
    }
}

/// The folder that the editor has open: of several the first that holds a site.
fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let named = params.workspace_folders.iter().flatten();
    let mut named: Vec<PathBuf> = named.filter_map(|f| f.uri.to_file_path().ok()).collect();
    #[allow(deprecated, reason = "older editors say it only here")]
    let root = params.root_uri.as_ref();
    named.extend(root.and_then(|uri| uri.to_file_path().ok()));
    let site = named.iter().find(|folder| folder.join("content").is_dir());
    site.or(named.first()).cloned()
}

fn takes_snippets(params: &InitializeParams) -> bool {
    let completion = params
        .capabilities
        .text_document
        .as_ref()
        .and_then(|of| of.completion.as_ref());
    let item = completion.and_then(|of| of.completion_item.as_ref());
    item.and_then(|of| of.snippet_support).unwrap_or(false)
}

fn capabilities() -> ServerCapabilities {
    let triggers = [":", " ", "[", "(", "#", "/", "\"", "=", ",", "{"];
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            },
        )),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::new(actions::FIX_ALL),
            ]),
            ..CodeActionOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}
