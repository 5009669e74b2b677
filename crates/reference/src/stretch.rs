//! The stretches of time of a rule's cells (CLAUSE 1.10 to 1.13, 12.4, 15.4).

use std::collections::BTreeSet;

use passmuster::Day;
use passmuster::day::{Calendar, Instant};
use passmuster::rule::per::TimeWord;
use passmuster::rule::{Kind, LevelAt, Rule};
use passmuster::rulebook::Standing;
use passmuster::window::Window;

use crate::cell::Cell;
use crate::ground::Ground;

impl Ground<'_> {
    /// CLAUSE 3.11: the stretches of a rule of which a day was asked, as cells without place;
    /// CLAUSE 11.10: of each piece by itself.
    pub(crate) fn stretches(&self, standing: &Standing) -> Vec<Cell> {
        let mut all = Vec::new();
        for (piece, own) in standing.pieces().iter().enumerate() {
            for mut cell in self.stretches_of(standing.rule(), &own.windows) {
                cell.piece = piece;
                cell.level_day = match standing.rule().level_at {
                    Some(LevelAt::Start) => cell.days.first().copied(),
                    Some(LevelAt::End) => cell.days.last().copied(),
                    None => None,
                };
                let adds_days = match &standing.rule().kind {
                    Kind::Limit(limit) => limit.averaged.is_some(),
                    Kind::Quota(_) => true,
                    _ => false,
                };
                cell.shares_levels = cell.days.len() == 1 && !adds_days;
                let beside = standing.pieces().iter().enumerate();
                let beside: Vec<&Window> = beside
                    .filter(|(other, _)| *other != piece)
                    .flat_map(|(_, other)| &other.windows)
                    .collect();
                let is_beside = |day: &Day| beside.iter().any(|one| one.covers_day(*day));
                if cell.stretch.iter().any(is_beside) {
                    let (first, last) = (cell.days.first(), cell.days.last());
                    let first = first.map(|day| day.start());
                    cell.named_part = first.zip(last.map(|day| day.end()));
                }
                all.push(cell);
            }
        }
        all.sort_by_key(|cell| (cell.days.first().copied(), cell.part));
        all
    }

    fn stretches_of(&self, rule: &Rule, windows: &[Window]) -> Vec<Cell> {
        let whole = |day: Day| windows.iter().any(|window| window.covers_day(day));
        let averaged = match &rule.kind {
            Kind::Limit(limit) => limit.averaged,
            _ => None,
        };
        let calendar = match averaged.or(rule.per().time) {
            None | Some(TimeWord::Calendar(Calendar::Day)) => {
                return self
                    .period
                    .days()
                    .flat_map(|day| days_of(day, windows))
                    .collect();
            }
            Some(TimeWord::Moment) => {
                let days = self.period.days().flat_map(|day| days_of(day, windows));
                let of_moments = |cell: Cell| {
                    let whole = cell.days.first().map(|day| (day.start(), day.end()));
                    Cell { part: cell.part.or(whole), is_of_hours: true, ..cell }
                };
                return days.map(of_moments).collect();
            }
            Some(TimeWord::Hour) => {
                return self
                    .period
                    .days()
                    .flat_map(|day| hours_of(day, windows))
                    .collect();
            }
            Some(TimeWord::Calendar(calendar)) => calendar,
            Some(
                time @ (TimeWord::Rolling(_)
                | TimeWord::RollingHours(_)
                | TimeWord::Every(..)),
            ) => return self.other_periods(time, &whole),
            Some(_) => return self.windows(windows),
        };
        let asked = self.period.days().filter(|day| whole(*day));
        let starts: BTreeSet<Day> =
            asked.map(|day| day.start_of(calendar, rule.week_starts)).collect();
        let stretch = |start: Day| {
            let end = start.start_of_next(calendar, rule.week_starts);
            let stretch: Vec<Day> =
                (start.number()..end.number()).map(Day::from_number).collect();
            let days: Vec<Day> =
                stretch.iter().copied().filter(|day| whole(*day)).collect();
            let time = vec![time_key(calendar, start)];
            let is_cut = days.len() < stretch.len();
            Cell { time, days, is_cut, stretch, ..Cell::default() }
        };
        starts.into_iter().map(stretch).collect()
    }

    /// CLAUSE 12.4: the stretches that no calendar names.
    fn other_periods(&self, word: TimeWord, whole: &dyn Fn(Day) -> bool) -> Vec<Cell> {
        let asked = (self.period.from(), self.period.through());
        let of_period = |(first, last): (Day, Day)| {
            let all = (first.number()..=last.number()).map(Day::from_number);
            let all: Vec<Day> = all.collect();
            let (days, cut): (Vec<Day>, Vec<Day>) =
                all.iter().copied().partition(|day| whole(*day));
            // Rolling stretches end on days of one piece alone.
            let stretch = match word {
                TimeWord::Every(..) => all,
                _ => Vec::new(),
            };
            let time = match word {
                TimeWord::RollingHours(_) => vec![("day", last.to_string())],
                _ => vec![("from", first.to_string()), ("through", last.to_string())],
            };
            // A rolling stretch is asked for by its last day.
            let is_asked = |day: &Day| match word {
                TimeWord::Every(..) => self.period.contains(*day),
                _ => *day == last,
            };
            let is_judged = days.iter().any(is_asked);
            let is_cut = !cut.is_empty();
            let cell = Cell { time, days, is_cut, stretch, ..Cell::default() };
            is_judged.then_some(cell)
        };
        crate::quota::periods(word, asked).into_iter().filter_map(of_period).collect()
    }

    /// The cells of the time word `window`. CLAUSE 1.12: days without end stand for each other.
    fn windows(&self, windows: &[Window]) -> Vec<Cell> {
        let covers = self.facts.covers();
        let of_window = |window: &Window| {
            let from = match window.from == Instant::MIN {
                true => covers.from().plus(-1),
                false => window.first_day(),
            };
            let (through, end) = match window.until == Instant::MAX {
                true => (covers.through().next(), "further-notice".to_owned()),
                false => (window.last_day(), window.last_day().to_string()),
            };
            let all = (from.number()..=through.number()).map(Day::from_number);
            let days: Vec<Day> = all.filter(|day| window.covers_day(*day)).collect();
            let time = vec![("from", window.first_day().to_string()), ("through", end)];
            Cell { time, days, ..Cell::default() }
        };
        let cells = windows.iter().map(of_window);
        cells
            .filter(|cell| cell.days.iter().any(|day| self.period.contains(*day)))
            .collect()
    }
}

