//! Rows beside a register: whose they are, and where they count, is known when all have gone by.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::facts::dated::Spell;
use crate::facts::timeline::Timeline;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Value};
use crate::tally::sweep::Spot;
use crate::workers::{Workers, each};

use super::strip::Strip;
use super::{OfTable, Strips};

/// What the codes of a strip stand for.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// For each code of its people who that is.
    people: Vec<PersonId>,
    /// For each code of its dates the day.
    days: Vec<Day>,
}

impl Named {
    /// The people and days of a strip that begins there; `None` if somebody is a stranger.
    fn new(facts: &Facts, (strip, start): (&Strip, u32)) -> Option<Named> {
        let [people, _] = strip.names();
        let [dates, _] = &strip.firsts;
        let column = facts.table(Table::Attendance)?.column("date")?;
        let day = |line: &u32| match column.value((start + line) as usize)? {
            Value::Date(day) => Some(*day),
            _ => None,
        };
        let register = facts.register();
        let person = |name: &[u8]| register.person(std::str::from_utf8(name).ok()?);
        let people = people.iter().map(|(_, name)| person(name));
        Some(Named {
            people: people.collect::<Option<_>>()?,
            days: dates.iter().map(day).collect::<Option<_>>()?,
        })
    }

    fn of(&self, person: u32, date: u32) -> Option<(PersonId, Day)> {
        let at = |code: u32| (code as usize).checked_sub(1);
        Some((*self.people.get(at(person)?)?, *self.days.get(at(date)?)?))
    }

    /// The rows of the strip: whose, when, and of which kind; with their codes.
    fn rows(&self, strip: &Strip) -> impl Iterator<Item = (Option<Row>, u32)> {
        strip.registered().map(|(person, date, kind)| {
            let of = self.of(person, date);
            (of.map(|(whose, day)| Row { whose, day, codes: (person, date) }), kind)
        })
    }
}

/// A row of somebody on a day, and the codes of both.
#[derive(Debug, Clone, Copy)]
struct Row {
    whose: PersonId,
    day: Day,
    codes: (u32, u32),
}

/// The spell of one person after the other.
struct Spells<'a> {
    facts: &'a Facts,
    last: Option<Spell>,
}

impl Spells<'_> {
    fn of(&mut self, Row { whose, day, .. }: Row) -> Option<Spell> {
        let is_same = |spell: &Spell| spell.person == whose && spell.contains(day);
        let known = self.last.filter(is_same);
        self.last = known.or_else(|| self.facts.register().spell(whose, day));
        self.last
    }
}

impl Strips<'_> {
    /// Has rows that stand beside a register be those of its people, and the facts know who
    /// has one when. Whether they are: each of somebody who is on the register on that day,
    /// and has no other row then.
    pub(super) fn meet(&mut self, facts: &mut Facts, workers: &dyn Workers) -> bool {
        let is_present = facts.register().is_present();
        let of_people = self.0.iter_mut().find(|own| own.table == Table::Attendance);
        let Some(own) = of_people else { return true };
        // The stream may know a register that the header did not.
        if own.strips.iter().any(|strip| strip.is_registered() != is_present) {
            return false;
        }
        if !is_present {
            return true;
        }
        let all: Vec<(&Strip, u32)> = own.iter().collect();
        let known = &*facts;
        let named = each(workers, all.len(), |nth| Named::new(known, *all.get(nth)?));
        let Some(named) = named.into_iter().collect() else { return false };
        own.named = named;
        match own.seen(facts) {
            Some(seen) => facts.seen = seen,
            None => return false,
        }
        true
    }
}

