//! What is said of findings.

use super::Entries;

pub(crate) const FINDINGS: Entries = &[
    (
        "aggregated-people",
        "of {number} people{where} {pass} pass, {fail} fail, {granted} are granted leave, \
         {undetermined} are undetermined, {unjudged} are not judged",
    ),
    (
        "aggregated-visits",
        "of {number} visits{where} {pass} pass, {fail} fail, {granted} are granted leave, \
         {undetermined} are undetermined, {unjudged} are not judged",
    ),
    ("aggregated-apart", "{count} values of {by}{where}; {bound} may be"),
    ("limit-share", "{count} of {base} {what}{where}; {allowed}"),
    (
        "limit-share-unmeetable",
        "{count} of {base} {what}{where}; no number keeps {bound}",
    ),
    ("limit-number", "{count} {what}{where}; {allowed}"),
    ("limit-number-unmeetable", "{count} {what}{where}; no number keeps {bound}"),
    ("undetermined-share", "{count} of {base} {what}{where}; {bound} cannot be decided"),
    ("undetermined-number", "{count} {what}{where}; {bound} cannot be decided"),
    ("at-most-may", "at most {allowed} may be"),
    ("at-least-must", "at least {allowed} must be"),
    ("exactly-must", "exactly {allowed} must be"),
    ("bound-may", "{bound} may be"),
    ("bound-must", "{bound} must be"),
    ("days-counted", "days {what}"),
    ("counted", "counted"),
    ("lasting", "{what} for at least {long}"),
    ("summed", "{field}"),
    ("status", "{status}"),
    ("quota-number", "`{item}`: {count} ({what}){where}; {bound}"),
    (
        "quota-number-undetermined",
        "`{item}`: {count} ({what}){where}; {bound} cannot be decided",
    ),
    ("quota-share", "`{item}`: {count} of {base} ({what}){where}; {bound}"),
    (
        "quota-share-undetermined",
        "`{item}`: {count} of {base} ({what}){where}; {bound} cannot be decided",
    ),
    ("quota-mean", "{count} of {base} people ({what}){where}; {bound} on average"),
    (
        "quota-mean-undetermined",
        "{count} of {base} people ({what}){where}; {bound} on average cannot be decided",
    ),
    ("quota-mean-share", "{count} of {base} ({what}){where}; {bound} on average"),
    (
        "quota-mean-share-undetermined",
        "{count} of {base} ({what}){where}; {bound} on average cannot be decided",
    ),
    ("as-required", "as required ({words})"),
    ("as-forbidden", "as it must never be ({words})"),
    ("in-place", " in {places}"),
    ("nowhere", ""),
    ("at-moment", "{where} at {clock}"),
    ("level-held", "{level} at {at}: {is}{of} since {since}{by}"),
    ("level-unknown", "{level} at {at}: not known"),
    ("level-of", " by {of}"),
    ("level-by", ", set by {by}"),
    ("carried", "{value}: {by}"),
    ("carried-perhaps", "{value}: perhaps {perhaps}"),
    ("carried-perhaps-too", "{value}: {by}, perhaps {perhaps}"),
    ("perhaps", "perhaps {value}"),
    ("nobody-there", "nobody is in the base of `{rule}`{where}"),
    ("matched-nobody-ever", "`{rule}` matched nobody in the whole period"),
    ("no-data", "`{rule}` reads a table that was not given"),
    (
        "cut-period",
        "the law cuts the period short{where}; `{rule}` asks for the whole of it",
    ),
    (
        "cut-period-by-level",
        "the law or a level cuts the period short{where}; `{rule}` asks for the whole \
         of it",
    ),
    ("require-be-kept", "`{item}` is {what}"),
    ("require-be-broken", "`{item}` is not {what}"),
    ("require-be-undetermined", "it is not known whether `{item}` is {what}"),
    ("require-never-be-kept", "`{item}` is not {what}"),
    ("require-never-be-broken", "`{item}` is {what}"),
    ("require-never-be-undetermined", "it is not known whether `{item}` is {what}"),
    ("require-have-kept", "`{item}` has {what}"),
    ("require-have-broken", "`{item}` has no {what}"),
    ("require-have-both-broken", "`{item}` does not have both {what}"),
    ("require-have-all-broken", "`{item}` does not have all of {what}"),
    ("require-have-undetermined", "it is not known whether `{item}` has {what}"),
    ("mend-fewer", "{change} fewer {what}: {change|one|some} of {candidates}"),
    ("mend-more", "{change} more {what}: {change|one|some} of {candidates}"),
    ("mend-nobody", "{change} {direction} {what}; nobody is free for it"),
    (
        "mend-too-few",
        "{change} {direction} {what}; only {candidates} {free|is|are} free for it",
    ),
    (
        "notice-matched-nobody",
        "`{rule}` matched nobody in the whole period; is a name in it misspelt?",
    ),
    ("notice-no-table", "`{rule}` was not evaluated, for there is no `{table}` table"),
    (
        "notice-blank-per",
        "{rows} {rows|row|rows} with a blank `{column}` {rows|is|are} in no cell of `{rule}`",
    ),
    (
        "notice-cut-out",
        "{cells} {cells|cell|cells} cut out of `{rule}` by `when` or `unless`",
    ),
    (
        "notice-no-bound",
        "`{rule}` sets no bound to {cells} {cells|cell|cells}, which {cells|is|are} not \
         judged",
    ),
    (
        "notice-grant-ignored",
        "grant `{grant}` is ignored, for whoever granted it may not grant leave from `{rule}`",
    ),
    ("notice-grant-ends", "grant `{grant}` to deviate from `{rule}` ends on {day}"),
    ("notice-not-in-force", "`{rule}` is in force on no day of the period"),
    (
        "notice-act-not-loaded",
        "`{directive}` would {verb} `{target}`, of which no file was given",
    ),
    (
        "notice-act-not-done",
        "`{directive}` would {verb} `{target}`, but is not in force then",
    ),
];
