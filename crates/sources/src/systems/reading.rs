//! What every source of a table is read with: whom it knows, and where claims and faults go.

use std::collections::BTreeMap;

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::nearest::nearest;
use passmuster::source::{Place, Source, Span};
use passmuster::{Day, Faults, Ids, Period, SourcesStated};

use super::claim::{Claim, Evidence, Meaning};
use super::meetings::Meeting;
use super::notes::Notes;
use super::people::{People, Who};
use super::records::Record;
use super::register::Member;
use super::settings::Settings;
use super::zone::Zone;
use crate::sheet::Sheet;

/// A file that was opened.
#[derive(Debug, Clone)]
pub enum Opened {
    /// A text.
    Text(Source),
    /// A sheet of a workbook.
    Sheet(Sheet),
}

/// A file of a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) opened: &'a Opened,
}

impl<'a> File<'a> {
    /// Its text, if it is one.
    pub(crate) fn text(&self) -> Option<&'a Source> {
        match self.opened {
            Opened::Text(source) => Some(source),
            Opened::Sheet(_) => None,
        }
    }
}

/// Where everything goes that the sources of attendance say.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) stated: &'a SourcesStated,
    pub(crate) ids: &'a BTreeMap<String, Ids>,
    pub(crate) people: People,
    /// The sites that are named, each under its number from 1.
    pub(crate) sites: Vec<String>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) members: Vec<Member>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) faults: Faults,
    pub(crate) notes: Notes,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(stated: &'a SourcesStated, ids: &'a BTreeMap<String, Ids>) -> Self {
        Self {
            stated,
            ids,
            people: People::default(),
            sites: Vec::new(),
            claims: Vec::new(),
            members: Vec::new(),
            meetings: Vec::new(),
            faults: Faults::default(),
            notes: Notes::default(),
        }
    }

    /// Whom the source means.
    pub(crate) fn who(&mut self, settings: Settings<'a>) -> Who<'a> {
        Who::new(settings, self.ids, &mut self.people, &mut self.faults)
    }

    /// The person whom an id means, unless it is a stranger.
    pub(crate) fn person(
        &mut self,
        who: &mut Who<'a>,
        id: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<u32> {
        who.person(id, place, &mut self.people, &mut self.notes)
    }

    /// Whether the facts do not speak for a day, as after a device has lost its clock; such
    /// records are counted.
    pub(crate) fn is_outside(
        &mut self,
        name: &'static str,
        day: Day,
        place: impl FnOnce() -> Place,
    ) -> bool {
        let outside = self.stated.covers.is_some_and(|covers| !covers.contains(day));
        if outside {
            self.notes.count(name, "source-note-outside", "", place);
        }
        outside
    }

    /// The zone of the office; one that is not known is told.
    pub(crate) fn zone(&mut self) -> Option<Zone> {
        let name = self.stated.zone.as_deref()?;
        let zone = Zone::of_name(name);
        if zone.is_none() {
            let message = Message::new("source-no-zone").with("zone", name);
            let help = match nearest(name, Zone::names()) {
                Some(near) => Message::new("did-you-mean").with("word", near),
                None => Message::new("source-no-zone-help"),
            };
            let text = self.stated.page.text();
            let at = text.find("\nzone:").map_or(0, |at| at + 1);
            let place = Place::new(&self.stated.page, Span::new(at, at + 4));
            let fault = Diagnostic::at(Code::SourceSetting, message, &place);
            self.faults.push(fault.help(help));
        }
        zone
    }

    /// The days of a record that are days of the facts.
    pub(crate) fn days(
        &mut self,
        from: Day,
        through: Day,
        record: &Record<'_>,
    ) -> Vec<Day> {
        if through < from {
            let message = Message::new("source-end-before");
            record.fault(message, "source-end-before-help", &mut self.faults);
        }
        let covers = self.stated.covers.map(|covers| (covers.from(), covers.through()));
        let (first, last) = covers.unwrap_or((from, through));
        match Period::new(from.max(first), through.min(last)) {
            Ok(period) => period.days().collect(),
            Err(_) => Vec::new(),
        }
    }

    /// The number of a site.
    pub(crate) fn site(&mut self, name: &str) -> u32 {
        let known = self.sites.iter().position(|site| site == name);
        let nth = known.unwrap_or_else(|| {
            self.sites.push(name.to_owned());
            self.sites.len() - 1
        });
        // OK because there are as many sites as `facts.yaml` names.
        nth as u32 + 1
    }

    /// Adds a claim, unless it says nothing.
    pub(crate) fn claim(
        &mut self,
        (person, day): (u32, Day),
        meaning: Meaning,
        evidence: Evidence,
        site: u32,
        place: Place,
    ) {
        if !meaning.is_nothing() {
            // A site is where somebody is on site, and says nothing of other days.
            let site = if meaning.is_on_site() { site } else { 0 };
            self.claims.push(Claim { person, day, meaning, evidence, site, place });
        }
    }
}

/// Where the devices of a source stand.
#[derive(Debug)]
pub(crate) struct Gates<'a> {
    settings: Settings<'a>,
    /// The site of each device; none if the source says nothing of sites.
    sites: Option<BTreeMap<&'a str, u32>>,
    /// The device of a file that names none.
    device: Option<&'a str>,
    /// The site of all.
    site: u32,
}

impl<'a> Gates<'a> {
    pub(crate) fn new(settings: Settings<'a>, reading: &mut Reading<'_>) -> Self {
        let site = settings.text("site", &mut reading.faults);
        let site = site.map_or(0, |site| reading.site(site));
        let device = settings.text("device", &mut reading.faults);
        let sites = settings.map("sites", &mut reading.faults);
        let sites = sites.map(|sites| {
            sites.into_iter().map(|(device, site)| (device, reading.site(site))).collect()
        });
        Self { settings, sites, device, site }
    }

    /// Where a device stands, 0 if nothing is said of sites; `None` if it is none of the
    /// devices of which something is said, which is told.
    pub(crate) fn site(
        &self,
        device: Option<&str>,
        place: impl FnOnce() -> Place,
        reading: &mut Reading<'_>,
    ) -> Option<u32> {
        let Some(sites) = &self.sites else { return Some(self.site) };
        let device = device.filter(|device| !device.is_empty()).or(self.device);
        let known = device.and_then(|device| sites.get(device).copied());
        if known.is_none() {
            let (message, help) = match device {
                Some(device) => {
                    let near = nearest(device, sites.keys().copied());
                    let help = match near {
                        Some(near) if near.len() > 2 => {
                            Message::new("did-you-mean").with("word", near)
                        }
                        _ => Message::new("source-device-help").with("device", device),
                    };
                    (Message::new("source-device").with("device", device), help)
                }
                None => {
                    let help = Message::new("source-no-device-help");
                    (Message::new("source-no-device"), help)
                }
            };
            let message = message.with("source", self.settings.name);
            let fault = Diagnostic::at(Code::SourceSetting, message, &place());
            reading.faults.push(fault.help(help));
        }
        known
    }
}
