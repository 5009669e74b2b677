//! What is said of separations.

use super::Entries;

pub(crate) const SEPARATIONS: Entries = &[
    ("want-by", "a column such as `team`, `shift` or `site`"),
    ("by-time", "`{word}` is a time, and has no values to keep apart; write a column"),
    (
        "by-in-per",
        "`{column}` is a column of `per`, so that each cell has one value of it alone; \
         leave it out of `per`",
    ),
    (
        "rows-never-meet",
        "without a time word each row of {subject} is a cell of its own, in which nothing \
         meets; add one such as `day` to `per`",
    ),
    ("separate-passages", "who comes or goes is not yet kept apart from others"),
    (
        "separate-passages-help",
        "ask people with a `gap`: from when they come until they go, nobody else may be there",
    ),
    ("gap-form", "`{text}` is no gap such as `30 min`, `2 h` or `1 days`"),
    (
        "gap-of-times",
        "{subject} have no times between which a `gap` could lie; leave it out",
    ),
    (
        "gap-of-days",
        "in a cell of one day no day lies between; write a longer time word such as \
         `week`, or leave out `gap`",
    ),
    (
        "separate",
        "{who}{count} {number|value|values} of `{by}`{where} together{within} ({values}); \
         at most {at_most} may be",
    ),
    (
        "separate-undetermined",
        "{who}{count} {number|value|values} of `{by}`{where} together{within} ({values}); \
         whether at most {at_most} are cannot be decided",
    ),
    (
        "separate-none",
        "{who}no value of `{by}`{where}; at most {at_most} may be together{within}",
    ),
    ("separate-person", "`{person}`: "),
    (
        "mend-apart",
        "{change} must go, so that only {keeps} {remain|remains|remain}: {candidates}",
    ),
    (
        "mend-apart-held",
        "{change} must go, so that only {keeps} {remain|remains|remain}; another rule holds \
         some of them",
    ),
];
