//! A bulwark around decoders that panic at some damaged files.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use passmuster::message::Message;

use crate::refused::Refused;

thread_local! {
    /// Whether this thread is within a decoder, so that its panics are refusals.
    static DECODING: Cell<bool> = const { Cell::new(false) };
}
static HOOK: Once = Once::new();

/// Runs a decoder; a panic within it says that the file is damaged, and nothing more.
///
/// Panics of all other code are told as before.
pub(crate) fn decoding<T>(
    name: &str,
    decode: impl FnOnce() -> Result<T, Refused>,
) -> Result<T, Refused> {
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !DECODING.get() {
                others(panic);
            }
        }));
    });
    let before = DECODING.replace(true);
    // OK because what a decoder leaves behind half done is dropped with the file.
    let ended = panic::catch_unwind(AssertUnwindSafe(decode));
    DECODING.set(before);
    ended.unwrap_or_else(|_| Err(Refused::file(name, Message::new("file-contradicts"))))
}
