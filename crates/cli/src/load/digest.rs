//! Digests and rows of files, as the report names them.

use std::io::Read as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::exit::{Refusal, of_system};

use super::{PIECE, open, unreadable};

/// The digest of a file that is not held as a whole.
pub(crate) fn digest_of_file(path: &Path) -> Result<String, Refusal> {
    let mut file = open(path)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let length =
            file.read(&mut piece).map_err(|fault| unreadable(path, of_system(&fault)))?;
        if length == 0 {
            break;
        }
        digest.update(piece.get(..length).unwrap_or_default());
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The digest of what was read.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many rows a CSV text has below its heading; line breaks in quotes end none.
pub(super) fn rows(bytes: &[u8]) -> u64 {
    let (mut rows, mut quoted, mut blank) = (0_u64, false, true);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                rows += u64::from(!blank);
                blank = true;
                continue;
            }
            b'\r' => continue,
            _ => {}
        }
        blank = false;
    }
    (rows + u64::from(!blank)).saturating_sub(1)
}
