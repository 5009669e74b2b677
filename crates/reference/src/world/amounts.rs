//! Amounts of random worlds: plain ones, and those that are computed from others.

use super::dice::Dice;
use super::matchers::Asked;

/// An amount, and whether it is a share of the limit's `of`.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) asks_base: bool,
}

/// What an amount may read of its cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OfCell<'a> {
    pub(crate) asked: Asked,
    pub(crate) is_row: bool,
    pub(crate) is_daily: bool,
    pub(crate) per: &'a [&'static str],
    /// Whether what is counted has fractions.
    pub(crate) fractions: bool,
}

impl Written {
    fn plain(text: impl Into<String>) -> Self {
        Written { text: text.into(), asks_base: false }
    }
}

impl Dice {
    /// An amount, computed or not.
    pub(crate) fn amount(&mut self, of: OfCell<'_>, depth: u64) -> Written {
        if depth == 0 || self.chance(if depth == 2 { 70 } else { 55 }) {
            return self.plain_amount(of);
        }
        match self.below(12) {
            0..=2 => self.several("greater_of", of, depth),
            3 | 4 => self.several("lesser_of", of, depth),
            5 | 6 => self.several("sum_of", of, depth),
            7..=9 => self.own_share(of),
            _ => self.table(of, depth),
        }
    }

    fn plain_amount(&mut self, of: OfCell<'_>) -> Written {
        match self.below(20) {
            0..=9 if of.is_row && of.asked == Asked::Gatherings => {
                self.hit("amount of the gathering");
                Written::plain("{ field: permitted }")
            }
            0..=3 => {
                self.hit("amount of a field");
                let field = self.pick(&["beds", "capacity"]);
                Written::plain(format!("{{ field: {field} }}"))
            }
            4 if of.fractions => Written::plain(self.pick(&["1.5", "0.75", "2.25"])),
            4..=10 => Written::plain(self.below(5).to_string()),
            11 if self.chance(30) => {
                self.hit("no-bound");
                Written::plain("no-bound")
            }
            _ => {
                self.hit("share");
                Written { text: self.share().to_owned(), asks_base: true }
            }
        }
    }

    fn share(&mut self) -> &'static str {
        let shares = [
            "50%",
            "1/3",
            "33%",
            "1 per 4",
            "75%",
            "2/3",
            "0%",
            "100%",
            "150%",
            "1 per 2.5",
            "250 per 1000",
        ];
        let at = usize::try_from(self.below(shares.len() as u64)).unwrap_or_default();
        let share = shares.get(at).copied().unwrap_or_default();
        if share == "150%" {
            self.hit("share above the whole");
        }
        share
    }

    fn several(&mut self, word: &'static str, of: OfCell<'_>, depth: u64) -> Written {
        self.hit(word);
        let many = 2 + self.below(2);
        let parts: Vec<Written> = (0..many).map(|_| self.amount(of, depth - 1)).collect();
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        Written {
            text: format!("{{ {word}: [{}] }}", texts.join(", ")),
            asks_base: parts.iter().any(|part| part.asks_base),
        }
    }

    /// A share with a base of its own.
    fn own_share(&mut self, of: OfCell<'_>) -> Written {
        let share = self.share();
        let base = match self.below(3) {
            0 => {
                self.hit("share of a field");
                format!("{{ field: {} }}", self.pick(&["beds", "capacity"]))
            }
            _ => {
                self.hit("share of a population of its own");
                self.population(of.asked)
            }
        };
        Written::plain(format!("{{ share: {share}, of: {base} }}"))
    }

    fn table(&mut self, of: OfCell<'_>, depth: u64) -> Written {
        self.hit("table");
        let mut fields: Vec<(&'static str, &[&str])> = vec![
            ("sector", &["health", "mines"]),
            ("agency", &["north", "south"]),
            ("beds", &["1", "2", "4"]),
            ("locality", &["l1", "l2"]),
            ("alert", &["low", "mid", "high"]),
            ("ring", &["inner", "outer"]),
        ];
        if of.is_daily {
            fields.push(("weekday", &["monday", "wednesday"]));
            fields.push(("day_kind", &["holiday", "day-off", "working-day"]));
        }
        let columns: [(&'static str, &[&str]); 2] =
            [("shift", &["early", "late"]), ("rank", &["junior", "senior"])];
        let of_cell = columns.into_iter().filter(|(name, _)| of.per.contains(name));
        fields.extend(of_cell);
        let at = usize::try_from(self.below(fields.len() as u64)).unwrap_or_default();
        let Some((by, keys)) = fields.get(at).copied() else {
            return Written::plain("no-bound");
        };
        let whole = matches!(by, "day_kind" | "rank" | "alert") && self.chance(40);
        let mut asks_base = false;
        let mut rows = Vec::new();
        for key in keys {
            if whole || self.chance(75) {
                let amount = self.amount(of, depth - 1);
                asks_base |= amount.asks_base;
                rows.push(format!("{key}: {}", amount.text));
            }
        }
        if !whole {
            let amount = self.amount(of, depth - 1);
            asks_base |= amount.asks_base;
            rows.push(format!("else: {}", amount.text));
        }
        let text = format!("{{ by: {by}, table: {{ {} }} }}", rows.join(", "));
        Written { text, asks_base }
    }
}
