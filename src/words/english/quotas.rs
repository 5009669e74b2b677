//! What is said of reading quotas and their periods.

use super::Entries;

pub(crate) const QUOTAS: Entries = &[
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
        "a quota needs a period; add a time word such as `week`, or `rolling: 28 days` in braces",
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
        "a stretch is `rolling: 28 days`, or `every: 17 weeks` with `from: 2021-01-04`",
    ),
];
