//! What a source says of one person's day.

use passmuster::Day;
use passmuster::field::{STATUSES, WORKING};
use passmuster::source::Place;

/// The statuses that something leaves possible, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Says(u16);

impl Says {
    /// Nothing is said.
    pub(crate) const ANYTHING: Says = Says((1 << STATUSES.len()) - 1);

    /// What a word of a setting says: a status, `worked` (somewhere), or `unknown`.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        match word {
            "worked" => Some(Self::worked()),
            "unknown" => Some(Self::ANYTHING),
            status => Self::only(status),
        }
    }

    /// One status.
    pub(crate) fn only(status: &str) -> Option<Self> {
        let nth = STATUSES.iter().position(|known| *known == status)?;
        Some(Says(1 << nth))
    }

    /// At work, nobody knows where.
    pub(crate) fn worked() -> Self {
        let each = WORKING.iter().filter_map(|status| Self::only(status));
        each.fold(Says(0), |all, one| Says(all.0 | one.0))
    }

    /// On site.
    pub(crate) fn on_site() -> Self {
        Self::only("on-site").unwrap_or(Self::ANYTHING)
    }

    /// What both leave possible; `None` where they exclude each other.
    pub(crate) fn and(self, other: Says) -> Option<Self> {
        let both = self.0 & other.0;
        (both != 0).then_some(Says(both))
    }

    /// Whether it says no more than the other.
    pub(crate) fn within(self, other: Says) -> bool {
        self.0 & !other.0 == 0
    }

    /// How many statuses it leaves possible.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The one status that is left.
    pub(crate) fn status(self) -> Option<&'static str> {
        let mut left =
            STATUSES.iter().zip(0u32..).filter(|(_, nth)| self.0 >> nth & 1 == 1);
        match (left.next(), left.next()) {
            (Some((status, _)), None) => Some(status),
            _ => None,
        }
    }

    /// How a sentence calls it.
    pub(crate) fn word(self) -> &'static str {
        match self.status() {
            Some(status) => status,
            None if self == Self::worked() => "worked",
            None => "unknown",
        }
    }
}

/// For how much of the day it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// For all of it.
    Whole(Says),
    /// For some part of it, however short.
    Part(Says),
    /// For its halves, in whichever order.
    Halves(Says, Says),
}

impl Meaning {
    /// Whether nothing is said.
    pub(crate) fn is_nothing(self) -> bool {
        match self {
            Meaning::Whole(says) | Meaning::Part(says) => says == Says::ANYTHING,
            Meaning::Halves(one, two) => one == two && one == Says::ANYTHING,
        }
    }

    /// Whether somebody is on site, at least for a part.
    pub(crate) fn is_on_site(self) -> bool {
        match self {
            Meaning::Whole(says) | Meaning::Part(says) => says == Says::on_site(),
            Meaning::Halves(one, two) => [one, two].contains(&Says::on_site()),
        }
    }

    /// How a sentence calls it.
    pub(crate) fn words(self) -> String {
        match self {
            Meaning::Whole(says) | Meaning::Part(says) => format!("`{}`", says.word()),
            Meaning::Halves(one, two) => {
                format!("half `{}`, half `{}`", one.word(), two.word())
            }
        }
    }
}

/// How strongly it is said; what is said more strongly is believed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// A device at a known place saw the person.
    Proved,
    /// Somebody recorded it, of what was.
    Stated,
    /// Somebody planned it, before.
    Planned,
}

/// What one record of a source says of one person's day.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The number of the person among those whom the sources know.
    pub(crate) person: u32,
    pub(crate) day: Day,
    pub(crate) meaning: Meaning,
    pub(crate) evidence: Evidence,
    /// Where on site, if it is said: the number of the site, from 1.
    pub(crate) site: u32,
    pub(crate) place: Place,
}
