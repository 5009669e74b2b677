//! Stretches of time: which days the cells of a lens hold, as its windows cut them.

use crate::day::{Calendar, Day, Instant};
use crate::plan::{Grain, Time};
use crate::rulebook::Standing;
use crate::window::{Period, Window};

/// The days of one cell, or the part of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The days on which the rule is in force, in order.
    pub(crate) days: Vec<Day>,
    /// The minutes of it: from the first day's start to the last day's end, or the part.
    pub(crate) window: Window,
    /// Whether it is only a part of its day. CLAUSE 1.10.
    pub(crate) part: bool,
    /// Whether its cells name their part: of a day, or of a longer stretch of which another
    /// part is asked of other cells. CLAUSE 1.10, 11.10.
    pub(crate) names_part: bool,
    /// When its cells read levels, where it lies within a day. CLAUSE 14.4.
    pub(crate) levels: Option<Window>,
    /// Of which piece of the rule it is. CLAUSE 11.10.
    pub(crate) piece: usize,
    /// Whether the law or a level cuts it short. CLAUSE 1.10, 1.13, 14.4.
    pub(crate) cut: bool,
    /// The keys that its cells bear.
    pub(crate) keys: Vec<(String, String)>,
}

impl Stretch {
    /// The first day.
    pub(crate) fn first(&self) -> Day {
        self.days.first().copied().unwrap_or(Day::FIRST)
    }

    /// The part of it in which no level changes. CLAUSE 14.4.
    #[must_use]
    pub(crate) fn cut_to(&self, part: Window) -> Self {
        let (window, levels) = (part, Some(part));
        let (part, names_part, cut) = (true, true, true);
        Self { window, levels, part, names_part, cut, ..self.clone() }
    }
}

/// The stretches of a grain that were asked for, in order. CLAUSE 1.10, 1.12, 1.13, 3.11.
pub(crate) fn stretches(
    grain: &Grain,
    standing: &Standing,
    asked: Period,
    covers: Period,
) -> Vec<Stretch> {
    let mut all = Vec::new();
    for (piece, own) in standing.pieces().iter().enumerate() {
        let others = standing.pieces().iter().enumerate();
        let others = others.filter(|(other, _)| *other != piece);
        let others: Vec<Window> =
            others.flat_map(|(_, other)| other.windows.iter().copied()).collect();
        let of_piece = of_windows(grain, (&own.windows, &others), asked, covers);
        all.extend(of_piece.into_iter().map(|stretch| Stretch { piece, ..stretch }));
    }
    if standing.pieces().len() > 1 {
        all.sort_by_key(|stretch| stretch.window);
    }
    all
}

/// The stretches of some windows; `others` are those of the rule's other pieces.
fn of_windows(
    grain: &Grain,
    (windows, others): (&[Window], &[Window]),
    asked: Period,
    covers: Period,
) -> Vec<Stretch> {
    match grain.time {
        Time::Row | Time::Calendar(Calendar::Day, _) => {
            asked.days().flat_map(|day| daily(day, windows)).collect()
        }
        Time::Calendar(calendar, week_starts) => {
            let mut all = Vec::new();
            let mut first = asked.from().start_of(calendar, week_starts);
            while first <= asked.through() {
                let next = first.start_of_next(calendar, week_starts);
                let days = (first.number()..next.number()).map(Day::from_number);
                let whole = next.number() - first.number();
                let key = key(calendar, first);
                let mut stretch = longer(days, whole, windows, asked, key);
                if let Some(stretch) = &mut stretch {
                    stretch.names_part = is_shared(others, first, next.plus(-1));
                }
                all.extend(stretch);
                if next <= first {
                    break;
                }
                first = next;
            }
            all
        }
        Time::Moment => {
            let days = asked.days().flat_map(|day| daily(day, windows));
            days.map(|stretch| Stretch { part: true, ..stretch }).collect()
        }
        Time::Hour => asked.days().flat_map(|day| hourly(day, windows)).collect(),
        Time::Rolling(length) => {
            let days = asked.days();
            days.filter_map(|day| rolling(day, length, windows)).collect()
        }
        Time::RollingHours(hours) => {
            // However the hours lie, they reach into so many days.
            let length = hours.div_ceil(24).saturating_add(1);
            let ending = |day: Day| {
                let keys = vec![("day".to_owned(), day.to_string())];
                Some(Stretch { keys, ..rolling(day, length, windows)? })
            };
            asked.days().filter_map(ending).collect()
        }
        Time::Every(length, from) => every(length, from, (windows, others), asked),
        Time::Window => windows
            .iter()
            .filter_map(|window| of_window(*window, asked, covers))
            .collect(),
    }
}

/// Whether other pieces hold on a whole day of a stretch, too. CLAUSE 11.10.
fn is_shared(others: &[Window], first: Day, last: Day) -> bool {
    let all_of_it = Window::days(first, last);
    others.iter().any(|other| holds_a_day(other.intersect(all_of_it)))
}

/// Whether a whole day lies in the window.
fn holds_a_day(window: Window) -> bool {
    let first = window.first_day();
    !window.is_empty() && (window.covers_day(first) || window.covers_day(first.next()))
}

