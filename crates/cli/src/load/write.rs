//! Files and folders written.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::exit::Refusal;

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Refusal> {
    fs::write(path, text).map_err(|error| unwritten(path, &error))
}

/// Writes a file piece by piece: a blank piece is its end.
pub(crate) fn pour(path: &Path, mut next: impl FnMut() -> String) -> Result<(), Refusal> {
    let mut file = File::create(path).map_err(|error| unwritten(path, &error))?;
    loop {
        let piece = next();
        if piece.is_empty() {
            return Ok(());
        }
        file.write_all(piece.as_bytes()).map_err(|error| unwritten(path, &error))?;
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(format!("`{}` cannot be written: {error}", path.display()))
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
