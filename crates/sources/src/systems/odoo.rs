//! Odoo: attendance, leave, and the places that people plan to work at.
//!
//! Moments are of UTC and do not say so. What a kiosk wrote down proves presence; what somebody
//! wrote in a browser, or corrected later, proves that they worked.

use passmuster::Day;
use passmuster::field::Table;

use super::claim::{Evidence, Meaning, Says};
use super::lines::{day_of, moment};
use super::reading::{File, Gates, Reading};
use super::records::{Record, Shape, records};
use super::settings::{Codes, Settings};
use super::zone::Zone;
use super::{FileKind, System};

/// How records come.
const RECORDS: Shape = Shape { key: "result", columns: &[] };

/// The sources.
pub(super) const SYSTEMS: [System; 3] = [
    System {
        name: "odoo-attendance",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site", "day_starts"],
        needs: &[("zone", "source-needs-zone-help")],
        read: attendance,
    },
    System {
        name: "odoo-leave",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes"],
        needs: &[],
        read: leave,
    },
    System {
        name: "odoo-location",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site"],
        needs: &[],
        read: locations,
    },
];

/// What the ways of checking in prove where the author says nothing else.
fn modes(codes: Codes) -> Codes {
    let worked = Meaning::Part(Says::worked());
    codes.or(&[
        ("kiosk", Meaning::Part(Says::on_site())),
        ("systray", worked),
        ("manual", worked),
        ("technical", worked),
    ])
}

fn attendance<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let Some(zone) = reading.zone() else { return };
    let mut who = reading.who(settings);
    let codes = modes(settings.codes(&mut reading.faults));
    let gates = Gates::new(settings, reading);
    let starts = settings.day_starts(&mut reading.faults);
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        let place = || record.place.clone();
        let archived =
            record.fields.get("active") == Some(&serde_json::Value::Bool(false));
        if archived || record.text("state").as_deref() == Some("refused") {
            reading.notes.count(settings.name, "source-note-void", "refused", place);
            continue;
        }
        let (Some(employee), Some(day)) = (
            record.must("employee_id", &mut reading.faults),
            day(&record, zone, starts, reading),
        ) else {
            continue;
        };
        let mode = record.text("in_mode").unwrap_or_else(|| "manual".to_owned());
        let asked = (settings, &record.place);
        let Some(meaning) = codes.meaning(&mode, asked, &mut reading.faults) else {
            continue;
        };
        if reading.is_outside(settings.name, day, place) {
            continue;
        }
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        let evidence = if mode == "kiosk" { Evidence::Proved } else { Evidence::Stated };
        let site = gates.site(None, place, reading).unwrap_or_default();
        // What a word of `codes` says holds for the part that was worked.
        let meaning = match meaning {
            Meaning::Whole(says) => Meaning::Part(says),
            other => other,
        };
        reading.claim((person, day), meaning, evidence, site, place());
    }
    who.tell(&mut reading.faults);
}

/// The day that Odoo has worked out in the employee's zone; in versions without it that of the
/// check-in, by the clocks of the office.
fn day(
    record: &Record<'_>,
    zone: Zone,
    starts: u32,
    reading: &mut Reading<'_>,
) -> Option<Day> {
    if record.get("date").is_some() && starts == 0 {
        return record.day("date", &mut reading.faults);
    }
    let text = record.must("check_in", &mut reading.faults)?;
    let Some(utc) = moment(&text) else {
        record.no_moment("check_in", &text, &mut reading.faults);
        return None;
    };
    Some(day_of(zone.local(utc), starts))
}

fn leave<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let codes = settings.codes(&mut reading.faults);
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        let place = || record.place.clone();
        let (Some(employee), Some(state)) = (
            record.must("employee_id", &mut reading.faults),
            record.must("state", &mut reading.faults),
        ) else {
            continue;
        };
        let left = match state.as_str() {
            "validate" => None,
            "refuse" | "cancel" => Some(("source-note-void", state.as_str())),
            _ => Some(("source-note-draft", "leave that is not approved")),
        };
        if let Some((why, word)) = left {
            reading.notes.count(settings.name, why, word, place);
            continue;
        }
        if record.is("request_unit_hours") {
            let word = "leave by the hour";
            reading.notes.count(settings.name, "source-note-nothing", word, place);
            continue;
        }
        let (Some(from), Some(through)) = (
            record.must_day("request_date_from", &mut reading.faults),
            record.must_day("request_date_to", &mut reading.faults),
        ) else {
            continue;
        };
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        let kind = record.name("holiday_status_id").or(record.name("work_entry_type_id"));
        let says = match kind.and_then(|kind| codes.get(&kind)) {
            Some(Meaning::Whole(says)) => Some(says),
            _ => Says::only("leave"),
        };
        let says = says.unwrap_or(Says::ANYTHING);
        for day in reading.days(from, through, &record) {
            let meaning = match is_half(&record, (from, day, through)) {
                true => Meaning::Halves(says, Says::ANYTHING),
                false => Meaning::Whole(says),
            };
            reading.claim((person, day), meaning, Evidence::Stated, 0, place());
        }
    }
    who.tell(&mut reading.faults);
}

/// Whether only half of a day is leave: the first from noon on, the last until noon.
fn is_half(record: &Record<'_>, (from, day, through): (Day, Day, Day)) -> bool {
    let is = |field: &str, period: &str| record.text(field).as_deref() == Some(period);
    let starts = day == from && is("request_date_from_period", "pm");
    let ends = day == through && is("request_date_to_period", "am");
    starts || ends || record.is("request_unit_half")
}

fn locations<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let own = settings.codes(&mut reading.faults);
    let whole = |word| Meaning::Whole(Says::of_word(word).unwrap_or(Says::ANYTHING));
    let kinds = [
        ("home", whole("remote")),
        ("office", whole("on-site")),
        ("other", whole("unknown")),
    ];
    let codes = own.clone().or(&kinds);
    let gates = Gates::new(settings, reading);
    for record in records(RECORDS, settings, files, &mut reading.faults) {
        let place = || record.place.clone();
        let (Some(employee), Some(day), Some(kind)) = (
            record.must("employee_id", &mut reading.faults),
            record.must_day("date", &mut reading.faults),
            record.must("work_location_type", &mut reading.faults),
        ) else {
            continue;
        };
        let named = record.name("work_location_id").and_then(|name| own.get(&name));
        let asked = (settings, &record.place);
        let meaning = named.or_else(|| codes.meaning(&kind, asked, &mut reading.faults));
        let Some(meaning) = meaning else { continue };
        if reading.is_outside(settings.name, day, place) {
            continue;
        }
        let Some(person) = reading.person(&mut who, &employee, place) else { continue };
        if meaning.is_nothing() {
            reading.notes.count(settings.name, "source-note-nothing", &kind, place);
        }
        let site = gates.site(None, place, reading).unwrap_or_default();
        reading.claim((person, day), meaning, Evidence::Planned, site, place());
    }
    who.tell(&mut reading.faults);
}
