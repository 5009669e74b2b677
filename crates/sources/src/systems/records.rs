//! Records of other systems: JSON as their interfaces answer it, and CSV as they export it.

use passmuster::Day;
use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::{Argument, Message};
use passmuster::source::{Place, Source, Span};
use passmuster::{Faults, text_of_table};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::cells::Cells;
use super::reading::{File, Opened};
use super::settings::Settings;
use super::zone::in_a_gap;

/// What a system answers when there is more than it has written.
const MORE: [&str; 2] = ["@odata.nextLink", "nextPageToken"];

/// One record.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    settings: Settings<'a>,
    pub(crate) place: Place,
    pub(crate) fields: Map<String, Value>,
}

/// How the records of a source come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// The key of an answer under which they stand.
    pub(crate) key: &'static str,
    /// The columns of an export as CSV, each with the field that it is; none if there is no
    /// such export.
    pub(crate) columns: &'static [(&'static str, &'static str)],
}

/// The records of the files.
pub(crate) fn records<'a>(
    shape: Shape,
    settings: Settings<'a>,
    files: &[File<'a>],
    faults: &mut Faults,
) -> Vec<Record<'a>> {
    let mut records = Vec::new();
    for file in files {
        let Opened::Text(source) = file.opened else { continue };
        let Some((start, text)) = text_of_table(source, faults) else { continue };
        let before = records.len();
        let is_json = text.trim_start().starts_with(['[', '{']);
        let told = faults.errors();
        if is_json || shape.columns.is_empty() {
            of_json(shape, settings, (source, start, text), &mut records, faults);
        } else {
            of_csv(shape, settings, file.opened, &mut records, faults);
        }
        if records.len() == before && faults.errors() == told {
            let place = Place::new(source, Span::default());
            let message = Message::new("source-empty").with("source", settings.name);
            let fault = Diagnostic::at(Code::SourceRecord, message, &place);
            faults.push(fault.help(Message::new("source-empty-help")));
        }
    }
    records
}

fn of_json<'a>(
    shape: Shape,
    settings: Settings<'a>,
    (source, start, text): (&'a Source, usize, &'a str),
    records: &mut Vec<Record<'a>>,
    faults: &mut Faults,
) {
    let place = |raw: &str| {
        // OK because a raw value is a piece of the text that it was read from.
        let at = start + (raw.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let line = raw.lines().next().unwrap_or_default();
        Place::new(source, Span::new(at, at + line.len()))
    };
    let wrong = |why: Argument, place: Place, faults: &mut Faults| {
        let message =
            Message::new("source-json").with("source", settings.name).with("why", why);
        let help = Message::new("source-json-help").with("key", shape.key);
        faults.push(Diagnostic::at(Code::SourceRecord, message, &place).help(help));
    };
    let mut raws: Vec<&RawValue> = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        match value {
            Ok(raw) => raws.push(raw),
            Err(fault) => {
                let at = offset(text, fault.line(), fault.column());
                let at = Place::new(source, Span::new(start + at, start + at));
                return wrong(fault.to_string().into(), at, faults);
            }
        }
    }
    if let [raw] = raws.as_slice() {
        match list(raw, shape.key) {
            Ok(list) => raws = list,
            Err(why) => return wrong(why, place(raw.get()), faults),
        }
    }
    for raw in raws {
        match serde_json::from_str(raw.get()) {
            Ok(fields) => {
                records.push(Record { settings, place: place(raw.get()), fields });
            }
            Err(_) => {
                let why = Message::new("source-json-no-record");
                wrong(why.into(), place(raw.get()), faults);
            }
        }
    }
}

/// The records of one value: a list, an answer that holds one, or one record.
fn list<'t>(raw: &'t RawValue, key: &str) -> Result<Vec<&'t RawValue>, Argument> {
    let text = raw.get();
    if text.starts_with('[') {
        return serde_json::from_str(text).map_err(|fault| fault.to_string().into());
    }
    let Ok(answer) =
        serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(text)
    else {
        return Err(Message::new("source-json-no-answer").into());
    };
    let is_said = |name: &str| answer.get(name).is_some_and(|it| it.get() != "null");
    if let Some(name) = MORE.into_iter().find(|name| is_said(name)) {
        return Err(Message::new("source-json-more").with("key", name).into());
    }
    if is_said("error") {
        return Err(Message::new("source-json-error").into());
    }
    let Some(list) = answer.get(key) else { return Ok(vec![raw]) };
    let list: Vec<&RawValue> = serde_json::from_str(list.get())
        .map_err(|_| Message::new("source-json-no-list").with("key", key))?;
    let number = |name: &str| -> Option<u64> { answer.get(name)?.get().parse().ok() };
    let first = number("startIndex").unwrap_or(1);
    match number("totalResults") {
        Some(all) if first > 1 || all > list.len() as u64 => {
            let why = Message::new("source-json-part").with("all", all.to_string());
            Err(why.with("number", list.len()).into())
        }
        _ => Ok(list),
    }
}

/// The byte at which a line and column stand, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

