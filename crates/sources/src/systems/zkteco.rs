//! ZKTeco time clocks: who was seen, when, by which device.
//!
//! Which way somebody went is said by a key that they choose themselves, so it is not asked:
//! any punch proves that they were there that day.

use passmuster::field::Table;

use super::claim::{Evidence, Meaning, Says};
use super::lines::{Line, day_of, lines, moment};
use super::reading::{File, Gates, Reading};
use super::settings::Settings;
use super::{FileKind, System};

/// The sources.
pub(super) const SYSTEMS: [System; 3] = [
    system("zkteco-attlog", |settings, files, reading| {
        read(Layout::Attlog, settings, files, reading);
    }),
    system("zkteco-adms", |settings, files, reading| {
        read(Layout::Adms, settings, files, reading);
    }),
    system("zkteco-rtlog", |settings, files, reading| {
        read(Layout::Rtlog, settings, files, reading);
    }),
];

const fn system(name: &'static str, read: super::Read) -> System {
    let (table, kind, keys) = (Table::Attendance, FileKind::Lines, super::CLOCK);
    System { name, table, kind, keys, needs: &[], read }
}

/// What the files of a device hold, column by column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// A file taken off by USB: PIN, moment, device, state, how verified, work code; newer
    /// devices add five more.
    Attlog,
    /// The body of a push: PIN, moment, state, and so on; the device is in the request.
    Adms,
    /// The body of a push of devices that guard doors: `key=value`.
    Rtlog,
}

/// A line that is a punch.
struct Punch<'s> {
    pin: &'s str,
    at: &'s str,
    device: Option<&'s str>,
}

/// Reads the punches of the files.
fn read<'a>(
    layout: Layout,
    settings: Settings<'a>,
    files: &[File<'a>],
    reading: &mut Reading<'a>,
) {
    let mut who = reading.who(settings);
    let gates = Gates::new(settings, reading);
    let starts = settings.day_starts(&mut reading.faults);
    // Devices send a punch again until it is acknowledged, and people punch twice.
    let mut last = None;
    for source in files.iter().filter_map(File::text) {
        for line in lines(source, &mut reading.faults) {
            let punch = match layout.punch(&line) {
                Ok(Some(punch)) => punch,
                Ok(None) => continue,
                Err((key, help)) => {
                    line.wrong(settings.name, key, help, &mut reading.faults);
                    continue;
                }
            };
            let Some(at) = moment(punch.at) else {
                let help = "source-moment-help";
                line.wrong(settings.name, "source-moment", help, &mut reading.faults);
                continue;
            };
            let day = day_of(at, starts);
            if reading.is_outside(settings.name, day, || line.place()) {
                continue;
            }
            let Some(person) = reading.person(&mut who, punch.pin, || line.place())
            else {
                continue;
            };
            let Some(site) = gates.site(punch.device, || line.place(), reading) else {
                continue;
            };
            if last == Some((person, day, site)) {
                continue;
            }
            last = Some((person, day, site));
            let meaning = Meaning::Part(Says::on_site());
            reading.claim((person, day), meaning, Evidence::Proved, site, line.place());
        }
    }
    who.tell(&mut reading.faults);
}

impl Layout {
    /// The punch of a line; none in a line that tells of a door.
    fn punch<'s>(
        self,
        line: &Line<'s>,
    ) -> Result<Option<Punch<'s>>, (&'static str, &'static str)> {
        let cells: Vec<&str> = line.text.split('\t').collect();
        let columns = cells.len();
        let cell = |nth: usize| cells.get(nth).copied().unwrap_or_default().trim();
        match self {
            Layout::Attlog if !matches!(columns, 6 | 11) => {
                Err(("source-attlog-columns", "source-attlog-columns-help"))
            }
            // Of the columns of a push some may be blank, and a tab may stand at the end.
            Layout::Adms if !(4..=12).contains(&columns) => {
                Err(("source-adms-columns", "source-adms-columns-help"))
            }
            Layout::Rtlog => {
                let key = |name: &str| {
                    let named = cells.iter().filter_map(|cell| cell.split_once('='));
                    named.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
                };
                let Some(at) = key("time") else {
                    return Err(("source-rtlog", "source-rtlog-help"));
                };
                let punch = |pin| Punch { pin, at, device: key("eventaddr") };
                // `0` and nothing are how a device writes that it knows nobody.
                let pin =
                    key("pin").map(str::trim).filter(|pin| !matches!(*pin, "" | "0"));
                Ok(pin.map(punch))
            }
            _ if cell(0).is_empty() => Err(("source-no-pin", "source-no-pin-help")),
            _ => {
                let device = (self == Layout::Attlog).then(|| cell(2));
                Ok(Some(Punch { pin: cell(0), at: cell(1), device }))
            }
        }
    }
}
