//! Who may never meet?

use crate::rule::matcher::Population;
use crate::rule::per::{Column, Per};

/// In one cell, at most so many values of a column occur.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separate {
    /// Who and what is kept apart.
    pub each: Population,
    /// The column whose values are kept apart.
    pub by: Column,
    /// How many values may occur; 1 if nothing is written.
    pub at_most: u32,
    /// How long must lie between one value and the next; without it they may not occur in
    /// one cell at all.
    pub gap: Option<Gap>,
    /// What makes a cell.
    pub per: Per,
}

/// How long must lie between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// So many minutes from the going of one to the coming of another.
    Minutes(u32),
    /// So many whole days.
    Days(u32),
}
