//! Meetings of a calendar as gatherings: who accepted is certainly there, who has not answered
//! or is tentative possibly, and guests possibly too.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::Batches;
use passmuster::Day;
use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::source::Place;

use super::calendar::{Component, Property, components, duration, written};
use super::occurrences::{is_cancelled, moved_of};
use super::reading::{File, Reading};
use super::settings::Settings;
use super::table::{Column, of_columns};
use super::zone::{Moment, Zone, Zones, behind, seconds};
use super::{FileKind, System};

/// The source.
pub(super) const SYSTEMS: [System; 1] = [System {
    name: "icalendar",
    table: Table::Gatherings,
    kind: FileKind::Records,
    keys: &["places", "groups", "zones"],
    needs: &[("zone", "source-needs-zone-help")],
    read,
}];

/// The place of a meeting to which nobody comes in person.
const ONLINE: &str = "online";
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A meeting on its way to a row of gatherings.
#[derive(Debug)]
pub(crate) struct Meeting {
    id: String,
    day: Day,
    place: Option<String>,
    /// How many are certainly there, and how many at the most, if that can be said.
    people: (usize, Option<usize>),
    start: Option<u32>,
    end: Option<u32>,
    at: Place,
}

/// Names of zones that never put their clocks on, with their minutes ahead of UTC.
pub(super) type Fixed = BTreeMap<String, i64>;

/// An event, and the zones of its calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'c> {
    pub(super) component: &'c Component,
    pub(super) fixed: &'c Fixed,
}

/// What one source says of its meetings.
pub(super) struct Asked<'a> {
    pub(super) settings: Settings<'a>,
    pub(super) zone: Zone,
    pub(super) zones: Zones<'a>,
    /// What the office calls the places that calendars name.
    places: Option<BTreeMap<&'a str, &'a str>>,
    /// Addresses of groups, each with those of its people.
    groups: BTreeMap<String, BTreeSet<String>>,
}

fn read<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let Some(zone) = reading.zone() else { return };
    let zones = Zones::new(settings, &mut reading.faults);
    let places = settings.map("places", &mut reading.faults);
    let groups = settings.lists("groups", &mut reading.faults);
    let groups = groups.into_iter().map(|(group, people)| {
        let people = people.into_iter().map(str::to_lowercase).collect();
        (group.to_lowercase(), people)
    });
    let groups = groups.collect();
    let asked = Asked { settings, zone, zones, places, groups };
    // One meeting stands in the calendars of all who are invited.
    let calendars: Vec<(Vec<Component>, Fixed)> = files
        .iter()
        .filter_map(File::text)
        .map(|source| {
            let read = components(source, &mut reading.faults);
            let events: Vec<Component> =
                read.into_iter().flat_map(|calendar| calendar.inner).collect();
            let fixed = events.iter().filter_map(fixed_zone).collect();
            (events, fixed)
        })
        .collect();
    let latest = asked.latest(&calendars, reading);
    for (sent, event) in &latest {
        if let (Some(_), Some(series)) = (sent.meant, latest.get(&sent.series()))
            && asked.is_called_off(event.component, series.component, reading)
        {
            continue;
        }
        let moved = moved_of(&latest, &sent.id);
        let meetings = asked.meetings(sent.name(event), *event, moved, reading);
        reading.meetings.extend(meetings.unwrap_or_default());
    }
}

/// The name of a zone that never puts its clocks on, with its minutes ahead of UTC.
fn fixed_zone(zone: &Component) -> Option<(String, i64)> {
    let name = zone.text("TZID").filter(|_| zone.name == "VTIMEZONE")?;
    let offsets: Option<BTreeSet<i64>> = zone
        .inner
        .iter()
        .map(|part| {
            let text = part.text("TZOFFSETTO")?;
            let (sign, digits) = text.split_at_checked(1)?;
            let number: i64 = digits.get(..4)?.parse().ok()?;
            let minutes = number / 100 * 60 + number % 100;
            Some(if sign == "-" { -minutes } else { minutes })
        })
        .collect();
    let mut offsets = offsets?.into_iter();
    match (offsets.next(), offsets.next()) {
        (Some(minutes), None) => Some((name, minutes)),
        _ => None,
    }
}

