//! What is said of lint.

use super::Entries;

pub(crate) const LINT: Entries = &[
    (
        "directive-twice",
        "version {version} of `{directive}` is loaded twice; it stands in {file} \
         already",
    ),
    ("not-loaded", "no file of the directive `{directive}` was given"),
    ("not-loaded-help", "give its rule file too"),
    (
        "people-only",
        "`everyone` and `working` are groups of people and cannot be asked of \
         {subject}",
    ),
    ("group-of-others", "`{group}` is a group of {own} and cannot be asked of {subject}"),
    ("group-of-others-help", "write `in: {own}` beside `group`, or ask another group"),
    (
        "group-of-cell-help",
        "a cell is asked for its place; a group of places says `in: units`",
    ),
    ("defined-here", "it is defined here"),
    ("group-cycle", "the group `{group}` contains itself"),
    ("as-cycle", "`{directive}` takes its window from itself, by way of others"),
    ("fields-disagree", "`{field}` is declared otherwise by `{directive}`"),
    (
        "no-clauses",
        "`{directive}` does not list its clauses, so its citations are not checked",
    ),
    (
        "clause-missing",
        "no rule cites clause `{clause}`, and it does not say why; write a rule, or \
         `not_checked` with the reason",
    ),
    ("ruled-and-not-checked", "clause `{clause}` is `not_checked`, but a rule cites it"),
    ("no-citation", "`{rule}` cites no clause"),
    ("no-rules", "`{directive}` has no rules; it lends only its dates and names"),
    (
        "no-issue-date",
        "`{directive}` does not say when it was issued or signed; its first day in \
         force counts",
    ),
    (
        "open-end",
        "the window has no end; if it holds for good, write `until: further-notice`",
    ),
    ("open-beginning", "the window has no beginning"),
    ("outside-document", "`{rule}` holds on days on which its document does not"),
    ("never-binds", "`{bound}: {amount}` holds whatever the roster"),
    ("never-met", "`{bound}: {amount}` fails whatever the roster"),
    ("no-base", "`of` is the base of a share, but `{amount}` is none"),
    ("exempts-everybody", "`{rule}` exempts everybody"),
    (
        "exempt-of-another-day",
        "nobody can be taken out of a base that is counted on another day",
    ),
    (
        "exempt-of-another-day-help",
        "write `out_of: count`, and leave whom you mean out of `of` itself",
    ),
    (
        "base-of-rows",
        "a base of another day asks its register only: fields of people and units, no \
         rows and no records",
    ),
    ("group-unused", "nothing uses the group `{group}`"),
    ("field-unused", "nothing reads the field `{field}`"),
];
