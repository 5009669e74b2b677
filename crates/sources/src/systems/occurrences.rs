//! When a recurring meeting takes place: by its rule and its dates, without those taken out; and
//! which events are left where some were sent again.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;

use super::calendar::{Component, Property, written};
use super::meetings::{Asked, Event, Fixed};
use super::reading::Reading;
use super::recurrence::{Unknown, occurrences};
use super::zone::{Moment, behind};

/// Zones that never put their clocks on, and occurrences that stand by themselves.
type Known<'k> = (&'k Fixed, BTreeSet<Moment>);

/// What an event is about: a meeting, or the occurrence of one that was meant for a moment,
/// however that is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sent {
    pub(super) id: String,
    pub(super) meant: Option<Moment>,
}

impl Sent {
    /// The meeting itself.
    pub(super) fn series(&self) -> Self {
        Self { id: self.id.clone(), meant: None }
    }

    /// The name of its gathering.
    pub(super) fn name(&self, event: &Event<'_>) -> String {
        let id = &self.id;
        let meant = event.component.text("RECURRENCE-ID");
        meant.map_or_else(|| id.clone(), |meant| format!("{id}/{meant}"))
    }
}

/// What was moved, changed or called off of a meeting is an occurrence of it no longer.
pub(super) fn moved_of(latest: &BTreeMap<Sent, Event<'_>>, id: &str) -> BTreeSet<Moment> {
    let own = latest.keys().filter(|sent| sent.id == id);
    own.filter_map(|sent| sent.meant).collect()
}

/// Whether an event is called off.
pub(super) fn is_cancelled(event: &Component) -> bool {
    event.text("STATUS").is_some_and(|status| status == "CANCELLED")
}

fn sequence(event: &Component) -> (u64, String) {
    let number = event.text("SEQUENCE").and_then(|text| text.parse().ok());
    (number.unwrap_or(0), event.text("DTSTAMP").unwrap_or_default())
}

