//! Why something is no evidence.

use super::Entries;

pub(crate) const EVIDENCE: Entries = &[
    ("evidence-report-release", "a report has no release; leave `--release` out"),
    (
        "evidence-no-last",
        "an older release would pass for the newest; name by `--last` the file in \
         which the last one stands",
    ),
    ("evidence-last-there", "`{file}` is there already; leave `--first-use` out"),
    (
        "evidence-last-missing",
        "there is no record of the last release at `{file}`; put it back, or say \
         `--first-use` if none was seen before",
    ),
    (
        "evidence-last-malformed",
        "`{file}` is no record of a release: a number and a digest; put it back",
    ),
    (
        "evidence-private-key",
        "`{file}` holds no private key for Ed25519 ({why}); `openssl genpkey \
         -algorithm ed25519` makes one",
    ),
    (
        "evidence-public-key",
        "`{file}` holds no public key for Ed25519 ({why}); `openssl pkey -in KEY.pem \
         -pubout` writes it",
    ),
    (
        "evidence-weak-key",
        "`{file}` holds a malformed key, by which anybody could sign; ask whoever \
         signed for theirs",
    ),
    ("evidence-trust", "`{file}`: {why}"),
    ("evidence-trust-version", "write `passmuster-trust: 1`"),
    ("evidence-trusts-nobody", "it trusts nobody; list a key, and ask for an approval"),
    (
        "evidence-no-release",
        "the attestation names no release; sign the rules with `--release`, `--on` \
         and `--through`",
    ),
    ("evidence-statement", "the statement cannot be read: {why}"),
    ("evidence-of-kind", "it is a `{kind}`; only `{known}` is accepted"),
    (
        "evidence-digest",
        "the digest of `{file}` is malformed: `{digest}`; a SHA-256 is 64 digits of 0 \
         to 9 and a to f",
    ),
    (
        "evidence-other-kind",
        "the statement is a `{kind}`, and a `{known}` is asked for; name the \
         attestation that was made of it",
    ),
    ("evidence-many-files", "the statement is about {files} files; a report is one"),
    (
        "evidence-repeats",
        "the statement repeats another version, question or input than `{file}` has; \
         ask for one made by `passmuster attest`",
    ),
    ("evidence-missing-file", "`{file}` is signed and missing; put it back"),
    (
        "evidence-extra-file",
        "`{file}` is not signed; take it away, or ask for a signature of it",
    ),
    (
        "evidence-other-file",
        "`{file}` is not what was signed: its SHA-256 is {found}, and that of the \
         signed `{signed}` is {known}; ask for the file as it was signed",
    ),
    ("evidence-no-report", "`{file}` is no report: {why}"),
    ("evidence-lacks", "it does not have `{key}`"),
    ("evidence-unknown-key", "key {key} is not in `{file}`"),
    (
        "evidence-not-for-reports",
        "key {key} may not sign reports, as `signs` of `{file}` has it; ask for the \
         signature of one that may",
    ),
    (
        "evidence-not-for-rules",
        "key {key} may not sign rules, as `signs` of `{file}` has it; ask for the \
         signature of one that may",
    ),
    ("evidence-revoked", "key {key} was revoked on {day}"),
    ("evidence-expired", "key {key} expired on {day}"),
    ("evidence-early", "the rules were signed on {signed}, after {on}; is that the day?"),
    ("evidence-late", "the rules expired on {through}; get the release that is good now"),
    ("evidence-older", "release {number} is older than {last}, which was seen before"),
    ("evidence-another-release", "release {number} was another when it was seen before"),
    ("evidence-leap", "release {number} leaps from {last} by more than {most}"),
    (
        "evidence-not-signed",
        "the attestation is not signed by key {key}; ask for one that is",
    ),
    ("evidence-approvals", "{signed} of {wanted} approvals; ask the others to sign"),
    ("evidence-attestation", "the attestation cannot be read: {why}"),
    (
        "evidence-attestation-of",
        "the attestation is of `{kind}`; only `{known}` is accepted",
    ),
    ("evidence-payload", "the payload of the attestation is no base64: {why}"),
    ("evidence-key-twice", "key {key} is there twice; it counts once"),
    (
        "evidence-other-signer",
        "the attestation is signed by key {key}, and not by the given {given}; give \
         the public keys of all who signed",
    ),
    (
        "evidence-signature",
        "the signature by key {key} is no 64 bytes in base64; only Ed25519 is accepted",
    ),
    (
        "evidence-of-other",
        "the signature by key {key} is of something else; ask for the attestation as \
         it was signed",
    ),
];
