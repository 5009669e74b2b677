//! What is wrong with a call of the library.

use super::Entries;

pub(crate) const CALLS: Entries = &[
    (
        "call-outside-facts",
        "{asked_from} to {asked_through} was asked, but the facts speak for {from} to \
         {through} only; ask within these days, or let `covers` of facts.yaml say \
         that the tables speak for more",
    ),
    (
        "call-other-zone",
        "`{rule}` begins or ends at a clock time of {rule_zone} on {day}, but the \
         clock times of {place} are of {zone}; convert one of the two, so that both \
         are of one zone",
    ),
    (
        "call-other-rulebook",
        "the facts were built for another rulebook; build them by `Rulebook::facts`",
    ),
    (
        "call-no-register",
        "without `people` there is no register, so nobody knows who would have to \
         keep the rules; add the table `people`",
    ),
    (
        "call-nothing-in-force",
        "no rule is in force on any day from {from} to {through}, as known at {known_at}",
    ),
    ("call-backward", "a period ends on {through}, before it begins on {from}"),
    ("call-no-day", "`{text}` is not a day: {why}"),
    ("call-day-form", "days are written YYYY-MM-DD"),
    ("call-day-year", "years go from 1900 to 9999"),
    ("call-day-month", "months go from 01 to 12"),
    ("call-day-day", "the month has no such day"),
    ("call-no-report", "it is not a report of passmuster: {why}"),
    ("call-no-json", "it is no JSON from line {line}, column {column} on"),
    ("call-report-format", "its format is `{found}`, not `{known}`"),
    (
        "call-many-questions",
        "`{rule}` asks more than 128 different questions; split it into several rules",
    ),
    (
        "call-many-fillings",
        "`{rule}` cannot be judged in {cell}: too much is unknown of the place; fill \
         the blanks of its row in `units`",
    ),
    (
        "call-unconfirmed",
        "the roster found for `{rule}` is not judged as it should be; this is a bug \
         of passmuster, please report it with the rule files",
    ),
    (
        "call-nobody",
        "nobody is called `{name}`{near}; name somebody of the register, or of the rows",
    ),
    (
        "call-outside-ledger",
        "{day} lies outside {from} to {through}, the days of this ledger; open one \
         for a period that holds it",
    ),
    (
        "call-not-on-register",
        "`{person}` is not on the register on {day}, so nothing can happen to that day",
    ),
    ("call-bad-change", "the change cannot be read: {why}"),
    ("call-no-cell", "no rule `{rule}` is judged in a cell `{cell}`"),
    ("call-bad-snapshot", "the snapshot cannot be restored: {why}"),
    (
        "call-other-columns",
        "a batch has other columns than the one before it; give all the same",
    ),
    (
        "call-no-code",
        "column `{column}` of a batch has not one code for each of {rows} rows, or a \
         code beyond its texts; code 0 is a blank, and n the nth text",
    ),
    ("call-overflow", "the numbers of `{rule}` are too large to be compared exactly"),
];
