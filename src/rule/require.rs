//! What must each be or have?

use crate::rule::matcher::{Have, Matcher, Population};
use crate::rule::per::Per;

/// What each of a population must be or have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Require {
    /// Whom it binds.
    pub each: Population,
    /// What is asked of each.
    pub demand: Demand,
    /// What makes a cell; the item itself, day by day, if nothing is written.
    pub per: Per,
}

/// What is asked of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// Some row of the cell matches.
    Be(Matcher),
    /// No row of the cell matches.
    NeverBe(Matcher),
    /// Records stand for it, on every day on which `each` matches.
    Have(Have),
}