impl Asked<'_> {
    /// The events of all calendars, of those that were sent again the latest.
    pub(super) fn latest<'c>(
        &self,
        calendars: &'c [(Vec<Component>, Fixed)],
        reading: &mut Reading<'_>,
    ) -> BTreeMap<Sent, Event<'c>> {
        let mut latest: BTreeMap<Sent, Event<'c>> = BTreeMap::new();
        let events = calendars.iter().flat_map(|(events, fixed)| {
            let events = events.iter().filter(|one| one.name == "VEVENT");
            events.map(move |component| Event { component, fixed })
        });
        for event in events {
            let Some(sent) = self.sent(event, reading) else { continue };
            if let Some(other) = latest.get(&sent) {
                let place = || event.component.place.clone();
                let (name, why) = (self.settings.name, "source-note-void");
                reading.notes.count(name, why, "sent again", place);
                // What comes later is what is sent anew.
                if sequence(other.component) > sequence(event.component) {
                    continue;
                }
            }
            latest.insert(sent, event);
        }
        for (sent, event) in &latest {
            let start = |event: &Event<'c>| event.component.get("DTSTART");
            if let (Some(meant), Some(series)) =
                (event.component.get("RECURRENCE-ID"), latest.get(&sent.series()))
                && start(series).is_some_and(|one| is_of_a_day(one) != is_of_a_day(meant))
            {
                // Nobody knows which occurrence it stands for.
                tell(meant, Unknown::Rule, reading);
            }
        }
        latest
    }

    /// What an event is about, if it says so.
    fn sent(&self, event: Event<'_>, reading: &mut Reading<'_>) -> Option<Sent> {
        let Some(id) = event.component.text("UID") else {
            self.lacks("UID", event.component, reading);
            return None;
        };
        let meant = match event.component.get("RECURRENCE-ID") {
            Some(meant) => Some(self.moment(meant, event.fixed, reading)?),
            None => None,
        };
        Some(Sent { id, meant })
    }

    /// Whether a changed occurrence is of a meeting that was called off as a whole since; that
    /// is counted.
    pub(super) fn is_called_off(
        &self,
        event: &Component,
        series: &Component,
        reading: &mut Reading<'_>,
    ) -> bool {
        let is = is_cancelled(series) && sequence(series) >= sequence(event);
        if is {
            let (name, why) = (self.settings.name, "source-note-void");
            reading.notes.count(name, why, "cancelled", || event.place.clone());
        }
        is
    }

    /// Whether an event may be more than one meeting.
    pub(super) fn recurs(&self, event: &Component) -> bool {
        ["RRULE", "RDATE", "EXRULE"].iter().any(|name| event.get(name).is_some())
    }

    /// Whether an event stands for all later ones, too; that is told.
    pub(super) fn changes_later_ones(
        &self,
        event: &Component,
        reading: &mut Reading<'_>,
    ) -> bool {
        let range = event.get("RECURRENCE-ID");
        let range = range.filter(|one| one.parameter("RANGE").is_some());
        range.is_some_and(|range| {
            tell(range, Unknown::Rule, reading);
            true
        })
    }

    /// The name and the moment of each occurrence on a day of the facts.
    pub(super) fn times(
        &self,
        id: &str,
        event: &Component,
        (fixed, moved): Known<'_>,
        reading: &mut Reading<'_>,
    ) -> Option<Vec<(String, Moment)>> {
        let rules: Vec<&Property> = all(event, "RRULE").collect();
        // What the standard no longer has, and what it advises against.
        let odd = event.get("EXRULE").or(rules.get(1).copied());
        if let Some(odd) = odd {
            tell(odd, Unknown::Rule, reading);
            return None;
        }
        let start = event.get("DTSTART")?;
        let mut values = BTreeMap::new();
        values.insert(self.moment(start, fixed, reading)?, start.value.clone());
        if let Some(rule) = rules.first() {
            let found = self.by_rule(rule, start, fixed, reading)?;
            for at in found {
                let (value, one) = self.written_as(at, start);
                values.insert(self.moment(&one, fixed, reading)?, value);
            }
        }
        for at in self.listed(event, "RDATE", start, fixed, reading)? {
            values.entry(at.0).or_insert(at.1);
        }
        let covers = reading.stated.covers;
        let is_asked = |at: &Moment| covers.is_none_or(|covers| covers.contains(at.0));
        for (at, _) in self.listed(event, "EXDATE", start, fixed, reading)? {
            if values.remove(&at).is_none() && is_asked(&at) && !moved.contains(&at) {
                let place = || event.place.clone();
                let name = self.settings.name;
                reading.notes.count(name, "source-note-exdate", id, place);
            }
        }
        values.retain(|at, _| is_asked(at) && !moved.contains(at));
        Some(
            values.into_iter().map(|(at, value)| (format!("{id}/{value}"), at)).collect(),
        )
    }

    /// What the rule says, by the clock that the meeting is written by.
    fn by_rule(
        &self,
        rule: &Property,
        start: &Property,
        fixed: &Fixed,
        reading: &mut Reading<'_>,
    ) -> Option<Vec<Moment>> {
        let first = written(start.value.trim().trim_end_matches('Z'))?;
        // Clocks of other zones may be 26 hours ahead of those of the office.
        let through = reading.stated.covers.map(|covers| covers.through().plus(2));
        let zone = start.parameter("TZID").filter(|_| start.value.contains('T'));
        let zone = match zone.filter(|name| !fixed.contains_key(*name)) {
            Some(name) => Some(self.zones.of(name, &start.place, &mut reading.faults)?),
            None => None,
        };
        let minutes = start.parameter("TZID").and_then(|name| fixed.get(name));
        let until = |text: &str| match (text.strip_suffix('Z'), text.contains('T')) {
            (None, true) => written(text),
            // A day, through its end.
            (None, false) => written(text).map(|(day, _)| (day, 86_399)),
            (Some(utc), _) => {
                let utc = written(utc)?;
                Some(match (minutes, zone) {
                    _ if start.value.ends_with('Z') => utc,
                    (Some(minutes), _) => behind(utc, -minutes),
                    (None, zone) => zone.unwrap_or(self.zone).local(utc),
                })
            }
        };
        let found = occurrences(rule.value.trim(), first, through, until);
        found.map_err(|why| tell(rule, why, reading)).ok()
    }

    /// A moment as the start of the meeting is written.
    fn written_as(&self, (day, second): Moment, start: &Property) -> (String, Property) {
        let mut value = day.to_string().replace('-', "");
        if start.value.contains('T') {
            let (hours, minutes) = (second / 3600, second / 60 % 60);
            value.push_str(&format!("T{hours:02}{minutes:02}{:02}", second % 60));
        }
        if start.value.trim().ends_with('Z') {
            value.push('Z');
        }
        (value.clone(), Property { value, ..start.clone() })
    }

    /// The dates that stand one by one, each as it is written.
    fn listed(
        &self,
        event: &Component,
        name: &str,
        start: &Property,
        fixed: &Fixed,
        reading: &mut Reading<'_>,
    ) -> Option<Vec<(Moment, String)>> {
        let mut listed = Vec::new();
        for property in all(event, name) {
            for value in property.value.split(',').map(str::trim) {
                // A day takes out, or adds, no meeting that has a clock time, and a period
                // has a length of its own.
                if value.contains('T') == is_of_a_day(start) || value.contains('/') {
                    tell(property, Unknown::Rule, reading);
                    return None;
                }
                let one = Property { value: value.to_owned(), ..property.clone() };
                listed.push((self.moment(&one, fixed, reading)?, one.value));
            }
        }
        Some(listed)
    }
}

/// Whether a day stands there, and no moment of it.
fn is_of_a_day(property: &Property) -> bool {
    !property.value.contains('T')
}

fn all<'e>(event: &'e Component, name: &str) -> impl Iterator<Item = &'e Property> {
    event.properties.iter().filter(move |one| one.name == name)
}

fn tell(rule: &Property, why: Unknown, reading: &mut Reading<'_>) {
    let range = rule.parameter("RANGE").map(|range| format!(";RANGE={range}"));
    let text = format!("{}{}:{}", rule.name, range.unwrap_or_default(), rule.value);
    let (message, help) = match why {
        Unknown::Rule => ("source-recurs", "source-recurs-help"),
        Unknown::Forever => ("source-recurs-forever", "source-recurs-forever-help"),
        Unknown::Number => ("source-recurs-number", "source-recurs-help"),
    };
    let message = Message::new(message).with("rule", text);
    let fault = Diagnostic::at(Code::Recurrence, message, &rule.place);
    reading.faults.push(fault.help(Message::new(help)));
}
