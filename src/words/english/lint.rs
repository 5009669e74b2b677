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
    (
        "act-not-loaded",
        "`{verb}` acts on the directive `{directive}`, of which no file was given",
    ),
    ("unknown-rule-there", "there is no rule `{rule}`"),
    ("stands-there", "there are {names}"),
    ("act-without-citation", "`{verb}` cites no clause"),
    (
        "day-word-of-act",
        "`{field}` is asked of a day, and the cells of `{rule}` are longer",
    ),
    (
        "day-word-of-act-help",
        "ask the place and its records; days are said by `from` and `through`",
    ),
    ("level-of-act", "the level `{field}` may change within the cells of `{rule}`"),
    ("level-of-act-help", "write `level_at: start` or `level_at: end` in that rule"),
    ("act-too-early", "`{verb}` acts on `{directive}`, which was not known before {day}"),
    (
        "act-too-early-help",
        "look at `issued` of both files; without it the day signed counts, then the \
         first day in force",
    ),
    (
        "act-circle",
        "the window of `{directive}` hangs on itself, by way of `as` and acts",
    ),
    (
        "act-circle-help",
        "write the days of one of the documents, instead of `as` or of acts on each \
         other",
    ),
    (
        "acts-clash",
        "`{one}` clashes with `{two}` by `{directive}`, and nothing says which came \
         last",
    ),
    (
        "acts-clash-help",
        "both documents were issued on one day; leave out the act that was overtaken, \
         and say why under `interpretations`",
    ),
    ("acts-clash-here-help", "write one act that says what holds in the end"),
    (
        "too-many-conditions",
        "more than {most} acts with `when` or `unless` work on documents that belong \
         together",
    ),
    (
        "too-many-conditions-help",
        "`replace` the rule by one whose own `when` says of which cells it is asked",
    ),
    ("act-lapsed", "`{target}` had ended when this was issued"),
    (
        "act-lapsed-help",
        "write `from`: the day after the old end closes the gap, a later day leaves it \
         open",
    ),
    (
        "act-outside",
        "`{verb}` of `{target}` is never done: its own document is not in force then",
    ),
    ("act-outside-help", "look at `from`, and at `in_force` of this document"),
    ("act-no-effect", "`{verb}` of `{target}` changes nothing"),
    ("act-no-effect-help", "look whether it holds then, and what was done to it before"),
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
