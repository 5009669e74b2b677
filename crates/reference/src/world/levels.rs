//! Levels of random worlds: few series, with gaps, changes by the day and at noon.

use passmuster::Report;
use passmuster::finding::Finding;

use super::dice::{Dice, day};
use super::tables::TableText;

/// The declared levels of all worlds.
pub(super) const LEVELS: &str = "  levels:
    alert: { at: locality, is: [low, mid, high] }
    air: { at: site, is: number }
    ring: { at: unit, is: text }
    ward: { series: zone, at: role, is: yes-no }
";

/// The levels of a series at one of its places.
const SERIES: [(&str, &[&str], &[&str]); 4] = [
    ("alert", &["l1", "l2"], &["low", "mid", "high"]),
    ("air", &["s1", "s2", "o1"], &["50", "150", "150.5"]),
    ("ring", &["u1", "u2", "u3", "o1"], &["inner", "outer"]),
    ("zone", &["clerk", "driver", "guard"], &["yes", "no"]),
];

impl Dice {
    /// The table of levels.
    pub(super) fn levels(&mut self, days: u64) -> TableText {
        let mut rows = Vec::new();
        for (series, places, levels) in SERIES {
            for place in places {
                let mut begun: Vec<String> = Vec::new();
                for nth in 0..self.below(4) {
                    // Mostly one from the beginning, so that not everything is unknown.
                    let early = nth == 0 && self.chance(75);
                    let first = if early { 0 } else { self.below(days) };
                    let from = match !early && self.chance(50) {
                        true => {
                            self.hit("a level that changes at noon");
                            format!("{}T12:00", day(first))
                        }
                        false => day(first),
                    };
                    if begun.contains(&from) {
                        continue;
                    }
                    begun.push(from.clone());
                    let last = first + 1 + self.below(4);
                    let through = match self.below(8) {
                        0 => day(last),
                        1 => format!("{}T06:00", day(last)),
                        _ => String::new(),
                    };
                    let issued = match self.chance(30) {
                        true => day(self.below(days + 2)),
                        false => String::new(),
                    };
                    let level = self.pick(levels);
                    let by = if self.chance(20) { "d1" } else { "" };
                    rows.push(format!(
                        "{series},{place},{from},{level},{through},{issued},{by}"
                    ));
                }
            }
        }
        TableText {
            name: "levels",
            header: "series,place,from,level,through,issued,by",
            rows,
        }
    }
}

/// Whether some finding is of a part of a day that begins with a level.
pub(super) fn cut_a_day(report: &Report) -> bool {
    let begins = |finding: &Finding| {
        let from = finding.cell.part.map(|(from, _)| from);
        let mut rows = finding.evidence.levels.iter().filter_map(|one| one.row.as_ref());
        rows.any(|row| Some(row.since) == from && row.since != row.since.day().start())
    };
    report.findings.iter().any(begins)
}
