//! What is said of reading.

use super::Entries;

pub(crate) const READING: Entries = &[
    ("at-top", "a rule file"),
    ("at-directive", "`directive`"),
    ("at-in-force", "`in_force`"),
    ("at-clause", "a clause"),
    ("at-act", "an act"),
    ("want-target", "a directive, `directive/rule` or `directive#clause`"),
    (
        "no-verb",
        "an act has one verb: `extend`, `end`, `replace`, `suspend`, `resume` or \
         `supersede`",
    ),
    (
        "two-verbs",
        "an act has one verb, and this has `{one}` and `{two}`; write two acts",
    ),
    (
        "act-without-from",
        "`{verb}` does not say from when on, and its document neither when it begins \
         nor when it was issued; write `from`",
    ),
    (
        "extend-without-end",
        "`extend` without a new end; write `through`, `until` or `for`",
    ),
    ("end-of-an-act", "`{verb}` has no `{key}`"),
    ("end-of-an-act-help", "`from` says when it is done; it stays done"),
    (
        "end-of-replace-help",
        "for a time only, `suspend` the old rule, and let a rule of this file hold \
         meanwhile",
    ),
    ("replace-without", "`replace` without `with`"),
    ("replace-without-help", "name the rule of this file that takes the place"),
    ("with-alone", "`with` stands beside `replace`, and this act is `{verb}`"),
    ("act-on-itself", "`{verb}` acts on its own document"),
    (
        "act-on-itself-help",
        "what holds in this document is said by its own `in_force` and rules",
    ),
    (
        "replace-whole",
        "`replace` puts a rule in the place of a rule or clause, and `{target}` is a \
         whole directive; write `supersede`",
    ),
    (
        "supersede-part",
        "`supersede` ends whole directives, and `{target}` is part of one; write `end` \
         or `replace`",
    ),
    ("backward-act", "`{verb}` from {from} ends at {end}, before it begins"),
    ("at-fields", "`fields`"),
    ("at-interpretation", "an interpretation"),
    ("at-rule", "a rule"),
    ("at-granted", "`unless_granted`"),
    ("at-limit", "`limit`"),
    ("at-require", "`require`"),
    ("at-quota", "`quota`"),
    ("at-excuse", "`excuse`"),
    ("at-exempt", "`exempt`"),
    ("at-matcher", "a matcher"),
    ("at-sum", "`sum`"),
    ("at-compare", "a comparison"),
    ("at-record", "a record"),
    ("a-cell", "a cell"),
    ("at-amount", "an amount"),
    ("at-period", "a stretch of `per`"),
    ("kind-text", "text"),
    ("kind-number", "a number"),
    ("kind-yes-no", "`yes` or `no`"),
    ("kind-date", "a day"),
    ("kind-time", "a clock time"),
    ("kind-choice", "one of several words"),
    ("kind-words", "several words"),
    ("want-amount", "an amount such as `10`, `50%`, `1/3` or `1 per 4`"),
    ("want-clause", "a clause number in quotes"),
    ("want-day", "a day"),
    ("want-days", "a number of days such as `14 days`"),
    ("want-instant", "an instant such as `2021-08-23T06:00`"),
    ("want-length", "a length such as `15 days`, `2 weeks` or `3 months`"),
    ("want-list", "a list"),
    ("want-mapping", "a mapping (`key: value`)"),
    ("want-quantity", "an amount with its unit such as `3 days`, `48 h a week` or `50%`"),
    ("want-name", "a name"),
    ("want-number", "a number"),
    ("want-per", "columns and time words such as `[unit, day]`"),
    ("want-share", "a share such as `50%`, `1/3` or `1 per 4`"),
    ("want-table", "the name of a table"),
    ("want-text", "text"),
    ("want-zone", "a time zone such as `Asia/Ho_Chi_Minh`"),
    ("found-text", "`{text}`"),
    ("found-list", "a list"),
    ("found-mapping", "a mapping"),
    ("not-utf-8", "these bytes are not UTF-8; save the file as UTF-8"),
    ("utf-16", "the file is UTF-16; save it as UTF-8"),
    ("control-character", "control character {code}; remove it"),
    (
        "bidi-control",
        "bidirectional control {code} makes text show in another order than it is \
         read in; remove it",
    ),
    (
        "invisible-character",
        "invisible character {code}; remove it, or write an ordinary space",
    ),
    (
        "sum-of-rows",
        "a sum over rows of attendance takes no `{key}`; say in the sum's own matcher which \
         rows are meant, or write a quota",
    ),
    ("quota-of-people", "a quota is asked of people, not of {subject}"),
    (
        "no-quota-measure",
        "the quota measures nothing; write `days`, `times`, `hours`, `sum`, \
         `longest_run`, `shortest_rest` or `longest_rest`",
    ),
    ("two-quota-measures", "`{one}` and `{two}` in one quota; write two rules"),
    (
        "quota-without-period",
        "a quota needs a period; add a time word such as `week` or `{ rolling: 28 days }`",
    ),
    (
        "quantity-form",
        "`{text}` is no amount of `{measure}`; write a number and its unit such as \
         `{example}`, or a share such as `50%`",
    ),
    ("minutes-form", "`{text}` is no length such as `30 min` or `11 h`"),
    ("no-effect", "`excuse` does nothing; write `lengthens`, `shrinks` or `credits`"),
    ("two-effects", "`{one}` and `{two}` in one `excuse`; write one"),
    (
        "credit-form",
        "`{text}` is no amount that a day can count as; write `8 h` or `1 days`",
    ),
    (
        "of-without-share",
        "`of` is only for shares; remove it, or write the amount as a share",
    ),
    ("rest-is-a-floor", "`{measure}` is bounded from below; write `at_least` or `above`"),
    ("no-share-of-this", "`{measure}` has no shares; write a length"),
    ("no-mean-of-this", "`{measure}` has no mean; leave the columns out of `per`"),
    (
        "no-excuse-of-this",
        "`excuse` does not go with `{measure}`; leave such days out of it",
    ),
    (
        "share-shrinks-itself",
        "a share shrinks with its base; leave such days out of `of` instead",
    ),
    ("gap-of-rests", "`gap` goes with `shortest_rest` alone"),
    (
        "exactly-of-whole",
        "`exactly` goes with the `days` or `times` of each person alone",
    ),
    ("no-average-of-this", "`{measure}` has no average; leave out `a week`"),
    (
        "rolling-hours",
        "`rolling` in hours goes with a quota of `hours`, `at_most` or `below` a number \
         of them, for each person; write it in days",
    ),
    ("rolling-from", "`rolling` has no `from`; it ends on every day asked"),
    ("every-from", "`every` needs the day on which the first stretch begins; add `from`"),
    (
        "rolling-or-every",
        "write `{ rolling: 28 days }` or `{ every: 17 weeks, from: 2021-01-04 }`",
    ),
    ("file-too-large", "the file is larger than 1 MiB"),
    ("too-many-lines", "the file has more than {most} lines"),
    ("line-too-long", "the line has more than {most} characters"),
    ("text-too-long", "the text is longer than {most} bytes"),
    ("key-too-long", "the key is longer than {most} characters"),
    ("syntax", "the YAML cannot be read here: {why}"),
    ("unclosed", "`{open}` is never closed"),
    ("unclosed-quote", "the quotation mark is never closed"),
    ("conflict-marker", "a conflict marker of a merge was left behind"),
    (
        "yaml-directive",
        "lines beginning with `%` are not allowed; rule files are always YAML 1.2",
    ),
    (
        "anchor",
        "anchors and aliases are not allowed, but here is `{text}`; write the thing \
         out",
    ),
    ("merge-key", "the merge key `<<` is not allowed; write the keys out"),
    ("tag", "tags are not allowed, but here is `{tag}`"),
    ("duplicate-key", "`{key}` is given twice; it stands on line {line} already"),
    ("first-here", "it stands here first"),
    ("too-deep", "more than {most} levels stand in each other"),
    ("too-many-nodes", "the file has more than {most} values"),
    ("several-documents", "a rule file holds one document; here begins a second"),
    ("tab", "a tab is used for indentation; use spaces"),
    ("key-empty", "a key is missing before the colon"),
    ("key-not-text", "a key must be text; here is a list or mapping"),
    ("key-number", "a key must be text, but `{key}` is a number; quote it"),
    ("no-value", "`{key}` has no value"),
    (
        "no-value-comma",
        "`{key}` has no value; did the comma belong to the sentence? quote it",
    ),
    ("no-value-item", "an item of the list has no value"),
    ("empty-file", "the file is empty"),
    (
        "not-a-rule-file",
        "this is no rule file: `passmuster: 1` and `directive` must stand at its top",
    ),
    (
        "newer-language",
        "the file is written in version {version} of the language; this program knows \
         version {known}",
    ),
    ("unknown-key", "`{key}` is not a key of {place}"),
    ("did-you-mean", "did you mean `{word}`?"),
    ("stands-elsewhere", "it stands in {place}"),
    ("keys-here", "the keys here are {keys}"),
    ("missing-key", "`{key}` is missing in {place}"),
    ("missing-key-help", "it says {sentence}: `{example}`"),
    ("wrong-shape", "{wanted} is wanted here, but this is {found}"),
    ("not-yet", "`{word}` is part of the language but not yet judged by this version"),
    ("must-quote", "`{text}` means different things to different programs"),
    ("must-quote-help", "write `\"{text}\"` in quotes"),
    ("empty-text", "the text is empty"),
    ("empty-list", "the list is empty"),
    ("empty-matcher", "an empty matcher says nothing of whom is meant; write `everyone`"),
    ("empty-comparison", "the comparison is empty"),
    ("empty-window", "`in_force` is empty; write `from` and an end"),
    ("unknown-word", "`{word}` may not stand here"),
    ("words-here", "it is one of {words}"),
    ("bad-name", "`{name}` is not a name"),
    ("look-alike-letter", "`{letter}` ({code}) looks like {like} and is another letter"),
    ("like-latin", "a Latin letter"),
    ("like-d", "`Đ` (U+0110)"),
    ("too-many-faults", "only the first {most} faults of the file are told"),
    ("two-tables", "this population is one of {one}, but here stands `{two}`"),
    (
        "column-not-declared",
        "cells are made by declared fields and the columns of the language; `{column}` is \
         neither",
    ),
    (
        "comma-wanted",
        "a comma or `{close}` is wanted here; prose that holds a colon or a comma is quoted",
    ),
    ("second-colon", "a colon is not expected here; prose that holds a colon is quoted"),
    (
        "text-after-quote",
        "the text goes on behind its closing quotation mark; put all of it into quotes",
    ),
    ("reserved-start", "a text that begins with `{character}` is quoted"),
    ("name-letter", "`{letter}` ({code}) is none of a to z"),
    ("name-proposal", "`{name}` would be one"),
    (
        "name-form",
        "names begin with a letter from a to z and go on with a to z, 0 to 9 and \
         `{joint}`, at most 64 in all",
    ),
    (
        "whole-range",
        "`{number}` is out of range; a whole number from {least} to {most} is wanted",
    ),
    (
        "quoted-number",
        "a number is wanted here, but `{text}` is quoted and so is text; take the \
         quotes off",
    ),
    (
        "number-form",
        "`{text}` is not written as a number here; write decimal digits only",
    ),
    (
        "number-too-large",
        "`{text}` is too large, or has more digits than are compared exactly",
    ),
    ("negative", "`{number}` is negative; nothing is ever fewer than none"),
    ("decimal-comma", "`{text}` has a comma; write decimals with a point"),
    ("language-tag", "`{text}` is not a language tag such as `en` or `vi`"),
    ("no-corrects", "version {version} must say under `corrects` what it mends"),
    (
        "rule-twice",
        "the rule id `{name}` is given twice; it stands on line {line} already",
    ),
    (
        "field-twice",
        "the field `{name}` is declared twice; it stands on line {line} already",
    ),
    ("choice-twice", "`{word}` stands twice in the list"),
    ("column-twice", "`{column}` stands twice in `per`"),
    ("unknown-group", "no group is named `{group}`"),
    ("groups-here", "the groups are {groups}"),
    ("unknown-rule", "no rule of this file is named `{rule}`"),
    ("rules-here", "the rules are {rules}"),
    ("unknown-clause", "clause `{clause}` does not stand under `clauses`"),
    ("clauses-here", "the clauses are {clauses}"),
    ("unknown-column", "`{column}` is neither a column nor a time word"),
    ("columns-here", "`per` takes {words}"),
    (
        "group-reserved",
        "`{group}` is a group that is always there and cannot be defined again",
    ),
    ("field-reserved", "`{field}` is a word of the language and cannot name a field"),
    (
        "field-of-table",
        "`{field}` is a column of `{table}` already; a field has one home",
    ),
    ("type-in-list", "`{word}` is a type; in a list it would be the only word allowed"),
    ("unknown-field", "no field named `{field}` can be asked of {subject}"),
    ("fields-here", "the fields are {fields}"),
    ("declare-field", "declare it under `fields`: `{field}: text`"),
    ("field-is-group", "`{group}` is a group; write `group: {group}`"),
    (
        "field-elsewhere",
        "`{field}` is a column of `{table}` and cannot be asked of {subject}",
    ),
    ("not-of-a-cell", "`{field}` cannot be asked of a cell"),
    (
        "not-of-a-cell-help",
        "`when`, `unless` and amounts ask a cell for its place, its day and the \
         columns of its `per`; people are chosen by `each`, `count` and `of`",
    ),
    ("day-word", "`{field}` is asked of cells that are longer than a day"),
    ("day-word-help", "put `day` into `per`, or leave it out"),
    (
        "hours-of-place",
        "hours count back from somebody's first moment, which a place has not; write \
         days",
    ),
    (
        "status-unknown",
        "`unknown` is not a status but the want of one; it cannot be matched",
    ),
    ("comparison-kind", "`{word}` does not fit `{field}`, which holds {kind}"),
    ("not-a-number-field", "a number is wanted here, but `{field}` holds {kind}"),
    ("not-in-not", "behind `not` stands a value, a list, or one comparison"),
    (
        "not-in-record",
        "inside a record `{field}` names the values that count; `not` stands around \
         the record",
    ),
    ("one-age", "`{word}` stands alone; it cannot be combined with another comparison"),
    ("two-ages", "`{one}` and `{two}` cannot both say how old a record may be"),
    ("through-day-alone", "`through_day` needs `in_this`"),
    ("not-a-day", "`{text}` is not a calendar day"),
    ("day-form", "`{text}` is not a day; write days as YYYY-MM-DD"),
    (
        "day-ambiguous",
        "`{text}` may be read as two different days; write it as YYYY-MM-DD",
    ),
    (
        "day-wanted",
        "`{text}` has a clock time or more behind the day; a day alone is wanted here",
    ),
    ("instant-form", "`{text}` is not an instant; write it as YYYY-MM-DDTHH:MM"),
    ("backward-window", "the window ends {end}, before it begins {from}"),
    ("backward-dates", "`through` {through} lies before `from` {from}"),
    ("two-ends", "a window has one end, but `{one}` and `{two}` both stand here"),
    ("as-itself", "`{directive}` takes its window from itself"),
    ("for-without-from", "`for` counts from a beginning; write `from` too"),
    ("no-window", "the rule is never in force"),
    ("no-window-help", "write `in_force` at the top of the file or in the rule"),
    ("no-kind", "the rule asks nothing; write `limit` or `require`"),
    (
        "two-kinds",
        "a rule asks one thing, but `{one}` and `{two}` both stand here; write two \
         rules",
    ),
    ("no-measure", "the limit counts nothing; write `count` or `sum`"),
    ("count-and-sum", "a limit has either `count` or `sum`; write two rules"),
    (
        "no-bound",
        "the limit has no bound; write `at_most`, `at_least`, `below`, `above` or \
         `exactly`",
    ),
    ("two-bounds", "a limit has one bound, but `{one}` and `{two}` both stand here"),
    ("two-bounds-help", "write two rules"),
    ("tolerance-alone", "`tolerance` belongs to `exactly`"),
    ("limit-without-per", "the limit does not say what makes a cell"),
    ("limit-without-per-help", "write `per`, for example `per: [unit, day]`"),
    ("share-without-base", "`{share}` is a share of nothing"),
    (
        "share-without-base-help",
        "say under `of` of whom, for example `of: everyone` or `of: working`",
    ),
    ("fraction-of-a-person", "`{number}` is no number of people"),
    ("fraction-of-a-person-help", "a share is written `50%` or `1/3`"),
    (
        "share-form",
        "`{text}` is not a share; write `50%`, `1/3`, `1 per 4` or `8 per 1000`",
    ),
    ("share-negative", "`{text}` is negative; no share is"),
    ("share-of-zero", "`{text}` is a share of zero"),
    (
        "no-amount",
        "the amount is empty; write a number, a share or `no-bound`, or compute one by \
         `share`, `greater_of`, `lesser_of`, `sum_of`, `field` or `by`",
    ),
    (
        "two-amounts",
        "an amount is computed in one way, but `{one}` and `{two}` both stand here; put \
         one inside the other",
    ),
    ("amount-needs", "`{word}` in an amount needs `{key}` beside it"),
    ("share-alone", "`share` needs the base that it is a share of"),
    (
        "share-alone-help",
        "write `of` with a number of the cell or a population; a share of the limit's own \
         `of` is written plainly, `50%`",
    ),
    ("own-base-on", "a base of its own is asked on the days of the cell"),
    (
        "own-base-on-help",
        "write the base with `on` as `of` of the limit, and the share plainly, `50%`",
    ),
    (
        "table-kind",
        "a table is read by text, choice, number or yes-no, but `{field}` holds {kind}",
    ),
    ("empty-table", "the table has no rows"),
    ("table-twice", "the table names `{value}` twice"),
    ("table-open", "the table does not say what holds for other values of `{field}`"),
    ("table-short", "the table does not say what holds where `{field}` is {values}"),
    (
        "table-else-help",
        "write `else` with the amount for all others, or `else: no-bound`",
    ),
    (
        "too-many-bases",
        "the shares of one amount may have at most {most} populations as bases of their \
         own",
    ),
    ("shares-too-fine", "`{text}` holds shares too fine to be compared together exactly"),
    (
        "averaged-without-day",
        "`averaged: {word}` adds up days; `per` needs the time word `day`",
    ),
    ("averaged-other-day", "a base with `on` is of one day, and has no average"),
    ("two-time-words", "`per` has one time word, and `{word}` is the second"),
    ("column-elsewhere", "`{column}` does not tell {subject} apart"),
    (
        "column-kind",
        "cells are made by text and choice fields, but `{column}` holds {kind}",
    ),
    ("no-demand", "the requirement asks nothing; write `be`, `never_be` or `have`"),
    (
        "two-demands",
        "a requirement asks one thing, but `{one}` and `{two}` both stand here; write \
         two rules",
    ),
];
