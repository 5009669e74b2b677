//! `completions`: what a shell needs to complete a command line.

use clap::CommandFactory;

use crate::args::{Arguments, Completions};
use crate::exit::{Answer, Exit};
use crate::page;

pub(crate) fn completions(asked: &Completions) -> Answer {
    let mut bytes = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(asked.shell, &mut command, "passmuster", &mut bytes);
    page::print(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Kept)
}
