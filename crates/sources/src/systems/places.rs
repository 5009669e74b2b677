//! Places of work as people plan them in Microsoft 365 and in Google Calendar.
//!
//! A plan says where somebody meant to work, so it gives way to what happened.

use passmuster::Day;
use passmuster::field::Table;
use serde_json::Value;

use super::claim::{Evidence, Meaning, Says};
use super::lines::moment;
use super::reading::{File, Gates, Reading};
use super::records::{Record, Shape, records};
use super::settings::{Codes, Settings};
use super::zone::{Moment, Zone, Zones, instant};
use super::{FileKind, System};

const GRAPH: Shape = Shape { key: "value", columns: &[] };
const GOOGLE: Shape = Shape { key: "items", columns: &[] };

/// The sources.
pub(super) const SYSTEMS: [System; 3] = [
    System {
        name: "graph-workplan",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["person", "ids", "strangers", "codes", "site", "zones"],
        needs: &[
            ("person", "source-needs-person-help"),
            ("zone", "source-needs-zone-help"),
        ],
        read: workplan,
    },
    System {
        name: "graph-shifts",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site"],
        needs: &[
            ("codes", "source-needs-places-help"),
            ("zone", "source-needs-zone-help"),
        ],
        read: shifts,
    },
    System {
        name: "google-location",
        table: Table::Attendance,
        kind: FileKind::Records,
        keys: &["ids", "strangers", "codes", "site"],
        needs: &[("zone", "source-needs-zone-help")],
        read: google,
    },
];

/// What the kinds of places mean where the author says nothing else.
fn kinds(codes: Codes) -> Codes {
    let whole = |word| Meaning::Whole(Says::of_word(word).unwrap_or(Says::ANYTHING));
    codes.or(&[
        ("office", whole("on-site")),
        ("remote", whole("remote")),
        ("timeOff", whole("leave")),
        ("unspecified", whole("unknown")),
        ("homeOffice", whole("remote")),
        ("officeLocation", whole("on-site")),
        ("customLocation", whole("unknown")),
    ])
}

/// What is planned, and for when.
struct Plan<'r, 'a> {
    record: &'r Record<'a>,
    /// Whom the source names.
    id: String,
    /// The word for the place.
    word: String,
    meaning: Meaning,
    /// The first moment, and the one that is past, by the clocks of the office.
    from: Moment,
    until: Moment,
}

/// Where the plans of one source go.
struct Plans<'a> {
    settings: Settings<'a>,
    who: super::people::Who<'a>,
    gates: Gates<'a>,
}

impl<'a> Plans<'a> {
    fn new(settings: Settings<'a>, reading: &mut Reading<'a>) -> Self {
        let who = reading.who(settings);
        let gates = Gates::new(settings, reading);
        Self { settings, who, gates }
    }

    fn add(&mut self, plan: &Plan<'_, 'a>, reading: &mut Reading<'a>) {
        let place = || plan.record.place.clone();
        let Some(person) = reading.person(&mut self.who, &plan.id, place) else { return };
        if plan.meaning.is_nothing() {
            let name = self.settings.name;
            reading.notes.count(name, "source-note-nothing", &plan.word, place);
        }
        let last = match plan.until {
            (day, 0) if plan.from < plan.until => day.plus(-1),
            (day, _) => day,
        };
        let site = self.gates.site(None, place, reading).unwrap_or_default();
        for day in reading.days(plan.from.0, last, plan.record) {
            let claimed = (person, day);
            reading.claim(claimed, plan.meaning, Evidence::Planned, site, place());
        }
    }
}

fn workplan<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let Some(zone) = reading.zone() else { return };
    let Some(id) = settings.text("person", &mut reading.faults) else { return };
    let zones = Zones::new(settings, &mut reading.faults);
    let codes = kinds(settings.codes(&mut reading.faults));
    let mut plans = Plans::new(settings, reading);
    for record in records(GRAPH, settings, files, &mut reading.faults) {
        let mut at = |field| zoned(&record, field, zone, &zones, reading);
        let (Some(from), Some(until)) = (at("start"), at("end")) else { continue };
        let Some(word) = record.must("workLocationType", &mut reading.faults) else {
            continue;
        };
        let asked = (settings, &record.place);
        let Some(meaning) = codes.meaning(&word, asked, &mut reading.faults) else {
            continue;
        };
        let plan =
            Plan { record: &record, id: id.to_owned(), word, meaning, from, until };
        plans.add(&plan, reading);
    }
    plans.who.tell(&mut reading.faults);
}

