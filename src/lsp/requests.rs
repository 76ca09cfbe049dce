//! Which request is answered by what.

use super::view::View;
use super::{actions, complete, formatting, hover, leads, rename, symbols};
use lsp_server::Request;
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, Formatting, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, Rename, Request as _,
};
use lsp_types::{DocumentSymbolResponse, GotoDefinitionResponse};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a request gets.
pub enum Answer {
    /// What was asked for.
    Result(Value),
    /// Why it cannot be done, in words for people.
    Refused(String),
    /// What is wrong with what was asked.
    Wrong(String),
    /// A request that nobody announced.
    Unknown(String),
}

/// Whether a request names places that a build has found, so that it has to wait for the build of
/// what is on the screen. What may be written is asked for while somebody writes.
pub fn names_places(method: &str) -> bool {
    method != Completion::METHOD
}

/// Answers a request.
pub fn answer(view: View<'_>, request: Request) -> Answer {
    let params = request.params;
    match &*request.method {
        Completion::METHOD => with(params, |p| Ok(complete::complete(view, &p))),
        HoverRequest::METHOD => with(params, |p: lsp_types::HoverParams| {
            Ok(hover::hover(view, &p.text_document_position_params))
        }),
        GotoDefinition::METHOD => with(params, |p: lsp_types::GotoDefinitionParams| {
            let found = leads::definition(view, &p.text_document_position_params);
            Ok(found.map(GotoDefinitionResponse::Scalar))
        }),
        References::METHOD => with(params, |p| Ok(leads::references(view, &p))),
        PrepareRenameRequest::METHOD => with(params, |p| rename::prepare(view, &p)),
        Rename::METHOD => with(params, |p| rename::rename(view, &p)),
        CodeActionRequest::METHOD => with(params, |p| Ok(actions::actions(view, &p))),
        DocumentSymbolRequest::METHOD => with(params, |p: lsp_types::DocumentSymbolParams| {
            let found = symbols::symbols(view, &p.text_document.uri);
            Ok(found.map(DocumentSymbolResponse::Nested))
        }),
        Formatting::METHOD => with(params, |p| formatting::format(view, &p)),
        _ => Answer::Unknown(request.method),
    }
}

fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Result<R, String>,
) -> Answer {
    let params = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => return Answer::Wrong(error.to_string()),
    };
    match answer(params) {
        Ok(result) => Answer::Result(
            serde_json::to_value(result).expect("structures of the protocol are JSON"),
        ),
        Err(reason) => Answer::Refused(reason),
    }
}
