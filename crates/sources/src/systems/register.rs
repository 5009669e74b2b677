//! Groups of SCIM as the register: some groups are units, others are tags of their people.
//!
//! SCIM knows no dates, so whoever is a member now is one on every day; the report says so.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::source::Place;
use passmuster::{Batches, Faults};
use serde_json::Value;

use super::reading::{File, Reading};
use super::records::{Record, Shape, records};
use super::settings::Settings;
use super::table::{Column, of_columns};
use super::{FileKind, System};

const GROUPS: Shape = Shape { key: "Resources", columns: &[] };

/// The source.
pub(super) const SYSTEMS: [System; 1] = [System {
    name: "scim-groups",
    table: Table::People,
    kind: FileKind::Records,
    keys: &["units", "tags", "person"],
    needs: &[("units", "source-needs-units-help")],
    read,
}];

/// Somebody who is a member of a unit.
#[derive(Debug)]
pub(crate) struct Member {
    person: String,
    display: String,
    unit: String,
    tags: BTreeSet<String>,
    place: Place,
}

/// A group with those who are in it by themselves, and the groups in it.
struct Group<'r, 'a> {
    record: &'r Record<'a>,
    name: String,
    people: Vec<(String, String)>,
    groups: Vec<String>,
}

fn read<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let units = settings.map("units", &mut reading.faults).unwrap_or_default();
    let tags = settings.map("tags", &mut reading.faults).unwrap_or_default();
    let by_name = match settings.text("person", &mut reading.faults) {
        None | Some("value") => false,
        Some("display") => true,
        Some(_) => {
            if let Some(told) = settings.stated.get("person") {
                let help = "source-person-help";
                settings.odd("person", told, help, &mut reading.faults);
            }
            false
        }
    };
    let records = records(GROUPS, settings, files, &mut reading.faults);
    let mut groups: BTreeMap<String, Group<'_, 'a>> = BTreeMap::new();
    for record in &records {
        let Some(id) = record.must("id", &mut reading.faults) else { continue };
        groups.insert(id, group(record, by_name));
    }
    let told = |names: &BTreeMap<&str, &str>, group: &Group<'_, '_>| {
        let called = ["externalId", "id", "displayName"];
        let mut called = called.into_iter().filter_map(|field| group.record.text(field));
        called.find_map(|name| names.get(name.as_str()).map(|to| (*to).to_owned()))
    };
    let mut tagged: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut members: Vec<Member> = Vec::new();
    for group in groups.values() {
        let (unit, tag) = (told(&units, group), told(&tags, group));
        if unit.is_none() && tag.is_none() {
            let (name, place) = (settings.name, || group.record.place.clone());
            reading.notes.count(name, "source-note-group", &group.name, place);
            continue;
        }
        for (person, display) in within(group, &groups, &mut reading.faults) {
            if let Some(tag) = &tag {
                tagged.entry(person.clone()).or_default().insert(tag.clone());
            }
            if let Some(unit) = &unit {
                let (unit, tags) = (unit.clone(), BTreeSet::new());
                let place = group.record.place.clone();
                members.push(Member { person, display, unit, tags, place });
            }
        }
    }
    for member in &mut members {
        member.tags = tagged.get(&member.person).cloned().unwrap_or_default();
    }
    reading.notes.say("register-without-dates", "source-note-dates", settings.name);
    reading.members.append(&mut members);
}

fn group<'r, 'a>(record: &'r Record<'a>, by_name: bool) -> Group<'r, 'a> {
    let (mut people, mut groups) = (Vec::new(), Vec::new());
    let members = record.get("members").and_then(Value::as_array);
    for member in members.into_iter().flatten() {
        let text = |field: &str| Some(member.get(field)?.as_str()?.to_owned());
        let Some(id) = text("value") else { continue };
        let display = text("display").unwrap_or_default();
        // Where the kind is left out the reference tells it.
        let kind = text("type").or_else(|| text("$ref"));
        let is_group =
            kind.is_some_and(|kind| kind == "Group" || kind.contains("/Groups/"));
        match (is_group, by_name) {
            (true, _) => groups.push(id),
            (false, true) => people.push((display.clone(), display)),
            (false, false) => people.push((id, display)),
        }
    }
    let name = record.text("displayName").or(record.text("id")).unwrap_or_default();
    Group { record, name, people, groups }
}

/// Everybody in a group and in the groups within it; groups that are within each other have
/// the same people.
fn within(
    group: &Group<'_, '_>,
    groups: &BTreeMap<String, Group<'_, '_>>,
    faults: &mut Faults,
) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = group.people.iter().cloned().collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut left = vec![group];
    while let Some(outer) = left.pop() {
        for id in outer.groups.iter().filter(|id| seen.insert(id)) {
            let Some(inner) = groups.get(id) else {
                let message = Message::new("source-group-unknown")
                    .with("name", outer.name.as_str())
                    // Perhaps an address; its place is told.
                    .with("id", "…");
                outer.record.fault(message, "source-group-unknown-help", faults);
                continue;
            };
            all.extend(inner.people.iter().cloned());
            left.push(inner);
        }
    }
    all
}

/// The rows of the register.
pub(crate) fn people(reading: &mut Reading<'_>) -> Batches {
    let mut columns: [Column; 4] = Default::default();
    let mut places = Vec::new();
    for member in std::mem::take(&mut reading.members) {
        let tags: Vec<String> = member.tags.into_iter().collect();
        let cells = [member.person, member.unit, tags.join(";"), member.display];
        for (column, cell) in columns.iter_mut().zip(&cells) {
            column.put(cell);
        }
        places.push(member.place);
    }
    let names = ["person", "unit", "tags", "display"];
    let columns = columns.into_iter().zip(names);
    let columns = columns.map(|(column, name)| column.named(name)).collect();
    of_columns("people", columns, places)
}
