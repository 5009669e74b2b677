//! The tables and columns that are always there, and the words that they know.

use crate::field::Text;
use std::collections::BTreeMap;

use crate::name::FieldName;

use super::{Field, Fields, Home, Table, ValueType};

/// The statuses that a person can have; `unknown` is not one but the want of one.
pub const STATUSES: [&str; 9] = [
    "on-site",
    "remote",
    "on-call",
    "travel",
    "leave",
    "sick",
    "quarantine",
    "off",
    "holiday",
];
/// The statuses of the group `working`.
pub const WORKING: [&str; 4] = ["on-site", "remote", "on-call", "travel"];
/// What a day can be.
pub const DAY_KINDS: [&str; 3] = ["working-day", "day-off", "holiday"];

impl Fields {
    /// The built-in tables alone.
    pub fn built_in() -> Self {
        let mut fields = Self { by_home: BTreeMap::new() };
        for (home, columns) in BUILT_IN {
            for (name, column, kind) in *columns {
                fields.insert_built_in(*home, name, column, kind);
            }
        }
        fields
    }

    fn insert_built_in(&mut self, home: Home, name: &str, column: &str, kind: &BuiltIn) {
        let kind = match kind {
            BuiltIn::Text => ValueType::Text,
            BuiltIn::Number => ValueType::Number,
            BuiltIn::YesNo => ValueType::YesNo,
            BuiltIn::Date => ValueType::Date,
            BuiltIn::Time => ValueType::Time,
            BuiltIn::Moment => ValueType::Moment,
            BuiltIn::Words => ValueType::Words,
            BuiltIn::Choice(words) => {
                ValueType::Choice(words.iter().map(|word| Text::from(*word)).collect())
            }
        };
        if let (Some(name), Some(column)) = (FieldName::new(name), FieldName::new(column))
        {
            self.insert(Field { name, column, home, kind, declared: None, series: None });
        }
    }
}

enum BuiltIn {
    Text,
    Number,
    YesNo,
    Date,
    Time,
    Moment,
    Words,
    Choice(&'static [&'static str]),
}

type Columns = &'static [(&'static str, &'static str, BuiltIn)];

/// The built-in columns: home, then (name, column, type).
const BUILT_IN: &[(Home, Columns)] = &[
    (
        Home::Table(Table::People),
        &[
            ("person", "person", BuiltIn::Text),
            ("unit", "unit", BuiltIn::Text),
            ("from", "from", BuiltIn::Date),
            ("through", "through", BuiltIn::Date),
            ("tag", "tags", BuiltIn::Words),
        ],
    ),
    (
        Home::Table(Table::Units),
        &[
            ("unit", "unit", BuiltIn::Text),
            ("parent", "parent", BuiltIn::Text),
            ("site", "site", BuiltIn::Text),
            ("locality", "locality", BuiltIn::Text),
            ("sector", "sector", BuiltIn::Text),
            ("zone", "zone", BuiltIn::Text),
            ("area_m2", "area_m2", BuiltIn::Number),
            ("capacity", "capacity", BuiltIn::Number),
            ("from", "from", BuiltIn::Date),
            ("through", "through", BuiltIn::Date),
        ],
    ),
    (
        Home::Table(Table::Attendance),
        &[
            ("person", "person", BuiltIn::Text),
            ("date", "date", BuiltIn::Date),
            ("status", "status", BuiltIn::Choice(&STATUSES)),
            ("from", "from", BuiltIn::Time),
            ("to", "to", BuiltIn::Time),
            ("hours", "hours", BuiltIn::Number),
            ("site", "site", BuiltIn::Text),
            ("room", "room", BuiltIn::Text),
            ("team", "team", BuiltIn::Text),
            ("shift", "shift", BuiltIn::Text),
            ("for_unit", "for_unit", BuiltIn::Text),
        ],
    ),
    (
        Home::Table(Table::Gatherings),
        &[
            ("gathering", "gathering", BuiltIn::Text),
            ("date", "date", BuiltIn::Date),
            ("place", "place", BuiltIn::Text),
            ("people", "people", BuiltIn::Number),
            ("unit", "unit", BuiltIn::Text),
            ("kind", "kind", BuiltIn::Text),
            ("start", "start", BuiltIn::Time),
            ("end", "end", BuiltIn::Time),
            ("indoors", "indoors", BuiltIn::YesNo),
            ("distance_m", "distance_m", BuiltIn::Number),
            ("households", "households", BuiltIn::Number),
            ("measure", "measures", BuiltIn::Words),
        ],
    ),
    (
        Home::Table(Table::Visits),
        &[
            ("visit", "visit", BuiltIn::Text),
            ("date", "date", BuiltIn::Date),
            ("unit", "unit", BuiltIn::Text),
            ("time", "time", BuiltIn::Time),
            ("until", "until", BuiltIn::Time),
            ("people", "people", BuiltIn::Number),
            ("site", "site", BuiltIn::Text),
            ("purpose", "purpose", BuiltIn::Text),
        ],
    ),
    (
        Home::Table(Table::Records),
        &[
            ("person", "person", BuiltIn::Text),
            ("unit", "unit", BuiltIn::Text),
            ("visit", "visit", BuiltIn::Text),
            ("gathering", "gathering", BuiltIn::Text),
            ("locality", "locality", BuiltIn::Text),
            ("kind", "kind", BuiltIn::Text),
            ("date", "date", BuiltIn::Date),
            ("time", "time", BuiltIn::Time),
            ("through", "through", BuiltIn::Moment),
            ("value", "value", BuiltIn::Text),
            ("by", "by", BuiltIn::Text),
        ],
    ),
    (
        Home::Table(Table::Grants),
        &[
            ("grant", "grant", BuiltIn::Text),
            ("rule", "rule", BuiltIn::Text),
            ("person", "person", BuiltIn::Text),
            ("unit", "unit", BuiltIn::Text),
            ("from", "from", BuiltIn::Date),
            ("through", "through", BuiltIn::Date),
            ("by", "by", BuiltIn::Text),
            ("granted_on", "granted_on", BuiltIn::Date),
            ("amount", "amount", BuiltIn::Number),
            ("reason", "reason", BuiltIn::Text),
        ],
    ),
    (
        Home::Table(Table::Levels),
        &[
            ("series", "series", BuiltIn::Text),
            ("place", "place", BuiltIn::Text),
            ("from", "from", BuiltIn::Moment),
            ("level", "level", BuiltIn::Text),
            ("through", "through", BuiltIn::Moment),
            ("issued", "issued", BuiltIn::Date),
            ("by", "by", BuiltIn::Text),
        ],
    ),
    (
        Home::Table(Table::Calendar),
        &[
            ("date", "date", BuiltIn::Date),
            ("kind", "kind", BuiltIn::Choice(&DAY_KINDS)),
            ("locality", "locality", BuiltIn::Text),
        ],
    ),
    (
        Home::Day,
        &[
            ("date", "date", BuiltIn::Date),
            (
                "weekday",
                "weekday",
                BuiltIn::Choice(&[
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                ]),
            ),
            ("day_kind", "day_kind", BuiltIn::Choice(&DAY_KINDS)),
        ],
    ),
    (Home::Hours, &[("time", "time", BuiltIn::Time)]),
    (
        Home::Register,
        &[
            ("headcount", "headcount", BuiltIn::Number),
            ("office_headcount", "office_headcount", BuiltIn::Number),
        ],
    ),
];
