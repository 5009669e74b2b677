//! What the columns of a witness may hold: of each field that two versions of a rule read one
//! value for each class of values that some comparison tells from the others. CLAUSE 17.3.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::view::compare;
use crate::day::{Calendar, Day};
use crate::field::{Home, Subject, Table, Text, Value, ValueType};
use crate::plan::amount::{Of, Part};
use crate::plan::atom::{Atom, Probe};
use crate::plan::{Ask, Asks, Base, Lens, Side, Time};
use crate::ratio::Decimal;
use crate::rule::matcher::Test;
use crate::rule::per::Column;
use crate::witness::LeftOut;

/// A column whose values are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Varied {
    /// Its table; of `unit` always `units`.
    pub(crate) table: Table,
    /// Its name.
    pub(crate) column: String,
    /// One value of each class.
    pub(crate) values: Vec<Value>,
    /// Whether it is one for all people: of the unit, of the day, or of the cell.
    pub(crate) of_cell: bool,
}

/// What is tried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tried {
    /// The columns.
    pub(crate) columns: Vec<Varied>,
    /// Whether an amount is a number of the unit, of which not all can be tried.
    pub(crate) reads_numbers: bool,
}

/// The greatest number that is tried as an amount.
pub(crate) const MOST_NUMBER: u32 = 6;

/// Why no witness is looked for; `None` if one is. CLAUSE 17.4.
pub(crate) fn left_out(lens: &Lens) -> Option<LeftOut> {
    match &lens.ask {
        Ask::Quota(_) | Ask::Apart(_) => return Some(LeftOut::Kind),
        Ask::Each { asks: Asks::Have, .. } => return Some(LeftOut::Records),
        Ask::Bound(bound) if matches!(bound.base, Base::OnDay(..)) => {
            return Some(LeftOut::Time);
        }
        Ask::Bound(_) | Ask::Each { .. } => {}
    }
    let daily = matches!(lens.grain.time, Time::Calendar(Calendar::Day, _));
    if !daily || lens.averaged {
        return Some(LeftOut::Time);
    }
    let of_rows = |column: &Column| {
        use Column::{ForUnit, Gathering, Room, Site, Visit};
        matches!(column, ForUnit | Gathering | Room | Site | Visit)
    };
    if lens.grain.columns.iter().any(of_rows) {
        return Some(LeftOut::Cell);
    }
    let of_people = |side: &Side| side.subject == Subject::People && side.sums.is_none();
    if lens.sides.len() != 1 || !lens.sides.iter().all(of_people) {
        return Some(LeftOut::Subject);
    }
    lens.atoms().find_map(of_atom)
}

fn of_atom(atom: &Atom) -> Option<LeftOut> {
    let Atom::Together(together) = atom else { return Some(LeftOut::Field) };
    match (together.has.is_empty(), together.passage.is_some() || together.daily) {
        (false, _) => Some(LeftOut::Records),
        (true, true) => Some(LeftOut::Field),
        (true, false) => None,
    }
}

/// A field that is read, and the comparison made.
type Read<'a> = (&'a Probe, Option<Test>);

/// Every field that a lens reads, with the comparisons made.
fn reads(lens: &Lens) -> Vec<Read<'_>> {
    let compared = lens.atoms().flat_map(Atom::compared);
    let mut all: Vec<Read<'_>> =
        compared.map(|probe| (probe, Some(probe.test.clone()))).collect();
    if let Ask::Bound(bound) = &lens.ask {
        if let Base::Field(probe) = &bound.base {
            all.push((probe, None));
        }
        of_part(&bound.amount.part, &mut all);
    }
    all
}

fn of_part<'a>(part: &'a Part, all: &mut Vec<Read<'a>>) {
    match part {
        Part::Field(probe) | Part::Share { of: Of::Cell(probe), .. } => {
            all.push((probe, None));
        }
        Part::Greatest(parts) | Part::Least(parts) | Part::Sum(parts) => {
            parts.iter().for_each(|part| of_part(part, all));
        }
        Part::Table(table) => {
            let named = table.named.iter().cloned().map(|value| vec![value]);
            all.extend(named.map(|value| (&table.by, Some(Test::OneOf(value)))));
            let parts = table.entries.iter().map(|(_, part)| part);
            parts.chain(table.otherwise.as_deref()).for_each(|part| of_part(part, all));
        }
        Part::Number(_) | Part::Share { .. } | Part::NoBound => {}
    }
}