impl Asked<'_> {
    pub(super) fn lacks(
        &self,
        field: &'static str,
        event: &Component,
        reading: &mut Reading<'_>,
    ) {
        let name = self.settings.name;
        let message =
            Message::new("source-field-lacks").with("source", name).with("field", field);
        let help = Message::new("source-field-lacks-help").with("source", name);
        let fault = Diagnostic::at(Code::SourceRecord, message, &event.place);
        reading.faults.push(fault.help(help));
    }

    /// The gatherings that an event is, if it is any; what is none is counted.
    fn meetings(
        &self,
        id: String,
        Event { component: event, fixed }: Event<'_>,
        moved: BTreeSet<Moment>,
        reading: &mut Reading<'_>,
    ) -> Option<Vec<Meeting>> {
        // Before it is left out: who calls off all later ones calls off more than one.
        if self.changes_later_ones(event, reading) {
            return None;
        }
        let at = event.place.clone();
        let is = |name, word: &str| event.text(name).is_some_and(|text| text == word);
        let void = if is_cancelled(event) {
            Some(("source-note-void", "cancelled"))
        } else if is("TRANSP", "TRANSPARENT") {
            Some(("source-note-no-meeting", "it takes nobody's time"))
        } else {
            None
        };
        let location = event.text("LOCATION");
        let place = self.place(location.as_deref(), event, reading)?;
        let online = place.as_deref() == Some(ONLINE);
        let invited = event.properties.iter().any(|one| one.name == "ATTENDEE");
        let left = void.or(match (online, invited) {
            (true, _) => Some(("source-note-no-meeting", "it is online")),
            (_, false) => Some(("source-note-no-meeting", "nobody is invited")),
            _ => None,
        });
        if let Some((why, word)) = left {
            reading.notes.count(self.settings.name, why, word, || at);
            return None;
        }
        let Some(start) = event.get("DTSTART") else {
            self.lacks("DTSTART", event, reading);
            return None;
        };
        let all_day = !start.value.contains('T');
        let from = self.moment(start, fixed, reading)?;
        let lasts = match (event.get("DTEND"), event.text("DURATION")) {
            (Some(end), _) => {
                Some(seconds(self.moment(end, fixed, reading)?) - seconds(from))
            }
            (None, Some(text)) => match duration(&text) {
                Some(seconds) => Some(seconds),
                None => {
                    self.no_moment("DURATION", &text, &event.place, reading);
                    return None;
                }
            },
            (None, None) => None,
        };
        let times = match self.recurs(event) {
            true => self.times(&id, event, (fixed, moved), reading)?,
            false if reading.is_outside(self.settings.name, from.0, || at.clone()) => {
                return None;
            }
            false => vec![(id.clone(), from)],
        };
        let people = self.people(event);
        let name = self.settings.name;
        if people.1 != Some(people.0) && !times.is_empty() {
            // By its id: a title may name people, and the report has the id anyhow.
            reading.notes.count(name, "source-note-uncertain", &id, || at.clone());
        }
        let ends_later = |lasts| i64::from(from.1) + lasts > DAY && !times.is_empty();
        if lasts.is_some_and(ends_later) {
            reading.notes.count(name, "source-note-first-day", "", || at.clone());
        }
        let clock = |at: Moment| (!all_day).then_some(at.1 / 60);
        let meetings = times.into_iter().map(|(id, from)| {
            // The end of a meeting that goes on past midnight is on another day.
            let until = lasts.map(|lasts| later(from, lasts));
            let end = until.filter(|until| until.0 == from.0 && until.1 > from.1);
            let (start, end) = (clock(from), end.and_then(clock));
            let (place, at) = (place.clone(), at.clone());
            Meeting { id, day: from.0, place, people, start, end, at }
        });
        Some(meetings.collect())
    }

    /// What the office calls the place; a text that it has no word for is told.
    fn place(
        &self,
        location: Option<&str>,
        event: &Component,
        reading: &mut Reading<'_>,
    ) -> Option<Option<String>> {
        let (Some(location), Some(places)) = (location, &self.places) else {
            return Some(location.map(str::to_owned));
        };
        let known = places.get(location).map(|word| (*word).to_owned());
        if known.is_none() {
            // It may say whose flat it is, so the line is told, and not what stands there.
            let message = Message::new("source-place");
            let help = Message::new("source-place-help");
            let place = event.get("LOCATION").map_or(&event.place, |one| &one.place);
            let fault = Diagnostic::at(Code::WordWithoutMeaning, message, place);
            reading.faults.push(fault.help(help));
        }
        known.map(Some)
    }

    /// How many are certainly there, and how many at the most; `None` where a group is invited
    /// of which nobody said who is in it.
    fn people(&self, event: &Component) -> (usize, Option<usize>) {
        let mut certain: BTreeSet<String> = BTreeSet::new();
        let mut possible: BTreeSet<String> = BTreeSet::new();
        let mut declined: BTreeSet<String> = BTreeSet::new();
        let (mut guests, mut open) = (0_usize, false);
        for one in event.properties.iter().filter(|one| one.name == "ATTENDEE") {
            let who = address(one);
            let kind = one.word("CUTYPE").unwrap_or_default();
            let is_body = !matches!(kind.as_str(), "ROOM" | "RESOURCE");
            if !is_body || one.word("ROLE").as_deref() == Some("NON-PARTICIPANT") {
                continue;
            }
            if kind == "GROUP" {
                match self.groups.get(&who) {
                    Some(people) => possible.extend(people.iter().cloned()),
                    None => open = true,
                }
                continue;
            }
            let guest = one.parameter("X-NUM-GUESTS").and_then(|text| text.parse().ok());
            match one.word("PARTSTAT").unwrap_or_default().as_str() {
                "DECLINED" | "DELEGATED" => drop(declined.insert(who)),
                word => {
                    guests = guests.saturating_add(guest.unwrap_or(0_usize));
                    if word == "ACCEPTED" {
                        certain.insert(who.clone());
                    }
                    possible.insert(who);
                }
            }
        }
        // Who calls a meeting comes to it, unless they say otherwise.
        if let Some(who) = event.get("ORGANIZER").map(address)
            && !declined.contains(&who)
            && !possible.contains(&who)
        {
            certain.insert(who.clone());
            possible.insert(who);
        }
        // Of a group somebody may have answered by themselves.
        possible.retain(|who| !declined.contains(who));
        let most = possible.len().saturating_add(guests);
        (certain.len(), (!open).then_some(most))
    }

    /// A moment by the clocks of the office.
    pub(super) fn moment(
        &self,
        property: &Property,
        fixed: &Fixed,
        reading: &mut Reading<'_>,
    ) -> Option<Moment> {
        let text = property.value.trim();
        let (plain, is_utc) = match text.strip_suffix('Z') {
            Some(plain) => (plain, true),
            None => (text, false),
        };
        let Some(at) = written(plain) else {
            self.no_moment("DTSTART", text, &property.place, reading);
            return None;
        };
        let name = property.parameter("TZID");
        match name.filter(|_| plain.contains('T')) {
            _ if is_utc => Some(self.zone.local(at)),
            // Without a zone it is by the clocks of whoever reads it.
            None => Some(at),
            Some(name) => match fixed.get(name) {
                Some(minutes) => Some(self.zone.local(behind(at, *minutes))),
                None => {
                    let zone =
                        self.zones.of(name, &property.place, &mut reading.faults)?;
                    let utc = zone.utc(at);
                    if utc.is_none() {
                        let name = self.settings.name;
                        super::zone::in_a_gap(
                            name,
                            text,
                            &property.place,
                            &mut reading.faults,
                        );
                    }
                    utc.map(|utc| self.zone.local(utc))
                }
            },
        }
    }

    fn no_moment(
        &self,
        field: &'static str,
        text: &str,
        at: &Place,
        reading: &mut Reading<'_>,
    ) {
        let message = Message::new("source-instant")
            .with("source", self.settings.name)
            .with("text", text)
            .with("field", field);
        let fault = Diagnostic::at(Code::SourceRecord, message, at);
        reading.faults.push(fault.help(Message::new("source-instant-help")));
    }
}

