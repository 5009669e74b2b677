//! What is said of the rosters that two versions of a rule judge differently.

use super::Entries;

pub(crate) const WITNESSES: Entries = &[
    (
        "witness-apart",
        "{people} {people|person|people} in one unit on {day}: the old version {old} them, \
         the new one {new} them",
    ),
    (
        "witness-apart-days",
        "{people} {people|person|people} in one unit: on {day} the rule {old} them, on \
         {new_day} it {new} them",
    ),
    ("witness-passes", "passes"),
    ("witness-fails", "fails"),
    ("witness-silent", "asks nothing of"),
    ("witness-alike", "no roster tells them apart{numbers}"),
    (
        "witness-alike-up-to",
        "no roster of up to {people} people tells them apart{numbers}; more were not tried",
    ),
    ("witness-numbers", " where the numbers of the unit are whole and at most {numbers}"),
    (
        "witness-undecided",
        "not decided whether a roster tells them apart: there is more than can be tried",
    ),
    ("witness-left-out", "no roster was looked for: {why}"),
    ("witness-left-out-kind", "quotas and separations are judged over days and rows"),
    ("witness-left-out-records", "it asks for records"),
    (
        "witness-left-out-time",
        "its cells are not single days, or its base is another day's",
    ),
    (
        "witness-left-out-cell",
        "its cells are sites, rooms, declared columns, visits or gatherings",
    ),
    ("witness-left-out-subject", "it is not about people alone, or adds up a number"),
    (
        "witness-left-out-field",
        "it asks for names, clock times or places of rows, or the two versions declare a \
         column differently",
    ),
    ("witness-left-out-headcount", "it reads how many people there are"),
    ("witness-left-out-level", "it reads a level"),
    ("witness-left-out-part-day", "it holds on no whole day"),
    ("flips-none", "no finding has another outcome"),
    ("flips", "{count} {count|finding has|findings have} another outcome"),
    ("flips-nothing", "not judged"),
];
