//! The language server: what an author sees while writing. It reads the rule files of a folder
//! together, as they stand in the editor, and answers over stdio.

mod answers;
mod cursor;
mod language;
mod texts;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use lsp_server::{Connection, ExtractError, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, GotoDefinition, HoverRequest, Request as _,
};
use lsp_types::{
    CodeActionProviderCapability, CompletionOptions, CompletionResponse,
    GotoDefinitionResponse, HoverProviderCapability, InitializeParams, OneOf,
    PublishDiagnosticsParams, ServerCapabilities, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, Uri,
};
use passmuster::Rulebook;
use passmuster::words::Language as Tongue;
use serde_json::Value;

use answers::Asked;
use language::Language;
use texts::Texts;

type Fault = Box<dyn Error + Sync + Send>;

/// Serves one editor until it says goodbye; `false` if it broke off.
pub(crate) fn serve() -> Result<bool, Fault> {
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(capabilities())?;
    let told =
        serde_json::from_value::<InitializeParams>(connection.initialize(capabilities)?)?;
    let tongue = told.locale.as_deref().and_then(Tongue::of_tag).unwrap_or_default();
    let mut server = Server {
        texts: Texts::default(),
        rulebooks: BTreeMap::new(),
        language: Language::new(),
        tongue,
    };
    let in_order = server.listen(&connection)?;
    drop(connection);
    threads.join()?;
    Ok(in_order)
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(
            TextDocumentSyncKind::FULL,
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([" ", "{", "[", ","].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

struct Server {
    texts: Texts,
    /// By folder: the rules as they could be read last.
    rulebooks: BTreeMap<PathBuf, Rulebook>,
    language: Language,
    tongue: Tongue,
}

impl Server {
    fn listen(&mut self, connection: &Connection) -> Result<bool, Fault> {
        for message in &connection.receiver {
            match message {
                Message::Request(request) => {
                    if connection.handle_shutdown(&request)? {
                        return Ok(true);
                    }
                    connection.sender.send(Message::Response(self.answer(request)))?;
                }
                Message::Notification(told) => {
                    for answer in self.hear(told)? {
                        connection.sender.send(Message::Notification(answer))?;
                    }
                }
                Message::Response(_) => {}
            }
        }
        Ok(false)
    }

    /// Takes over what the editor has done, and tells what is wrong now.
    fn hear(&mut self, told: Notification) -> Result<Vec<Notification>, Fault> {
        let uri = match told.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let document = params::<DidOpenTextDocument>(told)?.text_document;
                self.take(&document.uri, Some(document.text));
                document.uri
            }
            DidChangeTextDocument::METHOD => {
                let changed = params::<DidChangeTextDocument>(told)?;
                let text = changed.content_changes.into_iter().next_back();
                self.take(&changed.text_document.uri, text.map(|change| change.text));
                changed.text_document.uri
            }
            DidSaveTextDocument::METHOD => {
                params::<DidSaveTextDocument>(told)?.text_document.uri
            }
            DidCloseTextDocument::METHOD => {
                let uri = params::<DidCloseTextDocument>(told)?.text_document.uri;
                if let Some(file) = texts::file(&uri) {
                    self.texts.close(&file);
                }
                uri
            }
            _ => return Ok(Vec::new()),
        };
        Ok(texts::file(&uri).map(|file| self.tell(&file)).unwrap_or_default())
    }

    fn take(&mut self, uri: &Uri, text: Option<String>) {
        if let (Some(file), Some(text)) = (texts::file(uri), text) {
            self.texts.open(file, text);
        }
    }

    /// What is told of each file of the folder.
    fn tell(&mut self, file: &Path) -> Vec<Notification> {
        let sources = self.texts.together(file);
        if let Ok(rulebook) = Rulebook::read(sources.clone()) {
            let folder = file.parent().unwrap_or(Path::new(""));
            self.rulebooks.insert(folder.to_owned(), rulebook);
        }
        let publish = |(name, diagnostics): (String, Vec<_>)| {
            let uri = texts::uri(&name)?;
            let told = PublishDiagnosticsParams { uri, diagnostics, version: None };
            Some(Notification::new(PublishDiagnostics::METHOD.to_owned(), told))
        };
        answers::told(&sources).into_iter().filter_map(publish).collect()
    }

    fn answer(&self, request: Request) -> Response {
        let id = request.id.clone();
        let answer = match request.method.as_str() {
            HoverRequest::METHOD => self.at::<HoverRequest>(request, |asked, params| {
                let at = params.text_document_position_params.position;
                serde_json::to_value(asked.hover(at))
            }),
            Completion::METHOD => self.at::<Completion>(request, |asked, params| {
                let items = asked.complete(params.text_document_position.position);
                serde_json::to_value(CompletionResponse::Array(items))
            }),
            GotoDefinition::METHOD => {
                self.at::<GotoDefinition>(request, |asked, params| {
                    let at = params.text_document_position_params.position;
                    let found = asked.definition(at).map(GotoDefinitionResponse::Scalar);
                    serde_json::to_value(found)
                })
            }
            CodeActionRequest::METHOD => {
                self.at::<CodeActionRequest>(request, |asked, params| {
                    let uri = &params.text_document.uri;
                    serde_json::to_value(asked.fixes(uri, params.range))
                })
            }
            other => {
                let code = lsp_server::ErrorCode::MethodNotFound as i32;
                return Response::new_err(id, code, format!("`{other}` is not served"));
            }
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(fault) => {
                let code = lsp_server::ErrorCode::InvalidParams as i32;
                Response::new_err(id, code, fault.to_string())
            }
        }
    }

    /// Answers a request about a text that is open; of others nothing is known.
    fn at<R>(
        &self,
        request: Request,
        answer: impl Fn(&Asked<'_>, &R::Params) -> serde_json::Result<Value>,
    ) -> Result<Value, Fault>
    where
        R: lsp_types::request::Request,
        R::Params: Of,
    {
        let (_, params) =
            request.extract::<R::Params>(R::METHOD).map_err(|error| match error {
                ExtractError::MethodMismatch(_) => Fault::from("another method"),
                ExtractError::JsonError { error, .. } => error.into(),
            })?;
        let Some(file) = texts::file(params.uri()) else { return Ok(Value::Null) };
        let Some(text) = self.texts.text(&file) else { return Ok(Value::Null) };
        let folder = file.parent().unwrap_or(Path::new(""));
        let asked = Asked {
            file: &file,
            text,
            texts: &self.texts,
            rulebook: self.rulebooks.get(folder),
            language: &self.language,
            tongue: self.tongue,
        };
        Ok(answer(&asked, &params)?)
    }
}

fn params<N: lsp_types::notification::Notification>(
    told: Notification,
) -> Result<N::Params, Fault> {
    told.extract(N::METHOD).map_err(|error| match error {
        ExtractError::MethodMismatch(_) => "another method".into(),
        ExtractError::JsonError { error, .. } => error.into(),
    })
}

/// Parameters that name a text.
trait Of {
    fn uri(&self) -> &Uri;
}

fn of_position(position: &TextDocumentPositionParams) -> &Uri {
    &position.text_document.uri
}

impl Of for lsp_types::HoverParams {
    fn uri(&self) -> &Uri {
        of_position(&self.text_document_position_params)
    }
}

impl Of for lsp_types::GotoDefinitionParams {
    fn uri(&self) -> &Uri {
        of_position(&self.text_document_position_params)
    }
}

impl Of for lsp_types::CompletionParams {
    fn uri(&self) -> &Uri {
        of_position(&self.text_document_position)
    }
}

impl Of for lsp_types::CodeActionParams {
    fn uri(&self) -> &Uri {
        &self.text_document.uri
    }
}