fn daily(day: Day, windows: &[Window]) -> impl Iterator<Item = Stretch> + use<'_> {
    let whole = Window::days(day, day);
    let cuts = windows.iter().map(move |window| window.intersect(whole));
    cuts.filter(|window| !window.is_empty()).map(move |window| Stretch {
        days: vec![day],
        window,
        part: window != whole,
        names_part: window != whole,
        levels: Some(window),
        piece: 0,
        cut: window != whole,
        keys: vec![("day".to_owned(), day.to_string())],
    })
}

/// CLAUSE 15.4: the hours of a day, each a part of it.
fn hourly(day: Day, windows: &[Window]) -> impl Iterator<Item = Stretch> + use<'_> {
    (0..24).flat_map(move |hour| {
        let from = day.start().plus(hour * 60);
        let whole = Window { from, until: from.plus(60) };
        let cuts = windows.iter().map(move |window| window.intersect(whole));
        cuts.filter(|window| !window.is_empty()).map(move |window| Stretch {
            days: vec![day],
            window,
            part: true,
            names_part: window != whole,
            levels: Some(window),
            piece: 0,
            cut: window != whole,
            keys: vec![("hour".to_owned(), from.to_string())],
        })
    })
}

fn longer(
    days: impl Iterator<Item = Day>,
    whole: i32,
    windows: &[Window],
    asked: Period,
    key: (String, String),
) -> Option<Stretch> {
    let days: Vec<Day> =
        days.filter(|day| windows.iter().any(|window| window.covers_day(*day))).collect();
    if !days.iter().any(|day| asked.contains(*day)) {
        return None;
    }
    let window = Window::days(*days.first()?, *days.last()?);
    let cut = usize::try_from(whole).unwrap_or(usize::MAX) != days.len();
    let (part, names_part, levels, piece) = (false, false, None, 0);
    let keys = vec![key];
    Some(Stretch { days, window, part, names_part, levels, piece, cut, keys })
}

/// CLAUSE 1.12: a window without an end reaches to the day after the facts.
fn of_window(window: Window, asked: Period, covers: Period) -> Option<Stretch> {
    let open = (window.from == Instant::MIN, window.until == Instant::MAX);
    let first = if open.0 { covers.from().plus(-1) } else { window.first_day() };
    let last = if open.1 { covers.through().plus(1) } else { window.last_day() };
    let days = (first.number()..=last.number()).map(Day::from_number);
    let days: Vec<Day> = days.filter(|day| window.covers_day(*day)).collect();
    if !days.iter().any(|day| asked.contains(*day)) {
        return None;
    }
    let from = if open.0 { "always".to_owned() } else { window.first_day().to_string() };
    let through =
        if open.1 { "further-notice".to_owned() } else { window.last_day().to_string() };
    Some(Stretch {
        window: Window::days(*days.first()?, *days.last()?),
        days,
        part: false,
        names_part: false,
        levels: None,
        piece: 0,
        cut: false,
        keys: vec![("from".to_owned(), from), ("through".to_owned(), through)],
    })
}

/// So many days that end with one asked. CLAUSE 12.4.
fn rolling(last: Day, length: u32, windows: &[Window]) -> Option<Stretch> {
    let length = i32::try_from(length).unwrap_or(i32::MAX);
    let first = last.plus(1 - length);
    let all = (first.number()..=last.number()).map(Day::from_number);
    let one = Period::on(last);
    let stretch = longer(all, length, windows, one, (String::new(), String::new()))?;
    Some(Stretch { keys: between(first, last), ..stretch })
}

/// Stretches of so many days, one after another. CLAUSE 12.4.
fn every(
    length: u32,
    from: Day,
    (windows, others): (&[Window], &[Window]),
    asked: Period,
) -> Vec<Stretch> {
    let length = i32::try_from(length).unwrap_or(i32::MAX).max(1);
    let behind = (asked.from().number() - from.number()).div_euclid(length).max(0);
    let mut all = Vec::new();
    let mut first = from.plus(behind.saturating_mul(length));
    while first <= asked.through() {
        let last = first.plus(length - 1);
        let days = (first.number()..=last.number()).map(Day::from_number);
        let none = (String::new(), String::new());
        if let Some(stretch) = longer(days, length, windows, asked, none) {
            let names_part = is_shared(others, first, last);
            all.push(Stretch { keys: between(first, last), names_part, ..stretch });
        }
        first = first.plus(length);
    }
    all
}

fn between(first: Day, last: Day) -> Vec<(String, String)> {
    vec![("from".to_owned(), first.to_string()), ("through".to_owned(), last.to_string())]
}

fn key(calendar: Calendar, first: Day) -> (String, String) {
    let (year, month) = (first.year(), first.month());
    let (word, value) = match calendar {
        Calendar::Day => ("day", first.to_string()),
        Calendar::Week => ("week", first.to_string()),
        Calendar::Month => ("month", format!("{year:04}-{month:02}")),
        Calendar::Quarter => ("quarter", format!("{year:04}-Q{}", (month - 1) / 3 + 1)),
        Calendar::Year => ("year", format!("{year:04}")),
    };
    (word.to_owned(), value)
}
