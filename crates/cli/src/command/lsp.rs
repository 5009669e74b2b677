//! `lsp`: the language server of rule files, over stdio.

use passmuster::message::Message;

use crate::exit::{Answer, Exit, Refusal};
use crate::lsp::serve;

pub(crate) fn lsp() -> Answer {
    match serve() {
        Ok(true) => Ok(Exit::Kept),
        Ok(false) => Err(Refusal::new(Message::new("refused-editor-gone"))),
        Err(fault) => {
            let why = Message::new("refused-editor").with("why", fault.to_string());
            Err(Refusal::new(why))
        }
    }
}