fn address(property: &Property) -> String {
    let text = property.value.trim().to_lowercase();
    text.strip_prefix("mailto:").map_or(text.clone(), str::to_owned)
}

fn later((day, second): Moment, seconds: i64) -> Moment {
    let all = i64::from(second) + seconds;
    let days = i32::try_from(all.div_euclid(DAY)).unwrap_or(i32::MAX / 2);
    (day.plus(days), u32::try_from(all.rem_euclid(DAY)).unwrap_or_default())
}

/// The rows of gatherings.
pub(crate) fn gatherings(reading: &mut Reading<'_>) -> Batches {
    let names = [
        "gathering",
        "date",
        "place",
        "people",
        "people_least",
        "people_most",
        "start",
        "end",
    ];
    let mut columns: [Column; 8] = Default::default();
    let mut places = Vec::new();
    for meeting in std::mem::take(&mut reading.meetings) {
        let clock = |minutes: Option<u32>| {
            minutes.map_or_else(String::new, |all| {
                format!("{:02}:{:02}", all / 60, all % 60)
            })
        };
        let (least, most) = meeting.people;
        let number =
            |number: Option<usize>| number.map_or_else(String::new, |it| it.to_string());
        let cells = [
            meeting.id,
            meeting.day.to_string(),
            meeting.place.unwrap_or_default(),
            number(most.filter(|most| *most == least)),
            number(Some(least)),
            number(most),
            clock(meeting.start),
            clock(meeting.end),
        ];
        for (column, cell) in columns.iter_mut().zip(&cells) {
            column.put(cell);
        }
        places.push(meeting.at);
    }
    let columns = columns.into_iter().zip(names);
    let columns = columns.map(|(column, name)| column.named(name)).collect();
    of_columns("gatherings", columns, places)
}
