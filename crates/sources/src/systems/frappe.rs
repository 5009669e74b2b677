//! Frappe HR, of ERPNext: attendance as it was recorded, check-ins, leave, and shifts as planned.
//!
//! *Present* says that somebody worked, not where; *Absent* is often written by a run that had
//! not seen all check-ins yet, so it proves nothing until the author says what it means.

use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::{Day, Faults};

use super::claim::{Evidence, Meaning, Says};
use super::lines::{day_of, moment};
use super::reading::{File, Gates, Reading};
use super::records::{Record, Shape, records};
use super::settings::{Codes, Settings};
use super::{FileKind, System};

/// How records of Attendance come, also as the template of *Upload Attendance*.
const ATTENDANCE: Shape = Shape {
    key: "data",
    columns: &[
        ("ID", "name"),
        ("Employee", "employee"),
        ("Date", "attendance_date"),
        ("Status", "status"),
        ("Leave Type", "leave_type"),
    ],
};
/// How other records come.
const RECORDS: Shape = Shape { key: "data", columns: &[] };

/// The sources.
pub(super) const SYSTEMS: [System; 4] = [
    System {
        name: "frappe-attendance",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site"],
        needs: &[],
        read: attendance,
    },
    System {
        name: "frappe-checkin",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: super::CLOCK,
        needs: &[],
        read: checkins,
    },
    System {
        name: "frappe-leave",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes"],
        needs: &[],
        read: leave,
    },
    System {
        name: "frappe-shift",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site"],
        needs: &[("working_week", "source-needs-week-help")],
        read: shifts,
    },
];

/// What the statuses of Attendance mean where the author says nothing else.
fn statuses(codes: Codes) -> Codes {
    let whole = |word| Meaning::Whole(Says::of_word(word).unwrap_or(Says::ANYTHING));
    codes.or(&[
        ("Present", whole("worked")),
        ("Work From Home", whole("remote")),
        ("On Leave", whole("leave")),
        ("Holiday", whole("holiday")),
        ("Absent", whole("unknown")),
    ])
}

fn attendance<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let own = settings.codes(&mut reading.faults);
    let codes = statuses(own.clone());
    let gates = Gates::new(settings, reading);
    for record in records(ATTENDANCE, settings, files, &mut reading.faults) {
        if !stands(&record, settings, reading) {
            continue;
        }
        let (Some(employee), Some(day), Some(status)) = (
            record.must("employee", &mut reading.faults),
            record.must_day("attendance_date", &mut reading.faults),
            record.must("status", &mut reading.faults),
        ) else {
            continue;
        };
        let place = || record.place.clone();
        // A kind of leave may have a meaning of its own.
        let leave = record.text("leave_type").and_then(|kind| own.get(&kind));
        let meaning = match (status.as_str(), own.get(&status), leave) {
            ("On Leave", _, Some(Meaning::Whole(says))) => Some(Meaning::Whole(says)),
            ("Half Day", None, leave) => Some(half_day(&record, leave)),
            _ => codes.meaning(&status, (settings, &record.place), &mut reading.faults),
        };
        let Some(meaning) = meaning else { continue };
        if reading.is_outside(settings.name, day, place) {
            continue;
        }
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        if meaning.is_nothing() {
            reading.notes.count(settings.name, "source-note-nothing", &status, place);
        }
        let site = gates.site(None, place, reading).unwrap_or_default();
        reading.claim((person, day), meaning, Evidence::Stated, site, place());
    }
    who.tell(&mut reading.faults);
}

/// Half of a day on leave; of the other half is said whether somebody worked, if anything.
fn half_day(record: &Record<'_>, leave: Option<Meaning>) -> Meaning {
    let leave = match leave {
        Some(Meaning::Whole(says)) => says,
        _ => Says::only("leave").unwrap_or(Says::ANYTHING),
    };
    let other = match record.text("half_day_status").as_deref() {
        Some("Present") => Says::worked(),
        _ => Says::ANYTHING,
    };
    Meaning::Halves(leave, other)
}

/// Whether a record is submitted; drafts and cancelled ones are counted.
fn stands(
    record: &Record<'_>,
    settings: Settings<'_>,
    reading: &mut Reading<'_>,
) -> bool {
    let place = || record.place.clone();
    match record.text("docstatus").as_deref() {
        Some("0") => {
            reading.notes.count(settings.name, "source-note-draft", "a draft", place)
        }
        Some("2") => {
            reading.notes.count(settings.name, "source-note-void", "cancelled", place)
        }
        _ => return true,
    }
    false
}

