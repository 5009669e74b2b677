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
    (
        "exempts-everybody",
        "`{rule}` exempts everybody who would be counted, or counted among",
    ),
    ("each-keeps", "whoever `each` matches keeps `{key}` by that alone"),
    ("each-breaks", "whoever `each` matches cannot keep `{key}`"),
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
    ("empty-allow", "`allow` without a code; write one, or leave it out"),
    ("unknown-code", "there is no warning `{code}`"),
    ("unknown-code-help", "codes stand in brackets behind the word warning"),
    ("error-allowed", "`{code}` is an error, and errors cannot be allowed"),
    ("error-allowed-help", "mend what it tells"),
    ("facts-allowed", "`{code}` is not told of rule files alone, and cannot be allowed"),
    ("facts-allowed-help", "mend the tables, or the register"),
    ("unused-allowed", "`{code}` tells of an `allow`, and cannot be allowed itself"),
    ("unused-allowed-help", "take the idle `allow` out"),
    ("no-reason", "an `allow` without a reason"),
    ("no-reason-help", "write in a few words why nothing is wrong"),
    ("group-of-nobody", "`{group}` can match nobody"),
    ("matches-nobody", "nobody can match this together with what stands beside it"),
    ("no-cell", "`when` and `unless` leave no cell of which this could be asked"),
    (
        "matches-nobody-help",
        "look at `not`, at the ends of numbers and dates, and at the groups",
    ),
    ("says-the-same", "`{rule}` says the same as `{other}`"),
    ("unfelt", "whoever keeps `{other}` keeps `{rule}`, so it is never felt"),
    ("no-room", "nobody can keep `{rule}` and `{other}` together"),
    (
        "no-room-but-parts",
        "`{rule}` and `{other}` are kept together only where the base can be divided by \
         {parts}",
    ),
    ("the-other-here", "`{other}` stands here"),
    ("rest-between", "`{rule}` does not see the rest between one period and the next"),
    (
        "rest-between-help",
        "write `rolling: 7 days` in `per`, or a longer period such as `month`",
    ),
    (
        "base-of-those-there",
        "the base of `{rule}` is whoever is there at the time, not who belongs there",
    ),
    (
        "base-of-those-there-help",
        "write `office` or `unit` in `per`, whose people are those of the register",
    ),
    (
        "never-passes",
        "`{rule}` never passes: its window has no end, and a day to come may break it",
    ),
    (
        "never-passes-help",
        "write an end in `in_force`, or a period such as `month` in `per`",
    ),
    ("allow-unused", "`{code}` is not told here, so nothing is allowed"),
    ("allow-unused-help", "take it out, or write the code that is told"),
    (
        "advice-cited",
        "`{rule}` binds, and clause `{clause}` is carried out there as advice only",
    ),
    ("advice-cited-help", "write `force: should`, or cite a clause that binds"),
    ("advice-here", "its rule stands here"),
    ("passed-before-issue", "issued on {issued}, after the window ended on {through}"),
    ("the-window-here", "the window stands here"),
    ("signed-later", "issued on {issued}, before it was signed on {signed}"),
    ("gap-between", "neither `{other}` nor `{rule}` holds from {from} through {through}"),
    (
        "gap-of-extension",
        "`{target}` holds through {through}, and this goes on later: the days between \
         are not covered",
    ),
    ("gap-of-extension-help", "write `from: {day}`, or leave `from` out"),
    (
        "replaces-nothing",
        "`{target}` had lapsed by then, and `{rule}` keeps its window: it never holds",
    ),
    ("replaces-nothing-help", "give `{rule}` an `in_force` of its own"),
    ("group-unused", "nothing uses the group `{group}`"),
    ("field-unused", "nothing reads the field `{field}`"),
];
