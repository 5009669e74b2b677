//! Files and folders written.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::exit::Refusal;

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
        Refusal::new(format!("`{}` cannot be written: {error}", path.display()))
    })
}

/// Refuses a path at which something is already.
pub(crate) fn must_be_free(path: &Path) -> Result<(), Refusal> {
    match path.exists() {
        false => Ok(()),
        true => Err(Refusal::new(format!(
            "`{}` is there already; name another folder, or move it away",
            path.display()
        ))),
    }
}

/// Writes a file, and makes the folders above it.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Refusal> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(format!("`{}` cannot be made: {error}", folder.display()))
    })?;
    write(path, text)
}
