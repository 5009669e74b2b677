//! A calendar of places and times, each with the gravest outcome of all rules.

use std::collections::BTreeMap;

use super::Html;
use crate::day::{Day, Weekday};
use crate::finding::{Cell, Finding};
use crate::message::Message;
use crate::words::escape::markup;
use crate::words::page::{Grade, Page};

/// How many places a calendar has rows for.
const ROWS: usize = 400;

/// How many days stand in one table; more are put in months.
const MONTH: usize = 31;

/// Where a cell stands in the calendar.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    sheet: Sheet,
    /// Whether it is of people, visits or gatherings anywhere, which come last.
    is_anywhere: bool,
    place: String,
    column: String,
}

/// One table of the calendar: times of one kind, within a month or a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sheet {
    /// The rank of the kind, and what heads the table.
    kind: (u8, &'static str),
    within: String,
}

impl At {
    pub(super) fn of(page: Page<'_>, cell: &Cell) -> Self {
        let start =
            |text: &str, length: usize| text.get(..length).unwrap_or(text).to_owned();
        let day = cell.get("day").or(cell.get("hour")).map(|at| start(at, 10));
        let (kind, within, column) = if let Some(day) = day {
            let within = match page.report.asked.days().nth(MONTH) {
                None => page.period(page.report.asked),
                Some(_) => start(&day, 7),
            };
            ((0, "page-of-days"), within, day)
        } else if let Some(week) = cell.get("week") {
            ((1, "page-of-week"), start(week, 4), week.to_owned())
        } else if let Some(month) = cell.get("month") {
            ((2, "page-of-month"), start(month, 4), month.to_owned())
        } else if let Some(quarter) = cell.get("quarter") {
            ((3, "page-of-quarter"), start(quarter, 4), quarter.to_owned())
        } else if let Some(year) = cell.get("year") {
            ((4, "page-of-year"), String::new(), year.to_owned())
        } else if let Some(from) = cell.get("from") {
            ((5, "page-of-stretch"), start(from, 7), start(from, 10))
        } else {
            ((6, "page-of-all"), String::new(), String::new())
        };
        let is_anywhere = page.is_anywhere(cell);
        let place = page.whereabouts(cell);
        Self { sheet: Sheet { kind, within }, is_anywhere, place, column }
    }
}

/// The gravest outcome in a place and time, and how many findings have it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    grade: Grade,
    many: usize,
    /// Which it is, in order.
    number: usize,
    /// Whether findings of it are listed on the page.
    is_listed: bool,
}

/// All cells of a report by place and time.
pub(super) struct Calendar {
    marks: BTreeMap<At, Mark>,
}

impl Calendar {
    /// The calendar of a report, of whose findings these are listed.
    pub(super) fn new(page: Page<'_>, listed: &[&Finding]) -> Self {
        let mut marks: BTreeMap<At, Mark> = BTreeMap::new();
        for finding in &page.report.findings {
            let grade = Grade::of(finding);
            let none = Mark { grade, many: 0, number: 0, is_listed: false };
            let mark = marks.entry(At::of(page, &finding.cell)).or_insert(none);
            if grade < mark.grade {
                *mark = none;
            }
            mark.many += usize::from(grade == mark.grade);
        }
        for finding in listed {
            if let Some(mark) = marks.get_mut(&At::of(page, &finding.cell)) {
                mark.is_listed = true;
            }
        }
        for (number, mark) in marks.values_mut().enumerate() {
            mark.number = number;
        }
        Self { marks }
    }

    /// The number of a place and time, by which it is linked.
    pub(super) fn number(&self, at: &At) -> usize {
        self.marks.get(at).map_or(0, |mark| mark.number)
    }
}

