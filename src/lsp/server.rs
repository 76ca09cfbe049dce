//! One session with an editor: what it says, what it is told, and when the site is built.

use super::documents::Documents;
use super::problems::Told;
use super::requests::{self, Answer};
use super::view::View;
use crate::diagnostic::Language;
use crate::load;
use crate::pipeline::{Build, Options};
use crate::source::{FileId, Sources};
use crate::watch::Changes;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Exit, LogMessage, Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{Request as _, Shutdown};
use lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, LogMessageParams, MessageType,
    NumberOrString, ShowMessageParams, Url,
};
use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// A site that an editor works on.
pub struct Workspace {
    /// Its folder, absolute.
    pub root: PathBuf,
    /// How it is built.
    pub options: Options,
    /// The language of messages, if it is not the site's.
    pub language: Option<Language>,
    /// The time in nanoseconds since 1970.
    pub now: fn() -> u64,
}

/// Something that happens.
pub enum Event {
    /// The editor says something.
    Message(Message),
    /// Files on disk may be others.
    Changed(Changes),
    /// What was asked of the builder is there.
    Built(Arc<Build>),
    /// The editor is gone.
    Closed,
}

/// A session.
pub struct Server {
    workspace: Workspace,
    snippets: bool,
    /// Where the editor is told things.
    editor: Box<dyn Fn(Message)>,
    /// Where sources go that are to be built.
    builder: Sender<Arc<Sources>>,
    documents: Documents,
    /// The site as it is now, open texts included.
    sources: Arc<Sources>,
    /// The last build, and whether it is of these sources.
    build: Option<Arc<Build>>,
    is_current: bool,
    /// Whether there is a build under way.
    is_building: bool,
    told: Told,
    /// Requests that name places, which wait for the build of what is on the screen.
    waiting: VecDeque<Request>,
    /// Why the site cannot be read, as the editor was told.
    failure: Option<String>,
    is_shut_down: bool,
}

impl Server {
    /// A session that begins: the site is read and built.
    pub fn new(
        workspace: Workspace,
        snippets: bool,
        editor: Box<dyn Fn(Message)>,
        builder: Sender<Arc<Sources>>,
    ) -> Self {
        let mut server = Self {
            documents: Documents::new(workspace.root.clone()),
            workspace,
            snippets,
            editor,
            builder,
            sources: Arc::default(),
            build: None,
            is_current: false,
            is_building: false,
            told: Told::default(),
            waiting: VecDeque::new(),
            failure: None,
            is_shut_down: false,
        };
        server.read(&Changes::Anywhere);
        server
    }

    /// Does what an event asks for; an exit code if the session ends.
    pub fn take(&mut self, event: Event) -> Option<bool> {
        match event {
            Event::Message(Message::Request(request)) => self.request(request),
            Event::Message(Message::Notification(told)) if told.method == Exit::METHOD => {
                return Some(self.is_shut_down);
            }
            Event::Message(Message::Notification(told)) => self.notification(told),
            Event::Message(Message::Response(_)) => {}
            Event::Changed(changes) => self.read(&changes),
            Event::Built(build) => self.show(build),
            // An editor that is gone has nothing more to say.
            Event::Closed => return Some(false),
        }
        None
    }

    /// Builds what has changed, once no more is waiting to be taken.
    pub fn build(&mut self) {
        if !self.is_current && !self.is_building && !self.sources.is_empty() {
            self.is_building = true;
            let sources = Arc::clone(&self.sources);
            self.builder
                .send(sources)
                .expect("the builder waits for as long as the session lasts");
        }
    }

    /// Reads what has changed on disk.
    fn read(&mut self, changes: &Changes) {
        let Workspace { root, now, .. } = &self.workspace;
        let read = match changes {
            Changes::At(paths) if self.failure.is_none() && !self.sources.is_empty() => {
                // What is open counts as it is open.
                let on_disk = paths
                    .iter()
                    .filter(|path| self.documents.get(path).is_none());
                let on_disk: BTreeSet<String> = on_disk.cloned().collect();
                load::read_again(root, &self.sources, now(), &on_disk)
            }
            _ => load::read(root, &self.sources, now()),
        };
        match read {
            Ok(sources) => {
                self.failure = None;
                self.replace(sources);
            }
            Err(error) => {
                let reason = error.to_string();
                if self.failure.as_ref() != Some(&reason) {
                    self.tell::<ShowMessage>(ShowMessageParams {
                        typ: MessageType::ERROR,
                        message: format!("casa: {reason}"),
                    });
                }
                self.failure = Some(reason);
                for request in std::mem::take(&mut self.waiting) {
                    self.refuse(
                        request.id,
                        ErrorCode::RequestFailed,
                        "the site cannot be read",
                    );
                }
            }
        }
    }

    /// Takes over sources, with what is open.
    fn replace(&mut self, sources: Sources) {
        let sources = self.documents.over(sources);
        let same = sources.changed_since(&self.sources).is_empty();
        self.sources = Arc::new(sources);
        self.is_current &= same;
    }

    fn overlay(&mut self) {
        if !self.sources.is_empty() {
            self.replace(Sources::clone(&self.sources));
        }
    }

