//! What is said of rules that cannot be kept together.

use super::Entries;

pub(crate) const CLASHES: Entries = &[
    ("clash-one", "{first} cannot be kept{where} {when}, whatever the roster: {why}"),
    ("clash-two", "{first} and {second} cannot both be kept{where} {when}: {why}"),
    ("clash-several", "{rules} cannot all be kept{where} {when}: {why}"),
    (
        "clash-cap",
        "`{rule}` allows {allowed}{of}{where}, and the others leave no fewer than {count}",
    ),
    (
        "clash-floor",
        "`{rule}` asks for {allowed}{of}{where}, and the others leave no more than {count}",
    ),
    (
        "clash-cap-alone",
        "it allows {allowed}{of}{where}, and there are never fewer than {count}",
    ),
    (
        "clash-floor-alone",
        "it asks for {allowed}{of}{where}, and there are never more than {count}",
    ),
    ("clash-and", "{left}; {right}"),
    ("clash-rule", "`{rule}`"),
    ("clash-rule-of-clause", "`{rule}` (clause {clauses})"),
    ("clash-rule-of-clauses", "`{rule}` (clauses {clauses})"),
    ("clash-none", "none"),
    ("clash-on", "on {day}"),
    ("clash-from", "from {from} to {through}"),
    ("clash-of", " of {base}"),
    ("clash-binds", "`{rule}` binds {people}{where}"),
    ("clash-also", "clashes with this one"),
    (
        "clash-help",
        "write which of them gives way, by `exempt`, `unless`, or an act; as they stand any \
         roster breaks one of them",
    ),
    (
        "clash-undecided",
        "it could not be decided whether {rules} can be kept together {when}: there is more \
         than can be tried",
    ),
    ("left-out", "`{rule}` was not looked at: {why}"),
    ("left-out-advice", "failing what only should be is no violation"),
    (
        "left-out-kind",
        "quotas and separations are kept over days and rows, which have no roster yet",
    ),
    ("left-out-records", "it asks for records, and no roster makes any"),
    ("left-out-time", "its cells are not single days"),
    ("left-out-row", "its cells hang on what rows say, and there is none yet"),
    ("left-out-subject", "it is not about people alone, or adds up a number"),
    (
        "left-out-field",
        "it asks rows for clock times, places or lists, which cannot all be tried",
    ),
    ("left-out-no-table", "it reads a table that was not given"),
];
