//! `coverage`: what became of every clause.

use crate::args::Coverage;
use crate::exit::{Answer, Exit};
use crate::load;

pub(crate) fn coverage(asked: &Coverage) -> Answer {
    let _ = load::rulebook(&asked.paths)?;
    Ok(Exit::Kept)
}
