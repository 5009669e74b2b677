//! The grammar as JSON Schema.

/// The JSON Schema of a rule file.
pub(crate) fn schema() -> String {
    String::new()
}
