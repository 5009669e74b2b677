//! Two laws on the same facts: which findings have another outcome.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::facts::Facts;
use crate::finding::{Cell, Finding};
use crate::name::RuleRef;
use crate::rulebook::{Standing, pairs};
use crate::window::Period;
use crate::witness::{Flip, Said};

use super::Law;

impl Law {
    /// Which findings have another outcome under a new law; each law has the facts as its own
    /// rulebook reads them. CLAUSE 17.7
    ///
    /// ```
    /// use passmuster::{KnownAt, Law, Period, Rulebook, Source};
    ///
    /// let order = "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - id: cap
    ///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// ";
    /// let rows = "person,unit,date,status
    /// an,tong-hop,2021-02-18,on-site
    /// binh,tong-hop,2021-02-18,remote
    /// ";
    /// let read = |order: &str| -> Result<_, passmuster::Diagnostics> {
    ///     let rulebook = Rulebook::read([Source::new("order-7.yaml", order)])?;
    ///     let facts = rulebook.facts().table("attendance", Source::new("a.csv", rows)).build()?;
    ///     Ok((rulebook.as_known(KnownAt::Latest), facts))
    /// };
    /// let (old, old_facts) = read(order)?;
    /// let (new, new_facts) = read(&order.replace("50%", "1/3"))?;
    /// let day = Period::on("2021-02-18".parse()?);
    /// let flips = old.flips(&old_facts, &new, &new_facts, day)?;
    /// assert_eq!(flips[0].id, "order-7/cap unit=tong-hop day=2021-02-18");
    /// let says = flips[0].new.as_ref().unwrap().message.to_string();
    /// assert_eq!(says, "1 of 2 on site in `tong-hop`; at most 0 may be");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Law::check`]; but that no rule of one of the laws is in force is no error.
    pub fn flips(
        &self,
        facts: &Facts,
        new: &Law,
        new_facts: &Facts,
        period: Period,
    ) -> Result<Vec<Flip>, Error> {
        let olds: Vec<&Standing> = self.standings().iter().collect();
        let news: Vec<&Standing> = new.standings().iter().collect();
        // A rule that both have is one, whatever its names.
        let mut names: BTreeMap<&RuleRef, &RuleRef> = BTreeMap::new();
        for pair in pairs(&olds, &news) {
            if let (Some(old), Some(new)) = pair {
                names.insert(&new.rule().name, &old.rule().name);
            }
        }
        let old_said = said(self.found(facts, period, new)?);
        let new_said = said(new.found(new_facts, period, self)?);
        let renamed = new_said.into_iter().map(|((rule, cell), said)| {
            let name = names.get(&rule).map_or(rule.clone(), |old| (*old).clone());
            ((name, cell), said)
        });
        let mut both: BTreeMap<Key, (Option<Said>, Option<Said>)> = BTreeMap::new();
        for (key, said) in old_said {
            both.entry(key).or_default().0 = Some(said);
        }
        for (key, said) in renamed {
            both.entry(key).or_default().1 = Some(said);
        }
        let outcome =
            |said: &Option<Said>| said.as_ref().map(|said| (said.outcome, said.relief));
        let flipped =
            both.into_iter().filter(|(_, (old, new))| outcome(old) != outcome(new));
        let flip = |((rule, cell), (old, new)): (Key, (Option<Said>, Option<Said>))| {
            let id = format!("{rule} {cell}").trim_end().to_owned();
            Flip { id, old, new }
        };
        Ok(flipped.map(flip).collect())
    }

    /// All findings; none where only the other law has rules in force.
    fn found(
        &self,
        facts: &Facts,
        period: Period,
        other: &Law,
    ) -> Result<Vec<Finding>, Error> {
        match self.check_all(facts, period) {
            Ok(report) => Ok(report.findings),
            Err(error) if error.is_nothing_in_force() => {
                other.in_force_within(period).map(|()| Vec::new())
            }
            Err(error) => Err(error),
        }
    }
}

/// A rule and its cell.
type Key = (RuleRef, Cell);

fn said(findings: Vec<Finding>) -> BTreeMap<Key, Said> {
    let one = |finding: Finding| {
        let Finding { outcome, relief, message, .. } = finding;
        ((finding.rule, finding.cell), Said { outcome, relief, message })
    };
    findings.into_iter().map(one).collect()
}