impl Html<'_> {
    pub(super) fn calendar(&mut self, calendar: &Calendar) {
        self.heading("page-calendar");
        let note = self.word("page-calendar-note");
        self.line(&format!("<p class=\"dim\">{note}</p>"));
        let cells: Vec<(&At, Mark)> =
            calendar.marks.iter().map(|(at, mark)| (at, *mark)).collect();
        for cells in cells.chunk_by(|(one, _), (other, _)| one.sheet == other.sheet) {
            self.sheet(cells);
        }
    }

    fn sheet(&mut self, cells: &[(&At, Mark)]) {
        let Some(sheet) = cells.first().map(|(at, _)| &at.sheet) else { return };
        let columns = self.columns(sheet, cells);
        let mut rows: BTreeMap<(bool, &str), BTreeMap<&str, Mark>> = BTreeMap::new();
        for (at, mark) in cells {
            let row = rows.entry((at.is_anywhere, &at.place)).or_default();
            row.insert(&at.column, *mark);
        }
        let worst =
            |row: &BTreeMap<&str, Mark>| row.values().map(|mark| mark.grade).min();
        let mut shown: Vec<_> = rows.into_iter().collect();
        let left_out = shown.len().saturating_sub(ROWS);
        if left_out > 0 {
            shown.sort_by_key(|(_, row)| worst(row));
            shown.truncate(ROWS);
            shown.sort_by_key(|(place, _)| *place);
        }
        let heading = Message::new(sheet.kind.1).with("month", sheet.within.as_str());
        let heading = markup(&self.page.say(&heading));
        let place = self.word("page-place");
        self.line(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{heading}\">\
             <table>\n<caption>{heading}</caption>\n<thead><tr><th scope=\"col\">{place}</th>"
        ));
        for column in &columns {
            let (class, label) = self.label(sheet, column);
            self.line(&format!("<th scope=\"col\"{class}>{label}</th>"));
        }
        self.line("</tr></thead>\n<tbody>");
        for ((_, place), row) in shown {
            self.line(&format!("<tr><th scope=\"row\">{}</th>", markup(place)));
            for column in &columns {
                let (class, _) = self.label(sheet, column);
                match row.get(column.as_str()) {
                    Some(mark) => self.mark(*mark),
                    None => self.line(&format!("<td{class}></td>")),
                }
            }
            self.line("</tr>");
        }
        self.line("</tbody>\n</table></div>");
        if left_out > 0 {
            let said = self.counted("page-rows-left-out", left_out);
            self.line(&format!("<p>{said}</p>"));
        }
    }

    /// The columns of a table: of days all that were asked.
    fn columns(&self, sheet: &Sheet, cells: &[(&At, Mark)]) -> Vec<String> {
        let mut columns: Vec<String> =
            cells.iter().map(|(at, _)| at.column.clone()).collect();
        if sheet.kind.0 == 0 {
            let days = self.page.report.asked.days().map(|day| day.to_string());
            // A table of all days has another name than a month.
            let is_whole = self.page.report.asked.days().nth(MONTH).is_none();
            columns.extend(days.filter(|day| is_whole || day.starts_with(&sheet.within)));
        }
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The class and the label of a column.
    fn label(&self, sheet: &Sheet, column: &str) -> (&'static str, String) {
        let rest = column.get(5..).unwrap_or(column);
        let Some(day) = column.parse::<Day>().ok().filter(|_| sheet.kind.0 == 0) else {
            let label = if column.is_empty() { "–" } else { rest };
            return ("", markup(if sheet.kind.0 == 4 { column } else { label }));
        };
        let weekday = day.weekday();
        let is_weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
        let class = if is_weekend { " class=\"weekend\"" } else { "" };
        let short = self.word(short(weekday));
        let number = column.get(8..).unwrap_or_default();
        (class, format!("{short}<br/>{number}"))
    }

    fn mark(&mut self, mark: Mark) {
        let Mark { grade, many, number, is_listed } = mark;
        let (class, sign, word) = (grade.class(), grade.sign(), self.word(grade.key()));
        let counted = many > 1 && grade != Grade::Pass && grade != Grade::Nobody;
        let many = if counted { many.to_string() } else { String::new() };
        let said = format!("{sign}{many}<span class=\"sr\"> {word}</span>");
        self.line(&match is_listed {
            true => {
                format!("<td class=\"{class}\"><a href=\"#c{number}\">{said}</a></td>")
            }
            false => format!("<td class=\"{class}\">{said}</td>"),
        });
    }
}

/// The key of a weekday's short name.
fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "page-monday",
        Weekday::Tuesday => "page-tuesday",
        Weekday::Wednesday => "page-wednesday",
        Weekday::Thursday => "page-thursday",
        Weekday::Friday => "page-friday",
        Weekday::Saturday => "page-saturday",
        Weekday::Sunday => "page-sunday",
    }
}
