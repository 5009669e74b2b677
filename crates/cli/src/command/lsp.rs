//! `lsp`: the language server of rule files, over stdio.

use crate::exit::{Answer, Exit, Refusal};
use crate::lsp::serve;

pub(crate) fn lsp() -> Answer {
    match serve() {
        Ok(true) => Ok(Exit::Kept),
        Ok(false) => Err(Refusal::new("the editor broke off without a `shutdown`")),
        Err(fault) => Err(Refusal::new(format!("the editor is not understood: {fault}"))),
    }
}