/// The days that are tried of a stretch of law: its first, and such of the next as some
/// comparison tells from it. CLAUSE 17.2.
pub(crate) fn days(lenses: &[&Lens], from: Day, through: Day) -> BTreeSet<Day> {
    let mut days = BTreeSet::from([from]);
    let mut reads_weekday = false;
    for (probe, test) in lenses.iter().flat_map(|lens| reads(lens)) {
        reads_weekday |= probe.reads_day("weekday");
        if probe.reads_day("date") {
            days.extend(test.iter().flat_map(|test| dates(test, from)));
        }
    }
    if reads_weekday {
        let week = |day: &Day| (0..7).map(|after| day.plus(after)).collect::<Vec<_>>();
        days = days.iter().flat_map(week).collect();
    }
    days.retain(|day| from <= *day && *day <= through);
    days
}

/// What is known of a column on the way.
struct Found {
    kind: ValueType,
    tests: Vec<Test>,
    of_cell: bool,
    is_number: bool,
}

/// The columns that two versions of a rule read, and what is tried of each on a day.
pub(crate) fn tried(lenses: &[&Lens], day: Day) -> Result<Tried, LeftOut> {
    let mut found: BTreeMap<(Table, String), Found> = BTreeMap::new();
    let mut note = |at: (Table, &str), kind: &ValueType, test: Option<Test>, of_cell| {
        let fresh =
            Found { kind: kind.clone(), tests: Vec::new(), of_cell, is_number: false };
        let known = found.entry((at.0, at.1.to_owned())).or_insert(fresh);
        known.of_cell |= of_cell;
        known.is_number |= test.is_none() && *kind == ValueType::Number;
        known.tests.extend(test);
        // The group `working` is asked by a probe of its own.
        let is_same = known.kind == *kind || at.1 == "status";
        if is_same { Ok(()) } else { Err(LeftOut::Field) }
    };
    let status = crate::field::Fields::built_in();
    let status =
        status.seen_by(Subject::People, "status").map(|field| field.kind.clone());
    note((Table::Units, "unit"), &ValueType::Text, None, true)?;
    note((Table::Units, "parent"), &ValueType::Text, None, true)?;
    note((Table::Attendance, "status"), &status.unwrap_or(ValueType::Text), None, false)?;
    for lens in lenses {
        for (probe, test) in reads(lens) {
            for (home, column) in &probe.homes {
                match place(*home, column)? {
                    Some((table, of_cell)) => {
                        note((table, column), &probe.kind, test.clone(), of_cell)?;
                    }
                    None => continue,
                }
                // Nearest first: the first that is filled counts.
                break;
            }
        }
        for column in &lens.grain.columns {
            match column {
                Column::Locality => {
                    note((Table::Units, "locality"), &ValueType::Text, None, true)?;
                }
                Column::Team | Column::Shift => {
                    let at = (Table::Attendance, column.as_str());
                    note(at, &ValueType::Text, None, true)?;
                }
                Column::Field(_) => return Err(LeftOut::Cell),
                _ => {}
            }
        }
    }
    let mut tried = Tried::default();
    for ((table, column), found) in found {
        tried.reads_numbers |= found.is_number;
        let values = found.values(&column, day)?;
        let of_cell = found.of_cell;
        tried.columns.push(Varied { table, column, values, of_cell });
    }
    Ok(tried)
}

/// Where a column is filled, and whether it is one for all; `None` where the day fills it.
fn place(home: Home, column: &str) -> Result<Option<(Table, bool)>, LeftOut> {
    let refused = match home {
        Home::Level => return Err(LeftOut::Level),
        Home::Register => return Err(LeftOut::Headcount),
        Home::Hours => return Err(LeftOut::Field),
        Home::Day if column == "day_kind" => return Ok(Some((Table::Calendar, true))),
        Home::Day => return Ok(None),
        Home::Table(Table::People) if column == "unit" => {
            return Ok(Some((Table::Units, true)));
        }
        Home::Table(Table::People) => ["person", "from", "through"].as_slice(),
        Home::Table(Table::Units) => &["site", "zone", "from", "through"],
        Home::Table(Table::Attendance) => {
            &["person", "date", "from", "to", "hours", "site", "room", "for_unit"]
        }
        Home::Table(_) => return Err(LeftOut::Field),
    };
    match home {
        Home::Table(table) if !refused.contains(&column) => {
            Ok(Some((table, table == Table::Units)))
        }
        _ => Err(LeftOut::Field),
    }
}

impl Found {
    /// One value of each class that the comparisons tell apart, the plainest first.
    fn values(&self, column: &str, day: Day) -> Result<Vec<Value>, LeftOut> {
        let mut seen = BTreeSet::new();
        let mut all = self.candidates(column, day)?;
        let class = |value: &Value| -> Vec<bool> {
            self.tests.iter().map(|test| compare(test, value, day)).collect()
        };
        if !self.is_number {
            all.retain(|value| seen.insert(class(value)));
        }
        Ok(all)
    }