    /// Tells what is wrong with a page as it is now, without waiting for the whole site.
    fn tell_early(&mut self, uri: &Url) {
        let path = self.documents.path(uri);
        let Some(file) = path.and_then(|path| self.sources.find(&path)) else {
            return;
        };
        let mut told = std::mem::take(&mut self.told);
        let view = self.view();
        let news = view.and_then(|view| told.early(view, &self.sources, file));
        self.told = told;
        if let Some(news) = news {
            self.tell::<PublishDiagnostics>(news);
        }
    }

    /// Takes over a build: tells the editor what is wrong, and answers what waited for it.
    fn show(&mut self, build: Arc<Build>) {
        self.is_building = false;
        let sources = &build.renderer.site().sources;
        let before = self.build.as_ref().map(|build| build.renderer.site());
        let changed: Vec<FileId> = match before {
            Some(site) => sources.changed_since(&site.sources),
            None => Vec::new(),
        };
        self.is_current = self.sources.changed_since(sources).is_empty();
        self.build = Some(build);
        let mut told = std::mem::take(&mut self.told);
        if let Some(view) = self.view() {
            for news in told.news(view, &changed) {
                self.tell::<PublishDiagnostics>(news);
            }
        }
        self.told = told;
        if self.is_current {
            for request in std::mem::take(&mut self.waiting) {
                self.answer(request);
            }
        }
    }

    fn view(&self) -> Option<View<'_>> {
        let build = self.build.as_deref()?;
        let site = &build.renderer.site().config.language;
        let language = self.workspace.language;
        Some(View {
            build,
            documents: &self.documents,
            language: language.unwrap_or_else(|| Language::from_tag(site)),
            snippets: self.snippets,
        })
    }

    fn request(&mut self, request: Request) {
        if self.is_shut_down {
            self.refuse(request.id, ErrorCode::InvalidRequest, "shut down");
        } else if request.method == Shutdown::METHOD {
            self.is_shut_down = true;
            (self.editor)(Response::new_ok(request.id, ()).into());
        } else if self.failure.is_some() {
            let reason = "the site cannot be read";
            self.refuse(request.id, ErrorCode::RequestFailed, reason);
        } else if self.is_current && !self.is_building
            || self.build.is_some() && !requests::names_places(&request.method)
        {
            self.answer(request);
        } else {
            self.waiting.push_back(request);
        }
    }

    fn answer(&self, request: Request) {
        let id = request.id.clone();
        let view = self.view().expect("requests wait for the first build");
        let response = match requests::answer(view, request) {
            Answer::Result(value) => Response::new_ok(id, value),
            Answer::Refused(reason) => {
                Response::new_err(id, ErrorCode::RequestFailed as i32, reason)
            }
            Answer::Wrong(reason) => Response::new_err(id, ErrorCode::InvalidParams as i32, reason),
            Answer::Unknown(method) => {
                Response::new_err(id, ErrorCode::MethodNotFound as i32, method)
            }
        };
        (self.editor)(response.into());
    }

    fn notification(&mut self, told: Notification) {
        let Err(reason) = self.hear(told) else { return };
        self.tell::<LogMessage>(LogMessageParams {
            typ: MessageType::WARNING,
            message: format!("casa: {reason}"),
        });
    }

    fn hear(&mut self, told: Notification) -> Result<(), serde_json::Error> {
        let params = told.params;
        match &*told.method {
            DidOpenTextDocument::METHOD => {
                let opened: DidOpenTextDocumentParams = serde_json::from_value(params)?;
                if self.documents.open(opened.text_document) {
                    self.overlay();
                }
            }
            DidChangeTextDocument::METHOD => {
                let changed: DidChangeTextDocumentParams = serde_json::from_value(params)?;
                let (of, changes) = (changed.text_document, changed.content_changes);
                if self.documents.change(&of.uri, of.version, changes) {
                    self.overlay();
                    self.tell_early(&of.uri);
                }
            }
            DidCloseTextDocument::METHOD => {
                let closed: DidCloseTextDocumentParams = serde_json::from_value(params)?;
                if let Some(path) = self.documents.close(&closed.text_document.uri) {
                    self.read(&Changes::At(BTreeSet::from([path])));
                }
            }
            DidSaveTextDocument::METHOD => {
                let saved: DidSaveTextDocumentParams = serde_json::from_value(params)?;
                // A new file may be part of the site for the first time.
                let path = self.documents.path(&saved.text_document.uri);
                path.into_iter().for_each(|path| {
                    self.read(&Changes::At(BTreeSet::from([path])));
                });
            }
            Cancel::METHOD => {
                let cancelled: CancelParams = serde_json::from_value(params)?;
                let id = match cancelled.id {
                    NumberOrString::Number(number) => RequestId::from(number),
                    NumberOrString::String(text) => RequestId::from(text),
                };
                let waiting = self.waiting.len();
                self.waiting.retain(|request| request.id != id);
                if self.waiting.len() < waiting {
                    self.refuse(id, ErrorCode::RequestCanceled, "cancelled");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, reason: &str) {
        (self.editor)(Response::new_err(id, code as i32, reason.to_owned()).into());
    }

    fn tell<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        (self.editor)(Notification::new(N::METHOD.to_owned(), params).into());
    }
}
