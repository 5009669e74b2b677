//! stub
use crate::{diagnostic::Diagnostics, directive::Directive};
pub(crate) fn lint(_: &[Directive], _: &mut Diagnostics) {}
