//! Whether the rows of attendance fit the register and each other.

use std::collections::{BTreeMap, BTreeSet};

use super::register::people_of_codes;
use super::table::TableRead;
use super::{Reading, as_day};
use crate::day::{Day, Instant};
use crate::diagnostic::Code;
use crate::facts::PersonId;
use crate::facts::dated::Register;
use crate::field::{Table, Value};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::faults::Faults;
use crate::window::Window;

/// How many people unknown to the register are compared with those it has.
const GUESSES_MOST: usize = 20;

/// What the rows of attendance come to.
pub(super) struct Checked {
    /// For each code of the person column (from 1), the person.
    pub(super) people: Vec<PersonId>,
    /// The rows that only repeat another one, in ascending order.
    pub(super) repeated: BTreeSet<u32>,
}

/// Checks every row, person by person.
pub(super) fn check(reading: &mut Reading, register: &Register) -> Checked {
    let mut checked = Checked { people: Vec::new(), repeated: BTreeSet::new() };
    let people_sound =
        reading.tables.get(&Table::People).is_none_or(|people| people.sound);
    let Some(table) = reading.tables.get(&Table::Attendance) else { return checked };
    let faults = &mut reading.faults;
    let people = people_of_codes(table, register);
    let nobody = PersonId(u32::MAX);
    checked.people = people.iter().map(|person| person.unwrap_or(nobody)).collect();
    check_clocks(table, faults);
    let days = days_of_codes(table);
    let has_clocks =
        ["from", "to"].iter().any(|column| table.rows.column(column).is_some());
    let is_register = register.present && people_sound;
    let registered = is_register.then_some(register);
    let suspects = suspects(table, &checked.people, &days, registered);
    if !has_clocks && !suspects.contains(&true) {
        return checked;
    }
    let mut strangers = Vec::new();
    let (order, ends) = rows_by_person(table, people.len());
    let mut start = 0;
    for ((person, end), suspect) in checked.people.iter().zip(ends).zip(suspects) {
        let rows = order.get(start..end).unwrap_or_default();
        start = end;
        if !suspect && !has_clocks {
            continue;
        }
        let rows: Vec<(Day, u32)> = dated(table, &days, rows);
        if is_register {
            strangers.extend(stranger(register, *person, &rows));
        }
        check_person(table, &rows, &mut checked.repeated, faults);
    }
    tell_strangers(table, register, strangers, faults);
    checked
}

/// For each person whether their rows need a closer look: those of several rows a day, of
/// rows not in the order of the days, and of days outside their first spell.
///
/// One pass in the order of the file, for most rosters are in order and need no other.
fn suspects(
    table: &TableRead,
    people: &[PersonId],
    days: &[Option<Day>],
    register: Option<&Register>,
) -> Vec<bool> {
    let spell = |person: &PersonId| match register {
        None => (Day::FIRST, Day::LAST),
        // Nobody's spell is backwards, so that no day lies in it.
        Some(register) => register
            .spells_of(*person)
            .first()
            .map_or((Day::LAST, Day::FIRST), |spell| (spell.from, spell.through)),
    };
    let spells: Vec<(Day, Day)> = people.iter().map(spell).collect();
    let mut latest: Vec<Option<Day>> = vec![None; people.len()];
    let mut suspects = vec![false; people.len()];
    let columns = table.rows.column("person").zip(table.rows.column("date"));
    let codes = columns.map(|(people, dates)| people.codes().zip(dates.codes()));
    for (person, date) in codes.into_iter().flatten() {
        let day = (date as usize).checked_sub(1).and_then(|at| *days.get(at)?);
        let Some((day, at)) = day.zip((person as usize).checked_sub(1)) else {
            continue;
        };
        let known = spells.get(at).zip(latest.get_mut(at)).zip(suspects.get_mut(at));
        let Some((((from, through), latest), suspect)) = known else { continue };
        *suspect |=
            day < *from || *through < day || latest.is_some_and(|last| day <= last);
        *latest = Some(day);
    }
    suspects
}

