//! Why a file that is no text cannot be read as a table, and where in it.

use super::Entries;

pub(crate) const TABLES: Entries = &[
    ("place-batch", "the batch"),
    ("place-cell", "`{cell}` of sheet `{sheet}` in `{file}`"),
    ("place-column", "column `{column}` of `{file}`"),
    ("place-column-alone", "column `{column}`"),
    ("place-row", "row {row} of `{file}`, column `{column}`"),
    ("place-row-alone", "row {row}, column `{column}`"),
    ("place-sheet", "sheet `{sheet}` in `{file}`"),
    (
        "file-compressed",
        "it is compressed by {found}, which this version does not read; write it \
         with Snappy",
    ),
    ("file-contradicts", "it is damaged: its parts contradict each other"),
    ("file-damaged", "it is damaged: {why}"),
    ("file-locked", "it is locked by a password; save it without"),
    (
        "file-many-sheets",
        "{number} sheets of it hold cells, {names}, and nothing says which is \
         meant; keep one sheet in a file, and look for hidden ones",
    ),
    ("file-no-archive", "it is no {expected}, damaged, or locked by a password: {why}"),
    ("file-no-sheet", "no sheet of it holds a cell"),
    ("file-not-of-format", "it is no {expected}, or damaged: {why}"),
    ("file-not-supported", "this version does not read {what}"),
    ("file-uncounted-rows", "it is damaged: a row group has no number of rows"),
    ("file-unpacked", "unpacked it has more than {most} MiB; give CSV or Parquet"),
    ("sheet-edge", "a cell stands beyond `{most}`, the last that a sheet can have"),
    (
        "sheet-many-cells",
        "more than {most} of its cells hold something, with those that a repeat \
         stands for; give CSV or Parquet",
    ),
    ("sheet-many-columns", "more than {most} columns; keep those that are read"),
    (
        "sheet-merged",
        "these cells are merged, so only the first has a text; split them, and let \
         the first row name each column",
    ),
    ("sheet-order", "it stands behind a cell that comes after it"),
    ("sheet-unnamed-column", "nothing in row {row} names its column; empty it"),
    ("ods-blanks", "its text has more blanks than a table can hold"),
    ("ods-deep", "its tags stand more than {most} deep in each other"),
    ("ods-dtd", "its text has a DTD, as no ODS has"),
    ("ods-ends-early", "its text ends too early"),
    ("ods-inner-table", "a table stands within the cell; take it out"),
    ("ods-letter", "its text has a name for a letter that XML does not know"),
    ("ods-mimetype", "it is no ODS: its `mimetype` says nothing of a spreadsheet"),
    ("ods-no-cell", "a row holds what is no cell"),
    ("ods-no-content", "it has no `content.xml`"),
    ("ods-number", "`{key}` is no number from 1 to {most}"),
    ("ods-tag", "a tag, or a text between two, has more than {most} MiB"),
    (
        "column-type",
        "`{type}` is no type of a cell; write texts, numbers, days, times or `bool`",
    ),
    (
        "column-type-of-bytes",
        "`{type}` is no type of a cell; mark it as text where it is written",
    ),
    (
        "column-zone",
        "it holds moments of the zone `{zone}`, and facts are told by the clock of \
         the office; write them in its own time, without a zone",
    ),
    ("cell-day", "it is no day from 1900 to 9999"),
    ("cell-day-of-serial", "it is no day from March 1900 to 9999"),
    ("cell-duration", "it is a duration, which no column holds"),
    (
        "cell-formula-error",
        "it holds the error of a formula; mend the formula, or write the value",
    ),
    (
        "cell-inexact",
        "it is no number of at most 15 digits, 9 of them behind the point; round \
         it, or write it as a text",
    ),
    (
        "cell-inexact-float",
        "it is no number of at most 15 digits, 9 of them behind the point; round \
         it, or write it as a decimal or a text",
    ),
    ("cell-long-duration", "it is a duration of a day or more, which no column holds"),
    ("cell-no-clock", "it is no clock time"),
    ("cell-no-truth", "it is neither true nor false"),
    ("cell-part-of-day", "it holds parts of a day; write it as a day alone"),
    ("cell-type", "it is of a type that no cell of a table has"),
    (
        "cell-uncalculated",
        "its formula was never calculated; open the file in a spreadsheet program \
         and save it",
    ),
];