fn of_csv<'a>(
    shape: Shape,
    settings: Settings<'a>,
    opened: &'a Opened,
    records: &mut Vec<Record<'a>>,
    faults: &mut Faults,
) {
    let cells = Cells::of(opened, b',', faults);
    let of_label = |label: &str| {
        let mut columns = shape.columns.iter();
        columns.find(|(known, _)| *known == label).map(|(_, field)| *field)
    };
    // Lines of notes stand above the header: it is the first row that names each column.
    let is_header = |row: &usize| {
        let has =
            |label: &str| (0..cells.width(*row)).any(|at| cells.cell(*row, at) == label);
        shape.columns.iter().filter(|(label, _)| has(label)).count() * 2
            > shape.columns.len()
    };
    let Some(header) = (0..cells.rows.len()).find(is_header) else {
        let labels = shape.columns.iter().map(|(label, _)| format!("`{label}`"));
        let message = Message::new("source-csv-header")
            .with("source", settings.name)
            .with("columns", labels.collect::<Vec<_>>());
        let help = Message::new("source-csv-header-help");
        cells.fault((0, 0), (Code::SourceRecord, message, help), faults);
        return;
    };
    for row in header + 1..cells.rows.len() {
        if (0..cells.width(row)).all(|at| cells.cell(row, at).is_empty()) {
            continue;
        }
        if cells.width(row) != cells.width(header) {
            let message = Message::new("source-csv-cells")
                .with("source", settings.name)
                .with("found", cells.width(row))
                .with("expected", cells.width(header));
            let help = Message::new("source-csv-cells-help");
            cells.fault((row, 0), (Code::SourceRecord, message, help), faults);
            continue;
        }
        let fields = (0..cells.width(row)).filter_map(|at| {
            let field = of_label(cells.cell(header, at))?;
            let cell = cells.cell(row, at);
            (!cell.is_empty()).then(|| (field.to_owned(), Value::String(cell.to_owned())))
        });
        let fields = fields.collect();
        records.push(Record { settings, place: cells.place(row, 0), fields });
    }
}

impl Record<'_> {
    /// A field; none if it is missing, or says that there is nothing: `null`, `""`, and in
    /// some systems `false`.
    pub(crate) fn get(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).filter(|value| match value {
            Value::Null | Value::Bool(false) => false,
            Value::String(text) => !text.is_empty(),
            _ => true,
        })
    }

    /// A text or a number, as text; of a pair `[id, name]` the id.
    pub(crate) fn text(&self, field: &str) -> Option<String> {
        text_of(self.get(field)?)
    }

    /// The name of a pair `[id, name]`.
    pub(crate) fn name(&self, field: &str) -> Option<String> {
        match self.get(field)? {
            Value::Array(pair) => text_of(pair.get(1)?),
            other => text_of(other),
        }
    }

    /// Whether a field says yes.
    pub(crate) fn is(&self, field: &str) -> bool {
        match self.get(field) {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::Number(number)) => number.as_f64() != Some(0.0),
            _ => false,
        }
    }

    /// A text that must be there; told is where it is not.
    pub(crate) fn must(
        &self,
        field: &'static str,
        faults: &mut Faults,
    ) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.fault(
                Message::new("source-field-lacks").with("field", field),
                "source-field-lacks-help",
                faults,
            );
        }
        text
    }

    /// A day that must be there.
    pub(crate) fn must_day(
        &self,
        field: &'static str,
        faults: &mut Faults,
    ) -> Option<Day> {
        let text = self.must(field, faults)?;
        self.day_of(field, &text, faults)
    }

    /// A day, if the field says one.
    pub(crate) fn day(&self, field: &'static str, faults: &mut Faults) -> Option<Day> {
        let text = self.text(field)?;
        self.day_of(field, &text, faults)
    }

    fn day_of(
        &self,
        field: &'static str,
        text: &str,
        faults: &mut Faults,
    ) -> Option<Day> {
        let day = text.parse().ok();
        if day.is_none() {
            let message =
                Message::new("source-date").with("text", text).with("field", field);
            self.fault(message, "source-date-help", faults);
        }
        day
    }

    /// A record within this one, which stands at the same place.
    pub(crate) fn part(&self, fields: Map<String, Value>) -> Self {
        Self { settings: self.settings, place: self.place.clone(), fields }
    }

    /// Tells of a clock time that the clocks of its zone skip.
    pub(crate) fn in_a_gap(&self, text: &str, faults: &mut Faults) {
        in_a_gap(self.settings.name, text, &self.place, faults);
    }

    /// Tells that a moment is none.
    pub(crate) fn no_moment(&self, field: &'static str, text: &str, faults: &mut Faults) {
        let message =
            Message::new("source-instant").with("text", text).with("field", field);
        self.fault(message, "source-instant-help", faults);
    }

    /// Tells what is wrong with the record.
    pub(crate) fn fault(
        &self,
        message: Message,
        help: &'static str,
        faults: &mut Faults,
    ) {
        let message = message.with("source", self.settings.name);
        let help = Message::new(help).with("source", self.settings.name);
        let fault = Diagnostic::at(Code::SourceRecord, message, &self.place);
        faults.push(fault.help(help));
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(pair) => text_of(pair.first()?),
        _ => None,
    }
}
