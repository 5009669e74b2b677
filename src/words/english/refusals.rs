//! Why the command gives no answer, and what it says of files that nobody reads.

use super::Entries;

pub(crate) const REFUSALS: Entries = &[
    ("refused-print", "the answer cannot be printed: {why}"),
    (
        "refused-language-of-text",
        "`--lang` is the language of `text`; all other formats are in English",
    ),
    (
        "refused-language-of-pages",
        "`--lang` is the language of `text`, `html` and `markdown`; all other formats \
         are in English",
    ),
    (
        "refused-two-on-output",
        "two formats cannot share standard output; give one a file, as in `--format \
         json=report.json`",
    ),
    ("refused-no-rule", "the rule files hold no rule, so nothing can be judged"),
    ("refused-nothing-evaluated", "nothing was evaluated"),
    ("refused-unreadable", "`{file}` cannot be read: {why}"),
    ("refused-unwritable", "`{file}` cannot be written: {why}"),
    ("refused-unmakable", "`{folder}` cannot be made: {why}"),
    (
        "refused-not-free",
        "`{file}` is there already; name another folder, or move it away",
    ),
    ("why-not-there", "it is not there"),
    ("why-not-allowed", "this user may not do that there"),
    ("why-system", "the system says: {why}"),
    ("why-not-utf8", "it is not UTF-8"),
    ("why-too-large", "it is larger than {most} bytes"),
    ("why-no-file", "it is no file but a folder, a pipe or a device"),
    ("why-no-folder", "it is no folder of tables"),
    ("why-no-table", "it holds no table; {called}"),
    ("why-many-files", "it holds more than {most} files to read"),
    ("tables-called", "tables are called {names}; or `.parquet`, `.xlsx` or `.ods`"),
    ("unread-table", "`{file}` is not read; {called}"),
    ("unread-rules", "`{file}` is not read; rule files end in `.yaml`"),
    (
        "refused-not-rules",
        "`{file}` is no rule file; rule files end in `.yaml`, so give such a file, or \
         the folder",
    ),
    ("refused-no-rule-file", "`{folder}` holds no rule file; rule files end in `.yaml`"),
    (
        "refused-outer-file",
        "facts.yaml names `{file}`; files are named from its own folder on",
    ),
    (
        "refused-format",
        "`{file}` is no CSV, Parquet, XLSX or ODS, and this version reads nothing \
         else; save it as \"CSV UTF-8\"",
    ),
    (
        "refused-several-formats",
        "the table `{table}` is there in several formats, {names}; keep one, or let \
         `files` of facts.yaml name those that are read",
    ),
    ("refused-earlier", "`{file}`: {why}"),
    ("refused-table", "{place}: {why}"),
    (
        "open-key",
        "`{file}` can be read by others than its owner, who could tell by it who is \
         who; `chmod 600` keeps it to yourself",
    ),
    (
        "refused-not-found",
        "`{file}` is in the report and was not found; `{option}` says where it is",
    ),
    (
        "refused-not-in-report",
        "`{file}` was found and is not in the report; let `{option}` name only what \
         was read",
    ),
    (
        "refused-other-file",
        "`{file}` is not the file that was judged: its SHA-256 is {found}, and that \
         in the report is {known}",
    ),
    (
        "refused-other-version",
        "`{file}` was made by passmuster {made}, and this is {now}; replay it with \
         {made}",
    ),
    (
        "refused-no-version",
        "`{file}` does not say by which version it was made, so it cannot be \
         replayed; make it anew with `check --format json`",
    ),
    ("refused-question", "`asked` of the report: {why}"),
    (
        "refused-no-code",
        "`{subject}` is no code of a diagnostic; for a rule or a finding say `--rules`",
    ),
    ("refused-unknown-rule", "there is no rule `{rule}`; there are {names}"),
    ("refused-which-rule", "`{rule}` may be {names}"),
    ("refused-needs-facts", "to explain a finding, say `--facts` as well"),
    (
        "refused-no-finding",
        "there is no finding `{id}`; ids stand in the JSON report, passes with \
         `--show pass`",
    ),
    (
        "refused-days-of-facts",
        "`--on`, `--from` and `--through` say which days of the facts are judged; \
         name the facts by `--facts`",
    ),
    ("refused-no-day", "`{text}` is no day; with `--rules` two days are compared"),
    (
        "refused-days-with-rules",
        "with `--rules` the two days are compared that stand before it; leave out \
         `--on`, `--from` and `--through`",
    ),
    (
        "refused-no-case",
        "there is no case; cases stand in files that end in `.cases.yaml`",
    ),
    (
        "cases-differ",
        "not all cases of {file} are as expected, and such count as not written; \
         `passmuster test` tells more",
    ),
    ("refused-case-line", "{file}:{line}: {why}"),
    (
        "refused-needs-key",
        "the report tells of people by pseudonyms; give the file of their key by \
         `--pseudonymise`",
    ),
    (
        "refused-key-unasked",
        "the report does not tell of people by pseudonyms; leave `--pseudonymise` out",
    ),
    (
        "refused-other-key",
        "`{file}` holds key {key}, and the report was made with {other}; give the \
         file of that key",
    ),
    ("another-key", "another"),
    (
        "refused-baseline-aggregate",
        "the baseline was made with `--aggregate` and tells of no person, so nothing \
         can be found in it again; give one that was made without",
    ),
    (
        "refused-baseline-key",
        "the baseline calls people {before}, and this report {now}; make both with \
         the same key, or both without",
    ),
    ("called-by-key", "by pseudonyms of key {key}"),
    ("called-by-id", "by their ids"),
    (
        "refused-no-hex",
        "`{file}` holds no key in hexadecimal; `openssl rand -hex 32` makes one",
    ),
    (
        "refused-key-length",
        "`{file}` holds a key that is not of 64 to 128 hexadecimal digits; `openssl \
         rand -hex 32` makes one",
    ),
    (
        "refused-key-guessed",
        "`{file}` holds a key that could be guessed; `openssl rand -hex 32` makes one \
         that cannot",
    ),
    ("refused-editor-gone", "the editor broke off without a `shutdown`"),
    ("refused-editor", "the editor is not understood: {why}"),
    ("refused-manual", "the manual page cannot be written: {why}"),
];
