//! Rows that were counted before they came here, and are not kept.

/// Rows of facts in which the day, the unit, and what else rules read of some rows stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) date: u32,
    pub(crate) unit: u32,
    pub(crate) kind: u32,
}

/// Rows of attendance that are not among the facts, but are like some that are.
pub(crate) trait Counted: Sync {
    /// How many rows are like which, and whether it is known whose they are.
    fn each(&self, add: &mut dyn FnMut(At, u32, bool));

    /// Those of whom there may be more to say, with the person.
    fn kept(&self, tell: &mut dyn FnMut(At, &str));
}
