//! A gate that asks about one person: may An come in, as the unit stands today?
#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::collections::BTreeSet;
use std::error::Error;

use passmuster::{KnownAt, Law, Period, Report, Rulebook, Source};
use serde::Serialize;

const ORDER: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-17, through: 2021-03-02 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

const TODAY: &str = "2021-02-18";

#[derive(Serialize)]
struct Row {
    person: &'static str,
    unit: &'static str,
    date: &'static str,
    status: &'static str,
}

struct Gate {
    rulebook: Rulebook,
    law: Law,
    members: [&'static str; 4],
    inside: BTreeSet<&'static str>,
}

impl Gate {
    /// The day of the unit if these people are inside and all others work at home.
    fn day(&self, inside: &BTreeSet<&'static str>) -> Result<Report, Box<dyn Error>> {
        let rows = self.members.map(|person| {
            let status = if inside.contains(person) { "on-site" } else { "remote" };
            Row { person, unit: "tong-hop", date: TODAY, status }
        });
        let facts = self.rulebook.facts().rows("attendance", rows).build()?;
        Ok(self.law.check(&facts, Period::on(TODAY.parse()?))?)
    }

    /// What would be broken by somebody's coming in that is not broken already.
    ///
    /// The facts of the unit are built twice and compared. A ledger, which keeps the sums of
    /// a day and is told one change at a time, will make this one question of one change.
    fn breaks(&self, person: &'static str) -> Result<Vec<String>, Box<dyn Error>> {
        let without = self.day(&self.inside)?;
        let mut inside = self.inside.clone();
        inside.insert(person);
        let known: BTreeSet<String> = without.violations().map(|one| one.id()).collect();
        let with = self.day(&inside)?;
        let broken = with.violations().filter(|one| !known.contains(&one.id()));
        Ok(broken.map(ToString::to_string).collect())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
    let law = rulebook.as_known(KnownAt::Latest);
    let members = ["an", "binh", "chi", "dung"];
    let mut gate = Gate { rulebook, law, members, inside: BTreeSet::from(["binh"]) };

    assert!(gate.breaks("an")?.is_empty(), "two of four may be inside");
    gate.inside.insert("chi");
    let broken = gate.breaks("an")?;
    println!("an may not come in: {}", broken.join("; "));
    assert_eq!(broken, ["3 of 4 on site in `tong-hop`; at most 2 may be"]);
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