    fn candidates(&self, column: &str, day: Day) -> Result<Vec<Value>, LeftOut> {
        let named = self.tests.iter().flat_map(|test| match test {
            Test::OneOf(values) => values.clone(),
            _ => Vec::new(),
        });
        let named: BTreeSet<Value> = named.collect();
        let words = |words: &[Text]| words.iter().cloned().map(Value::Text).collect();
        Ok(match &self.kind {
            ValueType::Choice(choices) => words(choices),
            ValueType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            ValueType::Text => {
                let other = another(column, &named);
                std::iter::once(other).chain(named).collect()
            }
            ValueType::Words => subsets(&named),
            ValueType::Number => self.numbers(),
            ValueType::Date => {
                let dates = self.tests.iter().flat_map(|test| dates(test, day));
                let dates: BTreeSet<Day> = dates.chain([day]).collect();
                dates.into_iter().map(Value::Date).collect()
            }
            ValueType::Time | ValueType::Moment => return Err(LeftOut::Field),
        })
    }

    /// Each number at which some comparison turns, one between each two, one below and one
    /// above; as an amount, whole numbers up to a few.
    fn numbers(&self) -> Vec<Value> {
        let mut edges: BTreeSet<i64> = BTreeSet::new();
        for test in &self.tests {
            match test {
                Test::OneOf(values) => edges.extend(values.iter().filter_map(|value| {
                    let Value::Number(number) = value else { return None };
                    Some(number.billionths())
                })),
                Test::Number(test) => {
                    let ends = [test.at_least, test.at_most, test.above, test.below];
                    edges.extend(ends.into_iter().flatten().map(Decimal::billionths));
                }
                _ => {}
            }
        }
        const ONE: i64 = 1_000_000_000;
        let mut all = edges.clone();
        if self.is_number {
            all.extend((0..=i64::from(MOST_NUMBER)).map(|number| number * ONE));
        }
        for (low, high) in edges.iter().zip(edges.iter().skip(1)) {
            let near = low.saturating_add(ONE);
            all.insert(if near < *high { near } else { low + (high - low) / 2 });
        }
        if let (Some(low), Some(high)) = (edges.first(), edges.last()) {
            // Below a number that is not negative only such as are not either.
            let below = low.saturating_sub(ONE);
            let below = if *low >= 0 { below.max(0) } else { below };
            all.extend([below, high.saturating_add(ONE)]);
        }
        if all.is_empty() {
            all.insert(ONE);
        }
        all.into_iter().map(|at| Value::Number(Decimal::from_billionths(at))).collect()
    }
}

/// A text that none of these is.
fn another(column: &str, named: &BTreeSet<Value>) -> Value {
    let plain = match column {
        "unit" => "a-unit".to_owned(),
        "parent" => "an-office".to_owned(),
        _ => "another".to_owned(),
    };
    let numbered = (2..).map(|nth| format!("{plain}-{nth}"));
    let mut all = std::iter::once(plain.clone()).chain(numbered);
    let free = all.find(|text| !named.contains(&Value::Text(text.as_str().into())));
    Value::Text(free.unwrap_or(plain).into())
}

/// Every set of these words, the empty one first; none if they are too many to be tried.
fn subsets(named: &BTreeSet<Value>) -> Vec<Value> {
    let words: Vec<Text> =
        named.iter().filter_map(Value::as_text).map(Text::from).collect();
    let all = match words.len() {
        0..=12 => (0..1_u32 << words.len()).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let subset = |bits: u32| -> Value {
        let chosen = words.iter().enumerate().filter(|(nth, _)| bits >> nth & 1 == 1);
        Value::Words(chosen.map(|(_, word)| word.clone()).collect())
    };
    all.into_iter().map(subset).collect()
}

/// The days at which a comparison of dates turns, and their neighbours.
fn dates(test: &Test, day: Day) -> Vec<Day> {
    let turns = match test {
        Test::Between(from, through) => vec![*from, through.map(Day::next)],
        Test::InLast(days) | Test::BeforeLast(days) => {
            let back = i32::try_from(*days).unwrap_or(i32::MAX / 2);
            vec![Some(day.plus(-back)), Some(day.plus(1 - back)), Some(day.next())]
        }
        Test::OneOf(values) => {
            let dates = values.iter().filter_map(|value| match value {
                Value::Date(date) => Some(*date),
                _ => None,
            });
            dates.flat_map(|date| [Some(date), Some(date.next())]).collect()
        }
        Test::Number(_) | Test::Hours(_) => Vec::new(),
    };
    turns.into_iter().flatten().flat_map(|turn| [turn.plus(-1), turn]).collect()
}