/// The rows of each person, one person after the other, and where each one's end.
fn rows_by_person(table: &TableRead, people: usize) -> (Vec<u32>, Vec<usize>) {
    let codes = || table.rows.column("person").into_iter().flat_map(|one| one.codes());
    let mut ends = vec![0usize; people + 1];
    for code in codes() {
        if let Some(count) = ends.get_mut(code as usize) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut ends {
        sum += std::mem::replace(count, sum);
    }
    let mut order = vec![0u32; table.rows.len()];
    for (code, row) in codes().zip(0..) {
        if let Some(next) = ends.get_mut(code as usize) {
            if let Some(slot) = order.get_mut(*next) {
                *slot = row;
            }
            *next += 1;
        }
    }
    // Rows without a person come first, and were refused.
    let blank = ends.first().copied().unwrap_or(0);
    order.drain(..blank);
    ends.iter_mut().for_each(|end| *end -= blank);
    ends.remove(0);
    (order, ends)
}

fn days_of_codes(table: &TableRead) -> Vec<Option<Day>> {
    let values = table.rows.column("date").map(|column| column.values());
    values.unwrap_or_default().iter().map(as_day).collect()
}

/// The rows of a person with their days, in their order.
fn dated(table: &TableRead, days: &[Option<Day>], rows: &[u32]) -> Vec<(Day, u32)> {
    let column = table.rows.column("date");
    let day = |row: u32| {
        let code = column.map_or(0, |column| column.code(row as usize));
        days.get((code as usize).checked_sub(1)?).copied().flatten()
    };
    let mut dated: Vec<(Day, u32)> =
        rows.iter().filter_map(|row| Some((day(*row)?, *row))).collect();
    if !dated.is_sorted() {
        dated.sort_unstable();
    }
    dated
}

/// Somebody who has rows on days on which they are not on the register.
struct Stranger {
    first: u32,
    number: usize,
    /// Whether the register knows them on other days.
    known: bool,
}

fn stranger(
    register: &Register,
    person: PersonId,
    rows: &[(Day, u32)],
) -> Option<Stranger> {
    let spells = register.spells_of(person);
    let absent = |day: Day| !spells.iter().any(|spell| spell.contains(day));
    let off: Vec<u32> =
        rows.iter().filter(|(day, _)| absent(*day)).map(|(_, row)| *row).collect();
    let first = off.iter().copied().min()?;
    Some(Stranger { first, number: off.len(), known: !spells.is_empty() })
}

fn tell_strangers(
    table: &TableRead,
    register: &Register,
    mut strangers: Vec<Stranger>,
    faults: &mut Faults,
) {
    strangers.sort_by_key(|stranger| stranger.first);
    for (nth, stranger) in strangers.iter().enumerate() {
        let row = stranger.first as usize;
        let text = |column| {
            table.rows.value(row, column).map_or_else(String::new, Value::to_string)
        };
        let name = text("person");
        let (key, mut help) = if stranger.known {
            ("facts-not-on-register-then", "facts-not-on-register-then-help")
        } else {
            ("facts-not-on-register", "facts-not-on-register-help")
        };
        let message = Message::new(key)
            .with("person", name.as_str())
            .with("date", text("date"))
            .with("number", stranger.number);
        let mut near = None;
        if !stranger.known && nth < GUESSES_MOST {
            near = nearest(&name, register.names.iter().map(AsRef::as_ref));
        }
        if near.is_some() {
            help = "facts-did-you-mean";
        }
        let help = Message::new(help).with("near", near.unwrap_or_default());
        let fault = table.fault(Code::NotOnRegister, message, row, "person");
        faults.push(fault.help(help));
    }
}

/// Whether the clocks of each row make sense by themselves.
fn check_clocks(table: &TableRead, faults: &mut Faults) {
    let rows = &table.rows;
    if rows.column("from").is_none() || rows.column("to").is_none() {
        return;
    }
    for row in 0..rows.len() {
        let (Some(Value::Time(from)), Some(Value::Time(to))) =
            (rows.value(row, "from"), rows.value(row, "to"))
        else {
            continue;
        };
        let length =
            (i64::from(to.minutes()) - i64::from(from.minutes())).rem_euclid(1440);
        if length == 0 && from.minutes() != 0 || from == to {
            let message = Message::new("facts-no-length").with("from", from.to_string());
            faults.push(
                table
                    .fault(Code::Backward, message, row, "to")
                    .help(Message::new("facts-no-length-help")),
            );
            continue;
        }
        let length = if length == 0 { 1440 } else { length };
        if let Some(Value::Number(hours)) = rows.value(row, "hours") {
            let most = i128::from(length) * 1_000_000_000;
            if i128::from(hours.billionths()) * 60 > most {
                let message = Message::new("facts-hours-exceed")
                    .with("hours", hours.to_string())
                    .with("from", from.to_string())
                    .with("to", to.to_string());
                faults.push(
                    table
                        .fault(Code::Number, message, row, "hours")
                        .help(Message::new("facts-hours-exceed-help")),
                );
            }
        }
    }
}

/// When a row certainly holds.
enum Holds {
    /// The whole day.
    Whole,
    /// At least these minutes.
    Clocked(Window),
    /// Some part of the day, nobody knows which.
    Part,
}

fn holds(table: &TableRead, day: Day, row: usize) -> Holds {
    let clock = |column| match table.rows.value(row, column) {
        Some(Value::Time(clock)) => Some(*clock),
        _ => None,
    };
    let has_hours = table.rows.code(row, "hours") != 0;
    let minute = |at: Instant| Window { from: at, until: at.plus(1) };
    match (clock("from"), clock("to")) {
        (Some(from), Some(to)) => {
            // A night shift belongs to the day it begins.
            let until = if to <= from { day.next().at(to) } else { day.at(to) };
            Holds::Clocked(Window { from: day.at(from), until })
        }
        (Some(from), None) => Holds::Clocked(minute(day.at(from))),
        (None, Some(to)) => Holds::Clocked(minute(day.at(to).plus(-1))),
        (None, None) if has_hours => Holds::Part,
        (None, None) => Holds::Whole,
    }
}

/// CLAUSE 6.4: one status at one instant; an exact repetition counts once.
fn check_person(
    table: &TableRead,
    rows: &[(Day, u32)],
    repeated: &mut BTreeSet<u32>,
    faults: &mut Faults,
) {
    let mut stretches: Vec<(Window, u32)> = Vec::new();
    let mut parts: Vec<(Day, u32)> = Vec::new();
    let mut whole: BTreeMap<Day, u32> = BTreeMap::new();
    for (day, row) in once(table, rows, repeated, faults) {
        match holds(table, day, row as usize) {
            Holds::Whole => {
                whole.entry(day).or_insert(row);
                stretches.push((Window::days(day, day), row));
            }
            Holds::Clocked(window) => stretches.push((window, row)),
            Holds::Part => parts.push((day, row)),
        }
    }
    stretches.sort_unstable();
    let status = |row: u32| table.rows.code(row as usize, "status");
    // For each status the row that holds longest so far: there are ten at most.
    let mut latest: BTreeMap<u32, (Instant, u32)> = BTreeMap::new();
    for (window, row) in &stretches {
        let other = latest
            .iter()
            .find(|(known, (until, _))| **known != status(*row) && window.from < *until);
        if let Some((_, (_, first))) = other {
            tell_conflict(table, *first, *row, faults);
        }
        let slot = latest.entry(status(*row)).or_insert((window.until, *row));
        if slot.0 < window.until {
            *slot = (window.until, *row);
        }
    }
    for (day, row) in parts {
        if let Some(first) =
            whole.get(&day).filter(|first| status(**first) != status(row))
        {
            tell_conflict(table, *first, row, faults);
        }
    }
}

/// The rows without those that only repeat another one of the same day.
fn once(
    table: &TableRead,
    rows: &[(Day, u32)],
    repeated: &mut BTreeSet<u32>,
    faults: &mut Faults,
) -> Vec<(Day, u32)> {
    let mut once = Vec::with_capacity(rows.len());
    for of_day in rows.chunk_by(|left, right| left.0 == right.0) {
        if let [row] = of_day {
            once.push(*row);
            continue;
        }
        let mut seen: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        for (day, row) in of_day {
            let cells = table.rows.columns.values();
            let codes = cells.map(|column| column.code(*row as usize)).collect();
            if let Some(first) = seen.get(&codes) {
                tell_repetition(table, *first, *row, faults);
                repeated.insert(*row);
            } else {
                seen.insert(codes, *row);
                once.push((*day, *row));
            }
        }
    }
    once
}

fn tell_repetition(table: &TableRead, first: u32, row: u32, faults: &mut Faults) {
    let message =
        Message::new("facts-repeated").with("row", table.row_name(first as usize));
    faults.push(
        table
            .fault(Code::Repetition, message, row as usize, "person")
            .help(Message::new("facts-repeated-help")),
    );
}

fn tell_conflict(table: &TableRead, first: u32, row: u32, faults: &mut Faults) {
    let (first, row) = (first.min(row) as usize, first.max(row) as usize);
    let text = |row, column| match table.rows.value(row, column) {
        Some(value) => value.to_string(),
        None => "unknown".to_owned(),
    };
    let message = Message::new("facts-two-statuses")
        .with("person", text(row, "person"))
        .with("date", text(row, "date"))
        .with("status", text(row, "status"))
        .with("other", text(first, "status"))
        .with("row", table.row_name(first));
    let mut fault = table.fault(Code::TwoStatuses, message, row, "status");
    if let Some(place) = table.place(first, "status") {
        fault = fault.also(&place, Message::new("facts-the-other-row"));
    }
    faults.push(fault.help(Message::new("facts-two-statuses-help")));
}