/// A moment that Graph writes with the name of its zone, by the clocks of the office.
fn zoned(
    record: &Record<'_>,
    field: &'static str,
    office: Zone,
    zones: &Zones<'_>,
    reading: &mut Reading<'_>,
) -> Option<Moment> {
    let part = |name: &str| record.get(field)?.get(name)?.as_str();
    let Some((text, name)) = part("dateTime").zip(part("timeZone")) else {
        return record.must(field, &mut reading.faults).and(None);
    };
    let Some(local) = moment(text) else {
        record.no_moment(field, text, &mut reading.faults);
        return None;
    };
    let zone = zones.of(name, &record.place, &mut reading.faults)?;
    let utc = zone.utc(local);
    if utc.is_none() {
        record.in_a_gap(text, &mut reading.faults);
    }
    utc.map(|utc| office.local(utc))
}

fn shifts<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let Some(zone) = reading.zone() else { return };
    let codes = settings.codes(&mut reading.faults);
    let mut plans = Plans::new(settings, reading);
    for record in records(GRAPH, settings, files, &mut reading.faults) {
        let place = || record.place.clone();
        if record.is("isStagedForDeletion") {
            reading.notes.count(
                settings.name,
                "source-note-void",
                "to be deleted",
                place,
            );
            continue;
        }
        let Some(Value::Object(shared)) = record.get("sharedShift") else {
            reading.notes.count(settings.name, "source-note-draft", "a draft", place);
            continue;
        };
        let shared = record.part(shared.clone());
        let at = |field, reading: &mut Reading<'_>| {
            let text = shared.must(field, &mut reading.faults)?;
            let utc = instant(&text);
            if utc.is_none() {
                shared.no_moment(field, &text, &mut reading.faults);
            }
            utc.map(|utc| zone.local(utc))
        };
        let (Some(from), Some(until)) =
            (at("startDateTime", reading), at("endDateTime", reading))
        else {
            continue;
        };
        let (Some(id), Some(word)) = (
            record.must("userId", &mut reading.faults),
            shared.must("displayName", &mut reading.faults),
        ) else {
            continue;
        };
        let asked = (settings, &record.place);
        let Some(meaning) = codes.meaning(&word, asked, &mut reading.faults) else {
            continue;
        };
        let plan = Plan { record: &record, id, word, meaning, from, until };
        plans.add(&plan, reading);
    }
    plans.who.tell(&mut reading.faults);
}

fn google<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let Some(zone) = reading.zone() else { return };
    let own = settings.codes(&mut reading.faults);
    let codes = kinds(own.clone());
    let mut plans = Plans::new(settings, reading);
    for record in records(GOOGLE, settings, files, &mut reading.faults) {
        let place = || record.place.clone();
        let left = match record.text("eventType").as_deref() {
            Some("workingLocation") => match record.text("status").as_deref() {
                Some("cancelled") => Some("cancelled"),
                _ => None,
            },
            _ => Some("not of `workingLocation`"),
        };
        if let Some(why) = left {
            reading.notes.count(settings.name, "source-note-void", why, place);
            continue;
        }
        let mut at = |field| bound(&record, field, zone, reading);
        let (Some(from), Some(until)) = (at("start"), at("end")) else { continue };
        let part =
            |one: &str, two: &str| Some(record.get(one)?.get(two)?.as_str()?.to_owned());
        let Some(id) = part("creator", "email") else {
            record.must("creator", &mut reading.faults);
            continue;
        };
        let Some(word) = part("workingLocationProperties", "type") else {
            record.must("workingLocationProperties", &mut reading.faults);
            continue;
        };
        let label = record
            .get("workingLocationProperties")
            .and_then(|all| all.get(&word)?.get("label")?.as_str());
        let named = label.and_then(|label| own.get(label));
        let asked = (settings, &record.place);
        let meaning = named.or_else(|| codes.meaning(&word, asked, &mut reading.faults));
        let Some(meaning) = meaning else { continue };
        let is_timed = record.get("start").is_some_and(|at| at.get("dateTime").is_some());
        let meaning = match meaning {
            // An event of some hours says nothing of the others.
            Meaning::Whole(says) if is_timed => Meaning::Part(says),
            other => other,
        };
        let word = label.map_or(word, str::to_owned);
        plans.add(&Plan { record: &record, id, word, meaning, from, until }, reading);
    }
    plans.who.tell(&mut reading.faults);
}

/// The start or end of an event of Google: a day, or a moment with its distance from UTC.
fn bound(
    record: &Record<'_>,
    field: &'static str,
    zone: Zone,
    reading: &mut Reading<'_>,
) -> Option<Moment> {
    let part = |name: &str| record.get(field)?.get(name)?.as_str();
    let (text, found) = match (part("date"), part("dateTime")) {
        (Some(date), _) => (date, date.parse::<Day>().ok().map(|day| (day, 0))),
        (None, Some(at)) => (at, instant(at).map(|utc| zone.local(utc))),
        (None, None) => return record.must(field, &mut reading.faults).and(None),
    };
    if found.is_none() {
        record.no_moment(field, text, &mut reading.faults);
    }
    found
}