/// CLAUSE 1.10: the day, or the part of it that lies in each window.
fn days_of(day: Day, windows: &[Window]) -> Vec<Cell> {
    let of_window = |window: &Window| {
        let within = window.intersect(Window::days(day, day));
        let part = (!window.covers_day(day)).then_some((within.from, within.until));
        let time = vec![("day", day.to_string())];
        let levels = Some((within.from, within.until));
        let cell = Cell { time, days: vec![day], part, levels, ..Cell::default() };
        (!within.is_empty()).then_some(Cell { is_cut: part.is_some(), ..cell })
    };
    windows.iter().filter_map(of_window).collect()
}

/// CLAUSE 15.4: the hours of a day, or what lies of them in each window.
fn hours_of(day: Day, windows: &[Window]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for hour in 0..24 {
        let from = day.start().plus(60 * hour);
        let whole = Window { from, until: from.plus(60) };
        for window in windows {
            let within = window.intersect(whole);
            if within.is_empty() {
                continue;
            }
            let time = vec![("hour", from.to_string())];
            let part = Some((within.from, within.until));
            let (days, is_cut) = (vec![day], within != whole);
            let levels = part;
            let cell = Cell { time, days, part, levels, is_cut, ..Cell::default() };
            cells.push(Cell { is_of_hours: true, ..cell });
        }
    }
    cells
}

fn time_key(calendar: Calendar, start: Day) -> (&'static str, String) {
    match calendar {
        Calendar::Day => ("day", start.to_string()),
        Calendar::Week => ("week", start.to_string()),
        Calendar::Month => ("month", format!("{:04}-{:02}", start.year(), start.month())),
        Calendar::Quarter => {
            ("quarter", format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1))
        }
        Calendar::Year => ("year", format!("{:04}", start.year())),
    }
}
