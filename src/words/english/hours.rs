//! What is said of reading clock times.

use super::Entries;

pub(crate) const HOURS: Entries = &[
    ("clock-form", "`{text}` is not a clock time; write it as HH:MM, up to 24:00"),
    (
        "until-and-through",
        "`until` ends before its clock time, `through` with it; write one of them",
    ),
    (
        "hours-of-limits",
        "`hour` and `moment` are words of limits; ask for clock times by `time` instead",
    ),
    (
        "sum-in-hours",
        "a number of people's rows is not summed by hours or moments; count people",
    ),
    (
        "row-in-hours",
        "one gathering or visit is no crowd that changes with the hours; leave its column \
         out of `per`, or the `hour` or `moment`",
    ),
    (
        "passes-in-moments",
        "a `moment` has those who are there; who arrives or leaves is counted by `hour`",
    ),
    (
        "base-of-hour",
        "what a share of an hour is of are people of the day, no other rows",
    ),
    (
        "lasting-of-units",
        "`lasting` asks how long rows last, of people, visits or gatherings; units have none",
    ),
    (
        "lasting-of-passes",
        "who arrives or leaves does so in one minute; `lasting` is asked of those who are \
         there",
    ),
    (
        "lasting-in-moments",
        "at a moment nothing lasts; ask by the day, by the `hour` or by a longer time",
    ),
    (
        "lasting-beyond",
        "longer than the cell: an hour has 60 min, and a day, like one visit or gathering, \
         24 h",
    ),
    ("no-hours", "the stretch ends when it begins, so that nothing lies in it"),
];
