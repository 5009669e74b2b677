//! Where an item is: the values of the columns of `per`.

use crate::classify::view::RowView;
use crate::day::Day;
use crate::facts::PersonId;
use crate::field::{Home, Subject, Table, Text, Value};
use crate::rule::per::Column;

use super::Domain;

/// The values of the columns of a cell, in the order of `per`.
pub(crate) type Place = Vec<Text>;

/// Who or what is to be placed, on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) day: Day,
    pub(crate) subject: Subject,
    pub(crate) person: Option<(PersonId, Option<u32>)>,
    pub(crate) row: &'a RowView,
    pub(crate) other: Option<(Table, usize)>,
    pub(crate) unit: Option<&'a Text>,
}

/// In which cells it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Placement {
    /// In this one.
    In(Place),
    /// Perhaps in one of these. CLAUSE 7.2.
    Perhaps(Vec<Place>),
    /// In none, for these columns are blank. CLAUSE 3.5.
    Blank(Vec<usize>),
}

enum Found {
    Known(Text),
    AnySite,
    Blank,
}

impl Domain<'_> {
    /// The place of an item by the columns of a grain.
    pub(crate) fn placement(
        &self,
        columns: &[Column],
        standing: Standing<'_>,
    ) -> Placement {
        let mut places: Vec<Place> = vec![Vec::with_capacity(columns.len())];
        let (mut perhaps, mut blanks) = (false, Vec::new());
        for (nth, column) in columns.iter().enumerate() {
            match self.column(column, standing) {
                Found::Known(value) => {
                    places.iter_mut().for_each(|place| place.push(value.clone()));
                }
                Found::Blank => blanks.push(nth),
                Found::AnySite => {
                    perhaps = true;
                    let sites = self.sites();
                    let spread = |place: &Place| {
                        let with = |site: &Text| {
                            [place.as_slice(), std::slice::from_ref(site)].concat()
                        };
                        sites.iter().map(with).collect::<Vec<_>>()
                    };
                    places = places.iter().flat_map(spread).collect();
                }
            }
        }
        if !blanks.is_empty() {
            return Placement::Blank(blanks);
        }
        match (perhaps, places.pop()) {
            (false, Some(place)) => Placement::In(place),
            (_, last) => {
                places.extend(last);
                Placement::Perhaps(places)
            }
        }
    }

    fn column(&self, column: &Column, standing: Standing<'_>) -> Found {
        let known = |value: Option<Text>| value.map_or(Found::Blank, Found::Known);
        let unit = standing.unit.cloned();
        match column {
            Column::Unit => known(unit),
            Column::Office => {
                known(unit.map(|unit| self.facts.office_of(&unit, standing.day)))
            }
            Column::ForUnit => known(self.own(standing, "for_unit").or(unit)),
            Column::Site => self.site(standing),
            Column::Locality => known(self.locality(standing)),
            Column::Room => known(self.own(standing, "room")),
            Column::Team => known(self.own(standing, "team")),
            Column::Shift => known(self.own(standing, "shift")),
            Column::Person => known(
                standing
                    .person
                    .map(|(person, _)| self.facts.register().name(person).clone()),
            ),
            Column::Gathering => known(self.own(standing, "gathering")),
            Column::Visit => known(self.own(standing, "visit")),
            Column::Field(name) => known(self.field(standing, name.as_str())),
        }
    }

    /// A column of the item's own row.
    fn own(&self, standing: Standing<'_>, column: &str) -> Option<Text> {
        let (table, row) = match (standing.row, standing.other) {
            (RowView::Row(row), _) => (Table::Attendance, *row),
            (_, Some(other)) => other,
            _ => return None,
        };
        text(self.facts.table(table)?.value(row, column)?)
    }

    /// CLAUSE 3.5, 7.2: the row's own site, else the unit's.
    fn site(&self, standing: Standing<'_>) -> Found {
        let own = self.own(standing, "site");
        let of_unit = || {
            let unit = standing.unit?;
            text(self.facts.place_value(unit, standing.day, "site")?)
        };
        match own.or_else(of_unit) {
            Some(site) => Found::Known(site),
            None if matches!(standing.row, RowView::Missing(_)) => Found::AnySite,
            None => Found::Blank,
        }
    }

    /// CLAUSE 2.9: the locality of the room, else of the site, else of the unit.
    fn locality(&self, standing: Standing<'_>) -> Option<Text> {
        let own = ["room", "site"].map(|column| self.own(standing, column));
        let places = own.into_iter().flatten().chain(standing.unit.cloned());
        let mut values = places.filter_map(|at| {
            text(self.facts.place_value(&at, standing.day, "locality")?)
        });
        values.next()
    }

    /// A declared field of people, attendance, units, gatherings or visits.
    fn field(&self, standing: Standing<'_>, name: &str) -> Option<Text> {
        let field = self.facts.fields().seen_by(standing.subject, name)?;
        let column = field.column.as_str();
        match field.home {
            Home::Table(Table::Units) => {
                text(self.facts.place_value(standing.unit?, standing.day, column)?)
            }
            Home::Table(Table::People) => match (standing.person?.1, standing.row) {
                (Some(row), _) => {
                    text(self.facts.table(Table::People)?.value(row as usize, column)?)
                }
                (None, RowView::Row(_)) => self.own(standing, column),
                _ => None,
            },
            _ => self.own(standing, column),
        }
    }
}

fn text(value: &Value) -> Option<Text> {
    match value {
        Value::Text(text) => Some(text.clone()),
        other => Some(Text::from(other.to_string())),
    }
}