impl OfTable<'_> {
    fn each_named(&self) -> impl Iterator<Item = (&Strip, &Named)> {
        self.strips.iter().copied().zip(&self.named)
    }

    /// Who has a row on which day; `None` if somebody has two, or is not on the register then.
    fn seen(&self, facts: &Facts) -> Option<Timeline> {
        let days = || self.named.iter().flat_map(|named| &named.days);
        let (first, last) = (*days().min()?, *days().max()?);
        let mut seen = Timeline::new(facts.register().people(), (first, last));
        let mut spells = Spells { facts, last: None };
        let mut meet = |(row, _): (Option<Row>, u32)| {
            let Some(row) = row.filter(|row| spells.of(*row).is_some()) else {
                return false;
            };
            let is_first = !seen.has(row.whose, row.day);
            seen.set(row.whose, row.day);
            is_first
        };
        let mut all = self.each_named();
        let is_sound = all.all(|(strip, named)| named.rows(strip).all(&mut meet));
        is_sound.then_some(seen)
    }

    /// Tells of each row of a strip whose it is, when, and which row of the facts is like it.
    pub(super) fn each_row(&self, part: usize, tell: &mut dyn FnMut(PersonId, Day, u32)) {
        let (Some((strip, start)), Some(named)) =
            (self.iter().nth(part), self.named.get(part))
        else {
            return;
        };
        for (row, kind) in named.rows(strip) {
            if let Some(Row { whose, day, .. }) = row {
                tell(whose, day, start + strip.kinds.line_of(kind));
            }
        }
    }

    /// The rows of some days of units as lines, but for those that are among the facts.
    pub(super) fn lines_of(
        &self,
        facts: &Facts,
        spots: &BTreeSet<Spot>,
        workers: &dyn Workers,
    ) -> Vec<u8> {
        let here = &Timeline::of_rows(facts);
        let wanted = &Wanted::new(facts, spots);
        let of_strip = |nth: usize| {
            let mut lines = Vec::new();
            let (Some(strip), Some(named)) = (self.strips.get(nth), self.named.get(nth))
            else {
                return lines;
            };
            let mut spells = Spells { facts, last: None };
            for (row, kind) in named.rows(strip) {
                if let Some(row) = row.filter(|row| !here.has(row.whose, row.day))
                    && spells.of(row).is_some_and(|spell| wanted.has(row.day, spell))
                {
                    strip.write_line(row.codes, kind, &mut lines);
                }
            }
            lines
        };
        each(workers, self.strips.len(), of_strip).concat()
    }
}

/// Days of units, by the codes of the units in the register.
struct Wanted<'a> {
    facts: &'a Facts,
    by_day: BTreeMap<Day, Vec<bool>>,
}

impl<'a> Wanted<'a> {
    fn new(facts: &'a Facts, spots: &BTreeSet<Spot>) -> Self {
        let units = facts.table(Table::People).and_then(|people| people.column("unit"));
        let units = units.map_or(&[][..], |units| units.values());
        let mut by_day: BTreeMap<Day, Vec<bool>> = BTreeMap::new();
        let names = units.iter().zip(1..);
        let codes: BTreeMap<&str, usize> =
            names.filter_map(|(unit, code)| Some((unit.as_text()?, code))).collect();
        for (day, unit) in spots {
            let of_day =
                by_day.entry(*day).or_insert_with(|| vec![false; units.len() + 1]);
            let slot = codes.get(&**unit).and_then(|code| of_day.get_mut(*code));
            slot.into_iter().for_each(|slot| *slot = true);
        }
        Self { facts, by_day }
    }

    fn has(&self, day: Day, spell: Spell) -> bool {
        let Some(units) = self.by_day.get(&day) else { return false };
        let people = self.facts.table(Table::People);
        let unit = people.map_or(0, |people| people.code(spell.row as usize, "unit"));
        units.get(unit as usize) == Some(&true)
    }
}

impl Strip {
    /// Writes the line of a kind with another person and date.
    fn write_line(&self, (person, date): (u32, u32), kind: u32, lines: &mut Vec<u8>) {
        let [people, dates] = self.names();
        let delimiter = self.shape.delimiter;
        let like = self.lines.line(self.kinds.line_of(kind)).trim_ascii_end();
        for (nth, field) in like.split(|byte| *byte == delimiter).enumerate() {
            if nth > 0 {
                lines.push(delimiter);
            }
            lines.extend_from_slice(match nth {
                nth if nth == self.places.person => people.text(person),
                nth if nth == self.places.date => dates.text(date),
                _ => field,
            });
        }
        lines.push(b'\n');
    }
}
