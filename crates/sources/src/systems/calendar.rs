//! iCalendar, as far as meetings need it: lines unfolded, components, properties, moments.
//!
//! Lines are folded by bytes, and a fold may go through a letter, so they are put together
//! before anything is read as text.

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::source::{Place, Source, Span};
use passmuster::{Faults, text_of_table};

use super::zone::Moment;

/// How many components may stand within each other.
const DEPTH_MOST: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// `NAME;KEY=value;KEY=value:value`, with the place of its first line.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) value: String,
    pub(crate) place: Place,
}

/// What stands between `BEGIN` and `END`.
#[derive(Debug, Clone)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) properties: Vec<Property>,
    pub(crate) inner: Vec<Component>,
}

impl Component {
    /// A property.
    pub(crate) fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|one| one.name == name)
    }

    /// The text of a property, without what hides commas and line ends.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let text = unescaped(&self.get(name)?.value);
        (!text.is_empty()).then_some(text)
    }
}

impl Property {
    /// A parameter, in capital letters: its values are words of the standard.
    pub(crate) fn word(&self, key: &str) -> Option<String> {
        self.parameter(key).map(str::to_ascii_uppercase)
    }

    /// A parameter as it is written.
    pub(crate) fn parameter(&self, key: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.as_str())
    }
}

/// The components of a calendar; told is where it is cut.
pub(crate) fn components(source: &Source, faults: &mut Faults) -> Vec<Component> {
    let mut open: Vec<Component> = Vec::new();
    let mut all = Vec::new();
    for (place, line) in unfolded(source, faults) {
        let Some(property) = property(&line, place.clone()) else {
            tell("source-meeting-line", "", &place, faults);
            continue;
        };
        match property.name.as_str() {
            "BEGIN" if open.len() >= DEPTH_MOST => {
                tell("source-meeting-line", "", &place, faults);
                return all;
            }
            "BEGIN" => open.push(Component {
                name: property.value.to_ascii_uppercase(),
                place,
                properties: Vec::new(),
                inner: Vec::new(),
            }),
            "END" => {
                let name = property.value.to_ascii_uppercase();
                match open.pop() {
                    Some(one) if one.name == name => match open.last_mut() {
                        Some(outer) => outer.inner.push(one),
                        None => all.push(one),
                    },
                    _ => {
                        tell("source-meeting-line", "", &place, faults);
                        return all;
                    }
                }
            }
            _ => match open.last_mut() {
                Some(one) => one.properties.push(property),
                None => tell("source-meeting-line", "", &place, faults),
            },
        }
    }
    if let Some(one) = open.last() {
        tell("source-meeting-cut", &one.name, &one.place, faults);
    }
    all
}

fn tell(key: &'static str, what: &str, place: &Place, faults: &mut Faults) {
    let help = match key {
        "source-meeting-cut" => "source-meeting-cut-help",
        _ => "source-meeting-line-help",
    };
    let message = Message::new(key).with("what", what);
    let fault = Diagnostic::at(Code::SourceRecord, message, place);
    faults.push(fault.help(Message::new(help)));
}

/// The lines put together, each with the place of its first part.
fn unfolded(source: &Source, faults: &mut Faults) -> Vec<(Place, String)> {
    let bytes = source.bytes();
    let mut lines: Vec<(usize, usize, Vec<u8>)> = Vec::new();
    let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    for part in bytes.get(at..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n')
    {
        let start = at;
        at += part.len();
        let end = part.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
        let part = part.get(..end.map_or(0, |end| end + 1)).unwrap_or_default();
        match (part.split_first(), lines.last_mut()) {
            (Some((b' ' | b'\t', rest)), Some((_, _, line))) => line.extend(rest),
            (None, _) => {}
            _ => lines.push((start, part.len(), part.to_vec())),
        }
    }
    let mut read = Vec::with_capacity(lines.len());
    for (start, length, line) in lines {
        match String::from_utf8(line) {
            Ok(line) if !line.contains('\0') => {
                let span = Span::new(start, start + length);
                read.push((Place::new(source, span), line));
            }
            // What is wrong with the bytes is told as of every other text.
            _ => {
                text_of_table(source, faults);
                return Vec::new();
            }
        }
    }
    read
}

/// A line as a property. Names are letters, digits and `-`; a value of a parameter may stand
/// in double quotes, and then hold any sign.
fn property(line: &str, place: Place) -> Option<Property> {
    let is_name = |text: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !text.is_empty() && text.bytes().all(plain)
    };
    let (name, mut rest) = line.split_at_checked(line.find([';', ':'])?)?;
    if !is_name(name) {
        return None;
    }
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (key, behind) = parameter.split_once('=')?;
        if !is_name(key) {
            return None;
        }
        let (value, behind) = match behind.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => behind.split_at_checked(behind.find([';', ':'])?)?,
        };
        parameters.push((key.to_ascii_uppercase(), value.to_owned()));
        rest = behind;
    }
    let value = rest.strip_prefix(':')?.to_owned();
    Some(Property { name: name.to_ascii_uppercase(), parameters, value, place })
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            sign if sign.is_control() => plain.push(' '),
            sign => plain.push(sign),
        }
    }
    plain.trim().to_owned()
}

/// `YYYYMMDD`, or that and `Thhmmss`.
pub(crate) fn written(text: &str) -> Option<Moment> {
    let (date, clock) = text.split_once('T').unwrap_or((text, "000000"));
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(date, 8) || !digits(clock, 6) {
        return None;
    }
    let part = |text: &'_ str, at: usize, length: usize| {
        text.get(at..at + length).map(str::to_owned)
    };
    let (year, month, day) = (part(date, 0, 4)?, part(date, 4, 2)?, part(date, 6, 2)?);
    let (hour, minute, second) =
        (part(clock, 0, 2)?, part(clock, 2, 2)?, part(clock, 4, 2)?);
    super::lines::moment(&format!("{year}-{month}-{day} {hour}:{minute}:{second}"))
}

/// The seconds of `P1W` or `P1DT2H30M`.
pub(crate) fn duration(text: &str) -> Option<i64> {
    let mut rest = text.strip_prefix('P')?;
    let (mut seconds, mut in_time) = (0_i64, false);
    while !rest.is_empty() {
        if let (false, Some(time)) = (in_time, rest.strip_prefix('T')) {
            (in_time, rest) = (true, time);
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at_checked(digits)?;
        let (unit, behind) = behind.split_at_checked(1)?;
        let each = match (in_time, unit) {
            (false, "W") => 7 * DAY,
            (false, "D") => DAY,
            (true, "H") => 3600,
            (true, "M") => 60,
            (true, "S") => 1,
            _ => return None,
        };
        let number: i64 = number.parse().ok().filter(|number| *number < 100_000)?;
        seconds += number * each;
        rest = behind;
    }
    (seconds > 0).then_some(seconds)
}
