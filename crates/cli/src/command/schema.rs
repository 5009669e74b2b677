//! `schema`: the JSON Schema of a rule file, for editors.

use crate::exit::{Answer, Exit};
use crate::page;

pub(crate) fn schema() -> Answer {
    page::print(&passmuster::schema())?;
    Ok(Exit::Kept)
}
