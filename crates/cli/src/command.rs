//! The verbs, one file each.

pub(crate) mod attest;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod coverage;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod in_force;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod replay;
pub(crate) mod schema;
pub(crate) mod test;
pub(crate) mod verify;
