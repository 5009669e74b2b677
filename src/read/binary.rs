//! Files that are no text, known by their first bytes, and encodings known by their mark.

/// The place of the name that tar writes into its first block.
const TAR: usize = 257;
/// How files of a kind begin, and the key of its name.
const BEGINNINGS: [(&[u8], &str); 9] = [
    (b"PK\x03\x04", "kind-zip"),
    (b"PK\x05\x06", "kind-zip"),
    (b"\xd0\xcf\x11\xe0", "kind-old-office"),
    (b"\x1f\x8b", "kind-gzip"),
    (b"BZh", "kind-compressed"),
    (b"\xfd7zXZ\0", "kind-compressed"),
    (b"\x28\xb5\x2f\xfd", "kind-compressed"),
    (b"PAR1", "kind-parquet"),
    (b"%PDF-", "kind-pdf"),
];

/// The key of what a file is, where it is no text.
pub(super) fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    let tar = bytes.get(TAR..).is_some_and(|rest| rest.starts_with(b"ustar"));
    let begun = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start));
    begun.map(|(_, kind)| *kind).or_else(|| tar.then_some("kind-tar"))
}

/// The encoding that a file's mark names, where it is not UTF-8.
pub(super) fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    // The mark of UTF-32 begins with that of UTF-16.
    let marks: [(&[u8], &str); 4] = [
        (b"\xff\xfe\0\0", "UTF-32"),
        (b"\0\0\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ];
    marks.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name)
}