fn leave<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let codes = settings.codes(&mut reading.faults);
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        // A draft may say that it is approved already.
        if !stands(&record, settings, reading) {
            continue;
        }
        let place = || record.place.clone();
        let (Some(employee), Some(status), Some(from), Some(through)) = (
            record.must("employee", &mut reading.faults),
            record.must("status", &mut reading.faults),
            record.must_day("from_date", &mut reading.faults),
            record.must_day("to_date", &mut reading.faults),
        ) else {
            continue;
        };
        let left = match status.as_str() {
            "Approved" => None,
            "Rejected" | "Cancelled" => Some(("source-note-void", status.as_str())),
            _ => Some(("source-note-draft", "leave that is not approved")),
        };
        if let Some((why, word)) = left {
            reading.notes.count(settings.name, why, word, place);
            continue;
        }
        let Ok(half) = half_of(&record, (from, through), &mut reading.faults) else {
            continue;
        };
        let days = reading.days(from, through, &record);
        if days.is_empty() {
            reading.is_outside(settings.name, from, place);
            continue;
        }
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        let says = match record.text("leave_type").and_then(|kind| codes.get(&kind)) {
            Some(Meaning::Whole(says)) => says,
            _ => Says::only("leave").unwrap_or(Says::ANYTHING),
        };
        for day in days {
            let meaning = match half == Some(day) {
                true => Meaning::Halves(says, Says::ANYTHING),
                false => Meaning::Whole(says),
            };
            reading.claim((person, day), meaning, Evidence::Stated, 0, place());
        }
    }
    who.tell(&mut reading.faults);
}

/// The day of a leave that is a half one, if there is any; what cannot be one is told.
fn half_of(
    record: &Record<'_>,
    (from, through): (Day, Day),
    faults: &mut Faults,
) -> Result<Option<Day>, ()> {
    match (record.is("half_day"), record.text("half_day").as_deref()) {
        (true, _) | (_, Some("1")) => {}
        (_, None | Some("0")) => return Ok(None),
        (_, Some(_)) => {
            let message = Message::new("source-half-word");
            record.fault(message, "source-half-word-help", faults);
            return Err(());
        }
    }
    // Of a single day the program leaves the date out.
    if from == through && record.get("half_day_date").is_none() {
        return Ok(Some(from));
    }
    let day = record.must_day("half_day_date", faults).ok_or(())?;
    if day < from || day > through {
        let message = Message::new("source-half-outside");
        record.fault(message, "source-half-outside-help", faults);
        return Err(());
    }
    Ok(Some(day))
}

fn checkins<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let gates = Gates::new(settings, reading);
    let starts = settings.day_starts(&mut reading.faults);
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        let (Some(employee), Some(time)) = (
            record.must("employee", &mut reading.faults),
            record.must("time", &mut reading.faults),
        ) else {
            continue;
        };
        let place = || record.place.clone();
        let Some(at) = moment(&time) else {
            record.no_moment("time", &time, &mut reading.faults);
            continue;
        };
        let day = day_of(at, starts);
        if reading.is_outside(settings.name, day, place) {
            continue;
        }
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        // A phone checks in wherever it is.
        let Some(device) = record.text("device_id") else {
            let meaning = Meaning::Part(Says::worked());
            reading.claim((person, day), meaning, Evidence::Stated, 0, place());
            continue;
        };
        let Some(site) = gates.site(Some(&device), place, reading) else { continue };
        let meaning = Meaning::Part(Says::on_site());
        reading.claim((person, day), meaning, Evidence::Proved, site, place());
    }
    who.tell(&mut reading.faults);
}

fn shifts<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let codes = settings.codes(&mut reading.faults);
    let gates = Gates::new(settings, reading);
    let week = reading.stated.working_week.clone().unwrap_or_default();
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        if !stands(&record, settings, reading) {
            continue;
        }
        let place = || record.place.clone();
        if record.text("status").as_deref() == Some("Inactive") {
            reading.notes.count(settings.name, "source-note-void", "inactive", place);
            continue;
        }
        let (Some(employee), Some(from)) = (
            record.must("employee", &mut reading.faults),
            record.must_day("start_date", &mut reading.faults),
        ) else {
            continue;
        };
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        let through = match record.get("end_date") {
            None => Day::LAST,
            Some(_) => match record.day("end_date", &mut reading.faults) {
                Some(day) => day,
                None => continue,
            },
        };
        let meaning = match record.text("shift_location") {
            Some(at) if codes.get(&at).is_some() => codes.get(&at),
            _ => None,
        };
        let meaning = meaning.unwrap_or(Meaning::Whole(Says::worked()));
        let site = gates.site(None, place, reading).unwrap_or_default();
        let days = reading.days(from, through, &record);
        for day in days.into_iter().filter(|day| week.contains(&day.weekday())) {
            reading.claim((person, day), meaning, Evidence::Planned, site, place());
        }
    }
    who.tell(&mut reading.faults);
}
