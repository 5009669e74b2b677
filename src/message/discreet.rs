//! Messages about tables without what stands in their cells.

use super::{Argument, Message};

/// The slots that never hold what stands in a cell: names of tables, columns, files, settings
/// and sources, dates that were read as such, and statuses.
const OPEN: [&str; 29] = [
    "all",
    "at",
    "column",
    "columns",
    "date",
    "day",
    "delimiter",
    "directives",
    "encoding",
    "expected",
    "field",
    "file",
    "filled",
    "found",
    "from",
    "header",
    "home",
    "key",
    "known",
    "most",
    "pattern",
    "series",
    "sign",
    "source",
    "status",
    "table",
    "tables",
    "through",
    "version",
];

impl Message {
    /// The same without what may stand in a cell of a table: for that, `…`.
    ///
    /// ```
    /// use passmuster::message::Message;
    /// let told = Message::new("facts-not-on-register").with("person", "an").with("number", 2_i64);
    /// assert_eq!(
    ///     told.discreet().to_string(),
    ///     "`…` is not on the register, and has 2 rows of attendance"
    /// );
    /// ```
    #[must_use]
    pub fn discreet(&self) -> Self {
        // Of a table without a header, its first row is taken for one.
        let (key, quotes) = match self.key {
            "facts-unread-columns" => ("facts-unread-unnamed", "columns"),
            key => (key, ""),
        };
        let kept = self.arguments.iter().filter(|(slot, _)| *slot != quotes);
        let arguments = kept.map(|(slot, argument)| {
            let open = match *slot {
                "place" => self.names_a_row(),
                slot => OPEN.contains(&slot),
            };
            (*slot, discreet(argument, open))
        });
        Self { key, arguments: arguments.collect() }
    }

    /// Whether its `place` is a line of a file, and not a place that a file names.
    fn names_a_row(&self) -> bool {
        self.key == "facts-place-name"
            || self.key == "source-conflict"
            || self.key.starts_with("source-note-")
    }
}

fn discreet(argument: &Argument, open: bool) -> Argument {
    match argument {
        Argument::Number(number) => Argument::Number(*number),
        Argument::Message(message) => Argument::Message(Box::new(message.discreet())),
        shown if open => shown.clone(),
        Argument::Text(_) | Argument::List(_) => Argument::Text("…".to_owned()),
    }
}
