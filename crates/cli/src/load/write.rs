//! Files and folders written.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use passmuster::message::Message;

use crate::exit::{Refusal, of_system};

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Refusal> {
    write_by(path, |file| file.write_all(text.as_bytes()))
}

/// Writes a file by whoever knows what stands in it.
pub(crate) fn write_by(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    File::create(path).and_then(|mut file| write(&mut file)).map_err(|error| {
        let why =
            Message::new("refused-unwritable").with("file", path.display().to_string());
        Refusal::new(why.with("why", of_system(&error)))
    })
}

/// Refuses a path at which something is already.
pub(crate) fn must_be_free(path: &Path) -> Result<(), Refusal> {
    match path.exists() {
        false => Ok(()),
        true => {
            let file = path.display().to_string();
            Err(Refusal::new(Message::new("refused-not-free").with("file", file)))
        }
    }
}

/// Writes a file, and makes the folders above it.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Refusal> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| {
        let why = Message::new("refused-unmakable");
        let why = why.with("folder", folder.display().to_string());
        Refusal::new(why.with("why", of_system(&error)))
    })?;
    write(path, text)
}
