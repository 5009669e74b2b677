//! What is said of bytes: encodings, hidden characters, files that are no text.

use super::Entries;

pub(crate) const BYTES: Entries = &[
    ("not-utf-8", "these bytes are not UTF-8; save the file as UTF-8"),
    ("wide-encoding", "the file is {encoding}; save it as UTF-8"),
    ("not-nfc", "{number} {number|text|texts} of the file {number|was|were} not in NFC"),
    ("not-nfc-help", "the file was read in NFC; save it so to be rid of this"),
    (
        "not-text-help",
        "rule files and `facts.yaml` are YAML text; an archive is unpacked first",
    ),
    ("not-text", "the file is {kind}, not text"),
    ("kind-zip", "a spreadsheet (XLSX, ODS) or an archive (ZIP)"),
    ("kind-old-office", "a spreadsheet or document of old (XLS, DOC)"),
    ("kind-gzip", "compressed (gzip)"),
    ("kind-compressed", "compressed"),
    ("kind-parquet", "a Parquet table"),
    ("kind-pdf", "a PDF document"),
    ("kind-tar", "an archive (tar)"),
    ("control-character", "control character {code}; remove it"),
    (
        "bidi-control",
        "bidirectional control {code} makes text show in another order than it is \
         read in; remove it",
    ),
    (
        "invisible-character",
        "invisible character {code}; remove it, or write an ordinary space",
    ),
    ("file-too-large", "the file is larger than 1 MiB"),
    ("bytes-bom", "the file begins with a byte-order mark"),
    ("bytes-bom-help", "it was skipped; nothing needs to be done"),
    ("bytes-bom-twice", "the file begins with two byte-order marks"),
    ("bytes-bom-twice-help", "save it without any"),
    ("bytes-cut", "the file ends inside a character"),
    ("bytes-cut-help", "it was cut off; export it again"),
    ("bytes-not-utf-8", "not valid UTF-8"),
    ("bytes-nul", "a NUL byte; the file may be UTF-16"),
    ("bytes-nul-help", "save the table as \"CSV UTF-8\""),
    (
        "bytes-not-text-help",
        "tables are CSV text: save it as \"CSV UTF-8\"; an archive is unpacked first",
    ),
    ("bytes-save-as-utf-8-help", "save the table as \"CSV UTF-8\""),
    ("bytes-tcvn3", "not valid UTF-8; it looks like TCVN3 (ABC)"),
    ("bytes-tcvn3-help", "convert the file to UTF-8 with a tool that knows that font"),
    ("bytes-wide-encoding", "the file is {encoding}"),
    ("bytes-windows-1258", "not valid UTF-8; it looks like Windows-1258"),
    (
        "bytes-windows-1258-help",
        "save the table as \"CSV UTF-8\", or convert it: `iconv -f CP1258 -t UTF-8`",
    ),
];
