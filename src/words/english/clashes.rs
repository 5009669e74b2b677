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
];
