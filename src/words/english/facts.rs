//! What is said of facts.

use super::Entries;

pub(crate) const FACTS: Entries = &[
    (
        "facts-absent-column",
        "the rules read `{column}`, which `{table}` lacks: it counts as blank in every row",
    ),
    ("facts-and-more", "{number} more of this kind, such as: {first}"),
    ("facts-at-covers", "`covers`"),
    ("facts-at-no-row", "`no_row`"),
    ("facts-at-table", "this table in facts.yaml"),
    ("facts-at-top", "facts.yaml"),
    (
        "facts-backward",
        "`{table}`: the row ends on {through}, before it begins on {from}",
    ),
    ("facts-backward-help", "`through` is the last day, and is included"),
    ("facts-bidi", "`{column}` holds {sign}, which turns the direction of writing"),
    ("facts-blank", "`{column}` is blank"),
    ("facts-blank-help", "fill it in, or delete the row"),
    (
        "facts-case-only",
        "`{text}` and `{other}` on {row} differ only in case, and count as two",
    ),
    ("facts-clock", "`{text}` in `{column}` is not a clock time"),
    ("facts-clock-help", "write it as HH:MM, such as 07:30"),
    ("facts-code-without-meaning", "the code `{text}` of `{column}` has no meaning"),
    (
        "facts-code-without-meaning-help",
        "say what it means under `codes` of `{table}` in facts.yaml",
    ),
    ("facts-column-missing", "the table `{table}` has no column `{column}`"),
    (
        "facts-column-missing-help",
        "add it; or, where it has another name, say which under `columns` of `{table}` \
         in facts.yaml",
    ),
    ("facts-column-near-help", "did you mean `{near}`?"),
    ("facts-control", "`{column}` holds the control character {sign}"),
    ("facts-control-help", "remove it"),
    ("facts-covers-backward", "`covers` ends on {through}, before it begins on {from}"),
    ("facts-date", "`{text}` in `{column}` is not a date of the form {pattern}"),
    ("facts-date-clock", "`{text}` in `{column}` is an instant, not a day"),
    ("facts-date-clock-help", "give the civil day of the workplace alone, as {pattern}"),
    ("facts-date-help", "write dates as {pattern}"),
    ("facts-date-pattern", "`{text}` does not say how dates are written"),
    (
        "facts-date-pattern-form-help",
        "name day, month and year, such as DD/MM/YYYY or D.M.YYYY",
    ),
    (
        "facts-date-pattern-help",
        "write dates as {pattern}, or say `dates: {other}` for `{table}` in facts.yaml \
         if that is how it writes them",
    ),
    (
        "facts-date-serial",
        "`{text}` in `{column}` looks like a spreadsheet's day number ({day})",
    ),
    ("facts-date-serial-help", "format the column as text, and write dates as {pattern}"),
    ("facts-decimal-comma", "`{text}` in `{column}` has a decimal comma"),
    ("facts-decimal-comma-help", "write `{dotted}`"),
    (
        "facts-delimiter",
        "the columns seem to be separated by `{found}`, not by `{expected}`",
    ),
    ("facts-delimiter-help", "say `delimiter: \"{found}\"` for the table in facts.yaml"),
    ("facts-did-you-mean", "did you mean `{near}`?"),
    ("facts-encoding", "tables in `{encoding}` are not read"),
    (
        "facts-encoding-help",
        "convert the file, such as by `iconv -f {encoding} -t UTF-8`, and leave `encoding` out",
    ),
    ("facts-far-year", "`{text}` in `{column}` is in a year that nobody means"),
    (
        "facts-far-year-help",
        "years go from 1900 to 2200; those near 2560 are of the Buddhist era",
    ),
    (
        "facts-field-count",
        "the row has {found} {found|cell|cells}, the header {expected}",
    ),
    (
        "facts-field-count-fewer-help",
        "every row has as many cells as the header, blank ones included",
    ),
    (
        "facts-field-count-more-help",
        "put a cell that holds `{delimiter}` in double quotes",
    ),
    ("facts-file-empty", "the file is empty"),
    ("facts-file-empty-help", "its first line names the columns"),
    ("facts-head-long", "the name of a column is longer than {most} bytes"),
    ("facts-line-too-long", "the line is longer than {most} bytes"),
    ("facts-too-many-blank-lines", "more than {most} line ends follow each other here"),
    ("facts-file-too-large", "the file has more than 4 GiB"),
    (
        "facts-fixed-twice",
        "`{column}` is fixed, but the table `{table}` has such a column as well",
    ),
    ("facts-fixed-twice-help", "keep one of the two"),
    (
        "facts-garbled",
        "{number} {number|value|values} of `{column}` {number|looks|look} like text \
         read in a wrong encoding, such as `{text}`",
    ),
    (
        "facts-garbled-help",
        "export the table anew as UTF-8 from the program it comes from",
    ),
    ("facts-half-day", "`{text}` is no number of hours that half a day has"),
    ("facts-half-day-help", "write a number above 0 and up to 12, such as `half_day: 4`"),
    ("facts-head-blank", "a column without a name"),
    ("facts-head-blank-help", "name it, or delete the column"),
    (
        "facts-head-hidden",
        "the name of column {at} holds a character that cannot be seen",
    ),
    ("facts-head-hidden-help", "write the name anew"),
    ("facts-head-spaces", "the name of column {at} has spaces around it"),
    ("facts-head-spaces-help", "remove them"),
    ("facts-head-twice", "column {at} has the same name as column {first}"),
    ("facts-head-twice-help", "keep one of them"),
    ("facts-hours", "`{text}` in `{column}` is more than a day has"),
    ("facts-hours-exceed", "{hours} hours do not fit between {from} and {to}"),
    ("facts-hours-exceed-help", "`hours` is at most the time from `from` to `to`"),
    ("facts-hours-help", "hours lie between 0 and 24"),
    ("facts-id-twice", "`{table}` has `{id}` already on {row}"),
    ("facts-id-twice-help", "give each its own name, or keep one of the two"),
    ("facts-invisible", "`{column}` holds the invisible character {sign}"),
    ("facts-level-twice", "`{place}` has a level of `{series}` from that time on {row}"),
    (
        "facts-level-twice-help",
        "keep one of the two, or say in `issued` which came later",
    ),
    (
        "facts-no-level",
        "`levels` has no row of the series `{series}`, so that `{field}` is unknown everywhere",
    ),
    ("facts-line-break", "`{column}` holds a line break"),
    ("facts-line-break-help", "write the cell on one line"),
    ("facts-line-name", "line {line} of {file}"),
    ("facts-long-cell", "a cell of `{column}` is longer than 4096 bytes"),
    ("facts-long-cell-help", "shorten it"),
    (
        "facts-look-alike",
        "`{text}` looks like `{other}` on {row}, but is written with other letters",
    ),
    (
        "facts-look-alike-help",
        "write both as `{other}` if they are the same, and with letters of one alphabet",
    ),
    (
        "facts-mapped-column-missing",
        "the table `{table}` has no column `{header}`, which facts.yaml names for `{column}`",
    ),
    ("facts-marks", "`{column}` holds a letter with more than four marks"),
    ("facts-marks-help", "write the letter anew"),
    ("facts-negative", "`{text}` in `{column}` is negative"),
    ("facts-negative-help", "it is zero or more"),
    ("facts-no-days", "no table says for which days the facts speak"),
    ("facts-no-days-help", "write `covers` with `from` and `through` in facts.yaml"),
    (
        "facts-no-header",
        "the first row of `{table}` names none of its columns; the header seems to be missing",
    ),
    (
        "facts-no-header-help",
        "put a row above it that names them: {columns} at least; or, where they have other \
         names, say which under `columns` of `{table}` in facts.yaml",
    ),
    ("facts-no-holder", "the row of `{table}` is of nobody"),
    ("facts-no-length", "the row ends at {from}, when it begins"),
    (
        "facts-no-length-help",
        "a row past midnight ends at an earlier clock time; a whole day is 00:00 to \
         24:00, or no clock times at all",
    ),
    (
        "facts-no-register",
        "without `people` there is no register: who is missing cannot be known",
    ),
    ("facts-no-rows", "the table `{table}` has no row"),
    ("facts-no-rows-help", "export it again, or leave the table out"),
    ("facts-no-rows-warning-help", "leave the table out if nothing is known"),
    ("facts-no-such-column", "the table `{table}` cannot have a column `{column}`"),
    (
        "facts-no-such-column-help",
        "declare it under `fields` of a rule file, or remove it here",
    ),
    ("facts-no-such-day", "`{text}` in `{column}` is not in the calendar"),
    ("facts-no-such-day-help", "its month has no such day; dates are {pattern}"),
    ("facts-no-table", "no table was given"),
    ("facts-no-table-help", "give at least `attendance`"),
    ("facts-no-version", "`passmuster-facts` is missing in facts.yaml"),
    ("facts-no-version-help", "begin with `passmuster-facts: 1`"),
    (
        "notice-hidden-groups",
        "`{rule}`: {number} {number|group|groups} {number|is|are} not shown, of fewer than \
         {threshold} people or beside such a group",
    ),
    ("notice-pseudonymised", "people are told of by pseudonyms, of key {key}"),
    ("facts-not-a-rule", "`{rule}` is not the name of a rule"),
    ("facts-not-a-rule-help", "write `directive/rule`, or the bare id of the rule"),
    (
        "facts-not-nfc",
        "{number} {number|value|values} of `{column}` {number|was|were} not in NFC, \
         such as `{text}`",
    ),
    ("facts-not-nfc-help", "they were read in NFC; save the file so to be rid of this"),
    (
        "facts-not-on-register",
        "`{person}` is not on the register, and has {number} {number|row|rows} of attendance",
    ),
    ("facts-not-on-register-help", "add them to `people`, or delete the rows"),
    (
        "facts-not-on-register-then",
        "`{person}` is not on the register on {date}; {number} {number|row|rows} of \
         attendance {number|is|are} on such days",
    ),
    (
        "facts-not-on-register-then-help",
        "mend `from` and `through` in `people`, or delete the rows",
    ),
    ("facts-number", "`{text}` in `{column}` is not a number"),
    ("facts-number-help", "write digits, with a point before decimals"),
    ("facts-one-holder-help", "fill exactly one of {all}"),
    ("facts-one-office", "without `units` there is one office, everybody"),
    ("facts-place-name", "{place}"),
    (
        "facts-pseudonym-twice",
        "two people, or somebody and something else, would bear one pseudonym",
    ),
    ("facts-pseudonym-twice-help", "make pseudonyms in another way, or with another key"),
    ("facts-quote-in-bare-cell", "a quote inside a cell without quotes"),
    ("facts-repeated", "the row repeats {row}"),
    ("facts-repeated-help", "it counts once; delete one of them"),
    ("facts-row-custom", "the struct cannot be read: {why}"),
    ("facts-row-field-twice", "the row has this field twice"),
    (
        "facts-row-help",
        "give a flat struct or map: each field a text, a number, a `bool` or nothing",
    ),
    ("facts-row-name", "row {row}"),
    ("facts-row-nested", "the field holds more than one value"),
    ("facts-row-not-flat", "the row is no struct or map"),
    (
        "facts-rows-outside",
        "{number} {number|row|rows} of `{table}` {number|lies|lie} outside {from} to \
         {through}, the days of `covers`",
    ),
    (
        "facts-rule-column-missing",
        "{directives} {number|reads|read} `{column}`, which {tables} {homes|lacks|lack}",
    ),
    (
        "facts-rule-column-missing-help",
        "add the column, or say which one it is under `columns` of `{table}` in facts.yaml",
    ),
    (
        "facts-rule-column-near-help",
        "did you mean `{near}`? then say `{column}: {near}` under `columns` of \
         `{table}` in facts.yaml",
    ),
    (
        "facts-shortened-number",
        "`{text}` in `{column}` looks like a long number that a spreadsheet shortened",
    ),
    ("facts-shortened-number-help", "format the column as text, and export it again"),
    ("facts-spaces", "`{text}` in `{column}` has spaces around it"),
    ("facts-spaces-help", "remove them"),
    (
        "facts-spells-overlap",
        "`{person}` is on the register already by {row} on some of these days",
    ),
    ("facts-spells-overlap-help", "end one row the day before the other begins"),
    (
        "facts-stray-quote-help",
        "put the whole cell in double quotes, and double those within",
    ),
    ("facts-text-behind-quote", "text behind a closing quote"),
    ("facts-the-other-row", "the other row"),
    (
        "facts-tone-only",
        "`{text}` and `{other}` on {row} differ only in where the tone stands, and \
         count as two",
    ),
    ("facts-too-many-columns", "more than {most} columns"),
    ("facts-too-many-columns-help", "keep only those that are read"),
    ("facts-two-holders", "the row of `{table}` fills {filled}"),
    ("facts-two-kinds-of-day", "{date} is another kind of day on {row}"),
    ("facts-two-kinds-of-day-help", "keep one of the two"),
    ("facts-two-statuses", "`{person}` is `{status}` on {date}, but `{other}` on {row}"),
    (
        "facts-two-statuses-help",
        "keep one of them, or give both rows `from` and `to` that do not overlap",
    ),
    ("facts-two-values-help", "write both as `{other}` if they are the same"),
    ("facts-unclosed-quote", "the quote opened here is never closed"),
    ("facts-unclosed-quote-help", "close it, or double it if it is meant as a sign"),
    ("facts-unit-cycle", "`{unit}` is above itself: {line}"),
    ("facts-unit-cycle-help", "the topmost unit has a blank `parent`"),
    (
        "facts-unit-of-nobody",
        "nobody belongs to the unit `{unit}` of {number} {number|row|rows} of `{table}`",
    ),
    ("facts-units-overlap", "`{unit}` has a row already on {row} for some of these days"),
    ("facts-units-overlap-help", "end one row the day before the other begins"),
    (
        "facts-unknown-id",
        "`{home}` has no row `{id}`, which {number} {number|row|rows} of `{table}` \
         {number|is|are} of",
    ),
    ("facts-unknown-id-help", "add the {column}, or delete the rows"),
    (
        "facts-unknown-parent",
        "`{parent}` is no unit of the table, but the parent of {number} {number|row|rows}",
    ),
    ("facts-unknown-parent-help", "add a row for `{parent}`"),
    (
        "facts-unknown-person",
        "nobody is called `{person}`, whom {number} {number|row|rows} of `{table}` \
         {number|is|are} of",
    ),
    ("facts-unknown-person-help", "add them to `people`, or delete the rows"),
    ("facts-unknown-status", "`{text}` is no status"),
    (
        "facts-unknown-status-help",
        "write one of {known}; or say what it means under `codes` of `{table}` in facts.yaml",
    ),
    ("facts-unknown-table", "there is no table `{table}`"),
    ("facts-unknown-table-help", "the tables are {known}"),
    (
        "facts-unknown-unit",
        "`units` has no row for `{unit}`, which {number} {number|row|rows} of `{table}` \
         {number|names|name}",
    ),
    ("facts-unknown-unit-help", "add it to `units`"),
    ("facts-unknown-word", "`{text}` in `{column}` is none of its words"),
    ("facts-unknown-word-help", "write one of {known}"),
    ("facts-unread-columns", "nobody reads {columns} of `{table}`"),
    (
        "facts-unread-unnamed",
        "nobody reads {number|column|columns} {at} of `{table}`; {number|its name is|their names \
         are} not quoted, for {number|it|they} may be somebody's",
    ),
    (
        "facts-version",
        "`passmuster-facts: {version}` is a version that this program does not know",
    ),
    ("facts-version-help", "write `passmuster-facts: 1`, or use a newer program"),
    ("facts-whole", "`{text}` in `{column}` is not a whole number"),
    ("facts-whole-help", "people are counted whole"),
    ("facts-yes-no", "`{text}` in `{column}` is neither `yes` nor `no`"),
    (
        "facts-yes-no-help",
        "write `yes` or `no`, or say what it means by `codes` in facts.yaml",
    ),
];
