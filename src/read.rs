//! stub
use crate::{diagnostic::Diagnostics, directive::Directive, source::Source};
pub(crate) fn read(_: &Source, _: &mut Diagnostics) -> Option<Directive> {
    None
}
