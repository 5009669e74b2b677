//! What people are called instead of by their ids.

use std::fmt;
use std::sync::Arc;

/// Other names for people: facts that are read with them hold no id of a person.
///
/// No two people may come to one name, no name may be one that something else bears, and none
/// may be blank, have spaces around it or hold signs that cannot be seen. Facts in which two
/// people, or a person and something else, would be called the same are refused.
///
/// Whoever can tell the names of ids can tell the people: make them by a function with a
/// secret, such as HMAC-SHA-256, and never by a bare hash, which anybody with the register can
/// compute again.
///
/// ```
/// use passmuster::{Pseudonyms, KnownAt, Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// # let attendance = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
/// // Only to be seen here: anybody can tell who this is.
/// let names = Pseudonyms::new(|id| format!("p-{}", id.len()));
///
/// let rulebook = Rulebook::read([order])?;
/// let attendance = Source::new("attendance.csv", attendance);
/// let facts = rulebook.facts().pseudonyms(&names).table("attendance", attendance).build()?;
/// let law = rulebook.with_pseudonyms(&names, &facts).as_known(KnownAt::Latest);
/// let report = law.check(&facts, facts.covers())?;
/// assert_eq!(report.findings[0].evidence.counted, ["p-2"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Pseudonyms(Arc<Rename>);

/// What an id becomes.
type Rename = dyn Fn(&str) -> String + Send + Sync;

impl Pseudonyms {
    /// Names by a function of ids.
    pub fn new(name: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(name))
    }

    /// What somebody is called.
    pub fn of(&self, id: &str) -> String {
        (self.0)(id)
    }
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}
