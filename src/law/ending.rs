//! Grants that run out soon after the days that were asked: no clock is needed to tell.

use super::Law;
use crate::day::Day;
use crate::facts::Facts;
use crate::field::{Table, Value};
use crate::message::Message;
use crate::report::{KnownAt, Notice};
use crate::rulebook::Standing;
use crate::window::Period;

impl Law {
    /// A notice of each grant that holds on the last day of a period and on no day later
    /// than so many behind it, sorted by its end.
    ///
    /// ```
    /// use passmuster::{KnownAt, Rulebook, Source};
    ///
    /// let order = Source::new("order-7.yaml", "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - id: cap
    ///     unless_granted: { by: [head] }
    ///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// ");
    /// let attendance = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
    /// let grants = "grant,rule,person,from,through,by,granted_on
    /// g-1,order-7/cap,an,2021-02-17,2021-02-20,head,2021-02-17
    /// ";
    /// let rulebook = Rulebook::read([order])?;
    /// let facts = rulebook.facts().table("attendance", Source::new("a.csv", attendance));
    /// let facts = facts.table("grants", Source::new("grants.csv", grants)).build()?;
    /// let law = rulebook.as_known(KnownAt::Latest);
    /// let notices = law.ending_grants(&facts, facts.covers(), 14);
    /// assert_eq!(
    ///     notices[0].message.to_string(),
    ///     "grant `g-1` to deviate from `order-7/cap` ends on 2021-02-20"
    /// );
    /// assert!(law.ending_grants(&facts, facts.covers(), 1).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ending_grants(&self, facts: &Facts, period: Period, days: u16) -> Vec<Notice> {
        let last = period.through();
        let soon = last.plus(i32::from(days));
        let mut ending = Vec::new();
        for standing in self.standings() {
            for (end, grant) in self.grants_of(standing, facts, last) {
                if last <= end && end <= soon {
                    let rule = standing.rule().name.to_string();
                    ending.push((end, grant, rule));
                }
            }
        }
        ending.sort();
        ending.dedup();
        let notice = |(end, grant, rule): (Day, String, String)| {
            let message = Message::new("notice-grant-ends")
                .with("grant", grant)
                .with("rule", rule)
                .with("day", end.to_string());
            Notice { code: "grant-ends", message }
        };
        ending.into_iter().map(notice).collect()
    }

    /// The grants from a rule that hold on a day: the last day of each, and its name.
    fn grants_of(
        &self,
        standing: &Standing,
        facts: &Facts,
        on: Day,
    ) -> Vec<(Day, String)> {
        let Some(rows) = facts.table(Table::Grants) else { return Vec::new() };
        let found = (0..rows.len()).filter_map(|row| {
            let text = |column: &str| rows.value(row, column).map(ToString::to_string);
            let date = |column: &str| match rows.value(row, column) {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            };
            // CLAUSE 9.1: by somebody whom the rule names, and known by then.
            let (named, by) = (text("rule")?, text("by").unwrap_or_default());
            let is_of_rule =
                standing.is_named(&named) && standing.rule().unless_granted.contains(&by);
            let granted_on = date("granted_on");
            let is_known = match (self.known_at(), granted_on) {
                (KnownAt::Day(known), Some(day)) => day <= known,
                _ => true,
            };
            let holds = date("from").max(granted_on).is_none_or(|from| from <= on);
            let end = date("through")?;
            let grant = text("grant").unwrap_or_default();
            (is_of_rule && is_known && holds).then_some((end, grant))
        });
        found.collect()
    }
}
